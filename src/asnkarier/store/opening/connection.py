"""Opens the store's file."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

from asnkarier.errors import StoreError
from asnkarier.model.messages import N_
from asnkarier.store.opening.failures import clear_failures
from asnkarier.store.opening.files import create_private, read_only_uri, read_write_uri
from asnkarier.store.opening.holder import forget_the_dead
from asnkarier.store.opening.migrations import migrate, packaged_migrations, schema_version
from asnkarier.store.opening.transactions import Connection, begin_with_sums, disagreement
from asnkarier.store.opening.waiting import patiently
from asnkarier.store.trust.sumfile import read_entries

Mode = Literal["r", "w"]
NOTHING_YET = N_("There is no data yet: the store {path} does not exist.")
_CACHE_KIB = 65536  # a large import stays in memory instead of spilling pages twice
_SQLITE_WAIT = 0.25  # seconds that SQLite may wait by itself, deaf to signals; `patiently` does the rest


def connect(path: Path, wait: float, mode: Mode, doing: str = "") -> Connection:
    """Open the store at `path` with an up-to-date schema; in mode `r` everything read comes from one instant.

    doing: the command at work, for those who must wait for it. Raises StoreError when the file is missing (mode `r`), foreign, newer or damaged, StoreLocked when it stays busy.
    """
    with clear_failures(path):
        if mode == "w":
            create_private(path)
            forget_the_dead(path)
            return _writer(path, wait, doing)
        return _reader(path, wait, doing)


def is_older(path: Path, wait: float) -> bool:
    """Return whether reading the store would first bring it up to date, which changes the file. StoreError as `connect`."""
    if not path.exists() or path.stat().st_size == 0:
        raise _nothing_yet(path)
    with clear_failures(path), closing(open_file(read_only_uri(path), wait)) as connection:
        version = patiently(lambda: schema_version(connection, path), wait)
    return 0 < version < packaged_migrations()[-1].version


def open_file(address: str, wait: float) -> Connection:
    """Open an SQLite address without looking at what it holds."""
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=min(wait, _SQLITE_WAIT),
        isolation_level=None,
        factory=Connection,
    )
    connection.wait = wait
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _writer(path: Path, wait: float, doing: str) -> Connection:
    connection = open_file(read_write_uri(path), wait)
    connection.doing = doing
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is no longer used is zeros, known to the sum
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        # A foreign file is refused before anything in it changes.
        patiently(lambda: schema_version(connection, path), wait)
        _write_ahead(connection, path)
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: Connection, path: Path) -> None:
    """Turn on the write-ahead log; where that fails SQLite would go on without it, and say so only in its answer."""
    answer = patiently(lambda: connection.execute("PRAGMA journal_mode = WAL").fetchone(), connection.wait)
    if answer[0] != "wal":
        raise StoreError(
            N_(
                "The store {path} cannot have its log: the disk is full, or of a kind that several processes cannot share."
            ),
            N_("Free some space, or name a file on a disk of this machine as the store in config.yaml."),
            facts={"path": str(path)},
        )


def _reader(path: Path, wait: float, doing: str) -> Connection:
    if not path.exists() or path.stat().st_size == 0:
        raise _nothing_yet(path)
    connection = open_file(read_only_uri(path), wait)
    try:
        if not patiently(lambda: _is_ready(connection, path), wait):
            # Finishes what was begun, brings up to date, or refuses a newer one.
            with closing(_writer(path, wait, doing)) as writer:
                connection.older_copy = writer.older_copy
        connection.entries = begin_with_sums(connection, path)
        schema_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _is_ready(connection: Connection, path: Path) -> bool:
    try:
        version = schema_version(connection, path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_READONLY_ROLLBACK":  # a process ended while it made the store
            return False
        raise
    if version == 0:
        raise _nothing_yet(path)
    return version == packaged_migrations()[-1].version


def _nothing_yet(path: Path) -> StoreError:
    if any(entry and entry.word == "committed" for entry in read_entries(path)):
        return disagreement("older", path)
    return StoreError(
        NOTHING_YET,
        N_("Import the lists first."),
        facts={"path": str(path)},
    )
