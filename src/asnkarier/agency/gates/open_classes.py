"""The courses of the catalogue as somebody who lacks one finds them: those not over, with what a class costs and whether the plan opens it."""

from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.gates.closing import CourseCosts
from asnkarier.agency.training.in_time import courses_over
from asnkarier.agency.training.kept_plan import plans_in_order
from asnkarier.model.frames import TRAINING_PLAN

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot


def course_costs(now: "Snapshot") -> CourseCosts:
    """Return the courses that can still be taken today, with the plan that opens a class of each; `now` may look ahead."""
    return now.kept.of("course costs", lambda: _costs(now))


def _costs(now: "Snapshot") -> CourseCosts:
    courses = now.frames["courses"]
    over = courses_over(courses, now.seen_from or now.as_of)
    kept = courses[~courses["kode"].astype(str).isin(over)]
    return CourseCosts(kept, planned_classes(now))


def planned_classes(now: "Snapshot") -> dict[str, str]:
    """Return by kode the newest kept plan, of the courses of which it opens a class with places left that is still to come."""
    lines, courses = now.frames[TRAINING_PLAN.name], now.frames["courses"]
    plans = plans_in_order(lines, now.sources) if len(lines) else ()
    if not plans:
        return {}
    today = pd.Timestamp(now.seen_from or now.as_of)
    mine = lines[lines["rencana"].eq(plans[-1])]
    mine = mine[mine["tahun"].ge(today.year).fillna(value=False) & ~mine["tanggal_mulai"].lt(today)]
    taken = mine.groupby(["kode", "tahun", "kelas"], dropna=False)["nip"].nunique().reset_index()
    seats = taken["kode"].map(courses.set_index("kode")["kuota"])
    left = taken[seats.isna() | (taken["nip"] < seats).fillna(value=False)]
    return dict.fromkeys(left["kode"].astype(str), plans[-1])
