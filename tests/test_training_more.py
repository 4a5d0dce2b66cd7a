"""What everything that waits for money costs: places, and the classes that must open for them."""

import pandas as pd
import pytest

from asnkarier.analysis.training.more import cost_of_more


def cost(waiting, running, kuota, of_class=300.0):
    wanted = pd.DataFrame({"kode": ["A"] * waiting, "biaya": [10.0] * waiting})
    classes = pd.DataFrame({"kode": ["A"] * len(running), "peserta": pd.Series(running, dtype="int64")})
    courses = pd.DataFrame(
        {"kode": ["A", "B"], "biaya_kelas": [of_class, 9.0], "kuota": pd.array([kuota, 1], dtype="Int64")}
    )
    return cost_of_more(wanted, classes, courses)


@pytest.mark.parametrize(
    ("waiting", "running", "kuota", "opened"),
    [
        (1, [], 1, 1),
        (2, [], 1, 2),
        (1, [1], 1, 1),
        (2, [3], 5, 0),
        (3, [3], 5, 1),
        (7, [5, 4], 5, 2),
        (4, [], None, 1),
        (4, [2], None, 0),
    ],
)
def test_places_and_the_classes_that_must_open_for_them(waiting, running, kuota, opened):
    assert cost(waiting, running, kuota) == waiting * 10 + opened * 300


def test_a_course_without_class_costs_costs_its_places():
    assert cost(3, [], 1, None) == 30
