"""Requests beside a plan: what they would close and cost, what a plan closes with the same money, and who is in both."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from asnkarier.agency.training.catalogue import faults_of, problems_table
from asnkarier.agency.training.requested import PERSON, UNCLEAR, UNIT, Left, marked, read_requests
from asnkarier.analysis.training.pairs import useful_pairs
from asnkarier.analysis.training.plan import plan_training as best_plan
from asnkarier.analysis.training.requested import as_requested
from asnkarier.analysis.training.years.plan import YearsPlan, plan_years
from asnkarier.analysis.training.years.requested import as_requested_in_years
from asnkarier.reports.books.training_years import years_text

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.training.limits import TrainingLimits
    from asnkarier.analysis.training.years.terms import YearsTerms
    from asnkarier.model.said import Said

# What requests (nip, kode, tahun) would close and cost, and the totals of the best plan for the same money.
Compare = Callable[[pd.DataFrame], tuple[dict[str, Any], dict[str, Any]]]


@dataclass(frozen=True)
class Beside:
    """mark: per line of the plan who asked for it; comparison: one row, or None without requests; problems: where, kode, problem."""

    mark: pd.Series
    comparison: pd.DataFrame | None
    problems: pd.DataFrame


def beside(
    now: "Snapshot",
    people: "People",
    courses: pd.DataFrame,
    chosen: pd.DataFrame,
    years: "Collection[int]",
    compare: Compare,
    left: Left,
    found: "list[tuple[str, str, Said]] | None" = None,
) -> Beside:
    """Return what is shown beside the plan of these years. found: problems that are known already; faults of the catalogue where none are given.

    chosen: lines of the plan, with their `tahun` where it has several; left: see `left_out`. Only what units ask for is compared; what people ask for themselves, and
    what nobody is said to ask for, is shown beside the line.
    """
    requested = read_requests(now, people.employees["nip"], courses, years)
    year_end = date(now.as_of.year, 12, 31)
    problems = list(faults_of(now, courses, None, (now.as_of, year_end))) if found is None else list(found)
    table = problems_table([*problems, *requested.problems, *left.problems])
    mark = marked(chosen, requested)
    if requested.rows.empty and not left.problems:
        return Beside(mark, None, table)
    known = requested.rows[requested.rows["asal"].eq(UNIT) & requested.rows["kode"].notna()]
    known = known[["nip", "kode", "tahun"]].drop_duplicates(ignore_index=True)
    told, same = compare(known)
    own = requested.rows[requested.rows["asal"].eq(PERSON)]
    # Whoever is asked for and has a place is in both, whichever of the years the plan has found.
    keys = ["nip", "kode"]
    both = chosen[keys].drop_duplicates().merge(known[keys].drop_duplicates(), on=keys, how="inner")
    row = {
        "years": years_text(tuple(years)),
        **told,
        "plan_objective": same["objective"],
        "plan_people": same["people"],
        "plan_spent": same["spent"],
        "both": len(both),
        "own": len(own),
        "unclear": int(requested.rows["asal"].eq(UNCLEAR).sum()),
        "left": left.left,
        "unlisted": left.unlisted,
        "own_in_plan": int(mark.fillna("").str.contains(PERSON).sum()),
    }
    return Beside(mark, pd.DataFrame([row]), table)


def in_one_year(
    items: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    limits: "TrainingLimits",
    as_of: date,
) -> Compare:
    """Return the comparison with a plan of one year and one budget."""

    def compare(known: pd.DataFrame) -> tuple[dict[str, Any], dict[str, Any]]:
        pairs = useful_pairs(items, courses, trainings, limits, as_of)
        told = as_requested(known[["nip", "kode"]].drop_duplicates(), pairs, courses)
        same = best_plan(items, courses, trainings, replace(limits, budget=told["cost"]), as_of, alone=True)
        return told, same.totals

    return compare


def in_years(
    plan: YearsPlan,
    items: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    terms: "YearsTerms",
) -> Compare:
    """Return the comparison with a plan of the same years, which may spend in each what the requests of that year cost.

    How that money is shared out over funds and units is left open, as it is for the requests.
    """

    def compare(known: pd.DataFrame) -> tuple[dict[str, Any], dict[str, Any]]:
        told, money = as_requested_in_years(known, plan.problem.teaching, plan.problem.programme, courses)
        budgets = {year: money.get(year, 0) for year in terms.years}
        other = replace(terms, budgets=budgets, funds={}, other_funds=None, units={}, members={}, must_run=())
        return told, plan_years(items, courses, trainings, other).totals

    return compare
