"""Numbers of facts as runs of consecutive ones, and runs as few bytes: read and written without a loop over them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from asnkarier.late import np
from asnkarier.store.coded import Numbers

if TYPE_CHECKING:
    import numpy.typing as npt

# (n, 2): first and last fact of each run, ascending, with a hole between every two.
Runs: TypeAlias = "npt.NDArray[np.int64]"

_BITS: Final = 7  # of a byte; the eighth says that another byte of the same number follows
_MOST_BYTES: Final = 8  # of one number, so that it stays far below 2**63


def runs_of(ids: Numbers) -> Runs:
    """Return ascending, different numbers as runs."""
    breaks = np.flatnonzero(np.diff(ids) != 1)
    if not len(ids):
        return np.empty((0, 2), np.int64)
    firsts, lasts = ids[np.append(0, breaks + 1)], ids[np.append(breaks, len(ids) - 1)]
    return np.column_stack([firsts, lasts])


def ids_of(runs: Runs) -> Numbers:
    """Return the numbers in the runs, ascending."""
    lengths = runs[:, 1] - runs[:, 0] + 1
    before = np.cumsum(lengths) - lengths
    return np.repeat(runs[:, 0] - before, lengths) + np.arange(int(lengths.sum()), dtype=np.int64)


def ids_of_each(parts: Sequence[Runs]) -> list[Numbers]:
    """Return the numbers in the runs of each part, all in one go."""
    if not parts:
        return []
    runs = np.concatenate(parts)
    upto = np.append(0, np.cumsum(runs[:, 1] - runs[:, 0] + 1))
    stops = upto[np.cumsum([len(part) for part in parts])]
    return np.split(ids_of(runs), stops[:-1])


def pack(runs: Runs) -> bytes:
    """Return the runs as bytes: of each the hole before it and what follows its first fact, as numbers of 7 bits a byte, low ones first."""
    if not len(runs):
        return b""
    holes = runs[:, 0] - np.append(0, runs[:-1, 1]) - 1
    rest = np.column_stack([holes, runs[:, 1] - runs[:, 0]]).ravel()
    sizes = np.ones(len(rest), np.int64)
    for more in range(1, _MOST_BYTES):
        sizes += rest >= 1 << (_BITS * more)
    places = np.cumsum(sizes) - sizes
    packed = np.zeros(int(sizes.sum()), np.uint8)
    for more in range(int(sizes.max())):
        on = sizes > more
        follows = (sizes > more + 1).astype(np.int64) << _BITS
        packed[places[on] + more] = (rest & 127 | follows)[on]
        rest = rest >> _BITS
    return packed.tobytes()


def unpack(data: bytes) -> Runs:
    """Return the runs that `pack` made bytes of; sqlite3.DatabaseError for bytes that it never writes."""
    return unpack_all([data])[0]


def unpack_all(parts: Sequence[bytes]) -> list[Runs]:
    """Return the runs of each of the parts, as `unpack` does, all in one go."""
    raw = np.frombuffer(b"".join(parts), np.uint8)
    stops = np.cumsum([len(part) for part in parts], dtype=np.int64)
    ends = np.flatnonzero(raw < 1 << _BITS)
    starts = np.append(0, ends[:-1] + 1) if len(ends) else ends
    sizes = ends - starts + 1
    counts = np.diff(np.searchsorted(ends, stops), prepend=0)
    whole = np.isin(stops[stops > 0] - 1, ends).all()
    longer = (raw[ends] == 0) & (sizes > 1)  # a number written longer than it is
    if not whole or (counts % 2).any() or (sizes > _MOST_BYTES).any() or longer.any():
        raise damaged()
    if not len(raw):
        return [np.empty((0, 2), np.int64) for _ in parts]
    shifts = _BITS * (np.arange(len(raw)) - np.repeat(starts, sizes))
    numbers = np.add.reduceat((raw & 127).astype(np.int64) << shifts, starts)
    holes, more, runs = numbers[::2], numbers[1::2], counts // 2
    first = np.zeros(len(holes), bool)
    first[(np.cumsum(runs) - runs)[runs > 0]] = True
    if not holes[~first].all():  # two runs that are one
        raise damaged()
    upto = np.cumsum(holes + more + 1)
    before = np.append(0, upto)[np.cumsum(runs) - runs]  # each part counts from nothing
    lasts = upto - np.repeat(before, runs)
    return np.split(np.column_stack([lasts - more, lasts]), np.cumsum(runs)[:-1])


def damaged() -> sqlite3.DatabaseError:
    """Return the error for bytes that no store writes; without a code of SQLite it is told as damage."""
    return sqlite3.DatabaseError("what a batch vouches for cannot be read")
