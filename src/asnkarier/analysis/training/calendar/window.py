"""Between which days a course is held, where its catalogue names months or parts of a year and no day."""

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

# A leap year: the 29th of February is the end of February of every year.
ANY_YEAR: Final = 2000


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last day, both among them; every_year: the same days of any year, written as of `ANY_YEAR`."""

    first: date
    last: date
    every_year: bool = False

    def within(self, year: int) -> tuple[date, date] | None:
        """Return its days that lie in one year as a first and a last one; None: none does."""
        if self.every_year:
            return self.first.replace(year=year), _of_year(self.last, year)
        first, last = max(self.first, date(year, 1, 1)), min(self.last, date(year, 12, 31))
        return (first, last) if first <= last else None

    def meets(self, start: date, end: date) -> bool:
        """Return whether a day of it lies between these two."""
        parts = (self.within(year) for year in range(start.year, end.year + 1))
        return any(part is not None and part[0] <= end and part[1] >= start for part in parts)


def over_by(course: Mapping[Any, Any], start: date, end: date) -> date:
    """Return the day by which a course held in a period from `start` to `end` is over for certain: never after `end`.

    course: tanggal_mulai, tanggal_selesai and jendela, as far as known. A first day alone does not say how long it lasts.
    """
    first, last = course.get("tanggal_mulai"), course.get("tanggal_selesai")
    if pd.notna(last) and (pd.isna(first) or first <= last):
        return min(last.date(), end) if last.date() >= start else end
    window = course.get("jendela")
    parts = [] if window is None else [window.within(year) for year in range(start.year, end.year + 1)]
    days = [part[1] for part in parts if part is not None and part[0] <= end and part[1] >= start]
    return min(max(days), end) if days else end


def is_over(course: Mapping[Any, Any], as_of: date) -> bool:
    """Return whether a course can begin on no day from `as_of` on: its first day, or its whole window, is past; what says neither is not over."""
    window = course.get("jendela")
    if window is not None:
        return not window.meets(as_of, date(max(as_of.year + 1, window.last.year), 12, 31))
    begins, ends = course.get("tanggal_mulai"), course.get("tanggal_selesai")
    first = ends if pd.isna(begins) else begins
    return bool(pd.notna(first) and first < pd.Timestamp(as_of))


def _of_year(day: date, year: int) -> date:
    leap_day = (day.month, day.day) == (2, 29) and not isleap(year)
    return date(year, 2, 28) if leap_day else day.replace(year=year)
