"""The store as the bytes of its pages, seen from one transaction: the same before and after it is written to the file."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

_COUNTER: Final = slice(24, 28)  # positions in SQLite's file header, see "The Database File Format"
_COUNTER_AGAIN: Final = slice(92, 96)
_WRITER: Final = slice(96, 100)
_HEADER: Final = 100
_BLOCK: Final = 1024 * 1024


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
    pages = memoryview(connection.serialize())
    return _summed(connection, bytes(pages[:_HEADER]), [pages[_HEADER:]])


def image_on_disk(connection: sqlite3.Connection, path: Path) -> Image | None:
    """Return the same of a transaction that has changed nothing, read from the file; None while the log holds anything.

    A transaction that began on an empty log keeps every other process from moving pages into the file, so the file is
    what it sees. That takes less than half the time of `image`, and no memory.
    """
    log = path.with_name(path.name + "-wal")
    try:
        if log.exists() and log.stat().st_size:
            return None
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        with path.open("rb") as file:
            header = file.read(_HEADER)
            return _summed(connection, header, _blocks(file, int(pages) * int(size) - len(header)))
    except OSError:
        return None


def _blocks(file: BinaryIO, count: int) -> Iterator[bytes]:
    while count > 0 and (block := file.read(min(count, _BLOCK))):
        count -= len(block)
        yield block


def _summed(connection: sqlite3.Connection, head: bytes, rest: Iterable[bytes | memoryview]) -> Image:
    header = bytearray(head)
    counters_agree = header[_COUNTER] == header[_COUNTER_AGAIN]
    sqlite = int.from_bytes(header[_WRITER], "big")
    for field in (_COUNTER, _COUNTER_AGAIN, _WRITER):
        header[field] = bytes(len(header[field]))
    digest = hashlib.sha256(header)
    for block in rest:
        digest.update(block)
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
