"""Scores within bounds: exact where known, never narrower than what is unknown."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.scores.bands import (
    FULL,
    POINT,
    Band,
    axis_codes,
    distance_to_cut,
    mix,
    ratio_band,
    table_band,
    unknown_band,
)

CUTS = [("tinggi", 80), ("menengah", 60), ("rendah", None)]


def ints(*values):
    return np.array(values, dtype=np.int64)


def exact(*points):
    values = ints(*(round(one * POINT) for one in points))
    return Band(values, values)


@given(st.integers(0, 150_000_000), st.integers(1, 150_000_000))
def test_a_ratio_is_its_share_of_a_hundred_to_the_nearest_billionth(part, whole):
    found = ratio_band(ints(part), ints(part), ints(whole)).low[0]
    true = min(Fraction(100 * POINT * part, whole), Fraction(FULL))
    assert abs(found - true) <= Fraction(1, 2)


def test_a_ratio_of_nothing_is_unknown():
    found = ratio_band(ints(0, 3), ints(0, 4), ints(0, 4))
    assert found.low.tolist() == [0, 75 * POINT]
    assert found.high.tolist() == [FULL, FULL]


def test_points_of_a_table_and_of_what_it_lacks():
    found = table_band(np.array(["a", "", "b", "z", "a"], dtype=object), {"a": 75, "b": None})
    assert found.low.tolist() == [75 * POINT, 0, 0, 0, 75 * POINT]
    assert found.high.tolist() == [75 * POINT, FULL, FULL, FULL, 75 * POINT]
    assert np.isnan(found.points()).tolist() == [False, True, True, True, False]


def test_thirds_that_make_a_line_together_are_on_it():
    third = ratio_band(ints(1), ints(1), ints(3))
    two_thirds = ratio_band(ints(2), ints(2), ints(3))
    sixty = mix([third, two_thirds, exact(60)], [1, 1, 8])
    assert axis_codes(mix([sixty, exact(70)], [1, 1]), CUTS).tolist() == ["menengah"]
    assert axis_codes(mix([third, two_thirds], [1, 1]), [("separuh", 50), ("kurang", None)]).tolist() == [
        "separuh"
    ]


@pytest.mark.parametrize(
    ("low", "high", "code"),
    [
        (80, 80, "tinggi"),
        (79.999999, 79.999999, "menengah"),
        (60, 79, "menengah"),
        (59, 60, ""),
        (0, 59.9, "rendah"),
    ],
)
def test_a_label_needs_the_whole_band_in_one_row(low, high, code):
    band = Band(ints(round(low * POINT)), ints(round(high * POINT)))
    assert axis_codes(band, CUTS).tolist() == [code]


def test_the_distance_to_the_nearest_line_has_a_sign():
    assert distance_to_cut(exact(81, 79, 61, 40), CUTS).tolist() == [1, -1, 1, -20]
    assert np.isnan(distance_to_cut(unknown_band(1), CUTS))[0]


def test_weights_must_weigh_something():
    with pytest.raises(ValueError, match="weights"):
        mix([exact(1)], [0])


def test_one_person_has_points_where_they_are_known():
    band = Band(ints(62_346 * POINT // 1000, 60 * POINT), ints(62_346 * POINT // 1000, 60 * POINT + 1))
    assert [band.points_of(person) for person in (0, 1)] == [62.35, None]
