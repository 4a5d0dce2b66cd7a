"""The classes of places of a plan in one year, with the days that the calendar gives them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.training.classes.sessions import Timetable, timetable
from asnkarier.agency.training.holidays import holidays
from asnkarier.agency.training.offices import units_of
from asnkarier.agency.training.schedule import scheduled_windows
from asnkarier.analysis.careers.serving import leaving_days
from asnkarier.analysis.training.calendar.checking import require_sound
from asnkarier.analysis.training.calendar.placing import Slot, place_classes
from asnkarier.analysis.training.calendar.workdays import Workdays

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot


@dataclass(frozen=True)
class Dated:
    """The classes, the days or the reason of each, and the calendar in which they are."""

    table: Timetable
    slots: list[Slot]
    calendar: Workdays


def workdays_of(now: "Snapshot", year: int) -> Workdays:
    """Return the days of a year that are to come, without holidays and the days off of the policy."""
    first = max(date(year, 1, 1), now.as_of + timedelta(days=1))
    off = frozenset(one["tanggal"] for one in holidays(now.rulebook, year, now.as_of))
    return Workdays(first, date(year, 12, 31), now.settings.calendar.days_a_week, off)


def dated_classes(now: "Snapshot", places: pd.DataFrame, year: int, *, judged: bool = True) -> Dated:
    """Return the classes of these places (of people who count, see `following.places`), placed in this year. judged: looked at again before they are returned."""
    calendar, policy, courses = workdays_of(now, year), now.settings.calendar, now.frames["courses"]
    employees = now.people.employees
    table = timetable(
        places,
        employees["nip"].tolist(),
        units_of(now, policy.within),
        courses,
        policy,
        calendar,
        scheduled_windows(courses),
        leaving_days(employees, now.rulebook, now.as_of),
    )
    slots = place_classes(table.sessions, table.limits, calendar)
    if judged:
        require_sound(table.sessions, slots, table.limits, calendar)
    return Dated(table, slots, calendar)
