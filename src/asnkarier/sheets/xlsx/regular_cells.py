"""The cell tags of a regular block, all at once: column, row, style, type, and where the value stands."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from asnkarier.sheets.grid import MAX_COLUMN, MAX_ROW
from asnkarier.sheets.xlsx.regular_tags import (
    CELL,
    CELL_SHUT,
    END_CELL,
    FORMULA,
    FORMULA_SHUT,
    INLINE,
    ROW,
    ROW_SHUT,
    VALUE,
    VALUE_SHUT,
    Bytes,
    Mask,
    Places,
    Tags,
    require,
)

_TYPES: Final = {
    b'"s"': "s",
    b'"n"': "n",
    b'"b"': "b",
    b'"e"': "e",
    b'"d"': "d",
    b'"str"': "str",
    b'"inlineStr"': "inlineStr",
}
TYPE_NAMES: Final = ("n", *(name for name in _TYPES.values() if name != "n"))
_MOST_DIGITS: Final = 7
_MOST_LETTERS: Final = 3
_LETTER_A: Final = ord("A")


@dataclass(slots=True)
class CellTags:
    """Arrays over the cells of a block. `types` index TYPE_NAMES; a value runs from `begins` to `ends` (-1: none)."""

    tags: Places
    columns: Places
    rows: Places
    styles: Places
    types: Bytes
    begins: Places
    ends: Places
    has_formula: Mask
    is_inline: Mask


def find_cells(tags: Tags) -> CellTags:
    """Return the cells; sets the ends of their tags and tells the empty ones apart."""
    places = tags.of(CELL)
    data, start = tags.data, tags.starts[places]
    _expect(data, start, b'<c r="')
    columns, after = _letters(data, start + len(b'<c r="'))
    rows, after = _digits(data, after)
    _expect(data, after, b'"')
    require((rows <= MAX_ROW).all() and (columns <= MAX_COLUMN).all() and (rows > 0).all())
    styles, after = _style(data, after + 1)
    types, after = _type(data, after)
    _end(tags, places, after)
    shape = np.zeros(len(places), dtype=np.int64)
    return CellTags(
        places, columns, rows, styles, types, shape - 1, shape - 1, shape.astype(bool), shape.astype(bool)
    )


def _expect(data: Bytes, at: Places, word: bytes) -> None:
    for offset, byte in enumerate(word):
        require((data[at + offset] == byte).all())


def _letters(data: Bytes, at: Places) -> tuple[Places, Places]:
    number = np.zeros(len(at), dtype=np.int64)
    at = at.copy()
    for _ in range(_MOST_LETTERS):
        code = data[at].astype(np.int64) - _LETTER_A
        is_letter = (code >= 0) & (code < 26)  # noqa: PLR2004 - letters
        number = np.where(is_letter, number * 26 + code + 1, number)
        at += is_letter
    require((number > 0).all())
    return number, at


def _digits(data: Bytes, at: Places, most: int = _MOST_DIGITS) -> tuple[Places, Places]:
    number = np.zeros(len(at), dtype=np.int64)
    begin, at = at, at.copy()
    for _ in range(most):
        code = data[at].astype(np.int64) - ord("0")
        is_digit = (code >= 0) & (code < 10)  # noqa: PLR2004 - digits
        number = np.where(is_digit, number * 10 + code, number)
        at += is_digit
    require((at > begin).all())
    return number, at


def _style(data: Bytes, at: Places) -> tuple[Places, Places]:
    """Return the style of each cell (-1: none) and the place behind it."""
    styles = np.full(len(at), -1, dtype=np.int64)
    some = np.flatnonzero((data[at] == ord(" ")) & (data[at + 1] == ord("s")))
    _expect(data, at[some], b' s="')
    first = at[some] + len(b' s="')
    number, after = _digits(data, first, 6)
    _expect(data, after, b'"')
    # "01" is another spelling of 1 that the careful reader does not take for style 1.
    require(((data[first] != ord("0")) | (after - first == 1)).all())
    styles[some] = number
    at = at.copy()
    at[some] = after + 1
    return styles, at


def _type(data: Bytes, at: Places) -> tuple[Bytes, Places]:
    """Return the type of each cell and the place behind it; a cell without one holds a number."""
    types = np.zeros(len(at), dtype=np.uint8)
    some = np.flatnonzero((data[at] == ord(" ")) & (data[at + 1] == ord("t")))
    _expect(data, at[some], b" t=")
    at = at.copy()
    left = some
    for spelling, name in _TYPES.items():
        value = at[left] + len(b" t=")
        same = np.ones(len(left), dtype=bool)
        for offset, byte in enumerate(spelling):
            same &= data[value + offset] == byte
        types[left[same]] = TYPE_NAMES.index(name)
        at[left[same]] += len(b" t=") + len(spelling)
        left = left[~same]
    require(len(left) == 0)
    return types, at


def _end(tags: Tags, places: Places, at: Places) -> None:
    data = tags.data
    blank = (data[at] == ord(" ")) & (data[at + 1] == ord("/"))
    at = at + blank
    shut = data[at] == ord("/")
    _expect(data, at + shut, b">")
    require((shut | ~blank).all())
    tags.ends[places] = at + shut + 1
    tags.kinds[places[shut]] = CELL_SHUT


def find_values(tags: Tags, cells: CellTags) -> None:
    """Fill in where each value stands, once the order of the tags is known to be the usual one."""
    kinds = np.append(tags.kinds, np.zeros(4, dtype=np.uint8))
    after = cells.tags + 1
    is_open = kinds[cells.tags] == CELL
    first = np.where(is_open, kinds[after], END_CELL)
    cells.has_formula = (first == FORMULA) | (first == FORMULA_SHUT)
    after = after + np.where(first == FORMULA, 2, np.where(first == FORMULA_SHUT, 1, 0))
    first = np.where(is_open, kinds[after], END_CELL)
    cells.is_inline = first == INLINE
    after = after + cells.is_inline
    some = np.flatnonzero((first == VALUE) | cells.is_inline)
    cells.begins[some] = tags.ends[after[some]]
    cells.ends[some] = tags.starts[after[some] + 1]
    shut = np.flatnonzero(first == VALUE_SHUT)
    cells.begins[shut] = cells.ends[shut] = tags.starts[after[shut]]


def check_rows(tags: Tags, cells: CellTags) -> Places:
    """Require that every cell stands in the row it names, and return the numbers of all row tags."""
    row_tags = tags.of(ROW, ROW_SHUT)
    start = tags.starts[row_tags]
    _expect(tags.data, start, b'<row r="')
    numbers, after = _digits(tags.data, start + len(b'<row r="'))
    _expect(tags.data, after, b'"')
    require(((numbers > 0) & (numbers <= MAX_ROW)).all())
    if len(cells.tags):
        require((numbers[np.searchsorted(row_tags, cells.tags) - 1] == cells.rows).all())
    return numbers
