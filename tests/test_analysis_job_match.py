"""Job-person match: exact boundaries, and a verdict only when the missing data cannot change it."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.match.categories import category_index, judge
from asnkarier.analysis.match.job_match import job_match, match_totals
from asnkarier.analysis.match.matrices import build_matrices
from asnkarier.analysis.match.unit_tree import unit_tree
from asnkarier.analysis.match.views import gaps_by_unit, match_summary
from test_analysis_gaps import NAMES, STANDARD, Line, Std, agency, levels_frame, nip

SET = (("baik", "Baik", 80.0), ("cukup", "Cukup", 68.0), ("kurang", "Kurang", None))


def matched(known: dict[str, float], standard: Std, **options):
    frame = levels_frame([(nip(1), name, value) for name, value in known.items()])
    return job_match(build_matrices(frame, [nip(1)], [standard]), [0], SET, **options).iloc[0]


def test_the_three_figures_of_one_person():
    row = matched({"integritas": 5.0, "komunikasi": 2.4}, STANDARD)
    assert row["jpm"] == pytest.approx(100 * (3 + 2.4) / 6)
    assert row["jpm_low"] == pytest.approx(100 * 5.4 / 8)
    assert row["jpm_high"] == pytest.approx(100 * 7.4 / 8)
    assert row["jpm_uncapped"] == pytest.approx(100 * 7.4 / 6)
    assert row["coverage"] == pytest.approx(2 / 3)
    assert (row["gap_count"], row["critical_gaps"]) == (1, 1)
    assert row["gap_levels"] == pytest.approx(-0.6)
    assert row["kategori"] == "belum_dapat_dinilai"


@pytest.mark.parametrize(
    ("level", "kategori"),
    [
        (4.0, "baik"),
        (3.999999, "cukup"),
        (3.4, "cukup"),
        (3.399999, "kurang"),
        (0.0, "kurang"),
        (5.0, "baik"),
    ],
)
def test_a_boundary_belongs_to_the_category_above(level, kategori):
    assert matched({"integritas": level}, Std("s", (Line("integritas", 5),)))["kategori"] == kategori


def test_a_boundary_reached_by_thirds_and_decimals_is_exact():
    # 2.4 + 2.4 + 2.4 of 9 is 80 %, though the machine's 0.1-based sums are not.
    lines = tuple(Line(name, 3) for name in NAMES[:3])
    assert matched(dict.fromkeys(NAMES[:3], 2.4), Std("s", lines))["kategori"] == "baik"
    assert (
        matched({**dict.fromkeys(NAMES[:3], 2.4), "integritas": 2.399999}, Std("s", lines))["kategori"]
        == "cukup"
    )


@pytest.mark.parametrize(
    ("level", "shown"),
    [(3.9998, "79.99"), (3.9997, "79.99"), (3.9995, "79.99"), (4.0, "80.00"), (4.0002, "80.00"), (3.39999, "67.99")],
)  # fmt: skip
def test_no_figure_shows_a_minimum_that_is_not_reached(level, shown):
    row = matched({"integritas": level}, Std("s", (Line("integritas", 5),)))
    assert [f"{row[name]:.2f}" for name in ("jpm", "jpm_low", "jpm_high", "jpm_uncapped")] == [shown] * 4
    assert (row["kategori"] == "baik") == (row["jpm"] >= 80)


def test_missing_data_leave_the_verdict_open_only_while_they_can_change_it():
    lines = (Line("integritas", 4), Line("komunikasi", 1))
    assert matched({"integritas": 4.0}, Std("s", lines))["kategori"] == "baik"
    assert matched({"integritas": 3.4}, Std("s", lines))["kategori"] == "belum_dapat_dinilai"
    assert matched({"integritas": 2.0}, Std("s", lines))["kategori"] == "kurang"


def test_without_a_cap_surplus_counts_and_both_figures_stay():
    lines = (Line("integritas", 3), Line("komunikasi", 3))
    known = {"integritas": 5.0, "komunikasi": 1.0}
    capped, free = matched(known, Std("s", lines)), matched(known, Std("s", lines), cap="tanpa")
    assert (capped["kategori"], free["kategori"]) == ("kurang", "baik")
    assert capped["jpm"] == free["jpm"] == pytest.approx(100 * 4 / 6)
    assert capped["jpm_uncapped"] == free["jpm_uncapped"] == 100.0


def test_nobody_is_dropped_and_nothing_unknown_becomes_a_number():
    frame = levels_frame([(nip(1), "integritas", 3.0)])
    people = [nip(2), nip(1), nip(3)]
    match = job_match(build_matrices(frame, people, [STANDARD, Std("kosong", ())]), [0, -1, 1], SET)
    assert match["nip"].tolist() == people
    unassessed, without, empty = (match.iloc[i] for i in range(3))
    assert (unassessed["coverage"], unassessed["kategori"]) == (0.0, "belum_dapat_dinilai")
    assert (unassessed["jpm_low"], unassessed["jpm_high"]) == (0.0, 100.0)
    for name in ("jpm", "jpm_uncapped", "gap_count", "gap_levels", "critical_gaps"):
        assert pd.isna(unassessed[name])
    for row in (without, empty):
        for name in ("jpm", "jpm_low", "jpm_high", "kategori", "coverage", "gap_count", "gap_levels"):
            assert pd.isna(row[name])
    assert pd.isna(without["standar"])
    assert empty["standar"] == "kosong"


def test_no_people_no_standards_no_competencies():
    assert job_match(build_matrices(levels_frame([]), [], []), [], SET).empty
    match = job_match(build_matrices(levels_frame([]), [nip(1)], []), [-1], SET)
    assert pd.isna(match["kategori"].iloc[0])


@given(agency)
def test_figures_follow_from_the_definition(drawn):
    known, wanted, positions = drawn
    standards = [
        Std(f"s{i}", tuple(Line(name, need, 1.0, crit) for name, (need, crit) in lines.items()))
        for i, lines in enumerate(wanted)
    ]
    facts = [(nip(who), name, value) for (who, name), value in known.items()]
    standard_of = [min(at, len(standards) - 1) for at in positions]
    matrices = build_matrices(levels_frame(facts), [nip(i) for i in range(6)], standards)
    match = job_match(matrices, standard_of, SET)
    for who, at in enumerate(standard_of):
        row = match.iloc[who]
        if at < 0:
            assert pd.isna(row["jpm"])
            continue
        lines = standards[at].kompetensi
        has = {line: known[who, line.kompetensi] for line in lines if (who, line.kompetensi) in known}
        exact = {line: Fraction(round(100 * value), 100) for line, value in has.items()}
        low = sum((min(value, line.level) for line, value in exact.items()), Fraction(0))
        total = sum(line.level for line in lines)
        high = low + sum(line.level for line in lines if line not in has)
        assert row["coverage"] == len(has) / len(lines)
        verdicts = {
            next(code for code, _, minimum in SET if minimum is None or 100 * part / total >= minimum)
            for part in (low, high)
        }
        assert row["kategori"] == (verdicts.pop() if len(verdicts) == 1 else "belum_dapat_dinilai")
        if not has:
            continue
        assert row["jpm_low"] <= row["jpm"] <= row["jpm_high"] <= 100
        assert row["jpm"] <= row["jpm_uncapped"]
        assert row["jpm"] == pytest.approx(float(100 * low / sum(line.level for line in has)))
        assert row["gap_count"] == sum(value < line.level for line, value in has.items())
        assert row["critical_gaps"] == sum(value < line.level and line.kritis for line, value in has.items())


def test_totals_do_not_depend_on_how_people_are_cut_into_chunks(monkeypatch):
    frame = levels_frame([(nip(i), name, i % 5 + 0.5) for i in range(40) for name in NAMES[: 1 + i % 4]])
    matrices = build_matrices(frame, [nip(i) for i in range(40)], [STANDARD])
    standard_of = [i % 3 - 1 if i % 3 < 2 else 0 for i in range(40)]
    whole = match_totals(matrices.levels, matrices.required, standard_of, matrices.critical)
    monkeypatch.setattr("asnkarier.analysis.match.job_match._CHUNK", 7)
    cut = match_totals(matrices.levels, matrices.required, standard_of, matrices.critical)
    for name in whole.__slots__:
        np.testing.assert_array_equal(getattr(whole, name), getattr(cut, name))


@given(st.integers(0, 10**8), st.integers(1, 10**8))
def test_category_of_any_fraction(num, den):
    index = category_index(np.array([num]), np.array([den]), SET)[0]
    share = Fraction(100 * num, den)
    assert index == (0 if share >= 80 else 1 if share >= 68 else 2)


@pytest.mark.parametrize(
    "broken",
    [SET[:2], SET[::-1], (SET[1], SET[0], SET[2]), (SET[0], SET[0], SET[2]), (SET[0], SET[2], SET[2])],
)
def test_a_category_set_with_holes_is_refused(broken):
    with pytest.raises(ValueError, match="descend"):
        judge(np.array([1]), np.array([1]), np.array([1]), broken)


def test_units_count_only_the_judged_in_their_mean():
    facts = [(nip(1), name, 3.0) for name in NAMES[:3]] + [(nip(2), "integritas", 1.0)]
    matrices = build_matrices(levels_frame(facts), [nip(i) for i in (1, 2, 3, 4)], [STANDARD])
    match = job_match(matrices, [0, 0, 0, -1], SET)
    nothing = pd.DataFrame(columns=["id", "nama_unor", "id_atasan"])
    units = gaps_by_unit(match, unit_tree(nothing, ["Dinas A", "Dinas A", "Dinas A", None], [None] * 4), SET)
    first, last = units.iloc[0], units.iloc[1]
    assert first[["people", "with_standard", "assessed", "judged", "baik"]].tolist() == [3, 3, 2, 1, 1]
    assert first["belum_dapat_dinilai"] == 2
    assert (first["mean_jpm"], first["gap_levels"], first["gap_count"]) == (100.0, -2.0, 1)
    assert pd.isna(last["unit_kerja"])
    assert (last["people"], last["with_standard"]) == (1, 0)
    assert pd.isna(last["mean_jpm"])
    assert pd.isna(last["assessed_share"])


def test_everybody_is_counted_once_in_the_summary():
    match = pd.DataFrame(
        {
            "kategori": ["MS", "MS", "KMS", "belum_dapat_dinilai", None],
            "standar": ["a", "a", "b", "b", None],
            "gap_count": pd.array([0, 2, 1, None, None], dtype="Int64"),
        }
    )
    row = match_summary(match, ("MS", "MMS", "KMS", "belum_dapat_dinilai")).iloc[0].to_dict()
    assert row == {
        "people": 5, "MS": 2, "MMS": 0, "KMS": 1, "belum_dapat_dinilai": 1, "without_standard": 1, "people_with_gap": 2
    }  # fmt: skip
