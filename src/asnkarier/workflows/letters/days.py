"""Days as Indonesian letters write them, whatever language the reports are read in."""

import re
from contextvars import copy_context
from datetime import date
from typing import Final

from asnkarier.language import activate
from asnkarier.reports.shown.numbers import long_day

_FIGURES: Final = re.compile(r"\b(?:(\d\d)-(\d\d)-(\d{4})|(\d{4})-(\d\d)-(\d\d))\b", re.ASCII)


def days_of(first: date, last: date) -> str:
    """Return `2 November 2026 s.d. 3 November 2026`, or the one day, as Indonesian letters write it."""
    return copy_context().run(_indonesian, first, last)


def _indonesian(first: date, last: date) -> str:
    activate("id")
    return long_day(first) if first == last else f"{long_day(first)} s.d. {long_day(last)}"


def with_long_days(text: str) -> str:
    """Return a text of a report with its days in figures, of either language, as a letter writes them; figures that are no day stay."""
    return _FIGURES.sub(_long, text)


def _long(match: re.Match[str]) -> str:
    day, month, year, *other = match.groups()
    year, month, day = (year, month, day) if year else other
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return match[0]
    return days_of(found, found)
