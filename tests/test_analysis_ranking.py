"""Ranking: exact, complete, independent of the order of rows, and honest about what is not known."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.scores.bands import FULL, POINT, Band
from asnkarier.analysis.scores.neighbours import STEP, Change, neighbours, smallest_swap
from asnkarier.analysis.scores.ranking import COMPONENTS, rank_candidates, rank_some
from asnkarier.analysis.scores.stability import Draws

WEIGHTS = {"kompetensi": 40, "kinerja": 30, "kualifikasi": 10, "potensi": 0}


POINTS = st.none() | st.integers(0, 100)
TABLE = st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=1, max_size=7)


def people(count):
    return pd.Index([f"1990010120150319{place:02d}" for place in range(count)], dtype="str")


def bands(**points):
    """Bands in whole points; None is unknown."""
    return {
        name: Band(
            np.array([0 if one is None else one * POINT for one in values], dtype=np.int64),
            np.array([FULL if one is None else one * POINT for one in values], dtype=np.int64),
        )
        for name, values in points.items()
    }


def test_the_score_is_the_weighted_mean_of_what_is_known():
    parts = bands(kompetensi=[90, 80], kinerja=[80, None], kualifikasi=[100, 50])
    ranked = rank_candidates(people(2), parts, WEIGHTS, top=1)
    assert ranked["score"].tolist() == [(40 * 90 + 30 * 80 + 10 * 100) / 80, (40 * 80 + 10 * 50) / 80]
    assert ranked["score_high"].tolist() == [87.5, (40 * 80 + 30 * 100 + 10 * 50) / 80]
    assert ranked["complete"].tolist() == [True, False]
    assert np.isnan(ranked["kinerja"][1])
    assert ranked["kompetensi"].tolist() == [90, 80]


def test_of_equal_scores_the_known_one_comes_first():
    parts = bands(kompetensi=[80, 80], kinerja=[70, 70], kualifikasi=[0, None])
    ranked = rank_candidates(people(2), parts, WEIGHTS, 2)
    assert ranked["complete"].tolist() == [True, False]
    assert ranked["score"][0] == ranked["score"][1]


def test_ties_are_broken_by_what_is_known_then_the_best_case_then_the_parts_then_the_nip():
    parts = bands(kompetensi=[80, 80, 80, 90], kinerja=[60, 60, 60, 60], kualifikasi=[None, 40, 40, 0])
    ranked = rank_candidates(people(4), parts, WEIGHTS, top=4)
    assert ranked["nip"].str[-2:].tolist() == ["03", "01", "02", "00"]
    parts = bands(kompetensi=[80, 80], kinerja=[0, None], kualifikasi=[None, 0])
    ranked = rank_candidates(people(2), parts, WEIGHTS, 2)
    assert ranked["nip"].str[-2:].tolist() == ["01", "00"]


def test_who_leads_everywhere_stands_firm_and_who_leads_by_weight_does_not():
    parts = bands(kompetensi=[90, 80, 50], kinerja=[90, 81, 90], kualifikasi=[90, 80, 90])
    ranked = rank_candidates(people(3), parts, WEIGHTS, top=2, draws=Draws())
    assert ranked["rank_stability"].tolist()[0] == ranked["top_stability"].tolist()[0] == 1
    parts = bands(kompetensi=[81, 80], kinerja=[80, 81])
    ranked = rank_candidates(people(2), parts, {"kompetensi": 11, "kinerja": 10}, top=1, draws=Draws())
    first, second = ranked["rank_stability"]
    assert 0.5 < first == second < 0.9
    assert ranked["top_stability"].tolist() == pytest.approx([first, 1 - first])
    both = rank_candidates(people(2), parts, {"kompetensi": 11, "kinerja": 10}, top=2, draws=Draws())
    assert both["top_stability"].tolist() == [1, 1]
    assert rank_candidates(people(2), parts, WEIGHTS | {"kualifikasi": 0}, 1)["rank_stability"].isna().all()


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_firmness_is_what_ranking_again_by_each_draw_gives(data):
    """Every draw ranked by itself, by the function that makes the list."""
    names = COMPONENTS[:3]
    table = data.draw(st.lists(st.tuples(*[st.none() | st.integers(70, 80)] * 3), min_size=2, max_size=6))
    parts = bands(**{name: [row[part] for row in table] for part, name in enumerate(names)})
    weights = dict(zip(names, data.draw(st.tuples(*[st.integers(1, 100)] * 3)), strict=True))
    advice = Band(np.arange(len(table)) % 2, np.arange(len(table)) % 3 + 1)
    draws = Draws(count=20, spread=data.draw(st.integers(1, 50)))
    found = rank_candidates(people(len(table)), parts, weights, 2, advice, draws).set_index("nip")
    factors = draws.factors(3)
    assert factors.min() >= 100 - draws.spread
    assert factors.max() <= 100 + draws.spread
    ranks = []
    for row in factors:
        moved = {name: weights[name] * int(factor) for name, factor in zip(names, row, strict=True)}
        again = rank_candidates(people(len(table)), parts, moved, 2, advice)
        ranks.append(again.set_index("nip")["rank"].reindex(found.index))
    same = np.mean([one.to_numpy() == found["rank"].to_numpy() for one in ranks], axis=0)
    within = np.mean([one.to_numpy() <= 2 for one in ranks], axis=0)
    assert found["rank_stability"].tolist() == pytest.approx(same.tolist())
    assert found["top_stability"].tolist() == pytest.approx(within.tolist())


def pairs_of(parts, weights, advice=None):
    """The ranking of these people, and what is said of each pair that follow each other."""
    count = len(next(iter(parts.values())).low)
    order = rank_candidates(people(count), parts, weights, 1, advice)["nip"]
    places = people(count).get_indexer(pd.Index(order))
    return neighbours(places, parts, weights, advice)


@settings(max_examples=150, deadline=None)
@given(TABLE, st.tuples(*[st.integers(0, 100)] * 3).filter(any))
def test_the_smallest_change_of_weights_swaps_and_one_step_less_does_not(table, weights):
    """Both sides of the change are ranked again; nothing smaller swaps, by a search over every exchange of two weights."""
    names = COMPONENTS[:3]
    parts = bands(**{name: [row[part] for row in table] for part, name in enumerate(names)})
    chosen = dict(zip(names, weights, strict=True))
    for pair in pairs_of(parts, chosen):
        two = {
            name: Band(band.low[[pair.first, pair.second]], band.high[[pair.first, pair.second]])
            for name, band in parts.items()
        }
        leads = [int(two[name].low[1]) > int(two[name].low[0]) for name in names]
        assert bool(pair.swap) == any(leads)
        if not pair.swap:
            continue
        then = {name: weight * STEP for name, weight in chosen.items()}
        then |= {one.part: one.then for one in pair.swap}
        assert all(one.weight == chosen[one.part] * STEP != one.then >= 0 for one in pair.swap)

        def first_of(moved, two=two):
            return rank_candidates(people(2), two, {**dict.fromkeys(names, 0), **moved}, 1)["nip"][0]

        assert first_of(then) == people(2)[1]
        last = pair.swap[-1]
        less = {**then, last.part: last.then - (1 if last.then > last.weight else -1)}
        ahead = {name: int(two[name].low[0] - two[name].low[1]) for name in names}
        assert sum(less[name] * ahead[name] for name in names) >= 0
        moved = sum(abs(one.then - one.weight) for one in pair.swap)
        assert moved <= _least_by_search(ahead, {name: weight * STEP for name, weight in chosen.items()})


def _least_by_search(ahead, weights):
    """The least sum of whole thousandths, over: lowering any set of parts wholly, then moving one other part."""
    best = None
    names = list(ahead)
    for mask in range(2 ** len(names)):
        gone = [name for place, name in enumerate(names) if mask >> place & 1]
        left = sum(weights[name] * ahead[name] for name in names if name not in gone)
        cost = sum(weights[name] for name in gone)
        for name in names:
            if name in gone or not ahead[name]:
                continue
            needed = max(0, left // abs(ahead[name]) + 1)
            if ahead[name] > 0 and needed > weights[name]:
                continue
            best = cost + needed if best is None else min(best, cost + needed)
        if left < 0:
            best = cost if best is None else min(best, cost)
    return best


def test_a_weight_of_nothing_may_be_raised_and_who_leads_nowhere_is_never_first():
    assert smallest_swap({"potensi": -10, "kinerja": 5}, {"potensi": 0, "kinerja": 30_000}) == (
        Change("potensi", 0, 15_001),
    )
    assert smallest_swap({"potensi": 0, "kinerja": 5}, {"potensi": 0, "kinerja": 30_000}) == ()
    assert smallest_swap({"kompetensi": 9, "kinerja": -1}, {"kompetensi": 2000, "kinerja": 0}) == (
        Change("kompetensi", 2000, 0),
        Change("kinerja", 0, 1),
    )


def test_what_puts_one_before_the_other_is_the_first_key_that_differs():
    weights = {"kompetensi": 10, "kinerja": 10, "kualifikasi": 0}

    def told(advice=None, **points):
        (pair,) = pairs_of(bands(kualifikasi=[0, 0], **points), weights, advice)
        return pair.by, pair.part

    assert told(kompetensi=[90, 80], kinerja=[50, 50]) == ("score", "")
    (pair,) = pairs_of(bands(kompetensi=[90, 80], kinerja=[50, 50]), {"kompetensi": 30, "kinerja": 10})
    assert pair.points == 7.5
    assert told(Band(np.array([1, 2]), np.array([1, 2])), kompetensi=[90, 80], kinerja=[50, 60]) == (
        "advice",
        "",
    )
    assert told(kompetensi=[90, 90], kinerja=[0, None]) == ("known", "")
    assert told(kompetensi=[90, 80], kinerja=[50, 60]) == ("part", "kompetensi")
    assert told(kompetensi=[90, 90], kinerja=[50, 50]) == ("nip", "")
    (pair,) = neighbours(
        np.array([0, 1]),
        {"kompetensi": Band(np.array([0, 0]), np.array([FULL, POINT]))},
        {"kompetensi": 1},
        None,
    )
    assert (pair.by, pair.points) == ("best_case", 0)


def test_a_weight_without_its_part_and_weights_of_nothing_are_refused():
    with pytest.raises(ValueError, match="kinerja"):
        rank_candidates(people(1), bands(kompetensi=[1]), WEIGHTS, 1)
    with pytest.raises(ValueError, match="nothing"):
        rank_candidates(people(1), bands(kompetensi=[1]), {"kompetensi": 0}, 1)


def test_nobody_is_ranked_too():
    ranked = rank_candidates(people(0), bands(kompetensi=[]), {"kompetensi": 1}, 5)
    assert ranked.empty
    assert "rank_stability" in ranked


@settings(max_examples=80)
@given(TABLE, st.tuples(*[st.integers(1, 100)] * 3), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(table, weights, random):
    names = COMPONENTS[:3]
    chosen = dict(zip(names, weights, strict=True))
    nips = people(len(table))

    def ranked(order):
        parts = bands(**{name: [table[place][part] for place in order] for part, name in enumerate(names)})
        return rank_candidates(nips[order], parts, chosen, top=2)

    order = list(range(len(table)))
    first = ranked(order)
    random.shuffle(order)
    pd.testing.assert_frame_equal(first, ranked(order))
    exact = [
        Fraction(sum(weight * (one or 0) for weight, one in zip(weights, row, strict=True)), sum(weights))
        for row in table
    ]
    best_first = [exact[int(nip[-2:])] for nip in first["nip"]]
    assert best_first == sorted(best_first, reverse=True)
    assert first["score"].tolist() == pytest.approx([float(one) for one in best_first])
    assert (first["score_low"] <= first["score_high"]).all()


@given(TABLE, st.integers(0, 2))
def test_losing_a_fact_never_lifts_a_candidate(table, lost):
    names = COMPONENTS[:3]
    weights = dict.fromkeys(names, 10)
    blanked = [tuple(None if part == lost else one for part, one in enumerate(table[0])), *table[1:]]

    def place(rows):
        parts = bands(**{name: [row[part] for row in rows] for part, name in enumerate(names)})
        return rank_candidates(people(len(rows)), parts, weights, 1)

    before, after = (found.set_index("nip").loc[people(1)[0]] for found in (place(table), place(blanked)))
    assert after["score"] <= before["score"]
    assert after["score_high"] >= before["score_high"]


def test_some_are_ranked_as_if_they_were_all():
    parts = bands(kompetensi=[90, 80, 70, 60], kinerja=[80, None, 70, 10], kualifikasi=[100, 50, 0, 5])
    keep = np.array([True, False, True, True])
    alone = {name: Band(band.low[[0, 2, 3]], band.high[[0, 2, 3]]) for name, band in parts.items()}
    found = rank_some(people(4), parts, WEIGHTS, keep, 2)
    pd.testing.assert_frame_equal(found, rank_candidates(people(4)[keep], alone, WEIGHTS, 2))
    assert len(found) == 3


@settings(max_examples=60, deadline=None)
@given(TABLE, st.tuples(*[st.integers(1, 100)] * 3), st.data())
def test_removing_a_person_never_lowers_the_rank_of_another(table, weights, data):
    names = COMPONENTS[:3]
    parts = bands(**{name: [row[part] for row in table] for part, name in enumerate(names)})
    chosen = dict(zip(names, weights, strict=True))
    gone = data.draw(st.integers(0, len(table) - 1))
    keep = np.arange(len(table)) != gone
    before = rank_candidates(people(len(table)), parts, chosen, 2).set_index("nip")["rank"]
    after = rank_some(people(len(table)), parts, chosen, keep, 2).set_index("nip")["rank"]
    behind = before[after.index] > before[people(len(table))[gone]]
    assert (after == before[after.index] - behind).all()
