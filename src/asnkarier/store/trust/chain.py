"""The digest chain: each batch carries a digest over the digest before it and over all that it brought."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, Final

from asnkarier.late import np
from asnkarier.model.frames import PROVENANCE, TABLES, Kind, Table
from asnkarier.store.coded import MISSING, Coded, Codes, Numbers, Words, kind_of, nothing
from asnkarier.store.facts import read_facts
from asnkarier.store.opening.waiting import primary_code
from asnkarier.store.purging.tombstones import gone_of_batch, read_sealed, seal_of
from asnkarier.store.vouching.lanes import runs_by_batch, said_by
from asnkarier.store.vouching.older import are_older, older_runs
from asnkarier.store.vouching.packed import Runs, runs_of

if TYPE_CHECKING:
    import numpy.typing as npt

_FEW: Final = 4  # a table of all values costs no more than to sort the codes
START: Final = "0" * 64  # what the first batch is chained to
_FIELDS = 'batch_id, kind, undoes, table_name, "file", sha256, options_digest, imported_at, imported_by, as_of, counts'


def seal(connection: sqlite3.Connection, batch_id: int, fact_ids: Numbers, facts: Coded) -> None:
    """Store the digest of a batch that is complete: `facts` are those it brought, under `fact_ids` in ascending order."""
    runs = runs_of(said_by(connection, facts.table, batch_id))
    digest = _digest(connection, batch_id, _previous(connection, batch_id), runs, fact_ids, facts)
    connection.execute("UPDATE batches SET digest = ? WHERE batch_id = ?", (digest, batch_id))


def seal_empty(connection: sqlite3.Connection, batch_id: int, table: Table) -> None:
    """Store the digest of a batch that brought no facts."""
    seal(connection, batch_id, np.empty(0, np.int64), nothing(table))


def seal_older(connection: sqlite3.Connection) -> None:
    """Chain the batches that were stored before there was a chain."""
    (unsealed,) = connection.execute("SELECT count(*) FROM batches WHERE digest = ''").fetchone()
    if not unsealed:
        return
    parts = {
        batch_id: (ids, facts)
        for table in TABLES.values()
        for batch_id, ids, facts in brought_by_batch(connection, table)
    }
    tables = connection.execute("SELECT batch_id, table_name FROM batches ORDER BY batch_id").fetchall()
    for batch_id, table in tables:
        ids, facts = parts.get(batch_id, (np.empty(0, np.int64), nothing(TABLES[table])))
        seal(connection, batch_id, ids, facts)


def examine(connection: sqlite3.Connection) -> tuple[list[int], dict[str, int]]:
    """Return what the chain does not cover.

    The batches whose digest is not that of what they hold now and of the batch before them; by table, how many facts
    belong to no batch of that table.
    """
    stored = dict(connection.execute("SELECT batch_id, digest FROM batches ORDER BY batch_id"))
    before = dict(zip(stored, [START, *stored.values()], strict=False))
    sealed = read_sealed(connection).batches
    wrong, strays = set(stored), {}
    for table in TABLES.values():
        try:
            brought = {batch_id: (ids, facts) for batch_id, ids, facts in brought_by_batch(connection, table)}
        except sqlite3.DatabaseError as error:
            if primary_code(error):
                raise
            continue  # a change that cannot be read: no batch of the table holds for certain what was stored
        if 0 in brought:
            strays[table.name] = len(brought.pop(0)[0])
        for batch_id, runs in _said(connection, table, list(brought)):
            told = (
                ""
                if runs is None
                else _digest(connection, batch_id, before[batch_id], runs, *brought[batch_id])
            )
            if told and batch_id in sealed:
                told = seal_of(told, gone_of_batch(connection, batch_id))
            if told == sealed.get(batch_id, stored[batch_id]):
                wrong.discard(batch_id)
    return sorted(wrong), strays


def digests_of(connection: sqlite3.Connection, table: Table, batches: Collection[int]) -> dict[int, str]:
    """Return of each of these batches of a table the digest of what it holds now, chained to the batch before it."""
    said = dict(runs_by_batch(connection, table))
    nothing_said = runs_of(np.empty(0, np.int64))
    found = {}
    for batch_id, ids, facts in brought_by_batch(connection, table):
        runs = said.get(batch_id, nothing_said)
        if batch_id in batches and runs is not None:
            found[batch_id] = _digest(connection, batch_id, _previous(connection, batch_id), runs, ids, facts)
    return found


def _said(
    connection: sqlite3.Connection, table: Table, batches: list[int]
) -> Iterator[tuple[int, Runs | None]]:
    """Yield of each of the batches of a table what it vouches for; None where that cannot be read."""
    if are_older(connection):
        yield from ((batch_id, older_runs(connection, batch_id)) for batch_id in batches)
        return
    silent = set(batches)
    for batch_id, runs in runs_by_batch(connection, table):
        silent.discard(batch_id)
        yield batch_id, runs
    yield from ((batch_id, runs_of(np.empty(0, np.int64))) for batch_id in silent)


def brought_by_batch(connection: sqlite3.Connection, table: Table) -> Iterator[tuple[int, Numbers, Coded]]:
    """Yield (batch, fact ids, facts) of every batch of a table; a batch without facts comes with none.

    Facts of a table that belong to no batch of that table come as batch 0.
    """
    query = "SELECT batch_id FROM batches WHERE table_name = ? ORDER BY batch_id"
    mine = [batch_id for (batch_id,) in connection.execute(query, (table.name,))]
    query = "SELECT source_id, batch_id FROM sources JOIN batches USING (batch_id) WHERE table_name = ?"
    ids, facts = read_facts(connection, table)
    owners = owners_of(facts, dict(connection.execute(query, (table.name,))))
    order = np.argsort(owners, kind="stable")
    for owner in [0, *mine]:
        first, last = np.searchsorted(owners[order], (owner, owner + 1))
        rows = order[first:last]
        if owner or len(rows):
            yield owner, ids[rows], facts.take(rows)


def owners_of(facts: Coded, batch_of: dict[int, int]) -> Numbers:
    """Return the batch that brought each fact, 0 when there is none."""
    known = [batch_of.get(source, 0) for source in facts.words["source_id"].values_in_order()]
    return np.array([*known, 0], np.int64)[facts.codes["source_id"]]


def _previous(connection: sqlite3.Connection, batch_id: int) -> str:
    query = "SELECT digest FROM batches WHERE batch_id < ? ORDER BY batch_id DESC LIMIT 1"
    found = connection.execute(query, (batch_id,)).fetchone()
    return START if found is None else str(found[0])


def _digest(
    connection: sqlite3.Connection, batch_id: int, previous: str, said: Runs, fact_ids: Numbers, facts: Coded
) -> str:
    """Return the digest of a batch. Its `status` stays outside: taking it back adds a batch and changes none."""
    batch = connection.execute(f"SELECT {_FIELDS} FROM batches WHERE batch_id = ?", (batch_id,)).fetchone()  # noqa: S608
    sheets = connection.execute(
        'SELECT source_id, "file", sheet, header_rows, columns FROM sources WHERE batch_id = ? ORDER BY source_id',
        (batch_id,),
    ).fetchall()
    digest = hashlib.sha256()
    for part in (
        _json([previous, list(batch), [list(sheet) for sheet in sheets], *_beside(connection, batch_id)]),
        said.astype(
            "<i8"
        ).tobytes(),  # whole, as the first stores had it: how it is written is not what it says
        np.asarray(fact_ids, "<i8").tobytes(),
        *_columns(facts),
    ):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def _beside(connection: sqlite3.Connection, batch_id: int) -> Iterator[list[str]]:
    """Yield what makes a list complete, and who was set aside; nothing for others, so that no older digest changes."""
    for table, column, word in (("complete_lists", "named", "complete"), ("set_aside", "nips", "aside")):
        if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():
            query = f"SELECT {column} FROM {table} WHERE batch_id = ?"  # noqa: S608 - names of ours
            for (people,) in connection.execute(query, (batch_id,)):
                yield [word, people]


def _columns(facts: Coded) -> Iterator[bytes]:
    """Yield every column that holds anything, so that a field added to the schema later changes no digest.

    The fields first, then the cell, as the first stores had them: where columns stand in the file is not their content.
    """
    for name in (*facts.table.columns, *PROVENANCE):
        places, found = _factorized(facts.codes[name], len(facts.words[name].values_in_order()))
        if len(found) and (found != MISSING).any():
            yield _json([name, _values(found, facts.words[name], kind_of(facts.table, name))])
            yield places.astype("<i4").tobytes()


def _factorized(codes: Codes, words: int) -> tuple[Codes, Codes]:
    """Return for every code the place of its value among the distinct ones, and these as they first appear.

    words: how many values there are codes for. The same as `pandas.factorize`, which takes longer to load than this.
    """
    slots = np.where(codes == MISSING, words, codes)
    if words > _FEW * len(codes):
        distinct, first, places = np.unique(slots, return_index=True, return_inverse=True)
    else:
        seen = np.full(words + 1, len(codes), np.int64)
        np.minimum.at(seen, slots, np.arange(len(codes)))
        distinct = np.flatnonzero(seen < len(codes))
        place = np.empty(words + 1, np.intp)
        place[distinct] = np.arange(len(distinct))
        first, places = seen[distinct], place[slots]
    order = np.argsort(first, kind="stable")
    place_of = np.empty(len(order), np.int32)
    place_of[order] = np.arange(len(order))
    found = distinct[order]
    return place_of[places], np.where(found == words, MISSING, found).astype(np.int32)


def _values(found: npt.NDArray[Any] | Codes, words: Words, kind: Kind) -> list[Any]:
    """Return the values in order of appearance, as they come back from the file."""
    values = words.values_in_order()
    told = [None if code == MISSING else values[code] for code in found.tolist()]
    if kind == "number":
        return [None if value is None else float(value) + 0.0 for value in told]  # the file knows no -0.0
    return told


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
