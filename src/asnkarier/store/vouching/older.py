"""Stores of the first eight schemas: what batches vouch for as one row per run of facts, every batch whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import Final

from asnkarier.late import np
from asnkarier.model.frames import TABLES
from asnkarier.store.vouching.lanes import Heads
from asnkarier.store.vouching.packed import Runs, ids_of

_BEFORE: Final = "attestations_before"


def are_older(connection: sqlite3.Connection) -> bool:
    """Return whether the store still has one row per run."""
    return any(row[1] == "first_fact" for row in connection.execute("PRAGMA table_info(attestations)"))


def older_runs(connection: sqlite3.Connection, batch_id: int, name: str = "attestations") -> Runs:
    """Return what a batch vouches for in such a store."""
    query = f"SELECT first_fact, last_fact FROM {name} WHERE batch_id = ? ORDER BY first_fact"  # noqa: S608 - names of ours
    numbers = chain.from_iterable(connection.execute(query, (batch_id,)))
    return np.fromiter(numbers, np.int64).reshape(-1, 2)


def pack_older(connection: sqlite3.Connection) -> None:
    """Write what batches vouched for as they would have written it today, and drop what stood there; nothing if it is done."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (_BEFORE,)).fetchone():
        return
    for table in TABLES.values():
        heads = Heads()
        for batch_id in list(_imports(connection, table.name)):
            heads.vouch(connection, batch_id, ids_of(older_runs(connection, batch_id, _BEFORE)))
    connection.execute(f"DROP TABLE {_BEFORE}")


def _imports(connection: sqlite3.Connection, table: str) -> Iterator[int]:
    query = "SELECT batch_id FROM batches WHERE table_name = ? ORDER BY batch_id"
    return (batch_id for (batch_id,) in connection.execute(query, (table,)))
