"""Events: what was run, decided and examined on the facts; only ever added, each chained to the one before."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, Final

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.store.purging.tombstones import read_sealed
from asnkarier.store.records import Event, EventKind, NewEvent
from asnkarier.store.trust.chain import START

_COLUMNS: Final = 'event_id, kind, "at", "by", about, body, known_at, supersedes, digest'


def append_event(connection: sqlite3.Connection, event: NewEvent) -> int:
    """Store an event and return its id; UsageError when it supersedes what it may not."""
    if event.supersedes is not None:
        _must_be_open(connection, event.kind, event.supersedes)
    last = connection.execute("SELECT event_id, digest FROM events ORDER BY event_id DESC LIMIT 1").fetchone()
    event_id, previous = (1, START) if last is None else (last[0] + 1, last[1])
    (known_at,) = connection.execute("SELECT coalesce(max(batch_id), 0) FROM batches").fetchone()
    body = json.dumps(dict(event.body), ensure_ascii=False, sort_keys=True, allow_nan=False)
    row = (event_id, event.kind, event.at, event.by, event.about, body, known_at, event.supersedes)
    connection.execute(
        f"INSERT INTO events ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - names of ours
        (*row, event_digest(previous, row)),
    )
    return event_id


def read_events(connection: sqlite3.Connection, kind: EventKind | None = None) -> list[Event]:
    """Return the events of a kind, or all, in order of recording."""
    superseded = dict(
        connection.execute("SELECT supersedes, event_id FROM events WHERE supersedes IS NOT NULL")
    )
    condition, values = ("1", ()) if kind is None else ("kind = ?", (kind,))
    query = f"SELECT {_COLUMNS} FROM events WHERE {condition} ORDER BY event_id"  # noqa: S608 - conditions are literals
    return [_event(row, superseded) for row in connection.execute(query, values)]


def altered_events(connection: sqlite3.Connection) -> frozenset[int]:
    """Return the events whose digest is not that of what they hold now and of the event before them."""
    return frozenset(content[0] for content, fits in _examined(connection) if not fits)


def _examined(connection: sqlite3.Connection) -> Iterator[tuple[list[Any], bool]]:
    """Yield each event without its digest, and whether it is the one that was recorded."""
    previous, sealed = START, read_sealed(connection).events
    for row in connection.execute(f"SELECT {_COLUMNS} FROM events ORDER BY event_id"):  # noqa: S608 - names of ours
        *content, digest = row
        yield content, event_digest(previous, content) == sealed.get(row[0], digest)
        previous = digest


def _event(row: tuple[Any, ...], superseded: Mapping[int, int]) -> Event:
    event_id, kind, at, by, about, body, known_at, supersedes, digest = row
    return Event(
        kind,
        at=at,
        by=by,
        about=about,
        body=json.loads(body),
        supersedes=supersedes,
        event_id=event_id,
        known_at=known_at,
        superseded_by=superseded.get(event_id),
        digest=digest,
    )


def _must_be_open(connection: sqlite3.Connection, kind: EventKind, wanted: int) -> None:
    # Looked up in Python: SQLite cannot be asked for a number beyond its own.
    found = next((one for one in read_events(connection, kind) if one.event_id == wanted), None)
    if found is None:
        raise UsageError(
            N_("there is no event {event} of the kind {kind}"), facts={"event": wanted, "kind": kind}
        )
    if found.superseded_by is not None:
        raise UsageError(
            N_("event {event} was superseded already, by event {later}"),
            N_("name that one instead"),
            facts={"event": wanted, "later": found.superseded_by},
        )


def examine_events(connection: sqlite3.Connection) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what is wrong with the events, as sentences with blanks that tell nothing of their content."""
    found = []
    for content, fits in _examined(connection):
        if not fits:
            yield N_("event {event}: what it holds is not what was recorded"), {"event": content[0]}
        found.append(int(content[0]))
    given = connection.execute(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'"
    ).fetchone()[0]
    missing = sorted(set(range(1, max([given, *found[-1:]]) + 1)) - set(found))
    if missing:
        yield N_("events are missing: {events}"), {"events": ", ".join(map(str, missing[:20]))}


def event_digest(previous: str, content: "tuple[Any, ...] | list[Any]") -> str:
    """Return the digest of an event after the one with the digest `previous`."""
    text = json.dumps([previous, *content], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
