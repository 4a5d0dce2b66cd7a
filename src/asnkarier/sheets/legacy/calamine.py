"""`.xls`, `.xlsb` and `.ods` into sheets, inside the child process: values from calamine, marks from the bare records."""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final

import python_calamine as calamine

from asnkarier.sheets.legacy import biff, ods, xlsb
from asnkarier.sheets.legacy import marks as mark_kinds
from asnkarier.sheets.legacy.marks import Marks, address
from asnkarier.sheets.legacy.ole import workbook_stream
from asnkarier.sheets.legacy.pages import BOOL, DATE, ERROR, FORMULA, NUMBER, TEXT, Book, Page
from asnkarier.sheets.parts.archive import Archive, part_key
from asnkarier.sheets.parts.relations import read_relations
from asnkarier.sheets.refusal import RefusedError

_EPOCHS: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 - sheets know no zones
_DAY: Final = timedelta(days=1)
_EXACT: Final = 1e15
_DURATION: Final = re.compile(r"-?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", re.ASCII)
_REFUSED: Final = {"xls": "BERKAS-XLS", "xlsb": "BERKAS-XLSB", "ods": "BERKAS-ODS"}
_LONGEST: Final = 120
Scan = Callable[[Sequence[Marks]], bool]


def read_legacy(path: Path, form: str) -> Book:
    """Return the worksheets of a file; RefusedError when it is locked, damaged, or read differently in two ways."""
    try:
        scan = _SCANS[form](path)
        # From a path, the library would go by the suffix.
        with _opened(path, form) as file, calamine.CalamineWorkbook.from_filelike(file) as workbook:
            return _book(workbook, scan)
    except calamine.PasswordError as error:
        raise RefusedError("BERKAS-TERKUNCI") from error
    except (struct.error, IndexError, KeyError) as error:
        raise RefusedError(_REFUSED[form], reason="damaged records") from error
    except calamine.CalamineError as error:
        raise RefusedError(_REFUSED[form], reason=str(error)[:_LONGEST]) from error


def _opened(path: Path, form: str) -> BinaryIO:
    """Return the file's bytes; of an `.xlsb` with cells that the library passes over, with those cells written in full."""
    if form == "xlsb":
        with Archive(path) as archive:
            parts = {
                target: whole
                for target in _sheet_parts(archive)
                if (whole := xlsb.lengthened(_part(archive, target)))
            }
        if parts:
            return _with_parts(path, {part_key(name): data for name, data in parts.items()})
    return path.open("rb")


def _sheet_parts(archive: Archive) -> list[str]:
    targets, kinds = read_relations(archive, "xl/workbook.bin")
    return [targets[name] for name, kind in kinds.items() if kind == "worksheet"]


def _part(archive: Archive, name: str) -> bytes:
    return b"".join(archive.stream(name))


def _with_parts(path: Path, parts: Mapping[str, bytes]) -> BinaryIO:
    """Return the zip with some of its parts exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, parts.get(part_key(entry.filename)) or old.read(entry))
    out.seek(0)
    return out


def _book(workbook: calamine.CalamineWorkbook, scan: Scan) -> Book:
    sheets = [workbook.get_sheet_by_index(place) for place in _worksheets(workbook)]
    every = [Marks(0, 0) for _ in workbook.sheets_metadata]
    for place, sheet in zip(_worksheets(workbook), sheets, strict=True):
        every[place] = Marks(*_extent(sheet))
    epoch_1904 = scan(every)
    pages = []
    for place, sheet in zip(_worksheets(workbook), sheets, strict=True):
        visible = workbook.sheets_metadata[place].visible == calamine.SheetVisibleEnum.Visible
        pages.append(_page(sheet, every[place], _EPOCHS[epoch_1904], hidden=not visible))
    return Book(pages, epoch_1904)


def _worksheets(workbook: calamine.CalamineWorkbook) -> list[int]:
    kind = calamine.SheetTypeEnum.WorkSheet
    return [place for place, sheet in enumerate(workbook.sheets_metadata) if sheet.typ == kind]


def _extent(sheet: calamine.CalamineSheet) -> tuple[int, int]:
    return (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)


def _page(sheet: calamine.CalamineSheet, marks: Marks, epoch: datetime, *, hidden: bool) -> Page:
    page = Page(sheet.name, hidden, hidden_rows=sorted(set(marks.hidden_rows)), merges=marks.merges)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        page.merges.append((top + 1, left + 1, bottom + 1, right + 1))
    reader = _Reader(page, epoch)
    if sheet.start is not None:
        left, width = sheet.start[1], marks.width
        # The library's rows begin at the top of the sheet, but at the first column with content.
        for row, values in enumerate(sheet.iter_rows()):
            line = marks.cells[row * width : (row + 1) * width]
            for column in range(left):
                reader.put(row, column, "", line[column])
            for column, value in enumerate(values, left):
                if value != "" or line[column]:
                    reader.put(row, column, value, line[column])
    for (row, column), mark in sorted(marks.beyond.items()):
        reader.put(row, column, "", mark)
    return page


@dataclass(slots=True)
class _Reader:
    """Puts cells on a page, each held against its mark."""

    page: Page
    epoch: datetime

    def put(self, row: int, column: int, value: Any, mark: int) -> None:
        if mark >= mark_kinds.ERROR:
            text, kind = mark_kinds.ERROR_NAMES[mark - mark_kinds.ERROR], ERROR
        elif mark == mark_kinds.FORMULA:
            text, kind = "", FORMULA
        else:
            text, kind = self._cell(value, mark)
            if not _agree(text, kind, mark):
                place = address(row, column)
                raise RefusedError("BERKAS-SELISIH", sheet=self.page.name, cell=place, address=place)
            if not text:
                return
        self.page.add(row + 1, column + 1, text, kind)

    def _cell(self, value: Any, mark: int) -> tuple[str, int]:
        if isinstance(value, str):
            duration = _DURATION.fullmatch(value) if mark == mark_kinds.NUMBER else None
            return (_days(_duration(duration)), DATE) if duration else (value, TEXT)
        if isinstance(value, bool):
            return ("1" if value else "0"), BOOL
        if isinstance(value, (int, float)):
            return (_number(value), NUMBER) if mark != mark_kinds.BOOL else (_number(value), BOOL)
        if isinstance(value, datetime):
            return _days(value - self.epoch), DATE
        if isinstance(value, date):
            return _days(datetime(value.year, value.month, value.day) - self.epoch), DATE  # noqa: DTZ001
        if isinstance(value, time):
            seconds = value.hour * 3600 + value.minute * 60 + value.second
            return _days(timedelta(seconds=seconds, microseconds=value.microsecond)), DATE
        return _days(value), DATE


def _agree(text: str, kind: int, mark: int) -> bool:
    """Return whether a value is of the kind that its record announces."""
    if mark == mark_kinds.COVERED:
        return True
    if mark == mark_kinds.NOTHING:
        return not text
    if mark == mark_kinds.MAYBE_TEXT:
        return kind == TEXT
    if mark == mark_kinds.TEXT:
        return kind == TEXT and bool(text)
    return kind in (NUMBER, DATE) if mark == mark_kinds.NUMBER else kind == BOOL


def _number(value: float) -> str:
    """Return a number as a workbook would write it: whole ones without a point, at most 17 digits."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < _EXACT):
        return str(int(value))
    return repr(value).upper()


def _days(span: timedelta) -> str:
    return _number(span / _DAY)


def _duration(match: re.Match[str]) -> timedelta:
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _scan_xls(path: Path) -> Scan:
    stream = workbook_stream(path.read_bytes())
    found = biff.read_globals(stream)

    def scan(sheets: Sequence[Marks]) -> bool:
        if len(found.starts) != len(sheets):
            raise RefusedError("BERKAS-SELISIH", address="-")
        for start, marks in zip(found.starts, sheets, strict=True):
            biff.mark_sheet(stream, start, marks)
        return found.epoch_1904

    return scan


def _scan_xlsb(path: Path) -> Scan:
    def scan(sheets: Sequence[Marks]) -> bool:
        with Archive(path) as archive:
            names, epoch_1904 = xlsb.read_globals(archive)
            targets, kinds = read_relations(archive, "xl/workbook.bin")
            if len(names) != len(sheets):
                raise RefusedError("BERKAS-SELISIH", address="-")
            for name, marks in zip(names, sheets, strict=True):
                if kinds.get(name) == "worksheet":
                    data = _part(archive, targets[name])
                    xlsb.mark_sheet(xlsb.lengthened(data) or data, marks)
        return epoch_1904

    return scan


def _scan_ods(path: Path) -> Scan:
    with Archive(path) as archive:
        ods.require_open(archive)

    def scan(sheets: Sequence[Marks]) -> bool:
        with Archive(path) as archive:
            return ods.mark_sheets(archive, sheets)

    return scan


_SCANS: Final = {"xls": _scan_xls, "xlsb": _scan_xlsb, "ods": _scan_ods}
