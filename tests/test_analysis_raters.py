"""Severity of raters against chances counted out by hand and by scipy, and what is never said."""

from dataclasses import replace
from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_hypergeom

from asnkarier.analysis.fairness.groups import Terms
from asnkarier.analysis.fairness.raters import rater_severity, sum_chances

TERMS = Terms(least=5, level=0.05, power=0.8)


def agency(seed, raters=12, people=24, shift=0.0):
    """Ratings of an invented agency; rater 0 takes a step off so many of the ratings."""
    dice = np.random.default_rng(seed)
    rater = np.repeat(np.arange(raters), people)
    rating = dice.choice([2, 3, 4, 5], len(rater), p=[0.05, 0.15, 0.5, 0.3])
    rating = rating - ((rater == 0) & (dice.random(len(rater)) < shift) & (rating > 1))
    return rating, dice.integers(0, 3, len(rater)), rater


def test_the_chances_of_sums_are_those_of_every_draw():
    heights = [1, 1, 2, 4, 4, 4, 5]
    counts = np.bincount(heights)
    for drawn in range(1, 7):
        sums = [sum(one) for one in combinations(heights, drawn)]
        expected = np.bincount(sums, minlength=5 * drawn + 1) / comb(len(heights), drawn)
        assert sum_chances(counts, drawn) == pytest.approx(expected)


def test_the_chances_of_sums_agree_with_scipy():
    counts, drawn = np.array([0, 3, 10, 40, 200, 90]), 12
    wanted = np.zeros(5 * drawn + 1)
    some = [
        (a, b, c, d)
        for a in range(4)
        for b in range(11)
        for c in range(13)
        for d in range(13)
        if a + b + c + d <= drawn
    ]
    for taken in some:
        all_of = (*taken, drawn - sum(taken))
        wanted[sum((at + 1) * one for at, one in enumerate(all_of))] += multivariate_hypergeom.pmf(
            all_of, counts[1:], drawn
        )
    assert sum_chances(counts, drawn) == pytest.approx(wanted, abs=1e-12)


def test_p_is_the_share_of_draws_at_least_as_far_off():
    rating = np.array([1, 2, 2, 3, 5, 4, 4, 4, 5, 3, 2, 1])
    rater = np.array([0] * 5 + [1] * 7)
    found = rater_severity(rating, np.zeros(12, dtype=np.int64), rater, TERMS).rows.iloc[0]
    mean = rating.mean()
    far = abs(rating[:5].sum() - 5 * mean)
    draws = [abs(sum(one) - 5 * mean) >= far - 1e-9 for one in combinations(rating.tolist(), 5)]
    assert found["p"] == pytest.approx(np.mean(draws))
    assert found["expected"] == pytest.approx(mean)
    assert found["difference"] == pytest.approx(rating[:5].mean() - mean)


def test_raters_of_few_people_and_people_without_others_are_counted_not_shown():
    rating = np.array([3, 4, 3, 4] + [5] * 6 + [2, 3] * 5 + [3] * 4)
    cell = np.array([0] * 4 + [1] * 6 + [0] * 10 + [0] * 4)
    rater = np.array([0] * 4 + [1] * 6 + [2] * 10 + [-1] * 4)
    found = rater_severity(rating, cell, rater, TERMS)
    assert found.rows["rater"].tolist() == [2]
    assert found.few == (1, 4)
    assert found.alone == 6


def test_where_everybody_has_the_same_rating_nothing_could_be_seen():
    found = rater_severity(np.full(20, 4), np.zeros(20, dtype=np.int64), np.repeat([0, 1], 10), TERMS).rows
    assert set(found["verdict"]) == {"too_few_people"}
    assert (found["p"] == 1).all()


def test_the_order_of_people_does_not_matter():
    rating, cell, rater = agency(4, shift=0.8)
    order = np.random.default_rng(1).permutation(len(rating))
    one, other = (
        rater_severity(rating, cell, rater, TERMS),
        rater_severity(rating[order], cell[order], rater[order], TERMS),
    )
    assert one.rows.equals(other.rows)


def test_a_planted_severity_is_found_and_fair_raters_are_not_accused():
    fair = [rater_severity(*agency(seed), TERMS).rows for seed in range(40)]
    accused = sum(bool(one["verdict"].eq("difference").any()) for one in fair)
    assert accused <= 4


def test_what_is_said_to_be_found_is_found_so_often_and_hardly_more():
    """Exactly what is said of each agency is planted in it; the long proof is tests/reliability/fairness.py."""
    found = 0
    for seed in range(60):
        rating, cell, rater = agency(700 + seed)
        said = rater_severity(rating, cell, rater, TERMS).rows.iloc[0]
        steps = round(said["detectable"] * said["n"])
        assert steps == pytest.approx(said["detectable"] * said["n"])  # a whole number of steps
        worse = rating.copy()
        while steps:
            chosen = np.random.default_rng(seed).permutation(
                np.flatnonzero((rater == said["rater"]) & (worse > 1))
            )[:steps]
            worse[chosen] -= 1
            steps -= len(chosen)
        one = rater_severity(worse, cell, rater, TERMS).rows.set_index("rater").loc[said["rater"]]
        found += one["verdict"] == "difference" and one["direction"] == "below"
    assert 0.65 * 60 <= found <= 0.95 * 60


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.5, 0.8, 0.95]))
def test_more_certainty_wants_a_larger_difference(seed, power):
    rating, cell, rater = agency(seed)
    rows = [
        rater_severity(rating, cell, rater, replace(TERMS, power=one)).rows["detectable"]
        for one in (power, min(0.99, power + 0.1))
    ]
    assert (rows[1] >= rows[0] - 1e-12).all()


def test_what_is_shrunk_lies_between_nothing_and_what_was_seen():
    rows = rater_severity(*agency(9, shift=0.9), TERMS).rows
    assert (rows["shrunk"].abs() <= rows["difference"].abs() + 1e-12).all()
    assert (rows["shrunk"] * rows["difference"] >= 0).all()


def test_nobody_rated_is_no_row():
    nothing = np.empty(0, dtype=np.int64)
    assert rater_severity(nothing, nothing, nothing, TERMS).rows.empty
