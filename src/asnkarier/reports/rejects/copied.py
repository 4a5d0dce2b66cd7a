"""Rows that were set aside, in a copy of the user's own sheet: its widths, styles and headings, bad cells red with a comment.

The copy is built anew around the styles of the original, so that nothing of the other rows and sheets can travel along.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Final, Literal
from xml.sax.saxutils import quoteattr

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from asnkarier.language import _
from asnkarier.reports.excel.cells import fitting
from asnkarier.reports.excel.names import sheet_name
from asnkarier.reports.rejects.guide import COMMENT_WIDTH, GUIDE, MOST_COMMENTS, Fault
from asnkarier.reports.rejects.guide_copy import add_guide, print_across
from asnkarier.reports.shown.column_layout import count_lines

CREATED: Final = "2026-01-01T00:00:00Z"  # the same rows give the same bytes on every day
_TEXT: Final = "@"
_FILL: Final = PatternFill("solid", fgColor="FFFDE7E7")
_INK: Final = "FF9C1C1C"
_EDGE: Final = Side(style="thin", color=_INK)
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LINE: Final = 15  # pixels
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MODIFIED: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
CellKind = Literal["s", "n", "b", "e"]


@dataclass(frozen=True, slots=True)
class CopyCell:
    """A cell as it stood: its raw text and kind (text, number, truth value, error); is_date: its style makes it a day."""

    text: str
    kind: CellKind
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A row of the user's file: its number there, cells and style numbers by column (from 1), problems by column index (from 0)."""

    number: int
    cells: Mapping[int, CopyCell]
    styles: Mapping[int, int] = field(default_factory=dict)
    height: float | None = None
    problems: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopySheet:
    """Title and heading rows (`top`), then the rejected rows of one sheet.

    headings: column index (from 0) -> heading. text_columns: columns (from 1) that must stay text. merges: rows and
    columns of the original (top, left, bottom, right). widths: (first column, last column, width).
    """

    name: str
    top: Sequence[CopyRow]
    rows: Sequence[CopyRow]
    headings: Mapping[int, str]
    text_columns: frozenset[int] = frozenset()
    merges: Sequence[tuple[int, int, int, int]] = ()
    widths: Sequence[tuple[int, int, float]] = ()


@dataclass(frozen=True, slots=True)
class CopyBook:
    """The rejected rows of `file`, and the style parts of its workbook."""

    file: str
    sheets: Sequence[CopySheet]
    styles: bytes
    theme: bytes | None = None
    epoch_1904: bool = False


def rejects_copy(book: CopyBook) -> bytes:
    """Return the workbook; ValueError, KeyError or TypeError when the user's styles cannot be understood."""
    taken = {_(GUIDE).lower()}
    names = [sheet_name(sheet.name or _("Data"), taken) for sheet in book.sheets]
    workbook = openpyxl.load_workbook(io.BytesIO(_skeleton(book, names)))
    faults: list[Fault] = []
    for name, sheet in zip(names, book.sheets, strict=True):
        worksheet = workbook[name]
        _fill_in(worksheet, sheet)
        found = list(_faults(name, sheet))
        _paint(worksheet, sheet)
        print_across(worksheet)
        faults += found
    _comment(workbook, faults)
    add_guide(workbook, book.file, faults)
    workbook.properties.title = book.file
    workbook.properties.creator = "asnkarier"
    return _saved(workbook)


def _skeleton(book: CopyBook, names: Sequence[str]) -> bytes:
    """Return a workbook of empty cells that bear the user's styles."""
    count = range(1, len(names) + 1)
    overrides = [("/xl/workbook.xml", f"{_KIND}.sheet.main+xml"), ("/xl/styles.xml", f"{_KIND}.styles+xml")]
    overrides += [(f"/xl/worksheets/sheet{number}.xml", f"{_KIND}.worksheet+xml") for number in count]
    relations = [(f"worksheet{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in count]
    relations.append(("styles", "styles", "styles.xml"))
    parts = {"xl/styles.xml": book.styles}
    if book.theme:
        relations.append(("theme", "theme", "theme/theme1.xml"))
        overrides.append(("/xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"))
        parts["xl/theme/theme1.xml"] = book.theme
    kinds = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="worksheet{number}"/>'
        for number, name in zip(count, names, strict=True)
    )
    parts |= {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
            f' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{kinds}</Types>'
        ).encode(),
        "_rels/.rels": _relations([("workbook", "officeDocument", "xl/workbook.xml")]),
        "xl/_rels/workbook.xml.rels": _relations(relations),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(book.epoch_1904)}"/>'
            f"<sheets>{listed}</sheets></workbook>"
        ).encode(),
    }
    for number, sheet in zip(count, book.sheets, strict=True):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet_xml(sheet).encode()
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as target:
        for part, data in parts.items():
            target.writestr(part, data)
    return archive.getvalue()


def _relations(relations: Sequence[tuple[str, str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()


def _sheet_xml(sheet: CopySheet) -> str:
    widths = "".join(
        f'<col min="{first}" max="{last}" width="{width}" customWidth="1"/>'
        for first, last, width in sheet.widths
    )
    columns = f"<cols>{widths}</cols>" if widths else ""
    return (
        f'<worksheet xmlns="{_MAIN}">{columns}<sheetData>{"".join(_rows_xml(sheet))}</sheetData></worksheet>'
    )


def _rows_xml(sheet: CopySheet) -> Iterator[str]:
    for line, row in enumerate((*sheet.top, *sheet.rows), 1):
        height = f' ht="{row.height}" customHeight="1"' if row.height is not None else ""
        columns = sorted({*row.cells, *row.styles, *(place + 1 for place in row.problems)})
        cells = "".join(
            f'<c r="{get_column_letter(column)}{line}" s="{row.styles.get(column, 0)}"/>'
            for column in columns
        )
        yield f'<row r="{line}"{height}>{cells}</row>'


def _fill_in(worksheet: Worksheet, sheet: CopySheet) -> None:
    """Put the values in, exactly as they stood: openpyxl would round a number to sixteen digits."""
    for line, row in enumerate((*sheet.top, *sheet.rows), 1):
        for column, content in row.cells.items():
            cell: Any = worksheet.cell(line, column)
            text = _CONTROLS.sub("\ufffd", fitting(content.text)[0]) if content.kind == "s" else content.text
            cell._value, cell.data_type = text, content.kind  # noqa: SLF001 - the setter converts
    for column in sheet.text_columns:
        worksheet.column_dimensions[get_column_letter(column)].number_format = _TEXT
        for line in range(len(sheet.top) + 1, len(sheet.top) + len(sheet.rows) + 1):
            worksheet.cell(line, column).number_format = _TEXT
    lines = {row.number: line for line, row in enumerate((*sheet.top, *sheet.rows), 1)}
    for top, left, bottom, right in sheet.merges:
        # Ranges of the headings only: below, each row must be able to stand alone.
        if bottom in lines and lines[bottom] <= len(sheet.top):
            worksheet.merge_cells(
                start_row=lines[top], start_column=left, end_row=lines[bottom], end_column=right
            )
    worksheet.freeze_panes = f"A{len(sheet.top) + 1}"


def _faults(name: str, sheet: CopySheet) -> Iterator[Fault]:
    for line, row in enumerate(sheet.rows, len(sheet.top)):
        for place, reasons in sorted(row.problems.items()):
            content = row.cells.get(place + 1)
            found = content.text if content else ""
            heading = sheet.headings.get(place, "")
            yield Fault(name, line, place, row.number, heading, found, tuple(reasons))


def _paint(worksheet: Worksheet, sheet: CopySheet) -> None:
    """Make the bad cells red, and text, so that what is typed there stays as typed; a day keeps the style that makes it one."""
    for line, row in enumerate(sheet.rows, len(sheet.top) + 1):
        for place in row.problems:
            cell = worksheet.cell(line, place + 1)
            font: Any = copy(cell.font)
            font.color = _INK
            cell.font = font
            cell.fill = _FILL
            cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
            content = row.cells.get(place + 1)
            if content is None or not content.is_date:
                cell.number_format = _TEXT


def _comment(workbook: Workbook, faults: Sequence[Fault]) -> None:
    for fault in faults[:MOST_COMMENTS]:
        text = _CONTROLS.sub("\ufffd", fitting("\n\n".join(fault.reasons))[0])
        height = max(4, count_lines(text, COMMENT_WIDTH, len) + 1) * _LINE
        cell = workbook[fault.sheet].cell(fault.row + 1, fault.column + 1)
        cell.comment = Comment(text, "asnkarier", height=height, width=320)


class _InMemory(ExcelWriter):
    """Writes each sheet straight into the archive; a temporary file would hold people's data and outlive a kill."""

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet, as the library does it but for the file."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - part of the library's own way
        content = io.BytesIO()
        writer = WorksheetWriter(ws, content)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001
        self._archive.writestr(ws.path[1:], content.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)


def _saved(workbook: Workbook) -> bytes:
    """Return the bytes of the workbook, without the moment at which they were made."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED) as archive:
        _InMemory(workbook, archive).save()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + CREATED.encode() + rb"\g<3>", data)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, data)
    return fixed.getvalue()
