"""Rows of a CSV whose cells may have shifted: a delimiter that nobody quoted (`Budi, S.Pd`) moves every cell behind it."""

import numpy as np

from asnkarier.sheets.cells.text import tidy
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import Ints, column_letters
from asnkarier.sheets.layout.detection import Detected


def tell_shifted(detected: Detected, rows: Ints, findings: Findings) -> Ints:
    """Return the data rows that go on right of the last heading, an error; none of their cells is where it belongs.

    A row that has more fields than the others, but nothing in those beyond the headings, is told and taken.
    """
    grid = detected.grid
    if grid.sheet is not None:
        return rows[:0]
    wide = _going_on(detected, rows, findings)
    usual = max((grid.overlong.get(row, 0) for row in detected.header.rows), default=0)
    last = _last_heading(detected)
    for row in np.setdiff1d(rows, wide, assume_unique=True).tolist():
        number = int(grid.row_numbers[row])
        fields = grid.overlong.get(number, 0)
        if fields > max(usual, last):
            findings.warn("BARIS-PANJANG", f"{column_letters(last)}{number}", cells=fields)
    return wide


def _last_heading(detected: Detected) -> int:
    numbers = detected.grid.column_numbers
    return max(int(numbers[heading.position]) for heading in detected.header.headings)


def _going_on(detected: Detected, rows: Ints, findings: Findings) -> Ints:
    grid, last = detected.grid, _last_heading(detected)
    right = np.flatnonzero(grid.column_numbers > last)
    if not right.size or grid.column_numbers[right[0]] != last + 1:
        return rows[:0]
    codes, _ = grid.column(int(right[0]))
    blank = [code for code in np.unique(codes).tolist() if code < 0 or not tidy(grid.values[code])]
    wide = rows[~np.isin(codes[rows], blank)]
    for position, row in grid.rows_at(wide).items():
        cells = int(grid.column_numbers[max(row)])
        place = f"{column_letters(last + 1)}{grid.row_numbers[position]}"
        findings.error("BARIS-LEBAR", place, cells=cells, headings=last)
    return wide
