"""The records of a binary `.xlsb` (MS-XLSB), read for what the library does not hand over: never for a value."""

import struct
from collections.abc import Iterator
from typing import Final

from asnkarier.sheets.legacy.marks import BOOL, MAYBE_TEXT, NUMBER, TEXT, Marks, error_mark
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.refusal import RefusedError

_WORKBOOK_PROPERTIES: Final = 153
_ROW: Final = 0
_BLANK: Final = 1
_ERRORS: Final = (3, 11)
_BOOLS: Final = (4, 10)
_NUMBERS: Final = (2, 5, 9)
_SHARED_TEXT: Final = 7
_RICH_TEXT: Final = 62
# Cells without a column of their own, one right of the last: what some programs write, and the library passes over.
_SHORT: Final = range(12, 19)
_SHORTER_BY: Final = 11
_BEGIN_CELLS, _END_CELLS = 145, 146
_MERGE: Final = 176
_HIDDEN_ROW: Final = 0x10
_SHEET: Final = 156
_MOST_BYTES: Final = 4


def read_globals(archive: Archive) -> tuple[tuple[str, ...], bool]:
    """Return the relation of each sheet in the workbook's order, and whether its dates count from 1904."""
    relations: list[str] = []
    epoch_1904 = False
    for kind, body in _records(b"".join(archive.stream("xl/workbook.bin"))):
        if kind == _WORKBOOK_PROPERTIES:
            epoch_1904 = bool(body[0] & 1)
        elif kind == _SHEET:
            (length,) = struct.unpack_from("<I", body, 8)
            relations.append(body[12 : 12 + 2 * length].decode("utf-16-le", "replace"))
    return tuple(relations), epoch_1904


def mark_sheet(data: bytes, marks: Marks) -> None:
    """Put the marks of one sheet part."""
    row, inside = 0, False
    for kind, body in _records(data):
        if kind == _BEGIN_CELLS:
            inside = True
        elif kind == _END_CELLS:
            inside = False
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", body)
            marks.merges.append((top + 1, left + 1, bottom + 1, right + 1))
        elif inside and kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
            if body[11] & _HIDDEN_ROW:
                marks.hidden_rows.append(row + 1)
        elif (inside and _BLANK < kind <= _ERRORS[1]) or kind == _RICH_TEXT:
            marks.put(row, struct.unpack_from("<I", body)[0], _mark(kind, body))


def lengthened(data: bytes) -> bytes | None:
    """Return a sheet part with every short cell as the whole one that it stands for; None when it has no short cell."""
    out: list[bytes] = []
    column, inside, found = -1, False, False
    for kind, body in _records(data):
        if kind in (_BEGIN_CELLS, _END_CELLS):
            inside = kind == _BEGIN_CELLS
        elif inside and kind == _ROW:
            column = -1
        elif inside and kind in _SHORT:
            column, found = column + 1, True
            out.append(_record(kind - _SHORTER_BY, struct.pack("<I", column) + body))
            continue
        elif inside and (_BLANK <= kind <= _ERRORS[1] or kind == _RICH_TEXT):
            (column,) = struct.unpack_from("<I", body)
        out.append(_record(kind, body))
    return b"".join(out) if found else None


def _record(kind: int, body: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])  # noqa: PLR2004 - seven bits a byte
    length = len(body)
    while length > 127:  # noqa: PLR2004
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + body


def _mark(kind: int, body: bytes) -> int:
    if kind in _NUMBERS:
        return NUMBER
    if kind in _ERRORS:
        return error_mark(body[8])
    if kind in _BOOLS:
        return BOOL
    if kind == _SHARED_TEXT:
        return MAYBE_TEXT
    (length,) = struct.unpack_from("<I", body, 9 if kind == _RICH_TEXT else 8)
    return TEXT if length else MAYBE_TEXT


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at, end = 0, len(data)
    while at < end:
        kind = data[at]
        at += 1
        if kind & 0x80:
            kind = kind & 0x7F | (data[at] & 0x7F) << 7
            at += 1
        length = 0
        for place in range(_MOST_BYTES):
            part = data[at]
            at += 1
            length |= (part & 0x7F) << 7 * place
            if not part & 0x80:
                break
        if at + length > end:
            raise RefusedError("BERKAS-XLSB", reason="cut short")
        yield kind, data[at : at + length]
        at += length
