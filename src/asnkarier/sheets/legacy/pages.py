"""Sheets as the reading child process hands them back: a header in JSON, then plain arrays; standard library only.

Nothing in this file may import numpy: the child lives under a cap of address space, which numpy's threads would eat.
"""

import json
import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from asnkarier.sheets.refusal import RefusedError

MAGIC: Final = b"ASNPAGE1"
MAX_CELLS: Final = 20_000_000
# The kinds of cells as letters, so that both sides agree without sharing the numbers of the grid.
TEXT, NUMBER, DATE, BOOL, ERROR, FORMULA = b"tndbef"
ERRORS: Final = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
Area = tuple[int, int, int, int]


@dataclass(slots=True)
class Page:
    """One sheet: cells in any order, rows and columns 1-based; merges as (top, left, bottom, right)."""

    name: str
    hidden: bool = False
    rows: "array[int]" = field(default_factory=lambda: array("i"))
    columns: "array[int]" = field(default_factory=lambda: array("i"))
    codes: "array[int]" = field(default_factory=lambda: array("i"))
    kinds: bytearray = field(default_factory=bytearray)
    texts: dict[str, int] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)

    def add(self, row: int, column: int, text: str, kind: int) -> None:
        """Add a cell; RefusedError `BERKAS-BESAR` beyond the limit."""
        if len(self.kinds) >= MAX_CELLS:
            raise RefusedError("BERKAS-BESAR", limit=MAX_CELLS)
        self.rows.append(row)
        self.columns.append(column)
        self.codes.append(self.texts.setdefault(text, len(self.texts)))
        self.kinds.append(kind)


@dataclass(frozen=True, slots=True)
class Book:
    """What the child found: sheets in the file's order; encoding when the text did not declare it itself."""

    pages: Sequence[Page]
    epoch_1904: bool = False
    encoding: str | None = None


def write_book(book: Book, out: BinaryIO) -> None:
    """Write a book for `read_book` of the parent."""
    sheets = []
    blobs: list[bytes] = []
    for page in book.pages:
        texts = json.dumps(list(page.texts)).encode("ascii")
        sheets.append(
            {
                "name": page.name,
                "hidden": page.hidden,
                "cells": len(page.kinds),
                "texts": len(texts),
                "merges": page.merges,
                "hidden_rows": page.hidden_rows,
            }
        )
        blobs += [_little(page.rows), _little(page.columns), _little(page.codes), bytes(page.kinds), texts]
    _write(out, {"epoch_1904": book.epoch_1904, "encoding": book.encoding, "sheets": sheets}, blobs)


def write_refusal(refusal: RefusedError, out: BinaryIO) -> None:
    """Write the reason why there are no sheets."""
    facts = {name: str(value) for name, value in refusal.facts.items()}
    _write(out, {"refused": refusal.code, "sheet": refusal.sheet, "cell": refusal.cell, "facts": facts})


def _write(out: BinaryIO, header: dict[str, Any], blobs: Iterable[bytes] = ()) -> None:
    head = json.dumps(header).encode("ascii")
    out.write(MAGIC + struct.pack("<I", len(head)) + head)
    out.writelines(blobs)
    out.flush()


def _little(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()
