"""Dates, day first always, in the spellings of Indonesian offices; a two-digit year is never guessed."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from asnkarier.model.terms import normalise
from asnkarier.sheets.cells.text import tidy
from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.results import CellContext, Result, Told, fault, told

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari pebruari febr pebr feb peb february", "maret mar mrt march", "april apr", "mei may", "juni jun june",
            "juli jul july", "agustus agust agus agu ags agt agst aug august", "september sep sept", "oktober okt october oct",
            "november nopember nov nop", "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME: Final = r"(?:(?:[ T]+|, *)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?(?:WIB|WITA|WIT))?)?"
# A moment in another zone may be another day here: only midnight UTC written as such is taken as the day it names.
_MIDNIGHT: Final = r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)"
_ISO: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:{_MIDNIGHT}|{_TIME})", re.IGNORECASE)
_NUMERIC: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}}) ?([-/. ]) ?(\d{{1,2}}) ?[-/. ] ?(\d{{1,4}}){_TIME}(?!\d)", re.IGNORECASE
)
_WORDED: Final = re.compile(
    rf"(?<!\d)(\d{{1,2}})[- ./]*([A-Za-z]+)[- ./,']*(\d{{1,4}}){_TIME}(?!\d)", re.IGNORECASE
)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_COMPACT_DAY_FIRST: Final = re.compile(r"(\d{2})(\d{2})(\d{4})")
_SERIAL_TEXT: Final = re.compile(r"[1-6]\d{4}", re.ASCII)
_DIGIT: Final = re.compile(r"\d")
_YEARS: Final = range(1900, 2101)
_YEAR_DIGITS: Final = 4
_NOT_ENDED: Final = re.compile(r"(?:S D |SD |SAMPAI |DENGAN )*(?:SEKARANG|SAAT INI|KINI)")
_DASHES: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)  # of word processors
_TWELVE: Final = 12
_SERIALS: Final = range(10_000, 60_001)  # what a bare number may mean in a date column: 1927 to 2064
_STYLED_SERIALS: Final = range(
    61, 109_575
)  # 1 March 1900 to 31 December 2199; before it the 1900 epoch has no true days
_EPOCH_1900: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)


def date_parser(context: CellContext, texts: Iterable[str] = ()) -> Callable[[str, int], Result]:
    """Return the parser of date cells; texts: the column, which may show that a program put the month first."""
    month_first = _puts_month_first(texts)
    epoch = _EPOCH_1904 if context.epoch_1904 else _EPOCH_1900

    def parse(text: str, kind: int) -> Result:
        if kind in (NUMBER, DATE):
            return _from_serial(text, kind, epoch)
        plain = tidy(text)
        if _SERIAL_TEXT.fullmatch(plain) and not context.epoch_1904:
            # A day number that a CSV, or a form of text cells, has made a text.
            result = _from_serial(plain, NUMBER, epoch)
            return told(result, "TANGGAL-SERIAL-TEKS", text) if isinstance(result, date) else result
        result = parse_date_text(plain)
        return _doubted(result, text) if month_first else result

    return parse


def end_date_parser(context: CellContext, texts: Iterable[str]) -> Callable[[str, int], Result]:
    """Return the parser of dates on which something ends; "sekarang" is no end."""
    parse_date = date_parser(context, texts)

    def parse(text: str, kind: int) -> Result:
        return None if kind == TEXT and _NOT_ENDED.fullmatch(normalise(text)) else parse_date(text, kind)

    return parse


def _puts_month_first(texts: Iterable[str]) -> bool:
    """Return whether more dates make sense only with the month first (12/31/2019) than only with the day first."""
    balance = 0
    for text in texts:
        match = _NUMERIC.search(text)
        if match and len(match[4]) == _YEAR_DIGITS:
            balance += (int(match[1]) <= _TWELVE < int(match[3])) - (int(match[3]) <= _TWELVE < int(match[1]))
    return balance > 0


def _doubted(result: Result, text: str) -> Result:
    """Return the fault of a date that is another day with the month first, as its column has it; else the result."""
    found = result.value if isinstance(result, Told) else result
    match = _NUMERIC.search(tidy(text))
    if not isinstance(found, date) or match is None or found.day > _TWELVE or found.day == found.month:
        return result
    other = date(found.year, found.day, found.month)
    return fault("TANGGAL-RANCU", text, first=found.isoformat(), second=other.isoformat())


def _from_serial(text: str, kind: int, epoch: date) -> Result:
    try:
        serial = float(text)
    except ValueError:
        return fault("TANGGAL-BENTUK", text)
    if kind == DATE and serial == 0:
        return None  # shown as 1900-01-00
    days = int(serial) if abs(serial) < _STYLED_SERIALS.stop else -1
    if days in (_STYLED_SERIALS if kind == DATE else _SERIALS):
        return epoch + timedelta(days=days)
    compact = _compact(text) if kind == NUMBER else None
    return compact or fault("TANGGAL-SERIAL", text)


def parse_date_text(text: str) -> Result:
    """Return the one date in a tidied text, or the fault; words around it that hold no digits are passed over."""
    text = text.translate(_DASHES)
    iso = _ISO.fullmatch(text)
    if iso:
        return _date(text, iso[3], iso[2], iso[1])
    compact = _compact(text)
    if compact:
        return compact
    found = _search(text)
    if found is None:
        return fault("TANGGAL-BENTUK", text)
    start, end, day, month, year = found
    before, after = text[:start], text[end:]
    if _DIGIT.search(before) or _DIGIT.search(after):
        return fault("TANGGAL-DUA", text)
    result = _date(text, day, month, year)
    if isinstance(result, date) and after.strip(" .,;)'"):
        return told(result, "TANGGAL-TAMBAHAN", text)
    return result


def _search(text: str) -> tuple[int, int, str, str, str] | None:
    match = _NUMERIC.search(text)
    if match:
        return match.start(), match.end(), match[1], match[3], match[4]
    for match in _WORDED.finditer(text):
        month = MONTHS.get(match[2].casefold())
        if month:
            return match.start(), match.end(), match[1], str(month), match[3]
    return None


def _date(text: str, day: str, month: str, year: str) -> Result:
    if len(year) != _YEAR_DIGITS:
        return fault("TANGGAL-TAHUN-PENDEK", text)
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        if int(day) == int(month) == 0:
            return None
        return fault("TANGGAL-MUSTAHIL", text)
    return found if found.year in _YEARS else fault("TANGGAL-MUSTAHIL", text)


def _compact(text: str) -> date | None:
    """Return the date of eight digits, year first or day first; a plausible year makes the two exclude each other."""
    match = _COMPACT.fullmatch(text)
    parts = (match[1], match[2], match[3]) if match else None
    for year, month, day in filter(None, (parts, _day_first(text))):
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if found.year in _YEARS:
            return found
    return None


def _day_first(text: str) -> tuple[str, str, str] | None:
    match = _COMPACT_DAY_FIRST.fullmatch(text)
    return (match[3], match[2], match[1]) if match else None
