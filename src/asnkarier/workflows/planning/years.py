"""The plan of several years, funds, units and wishes: what is asked, solved, and shown of it."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.answers.critical_posts import critical_posts
from asnkarier.agency.training.catalogue import (
    WISHED_OUTSIDE,
    WISHED_WINDOW_OUTSIDE,
    faults_of,
    read_catalogue,
    unknown_policies,
)
from asnkarier.agency.training.holidays import lengths_of
from asnkarier.agency.training.horizon import goal_of, years_terms
from asnkarier.agency.training.hours import hours_of
from asnkarier.agency.training.requested import left_out
from asnkarier.agency.training.schedule import dated, with_last_days
from asnkarier.analysis.training.years.conflicts import relaxation
from asnkarier.analysis.training.years.curve import LARGE
from asnkarier.analysis.training.years.plan import YearsPlan, gained_by_nobody, plan_years, problem_of, told
from asnkarier.analysis.training.years.target import reach, wanted
from asnkarier.analysis.training.years.worth.tables import years_beyond
from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.reports.books.training_years import YearsView, years_text
from asnkarier.reports.shown.sentences import sentence
from asnkarier.workflows.planning.beside import beside, in_years

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.training.limits import TrainingLimits
    from asnkarier.analysis.training.years.terms import YearsTerms
    from asnkarier.settings_parts.development import Planning
    from asnkarier.workflows.requests.recommend_training import TrainingRequest

_WHOLE: Final = 100
# So many years after this one a plan may begin.
_AHEAD: Final = 5


@dataclass(frozen=True)
class Made:
    """A plan, what is shown of it, and what config.yaml asks that nothing bears, as sentences with their place."""

    plan: YearsPlan
    view: YearsView
    ignored: tuple[str, ...]


def first_day(as_of: date, request: "TrainingRequest") -> date:
    """Return the day from which a plan counts: today, or the first of the later year that is asked for; UsageError for another year."""
    year = as_of.year if request.from_year is None else request.from_year
    if not as_of.year <= year <= as_of.year + _AHEAD:
        raise UsageError(
            N_("a plan from {year} cannot be made on {as_of}"),
            N_("choose a year from {first} to {last}"),
            facts={"year": year, "as_of": as_of, "first": as_of.year, "last": as_of.year + _AHEAD},
        )
    return max(as_of, date(year, 1, 1))


def asked_years(
    now: "Snapshot", courses: pd.DataFrame, request: "TrainingRequest", start: date
) -> "Planning | None":
    """Return what is asked beyond a plan of one year and one budget; None for nothing, so that this plan stays what it was."""
    asked = now.settings.training.plan
    if request.years is not None:
        asked = asked.model_copy(update={"years": request.years})
    several = courses["kompetensi_lain"].notna().any()
    more = request.target is not None or start > now.as_of
    return asked if asked.asked or more or several else None


def plan_of_years(
    whole: "Snapshot",
    now: "Snapshot",
    people: "People",
    items: pd.DataFrame,
    limits: "TrainingLimits",
    asked: "Planning",
    request: "TrainingRequest",
    start: date,
) -> Made:
    """Return the plan from `start` on: the best under the budget, or the cheapest that reaches the target. whole: everybody known; now: who counts."""
    courses, problems = read_catalogue(now, with_last_days(dated(now.frames["courses"]), lengths_of(now)))
    budget = _agency_budget(now, limits, asked, request)
    urgent = critical_posts(people.employees, now.settings).held
    unpaid = 0 if request.target is None and budget is None else None
    terms = years_terms(
        now, people, limits, asked, budget=budget, other_funds=unpaid, urgent=urgent, start=start
    )
    idle = _idle(items, courses, now.frames["trainings"], terms)
    policies = list(unknown_policies(now.settings.document, courses, terms, idle))
    faults = list(faults_of(now, courses, terms))
    problems += [*faults, *policies]
    policies += [one for one in faults if one[2].code in (WISHED_OUTSIDE, WISHED_WINDOW_OUTSIDE)]
    able = set(courses["kode"]) - idle
    terms = replace(terms, must_run=tuple(kode for kode in terms.must_run if kode in able))
    made = _solved(items, courses, now.frames["trainings"], terms, request)
    plan = made.plan
    trainings = now.frames["trainings"]
    compare = in_years(plan, items, courses, trainings, terms)
    left = left_out(whole, now, request.unit, terms.years)
    found = beside(now, people, courses, plan.chosen, terms.years, compare, left, problems)
    hours = hours_of(now, people)
    more = years_beyond(plan.problem)
    when = ["kode", "tahun", "periode"]
    return Made(
        plan,
        YearsView(
            chosen=plan.chosen.merge(more.following, on=when, how="left", validate="many_to_one"),
            classes=plan.classes.merge(more.seats, on=when, how="left", validate="many_to_one"),
            postponed=pd.concat([plan.postponed, more.entering], axis=1),
            marginal=more.marginal,
            uncovered=plan.uncovered,
            unclosable=plan.unclosable,
            assess_first=plan.assess_first,
            capacity=plan.capacity,
            curve=more.curve,
            twice=plan.problem.programme.variables > LARGE and bool(budget),
            to_target=plan.problem.least is not None,
            people=people.employees[["nip", "nama", "jabatan", "unit_kerja"]],
            courses=courses,
            goal=goal_of(now, people, plan.chosen, hours, terms),
            wishes=made.wishes,
            conflicts=made.conflicts,
            totals={**plan.totals, **made.totals, **_money_of_funds(terms), "years": years_text(terms.years)},
            mark=found.mark,
            comparison=found.comparison,
            problems=found.problems,
            free=budget == 0,
        ),
        tuple(f"{where}: {sentence(what)}" for where, _, what in policies),
    )


def _agency_budget(
    now: "Snapshot", limits: "TrainingLimits", asked: "Planning", request: "TrainingRequest"
) -> int | None:
    """Return the rupiah of every year, None for no limit: of a target that names no budget, and where only funds pay.

    Only funds pay where config.yaml names some, sets no budget of the agency, and none is asked for: what no fund pays is then paid by nobody.
    """
    if request.target is not None:
        return request.budget
    if asked.funds and request.budget is None and not now.settings.training.budget:
        return None
    return limits.budget


def _money_of_funds(terms: "YearsTerms") -> dict[str, int]:
    """Return what the funds of all years have together, where there are any."""
    return {"funds": sum(terms.funds.values()) * len(terms.years)} if terms.funds else {}


def _idle(
    items: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, terms: "YearsTerms"
) -> frozenset[str]:
    """Return the courses from which nobody gains; asked only where some have to run."""
    if not terms.must_run:
        return frozenset()
    teaching, programme = problem_of(items, courses, trainings, terms)
    return gained_by_nobody(programme, teaching.courses["kode"])


@dataclass(frozen=True)
class _Solved:
    plan: YearsPlan
    wishes: tuple[Said, ...]
    conflicts: pd.DataFrame
    totals: dict[str, Any]


def _solved(
    items: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    terms: "YearsTerms",
    request: "TrainingRequest",
) -> _Solved:
    if request.target is not None:
        return _reached(items, courses, trainings, terms, Fraction(request.target) / _WHOLE)
    plan = plan_years(items, courses, trainings, terms)
    if plan.totals["method"] != "infeasible":
        return _Solved(plan, (), relaxation_of_none(), {})
    conflicts = relaxation(plan.problem.teaching, plan.problem.programme, 0)
    without = plan_years(items, courses, trainings, replace(terms, must_run=()))
    return _Solved(without, _unmet(said("plan_must_not"), conflicts), conflicts, {})


def _reached(
    items: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, terms: "YearsTerms", share: Fraction
) -> _Solved:
    teaching, programme = problem_of(items, courses, trainings, terms)
    least = wanted(programme, share)
    problem, bound = reach(teaching, programme, share)
    totals = {"target": float(share * _WHOLE)}
    if problem is not None:
        plan = told(problem, items, courses, trainings, terms)
        return _Solved(plan, (), relaxation_of_none(), {**totals, "cost_bound": bound})
    plan = plan_years(items, courses, trainings, terms)
    if plan.totals["method"] == "infeasible":
        plan = plan_years(items, courses, trainings, replace(terms, must_run=()))
    elif programme.closing.objective(plan.problem.solved.chosen) >= least:
        # The search for the cheapest ended without one; the best of all reaches the target too.
        return _Solved(plan, (), relaxation_of_none(), {**totals, "cost_bound": bound})
    conflicts = relaxation(teaching, programme, least)
    beyond = said("plan_out_of_reach", share=f"{float(share * _WHOLE):g}%")
    return _Solved(plan, _unmet(beyond, conflicts), conflicts, totals)


def _unmet(wish: Said, conflicts: pd.DataFrame) -> tuple[Said, ...]:
    return (wish,) if len(conflicts) else (wish, said("plan_nothing_yields"))


def relaxation_of_none() -> pd.DataFrame:
    """Return no conflict."""
    return pd.DataFrame(columns=["resource", "name", "tahun", "periode", "limit", "needed"])
