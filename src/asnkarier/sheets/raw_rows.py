"""Rows as the office's own sheet holds them, to be given back when they could not be taken."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from asnkarier.sheets.grid import DATE, Grid, column_number
from asnkarier.sheets.source import open_source

_ADDRESS: Final = re.compile(r"^([A-Z]+)(\d+)$")
_EPOCHS: Final = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


def raw_rows(path: Path, sheet: str | None, rows: Collection[int]) -> dict[int, list[str | None]]:
    """Return sheet row -> the raw text of its cells from column A on; dates as dd-mm-yyyy, empty cells None."""
    with open_source(path) as source:
        grid = source.read(None if source.is_csv or sheet is None else source.find(sheet))
    positions = np.flatnonzero(np.isin(grid.row_numbers, sorted(rows)))
    found: dict[int, list[str | None]] = {}
    for position, cells in grid.rows_at(positions).items():
        texts: list[str | None] = [None] * int(grid.column_numbers[-1])
        for column, (text, kind) in cells.items():
            texts[int(grid.column_numbers[column]) - 1] = _shown(grid, text, kind)
        found[int(grid.row_numbers[position])] = texts
    return found


def _shown(grid: Grid, text: str, kind: int) -> str:
    if kind != DATE:
        return text
    try:
        day = _EPOCHS[grid.epoch_1904] + timedelta(days=int(float(text)))
    except (ValueError, OverflowError):
        return text
    return f"{day:%d-%m-%Y}"


def split_cell(address: str) -> tuple[str, int]:
    """Return the letters and row of an A1 address; ValueError when it is none."""
    match = _ADDRESS.match(address)
    if match is None:
        raise ValueError(address)
    return match[1], int(match[2])


def column_index(letters: str) -> int:
    """Return the 0-based index of a column."""
    return column_number(letters) - 1
