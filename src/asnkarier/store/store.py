"""The door down: one SQLite file that keeps every fact ever imported, and answers what was known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from asnkarier.errors import StoreError
from asnkarier.late import np, pd
from asnkarier.model.frames import EMPLOYEES, TABLES, Table
from asnkarier.model.messages import N_
from asnkarier.store.batches import (
    insert_batch,
    insert_sources,
    read_batches,
    undoable,
    write_counts,
)
from asnkarier.store.coded import Coded, Numbers, Words, distinct, encode, joint, new_words, nothing, renamed
from asnkarier.store.comparison import Comparison, Layouts, compare, everything_new, only_new, restored
from asnkarier.store.events import append_event, read_events
from asnkarier.store.facts import Whole, append_facts, has_facts, read_facts
from asnkarier.store.opening.failures import clear_failures
from asnkarier.store.opening.transactions import Connection, reading, writing
from asnkarier.store.opening.waiting import patiently
from asnkarier.store.own_days import have_come, sight_on
from asnkarier.store.purging.purge import Purge, Purged, purge
from asnkarier.store.purging.rewriting import owes, pay
from asnkarier.store.reader import Reader
from asnkarier.store.records import AddResult, Batch, Event, ImportBatch, NewEvent, Restored, SourceSheet
from asnkarier.store.trust.chain import seal, seal_empty
from asnkarier.store.views import current, seen
from asnkarier.store.vouching.lanes import Heads
from asnkarier.store.vouching.sight import vouched

# One table about to enter: its batch, its rows, and the sheets that they name.
Arrival: TypeAlias = "tuple[ImportBatch, pd.DataFrame, Mapping[int, SourceSheet]]"


class Store(Reader):
    """An open store; use it as a context manager. Every method raises StoreError, or StoreLocked after `wait` seconds."""

    def add(self, batch: ImportBatch, frame: pd.DataFrame, sources: Mapping[int, SourceSheet]) -> AddResult:
        """Store one table; see `add_all`."""
        return self.add_all([(batch, frame, sources)])[0]

    def add_all(self, arrivals: Iterable[Arrival]) -> list[AddResult]:
        """Store the tables of a file, each with a batch of its own, in one transaction: all of them or none.

        What is already known is vouched for, not repeated; a later table is compared with the earlier ones too. Frames:
        columns of model.frames (a missing one counts as empty) with `source_id` (a key of the sources) and `row`.
        The same bytes with the same reading options again change nothing.
        """
        self._must_write()
        with writing(self._connection, self._path) as connection:
            return [self._added(connection, *arrival) for arrival in arrivals]

    def _added(
        self,
        connection: Connection,
        batch: ImportBatch,
        frame: pd.DataFrame,
        sources: Mapping[int, SourceSheet],
    ) -> AddResult:
        table = TABLES[batch.table]
        found = self.find_batch(batch.sha256, batch.table, batch.options_digest)
        if found is not None:
            rows = _sheet_rows(encode(table, frame, new_words(table)))
            return AddResult(found.batch_id, 0, len(distinct(rows)), 0, repeated=True)
        if batch.complete and table is not EMPLOYEES:
            raise ValueError(f"only a list of employees may be complete, not {table.name}")
        known, fact_ids, incoming, comparison = self._compared(
            table, frame, batch.as_of, sources, complete=batch.complete, adds_to=batch.adds_to
        )
        batch_id = insert_batch(connection, batch)
        incoming = renamed(incoming, "source_id", insert_sources(connection, batch_id, sources))
        fresh = incoming.take(np.flatnonzero(comparison.to_store))
        added = append_facts(connection, batch_id, fresh, known, batch.file)
        repeated = fact_ids[comparison.same_as[~comparison.to_store]]
        Heads.read(connection, table).vouch(connection, batch_id, np.concatenate([repeated, added]))
        result = _result(incoming, comparison, batch_id, len(added))
        write_counts(connection, batch_id, _counts(batch, result))
        seal(connection, batch_id, added, fresh)
        return result

    def preview(
        self,
        table: str,
        frame: pd.DataFrame,
        as_of: date,
        sources: Mapping[int, SourceSheet] = MappingProxyType({}),
        *,
        complete: bool = False,
        adds_to: tuple[int, ...] = (),
    ) -> AddResult:
        """Return what `add` would answer for this frame, and store nothing; without its sheets no cell counts as empty."""
        with reading(self._connection, self._path):
            _, _, incoming, comparison = self._compared(
                TABLES[table], frame, as_of, sources, complete=complete, adds_to=adds_to
            )
            return _result(incoming, comparison, None, int(comparison.to_store.sum()))

    def undo(self, batch_id: int, *, now: str, by: str) -> Batch:
        """Take an import back and return the batch that records it; facts that another batch vouches for stay.

        UsageError: there is no such import, or it was taken back already.
        """
        self._must_write()
        with writing(self._connection, self._path) as connection:
            old = undoable(connection, batch_id)
            connection.execute("UPDATE batches SET status = 'undone' WHERE batch_id = ?", (batch_id,))
            record = ImportBatch(
                old.table, old.file, old.sha256, old.options_digest, now, by, old.as_of, old.counts
            )
            undo_id = insert_batch(connection, record, kind="undo", undoes=batch_id)
            seal_empty(connection, undo_id, TABLES[old.table])
            return read_batches(connection, "batch_id = ?", (undo_id,))[0]

    def record_event(self, event: NewEvent) -> Event:
        """Record what was done, beside the facts; nothing changes or deletes an event.

        UsageError: it supersedes an event that is not there, of another kind, or superseded already.
        """
        self._must_write()
        with writing(self._connection, self._path) as connection:
            event_id = append_event(connection, event)
            return next(one for one in read_events(connection, event.kind) if one.event_id == event_id)

    def purge(self, asked: Purge) -> Purged:
        """Remove people for good, with the older copies of the file that the program made; see `purging.purge` and decision 0053.

        StoreError: they are gone from what is read, but another process keeps the file open and its bytes are not yet overwritten;
        the next purge does it, of whomever, also of nobody.
        """
        self._must_write()
        with writing(self._connection, self._path) as connection:
            done = purge(connection, asked)
        if not pay(self._connection, self._path):
            raise StoreError(
                N_(
                    "They are no longer in the store, but their bytes could not be overwritten in {path} yet."
                ),
                N_("Close what reads the store, make room on the disk, and purge once more."),
                facts={"path": str(self._path)},
            )
        return done

    def purge_preview(self, asked: Purge) -> Purged:
        """Return what `purge` would remove, and remove nothing."""
        self._must_write()
        with clear_failures(self._path):
            patiently(lambda: self._connection.execute("BEGIN IMMEDIATE"), self._wait)
            try:
                return purge(self._connection, asked)
            finally:
                self._connection.execute("ROLLBACK")

    def owes_rewriting(self) -> bool:
        """Return whether an earlier purge could not overwrite the bytes of those whom it removed."""
        with reading(self._connection, self._path) as connection:
            return owes(connection)

    def restored(self, batch_id: int, as_of: date) -> Restored:
        """Return what it changes on `as_of` that import `batch_id` was taken back. KeyError: there is no such batch."""
        with reading(self._connection, self._path) as connection:
            batch = {one.batch_id: one for one in read_batches(connection)}[batch_id]
            table = TABLES[batch.table]
            fact_ids, facts = read_facts(connection, table)
            found = sight_on(connection, fact_ids, facts, as_of, besides=batch_id)
            said = vouched(connection, batch_id, table, fact_ids)
            told = facts.take(np.flatnonzero(said & ((batch.as_of <= as_of) | have_come(facts, as_of))))
            columns = self._columns()
            before = current(*seen(facts, found), columns)
            after = current(*seen(facts, sight_on(connection, fact_ids, facts, as_of)), columns)
            return restored(before, after, told)

    # ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _must_write(self) -> None:
        if self._mode == "r":
            raise StoreError(
                N_("The store {path} is open for reading only."), facts={"path": str(self._path)}
            )

    def _compared(
        self,
        table: Table,
        frame: pd.DataFrame,
        as_of: date,
        sources: Mapping[int, SourceSheet],
        *,
        complete: bool,
        adds_to: tuple[int, ...] = (),
    ) -> tuple[Whole, Numbers, Coded, Comparison]:
        """Return all facts of the table, the ids of those seen on `as_of`, the frame in codes, and how it compares with these.

        adds_to: of the frame only what these batches do not vouch for.
        """
        if not has_facts(self._connection, table):
            known = Whole(np.empty(0, np.int64), nothing(table))
            incoming = encode(table, frame, {**known.facts.words, "source_id": Words()})
            return known, known.ids, incoming, everything_new(incoming)
        known = Whole(*read_facts(self._connection, table))
        fact_ids, facts = known.ids, known.facts
        found = sight_on(self._connection, fact_ids, facts, as_of)
        # The sheets of the frame are numbered by the caller: their numbers are no words of the store.
        incoming = encode(table, frame, {**facts.words, "source_id": Words()})
        if adds_to:
            said = [vouched(self._connection, batch_id, table, fact_ids) for batch_id in adds_to]
            incoming = only_new(incoming, facts.take(np.flatnonzero(np.logical_or.reduce(said))))
        told = {number: sheet.columns for number, sheet in sources.items()}
        layouts = Layouts(self._columns(), told, complete)
        return known, fact_ids[found.latest >= 0], incoming, compare(incoming, *seen(facts, found), layouts)


def _result(incoming: Coded, found: Comparison, batch_id: int | None, facts: int) -> AddResult:
    """Count sheet rows: a row is accepted when any of its facts is new."""
    rows = _sheet_rows(incoming)
    accepted = len(distinct(rows[found.new]))
    unchanged = len(distinct(rows)) - accepted
    return AddResult(batch_id, accepted, unchanged, facts, emptied=found.emptied)


def _counts(batch: ImportBatch, result: AddResult) -> dict[str, int]:
    """Return the counts of a batch; a row that gave no fact of its own (it repeats another, or holds none) is unchanged."""
    counts = dict(batch.counts)
    rows = counts["rows"] - counts.get("rejected", 0) if "rows" in counts else None
    unchanged = result.unchanged if rows is None else rows - result.accepted
    return counts | {"accepted": result.accepted, "unchanged": unchanged}


def _sheet_rows(facts: Coded) -> Numbers:
    return joint([facts.codes["source_id"], facts.codes["row"]])
