"""The judge of calendars: every rule looked at again person by person and day by day, sharing nothing with the placing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pandas as pd

from asnkarier.analysis.training.calendar.placing import NOWHERE, Limits, Session, Slot
from asnkarier.analysis.training.calendar.window import Window
from asnkarier.analysis.training.calendar.workdays import Workdays


class CalendarViolation(RuntimeError):  # noqa: N818 - the name says what happened
    """A calendar breaks a rule that it was made under: a bug, never a fault of the data."""


def require_sound(
    sessions: Sequence[Session], slots: Sequence[Slot], limits: Limits, calendar: Workdays
) -> None:
    """Raise CalendarViolation with every sentence of `violations`."""
    found = list(violations(sessions, slots, limits, calendar))
    if found:
        raise CalendarViolation("; ".join(found))


def violations(
    sessions: Sequence[Session], slots: Sequence[Slot], limits: Limits, calendar: Workdays
) -> Iterator[str]:
    """Yield what is wrong with a calendar, in sentences for a developer."""
    for number, (session, slot) in enumerate(zip(sessions, slots, strict=True)):
        days = slot.days.tolist()
        if bool(days) == bool(slot.reason):
            yield f"class {number} has both days and a reason, or neither"
        if days:
            yield from _own_days(number, session, days, calendar)
            yield from _order(number, session, days, slots)
            yield from _serving(number, session, slot, limits)
    yield from _together(sessions, slots, limits)


def _order(number: int, session: Session, days: list[int], slots: Sequence[Slot]) -> Iterator[str]:
    for before in session.after:
        earlier = slots[before].days.tolist()
        if (earlier and max(earlier) >= min(days)) or not (earlier or session.is_fixed):
            yield f"class {number} begins before class {before} is over"


def _serving(number: int, session: Session, slot: Slot, limits: Limits) -> Iterator[str]:
    """Yield who is in a class and out of service by its last day, or left out of it without being so."""
    last, left = max(slot.days.tolist()), set(slot.left.tolist())
    leaves = [] if limits.leaves is None else limits.leaves.tolist()
    if set(session.people.tolist()) <= left:
        yield f"class {number} has days and nobody in it"
    for person in session.people.tolist():
        gone = bool(leaves) and leaves[person] <= last
        if gone and person not in left:
            yield f"person {person} of class {number} is out of service by day {last}"
        if person in left and not gone:
            yield f"person {person} is left out of class {number} and still serves on day {last}"


def _together(sessions: Sequence[Session], slots: Sequence[Slot], limits: Limits) -> Iterator[str]:
    where: dict[tuple[int, int], int] = {}
    away: dict[int, Counter[int]] = defaultdict(Counter)
    units, most = limits.unit.tolist(), limits.away.tolist()
    for number, (session, slot) in enumerate(zip(sessions, slots, strict=True)):
        for person in sorted({*session.people.tolist()} - {*slot.left.tolist()}):
            for one in slot.days.tolist():
                if where.setdefault((person, one), number) != number:
                    yield f"person {person} is in classes {where[person, one]} and {number} on day {one}"
                away[one][units[person]] += session.away
    for one, counts in away.items():
        for unit, count in counts.items():
            if unit != NOWHERE and count > most[unit]:
                yield f"{count} of unit {unit} are away on day {one}, at most {most[unit]}"


# Asked of the same few courses and periods for every place of a large plan.
@lru_cache(maxsize=8192)
def any_day(window: Window, start: date, end: date) -> bool:
    """Return whether one of the days from `start` to `end` lies in a window, looked at day by day."""
    first, last = window.first, window.last
    every = (start + timedelta(days=one) for one in range((end - start).days + 1))
    if window.every_year:
        return any(
            (first.month, first.day) <= (day.month, day.day) <= (last.month, last.day) for day in every
        )
    return any(first <= day <= last for day in every)


def last_day_of(course: Mapping[Any, Any], start: date, end: date) -> date:
    """Return the last day between these two on which a course may still go on, looked at day by day."""
    begins, stated, window = (course.get(name) for name in ("tanggal_mulai", "tanggal_selesai", "jendela"))
    return _last_day(begins, stated, window, start, end)


@lru_cache(maxsize=8192)
def _last_day(begins: Any, stated: Any, window: Window | None, start: date, end: date) -> date:
    every = [start + timedelta(days=one) for one in range((end - start).days + 1)]
    if pd.notna(stated) and (pd.isna(begins) or begins <= stated):
        may = [day for day in every if day <= stated.date()]
    else:
        may = [day for day in every if window is None or any_day(window, day, day)]
    return may[-1] if may else end


def _own_days(number: int, session: Session, days: list[int], calendar: Workdays) -> Iterator[str]:
    if min(days) < 0 or max(days) >= len(calendar.days):
        yield f"class {number} lies outside the calendar"
        return
    dates = [calendar.days[one].item() for one in days]
    if session.begin is not None and session.end is not None:
        if min(days) < session.begin or max(days) > session.end:
            yield f"class {number} leaves the days of the catalogue"
        return
    if session.earliest is not None and min(days) < session.earliest:
        yield f"class {number} begins before its window"
    if session.latest is not None and max(days) > session.latest:
        yield f"class {number} ends after its window"
    if len(days) != session.length:
        yield f"class {number} has {len(days)} days, not {session.length}"
    if any(one in calendar.off or one.weekday() >= calendar.a_week for one in dates):
        yield f"class {number} is held on a day without work"
    work = calendar.work.tolist()
    start = work.index(days[0]) if days[0] in work else len(work)
    if days != work[start : start + len(days)]:
        yield f"class {number} is interrupted"
