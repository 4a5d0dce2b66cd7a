"""Date cells: texts, day numbers, and what the rest of the column says of them."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Final

from asnkarier.model.terms import normalise
from asnkarier.sheets.cells.date_column import doubted, judge_column
from asnkarier.sheets.cells.date_range import range_of
from asnkarier.sheets.cells.date_text import (
    HALF_KNOWN_YEARS,
    STYLED_SERIALS,
    compact_date,
    half_known,
    parse_date_text,
)
from asnkarier.sheets.cells.text import tidy
from asnkarier.sheets.grid import DATE, MONTH, NUMBER, TEXT
from asnkarier.sheets.results import CellContext, Result, Told, fault, told

_SERIAL_TEXT: Final = re.compile(r"[1-6]\d{4}", re.ASCII)
_NOT_ENDED: Final = re.compile(r"(?:S D |SD |SAMPAI |DENGAN )*(?:SEKARANG|SAAT INI|KINI)")
_SERIALS: Final = range(10_000, 60_001)  # what a bare number may mean in a date column: 1927 to 2064
_EPOCH_1900: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_PLAUSIBLE_YEARS: Final = range(1990, 2101)


def _epoch(context: CellContext) -> date:
    return _EPOCH_1904 if context.epoch_1904 else _EPOCH_1900


def date_parser(
    context: CellContext, texts: Iterable[str] = (), kinds: Iterable[int] = ()
) -> Callable[[str, int], Result]:
    """Return the parser of date cells; texts, kinds: the column, which may show that day and month were exchanged.

    A cell that shows a month and no day (`mmm-yy`) and holds its first day is what somebody typed as a month (Mar-27): the day is unknown, and told. Where
    another cell of the column that shows no day holds another one than the first, the days are real and only not shown.
    """
    epoch = _epoch(context)
    cells = list(texts)
    marks = [*kinds] or [TEXT] * len(cells)
    column = judge_column(cells, [DATE if kind == MONTH else kind for kind in marks], epoch)
    months_alone = all(
        _is_first(text, epoch) for text, kind in zip(cells, marks, strict=True) if kind == MONTH
    )

    def parse(text: str, kind: int) -> Result:
        if kind == MONTH:
            found = _from_serial(text, DATE, epoch)
            if months_alone and isinstance(found, date) and found.day == 1:
                return told(None, "TANGGAL-BULAN", f"{found:%m-%Y}")
            kind = DATE
        if kind in (NUMBER, DATE):
            return doubted(column, _from_serial(text, kind, epoch), text, kind)
        plain = tidy(text)
        if _SERIAL_TEXT.fullmatch(plain) and not context.epoch_1904:
            # A day number that a CSV, or a form of text cells, has made a text.
            result = _from_serial(plain, NUMBER, epoch)
            return told(result, "TANGGAL-SERIAL-TEKS", text) if isinstance(result, date) else result
        return doubted(column, parse_date_text(plain), text, kind)

    return parse


def start_date_parser(
    context: CellContext, texts: Iterable[str], kinds: Iterable[int]
) -> Callable[[str, int], Result]:
    """Return the parser of cells that hold a date, or the first and the last one of what lasted: the first."""
    parse_date = date_parser(context, texts, kinds)

    def parse(text: str, kind: int) -> Result:
        found = range_of(tidy(text)) if kind == TEXT else None
        return found[0] if found else parse_date(text, kind)

    return parse


def parse_end_of_range(text: str, kind: int) -> Result:
    """Return the last date of a cell that holds the first one too; None when it holds one date."""
    found = range_of(tidy(text)) if kind == TEXT else None
    return found[1] if found else None


def end_date_parser(
    context: CellContext, texts: Iterable[str], kinds: Iterable[int] = ()
) -> Callable[[str, int], Result]:
    """Return the parser of dates on which something ends; "sekarang" is no end."""
    parse_date = date_parser(context, texts, kinds)

    def parse(text: str, kind: int) -> Result:
        return None if kind == TEXT and _NOT_ENDED.fullmatch(normalise(text)) else parse_date(text, kind)

    return parse


def schedule_parser(
    context: CellContext, texts: Iterable[str], kinds: Iterable[int]
) -> Callable[[str, int], Result]:
    """Return the parser of cells that say when something is held: words are kept as typed, a date is written out as a day, a month as a month."""
    parse_date = date_parser(context, texts, kinds)

    def parse(text: str, kind: int) -> Result:
        if kind == MONTH:
            found = parse_date(text, kind)
            if isinstance(found, Told) and found.value is None:
                return str(found.fault.facts["value"])
        else:
            found = parse_date(text, kind) if kind == DATE else tidy(text)
        return f"{found:%d-%m-%Y}" if isinstance(found, date) else found

    return parse


def year_parser(
    context: CellContext, parse_year: Callable[[str, int], Result], *, planned: bool = False
) -> Callable[[str, int], Result]:
    """Return the parser of years; a cell that shows a date holds its year, which is told, or the year as a number.

    A year still to come is told, as what is read here has happened; not of what is `planned`.
    """
    epoch = _epoch(context)

    def parse(text: str, kind: int) -> Result:
        found = read(text, kind)
        ahead = not planned and isinstance(found, int) and found > context.as_of.year
        return told(found, "TAHUN-DEPAN", text, year=context.as_of.year) if ahead else found

    def read(text: str, kind: int) -> Result:
        if kind != DATE:
            return parse_year(text, kind)
        try:
            serial = int(float(text))
        except (ValueError, OverflowError):
            return fault("TAHUN-BENTUK", text)
        if serial in HALF_KNOWN_YEARS:
            return serial  # a year typed into a cell that a format shows as a day of 1905
        day = epoch + timedelta(days=serial) if serial in STYLED_SERIALS else None
        if day is None or day.year not in _PLAUSIBLE_YEARS:
            return fault("TAHUN-BENTUK", text)
        return told(day.year, "TAHUN-TANGGAL", f"{day:%d-%m-%Y}", year=day.year)

    return parse


def _is_first(text: str, epoch: date) -> bool:
    found = _from_serial(text, DATE, epoch)
    return not isinstance(found, date) or found.day == 1


def _from_serial(text: str, kind: int, epoch: date) -> Result:
    try:
        serial = float(text)
    except ValueError:
        return fault("TANGGAL-BENTUK", text)
    if kind == DATE and serial == 0:
        return None  # shown as 1900-01-00
    if serial in HALF_KNOWN_YEARS:
        return half_known(f"{serial:.0f}", f"{serial:.0f}")
    days = int(serial) if abs(serial) < STYLED_SERIALS.stop else -1
    if days in (STYLED_SERIALS if kind == DATE else _SERIALS):
        return epoch + timedelta(days=days)
    compact = compact_date(text) if kind == NUMBER else None
    return compact or fault("TANGGAL-SERIAL", text)
