"""The cells of a workbook as our reader, openpyxl and calamine see them, in one form, and why two may differ."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import python_calamine
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from asnkarier.sheets.grid import BOOL, DATE, ERROR, FORMULA, NUMBER, TEXT, column_letters
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.source import open_source

# (kind, value): t text, n number, d date as its serial, b truth, e error, f formula without a result.
Cell = tuple[str, object]
Cells = dict[str, Cell]
_KINDS = {TEXT: "t", NUMBER: "n", DATE: "d", BOOL: "b", ERROR: "e", FORMULA: "f"}


def raw_cells(path: Path) -> dict[str, dict[str, tuple[str, str]]]:
    """Return sheet -> address -> (kind, raw text) as our reader has them; RefusedError when it refuses."""
    found = {}
    with open_source(path) as source:
        if not source.names and not source.is_csv:
            raise RefusedError("LEMBAR-TIADA")
        for name in source.names or ("",):
            grid = source.read(source.find(name) if source.names else None)
            cells = {}
            for position in range(grid.width):
                codes, kinds = grid.column(position)
                letters = grid.letters(position)
                for row, code, kind in zip(
                    grid.row_numbers.tolist(), codes.tolist(), kinds.tolist(), strict=True
                ):
                    if code >= 0:
                        cells[f"{letters}{row}"] = (_KINDS[kind], grid.values[code])
            found[name] = cells
    return found


def ours(path: Path) -> dict[str, Cells]:
    return {
        name: {at: _typed(*cell) for at, cell in cells.items()} for name, cells in raw_cells(path).items()
    }


def _typed(kind: str, text: str) -> Cell:
    if kind in "nd":
        return kind, round(float(text), 6) if kind == "d" else float(text)
    if kind == "b":
        return kind, text in ("1", "true")
    return (kind, None) if kind == "f" else (kind, text)


def by_openpyxl(path: Path) -> dict[str, Cells]:
    book = openpyxl.load_workbook(path, data_only=True)
    epoch = CALENDAR_MAC_1904 if book.epoch.year == 1904 else CALENDAR_WINDOWS_1900
    found: dict[str, Cells] = {}
    for sheet in book.worksheets:
        cells: Cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    kind = "e" if cell.data_type == "e" else ""
                    cells[cell.coordinate] = (kind, cell.value) if kind else _plain(cell.value, epoch)
        found[sheet.title] = cells
    return found


def by_calamine(path: Path) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    # calamine counts days from the workbook's own epoch, and gives moments: both are turned back into the serial.
    epoch = CALENDAR_MAC_1904 if _counts_from_1904(path) else CALENDAR_WINDOWS_1900
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        cells: Cells = {}
        top, left = sheet.start or (0, 0)
        for y, row in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
            for x, value in enumerate(row, start=left + 1):
                if value != "":
                    cells[f"{column_letters(x)}{y}"] = _plain(value, epoch)
        found[name] = cells
    return found


def _counts_from_1904(path: Path) -> bool:
    if not path.read_bytes().startswith(b"PK"):  # an old workbook; calamine does not tell its epoch
        with open_source(path) as source:
            return source.read(source.find(source.names[0])).epoch_1904
    with zipfile.ZipFile(path) as archive:
        return re.search(rb'date1904="(?:1|true)"', archive.read("xl/workbook.xml")) is not None


def _plain(value: object, epoch: datetime) -> Cell:
    if isinstance(value, bool):
        return "b", value
    if isinstance(value, (int, float)):
        return "n", float(value)
    if isinstance(value, timedelta):
        return "d", round(value.total_seconds() / 86400, 6)
    if isinstance(value, (datetime, date, time)):
        return "d", round(float(to_excel(value, epoch)), 6)
    return "t", str(value)


def differences(
    left: dict[str, Cells], right: dict[str, Cells]
) -> list[tuple[str, str, Cell | None, Cell | None]]:
    """Return (sheet, address, left's cell, right's cell) of every cell that is not the same in both."""
    found = []
    for name in [*left, *(name for name in right if name not in left)]:
        one, other = left.get(name, {}), right.get(name, {})
        for at in [*one, *(at for at in other if at not in one)]:
            if one.get(at) != other.get(at):
                found.append((name, at, one.get(at), other.get(at)))  # noqa: PERF401 - three loops in one comprehension read worse
    return found
