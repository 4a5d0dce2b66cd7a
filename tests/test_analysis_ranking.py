"""Ranking: exact, complete, independent of the order of rows, and honest about what is not known."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.scores.bands import FULL, POINT, Band
from asnkarier.analysis.scores.ranking import COMPONENTS, rank_candidates, rank_some

WEIGHTS = {"kompetensi": 40, "kinerja": 30, "kualifikasi": 10, "potensi": 0}


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
    ranked = rank_candidates(people(3), parts, WEIGHTS, top=2)
    assert ranked["rank_stability"].tolist()[0] == 1
    parts = bands(kompetensi=[81, 80], kinerja=[80, 81])
    ranked = rank_candidates(people(2), parts, {"kompetensi": 11, "kinerja": 10}, top=1)
    assert ranked["rank_stability"].tolist() == [0.5, 0.5]
    assert ranked["top_stability"].tolist() == [0.5, 0.5]
    assert rank_candidates(people(2), parts, {"kompetensi": 11, "kinerja": 10}, top=2)[
        "top_stability"
    ].tolist() == [1, 1]


def test_a_weight_without_its_part_and_weights_of_nothing_are_refused():
    with pytest.raises(ValueError, match="kinerja"):
        rank_candidates(people(1), bands(kompetensi=[1]), WEIGHTS, 1)
    with pytest.raises(ValueError, match="nothing"):
        rank_candidates(people(1), bands(kompetensi=[1]), {"kompetensi": 0}, 1)


def test_nobody_is_ranked_too():
    ranked = rank_candidates(people(0), bands(kompetensi=[]), {"kompetensi": 1}, 5)
    assert ranked.empty
    assert "rank_stability" in ranked


POINTS = st.none() | st.integers(0, 100)
TABLE = st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=1, max_size=7)


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
