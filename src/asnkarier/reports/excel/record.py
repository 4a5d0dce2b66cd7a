"""A sheet of one row as a list of facts, label beside value: on the cover when it is short, else on a worksheet."""

from typing import Any, Final

from xlsxwriter import Workbook

from asnkarier.language import _
from asnkarier.model.book import Book, Column, Record
from asnkarier.reports.excel.cells import CellValue, cell_maker
from asnkarier.reports.excel.formats import Formats, row_height
from asnkarier.reports.excel.printing import set_up_page
from asnkarier.reports.excel.sheets import cell_lines
from asnkarier.reports.excel.written import put
from asnkarier.reports.shown.labels import Tone
from asnkarier.reports.shown.values import column_values

MOST_FACTS_ON_COVER: Final = 12
_WIDTHS: Final = (36, 60)


def write_record(workbook: Workbook, formats: Formats, book: Book, sheet: Record, name: str) -> None:
    """Write `sheet` as a worksheet of two columns."""
    worksheet = workbook.add_worksheet(name)
    for place, width in enumerate(_WIDTHS):
        worksheet.set_column(place, place, width)
    for row, column in enumerate(sheet.columns):
        cell = fact(sheet, column)
        put(worksheet, row, 0, _(column.label), formats.cell("text", wrap=True))
        put(
            worksheet,
            row,
            1,
            cell.content,
            formats.cell(column.kind, cell.tone, wrap=True, left=True, content=cell.content),
        )
        worksheet.set_row(row, row_height(cell_lines(cell.content, _WIDTHS[1])))
    set_up_page(worksheet, book, _(sheet.title), landscape=False)


def fact(sheet: Record, column: Column) -> CellValue:
    """Return the one value of `column` as a cell; a gap has the tone of its sign."""
    (value,) = column_values(sheet.rows, column).spread(lambda value: value)
    cell = cell_maker(column)(value)
    return cell._replace(tone=_tone(column, cell, value))


def _tone(column: Column, cell: CellValue, value: Any) -> Tone:
    if column.kind == "gap" and value:
        return "bad" if value < 0 else "extra"
    return "bad" if cell.cut else cell.tone
