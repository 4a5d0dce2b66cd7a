"""What would let a training plan close more, as commands that run as they are printed."""

from collections.abc import Iterator
from shlex import quote
from typing import Final

import pandas as pd

from asnkarier.agency.answers.next_steps import Lack, bring, steps_for
from asnkarier.analysis.gates.remedies import ASSESS
from asnkarier.analysis.training.more import cost_of_more
from asnkarier.analysis.training.pairs import needed_titles, never_held
from asnkarier.analysis.training.plan import TrainingPlan
from asnkarier.analysis.training.years.plan import YearsPlan
from asnkarier.model.book import NextStep
from asnkarier.model.said import said
from asnkarier.model.terms import course_title
from asnkarier.workflows.requests.recommend_training import TrainingRequest

# Which step mends a reason why no course closes a gap; every other one asks for further courses.
_MENDED: Final = {
    "outside_plan": "step_course_days",
    "no_class": "step_course_classes",
    "course_over": "step_courses_over",
}
# The fewest years in which one course can come before another that presupposes it.
_TWO: Final = 2


def next_steps(
    plan: TrainingPlan | YearsPlan,
    courses: pd.DataFrame,
    people: int,
    request: TrainingRequest,
    items: pd.DataFrame,
) -> Iterator[NextStep]:
    """Yield what would let the plan close more: money for what is postponed, courses for what none closes, assessments."""
    wanted = plan.postponed[plan.postponed["why"] == "budget"]
    if len(wanted):
        budget = _enough(plan, wanted, courses)
        yield NextStep(said("step_budget"), (_again(request, budget=budget),))
    if isinstance(plan, TrainingPlan) and len(early := _early(plan, courses, items)):
        facts = {"count": early["nip"].nunique(), "number": early["kode"].nunique()}
        yield NextStep(said("step_prerequisites", **facts), (_again(request, years=_TWO),))
    for code, mine in plan.uncovered.groupby(plan.uncovered["reason"].map(_MENDED).fillna("step_courses")):
        yield NextStep(said(str(code), count=mine["kompetensi"].nunique()), bring("courses"))
    unassessed = items.loc[items["status"].eq("unassessed"), "nip"].nunique()
    if unassessed:
        yield from steps_for([Lack(ASSESS, "", unassessed)], people)


def _again(request: TrainingRequest, **other: int) -> str:
    """Return the command that asks the same, but for what is said of `other`."""
    asked = {
        "budget": request.budget,
        "unit": request.unit,
        "from-year": request.from_year,
        "years": request.years,
        "max-per-person": request.max_per_person,
    }
    words = {name: word for name, word in {**asked, **other}.items() if word is not None}
    return "asn recommend-training" + "".join(f" --{name} {quote(str(word))}" for name, word in words.items())


def _early(plan: TrainingPlan, courses: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs that lack a training which the catalogue itself teaches, and which the person may enter: in an earlier period it could come first."""
    titles = [course_title(name) for name in courses["nama_pelatihan"]]
    needed = dict(zip(courses["kode"], needed_titles(courses, titles), strict=True))
    held = courses.assign(needed=titles)[~never_held(courses)]
    rows = plan.blocked.loc[plan.blocked["reason"].eq("prasyarat"), ["nip", "kode"]]
    rows = rows.assign(needed=rows["kode"].map(needed))
    offers = rows.merge(held[["needed", "kompetensi", "level_awal"]], on="needed", how="inner")
    known = offers.merge(items[["nip", "kompetensi", "level"]], on=["nip", "kompetensi"], how="left")
    return known[known["level_awal"].isna() | (known["level"] >= known["level_awal"])]


def _enough(plan: TrainingPlan | YearsPlan, wanted: pd.DataFrame, courses: pd.DataFrame) -> int:
    """Return the budget for what is `wanted` too, of a year; or the least of the curve that closes as much as any: seats may be used up before the money is."""
    if isinstance(plan, YearsPlan):
        return max(
            _cost_of_year(plan, wanted, courses, year)
            for year in {*plan.classes["tahun"].tolist(), *wanted["tahun"].tolist()}
        )
    budget = round(float(plan.totals["spent"]) + cost_of_more(wanted, plan.classes, courses))
    if plan.curve.empty:
        return budget
    reached = plan.curve.loc[plan.curve["objective"].eq(plan.curve["objective"].max()), "budget"].min()
    return min(budget, int(reached))


def _cost_of_year(plan: YearsPlan, wanted: pd.DataFrame, courses: pd.DataFrame, year: int) -> int:
    """Return in rupiah what a plan of years spends in one of them, with what is wanted in it."""
    classes, chosen = (one[one["tahun"] == year] for one in (plan.classes, plan.chosen))
    spent = float(classes["biaya_kelas"].sum() + chosen["biaya"].sum())
    return round(spent + cost_of_more(wanted[wanted["tahun"] == year], classes, courses))
