"""Days from and to as one text of a letter."""

from contextvars import copy_context
from datetime import date

from asnkarier.language import activate
from asnkarier.reports.shown.numbers import long_day


def days_of(first: date, last: date) -> str:
    """Return `2 November 2026 s.d. 3 November 2026`, or the one day, as Indonesian letters write it."""
    return copy_context().run(_indonesian, first, last)


def _indonesian(first: date, last: date) -> str:
    activate("id")
    return long_day(first) if first == last else f"{long_day(first)} s.d. {long_day(last)}"
