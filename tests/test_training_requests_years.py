"""Requests of several years beside a plan of the same years and the same money in each."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.analysis.training.years.judge import years_violations
from asnkarier.analysis.training.years.plan import plan_years, problem_of
from asnkarier.analysis.training.years.requested import as_requested_in_years
from test_training_years import NIPS, course, frames, offices, terms_of
from years_by_hand import Office


def by_hand(office, asked):
    """Return the benefit of granting every request: per gap the best line of courses that were all asked for, what they presuppose too."""
    total = 0
    for nip, gaps in office.people.items():
        spots = {
            (kode, at)
            for kode in office.courses
            for at, (year, _) in enumerate(office.periods)
            if (nip, kode, year) in asked and office.may(nip, kode, at)
        }
        ready, before = spots, None
        while ready != before:
            before = ready
            ready = {
                (kode, at)
                for kode, at in spots
                if not (needed := office.courses[kode]["prasyarat"])
                or needed in office.limits.get("taken", {}).get(nip, ())
                or any(other == needed and then < at for other, then in before)
            }
        for name in gaps:
            total += max(gain for line, gain in office.ways(nip, name) if set(line) <= ready)
    return total


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(offices(), st.data())
def test_what_requests_close_is_told_again_by_trying_everything(office, data):
    office.limits.pop("taken", None)
    years = sorted({year for year, _ in office.periods})
    every = [(nip, kode, year) for nip in office.people for kode in office.courses for year in years]
    asked = data.draw(st.lists(st.sampled_from(every), unique=True))
    gaps, courses, trainings = frames(office)
    teaching, programme = problem_of(gaps, courses, trainings, terms_of(office))
    requests = pd.DataFrame(asked, columns=["nip", "kode", "tahun"])
    told, money = as_requested_in_years(requests, teaching, programme, courses)
    assert told["objective"] == pytest.approx(float(by_hand(office, asked)), abs=1e-5)
    for year in years:
        places = [kode for _, kode, then in asked if then == year]
        cost = sum(office.courses[kode]["biaya"] for kode in places)
        for kode in set(places):
            seats = office.courses[kode]["kuota"]
            number = 1 if seats is None else -(-places.count(kode) // seats)
            cost += number * (office.courses[kode]["biaya_kelas"] or 0)
        assert money.get(year, 0) == cost
    assert told["cost"] == sum(money.values())
    assert told["requests"] == len(asked)


def two_years():
    people = {NIPS[0]: {"a": (1, 3, 1)}, NIPS[1]: {"a": (1, 3, 2)}}
    return Office(people, [course("A", biaya=5)], [(2026, 1), (2027, 1)], {})


def test_every_year_has_its_own_money_and_the_judge_sees_it():
    office = two_years()
    gaps, courses, trainings = frames(office)
    terms = replace(terms_of(office), budgets={2026: 4, 2027: 9})
    plan = plan_years(gaps, courses, trainings, terms)
    assert [(row["nip"], row["tahun"]) for row in plan.chosen.to_dict("records")] == [(NIPS[1], 2027)]
    assert plan.totals["budget"] == 13
    found = years_violations(
        plan.chosen, plan.classes, plan.totals | {"budget": 8}, gaps, courses, trainings,
        replace(terms, budgets={2026: 4, 2027: 4}),
    )  # fmt: skip
    assert found == ["5 rupiah of all are spent in 2027"]


def test_a_year_without_a_limit_leaves_the_whole_without_one():
    terms = replace(terms_of(two_years()), budgets={2026: 4})
    assert (terms.budget_of(2026), terms.budget_of(2027), terms.whole_budget) == (4, None, None)
