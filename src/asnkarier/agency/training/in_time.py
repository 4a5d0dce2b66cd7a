"""Which courses of the catalogue can still be taken: not those that have begun, nor by somebody those that end after the last day of service."""

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.agency.training.holidays import lengths_of
from asnkarier.agency.training.schedule import dated, with_last_days
from asnkarier.analysis.careers.serving import leaving_days
from asnkarier.analysis.training.calendar.window import is_over

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.training.calendar.window import Window
    from asnkarier.analysis.training.calendar.workdays import Lengths


def course_days(courses: pd.DataFrame, as_of: date, lengths: "Lengths | None" = None) -> pd.DataFrame:
    """Return by kode the first day on which a course can begin from `as_of` on, the earliest last day of it then, and whether it is over.

    Days are those of the catalogue or of its Jadwal. Of a window (see `dated`) the first day of it that is not over; one of every
    year comes again. A course that began before `as_of` is over. Where nothing is said the days are missing and the course is not over. A last day that is not
    said follows from the first one and the hours (JP) where `lengths` say how, and is missing where the hours are not known.
    """
    known = dated(courses)
    told = zip(known["tanggal_mulai"], known["tanggal_selesai"], known["jendela"], strict=True)
    rows = [_days(begins, ends, window, as_of) for begins, ends, window in told]
    found = pd.DataFrame(
        rows, columns=["begins", "ends", "over"], index=pd.Index(courses["kode"].astype(str))
    ).astype({"begins": "datetime64[s]", "ends": "datetime64[s]"})
    if lengths is not None:
        days = found.rename(columns={"begins": "tanggal_mulai", "ends": "tanggal_selesai"})
        days = with_last_days(days.assign(jp=known["jp"].to_numpy()), lengths)
        found["ends"] = days["tanggal_selesai"]
    return found.astype({"begins": "datetime64[s]", "ends": "datetime64[s]", "over": "bool"})


def _days(
    begins: pd.Timestamp, ends: pd.Timestamp, window: "Window | None", as_of: date
) -> tuple[object, object, bool]:
    over = is_over({"tanggal_mulai": begins, "tanggal_selesai": ends, "jendela": window}, as_of)
    if window is not None:
        parts = [window.within(year) for year in range(as_of.year, max(as_of.year + 1, window.last.year) + 1)]
        first = next((max(one[0], as_of) for one in parts if one is not None and one[1] >= as_of), None)
        day = pd.NaT if first is None else pd.Timestamp(first)
        return day, pd.NaT, over
    return begins, ends, over


def courses_over(courses: pd.DataFrame, as_of: date) -> frozenset[str]:
    """Return the kodes of the courses that nobody can take any more."""
    days = course_days(courses, as_of)
    return frozenset(map(str, days.index[days["over"]]))


def course_years(courses: pd.DataFrame) -> dict[str, int]:
    """Return by kode the year in which a course is held, of those that are held in one year only by what the catalogue says."""
    found = {}
    known = dated(courses)
    told = zip(known["kode"], known["tanggal_mulai"], known["tanggal_selesai"], known["jendela"], strict=True)
    for kode, begins, ends, window in told:
        if window is not None:
            if not window.every_year and window.first.year == window.last.year:
                found[str(kode)] = window.first.year
        elif pd.notna(day := begins if pd.isna(ends) else ends):
            found[str(kode)] = day.year
    return found


def in_time(now: "Snapshot", employees: pd.DataFrame, pairs: pd.DataFrame) -> "pd.Series[bool]":
    """Return for each pair (nip, kode) whether the course is not over and can end before the person is out of service, by what is known.

    employees: with `kelompok`. Whose last day, or which course's days, nobody knows is not held back.
    """
    days = course_days(now.frames["courses"], now.as_of, lengths_of(now))
    days = days[~days.index.duplicated()].reindex(pd.Index(pairs["kode"].astype(str)))
    leaves = pd.Series(leaving_days(employees, now.rulebook, now.as_of), index=employees["nip"].to_numpy())
    out = leaves.reindex(pairs["nip"].to_numpy()).to_numpy(dtype="datetime64[s]")
    # A day that is not known is not late; a course ends on its first day at the earliest.
    late = days[["begins", "ends"]].max(axis=1).to_numpy(dtype="datetime64[s]") >= out
    over = days["over"].to_numpy(dtype=bool)
    return pd.Series(np.logical_not(over | late), index=pairs.index, dtype="bool")
