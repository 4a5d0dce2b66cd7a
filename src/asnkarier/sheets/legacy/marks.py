"""What a file itself says of each cell, beside what the library hands over: kind, error, hidden rows, merged ranges.

The library returns an error as blank and passes over records that it does not know. A second look at the bare records
keeps errors errors, and refuses the file when the two disagree on a cell: nothing vanishes in silence.
"""

from dataclasses import dataclass, field
from typing import Final

from asnkarier.sheets.legacy.pages import Area
from asnkarier.sheets.refusal import RefusedError

NOTHING: Final = 0
TEXT: Final = 1
MAYBE_TEXT: Final = 2  # a text that may be empty
NUMBER: Final = 3
BOOL: Final = 4
FORMULA: Final = 5  # a formula without a result
COVERED: Final = 6  # a cell below a merged one, which nobody sees
ERROR: Final = 128  # plus the place in ERROR_NAMES
ERROR_NAMES: Final = (
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#ERROR!",
)  # fmt: skip
_CODES: Final = {
    0x00: 0, 0x07: 1, 0x0F: 2, 0x17: 3, 0x1D: 4, 0x24: 5, 0x2A: 6, 0x2B: 7,
}  # fmt: skip


MAX_AREA: Final = 200_000_000
_MOST_BEYOND: Final = 100_000


@dataclass(slots=True)
class Marks:
    """The marks of one sheet over the area that the library returned, and those `beyond` it; 0-based."""

    height: int
    width: int
    cells: bytearray = field(init=False)
    beyond: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.height * self.width > MAX_AREA:
            raise RefusedError("BERKAS-BESAR", limit=MAX_AREA)
        self.cells = bytearray(self.height * self.width)

    def put(self, row: int, column: int, mark: int) -> None:
        """Mark a cell."""
        if row < self.height and column < self.width:
            self.cells[row * self.width + column] = mark
        elif mark not in (NOTHING, MAYBE_TEXT, COVERED):
            self.beyond[row, column] = mark
            if len(self.beyond) > _MOST_BEYOND:
                raise RefusedError("BERKAS-SELISIH", address=address(row, column))


def address(row: int, column: int) -> str:
    """Return the A1 address of a 0-based cell."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def error_mark(code: int) -> int:
    """Return the mark of an error by its number in the binary formats."""
    return ERROR + _CODES.get(code, len(ERROR_NAMES) - 1)


def named_error_mark(name: str) -> int:
    """Return the mark of an error by its name."""
    return ERROR + (ERROR_NAMES.index(name) if name in ERROR_NAMES else len(ERROR_NAMES) - 1)
