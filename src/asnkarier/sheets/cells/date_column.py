"""What a whole column shows of its dates: that a program put the month first, or moved midnight to another zone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from asnkarier.sheets.cells.date_text import NUMERIC, STYLED_SERIALS, YEAR_DIGITS
from asnkarier.sheets.cells.text import tidy
from asnkarier.sheets.grid import DATE, TEXT
from asnkarier.sheets.results import Fault, Result, Told, fault

_TWELVE: Final = 12
_DAY: Final = 86_400
_AM_PM: Final = re.compile(r"\d ?[AP]\.?M\b", re.IGNORECASE)
_CLOCK: Final = re.compile(r"[T ,](\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?=[^\d:]|\Z)")
# Midnight of Papua, Sulawesi and Java (before 1964 half an hour apart) on the clock of UTC, and a second's rounding before midnight.
_SHIFTED: Final = tuple(int(hour * 3600) for hour in (15, 16, 16.5, 17))
_NEAR: Final = 600
_BEFORE_MIDNIGHT: Final = 120


@dataclass(frozen=True, slots=True)
class DateColumn:
    """month_first: texts put the month before the day. swapped: real dates may have been read so. shifted: see `_is_shifted`."""

    month_first: bool = False
    swapped: bool = False
    shifted: bool = False


def judge_column(texts: Iterable[str], kinds: Iterable[int], epoch: date) -> DateColumn:
    """Return what the distinct cells of a date column show together; without kinds all of them are texts."""
    cells = list(texts)
    kinds = [*kinds] or [TEXT] * len(cells)
    words = [text for text, kind in zip(cells, kinds, strict=True) if kind == TEXT]
    serials = [
        found
        for text, kind in zip(cells, kinds, strict=True)
        if kind == DATE and (found := _serial(text)) is not None
    ]
    day_first, ambiguous, month_first = _count(words)
    says_am = any(_AM_PM.search(text) for text in words)
    puts_month_first = month_first > day_first or (month_first == day_first and says_am)
    days = [epoch + timedelta(days=int(serial)) for serial in serials if int(serial) in STYLED_SERIALS]
    # A program of another country turns what it can read into dates, day and month exchanged, and leaves the rest as text.
    left_over = puts_month_first or (day_first > 0 and not ambiguous)
    is_swapped = (
        bool(days)
        and left_over
        and all(day.day <= _TWELVE for day in days)
        and any(day.day > 1 for day in days)
    )
    return DateColumn(puts_month_first, is_swapped, _is_shifted(serials, words))


def _serial(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _count(texts: Sequence[str]) -> tuple[int, int, int]:
    """Return how many dates make sense only with the day first, either way, and only with the month first."""
    counts = [0, 0, 0]
    for text in texts:
        match = NUMERIC.search(text)
        if match and len(match[4]) == YEAR_DIGITS:
            first, second = int(match[1]), int(match[3])
            if first <= _TWELVE and second <= _TWELVE:
                counts[1] += first != second
            else:
                counts[0] += _is_day(match[4], second, first)
                counts[2] += _is_day(match[4], first, second)
    return counts[0], counts[1], counts[2]


def _is_day(year: str, month: int, day: int) -> bool:
    """Return whether there is such a day: 31-02-2020 is left as text by every program, and shows nothing."""
    try:
        date(int(year), month, day)
    except ValueError:
        return False
    return True


def _is_shifted(serials: Sequence[float], words: Sequence[str]) -> bool:
    """Return whether every cell with a time of day shows one that midnight has on another clock."""
    times = [seconds for serial in serials if (seconds := _seconds(serial))]
    times += [seconds for text in words if (seconds := _clock(text))]
    return bool(times) and all(_is_moved_midnight(seconds) for seconds in times)


def _seconds(serial: float) -> int:
    return round(serial % 1 * _DAY) % _DAY


def _clock(text: str) -> int:
    match = _CLOCK.search(text)
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0) if match else 0


def _is_moved_midnight(seconds: int) -> bool:
    return seconds >= _DAY - _BEFORE_MIDNIGHT or any(abs(seconds - hour) <= _NEAR for hour in _SHIFTED)


def doubted(column: DateColumn, result: Result, text: str, kind: int) -> Result:
    """Return the fault of a date that may be another day by what its column shows; else the result."""
    if not (column.shifted or (column.month_first if kind == TEXT else column.swapped)):
        return result  # almost every column
    found = result.value if isinstance(result, Told) else result
    if not isinstance(found, date):
        return result
    serial = _serial(text) if kind == DATE else None
    seconds = _clock(text) if kind == TEXT else _seconds(serial or 0.0)
    if column.shifted and seconds and _is_moved_midnight(seconds):
        clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
        following = (found + timedelta(days=1)).isoformat()
        return Fault(
            "TANGGAL-ZONA",
            {
                "value": f"{found:%d-%m-%Y} {clock}",
                "clock": clock,
                "first": found.isoformat(),
                "second": following,
            },
        )
    is_numeric = NUMERIC.search(tidy(text)) is not None if kind == TEXT else kind == DATE
    in_doubt = column.month_first if kind == TEXT else column.swapped
    if not in_doubt or not is_numeric or found.day > _TWELVE or found.day == found.month:
        return result
    other = date(found.year, found.day, found.month)
    shown = text if kind == TEXT else f"{found:%d-%m-%Y}"
    return fault("TANGGAL-RANCU", shown, first=found.isoformat(), second=other.isoformat())
