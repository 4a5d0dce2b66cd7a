"""Requests beside a plan: what they would close and cost, what a plan closes with the same money, and who is in both."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from asnkarier.agency.training.catalogue import faults_of, problems_table
from asnkarier.agency.training.requested import PERSON, UNIT, marked, read_requests
from asnkarier.analysis.training.pairs import useful_pairs
from asnkarier.analysis.training.plan import plan_training as best_plan
from asnkarier.analysis.training.requested import as_requested

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.training.limits import TrainingLimits
    from asnkarier.model.said import Said


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
    items: pd.DataFrame,
    limits: "TrainingLimits",
    chosen: pd.DataFrame,
    found: "list[tuple[str, str, Said]] | None" = None,
    start: date | None = None,
    years: int = 1,
) -> Beside:
    """Return what is shown beside the plan. found: problems that are known already; faults of the catalogue where none are given.

    start: the first day of the plan (None: `as_of`); years: how many calendar years it has, from that of the day. Only what units ask for is compared; what people ask for themselves is shown beside the line.
    """
    start = start or now.as_of
    requested = read_requests(now, people.employees["nip"], courses, range(start.year, start.year + years))
    problems = list(faults_of(now, courses, None)) if found is None else list(found)
    table = problems_table([*problems, *requested.problems])
    mark = marked(chosen, requested)
    if requested.rows.empty:
        return Beside(mark, None, table)
    trainings = now.frames["trainings"]
    known = requested.rows[requested.rows["asal"].eq(UNIT) & requested.rows["kode"].notna()]
    known = known[["nip", "kode"]].drop_duplicates()
    pairs = useful_pairs(items, courses, trainings, limits, start)
    told: dict[str, Any] = as_requested(known, pairs, courses)
    same = best_plan(items, courses, trainings, replace(limits, budget=told["cost"]), start)
    own = requested.rows[requested.rows["asal"].eq(PERSON)]
    both = chosen[["nip", "kode"]].drop_duplicates().merge(known, on=["nip", "kode"], how="inner")
    row = {
        **told,
        "plan_objective": same.totals["objective"],
        "plan_people": same.totals["people"],
        "plan_spent": same.totals["spent"],
        "both": len(both),
        "own": len(own),
        "own_in_plan": int(mark.fillna("").str.contains(PERSON).sum()),
    }
    return Beside(mark, pd.DataFrame([row]), table)
