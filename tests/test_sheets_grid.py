"""The grid of a sheet holds each cell once, where the sheet has it, whatever order a file gives them in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.sheets.grid import NUMBER, TEXT, Cells, Grid, Merge, build_grid
from asnkarier.sheets.refusal import RefusedError

ADDRESSES = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 30)), unique=True, max_size=25)


def cells_at(addresses):
    """Each cell has a text of its own; every third is a number."""
    kinds = [NUMBER if at % 3 == 2 else TEXT for at in range(len(addresses))]
    rows, columns = [row for row, _ in addresses], [column for _, column in addresses]
    return Cells(
        *(np.array(one, dtype=np.int32) for one in (rows, columns, range(len(addresses)))),
        np.array(kinds, dtype=np.uint8),
    )


def grid_at(addresses, **more) -> Grid:
    return build_grid("Data", [f"t{at}" for at in range(len(addresses))], cells_at(addresses), **more)


def content(grid):
    """Return {(row, column) of the sheet: (text, kind)} by way of the columns."""
    found = {}
    for position, column in enumerate(grid.column_numbers.tolist()):
        codes, kinds = grid.column(position)
        for row, code, kind in zip(grid.row_numbers.tolist(), codes.tolist(), kinds.tolist(), strict=True):
            if code >= 0:
                found[row, column] = (grid.values[code], kind)
    return found


@given(ADDRESSES)
def test_each_cell_stands_where_the_sheet_has_it(addresses):
    grid = grid_at(addresses)
    expected = {one: (f"t{at}", NUMBER if at % 3 == 2 else TEXT) for at, one in enumerate(addresses)}
    assert content(grid) == expected
    assert grid.row_numbers.tolist() == sorted({row for row, _ in addresses})
    assert grid.column_numbers.tolist() == sorted({column for _, column in addresses})
    counts = [sum(column == number for _, column in addresses) for number in grid.column_numbers]
    assert grid.starts.tolist() == [0, *np.cumsum(counts).tolist()]  # of each column, and the end of the last


@given(ADDRESSES)
def test_rows_are_the_same_by_head_and_by_position(addresses):
    grid = grid_at(addresses)
    whole = grid.head(grid.height)
    assert {
        (int(grid.row_numbers[at]), int(grid.column_numbers[column])): cell
        for at, row in enumerate(whole)
        for column, cell in row.items()
    } == content(grid)
    assert grid.rows_at(np.arange(grid.height)) == dict(enumerate(whole))
    assert grid.head(2) == whole[:2]


def test_an_address_that_occurs_twice_is_refused_with_its_place():
    with pytest.raises(RefusedError) as refused:
        grid_at([(7, 28), (2, 1), (7, 1), (7, 28)])
    told = refused.value
    assert (told.code, told.sheet, told.cell, told.facts) == (
        "XLSX-ALAMAT",
        "Data",
        "AB7",
        {"address": "AB7"},
    )
    assert content(grid_at([(7, 28), (7, 27), (8, 28)]))  # beside and below is another cell


def test_starts_hold_the_first_cell_of_each_column_and_the_end_of_the_last():
    assert grid_at([(2, 3), (1, 1), (5, 3)]).starts.tolist() == [0, 1, 3]
    assert grid_at([]).starts.tolist() == [0]


def test_what_else_the_sheet_says_is_kept():
    merge = Merge(1, 1, 2, 2)
    grid = grid_at([(1, 1)], merges=(merge,), hidden_rows=frozenset({3}), epoch_1904=True)
    assert (grid.sheet, grid.merges, grid.hidden_rows, grid.epoch_1904) == ("Data", (merge,), {3}, True)
