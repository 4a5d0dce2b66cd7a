"""The XML of an OpenDocument sheet, read for what the library does not hand over: never for a value."""

from collections.abc import Sequence
from typing import Final

from asnkarier.sheets.legacy.marks import (
    BOOL,
    COVERED,
    FORMULA,
    MAYBE_TEXT,
    NOTHING,
    NUMBER,
    TEXT,
    Marks,
    named_error_mark,
)
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.markup import Attributes, feed, new_parser
from asnkarier.sheets.refusal import RefusedError

_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALC: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_TYPES: Final = {
    "float": NUMBER,
    "percentage": NUMBER,
    "currency": NUMBER,
    "date": NUMBER,
    "time": NUMBER,
    "boolean": BOOL,
}
_EPOCHS: Final = {"1899-12-30": False, "1904-01-01": True}
_MANIFEST: Final = "META-INF/manifest.xml"
_HIDDEN: Final = ("collapse", "filter")
_DEEPEST: Final = 200
_LONGEST: Final = 64
_AROUND: Final = [_OFFICE + "document-content", _OFFICE + "body", _OFFICE + "spreadsheet"]
_ROW: Final = _TABLE + "table-row"
_CELLS: Final = (_TABLE + "table-cell", _TABLE + "covered-table-cell")


def require_open(archive: Archive) -> None:
    """Raise RefusedError `BERKAS-TERKUNCI` when the parts are encrypted, which the manifest says."""
    if _MANIFEST in archive and b"encryption-data" in b"".join(archive.stream(_MANIFEST)):
        raise RefusedError("BERKAS-TERKUNCI")


def mark_sheets(archive: Archive, sheets: Sequence[Marks]) -> bool:
    """Put the marks of all sheets, which stand in the file's order; return whether its dates count from 1904."""
    scan = _Scan(sheets)
    parser = new_parser("content.xml")
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    feed(parser, archive.stream("content.xml"), "content.xml")
    if scan.sheet + 1 != len(sheets):
        raise RefusedError("BERKAS-SELISIH", address="-")
    return scan.epoch_1904


class _Scan:
    """The state of the walk: the sheet, row and column reached, and the cell that is open."""

    def __init__(self, sheets: Sequence[Marks]) -> None:
        self._sheets = sheets
        self._path: list[str] = []
        self.sheet, self.epoch_1904 = -1, False
        self._row = self._column = 0
        self._rows = 1
        self._cell: Attributes | None = None
        self._depth = 0
        self._texts: list[str] = []
        self._shown = self._in_row = False
        self._found: list[tuple[int, int]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise RefusedError("BERKAS-ODS", reason="nested too deeply")
        if name == _TABLE + "null-date":
            self._set_epoch(attributes.get(_TABLE + "date-value", "1899-12-30"))
        elif self._cell is not None:
            self._shown = self._shown or name == _TEXT + "p"
        elif name == _TABLE + "table" and self._path[:-1] == _AROUND:
            self._open_sheet()
        elif self._path[:4] != [*_AROUND, _TABLE + "table"] or _TABLE + "shapes" in self._path:
            return  # a log of changes, or a drawing on the sheet
        elif name == _ROW:
            self._open_row(attributes)
        elif name in _CELLS:
            self._cell, self._depth = attributes, len(self._path)
            self._texts.clear()
            self._shown = False

    def _open_sheet(self) -> None:
        self.sheet += 1
        self._row = 0
        if self.sheet >= len(self._sheets):
            raise RefusedError("BERKAS-SELISIH", address="-")

    def _set_epoch(self, day: str) -> None:
        if day not in _EPOCHS:
            raise RefusedError("BERKAS-ODS", reason=f"days are counted from {day[:_LONGEST]}")
        self.epoch_1904 = _EPOCHS[day]

    def _open_row(self, attributes: Attributes) -> None:
        self._column = 0
        self._in_row = True
        self._rows = _count(attributes.get(_TABLE + "number-rows-repeated"))
        self._found.clear()
        if attributes.get(_TABLE + "visibility") in _HIDDEN:
            last = min(self._row + self._rows, self._sheets[self.sheet].height)
            self._sheets[self.sheet].hidden_rows.extend(range(self._row + 1, last + 1))

    def text(self, data: str) -> None:
        if self._cell is not None and self._path[-1].startswith(_TEXT) and len(self._texts) < _LONGEST:
            self._texts.append(data)

    def end(self, name: str) -> None:
        if self._cell is not None and len(self._path) == self._depth:
            self._close_cell(self._cell, covered=name == _CELLS[1])
            self._cell = None
        elif name == _ROW and self._in_row:
            self._close_row()
        self._path.pop()

    def _close_cell(self, cell: Attributes, *, covered: bool) -> None:
        columns = _count(cell.get(_TABLE + "number-columns-repeated"))
        mark = self._mark(cell)
        if mark and covered:
            mark = COVERED
        if mark:
            marks = self._sheets[self.sheet]
            # An empty stretch to the last column costs nothing; a repeated value costs what the library returned.
            last = min(self._column + columns, max(marks.width, self._column + 1))
            self._found += [(column, mark) for column in range(self._column, last)]
        across = _count(cell.get(_TABLE + "number-columns-spanned"))
        down = _count(cell.get(_TABLE + "number-rows-spanned"))
        if across > 1 or down > 1:
            row, column = self._row + 1, self._column + 1
            self._sheets[self.sheet].merges.append((row, column, row + down - 1, column + across - 1))
        self._column += columns

    def _mark(self, cell: Attributes) -> int:
        kind = cell.get(_OFFICE + "value-type", "")
        text = "".join(self._texts).strip()
        if cell.get(_CALC + "value-type") == "error":
            return named_error_mark(text)
        if not kind:
            # A result that is an empty text has its paragraph, empty too; without one there is no result.
            return FORMULA if _TABLE + "formula" in cell and not self._shown else NOTHING
        if kind == "string":
            return TEXT if text or cell.get(_OFFICE + "string-value") else MAYBE_TEXT
        return _TYPES.get(kind, TEXT)

    def _close_row(self) -> None:
        marks = self._sheets[self.sheet]
        if self._found:
            for row in range(self._row, min(self._row + self._rows, max(marks.height, self._row + 1))):
                for column, mark in self._found:
                    marks.put(row, column, mark)
        self._row += self._rows
        self._in_row = False


def _count(written: str | None) -> int:
    if written is None:
        return 1
    if not (written.isascii() and written.isdigit()) or not 1 <= int(written) <= 1 << 24:
        raise RefusedError("BERKAS-ODS", reason="a cell or row repeats impossibly often")
    return int(written)
