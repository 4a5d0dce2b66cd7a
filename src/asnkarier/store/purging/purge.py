"""People removed from a store for good: their facts, their lines in lists of NIP, and their names in what was recorded (decision 0053)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from asnkarier.errors import UsageError
from asnkarier.late import np
from asnkarier.model.frames import EMPLOYEES, TABLES
from asnkarier.model.messages import N_
from asnkarier.store.coded import plain_values
from asnkarier.store.events import append_event
from asnkarier.store.facts import read_facts
from asnkarier.store.purging.facts import Removed, remove_people
from asnkarier.store.purging.rewriting import owe, owes
from asnkarier.store.purging.tombstones import PURGE, gone_of_batch, purge_bodies, seal_of
from asnkarier.store.purging.words import Gone, clear_batches, clear_events
from asnkarier.store.records import NewEvent
from asnkarier.store.trust.chain import digests_of
from asnkarier.store.vouching.packed import pack, runs_of

SCHEMA: Final = "asn.purged/1"


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge removes. facts: by table; others: facts of others that named them; batches, events: how many hold less since.

    owed: an earlier purge could not overwrite what it removed; this one does.
    """

    people: int
    facts: Mapping[str, int]
    others: int
    batches: int
    events: int
    number: int | None = None
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Purge:
    """Who is removed, when, by whom, and the marks (keyed, no NIP) by which a later import knows them again."""

    nips: Collection[str]
    at: str
    by: str
    marks: tuple[str, ...] = ()
    reason: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


def purge(connection: sqlite3.Connection, asked: Purge) -> Purged:
    """Remove these people inside an open transaction, and note that the file is to be written anew.

    UsageError: the store knows nothing of any of them, and no earlier purge left that undone.
    """
    owed = owes(connection)
    owe(connection)
    found = _removed(connection, asked, owed=owed) if asked.nips else None
    if found is None and not owed:
        raise UsageError(N_("the store holds nothing about whom you name"), N_("check the NIP"))
    return found or Purged(0, {}, 0, 0, 0, owed=True)


def _removed(connection: sqlite3.Connection, asked: Purge, *, owed: bool) -> Purged | None:
    """Remove them and record it; None: the store knows nothing of any of them."""
    number = len(purge_bodies(connection)) + 1
    marks = {nip: f"purged-{number}-{place}" for place, nip in enumerate(sorted(asked.nips), 1)}
    gone = Gone(marks, _names(connection, marks))
    removed = {name: remove_people(connection, table, frozenset(marks)) for name, table in TABLES.items()}
    described = clear_batches(connection, gone)
    events = clear_events(connection, gone)
    if not described and not events and not any(_touched(one) for one in removed.values()):
        return None
    seals = _seals(connection, removed, described)
    told = Purged(
        len(marks),
        {name: len(one.ids) for name, one in removed.items() if len(one.ids)},
        sum(sum(one.blanked.values()) for one in removed.values()),
        len(seals),
        len(events),
        number,
        owed,
    )
    body = {
        "schema": SCHEMA,
        "people": told.people,
        "facts": dict(told.facts),
        "others": told.others,
        "batches": {str(one): digest for one, digest in seals.items()},
        "events": {str(one): digest for one, digest in events.items()},
        "marks": sorted(asked.marks),
        "reason": gone.out_of(asked.reason),
    }
    event_id = append_event(connection, NewEvent("audit", asked.at, asked.by, PURGE, body))
    for one in removed.values():
        for batch_id in np.unique(one.owners).tolist():
            ids = pack(runs_of(one.ids[one.owners == batch_id]))
            connection.execute("INSERT INTO tombstones VALUES (?, ?, ?)", (batch_id, event_id, ids))
    return told


def _touched(one: Removed) -> set[int]:
    return {*np.unique(one.owners).tolist(), *one.blanked}


def _names(connection: sqlite3.Connection, marks: Mapping[str, str]) -> dict[str, str]:
    """Return every name that a list ever gave them, with the mark that stands instead."""
    _, facts = read_facts(connection, EMPLOYEES, keys=frozenset(marks), fields=("nip", "nama"))
    nips, names = (plain_values(facts.words[one])[facts.codes[one]].tolist() for one in ("nip", "nama"))
    return {name: marks[nip] for nip, name in zip(nips, names, strict=True) if name}


def _seals(
    connection: sqlite3.Connection, removed: Mapping[str, Removed], described: Collection[int]
) -> dict[int, str]:
    """Return the seal of every batch that holds less than it brought."""
    table_of = dict(connection.execute("SELECT batch_id, table_name FROM batches"))
    seals: dict[int, str] = {}
    for name, one in removed.items():
        mine = _touched(one) | {batch for batch in described if table_of[batch] == name}
        for batch_id, digest in digests_of(connection, TABLES[name], mine).items() if mine else ():
            ids = np.sort(
                np.concatenate([gone_of_batch(connection, batch_id), one.ids[one.owners == batch_id]])
            )
            seals[batch_id] = seal_of(digest, ids)
    return dict(sorted(seals.items()))
