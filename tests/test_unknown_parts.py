"""Parts of performance and experience that no register holds: weighed as unknown, never left out."""

from datetime import date

import numpy as np
import pytest

from asnkarier.analysis.careers.experience import Experience, Service
from asnkarier.analysis.scores.bands import POINT, Band, axis_codes
from asnkarier.analysis.scores.parts import kinerja_axis, pengalaman_band
from asnkarier.errors import RuleNotInForce
from law import load_rulebook

AS_OF = date(2026, 1, 1)
CUTS = (("di_atas", 80.0), ("sesuai", 60.0), ("di_bawah", None))


def points(*values):
    return np.array([round(value * POINT) for value in values], dtype=np.int64)


def book(**choices):
    return load_rulebook(None, {f"talenta/{name}": variant for name, variant in choices.items()})


@pytest.mark.parametrize(
    ("variant", "predikat", "low", "high", "label"),
    [
        ("predikat_saja", 80, 80, 80, "di_atas"),
        # 0.60 predikat; awards, teams and feedback (0.40) may be worth anything from 0 to 100
        ("djki", 100, 60, 100, ""),
        ("djki", 80, 48, 88, ""),
        ("djki", 20, 12, 52, "di_bawah"),
        ("djki", 33.33, 19.998, 59.998, "di_bawah"),
        ("djki", 33.34, 20.004, 60.004, ""),
        ("dpd", 100, 40, 100, ""),
        ("dpd", 0, 0, 60, ""),
    ],
)
def test_the_axis_is_an_interval_and_its_label_only_where_it_lies_in_one_row(
    variant, predikat, low, high, label
):
    known = Band(points(predikat), points(predikat))
    found = kinerja_axis(known, book(bobot_kinerja=variant), AS_OF)
    assert (found.low.tolist(), found.high.tolist()) == (points(low).tolist(), points(high).tolist())
    assert axis_codes(found, CUTS).tolist() == [label]


def test_the_weights_of_performance_hold_from_their_day():
    known = Band(points(80), points(80))
    with pytest.raises(RuleNotInForce):
        kinerja_axis(known, book(bobot_kinerja="djki"), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("variant", "low", "high"), [("lama_saja", 100, 100), ("dpd", 40, 100), ("rata_rata", 100 / 3, 100)]
)
def test_variety_and_acting_posts_are_unknown_and_never_left_out(variant, low, high):
    nothing = np.array([0], dtype=np.int64)
    five = Service(np.array([60]), nothing, np.array(["2021-01-01"], dtype="datetime64[D]"), nothing)
    long = Experience(
        five, five, nothing == 0, nothing == 0, np.array([""], dtype=object), nothing, nothing, nothing[:0]
    )
    found = pengalaman_band(long, book(bobot_pengalaman=variant), AS_OF)
    assert (found.low.tolist(), found.high.tolist()) == (points(low).tolist(), points(high).tolist())
