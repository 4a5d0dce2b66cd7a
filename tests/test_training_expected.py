"""What courses did so far comes back into the plan: as the gain to expect, beside what the catalogue says."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.evaluating.evaluate import evaluate
from asnkarier.analysis.training.evaluating.expected import ALL, CATALOGUE, KIND, OWN, expected_of_courses
from asnkarier.analysis.training.evaluating.verdicts import Yardstick
from asnkarier.analysis.training.judge import plan_violations
from asnkarier.analysis.training.limits import TrainingLimits
from examples import few
from taught_frames import AS_OF, COURSE, evidence, person, taken, twice
from test_analysis_training_plan import ANA, BUDI, CITRA, course, gap, plan, served

LEAST = 6
TAUGHT = {"A-1": 8, "B-1": 7, "C-1": 6, "D-1": 2}


def office(rises):
    """Six colleagues for each competency who stay at 2, and the participants of each course, who rise by these levels."""
    courses, people, levels, trainings = [], [], [], []
    for kode, jenis in {
        "A-1": "teknis",
        "B-1": "teknis",
        "C-1": "teknis",
        "D-1": "teknis",
        "E-1": "lain",
    }.items():
        name = kode[0].lower()
        courses.append(
            {
                **COURSE,
                "kode": kode,
                "nama_pelatihan": f"Pelatihan {name}",
                "kompetensi": name,
                "jenis": jenis,
            }
        )
        for number in range(TAUGHT.get(kode, 0)):
            nip = f"{name}{number:02d}"
            people.append(person(nip))
            levels += twice(nip, 2, 2 + rises[kode][number % len(rises[kode])], name)
            trainings.append(taken(nip, "2024-06-01", name=f"Pelatihan {name}"))
        for number in range(6):
            nip = f"z{name}{number}"
            people.append(person(nip))
            levels += twice(nip, 2, 2 + (number == 0), name)
    return evidence(people, levels, trainings, courses=courses)


RISES = {"A-1": (1, 2, 1), "B-1": (0, 1), "C-1": (1, 0, 0), "D-1": (3,)}


def test_a_course_stands_with_its_own_effect_or_with_the_mean_of_its_kind():
    known = office(RISES)
    found = expected_of_courses(known, AS_OF, LEAST).set_index("kode")
    assert found["basis"].to_dict() == {"A-1": OWN, "B-1": OWN, "C-1": OWN, "D-1": KIND, "E-1": ALL}
    assert found["n"].dropna().to_dict() == {"A-1": 8, "B-1": 7, "C-1": 6, "D-1": 2}
    # Two people who rose by three levels are too few to be believed: the course is one like the others of its kind.
    assert found.at["D-1", "effect"] == pytest.approx(3 - 1 / 6)
    assert found.at["D-1", "expected"] == pytest.approx(found.at["E-1", "expected"])
    own = found.loc[["A-1", "B-1", "C-1"], "expected"]
    assert own.min() < found.at["D-1", "expected"] < own.max()


def test_that_others_raised_nobody_is_no_verdict_on_what_nobody_measured():
    found = expected_of_courses(
        office({"A-1": (0,), "B-1": (-1, 0), "C-1": (0, 0), "D-1": (3,)}), AS_OF, LEAST
    ).set_index("kode")
    assert (found.loc[["A-1", "B-1", "C-1"], "expected"] < 0).all()
    assert found.loc[["D-1", "E-1"], "expected"].isna().all()
    assert found.loc[["D-1", "E-1"], "basis"].tolist() == [CATALOGUE] * 2


def test_own_effects_are_those_of_the_evaluation():
    known = office({**RISES, "D-1": (1,)})
    found = expected_of_courses(known, AS_OF, 2).set_index("kode")["expected"]
    told = evaluate(known, Yardstick(0.1, 2), AS_OF).verdicts["courses"].set_index("kode")["expected_effect"]
    assert found.loc[list(TAUGHT)].to_dict() == pytest.approx(told.loc[list(TAUGHT)].to_dict())


def test_too_few_measured_courses_say_nothing_of_any():
    assert expected_of_courses(office(RISES), AS_OF, 7).empty
    assert expected_of_courses(evidence([person("x")]), AS_OF, 2).empty


def test_the_plan_takes_what_is_expected_where_the_catalogue_says_more():
    gaps = [gap(ANA), gap(BUDI, level=2.75), gap(CITRA, weight=2.0, critical=True)]
    result = plan(gaps, [course()], budget=300, critical_weight=2.0, expected={"A": 0.4})
    rows = result.chosen.set_index("nip")
    assert rows["level_to"].tolist() == [3.0] * 3
    assert rows["expected_gain"].to_dict() == {ANA: 0.4, BUDI: 0.25, CITRA: 0.4}
    assert rows["benefit"].to_dict() == pytest.approx({ANA: 0.4, BUDI: 0.25, CITRA: 0.4 * 2 * 2})
    assert result.totals["gap_levels_closed"] == pytest.approx(2 + 0.25 + 2)
    assert result.totals["expected_levels"] == pytest.approx(0.4 + 0.25 + 0.4)


def test_money_goes_where_courses_did_something():
    gaps, courses = [gap(ANA)], [course("A"), course("B", level_akhir=2.0)]
    assert served(plan(gaps, courses, budget=100)) == [(ANA, "A")]
    result = plan(gaps, courses, budget=100, expected={"A": 0.1, "B": 0.5})
    assert served(result) == [(ANA, "B")]
    assert result.chosen["expected_gain"].tolist() == [0.5]


def test_a_course_that_raises_no_level_is_not_proposed_and_said():
    result = plan([gap(ANA)], [course()], budget=100, expected={"A": -0.2})
    assert result.chosen.empty
    assert result.uncovered[["reason", "people"]].to_numpy().tolist() == [["no_effect", 1]]
    assert result.totals["expected_levels"] == 0


def test_without_effects_the_line_has_none():
    result = plan([gap(ANA)], [course()], budget=100)
    assert math.isnan(result.chosen.at[0, "expected_gain"])
    assert result.totals["expected_levels"] is None


@settings(max_examples=few(12, whole=40), deadline=None)
@given(st.lists(st.floats(2, 9), min_size=2, max_size=2), st.integers(0, 400))
def test_what_exceeds_the_catalogue_changes_no_plan(more, budget):
    gaps = [gap(ANA), gap(BUDI, level=2.0), gap(CITRA, level=1.5)]
    courses = [course("A"), course("B", level_akhir=2.0, biaya=60.0)]
    expected = dict(zip("AB", more, strict=True))
    with_, without = (plan(gaps, courses, budget=budget, **words) for words in ({"expected": expected}, {}))
    assert served(with_) == served(without)
    assert with_.totals["objective"] == without.totals["objective"]
    assert with_.totals["expected_levels"] == pytest.approx(without.totals["gap_levels_closed"])


def test_the_judge_asks_for_what_is_expected():
    gaps, courses = (
        pd.DataFrame([gap(ANA)]),
        pd.DataFrame([course()]).astype({"kuota": "Int64", "kelas": "Int64"}),
    )
    none = pd.DataFrame({name: [] for name in ("nip", "nama_pelatihan")})
    none["tanggal_mulai"] = none["tanggal_selesai"] = pd.Series([], dtype="datetime64[s]")
    result = plan([gap(ANA)], [course()], budget=100, expected={"A": 0.4})

    def told(chosen, expected):
        limits = TrainingLimits(budget=100, expected=expected)
        return plan_violations(chosen, result.classes, result.totals, gaps, courses, none, limits, AS_OF)

    assert told(result.chosen, {"A": 0.4}) == []
    assert told(result.chosen, {"A": 0.5}) == ["a benefit is not weight times levels gained"]
    assert "a course is expected to raise nobody" in told(result.chosen, {"A": -0.1})
    assert told(result.chosen.assign(benefit=np.float64(2)), {"A": 0.4})
