"""The cells of one worksheet part, exactly as written: raw text, kind, address; nothing is converted.

The handlers below run once per XML event, tens of millions of times for a large sheet: they are closures over local
names, make no objects per cell and look up references and texts in dictionaries that fill themselves.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final
from xml.parsers.expat import XMLParserType

import numpy as np

from asnkarier.sheets.grid import (
    BOOL,
    DATE,
    ERROR,
    FORMULA,
    MAX_ROW,
    MONTH,
    NUMBER,
    TEXT,
    Cells,
    Codes,
    Merge,
    column_letters,
    column_number,
)
from asnkarier.sheets.parts.markup import MAIN, Attributes, feed, new_parser
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx.numberformats import DateStyles
from asnkarier.sheets.xlsx.sharedstrings import SharedStrings, unescape

MAX_CELLS: Final = 60_000_000
_REFERENCE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_TRUE: Final = ("1", "true", "on")


class _EnoughError(Exception):
    """The asked number of rows has been read."""


class _Letters(dict[str, int]):
    """The number of a column by its letters; KeyError for anything that is not plain column letters."""

    def __missing__(self, letters: str) -> int:
        try:
            number = self[letters] = column_number(letters)
        except ValueError:
            raise KeyError(letters) from None
        return number


@dataclass(slots=True)
class Context:
    """What a worksheet needs from the rest of its workbook."""

    texts: Codes
    shared: SharedStrings
    styles: DateStyles


@dataclass(slots=True)
class Worksheet:
    """What was found: the cells, merged ranges and hidden rows."""

    cells: Cells
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]


@dataclass(slots=True)
class _Found:
    columns: list[int] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    kinds: bytearray = field(default_factory=bytearray)
    rows: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def cells(self) -> Cells:
        rows = np.repeat(np.array(self.rows, dtype=np.int32), np.array(self.counts, dtype=np.int64))
        kept = len(rows)
        return Cells(
            rows,
            np.array(self.columns[:kept], dtype=np.int32),
            np.array(self.codes[:kept], dtype=np.int32),
            np.frombuffer(bytes(self.kinds[:kept]), dtype=np.uint8),
        )


def read_worksheet(
    chunks: Iterable[bytes], part: str, context: Context, *, most_rows: int | None = None
) -> Worksheet:
    """Return the cells of a worksheet; with `most_rows`, only its first rows with content (no merges then)."""
    found = _Found()
    parser = new_parser(part)

    def root(name: str, _attributes: Attributes) -> None:
        uri, _, local = name.rpartition(" ")
        if local != "worksheet" or uri not in MAIN:
            raise RefusedError(
                "XLSX-XML", part=part, line=parser.CurrentLineNumber, reason=f"root is {local}"
            )
        _attach(parser, f"{uri} " if uri else "", found, context, most_rows)

    parser.StartElementHandler = root
    with suppress(_EnoughError):
        feed(parser, chunks, part)
    return Worksheet(found.cells(), tuple(found.merges), frozenset(found.hidden))


def _attach(  # noqa: C901, PLR0915 - closures, see the module's docstring
    parser: XMLParserType, prefix: str, found: _Found, context: Context, most_rows: int | None
) -> None:
    """Set the handlers that collect rows and cells of elements named `prefix` + local name."""
    c_tag, v_tag, f_tag, t_tag, row_tag = (prefix + name for name in ("c", "v", "f", "t", "row"))
    is_tag, phonetic_tag, data_tag, merge_tag = (
        prefix + name for name in ("is", "rPh", "sheetData", "mergeCell")
    )
    columns, codes, kinds = found.columns, found.codes, found.kinds
    add_column, add_code, add_kind = columns.append, codes.append, kinds.append
    texts, shared = context.texts, context.shared
    dated: dict[str | None, int] = dict.fromkeys(context.styles.dates, DATE)
    dated.update((one, MONTH) for one in context.styles.months)
    letters = _Letters()
    pieces: list[str] = []
    clear = pieces.clear
    row = column = counted = tables = 0
    row_text = kind = ""
    style: str | None = None
    formula = phonetic = False
    inline: list[str] = []

    def add(text: str, kind_number: int) -> None:
        add_column(column)
        add_code(texts[text])
        add_kind(kind_number)

    def start(name: str, attributes: Attributes) -> None:  # noqa: C901
        nonlocal column, kind, style, formula, phonetic, row, row_text
        if name == c_tag:
            if formula:
                add("", FORMULA)
                formula = False
            reference = attributes.get("r")
            if reference is None:
                column += 1
            else:
                try:
                    column = letters[reference.removesuffix(row_text)]
                except KeyError:
                    column = _odd_reference(reference, row)
            kind = attributes.get("t", "n")
            style = attributes.get("s")
        elif name == v_tag:
            clear()
        elif name == f_tag:
            formula = kind != ""
        elif name == row_tag:
            row = _row_number(attributes.get("r"), row)
            row_text = str(row)
            column = 0
            require_no_strays()
            if attributes.get("hidden") in _TRUE:
                found.hidden.add(row)
        elif name == t_tag:
            clear()
        elif name == is_tag:
            inline.clear()
        elif name == phonetic_tag:
            phonetic = True

    def end(name: str) -> None:  # noqa: C901, PLR0912
        nonlocal formula, phonetic, kind
        if name == v_tag:
            text = pieces[0] if len(pieces) == 1 else "".join(pieces)
            if kind == "n":
                text = text.strip()
            if not text and kind != "str":
                return  # a formula before it stays without a result; an empty text is a result
            if kind == "s":
                add_column(column)
                add_code(shared[text])
                add_kind(TEXT)
            elif kind == "n":
                add_column(column)
                add_code(texts[text])
                add_kind(dated.get(style, NUMBER))
            else:
                _other(kind, text, add)
            formula = False
        elif name == c_tag:
            kind = ""  # a value outside a cell belongs to nobody
        elif name == row_tag:
            end_row()
        elif name == t_tag:
            if not phonetic:
                inline.append("".join(pieces))
        elif name == is_tag:
            if kind == "inlineStr":
                add(unescape("".join(inline)), TEXT)
        elif name == phonetic_tag:
            phonetic = False
        elif name == data_tag:
            require_no_strays()
            parser.StartElementHandler = start_around
            parser.EndElementHandler = None

    def require_no_strays() -> None:
        if len(codes) != counted:
            raise RefusedError(
                "XLSX-ALAMAT", address=f"{column_letters(max(column, 1))}?"
            )  # a cell outside a row

    def end_row() -> None:
        nonlocal formula, counted
        if formula:
            add("", FORMULA)
            formula = False
        count, counted = len(codes) - counted, len(codes)
        if count:
            found.rows.append(row)
            found.counts.append(count)
            if len(codes) > MAX_CELLS:
                raise RefusedError("BERKAS-BESAR", limit=MAX_CELLS)
            if most_rows is not None and len(found.rows) >= most_rows:
                raise _EnoughError

    def start_around(name: str, attributes: Attributes) -> None:
        nonlocal tables
        if name == data_tag:
            tables += 1
            if tables > 1:  # a reader that stops at the first would lose the rows of the second
                raise RefusedError("BERKAS-RUSAK", reason="sheetData occurs twice")
            parser.StartElementHandler = start
            parser.EndElementHandler = end
        elif name == merge_tag:
            found.merges.append(_merge(attributes.get("ref", "")))

    parser.StartElementHandler = start_around
    parser.CharacterDataHandler = pieces.append


def _other(kind: str, text: str, add: Callable[[str, int], None]) -> None:
    """Add a cell of one of the rarer kinds; an empty formula text is a result, and empty."""
    if kind == "str":
        add(unescape(text), TEXT)
    elif kind == "b":
        add(text.strip(), BOOL)
    elif kind == "e":
        add(text.strip(), ERROR)
    elif kind in ("d", "inlineStr"):
        add(text.strip(), TEXT)  # an ISO 8601 date is text that the date parser reads
    elif not kind:
        raise RefusedError("XLSX-ALAMAT", address="-")  # a value outside a cell
    else:
        raise RefusedError("XLSX-JENIS-SEL", type=kind)


def _row_number(written: str | None, previous: int) -> int:
    if written is None:
        return previous + 1
    digits = written.strip()
    if not (digits.isascii() and digits.isdigit()) or not 1 <= int(digits) <= MAX_ROW:
        raise RefusedError("XLSX-ALAMAT", address=written)
    return int(digits)


def _odd_reference(reference: str, row: int) -> int:
    """Return the column of a reference that is not plainly letters and the row's number, or refuse it."""
    match = _REFERENCE.fullmatch(reference.strip())
    if match is None or int(match[2]) != row:
        # Reading it would put a value beside another person.
        raise RefusedError("XLSX-ALAMAT", address=reference)
    try:
        return column_number(match[1].upper())
    except ValueError:
        raise RefusedError("XLSX-ALAMAT", address=reference) from None


def _merge(reference: str) -> Merge:
    corners = [_REFERENCE.fullmatch(corner.strip()) for corner in reference.split(":")]
    found = [corner for corner in corners if corner is not None]
    if not found or len(found) != len(corners):
        raise RefusedError("XLSX-ALAMAT", address=reference)
    rows = [int(corner[2]) for corner in found]
    try:
        columns = [column_number(corner[1].upper()) for corner in found]
    except ValueError:
        raise RefusedError("XLSX-ALAMAT", address=reference) from None
    return Merge(min(rows), min(columns), max(rows), max(columns))
