"""Parts of a sheet that are sheets of their own: rows below each other, blocks of columns beside each other."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from asnkarier.sheets.grid import Grid
from asnkarier.sheets.layout.header import SEARCHED_ROWS, TALLEST
from asnkarier.sheets.schema import heading_key, schemas

_NIP: Final = "nip"


def rows_between(grid: Grid, first: int, end: int) -> Grid:
    """Return the grid rows from `first` up to `end` as a grid of their own; columns keep their positions."""
    kept = np.flatnonzero((grid.rows >= first) & (grid.rows < end))
    columns = np.searchsorted(grid.starts, kept, side="right") - 1
    numbers = grid.row_numbers[first:end]
    low, high = (int(numbers[0]), int(numbers[-1])) if len(numbers) else (1, 0)
    return replace(
        grid,
        row_numbers=numbers,
        rows=grid.rows[kept] - first,
        codes=grid.codes[kept],
        kinds=grid.kinds[kept],
        starts=np.searchsorted(columns, np.arange(grid.width + 1)),
        merges=tuple(merge for merge in grid.merges if low <= merge.top <= high),
    )


def parts_beside(grid: Grid) -> list[Grid]:
    """Return the grid cut before each block of columns that has a NIP heading, but the first; only the grid if none has.

    A block without one, a legend perhaps, stays with the block to its left.
    """
    gaps = np.flatnonzero(np.diff(grid.column_numbers) > 1) + 1
    if not gaps.size:
        return [grid]
    bounds = [0, *gaps.tolist(), grid.width]
    keyed = _columns_with_nip_heading(grid)
    starts = [first for first, end in pairwise(bounds) if any(first <= c < end for c in keyed)]
    if len(starts) <= 1:
        return [grid]
    cuts = [0, *starts[1:], grid.width]
    return [_columns_between(grid, first, end) for first, end in pairwise(cuts)]


def _columns_with_nip_heading(grid: Grid) -> Sequence[int]:
    aliases = set(schemas()["employees"].fields[_NIP].aliases)
    rows = grid.head(SEARCHED_ROWS + TALLEST)
    return [column for row in rows for column, (text, _) in row.items() if heading_key(text) in aliases]


def _columns_between(grid: Grid, first: int, end: int) -> Grid:
    """Return the columns from position `first` up to `end`, and of the rows those that have a cell there."""
    cells = slice(int(grid.starts[first]), int(grid.starts[end]))
    present = np.zeros(grid.height, dtype=bool)
    present[grid.rows[cells]] = True
    numbers = grid.column_numbers[first:end]
    low, high = int(numbers[0]), int(numbers[-1])
    return replace(
        grid,
        row_numbers=grid.row_numbers[present],
        column_numbers=numbers,
        rows=(np.cumsum(present, dtype=np.int32) - 1)[grid.rows[cells]],
        codes=grid.codes[cells],
        kinds=grid.kinds[cells],
        starts=grid.starts[first : end + 1] - grid.starts[first],
        merges=tuple(merge for merge in grid.merges if low <= merge.left <= high),
    )
