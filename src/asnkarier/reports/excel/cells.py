"""Values of a report as workbook cells: text stays text, figures and days are real numbers, nothing is a formula."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from asnkarier.language import message
from asnkarier.model.book import Column
from asnkarier.model.messages import N_
from asnkarier.reports.shown.display import shower
from asnkarier.reports.shown.labels import Tone
from asnkarier.reports.shown.safe_text import encodable

LONGEST_TEXT: Final = 32_767  # UTF-16 units in one cell
_LONGEST_INTEGER: Final = 10**15  # a spreadsheet keeps 15 digits
_DAY_ZERO: Final = date(1899, 12, 30)
_FIRST_SAFE_DAY: Final = date(1900, 3, 1)  # before it spreadsheets count a day that never was
_PLAIN: Final = frozenset({"text", "nip"})
_FIGURES: Final = frozenset({"integer", "number", "percent", "money", "level", "gap", "exact"})


class CellValue(NamedTuple):
    """What stands in a cell: a text, a number or nothing; its tone; whether a text had to be cut."""

    content: str | int | float | None
    tone: Tone = "plain"
    cut: bool = False


def cell_maker(column: Column) -> Callable[[Any], CellValue]:
    """Return the function that makes a cell out of a value of `column`."""
    if column.kind in _FIGURES:
        return _figure
    show = shower(column)
    if column.kind == "date":
        return lambda day: CellValue(
            day_number(day) if day and day >= _FIRST_SAFE_DAY else show(day).text or None
        )

    plain_text = column.kind in _PLAIN

    def text_cell(value: Any) -> CellValue:
        # Almost every text is like this; the long way round costs ten times as much.
        if (
            plain_text
            and type(value) is str
            and value
            and value.isascii()
            and value.isprintable()
            and len(value) <= LONGEST_TEXT
        ):
            return CellValue(value)
        shown = show(value)
        text, cut = fitting(shown.text)
        return CellValue(text or None, shown.tone, cut)

    return text_cell


def day_number(day: date) -> int:
    """Return the serial number of a day in the 1900 date system."""
    return (day - _DAY_ZERO).days


def fitting(text: str) -> tuple[str, bool]:
    """Return `text` as it fits into one cell, and whether it was cut; the cut says so itself."""
    text = encodable(text)
    units = utf16_length(text)
    if units <= LONGEST_TEXT:
        return text, False
    mark = message(N_(" … [cut: {count} characters; whole in CSV and JSON]"), count=len(text))
    kept = text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - utf16_length(mark))]
    return kept.decode("utf-16-le", "ignore") + mark, True


def utf16_length(text: str) -> int:
    """Return the length of `text` as spreadsheet programs count it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _figure(value: float | None) -> CellValue:
    if isinstance(value, int) and abs(value) >= _LONGEST_INTEGER:
        return CellValue(str(value))
    return CellValue(value)
