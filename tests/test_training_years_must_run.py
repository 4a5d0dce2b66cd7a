"""Courses that have to run: in plans of any size they do where any plan holds them, and where none does that is proven."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.years import conflicts as training_years_conflicts
from asnkarier.analysis.training.years.conflicts import relaxation, searchable
from asnkarier.analysis.training.years.plan import problem_of
from asnkarier.analysis.training.years.solving import holding as training_years_holding
from asnkarier.analysis.training.years.solving import solver as training_years_solver
from asnkarier.analysis.training.years.solving.priced import relaxing as training_years_relaxing
from examples import few
from test_training_years import NIPS, course, frames, offices, planned, terms_of
from years_by_hand import Office


@st.composite
def offices_with_wishes(draw):
    office = draw(offices())
    kodes = sorted(office.courses)
    wishes = draw(st.lists(st.sampled_from(kodes), min_size=1, max_size=2, unique=True))
    office.limits["must_run"] = wishes
    return office


def as_if_large(office, patched):
    patched.setattr(training_years_solver, "EXACT_BELOW", 0)
    patched.setattr(training_years_solver, "CLOSE_ABOVE", 10**9)
    return planned(office)


@settings(max_examples=few(15, whole=400), deadline=None, suppress_health_check=list(HealthCheck))
@given(offices_with_wishes())
def test_large_plans_hold_what_has_to_run_where_any_plan_does(office):
    with pytest.MonkeyPatch.context() as patched:
        plan = as_if_large(office, patched)
    best = office.best()
    if best is None:
        assert plan.totals["method"] == "infeasible"
        return
    assert plan.totals["method"] not in {"infeasible", "not_found"}
    assert set(office.limits["must_run"]) <= set(plan.classes["kode"])
    assert plan.totals["objective"] <= float(best[0]) + 1e-5 <= plan.totals["bound"] + 2e-5


def two_wishes(**limits):
    """A of two people and B of one, at one rupiah each, beside C, which gains more."""
    people = {nip: {"a": (1, 3, 1), "b": (1, 3, 1), "c": (1, 4, 3)} for nip in NIPS[:3]}
    courses = [
        course("A", "a", minimal_peserta=2),
        course("B", "b"),
        course("C", "c", level_akhir=4, biaya=2),
    ]
    return Office(people, courses, [(2026, 1)], {"must_run": ["A", "B"], **limits})


def test_nobody_is_called_out_of_reach_where_not_everybody_was_looked_at(monkeypatch):
    monkeypatch.setattr(training_years_holding, "_MOST_VARIABLES", 0)
    assert as_if_large(two_wishes(budget=3), monkeypatch).totals["method"] == "lagrangian"
    assert as_if_large(two_wishes(budget=2), monkeypatch).totals["method"] == "not_found"


def test_what_would_have_to_give_way_is_looked_for_among_those_concerned(monkeypatch):
    office = two_wishes(budget=2)
    teaching, programme = problem_of(*frames(office), terms_of(office))
    monkeypatch.setattr(training_years_conflicts, "_MOST_VARIABLES", programme.variables)
    whole = relaxation(teaching, programme, 0)
    assert whole[["resource", "needed"]].values.tolist() == [["agency_budget", 3]]
    assert searchable(programme, 0)
    assert searchable(programme, 1)
    monkeypatch.setattr(training_years_conflicts, "_MOST_VARIABLES", 0)
    assert not searchable(programme, 0)
    assert relaxation(teaching, programme, 0).empty


def test_people_in_no_such_course_are_left_out(monkeypatch):
    office = two_wishes(budget=2)
    office.people["199001012015011903"] = {"c": (1, 4, 3)}
    teaching, programme = problem_of(*frames(office), terms_of(office))
    monkeypatch.setattr(training_years_conflicts, "_MOST_VARIABLES", programme.variables - 1)
    assert searchable(programme, 0)
    assert not searchable(programme, 1)
    assert relaxation(teaching, programme, 0)["needed"].tolist() == [3]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices())
def test_programmes_too_large_to_be_relaxed_still_have_a_plan_and_a_bound(office):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(training_years_relaxing, "_MOST_COLUMNS", 0)
        plan = as_if_large(office, patched)
    assert plan.totals["objective"] <= float(office.best()[0]) + 1e-5 <= plan.totals["bound"] + 2e-5
