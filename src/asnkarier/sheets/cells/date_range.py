"""The first and the last day of what lasted, in one cell: `12 s.d. 15 Maret 2020`, `28 Feb - 3 Maret 2020`."""

import re
from datetime import date
from typing import Final

from asnkarier.sheets.cells.date_text import MONTHS, parse_date_text, plain_dashes

_LEAD: Final = re.compile(r"(?:TANGGAL|TGL)\b[ .:]*|(?:SEJAK|DARI|MULAI)\b ?", re.IGNORECASE)
_UNTIL: Final = re.compile(
    r"(?<![A-Za-z])(?:s ?[./] ?d\.?|sd\.?|sampai dengan|sampai|hingga|dan|to)(?![A-Za-z])|&|(?<= )-(?= )",
    re.IGNORECASE,
)
_NAMES: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_CLOSE: Final = re.compile(
    rf"(\d{{1,2}}(?: (?:{_NAMES})\.?)?(?: \d{{4}})?)-(\d{{1,2}} (?:{_NAMES})\.? \d{{4}})", re.IGNORECASE
)
_DAY: Final = re.compile(r"\d{1,2}")
_DAY_MONTH: Final = re.compile(rf"(\d{{1,2}})[ -]?(?:({_NAMES})\.?|[/-](\d{{1,2}}))", re.IGNORECASE)


def range_of(text: str) -> tuple[date, date] | None:
    """Return both days of a tidied text; None when it holds no range, or one whose days cannot both be known."""
    plain = _LEAD.sub("", plain_dashes(text), count=1).strip() if _LEAD.match(text) else plain_dashes(text)
    halves = [part.strip(" .,;") for part in _UNTIL.split(plain)]
    if len(halves) == 1:
        close = _CLOSE.fullmatch(plain)
        halves = [close[1], close[2]] if close else halves
    if len(halves) != 2 or not all(halves):  # noqa: PLR2004 - a first and a last day
        return None
    last = parse_date_text(halves[1])
    first = _first(halves[0], last) if isinstance(last, date) else None
    return (first, last) if isinstance(last, date) and first is not None and first <= last else None


def _first(text: str, last: date) -> date | None:
    """Return the first day, whose month and year may stand only at the last one."""
    whole = parse_date_text(text)
    if isinstance(whole, date):
        return whole
    part = _DAY_MONTH.fullmatch(text)
    month = last.month
    if part:
        month = MONTHS[part[2].casefold()] if part[2] else int(part[3])
    elif not _DAY.fullmatch(text):
        return None
    try:
        return date(last.year, month, int(part[1] if part else text))
    except ValueError:
        return None
