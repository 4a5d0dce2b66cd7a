"""Is the store what was written to it? Looked at on the disk, read-only, by every means there is."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from asnkarier.errors import StoreLocked
from asnkarier.model.messages import N_
from asnkarier.read_before import read_before
from asnkarier.store.events import examine_events
from asnkarier.store.opening.connection import open_file
from asnkarier.store.opening.failures import clear_failures, store_failure
from asnkarier.store.opening.files import read_only_uri
from asnkarier.store.opening.migrations import APPLICATION_ID, packaged_migrations, schema_version
from asnkarier.store.opening.transactions import DISAGREEMENTS, Connection, begin_reading, begin_with_sums
from asnkarier.store.opening.waiting import is_busy
from asnkarier.store.purging.rewriting import owes
from asnkarier.store.purging.tombstones import purge_bodies
from asnkarier.store.records import Finding
from asnkarier.store.trust.chain import examine
from asnkarier.store.trust.image import image, larger_than_the_file
from asnkarier.store.trust.sumfile import judge, read_entries, sum_path

_UNFINISHED = Finding(
    "file", False, N_("a process ended while it made the store: the next import starts it anew")
)
Check = Callable[[Connection], Iterator[Finding]]


def verify(path: Path, wait: float) -> list[Finding]:
    """Return what is wrong with the store at `path`; empty when it is sound. Nothing is changed, not even the schema.

    StoreLocked: it stayed busy for `wait` seconds. Findings name batches and tables, never what a fact says.
    """
    checks: dict[str, Check] = {
        "sum": partial(_sums, path=path),
        "sqlite": _sqlite,
        "schema": _schema,
        "chain": partial(_chain, path=path),
        "events": _events,
    }
    found = [finding for part, check in checks.items() for finding in _trapped(part, check, path, wait)]
    return [finding for place, finding in enumerate(found) if finding not in found[:place]]


def _trapped(part: str, check: Check, path: Path, wait: float) -> list[Finding]:
    """Return what `check` finds; what stops it is a finding too, for a damaged file can stop anything in any way."""
    found: list[Finding] = []
    try:
        with closing(open_file(read_only_uri(path), wait)) as connection:
            begin_reading(connection)
            found.extend(check(connection))
    except sqlite3.Error as error:
        if is_busy(error):
            raise store_failure(error, path) from error
        name = getattr(error, "sqlite_errorname", type(error).__name__)
        found.append(_UNFINISHED if name == "SQLITE_READONLY_ROLLBACK" else _stopped(part, name))
    except StoreLocked:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        found.append(_stopped(part, type(error).__name__))
    return found


def _stopped(part: str, kind: str) -> Finding:
    return Finding(
        "file", True, N_("check {part}: the file cannot be read ({kind})"), {"part": part, "kind": kind}
    )


def _sums(connection: Connection, path: Path) -> Iterator[Finding]:
    connection.execute("ROLLBACK")
    entries = begin_with_sums(connection, path)
    if larger_than_the_file(connection, path):
        yield Finding("file", True, N_("the file says that it is larger than it is"))
        return
    verdict = judge(entries, image(connection))
    if verdict in DISAGREEMENTS:
        facts = {"path": path.name, "sum": sum_path(path).name}
        yield Finding("sum", True, DISAGREEMENTS[verdict][0], facts)
    elif verdict == "unknown":
        yield Finding(
            "sum",
            False,
            N_("there is no sum {sum} beside the store: the next import writes it"),
            {"sum": sum_path(path).name},
        )


def _sqlite(connection: Connection) -> Iterator[Finding]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding("sqlite", True, N_("SQLite: {line}"), {"line": line})
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        if row is None:  # a table that numbers no rows
            sentence = N_("a row of {table} names a row of {parent} that does not exist")
        else:
            sentence = N_("{table} row {row} names a row of {parent} that does not exist")
        yield Finding("sqlite", True, sentence, {"table": table, "row": row, "parent": parent})


def _schema(connection: Connection) -> Iterator[Finding]:
    newest = packaged_migrations()[-1].version
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        yield Finding("schema", True, N_("the file does not say that it is a store of asnkarier"))
        return
    version = int(connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()[0])
    facts = {"version": version, "newest": newest}
    if version > newest:
        yield Finding(
            "schema", True, N_("written by a newer version (schema {version}, known here: {newest})"), facts
        )
    elif version < newest:
        yield Finding(
            "schema",
            False,
            N_("schema {version}: the next command brings it to {newest}, after a backup copy"),
            facts,
        )


def _chain(connection: Connection, path: Path) -> Iterator[Finding]:
    if "digest" not in {row[1] for row in connection.execute("PRAGMA table_info(batches)")}:
        return
    yield from _missing_batches(connection)
    yield from _statuses(connection)
    wrong, strays = _examined(connection, path)
    for batch in wrong:
        yield Finding(
            "chain", True, N_("batch {batch}: what it holds is not what was stored"), {"batch": batch}
        )
    for table, count in strays.items():
        yield Finding(
            "chain",
            True,
            N_("{count} facts in {table} belong to no batch of theirs"),
            {"count": count, "table": table},
        )


def _examined(connection: Connection, path: Path) -> tuple[list[int], dict[str, int]]:
    """Return what `examine` finds; the same bytes are examined once by the same code."""
    if larger_than_the_file(connection, path):
        return examine(connection)
    return read_before("chain", (), image(connection).sum, partial(examine, connection), ("model", "store"))


def _events(connection: Connection) -> Iterator[Finding]:
    if connection.execute("PRAGMA table_info(events)").fetchall():
        for sentence, facts in examine_events(connection):
            yield Finding("events", True, sentence, facts)


def _missing_batches(connection: Connection) -> Iterator[Finding]:
    ids = [row[0] for row in connection.execute("SELECT batch_id FROM batches ORDER BY batch_id")]
    given = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'batches'"
    ).fetchone()[0]
    missing = sorted(set(range(1, max([given, *ids[-1:]]) + 1)) - set(ids))
    if missing:
        yield Finding(
            "chain",
            True,
            N_("batches are missing: {batches}"),
            {"batches": ", ".join(map(str, missing[:20]))},
        )


def _statuses(connection: Connection) -> Iterator[Finding]:
    query = (
        "SELECT batch_id FROM batches WHERE (status = 'undone') !="
        " (batch_id IN (SELECT undoes FROM batches WHERE undoes IS NOT NULL)) ORDER BY batch_id"
    )
    for (batch,) in connection.execute(query):
        yield Finding(
            "chain", True, N_("batch {batch}: whether it counts is not what the log says"), {"batch": batch}
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sound store holds, in figures. last: when its newest batch came. purged: people who were purged; gone: their facts; owed: their bytes may be there still."""

    schema: int
    batches: int
    undone: int
    last: str | None
    purged: int = 0
    gone: int = 0
    owed: bool = False


def summary(path: Path, wait: float) -> Summary:
    """Return the figures of the sound store at `path`; StoreError when it cannot be read."""
    with clear_failures(path), closing(open_file(read_only_uri(path), wait)) as connection:
        begin_reading(connection)
        batches = connection.execute(
            "SELECT count(*), count(*) FILTER (WHERE status = 'undone'), max(imported_at) FROM batches"
        ).fetchone()
        bodies = purge_bodies(connection)
        people, gone = sum(one["people"] for one in bodies), sum(sum(one["facts"].values()) for one in bodies)
        schema, owed = schema_version(connection, path), owes(connection)
        return Summary(schema, batches[0], batches[1], batches[2], people, gone, owed)


def was_written(path: Path) -> bool:
    """Return whether the sum file says that there was a store at `path`."""
    return any(entry is not None and entry.word == "committed" for entry in read_entries(path))


def sqlite_version() -> tuple[int, ...]:
    """Return the version of the SQLite library."""
    return sqlite3.sqlite_version_info
