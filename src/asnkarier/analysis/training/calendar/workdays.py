"""Days on which classes may be held: weekdays that are no holiday."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.spans import day

_WEEK = 7


@dataclass(frozen=True)
class Workdays:
    """The days from `first` to `last`, both among them. a_week: workdays of a week, counted from Monday; off: days without work."""

    first: date
    last: date
    a_week: int
    off: frozenset[date]

    @cached_property
    def days(self) -> Days:
        """Every day, as `datetime64[D]`; a place is the number of days since `first`."""
        return np.arange(day(self.first), day(self.last) + 1)

    @cached_property
    def is_work(self) -> NDArray[np.bool_]:
        """Whether each day is one of work."""
        weekday = (self.days.astype(np.int64) + 3) % _WEEK  # the first of January 1970 was a Thursday
        off = np.array(sorted(self.off), dtype="datetime64[D]")
        return (weekday < self.a_week) & ~np.isin(self.days, off)

    @cached_property
    def work(self) -> Ints:
        """The places of the days of work."""
        return np.flatnonzero(self.is_work).astype(np.int64)

    def place(self, when: date) -> int:
        """Return the place of a day, below 0 before the first."""
        return (when - self.first).days

    def within(self, begin: int, end: int) -> Ints:
        """Return the places of work from `begin` to `end`; all days of it where there is none, as of a course at a weekend."""
        inside = self.work[(self.work >= begin) & (self.work <= end)]
        return inside if len(inside) else np.arange(begin, end + 1, dtype=np.int64)


@dataclass(frozen=True)
class Lengths:
    """How long courses last. per_day: hours (JP) of a day; a_week: workdays of a week; off: the days without work of a year."""

    per_day: float
    a_week: int
    off: Callable[[int], Collection[date]]

    def last_day(self, first: date, jp: float | None) -> date | None:
        """Return the last day of a course that begins on `first`, None where its hours are not known."""
        length = days_needed(jp, self.per_day)
        return None if length is None else other_end(first, length, self.a_week, self.off)


def other_end(
    day: date, length: int, a_week: int, off: Callable[[int], Collection[date]], *, step: int = 1
) -> date:
    """Return the last day of a course of so many days from its first one, which counts even where nobody works on it; step -1: the first from the last one."""
    left = length - 1
    while left:
        day += timedelta(days=step)
        left -= day.weekday() < a_week and day not in off(day.year)
    return day


def days_needed(jp: float | None, jp_per_day: float) -> int | None:
    """Return the days that so many hours (JP) take, 1 at least; None where the hours are not known or none."""
    if jp is None or not jp > 0:
        return None
    return int(np.ceil(round(jp / jp_per_day, 6)))
