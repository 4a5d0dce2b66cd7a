"""The facts of a batch that change what is known of their keys, as bytes: only the cells in which they differ."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from asnkarier.late import np
from asnkarier.model.frames import Table
from asnkarier.store.coded import Numbers, stored_columns
from asnkarier.store.vouching.packed import pack, runs_of

_WIDTH: Final = 8  # bytes of a number
_LEVEL: Final = 9  # written once, read every day

# By column the places among the facts (None: all of them) and what stands there (a single value: at every place).
Cells = Mapping[str, tuple[list[int] | None, list[Any]]]


@dataclass(frozen=True, slots=True)
class Changed:
    """Facts of one batch. ids: ascending. firsts: of each the first fact of its key. cells: what they say otherwise than that one."""

    ids: Numbers
    firsts: Numbers
    cells: Cells


def pack_changed(one: Changed) -> tuple[bytes, bytes, bytes]:
    """Return ids, first facts and cells as bytes."""
    text = json.dumps(one.cells, ensure_ascii=False, separators=(",", ":"))
    said = zlib.compress(text.encode(), _LEVEL)
    return pack(runs_of(one.ids)), _pack_numbers(one.firsts), said


def unpack_cells(data: bytes, table: Table, count: int) -> Cells:
    """Return the cells of `count` facts; sqlite3.DatabaseError for bytes that `pack_changed` never writes."""
    try:
        cells: Cells = json.loads(zlib.decompress(data))
        if not cells.keys() <= set(stored_columns(table)) or "source_id" not in cells:
            raise damaged()
        for places, values in cells.values():
            told = count if places is None else len(places)
            if len(values) not in (1, told) or (places and not 0 <= min(places) <= max(places) < count):
                raise damaged()
    except (zlib.error, ValueError, TypeError, AttributeError) as error:
        raise damaged() from error
    return cells


def _pack_numbers(numbers: Numbers) -> bytes:
    """Return numbers as the steps between them, all their lowest bytes first: those above are nearly all alike."""
    steps = np.diff(numbers, prepend=0).astype("<i8")
    return zlib.compress(steps.view(np.uint8).reshape(-1, _WIDTH).T.tobytes(), _LEVEL)


def unpack_numbers(parts: Sequence[bytes]) -> list[Numbers]:
    """Return the first facts of each of the parts, all in one go; sqlite3.DatabaseError for bytes that `pack_changed` never writes."""
    try:
        planes = [np.frombuffer(zlib.decompress(part), np.uint8).reshape(_WIDTH, -1) for part in parts]
    except (zlib.error, ValueError) as error:
        raise damaged() from error
    if not planes:
        return []
    steps = np.ascontiguousarray(np.concatenate(planes, axis=1).T).view("<i8").ravel()
    stops = np.cumsum([part.shape[1] for part in planes])
    upto = np.cumsum(steps, dtype=np.int64)
    before = np.append(0, upto)[np.append(0, stops[:-1])]  # each part counts from nothing
    return np.split(upto - np.repeat(before, np.diff(stops, prepend=0)), stops[:-1])


def damaged() -> sqlite3.DatabaseError:
    """Return the error for changes that no store writes; without a code of SQLite it is told as damage."""
    return sqlite3.DatabaseError("what a batch changes cannot be read")
