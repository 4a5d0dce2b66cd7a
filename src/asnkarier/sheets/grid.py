"""The cells of one sheet, compact: only what has content, whatever size the file claims to be.

Every distinct raw text is kept once (`values`); a cell is a code into it, a kind, a row and a column. So a column is
parsed once per distinct value, and one stray cell at row 1,048,576 costs one cell.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from asnkarier.sheets.refusal import RefusedError

EMPTY: Final = 0
TEXT: Final = 1
NUMBER: Final = 2
DATE: Final = 3  # a number whose format shows a date
BOOL: Final = 4
ERROR: Final = 5
FORMULA: Final = 6  # a formula whose result was never saved
MONTH: Final = 7  # a number whose format shows a month with its year, and no day
KINDS: Final = 8  # code * KINDS + kind is one number

MAX_ROW: Final = 1_048_576
MAX_COLUMN: Final = 16_384
_LETTERS: Final = 26

Ints = npt.NDArray[np.int64]
Narrow = npt.NDArray[np.int32]  # one entry per cell, and cells are what memory goes to
Kinds = npt.NDArray[np.uint8]


def column_letters(number: int) -> str:
    """Return the letters of a 1-based column number: 1 -> `A`, 16384 -> `XFD`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the 1-based number of column `letters` (upper case A-Z); ValueError when there is no such column."""
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    if not 1 <= number <= MAX_COLUMN:
        raise ValueError(letters)
    return number


class Codes(dict[str, int]):
    """Gives each distinct text the next number; the keys in order are the texts."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code

    def codes_of(self, texts: Sequence[str]) -> list[int]:
        """Return the number of each text; many new ones at once are several times cheaper than one by one."""
        new = [text for text in dict.fromkeys(texts) if text not in self]
        self.update(zip(new, range(len(self), len(self) + len(new)), strict=True))
        return list(map(self.__getitem__, texts))


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells as a reader found them, in file order; four arrays of the same length."""

    rows: Narrow
    columns: Narrow
    codes: Narrow
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet; its cells are sorted by column, then row.

    overlong: of a CSV, the number of each row that has more fields than most, empty ones too -> how many.
    folded: the numbers of rows that stand for two, `lowered`: the column positions whose values stand in the lower one.
    Row and column *positions* count rows and columns with content; `row_numbers` and `column_numbers` translate them
    to the sheet's own 1-based numbers. `starts` holds the first cell of each column, and the end of the last one.
    """

    sheet: str | None
    values: Sequence[str]
    row_numbers: Ints
    column_numbers: Ints
    rows: Narrow
    codes: Narrow
    kinds: Kinds
    starts: Ints
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    epoch_1904: bool = False
    folded: frozenset[int] = frozenset()
    lowered: frozenset[int] = frozenset()
    overlong: Mapping[int, int] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """The number of rows with content."""
        return len(self.row_numbers)

    @property
    def width(self) -> int:
        """The number of columns with content."""
        return len(self.column_numbers)

    def column(self, position: int) -> tuple[Ints, Kinds]:
        """Return the codes (-1: no cell) and kinds of one column, one entry per row with content."""
        codes = np.full(self.height, -1, dtype=np.int64)
        kinds = np.zeros(self.height, dtype=np.uint8)
        cells = slice(self.starts[position], self.starts[position + 1])
        codes[self.rows[cells]] = self.codes[cells]
        kinds[self.rows[cells]] = self.kinds[cells]
        return codes, kinds

    def letters(self, position: int) -> str:
        """Return the letters of a column position."""
        return column_letters(int(self.column_numbers[position]))

    def head(self, height: int) -> list[dict[int, tuple[str, int]]]:
        """Return the first rows as `{column position: (text, kind)}`."""
        rows: list[dict[int, tuple[str, int]]] = [{} for _ in range(min(height, self.height))]
        for position in range(self.width):
            cells = slice(self.starts[position], self.starts[position + 1])
            last = int(np.searchsorted(self.rows[cells], height))
            for offset in range(int(self.starts[position]), int(self.starts[position]) + last):
                text = self.values[self.codes[offset]]
                rows[self.rows[offset]][position] = (text, int(self.kinds[offset]))
        return rows

    def rows_at(self, positions: Ints) -> dict[int, dict[int, tuple[str, int]]]:
        """Return some rows, each as `{column position: (text, kind)}`."""
        wanted = np.zeros(self.height, dtype=bool)
        wanted[positions] = True
        found = np.flatnonzero(wanted[self.rows])
        columns = np.searchsorted(self.starts, found, side="right") - 1
        rows: dict[int, dict[int, tuple[str, int]]] = {int(position): {} for position in positions}
        for column, offset in zip(columns.tolist(), found.tolist(), strict=True):
            rows[int(self.rows[offset])][column] = (self.values[self.codes[offset]], int(self.kinds[offset]))
        return rows


def build_grid(
    sheet: str | None,
    values: Sequence[str],
    cells: Cells,
    *,
    merges: tuple[Merge, ...] = (),
    hidden_rows: frozenset[int] = frozenset(),
    epoch_1904: bool = False,
) -> Grid:
    """Return the grid of `cells`; RefusedError `XLSX-ALAMAT` when one address occurs twice."""
    row_numbers, rows = _compact(cells.rows)
    column_numbers, columns = _compact(cells.columns)
    order = np.lexsort((rows, columns))
    rows, columns = rows[order], columns[order]
    twice = np.flatnonzero((np.diff(rows) == 0) & (np.diff(columns) == 0))
    if twice.size:
        address = f"{column_letters(int(column_numbers[columns[twice[0]]]))}{row_numbers[rows[twice[0]]]}"
        raise RefusedError("XLSX-ALAMAT", sheet=sheet, cell=address, address=address)
    # Asked in the cells' own width of number: another one copies them all.
    starts = np.searchsorted(columns, np.arange(len(column_numbers) + 1, dtype=np.int32))
    return Grid(
        sheet,
        values,
        row_numbers,
        column_numbers,
        rows,
        cells.codes[order],
        cells.kinds[order],
        starts,
        merges,
        hidden_rows,
        epoch_1904,
    )


def _compact(numbers: Narrow) -> tuple[Ints, Narrow]:
    """Return the distinct numbers in order, and the position of each number among them."""
    if not numbers.size:
        return numbers.astype(np.int64), numbers
    # Sheet numbers are small and bounded, so a table of marks replaces a sort.
    present = np.zeros(int(numbers.max()) + 1, dtype=bool)
    present[numbers] = True
    return np.flatnonzero(present), (np.cumsum(present, dtype=np.int32) - 1)[numbers]


@dataclass(frozen=True, slots=True)
class SheetName:
    """A worksheet of the workbook."""

    name: str
    hidden: bool
    part: str
