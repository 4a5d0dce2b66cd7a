"""Numbers of facts as runs of consecutive ones, and runs as few bytes: read and written without a loop over them."""

import sqlite3
from typing import Final

import numpy as np
import numpy.typing as npt

from asnkarier.store.coded import Numbers

# (n, 2): first and last fact of each run, ascending, with a hole between every two.
Runs = npt.NDArray[np.int64]

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
    raw = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(raw < 1 << _BITS)
    starts = np.append(0, ends[:-1] + 1)
    sizes = ends - starts + 1
    whole = not len(raw) or (len(ends) and ends[-1] == len(raw) - 1)
    if not whole or len(ends) % 2 or (sizes > _MOST_BYTES).any():
        raise damaged()
    if not len(raw):
        return np.empty((0, 2), np.int64)
    if ((raw[ends] == 0) & (sizes > 1)).any():  # a number written longer than it is
        raise damaged()
    shifts = _BITS * (np.arange(len(raw)) - np.repeat(starts, sizes))
    numbers = np.add.reduceat((raw & 127).astype(np.int64) << shifts, starts)
    holes, more = numbers[::2], numbers[1::2]
    if not holes[1:].all():  # two runs that are one
        raise damaged()
    lasts = np.cumsum(holes + more + 1)
    return np.column_stack([lasts - more, lasts])


def damaged() -> sqlite3.DatabaseError:
    """Return the error for bytes that no store writes; without a code of SQLite it is told as damage."""
    return sqlite3.DatabaseError("what a batch vouches for cannot be read")
