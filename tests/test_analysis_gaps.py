"""Gaps: level minus required, unknown kept apart from zero, nobody and nothing lost."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.analysis.match.gaps import competency_gaps
from asnkarier.analysis.match.matrices import STORED, build_matrices
from asnkarier.analysis.match.views import gaps_by_competency

NAMES = ("integritas", "kerja_sama", "komunikasi", "teknis/audit_internal")


@dataclass(frozen=True)
class Line:
    kompetensi: str
    level: float
    bobot: float = 1.0
    kritis: bool = False


@dataclass(frozen=True)
class Std:
    id: str
    kompetensi: tuple[Line, ...]


def nip(number: int) -> str:
    return f"199001012015011{900 + number}"


def levels_frame(facts: list[tuple[str, str, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(facts, columns=["nip", "kompetensi", "level"])
    frame["nip"] = frame["nip"].astype("str")
    frame["kompetensi"] = frame["kompetensi"].astype("str")
    frame["level"] = frame["level"].astype("float64")
    frame["tanggal_asesmen"] = pd.Series([pd.Timestamp("2025-03-01")] * len(frame), dtype="datetime64[s]")
    frame["source_id"] = pd.array([7] * len(frame), dtype="Int64")
    frame["row"] = pd.array(range(2, 2 + len(frame)), dtype="Int64")
    frame["col"] = pd.Series(["F"] * len(frame), dtype="str")
    return frame


STANDARD = Std(
    "kabid", (Line("komunikasi", 3, 2.0, kritis=True), Line("integritas", 3), Line("kerja_sama", 2))
)


def test_each_status_with_its_provenance_in_the_order_of_the_standard():
    facts = [
        (nip(1), "integritas", 3.0),
        (nip(1), "komunikasi", 2.32),
        (nip(1), "teknis/audit_internal", 4.0),
    ]
    matrices = build_matrices(levels_frame(facts), [nip(1)], [STANDARD])
    gaps = competency_gaps(matrices, [0])
    assert gaps["kompetensi"].tolist() == ["komunikasi", "integritas", "kerja_sama"]
    assert gaps["status"].tolist() == ["gap", "met", "unassessed"]
    assert gaps["gap"].tolist()[:2] == [-0.68, 0.0]
    assert np.isnan(gaps["gap"].iloc[2])
    assert np.isnan(gaps["level"].iloc[2])
    assert gaps["weight"].tolist() == [2.0, 1.0, 1.0]
    assert gaps["critical"].tolist() == [True, False, False]
    assert gaps["row"].tolist()[:2] == [3, 2]
    assert gaps["row"].isna().tolist() == [False, False, True]
    assert gaps["tanggal_asesmen"].isna().tolist() == [False, False, True]
    assert gaps["standar"].tolist() == ["kabid"] * 3


def test_level_zero_is_a_gap_and_no_level_is_unknown():
    frame = levels_frame([(nip(1), "integritas", 0.0), (nip(2), "integritas", np.nan)])
    matrices = build_matrices(frame, [nip(1), nip(2)], [Std("s", (Line("integritas", 3),))])
    gaps = competency_gaps(matrices, [0, 0])
    assert gaps["status"].tolist() == ["gap", "unassessed"]
    assert gaps["gap"].iloc[0] == -3.0
    assert matrices.levels.data.tolist() == [STORED]


def test_a_surplus_and_a_requirement_of_zero():
    frame = levels_frame([(nip(1), "integritas", 3.5), (nip(1), "komunikasi", 0.0)])
    matrices = build_matrices(
        frame, [nip(1)], [Std("s", (Line("integritas", 3), Line("komunikasi", 0), Line("kerja_sama", 0)))]
    )
    assert competency_gaps(matrices, [0])["status"].tolist() == ["surplus", "met", "unassessed"]


@pytest.mark.parametrize("facts", [[], [(nip(9), "integritas", 3.0)]])
def test_people_without_any_assessment_keep_every_requirement(facts):
    matrices = build_matrices(levels_frame(facts), [nip(1), nip(2)], [STANDARD])
    gaps = competency_gaps(matrices, [-1, 0])
    assert gaps["nip"].tolist() == [nip(2)] * 3
    assert gaps["status"].tolist() == ["unassessed"] * 3
    assert gaps["source_id"].isna().all()


def test_nobody_and_no_standards_give_an_empty_table_with_its_columns():
    gaps = competency_gaps(build_matrices(levels_frame([]), [], []), [])
    assert gaps.empty
    assert list(gaps.columns[:4]) == ["nip", "standar", "kompetensi", "required"]


def test_twice_the_same_is_refused_not_added_up():
    twice = levels_frame([(nip(1), "integritas", 2.0), (nip(1), "integritas", 3.0)])
    with pytest.raises(ValueError, match="two levels"):
        build_matrices(twice, [nip(1)], [STANDARD])
    with pytest.raises(ValueError, match="NIP"):
        build_matrices(levels_frame([]), [nip(1), nip(1)], [STANDARD])
    with pytest.raises(ValueError, match="competency twice"):
        build_matrices(levels_frame([]), [nip(1)], [Std("s", (Line("integritas", 2), Line("integritas", 3)))])


level = st.integers(0, 500).map(lambda cents: cents / 100)
agency = st.tuples(
    st.dictionaries(st.tuples(st.integers(0, 5), st.sampled_from(NAMES)), level, max_size=20),
    st.lists(
        st.dictionaries(st.sampled_from(NAMES), st.tuples(st.integers(1, 5), st.booleans()), min_size=1),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.integers(-1, 2), min_size=6, max_size=6),
)


@given(agency, st.randoms(use_true_random=False))
def test_gaps_agree_with_the_definition_and_not_with_the_order_of_rows(drawn, shuffle):
    known, wanted, positions = drawn
    standards = [
        Std(f"s{i}", tuple(Line(name, need, 1.0, crit) for name, (need, crit) in lines.items()))
        for i, lines in enumerate(wanted)
    ]
    people = [nip(i) for i in range(6)]
    standard_of = [min(at, len(standards) - 1) for at in positions]
    facts = [(nip(who), name, value) for (who, name), value in known.items()]
    shuffle.shuffle(facts)
    gaps = competency_gaps(build_matrices(levels_frame(facts), people, standards), standard_of)
    expected = [
        (nip(who), line.kompetensi, line.level, known.get((who, line.kompetensi)))
        for who, at in enumerate(standard_of)
        if at >= 0
        for line in standards[at].kompetensi
    ]
    found = gaps[["nip", "kompetensi", "required", "level", "gap", "status"]].itertuples(index=False)
    for (who, name, need, has), row in zip(expected, found, strict=True):
        assert (row.nip, row.kompetensi, row.required) == (who, name, need)
        if has is None:
            assert (row.status, np.isnan(row.level), np.isnan(row.gap)) == ("unassessed", True, True)
            continue
        assert (row.level, row.gap) == (has, pytest.approx(has - need, abs=1e-9))
        assert (row.gap == 0) == (row.status == "met")
        assert (row.gap < 0) == (row.status == "gap")
        assert (row.gap > 0) == (row.status == "surplus")


def test_by_competency_a_surplus_never_pays_for_a_gap():
    facts = [(nip(1), "integritas", 5.0), (nip(2), "integritas", 2.0), (nip(1), "kerja_sama", 2.0)]
    matrices = build_matrices(levels_frame(facts), [nip(1), nip(2), nip(3)], [STANDARD])
    by = gaps_by_competency(competency_gaps(matrices, [0, 0, 0])).set_index("kompetensi")
    assert by.loc["integritas", ["people", "assessed", "with_gap"]].tolist() == [3, 2, 1]
    assert by.loc["integritas", "gap_levels"] == -1.0
    assert by.loc["integritas", "mean_gap"] == -0.5
    assert by.loc["kerja_sama", "gap_levels"] == 0.0
    assert np.isnan(by.loc["komunikasi", "mean_gap"])
    assert by.loc["komunikasi", "coverage"] == 0.0
    assert by.index[0] == "integritas"
