"""The plan of several years, funds, units and wishes: what is asked, solved, and shown of it."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import ceil, floor
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
from asnkarier.analysis.training.years.conflicts import relaxation, searchable
from asnkarier.analysis.training.years.curve import LARGE
from asnkarier.analysis.training.years.plan import (
    YearsPlan,
    closable,
    gained_by_nobody,
    plan_years,
    problem_of,
    told,
)
from asnkarier.analysis.training.years.solving.solver import INFEASIBLE, NO_PLAN
from asnkarier.analysis.training.years.target import (
    IMPOSSIBLE,
    MET,
    Reach,
    held_back,
    money_taken,
    reach,
    wanted,
    without_money,
)
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
    from asnkarier.analysis.training.years.solving.programme import Programme
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
    given = years_terms(
        now, people, limits, asked, budget=budget, other_funds=unpaid, urgent=urgent, start=start
    )
    terms = given if request.target is None else without_money(given)
    idle = _idle(items, courses, now.frames["trainings"], terms)
    policies = list(unknown_policies(now.settings.document, courses, given, idle))
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
            capacity=plan.capacity if terms is given else _with_money(plan, given),
            curve=more.curve,
            twice=plan.problem.programme.variables > LARGE and bool(budget),
            to_target=plan.problem.least is not None,
            answer=made.answer,
            unbound=terms is not given and bool(given.funds or given.units),
            held_back=None if made.answer in (None, MET) else held_back(plan.problem),
            people=people.employees[["nip", "nama", "jabatan", "unit_kerja"]],
            courses=courses,
            goal=goal_of(now, people, plan.chosen, hours, terms.years),
            wishes=made.wishes,
            conflicts=made.conflicts,
            totals={**plan.totals, **made.totals, **_money_of_funds(given), "years": years_text(terms.years)},
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
    answer: str | None = None


def _with_money(plan: YearsPlan, given: "YearsTerms") -> pd.DataFrame:
    """Return what is shared with what a target takes of the money of config.yaml."""
    taken = money_taken(plan.problem, given)
    return pd.concat([taken, plan.capacity], ignore_index=True) if len(taken) else plan.capacity


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
    method, programme = plan.totals["method"], plan.problem.programme
    if method not in NO_PLAN:
        return _Solved(plan, (), relaxation_of_none(), {})
    conflicts = relaxation(plan.problem.teaching, programme, 0)
    without = plan_years(items, courses, trainings, replace(terms, must_run=()))
    return _Solved(without, _unmet(programme, conflicts, proven=method == INFEASIBLE), conflicts, {})


def _reached(
    items: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, terms: "YearsTerms", share: Fraction
) -> _Solved:
    """Return the plan of a target: met, or what can be closed instead, with the answer among the totals."""
    teaching, programme = problem_of(items, courses, trainings, terms)
    found = reach(teaching, programme, share)
    if found.problem is None:
        conflicts = relaxation(teaching, programme, 0)
        without = _reached(items, courses, trainings, replace(terms, must_run=()), share)
        unmet = _unmet(programme, conflicts, proven=found.answer == IMPOSSIBLE)
        both_told = (*unmet, *without.wishes)
        both = pd.concat([conflicts, without.conflicts], ignore_index=True).drop_duplicates()
        return replace(without, wishes=both_told, conflicts=both)
    plan = told(found.problem, items, courses, trainings, terms)
    most = closable(programme)
    totals = {"target": float(share * _WHOLE), "target_answer": found.answer, "cost_bound": found.cost_bound}
    if found.answer == MET:
        return _Solved(plan, (), relaxation_of_none(), totals, MET)
    least = wanted(programme, share)
    conflicts = relaxation(teaching, programme, least)
    facts = _shares(found, share, most)
    wishes: tuple[Said, ...] = (_answer(found, facts),)
    if found.answer == IMPOSSIBLE and not len(conflicts) and searchable(programme, least):
        wishes = (*wishes, said("plan_nothing_yields"))
    # Sentence and totals say the same figures.
    shown = {"closed_share": facts["closed"] / _WHOLE, "most_share": facts["most"]}
    totals = {**totals, **shown, "cost_bound": None}
    return _Solved(plan, wishes, conflicts, totals, found.answer)


def _shares(found: Reach, share: Fraction, whole: int) -> dict[str, float]:
    """Return what a target asks, the plan closes and no plan exceeds, in hundredths of what could be closed, rounded so that they say no more than is proven."""
    closed, most = Fraction(found.closed * _WHOLE, whole), Fraction(found.most * _WHOLE, whole)
    facts = {"share": float(share * _WHOLE), "closed": floor(closed * _WHOLE) / _WHOLE}
    above = ceil(most * _WHOLE) / _WHOLE
    facts["most"] = above if above < share * _WHOLE or most >= share * _WHOLE else float(most)
    return facts


def _answer(found: Reach, facts: dict[str, float]) -> Said:
    """Return in words why a target is not met. facts: of `_shares`."""
    if found.answer != IMPOSSIBLE:
        return said("plan_not_found", **facts)
    return said("plan_impossible" if found.closed < found.most else "plan_impossible_most", **facts)


def _unmet(programme: "Programme", conflicts: pd.DataFrame, *, proven: bool) -> tuple[Said, ...]:
    """Return in words that the courses that have to run do not, and where no limit was found that would have to give way, why."""
    wish = said("plan_must_not" if proven else "plan_must_not_found")
    if len(conflicts):
        return (wish,)
    return (wish, said("plan_nothing_yields" if searchable(programme, 0) else "plan_too_large_to_say"))


def relaxation_of_none() -> pd.DataFrame:
    """Return no conflict."""
    return pd.DataFrame(columns=["resource", "name", "tahun", "periode", "limit", "needed"])
