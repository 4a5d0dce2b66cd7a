"""Rows as the office's own sheet holds them, to be given back when they could not be taken."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from asnkarier.sheets.grid import DATE, ERROR, FORMULA, MONTH, NUMBER, Grid, column_number
from asnkarier.sheets.source import open_source

_ADDRESS: Final = re.compile(r"([A-Z]+)(\d+)")
_LONG_NUMBER: Final = re.compile(r"(\d)(\d{15,})(?:\.0*)?")
_EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
# Stands for a formula without a result: a text would go in as if somebody had typed it.
NO_RESULT: Final = "#N/A"


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as its file holds it: its text, its kind, and the sheet row where the value stands (merged cells)."""

    text: str
    kind: int
    anchor: int

    @property
    def error(self) -> str | None:
        """The error that the cell shows, None when it shows a value."""
        return {ERROR: self.text, FORMULA: NO_RESULT}.get(self.kind)


@dataclass(frozen=True, slots=True)
class RawRows:
    """Some rows of a sheet, row number -> column number (from 1) -> cell; merged values stand in every row they cover.

    merges: (top, left, bottom, right) of the ranges among the wanted rows that cover several columns of one row or more.
    size: the number of cells of the whole sheet.
    """

    rows: Mapping[int, Mapping[int, RawCell]]
    merges: tuple[tuple[int, int, int, int], ...]
    width: int
    size: int
    epoch_1904: bool

    def texts(self, row: int) -> list[str | None]:
        """Return the cells of a row from column A on as texts, dates as dd-mm-yyyy, empty cells None."""
        cells = self.rows.get(row, {})
        return [
            as_text(cells[column], epoch_1904=self.epoch_1904) if column in cells else None
            for column in range(1, self.width + 1)
        ]


def raw_rows(path: Path, sheet: str | None, rows: Collection[int]) -> RawRows:
    """Return the cells of some rows of a sheet (None: of a CSV)."""
    with open_source(path) as source:
        grid = source.read(None if source.is_csv or sheet is None else source.find(sheet))
    wanted = frozenset(rows)
    positions = np.flatnonzero(np.isin(grid.row_numbers, sorted(wanted)))
    found: dict[int, dict[int, RawCell]] = {row: {} for row in wanted}
    for position, cells in grid.rows_at(positions).items():
        number = int(grid.row_numbers[position])
        for column, (text, kind) in cells.items():
            found[number][int(grid.column_numbers[column])] = RawCell(text, kind, number)
    _carry_down(grid, found)
    merges = tuple(
        (merge.top, merge.left, merge.bottom, merge.right)
        for merge in grid.merges
        if merge.top in wanted and merge.bottom in wanted
    )
    width = int(grid.column_numbers[-1]) if grid.width else 0
    return RawRows(found, merges, width, len(grid.codes), grid.epoch_1904)


def _carry_down(grid: Grid, found: dict[int, dict[int, RawCell]]) -> None:
    """Give every wanted row below the top of a merged cell the value that the merged cell shows there."""
    tall = [
        merge
        for merge in grid.merges
        if merge.bottom > merge.top and any(row in found for row in range(merge.top + 1, merge.bottom + 1))
    ]
    tops = sorted({merge.top for merge in tall})
    top_rows = grid.rows_at(np.flatnonzero(np.isin(grid.row_numbers, tops)))
    by_number = {int(grid.row_numbers[position]): cells for position, cells in top_rows.items()}
    places = {int(number): position for position, number in enumerate(grid.column_numbers)}
    for merge in tall:
        cell = by_number.get(merge.top, {}).get(places.get(merge.left, -1))
        if cell is None:
            continue
        for row in range(merge.top + 1, merge.bottom + 1):
            if row in found:
                found[row].setdefault(merge.left, RawCell(*cell, merge.top))


def as_text(cell: RawCell, *, epoch_1904: bool) -> str:
    """Return a cell as a text that reads as the same value, or that is refused again where the cell was."""
    if cell.error is not None:
        return cell.error
    if cell.kind == NUMBER:
        # Eighteen digits of a number would pass for a NIP once they are text, and the last ones are invented.
        match = _LONG_NUMBER.fullmatch(cell.text)
        return f"{match[1]}.{match[2]}E+{len(match[2])}" if match else cell.text
    if cell.kind not in (DATE, MONTH):
        return cell.text
    try:
        day = _EPOCHS[epoch_1904] + timedelta(days=int(float(cell.text)))
    except (ValueError, OverflowError):
        return cell.text
    return f"{day:%m-%Y}" if cell.kind == MONTH and day.day == 1 else f"{day:%d-%m-%Y}"


def split_cell(address: str) -> tuple[str, int]:
    """Return the letters and row of an A1 address; ValueError when it is none."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    return match[1], int(match[2])


def column_index(letters: str) -> int:
    """Return the 0-based index of a column."""
    return column_number(letters) - 1
