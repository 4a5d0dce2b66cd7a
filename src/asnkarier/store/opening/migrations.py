"""Brings the schema of a store up to date: numbered SQL files, each applied once, whole or not at all."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from asnkarier.errors import StoreError
from asnkarier.model.messages import N_
from asnkarier.store.changed.older import change_older
from asnkarier.store.opening.files import replace_private
from asnkarier.store.opening.transactions import Connection, give_back_room, writing
from asnkarier.store.trust.chain import seal_older
from asnkarier.store.vouching.older import pack_older

_SCHEMA = Path(__file__).parents[1] / "schema"
APPLICATION_ID = 0x41534E4B  # "ASNK" in the header of the file


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema, named `NNNN_what.sql`."""

    version: int
    sql: str


@cache
def packaged_migrations() -> tuple[Migration, ...]:
    """Return the migrations shipped with the program, in order."""
    found = sorted((file.name, file) for file in _SCHEMA.iterdir() if file.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), file.read_text(encoding="utf-8")) for name, file in found)


def schema_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema version of an open file, 0 when it is still empty; StoreError when the file is not ours."""
    with _one_instant(connection):
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application == APPLICATION_ID:
            (version,) = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
            return int(version)
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application or tables:
        raise StoreError(
            N_("{path} is a database of another program, not a store of asnkarier."),
            N_("Name another file as the store in config.yaml."),
            facts={"path": str(path)},
        )
    return 0


@contextmanager
def _one_instant(connection: sqlite3.Connection) -> Iterator[None]:
    """Read one state of the file: another process may finish making the store between two statements."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def migrate(connection: Connection, path: Path, steps: Sequence[Migration] | None = None) -> None:
    """Apply the missing migrations in one transaction, after a backup copy of a store that already holds data.

    Raises StoreError when the store was written by a newer version.
    """
    steps = packaged_migrations() if steps is None else steps
    newest = steps[-1].version
    if _known(schema_version(connection, path), newest, path) == newest:
        return
    with writing(connection, path):
        # Another process may have been first: only what is read under the lock counts.
        version = _known(schema_version(connection, path), newest, path)
        if 0 < version < newest:
            connection.older_copy = path.with_name(f"{path.name}.schema{version}.bak")
            replace_private(connection.older_copy, connection.serialize())
        for step in steps:
            if step.version > version:
                _apply(connection, step)
        if version < newest:
            pack_older(connection)
            change_older(connection)
            seal_older(connection)
    give_back_room(connection, path)


def _known(version: int, newest: int, path: Path) -> int:
    if version > newest:
        raise StoreError(
            N_(
                "The store {path} was written by a newer version of asnkarier (schema {version}, known here: {newest})."
            ),
            N_("Install that version or a newer one."),
            facts={"path": str(path), "version": version, "newest": newest},
        )
    return version


def _apply(connection: sqlite3.Connection, step: Migration) -> None:
    for statement in _statements(step.sql):
        connection.execute(statement)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('schema_version', ?)", (str(step.version),))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _statements(sql: str) -> Iterator[str]:
    """Split a script, because `executescript` would commit before it starts."""
    pending = ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if any(line and not line.startswith("--") for line in map(str.strip, pending.splitlines())):
        yield pending
