"""The store as the bytes of its pages, seen from one transaction: the same before and after it is written to the file."""

import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_COUNTER: Final = slice(24, 28)  # positions in SQLite's file header, see "The Database File Format"
_COUNTER_AGAIN: Final = slice(92, 96)
_WRITER: Final = slice(96, 100)
_HEADER: Final = 100


@dataclass(frozen=True, slots=True)
class Image:
    """All that the file holds. number: how many transactions made it. sqlite: version of the library that wrote last."""

    number: int
    sum: str
    sqlite: int
    counters_agree: bool


def state_number(connection: sqlite3.Connection) -> int:
    """Return how many transactions made the store."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def count_state(connection: sqlite3.Connection) -> int:
    """Number the transaction that is about to be committed."""
    number = state_number(connection) + 1
    connection.execute(f"PRAGMA user_version = {number}")
    return number


def image(connection: sqlite3.Connection) -> Image:
    """Return what the transaction of `connection` sees, its own uncommitted changes included.

    SQLite counts commits in two fields of the header and signs with its version only while it commits: these stay out
    of the sum and are told beside it.
    """
    # Through SQLite, although the file would be read faster: closing any handle of a file lets go of every lock that the
    # process holds on it (fcntl), and two processes would write at once.
    pages = memoryview(connection.serialize())
    header = bytearray(pages[:_HEADER])
    counters_agree = header[_COUNTER] == header[_COUNTER_AGAIN]
    sqlite = int.from_bytes(header[_WRITER], "big")
    for field in (_COUNTER, _COUNTER_AGAIN, _WRITER):
        header[field] = bytes(len(header[field]))
    digest = hashlib.sha256(header)
    digest.update(pages[_HEADER:])
    return Image(state_number(connection), digest.hexdigest(), sqlite, counters_agree)


def larger_than_the_file(connection: sqlite3.Connection, path: Path) -> bool:
    """Return True when a damaged header would have us read far beyond the end."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    log = path.with_name(path.name + "-wal")
    there = path.stat().st_size + (log.stat().st_size if log.exists() else 0)
    return int(pages) * int(size) > there


def library_version() -> int:
    """Return the version of the SQLite library here as its file header writes it."""
    major, minor, patch = sqlite3.sqlite_version_info
    return major * 1_000_000 + minor * 1_000 + patch
