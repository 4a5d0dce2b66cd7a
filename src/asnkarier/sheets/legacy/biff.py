"""The records of an old `.xls` (MS-XLS), read for what the library does not hand over: never for a value."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from asnkarier.sheets.legacy.marks import (
    BOOL,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    Marks,
    error_mark,
)
from asnkarier.sheets.refusal import RefusedError

_BOF: Final = 0x809
_EOF: Final = 0x0A
_BOUND_SHEET: Final = 0x85
_DATE_MODE: Final = 0x22
_FILE_PASS: Final = 0x2F
_ROW: Final = 0x208
_FORMULA: Final = (0x06, 0x206, 0x406)
_STRING: Final = 0x207
_HIDDEN_ROW: Final = 0x20
_NO_NUMBER: Final = b"\xff\xff"
_VERSIONS: Final = (0x500, 0x600)
Record = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class Globals:
    """What the workbook says of itself: where its sheets begin, and the epoch of its dates."""

    starts: tuple[int, ...]
    epoch_1904: bool


def read_globals(stream: bytes) -> Globals:
    """Return the workbook's own records; RefusedError when it is locked or older than Excel 5."""
    starts: list[int] = []
    epoch_1904 = False
    for number, (kind, body) in enumerate(_records(stream, 0)):
        if number == 0 and (kind != _BOF or struct.unpack_from("<H", body)[0] not in _VERSIONS):
            raise RefusedError("BERKAS-XLS", reason="written before Excel 5")
        if kind == _FILE_PASS:
            raise RefusedError("BERKAS-TERKUNCI")
        if kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _DATE_MODE:
            epoch_1904 = body[:2] == b"\x01\x00"
    return Globals(tuple(starts), epoch_1904)


def mark_sheet(stream: bytes, start: int, marks: Marks) -> None:
    """Put the marks of the sheet that begins at `start`."""
    formula: tuple[int, int] | None = None
    for kind, body in _records(stream, start):
        if kind == _ROW:
            row, flags = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
            if flags & _HIDDEN_ROW:
                marks.hidden_rows.append(row + 1)
        elif kind == _STRING and formula is not None:
            marks.put(*formula, TEXT if struct.unpack_from("<H", body)[0] else MAYBE_TEXT)
            formula = None
        elif kind in _FORMULA:
            formula = _formula(body, marks)
        elif kind in _CELLS:
            _CELLS[kind](body, marks)


def _records(stream: bytes, start: int) -> Iterator[Record]:
    """Yield the records of one substream up to its end; those of charts inside it are left out."""
    depth, at, last = 0, start, len(stream) - 4
    while at <= last:
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield kind, body
    raise RefusedError("BERKAS-XLS", reason="cut short")


def _place(body: bytes) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", body)
    return row, column


def _formula(body: bytes, marks: Marks) -> tuple[int, int] | None:
    """Mark a formula by its saved result; return its place when a text follows in a record of its own."""
    place = _place(body)
    result = body[6:14]
    if result[6:] != _NO_NUMBER:
        marks.put(*place, NUMBER)
    elif result[0] == 0:
        return place
    elif result[0] == 1:
        marks.put(*place, BOOL)
    elif result[0] == 2:  # noqa: PLR2004 - the four kinds of results of MS-XLS 2.5.133
        marks.put(*place, error_mark(result[2]))
    return None


def _number(body: bytes, marks: Marks) -> None:
    marks.put(*_place(body), NUMBER)


def _numbers(body: bytes, marks: Marks) -> None:
    row, first = _place(body)
    for column in range(first, first + (len(body) - 6) // 6):
        marks.put(row, column, NUMBER)


def _shared_text(body: bytes, marks: Marks) -> None:
    marks.put(*_place(body), MAYBE_TEXT)


def _text(body: bytes, marks: Marks) -> None:
    marks.put(*_place(body), TEXT if struct.unpack_from("<H", body, 6)[0] else MAYBE_TEXT)


def _bool_or_error(body: bytes, marks: Marks) -> None:
    marks.put(*_place(body), error_mark(body[6]) if body[7] else BOOL)


_CELLS: Final[dict[int, Callable[[bytes, Marks], None]]] = {
    0x203: _number,
    0x27E: _number,
    0xBD: _numbers,
    0xFD: _shared_text,
    0x204: _text,
    0xD6: _text,
    0x205: _bool_or_error,
}
