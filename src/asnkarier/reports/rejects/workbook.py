"""Rows that were set aside, under their own headings, each bad cell red with its reason: mend them here and import this file."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import unescape
from zipfile import BadZipFile, ZipFile

import numpy as np
from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from asnkarier.language import _
from asnkarier.reports.excel.cells import CellValue, fitting
from asnkarier.reports.excel.formats import HEAD, ROW_HEIGHT, Formats, text_units
from asnkarier.reports.excel.names import sheet_name
from asnkarier.reports.excel.stream import StreamedColumn, StreamedWorksheet
from asnkarier.reports.excel.written import checked
from asnkarier.reports.files import Archive, scratch
from asnkarier.reports.rejects.guide import COMMENT_WIDTH, GUIDE, MOST_COMMENTS, Fault, write_guide
from asnkarier.reports.shown.column_layout import count_lines
from asnkarier.reports.shown.labels import Tone
from asnkarier.reports.shown.values import Values

MOST_ROWS: Final = 1_048_576
_CREATED: Final = datetime(2026, 1, 1, tzinfo=UTC)  # the same rows give the same bytes on every day
_RED: Final = {"bg_color": "#FDE7E7", "font_color": "#9C1C1C", "border": 1, "border_color": "#9C1C1C"}
_WIDEST: Final = 40
_A4: Final = 9
_SAMPLE: Final = 500
_LARGEST_CORE: Final = 65_536
_TITLE: Final = re.compile(
    "<dc:title(?: [^<>]*)?>([^<]*)<"
)  # a library may declare the namespace at the element itself

_Raw = tuple[str | None, Tone]  # a text as it stands in the user's file, and how its cell is to look


@dataclass(frozen=True, slots=True)
class RejectRow:
    """A row as it stands in the user's file: its number there, its raw texts, and what is wrong by column index (from 0)."""

    row_number: int
    cells: Sequence[str | None]
    problems: Mapping[int, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RejectSheet:
    """The rejected rows of one sheet of `file`, and the texts of its heading rows."""

    file: str
    sheet_name: str
    header_rows: Sequence[Sequence[str]]
    rows: Sequence[RejectRow]


def written_for(path: Path) -> str | None:
    """Return the file whose rows the rejects workbook at `path` holds, None unless it is as this program wrote it.

    Every other program notes when it saves.
    """
    try:
        with ZipFile(path) as archive, archive.open("docProps/core.xml") as part:
            core = part.read(_LARGEST_CORE).decode()
    except (OSError, BadZipFile, KeyError, ValueError, RuntimeError, NotImplementedError, zlib.error):
        return None
    title = _TITLE.search(core)
    unchanged = f">{_CREATED:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>" in core
    return unescape(title[1]) if unchanged and title else None


def rejects_workbook(*sheets: RejectSheet, most_rows: int = MOST_ROWS) -> bytes:
    """Return the workbook. All its cells are text: no program shall turn a NIP or a date into a number."""
    file = sheets[0].file
    archive = Archive()
    with scratch() as folder:
        workbook = Workbook(
            archive, {"strings_to_formulas": False, "strings_to_urls": False, "tmpdir": folder}
        )
        workbook.set_properties({"title": file, "created": _CREATED})
        formats = Formats(workbook)
        taken = {_(GUIDE).lower()}
        faults: list[Fault] = []
        for sheet in sheets:
            room = most_rows - max(len(sheet.header_rows), 1)
            for first in range(0, max(len(sheet.rows), 1), room):
                rows = sheet.rows[first : first + room]
                name = sheet_name(sheet.sheet_name or _("Data"), taken)
                worksheet = workbook.add_worksheet(name, StreamedWorksheet)
                _write_part(worksheet, formats, sheet.header_rows, rows)
                faults += _faults(name, sheet.header_rows, rows)
        _comment(workbook, faults)
        write_guide(workbook, formats, file, faults)
        try:
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
    return archive.getvalue()


def _write_part(
    worksheet: Any, formats: Formats, header: Sequence[Sequence[str]], rows: Sequence[RejectRow]
) -> None:
    """Write heading rows and rows; the first heading row is the worksheet's own, the others stand among the rows."""
    text = formats.look(num_format="@")
    heading = formats.look(num_format="@", bold=True, bg_color=HEAD, bottom=1)
    looks = {"plain": text, "muted": heading, "bad": formats.look(num_format="@", **_RED)}
    top, more = (header[0], header[1:]) if header else ((), ())
    count = max(
        1, *map(len, header), *(max(len(row.cells), max(row.problems, default=-1) + 1) for row in rows), 0
    )
    columns = []
    # A title alone in its row runs over the columns beside it.
    headings = [line for line in header if sum(map(bool, line)) > 1]
    for place in range(count):
        cells: list[_Raw] = [(_at(line, place), "muted") for line in more]
        cells += [(_at(row.cells, place), "bad" if place in row.problems else "plain") for row in rows]
        title = _at(top, place) or ""
        sample = [content for content, _tone in cells[len(more) : len(more) + _SAMPLE]]
        columns.append(
            StreamedColumn(title, heading, _factorised(cells), _cell, lambda cell: looks[cell.tone])
        )
        worksheet.set_column(place, place, _width([*(_at(line, place) for line in headings), *sample]), text)
    worksheet.set_default_row(ROW_HEIGHT)
    worksheet.stream(columns, 0, len(more) + len(rows), ROW_HEIGHT)
    worksheet.freeze_panes(1 + len(more), 0)
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    worksheet.set_paper(_A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(0, len(more))


def _at(cells: Sequence[str | None], place: int) -> str | None:
    return cells[place] if place < len(cells) else None


def _cell(raw: _Raw) -> CellValue:
    text, tone = raw
    return CellValue(fitting(text)[0] if text else None, tone)


def _factorised(cells: Sequence[_Raw]) -> Values:
    places: dict[_Raw, int] = {}
    codes = [places.setdefault(cell, len(places)) for cell in cells]
    return Values([*places, (None, "plain")], np.array(codes, dtype=np.intp))


def _width(texts: Sequence[object]) -> float:
    widest = max((text_units(text) for text in texts if isinstance(text, str)), default=0)
    return min(max(widest + 2, 8), _WIDEST)


def _faults(name: str, header: Sequence[Sequence[str]], rows: Sequence[RejectRow]) -> Iterator[Fault]:
    """Yield every fault with its place in the new workbook."""
    for line, row in enumerate(rows, max(len(header), 1)):
        for place, reasons in sorted(row.problems.items()):
            column = next((text for line_of in reversed(header) if (text := _at(line_of, place))), None)
            found = _at(row.cells, place) or ""
            yield Fault(name, line, place, row.row_number, column or "", found, tuple(reasons))


def _comment(workbook: Workbook, faults: Sequence[Fault]) -> None:
    """Put the reasons on the red cells."""
    size = {"author": "asnkarier", "x_scale": 2.4, "font_size": 9}
    for fault in faults[:MOST_COMMENTS]:
        worksheet = workbook.get_worksheet_by_name(fault.sheet)
        text = fitting("\n\n".join(fault.reasons))[0]
        height = max(1.0, count_lines(text, COMMENT_WIDTH, len) / 4)
        code = worksheet.write_comment(fault.row, fault.column, text, size | {"y_scale": height})
        checked(code, worksheet, fault.row, fault.column)
