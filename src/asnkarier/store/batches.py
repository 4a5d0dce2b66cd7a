"""Import batches: what was read when, and which of them count on a day."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from asnkarier.errors import UsageError
from asnkarier.model.frames import Table
from asnkarier.model.messages import N_
from asnkarier.store.records import Batch, ImportBatch, Source, SourceSheet

_COLUMNS = 'batch_id, kind, undoes, table_name, "file", sha256, options_digest, imported_at, imported_by, as_of, counts, status, digest'
_NO_END = 2**62  # beyond every batch


def read_batches(
    connection: sqlite3.Connection, condition: str = "1", values: tuple[Any, ...] = ()
) -> list[Batch]:
    """Return the batches that satisfy a condition of ours, in order of import."""
    complete = "batch_id IN (SELECT batch_id FROM complete_lists)"
    query = f"SELECT {_COLUMNS}, {complete} FROM batches WHERE {condition} ORDER BY batch_id"  # noqa: S608 - conditions are literals
    return [_batch(row) for row in connection.execute(query, values)]


def _batch(row: tuple[Any, ...]) -> Batch:
    values: list[Any] = list(row)
    values[-5] = date.fromisoformat(values[-5])
    values[-4] = json.loads(values[-4])
    values[-1] = bool(values[-1])
    return Batch(*values)


def batches_known_at(connection: sqlite3.Connection, known_at: int | None) -> list[Batch]:
    """Return every import and undo up to batch `known_at` (None: all), each with the status that it had then."""
    batches = read_batches(connection, "batch_id <= ?", (_last_known(known_at),))
    undone = {batch.undoes for batch in batches}
    return [_with_status(batch, "undone" if batch.batch_id in undone else "active") for batch in batches]


def _with_status(batch: Batch, status: Literal["active", "undone"]) -> Batch:
    return batch if batch.status == status else replace(batch, status=status)  # most are what they were


def counting_batches(
    connection: sqlite3.Connection,
    as_of: date,
    table: Table | None = None,
    *,
    known_at: int | None = None,
    besides: int | None = None,
) -> list[Batch]:
    """Return the imports that count on `as_of`, oldest word first: by their own as_of, then by order of import.

    known_at: the last batch that anybody had seen, imports and undoings (None: all). besides: an import that was taken
    back and is to count all the same.
    """
    condition = (
        "kind = 'import' AND as_of <= ? AND batch_id <= ? AND (batch_id = ? OR batch_id NOT IN"
        " (SELECT undoes FROM batches WHERE undoes IS NOT NULL AND batch_id <= ?))"
    )
    last = _last_known(known_at)
    values: tuple[Any, ...] = (as_of.isoformat(), last, besides, last)
    if table is not None:
        condition, values = condition + " AND table_name = ?", (*values, table.name)
    return sorted(
        read_batches(connection, condition, values), key=lambda batch: (batch.as_of, batch.batch_id)
    )


def _last_known(known_at: int | None) -> int:
    """Return a number that SQLite can compare with batches, however large the one that was asked for."""
    return _NO_END if known_at is None else min(known_at, _NO_END)


def batch_at(connection: sqlite3.Connection, moment: datetime) -> int:
    """Return the last batch recorded no later than `moment` (with its time zone), 0 when there was none."""
    stamps = connection.execute("SELECT batch_id, imported_at FROM batches ORDER BY batch_id DESC")
    return next((batch_id for batch_id, stamp in stamps if datetime.fromisoformat(stamp) <= moment), 0)


def insert_batch(
    connection: sqlite3.Connection, batch: ImportBatch, kind: str = "import", undoes: int | None = None
) -> int:
    """Store a batch and return its id."""
    cursor = connection.execute(
        'INSERT INTO batches (kind, undoes, table_name, "file", sha256, options_digest, imported_at, imported_by, as_of, counts)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            kind,
            undoes,
            batch.table,
            batch.file,
            batch.sha256,
            batch.options_digest,
            batch.imported_at,
            batch.imported_by,
            batch.as_of.isoformat(),
            _json(batch.counts),
        ),
    )
    batch_id = int(cursor.lastrowid or 0)
    if batch.complete:
        named = json.dumps(sorted(set(batch.named)))
        connection.execute("INSERT INTO complete_lists VALUES (?, ?)", (batch_id, named))
    if batch.set_aside:
        aside = json.dumps(sorted(set(batch.set_aside)))
        connection.execute("INSERT INTO set_aside VALUES (?, ?)", (batch_id, aside))
    return batch_id


def has_complete_lists(connection: sqlite3.Connection) -> bool:
    """Return whether any list was ever said to be complete."""
    return connection.execute("SELECT 1 FROM complete_lists LIMIT 1").fetchone() is not None


def named_by(connection: sqlite3.Connection, batch_id: int) -> list[str]:
    """Return who stands on rows of a complete list that were set aside."""
    found = connection.execute("SELECT named FROM complete_lists WHERE batch_id = ?", (batch_id,)).fetchone()
    return [] if found is None else list(json.loads(found[0]))


def undoable(connection: sqlite3.Connection, batch_id: int) -> Batch:
    """Return the import with this id; UsageError when there is none, or nothing of it to take back."""
    hint = N_("see the list of imports: asn history")
    # Looked up in Python: SQLite cannot be asked for a number beyond its own.
    found = next((batch for batch in read_batches(connection) if batch.batch_id == batch_id), None)
    if found is None:
        raise UsageError(N_("there is no batch {batch}"), hint, facts={"batch": batch_id})
    if found.kind == "undo":
        raise UsageError(
            N_("batch {batch} is itself the undoing of batch {undone}"),
            N_("import that file again to bring it back"),
            facts={"batch": batch_id, "undone": found.undoes},
        )
    if found.status == "undone":
        record = read_batches(connection, "undoes = ?", (batch_id,))[0]
        raise UsageError(
            N_("batch {batch} was taken back already, by batch {record}"),
            hint,
            facts={"batch": batch_id, "record": record.batch_id},
        )
    return found


def write_counts(connection: sqlite3.Connection, batch_id: int, counts: Mapping[str, int]) -> None:
    """Replace the counts of a batch."""
    connection.execute("UPDATE batches SET counts = ? WHERE batch_id = ?", (_json(counts), batch_id))


def insert_sources(
    connection: sqlite3.Connection, batch_id: int, sources: Mapping[int, SourceSheet]
) -> dict[int, int]:
    """Store the sheets of a batch and return, for the number each has in the frame, its id in the store."""
    query = 'INSERT INTO sources (batch_id, "file", sheet, header_rows, columns) VALUES (?, ?, ?, ?, ?)'
    stored = {}
    for number, source in sources.items():
        rows = _json(list(source.header_rows))
        cursor = connection.execute(
            query, (batch_id, source.file, source.sheet, rows, _json(dict(source.columns)))
        )
        stored[number] = int(cursor.lastrowid or 0)
    return stored


def read_sources(connection: sqlite3.Connection) -> dict[int, Source]:
    """Return every sheet ever read, by its id."""
    query = (
        "SELECT source_id, sources.file, sheet, header_rows, columns, batch_id, sha256"
        " FROM sources JOIN batches USING (batch_id) ORDER BY source_id"
    )
    told = cache(json.loads)  # nightly sheets have the same columns
    return {
        source_id: Source(file, sheet, tuple(told(rows)), told(columns), batch_id, sha256)
        for source_id, file, sheet, rows, columns, batch_id, sha256 in connection.execute(query)
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
