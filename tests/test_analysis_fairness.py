"""Fairness of a selection: figures of scipy, Holm by hand, power by simulation, what is hidden. Planted and absent bias: reliability/fairness.py."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from asnkarier.analysis.fairness.exact import fisher, holm, rate_ratio
from asnkarier.analysis.fairness.groups import UNKNOWN, Terms, compare_groups
from asnkarier.analysis.fairness.power import detectable

TERMS = Terms(least=5, level=0.05, power=0.8)


def table_of(counts):
    """Return a selection in which `counts` says group -> (selected, people)."""
    groups = [name for name, (_, n) in counts.items() for _ in range(n)]
    chosen = [place < k for k, n in counts.values() for place in range(n)]
    return groups, np.array(chosen, dtype=bool)


def compared(counts, **others):
    groups, chosen = table_of(counts)
    found = compare_groups({"jenis_kelamin": groups, **others}, chosen, TERMS)
    return found, found.rows.set_index("group")


@st.composite
def two_by_two(draw):
    n, m = draw(st.integers(1, 60)), draw(st.integers(1, 60))
    return draw(st.integers(0, n)), n, draw(st.integers(0, m)), m


@given(two_by_two())
@settings(max_examples=150, deadline=None)
def test_p_is_that_of_scipy(table):
    a, n, b, m = table
    assert fisher(*table) == pytest.approx(stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue, rel=1e-8)


@pytest.mark.parametrize("table", [(300, 9000, 500, 11000), (0, 12, 900, 19988), (7, 12, 900, 19988)])
def test_p_is_that_of_scipy_in_a_large_agency(table):
    a, n, b, m = table
    assert fisher(*table) == pytest.approx(stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue, rel=1e-6)


@given(two_by_two().filter(lambda one: 0 < one[0] < one[1] and 0 < one[2] < one[3]))
@settings(max_examples=100, deadline=None)
def test_the_interval_of_the_ratio_is_that_of_scipy(table):
    found = stats.contingency.relative_risk(*table)
    ends = found.confidence_interval(0.95)
    assert rate_ratio(*table, 0.05) == pytest.approx((found.relative_risk, ends.low, ends.high))


@given(two_by_two().filter(lambda one: one[2] > 0))
@settings(max_examples=100, deadline=None)
def test_an_interval_holds_its_ratio_whatever_is_empty(table):
    ratio, low, high = rate_ratio(*table, 0.05)
    assert 0 <= low <= ratio <= high < np.inf
    assert low < high
    assert (low == 0) == (table[0] == 0)


def test_an_empty_cell_gets_half_a_person_each():
    ratio, low, high = rate_ratio(0, 10, 4, 10, 0.05)
    middle, wide = (0.5 / 11) / (4.5 / 11), 1.959964 * (1 / 0.5 - 1 / 11 + 1 / 4.5 - 1 / 11) ** 0.5
    assert (ratio, low) == (0, 0)
    assert high == pytest.approx(middle * np.exp(wide), rel=1e-6)


def test_holm_by_hand():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def found_share(n, m, rate, other, level, trials=1500):
    """Return how often Fisher's test finds the difference, by drawing both groups again and again."""
    chance = np.random.default_rng(20261201)
    pairs = zip(
        chance.binomial(n, rate, trials).tolist(), chance.binomial(m, other, trials).tolist(), strict=True
    )
    known: dict = {}
    return np.mean([known.setdefault((a, b), fisher(a, n, b, m)) <= level for a, b in pairs])


@pytest.mark.parametrize(
    ("n", "m", "other", "level"),
    [
        (40, 40, 0.5, 0.05),
        (60, 300, 0.3, 0.05),
        (25, 800, 0.6, 0.01),
        (400, 600, 0.1, 0.05),
        (2000, 3000, 0.04, 0.002),
    ],
)
def test_what_is_called_detectable_is_found_with_that_power(n, m, other, level):
    for side, smallest in zip((-1, 1), detectable(n, m, other, level, 0.8), strict=True):
        if np.isfinite(smallest):
            assert 0.76 <= found_share(n, m, other + side * smallest, other, level) <= 0.9


def test_a_rate_of_nothing_that_would_not_be_found_is_said_to_be_out_of_reach():
    below, above = detectable(20, 400, 0.05, 0.05, 0.8)
    assert below == np.inf
    assert found_share(20, 400, 0.0, 0.05, 0.05) < 0.8
    assert 0.76 <= found_share(20, 400, 0.05 + above, 0.05, 0.05) <= 0.95


def counted_out(n, m, rate, other, level):
    """Return the power of scipy's test, over all that both groups may draw."""
    mine, rest = stats.binom.pmf(range(n + 1), n, rate), stats.binom.pmf(range(m + 1), m, other)
    pairs = [
        (a, b, mine[a] * rest[b]) for a in range(n + 1) for b in range(m + 1) if mine[a] * rest[b] > 1e-9
    ]
    return sum(
        chance for a, b, chance in pairs if stats.fisher_exact([[a, n - a], [b, m - b]]).pvalue <= level
    )


@pytest.mark.parametrize(
    ("n", "m", "other", "level"),
    [(7, 387, 0.05, 0.003), (19, 60, 0.31, 0.01), (12, 40, 0.9, 0.05), (30, 30, 0.5, 0.002)],
)
def test_few_people_are_counted_out_to_the_step(n, m, other, level):
    for side, smallest in zip((-1, 1), detectable(n, m, other, level, 0.8), strict=True):
        if np.isfinite(smallest):
            assert counted_out(n, m, other + side * smallest, other, level) >= 0.8
            assert counted_out(n, m, other + side * (smallest - 0.001), other, level) < 0.8
        else:
            assert counted_out(n, m, 0.0 if side < 0 else 1.0, other, level) < 0.8


@pytest.mark.parametrize(("n", "m", "other"), [(5, 5, 0.5), (5, 40, 0.0), (40, 5, 1.0), (5, 100000, 0.5)])
def test_few_people_and_extreme_rates_have_a_figure_or_none(n, m, other):
    for smallest in detectable(n, m, other, 0.05, 0.8):
        assert smallest == np.inf or 0 < smallest <= 1


def test_two_groups_are_one_comparison_and_the_rest_is_everybody_known():
    found, rows = compared({"L": (30, 100), "P": (10, 100), UNKNOWN: (5, 20)})
    assert found.comparisons == 2
    p = stats.fisher_exact([[30, 70], [10, 90]]).pvalue
    other = stats.fisher_exact([[5, 15], [40, 160]]).pvalue
    assert rows["p"].to_dict() == pytest.approx({"L": p, "P": p, UNKNOWN: other})
    assert rows["p_adj"].to_dict() == pytest.approx({"L": 2 * p, "P": 2 * p, UNKNOWN: max(2 * p, other)})
    assert rows["ratio"].to_dict() == pytest.approx({"L": 1, "P": 1 / 3, UNKNOWN: 0.25 / 0.3})
    assert rows["verdict"].to_dict() == {"L": "difference", "P": "difference", UNKNOWN: "too_few_people"}
    assert rows["direction"].to_dict() == {"L": "above", "P": "below", UNKNOWN: "above"}
    assert rows.notna().all(axis=None)


def test_the_correction_counts_every_comparison_of_the_table():
    groups, chosen = table_of({"L": (30, 100), "P": (15, 100)})
    units = [f"Dinas {place % 7}" for place in range(200)]
    alone = compare_groups({"jenis_kelamin": groups}, chosen, TERMS)
    both = compare_groups({"jenis_kelamin": groups, "unit_induk": units}, chosen, TERMS)
    assert (alone.comparisons, both.comparisons) == (1, 8)
    assert both.rows["p_adj"].iloc[0] == pytest.approx(min(1, 8 * alone.rows["p_adj"].iloc[0]))
    assert both.rows["detectable"].iloc[0] > alone.rows["detectable"].iloc[0]


def test_nothing_found_among_few_people_is_not_called_alike():
    _, rows = compared({"L": (2, 60), "P": (0, 12)})
    assert rows["verdict"].to_dict() == {"L": "too_few_people", "P": "too_few_people"}


def test_few_people_are_hidden_and_nobody_can_be_found_by_subtraction():
    def shown(sizes):
        found, rows = compared({name: (n // 2, n) for name, n in sizes.items()})
        return "".join(sorted(rows.index)), found.left.to_dict("records")

    assert shown({"A": 30, "B": 5, "C": 20}) == ("ABC", [])
    # One small group is what the whole leaves over: the next larger one is hidden, too.
    assert shown({"A": 30, "B": 4, "C": 20, "D": 9}) == (
        "AC",
        [{"group_by": "jenis_kelamin", "groups": 2, "people": 13, "why": "group_beside"}],
    )
    # Two of one person each are still too few together.
    assert shown({"A": 30, "B": 1, "C": 1, "D": 9})[0] == "A"
    assert shown({"A": 30, "B": 3, "C": 3, "D": 9}) == (
        "AD",
        [{"group_by": "jenis_kelamin", "groups": 2, "people": 6, "why": "group_few"}],
    )
    assert shown({"A": 30, "B": 4})[0] == ""


@given(st.lists(st.integers(1, 12), min_size=1, max_size=7))
@settings(max_examples=150, deadline=None)
def test_what_is_hidden_is_never_one_group_nor_fewer_than_five_people(sizes):
    counts = {f"G{place}": (n // 2, n) for place, n in enumerate(sizes)}
    found, rows = compared(counts)
    assert all(counts[name][1] >= 5 for name in rows.index)
    few = found.left[found.left["why"].isin(["group_few", "group_beside"])]
    assert bool(len(few)) == (min(sizes) < 5)
    if len(few) and few["groups"].iloc[0] < len(sizes):
        assert few["groups"].iloc[0] >= 2
        assert few["people"].iloc[0] >= 5


def test_no_figure_depends_on_the_order_of_people():
    groups, chosen = table_of({"L": (30, 100), "P": (15, 80), UNKNOWN: (3, 11)})
    units = [f"Dinas {place % 5}" for place in range(len(groups))]
    order = np.random.default_rng(5).permutation(len(groups))
    first = compare_groups({"sex": groups, "unit": units}, chosen, TERMS)
    again = compare_groups(
        {"sex": [groups[one] for one in order], "unit": [units[one] for one in order]}, chosen[order], TERMS
    )
    pd.testing.assert_frame_equal(first.rows, again.rows)
    pd.testing.assert_frame_equal(first.left, again.left)


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ({"L": (3, 30)}, "group_alone"),
        ({"L": (3, 30), UNKNOWN: (1, 9)}, "group_alone"),
        ({"L": (0, 30), "P": (0, 9)}, "group_none_selected"),
    ],
)
def test_why_nobody_is_compared_is_said(counts, why):
    found, rows = compared(counts)
    assert rows.empty
    assert found.left["why"].tolist() == [why]
