"""Weights of the score that are not of 100 are told where they count."""

import pytest

from asnkarier.agency.answers.groups import policy_notes
from asnkarier.settings import Settings


def notes(**weights):
    return [one for one in policy_notes(Settings(promotion={"weights": weights})) if "100" in one]


def test_the_usual_weights_and_others_of_100_are_nothing_to_tell():
    assert notes() == []
    assert notes(kompetensi=30, kinerja=40) == []


@pytest.mark.parametrize(
    ("weights", "total"), [({"kompetensi": 39}, 99), ({"krs": 1}, 101), ({"kompetensi": 100}, 160)]
)
def test_any_other_sum_is_told_with_it(weights, total):
    (told,) = notes(**weights)
    assert f" {total}, " in told
