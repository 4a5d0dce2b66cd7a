"""What a purge left behind: the ids that are gone, and the digests of what batches and events hold since.

A batch and an event keep the digest they were written with, so that the chain goes on through them. What they hold since is sealed
in the body of the event that records the purge, which is an event of the chain itself.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final

from asnkarier.late import np
from asnkarier.model.frames import Table
from asnkarier.store.coded import Numbers
from asnkarier.store.vouching.packed import ids_of, unpack

PURGE: Final = "purge"  # what the event is about


@dataclass(frozen=True, slots=True)
class Sealed:
    """By batch and by event the digest of what it holds since its last purge."""

    batches: dict[int, str] = field(default_factory=dict)
    events: dict[int, str] = field(default_factory=dict)


def read_sealed(connection: sqlite3.Connection) -> Sealed:
    """Return what the purges sealed; nothing in a store of an earlier schema."""
    sealed = Sealed()
    for body in purge_bodies(connection):
        sealed.batches.update({int(one): digest for one, digest in body["batches"].items()})
        sealed.events.update({int(one): digest for one, digest in body["events"].items()})
    return sealed


def purge_bodies(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return what the events that record purges say, in order."""
    if not _there(connection):
        return []
    query = "SELECT body FROM events WHERE kind = 'audit' AND about = ? ORDER BY event_id"
    return [json.loads(body) for (body,) in connection.execute(query, (PURGE,))]


def gone_of_batch(connection: sqlite3.Connection, batch_id: int) -> Numbers:
    """Return the ids of the facts that the batch brought and that are gone, ascending."""
    if not _there(connection):
        return np.empty(0, np.int64)
    query = "SELECT ids FROM tombstones WHERE batch_id = ? ORDER BY purge"
    parts = [ids_of(unpack(ids)) for (ids,) in connection.execute(query, (batch_id,))]
    return np.sort(np.concatenate([np.empty(0, np.int64), *parts]))


def last_gone(connection: sqlite3.Connection, table: Table) -> int:
    """Return the last id that a purged fact of the table had, 0 when there is none: batches vouch for it still."""
    query = "SELECT ids FROM tombstones JOIN batches USING (batch_id) WHERE table_name = ?"
    runs = [unpack(ids) for (ids,) in connection.execute(query, (table.name,))]
    return max((int(one[-1, 1]) for one in runs if len(one)), default=0)


def seal_of(digest: str, gone: Numbers) -> str:
    """Return the seal of a batch: of what it holds and of which facts are gone from it."""
    return hashlib.sha256(digest.encode() + np.asarray(gone, "<i8").tobytes()).hexdigest()


def _there(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'tombstones'").fetchone() is not None
