"""Which class when: nobody in two classes at once, no unit with too many away, first the days that the catalogue fixes.

First fit by rule: classes with days of the catalogue in the order of their days; then those with a window, and what comes before them, whose window
ends first; then the others. Among these, where a course comes before another one of the same person, that one first; then the classes that take
most days of people. A class without days gets the first run of workdays in its window on which all its people who still serve are
free and no unit exceeds its limit, where most of them still serve, one within a week before one across a weekend; it is never placed outside its window. Who is out of service by
the last day of a class is not in it. The same input gives the same calendar; the place of a class is
proven by `checking`, that no better calendar exists is not claimed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.calendar.workdays import Workdays

NOWHERE: Final = -1
# Why a class has no place.
JP_UNKNOWN: Final = "jp_unknown"
OUTSIDE: Final = "outside_year"
CLASH: Final = "clash"
UNIT_AWAY: Final = "unit_away"
AFTER_UNPLACED: Final = "after_unplaced"
TOO_LATE: Final = "too_late"
NO_ROOM: Final = "no_room"
WINDOW_OVER: Final = "window_over"
WINDOW_FULL: Final = "window_full"
ALL_LEFT: Final = "all_left"
UNKNOWN_COURSE: Final = "unknown_course"
STAYS: Final = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Session:
    """One class of a course. people: places of its participants; length: workdays, None where the hours are not known.

    begin, end: the places of the days that the catalogue fixes, None: it fixes none. after: classes (by position) that some participant must have
    behind him before this one begins. earliest, latest: the places of the days between which it has to lie, both among them, None: any.
    away: whether its people are away from their units; of e-learning they are not. refused: why it gets no days whatever is free, "" where nothing stands against it.
    """

    people: Ints
    length: int | None
    begin: int | None = None
    end: int | None = None
    after: tuple[int, ...] = ()
    earliest: int | None = None
    latest: int | None = None
    away: bool = True
    refused: str = ""

    @property
    def has_window(self) -> bool:
        """Whether the catalogue says between which days it is held."""
        return self.earliest is not None and self.latest is not None

    @property
    def is_fixed(self) -> bool:
        """Whether the catalogue says when it is held."""
        return self.begin is not None and self.end is not None


@dataclass(frozen=True, slots=True)
class Limits:
    """unit: the unit of each person (`NOWHERE`: not known, which limits nothing); away: how many of each unit may be away on one day.

    leaves: the place of the first day out of service of each person (below 0: before the calendar; `STAYS`: none is known), None: of nobody.
    """

    unit: Ints
    away: Ints
    leaves: Ints | None = None

    def leaving(self, people: Ints) -> Ints:
        """Return the place of the first day out of service of some people."""
        return np.full(len(people), STAYS) if self.leaves is None else self.leaves[people]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a class stands: its days by place (empty: it has none), else why not. unit: the unit that stands in the way, `NOWHERE`: none.

    left: who of its people is out of service by its last day, or by any day that it could have.
    """

    days: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    reason: str = ""
    unit: int = NOWHERE
    left: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))


def place_classes(sessions: Sequence[Session], limits: Limits, calendar: Workdays) -> list[Slot]:
    """Return for each session, in their order, its days or the reason why it has none."""
    table = _Table(limits, calendar)
    slots: dict[int, Slot] = {}
    needed_by: dict[int, list[int]] = {}
    for number, one in enumerate(sessions):
        for before in one.after:
            needed_by.setdefault(before, []).append(number)
    for number in _order(sessions):
        session = sessions[number]
        later = [
            slots[one].days for one in needed_by.get(number, ()) if one in slots and not slots[one].reason
        ]
        latest = min((int(days.min()) for days in later), default=len(calendar.days))
        found = table.days_of(session, slots, latest)
        if not found.reason:
            table.take(session, found)
        slots[number] = found
    return [slots[number] for number in range(len(sessions))]


def _order(sessions: Sequence[Session]) -> list[int]:
    """Return the sessions in the order in which they are placed."""
    depth: dict[int, int] = {}

    def deep(number: int, seen: frozenset[int]) -> int:
        if number not in depth:
            before = [one for one in sessions[number].after if one not in seen]
            depth[number] = 1 + max((deep(one, seen | {number}) for one in before), default=-1)
        return depth[number]

    due = _due(sessions)

    def key(number: int) -> tuple[int, ...]:
        one = sessions[number]
        if one.begin is not None and one.end is not None:
            return (0, one.begin, one.end, number)
        size = -len(one.people) * (one.length or 0)
        if number in due:
            return (1, deep(number, frozenset()), due[number], size, number)
        return (2, deep(number, frozenset()), size, number)

    return sorted(range(len(sessions)), key=key)


def _due(sessions: Sequence[Session]) -> dict[int, int]:
    """Return the last day of the window of each class that has one, or that comes before one that has: the earliest of these."""
    due: dict[int, int] = {}
    left = [(number, one.latest) for number, one in enumerate(sessions) if one.latest is not None]
    while left:
        number, latest = left.pop()
        if latest < due.get(number, latest + 1):
            due[number] = latest
            left += [(before, latest) for before in sessions[number].after]
    return due


class _Table:
    """Who is busy on which day, and how many of each unit are away."""

    def __init__(self, limits: Limits, calendar: Workdays) -> None:
        """Nobody is away yet."""
        self.limits, self.calendar = limits, calendar
        self.busy = np.zeros((len(limits.unit), len(calendar.days)), dtype=np.bool_)
        self.away = np.zeros((len(limits.away), len(calendar.days)), dtype=np.int64)

    def take(self, session: Session, slot: Slot) -> None:
        """Keep the people busy: of a class that the catalogue fixes also on the days between its days of work."""
        days, people = slot.days, np.setdiff1d(session.people, slot.left)
        whole = (
            days
            if session.begin is None or session.end is None
            else np.arange(session.begin, session.end + 1)
        )
        self.busy[np.ix_(people, whole)] = True
        for unit, count in self._units(session, people):
            self.away[unit, days] += count

    def days_of(self, session: Session, slots: dict[int, Slot], latest: int) -> Slot:
        """Return the days of a class, or why it has none."""
        if session.refused:
            return Slot(reason=session.refused)
        return (self.fixed if session.is_fixed else self.first_fit)(session, slots, latest)

    def fixed(self, session: Session, slots: dict[int, Slot], latest: int) -> Slot:
        """Return the days that the catalogue fixes, or what stands in their way; latest: the first day of a class that needs it."""
        begin, end = session.begin, session.end
        if begin is None or end is None or begin < 0 or end >= len(self.calendar.days) or end < begin:
            return Slot(reason=OUTSIDE)
        if end >= latest:
            return Slot(reason=TOO_LATE)
        before = [slots[one].days for one in session.after if one in slots]
        if any(len(one) and int(one.max()) >= begin for one in before):
            return Slot(reason=CLASH)
        gone = self.limits.leaving(session.people) <= end
        people, left = session.people[~gone], session.people[gone]
        if not len(people):
            return Slot(reason=ALL_LEFT, left=left)
        days = self.calendar.within(begin, end)
        if self.busy[np.ix_(people, np.arange(begin, end + 1))].any():
            return Slot(reason=CLASH, left=left)
        unit = self._too_many(session, people, days)
        return Slot(days, left=left) if unit == NOWHERE else Slot(reason=UNIT_AWAY, unit=unit, left=left)

    def first_fit(self, session: Session, slots: dict[int, Slot], latest: int) -> Slot:
        """Return the first days on which it can be held, before `latest`."""
        if session.length is None:
            return Slot(reason=JP_UNKNOWN)
        begin, end = _inside(session, len(self.calendar.days))
        if begin > end:
            return Slot(reason=WINDOW_OVER)
        before = [slots.get(one, Slot(reason=AFTER_UNPLACED)) for one in session.after]
        if any(one.reason for one in before):
            return Slot(reason=AFTER_UNPLACED)
        earliest = max((int(one.days.max()) + 1 for one in before), default=0)
        work = self.calendar.work
        good = (work >= max(earliest, begin)) & (work < latest) & (work <= end)
        return self._fit(session, session.length, good)

    def _fit(self, session: Session, length: int, good: NDArray[np.bool_]) -> Slot:
        """Return the first run of good days on which most of its people still serve, and those who do are free."""
        leaves = self.limits.leaving(session.people)
        ends = self.calendar.work[_runs(good, length) + length - 1]
        if not len(ends):
            return Slot(reason=WINDOW_FULL if session.has_window else NO_ROOM)
        gone_by, why = -1, Slot(reason=ALL_LEFT)
        for until in np.unique(leaves).tolist():
            if ((ends >= gone_by) & (ends < until)).any():
                found = self._run(session, session.people[leaves >= until], length, good, (gone_by, until))
                if not found.reason:
                    return Slot(found.days, left=session.people[leaves < until])
                why = found if why.reason == ALL_LEFT else why
            gone_by = until
        if why.reason == NO_ROOM and session.has_window:
            why = Slot(reason=WINDOW_FULL)
        return Slot(reason=why.reason, unit=why.unit, left=session.people[leaves <= ends[0]])

    def _run(
        self, session: Session, people: Ints, length: int, good: NDArray[np.bool_], last_day: tuple[int, int]
    ) -> Slot:
        """Return the first run that these people can take, one within a week first; last_day: from which on, and before which, it ends."""
        work = self.calendar.work
        units = self._units(session, people)
        free = good & ~self.busy[people][:, work].any(axis=0)
        for unit, count in units:
            free &= self.away[unit, work] + count <= self.limits.away[unit]
        starts = _runs(free, length)
        ends = work[starts + length - 1]
        starts = starts[(ends >= last_day[0]) & (ends < last_day[1])]
        if not len(starts):
            alone = next((unit for unit, count in units if count > self.limits.away[unit]), NOWHERE)
            return Slot(reason=NO_ROOM) if alone == NOWHERE else Slot(reason=UNIT_AWAY, unit=alone)
        together = starts[work[starts + length - 1] - work[starts] == length - 1]
        start = int((together if len(together) else starts)[0])
        return Slot(work[start : start + length])

    def _units(self, session: Session, people: Ints) -> list[tuple[int, int]]:
        """Return the known units of some people, each with how many are of it; none of a class that nobody goes away for."""
        if not session.away:
            return []
        unit, count = np.unique(self.limits.unit[people], return_counts=True)
        return [
            (one, many) for one, many in zip(unit.tolist(), count.tolist(), strict=True) if one != NOWHERE
        ]

    def _too_many(self, session: Session, people: Ints, days: Ints) -> int:
        """Return the first unit of which too many would be away on one of the days."""
        over = (
            unit
            for unit, count in self._units(session, people)
            if (self.away[unit, days] + count > self.limits.away[unit]).any()
        )
        return next(over, NOWHERE)


def _inside(session: Session, days: int) -> tuple[int, int]:
    """Return the first and the last day of a calendar of so many days on which a class may be held; the first after the last: none."""
    earliest = 0 if session.earliest is None else session.earliest
    latest = days - 1 if session.latest is None else session.latest
    return max(earliest, 0), min(latest, days - 1)


def _runs(good: NDArray[np.bool_], length: int) -> Ints:
    """Return every position from which `length` good ones follow each other."""
    if length > len(good):
        return np.empty(0, dtype=np.int64)
    total = np.concatenate([[0], np.cumsum(good)])
    return np.flatnonzero(total[length:] - total[:-length] == length).astype(np.int64)


def most_away(sizes: Ints, hundredths: int) -> Ints:
    """Return how many of each unit may be away on one day: a share of its people in hundredths of a percent, and one always."""
    return np.maximum(1, sizes * hundredths // 10_000).astype(np.int64)
