"""Figures and days as people of the active language write them: 1.234,5 and 31-12-2025, or 1,234.5 and 2025-12-31."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from asnkarier.language import _, day_pattern
from asnkarier.model.book import ColumnKind
from asnkarier.model.messages import N_
from asnkarier.reports.shown.rounding import round_one

# An example for the translator: its punctuation becomes that of every figure.
NUMBER_EXAMPLE: Final = N_("1,234.5")
MONTHS: Final = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_SHORT_LEVEL: Final = 2
_FULL_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Notation:
    """How one language writes figures and days."""

    thousands: str
    decimal: str
    day: str

    def show(self, value: Any, kind: ColumnKind) -> str:
        """Return a figure or day of a column of `kind` as text; missing is empty.

        Levels and gaps drop trailing zeros and keep two decimals, more only where two would hide that they are not whole.
        """
        if value is None:
            return ""
        if kind == "date":
            return self.show_day(value)
        if kind == "integer":
            return str(value)
        if kind in ("level", "gap", "exact"):
            return self._punctuated(_level(value, sign=kind == "gap"))
        if kind == "money":
            return self._punctuated(f"{value:,}" if isinstance(value, int) else _two_decimals(value))
        return self._punctuated(_two_decimals(value))

    def show_day(self, day: date) -> str:
        """Return a day in digits."""
        return self.day.format(y=f"{day.year:04}", m=f"{day.month:02}", d=f"{day.day:02}")

    def _punctuated(self, text: str) -> str:
        return text.replace(",", "\0").replace(".", self.decimal).replace("\0", self.thousands)


def notation() -> Notation:
    """Return the notation of the active language."""
    number = _(NUMBER_EXAMPLE)
    return Notation(number[1], number[-2], day_pattern())


def long_day(day: date) -> str:
    """Return a day with the month's name: 17 August 2025."""
    return f"{day.day} {_(MONTHS[day.month - 1])} {day.year}"


def _two_decimals(value: float) -> str:
    """Return a figure rounded as a column of a report is: a sentence and a table never show two different numbers."""
    return f"{round_one(float(value), _SHORT_LEVEL):,.2f}"


def _level(value: float, *, sign: bool) -> str:
    # A gap of -0.004 is a gap: it must not be shown as 0, nor 2.996 as 3.
    short = round(value, _SHORT_LEVEL)
    decimals = _SHORT_LEVEL if value == int(value) or short != int(short) else _FULL_LEVEL
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return f"+{text}" if sign and value > 0 else text


def local_time(stamp: str, timezone: str) -> str:
    """Return a stored moment (ISO, UTC) as the clock on the agency's wall showed it, to the minute, in the active language."""
    moment = datetime.fromisoformat(stamp).astimezone(ZoneInfo(timezone))
    return f"{notation().show_day(moment.date())} {moment:%H:%M}"
