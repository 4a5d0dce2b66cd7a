"""The guide sheet again, for a workbook that is a copy of the user's own."""

from collections.abc import Sequence
from typing import Final

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from asnkarier.language import _
from asnkarier.reports.excel.cells import fitting
from asnkarier.reports.rejects.guide import (
    GUIDE,
    LABELS,
    MOST_LINES,
    STEPS,
    WIDTHS,
    Fault,
    fault_height,
    frequent,
    guide_title,
    summary_height,
    unlisted,
)

_ACCENT: Final = "FF1F4E79"
_HEAD: Final = PatternFill("solid", fgColor="FFE3EAF2")
_FONT: Final = "Calibri"
_TOP: Final = Alignment(vertical="top")
_WRAP: Final = Alignment(wrap_text=True, vertical="top")


def add_guide(workbook: Workbook, file: str, faults: Sequence[Fault]) -> None:
    """Add the guide as the last sheet: the steps, the reasons by how often they occur, every bad cell with a link to it."""
    worksheet = workbook.create_sheet(_(GUIDE))
    worksheet.sheet_view.showGridLines = False
    for column, width in enumerate(WIDTHS, 1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    _put(worksheet, 1, 1, guide_title(file), Font(name=_FONT, bold=True, size=14, color=_ACCENT))
    for line, step in enumerate(STEPS, 3):
        _put(worksheet, line, 1, _(step), Font(name=_FONT, size=10))
    line = len(STEPS) + 4
    _head(worksheet, line, (_("Times"), _("What is wrong, and what to do")))
    for reason, count in frequent(faults):
        line += 1
        _put(worksheet, line, 1, count, Font(name=_FONT, size=10))
        _put(worksheet, line, 2, reason, Font(name=_FONT, size=10))
        worksheet.merge_cells(start_row=line, start_column=2, end_row=line, end_column=len(WIDTHS))
        worksheet.cell(line, 2).alignment = _WRAP
        # Cells that run over several columns do not grow by themselves.
        worksheet.row_dimensions[line].height = summary_height(reason)
    _list_faults(worksheet, faults, line + 2)
    print_across(worksheet)


def print_across(worksheet: Worksheet) -> None:
    """Let a sheet be printed on A4 in landscape, all columns on one page."""
    worksheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    worksheet.page_setup.orientation = Worksheet.ORIENTATION_LANDSCAPE
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _list_faults(worksheet: Worksheet, faults: Sequence[Fault], line: int) -> None:
    _head(worksheet, line, [_(label) for label in LABELS])
    for number, fault in enumerate(faults[:MOST_LINES], line + 1):
        _put(
            worksheet, number, 1, fault.address, Font(name=_FONT, size=10, color=_ACCENT, underline="single")
        )
        place = f"A{number}"
        worksheet.cell(number, 1).hyperlink = Hyperlink(ref=place, location=fault.place)
        contents: tuple[str | int, ...] = (
            fault.original_row,
            fault.heading,
            fault.found,
            "\n".join(fault.reasons),
        )
        for column, content in enumerate(contents, 2):
            _put(worksheet, number, column, content, Font(name=_FONT, size=10))
            worksheet.cell(number, column).alignment = _WRAP
        worksheet.row_dimensions[number].height = fault_height(fault)
    if more := unlisted(faults):
        _put(worksheet, line + 1 + MOST_LINES, 1, more, Font(name=_FONT, size=10, italic=True))


def _head(worksheet: Worksheet, line: int, labels: Sequence[str]) -> None:
    for column, label in enumerate(labels, 1):
        _put(worksheet, line, column, label, Font(name=_FONT, bold=True, size=10))
        worksheet.cell(line, column).fill = _HEAD


def _put(worksheet: Worksheet, line: int, column: int, content: str | int, font: Font) -> None:
    cell = worksheet.cell(line, column)
    if isinstance(content, str):
        # A text that begins with an equals sign stays a text.
        text = "".join(
            letter if letter >= " " or letter in "\n\t" else "\ufffd" for letter in fitting(content)[0]
        )
        cell.value = text
        cell.data_type = "s"
    else:
        cell.value = content
    cell.font = font
    cell.alignment = _TOP
