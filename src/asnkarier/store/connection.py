"""Opens the store's file, and holds its transactions."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Literal

from asnkarier.errors import StoreError
from asnkarier.model.messages import N_
from asnkarier.store.failures import clear_failures, is_busy
from asnkarier.store.files import create_private, read_only_uri
from asnkarier.store.holder import holding
from asnkarier.store.migrations import migrate, packaged_migrations, schema_version

Mode = Literal["r", "w"]
_CACHE_KIB = 65536  # a large import stays in memory instead of spilling pages twice


def connect(path: Path, wait: float, mode: Mode) -> sqlite3.Connection:
    """Open the store at `path` with an up-to-date schema; in mode `r` everything read comes from one instant.

    Raises StoreError when the file is missing (mode `r`), foreign, newer or damaged, StoreLocked when it stays busy.
    """
    with clear_failures(path):
        if mode == "w":
            create_private(path)
            return _writer(path, wait)
        return _reader(path, wait)


def _writer(path: Path, wait: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        connection.execute("PRAGMA trusted_schema = OFF")
        schema_version(connection, path)  # a foreign file is refused before anything in it changes
        _write_ahead(connection, wait)
        migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection, wait: float) -> None:
    """Turn on the write-ahead log. SQLite does not wait its busy time here, so we do."""
    deadline = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _reader(path: Path, wait: float) -> sqlite3.Connection:
    if not path.exists() or path.stat().st_size == 0:
        raise _nothing_yet(path)
    connection = sqlite3.connect(read_only_uri(path), uri=True, timeout=wait, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        if _stored_version(connection, path) != packaged_migrations()[-1].version:
            with closing(_writer(path, wait)):  # brings an older store up to date, refuses a newer one
                pass
        connection.execute("BEGIN")
        schema_version(connection, path)  # the first read fixes the instant
    except BaseException:
        connection.close()
        raise
    return connection


def _stored_version(connection: sqlite3.Connection, path: Path) -> int:
    version = schema_version(connection, path)
    if version == 0:
        raise _nothing_yet(path)
    return version


def _nothing_yet(path: Path) -> StoreError:
    return StoreError(
        N_("There is no data yet: the store {path} does not exist."),
        N_("Import the lists first: asn import FILE"),
        facts={"path": str(path)},
    )


@contextmanager
def reading(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """See one instant of the store for all that is read inside."""
    with clear_failures(path):
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")


@contextmanager
def writing(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """Hold the write lock for what is done inside: all of it is stored, durably, or nothing."""
    with clear_failures(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            with holding(path):
                yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has already rolled back
                connection.execute("ROLLBACK")
            raise
