"""The door down: one SQLite file that keeps every fact ever imported, and answers what was known on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pandas as pd

from asnkarier.errors import StoreError
from asnkarier.model.book import InputFile
from asnkarier.model.frames import ASSESSMENTS, TABLES, Table
from asnkarier.model.messages import N_
from asnkarier.store.batches import (
    Sight,
    counting_batches,
    insert_batch,
    insert_sources,
    read_batches,
    read_sources,
    sight,
    undoable,
    vouch,
    vouched,
    write_counts,
)
from asnkarier.store.coded import Coded, Numbers, Words, decode, distinct, encode, joint, new_words, renamed
from asnkarier.store.comparison import Comparison, Flags, compare, everything_new, restored
from asnkarier.store.facts import append_facts, has_facts, read_facts
from asnkarier.store.opening.connection import Mode, connect
from asnkarier.store.opening.transactions import Connection, reading, writing
from asnkarier.store.records import AddResult, Batch, Finding, ImportBatch, Restored, Source, SourceSheet
from asnkarier.store.trust.chain import seal, seal_empty
from asnkarier.store.trust.fingerprint import combined, rows_digest
from asnkarier.store.verification import verify
from asnkarier.store.versions import versions_frame
from asnkarier.store.views import current, latest_levels, seen

# One table about to enter: its batch, its rows, and the sheets that they name.
Arrival = tuple[ImportBatch, pd.DataFrame, Mapping[int, SourceSheet]]


class Store:
    """An open store; use it as a context manager. Every method raises StoreError, or StoreLocked after `wait` seconds."""

    def __init__(self, path: Path, wait: float, mode: Mode, doing: str = "") -> None:
        """Open the file; see `open`."""
        self._path = path.absolute()
        self._mode = mode
        self._wait = wait
        self._connection = connect(self._path, wait, mode, doing)

    @classmethod
    def open(cls, path: Path, *, wait: float = 10, mode: Mode = "w", doing: str = "") -> Self:
        """Open the store at `path`; mode `w` creates it, mode `r` shows one instant of it and never changes it.

        doing: the command at work; those who must wait for it are told.
        """
        return cls(path, wait, mode, doing)

    @property
    def older_copy(self) -> Path | None:
        """The copy of the older store, when opening this one brought it up to date."""
        return self._connection.older_copy

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────

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
        fact_ids, incoming, comparison = self._compared(table, frame, batch.as_of)
        batch_id = insert_batch(connection, batch)
        incoming = renamed(incoming, "source_id", insert_sources(connection, batch_id, sources))
        fresh = incoming.take(np.flatnonzero(comparison.to_store))
        added = append_facts(connection, fresh, batch.file)
        repeated = fact_ids[comparison.same_as[~comparison.to_store]]
        vouch(connection, batch_id, np.concatenate([repeated, added]))
        result = _result(incoming, comparison.new, batch_id, len(added))
        write_counts(connection, batch_id, _counts(batch, result))
        seal(connection, batch_id, added, fresh)
        return result

    def preview(self, table: str, frame: pd.DataFrame, as_of: date) -> AddResult:
        """Return what `add` would answer for this frame, and store nothing."""
        with reading(self._connection, self._path):
            _, incoming, comparison = self._compared(TABLES[table], frame, as_of)
            return _result(incoming, comparison.new, None, int(comparison.to_store.sum()))

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

    def restored(self, batch_id: int, as_of: date) -> Restored:
        """Return what it changes on `as_of` that import `batch_id` was taken back. KeyError: there is no such batch."""
        with reading(self._connection, self._path) as connection:
            batch = {one.batch_id: one for one in read_batches(connection)}[batch_id]
            table = TABLES[batch.table]
            fact_ids, facts = read_facts(connection, table)
            found = sight(connection, table, fact_ids, as_of, besides=batch_id)
            told = facts.take(np.flatnonzero(vouched(connection, batch_id, fact_ids)))
            if batch.as_of > as_of:
                told = told.take(np.empty(0, np.intp))
            before = current(*seen(facts, found))
            after = current(*seen(facts, sight(connection, table, fact_ids, as_of)))
            return restored(before, after, told)

    # ── reading facts ────────────────────────────────────────────────────────────────────────────────────────────

    def load(self, table: str, as_of: date) -> pd.DataFrame:
        """Return what is known on `as_of`, one row per key and sorted by it, with the types of model.frames.

        The latest fact counts whole; of an employee, the latest non-empty value of every field.
        """
        with reading(self._connection, self._path):
            return decode(current(*self._seen(TABLES[table], as_of)))

    def load_latest_levels(self, as_of: date) -> pd.DataFrame:
        """Return the latest assessment per (nip, kompetensi) no later than `as_of`; an undated one counts from its batch's as_of."""
        with reading(self._connection, self._path):
            return decode(latest_levels(*self._seen(ASSESSMENTS, as_of), as_of))

    def versions(self, table: str, nip: str, as_of: date) -> pd.DataFrame:
        """Return every fact about `nip` (the first key field) seen on `as_of`, the one that counts last per key at the end.

        Beside the fields and provenance: fact_id, batch_id (that brought it), vouched_by (the last batch that repeats it),
        vouched_as_of. The value of an employee's field comes from the last version in which it is not missing.
        """
        with reading(self._connection, self._path) as connection:
            fact_ids, facts = read_facts(connection, TABLES[table], key=nip)
            found = sight(connection, TABLES[table], fact_ids, as_of)
            return versions_frame(fact_ids, facts, found, read_sources(connection))

    def fingerprint(self, as_of: date) -> str:
        """Return a digest of what is known on `as_of`, whatever the order and the files it came in."""
        with reading(self._connection, self._path):
            return combined(self._digest(table, as_of) for table in TABLES.values())

    # ── reading batches ──────────────────────────────────────────────────────────────────────────────────────────

    def find_batch(self, sha256: str, table: str, options_digest: str) -> Batch | None:
        """Return the active import of the same bytes into the same table with the same reading options."""
        condition = (
            "kind = 'import' AND status = 'active' AND sha256 = ? AND table_name = ? AND options_digest = ?"
        )
        with reading(self._connection, self._path) as connection:
            return next(iter(read_batches(connection, condition, (sha256, table, options_digest))), None)

    def batches(self) -> list[Batch]:
        """Return every import and undo in order."""
        with reading(self._connection, self._path) as connection:
            return read_batches(connection)

    def sources(self) -> dict[int, Source]:
        """Return every sheet ever read, by the source_id that facts carry."""
        with reading(self._connection, self._path) as connection:
            return read_sources(connection)

    def inputs(self, as_of: date) -> list[InputFile]:
        """Return the files that what is known on `as_of` rests on, for covers."""
        with reading(self._connection, self._path) as connection:
            batches = counting_batches(connection, as_of)
        return [InputFile(batch.file, batch.table, batch.sha256, _rows_read(batch)) for batch in batches]

    def verify(self) -> list[Finding]:
        """Return what is wrong with the file as it lies on the disk; empty when it is sound."""
        return verify(self._path, self._wait)

    # ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _must_write(self) -> None:
        if self._mode == "r":
            raise StoreError(
                N_("The store {path} is open for reading only."), facts={"path": str(self._path)}
            )

    def _seen(self, table: Table, as_of: date) -> tuple[Coded, Sight]:
        fact_ids, facts = read_facts(self._connection, table)
        return seen(facts, sight(self._connection, table, fact_ids, as_of))

    def _compared(self, table: Table, frame: pd.DataFrame, as_of: date) -> tuple[Numbers, Coded, Comparison]:
        """Return the ids of the facts seen on `as_of`, the frame in codes, and how it compares with them."""
        if not has_facts(self._connection, table):
            incoming = encode(table, frame, new_words(table))
            return np.empty(0, np.int64), incoming, everything_new(incoming)
        fact_ids, facts = read_facts(self._connection, table)
        found = sight(self._connection, table, fact_ids, as_of)
        # The sheets of the frame are numbered by the caller: their numbers are no words of the store.
        incoming = encode(table, frame, {**facts.words, "source_id": Words()})
        return fact_ids[found.latest >= 0], incoming, compare(incoming, *seen(facts, found))

    def _digest(self, table: Table, as_of: date) -> bytes:
        facts, found = self._seen(table, as_of)
        digest = rows_digest(current(facts, found))
        if table is ASSESSMENTS:  # which level is the latest also depends on the day of undated ones
            digest += rows_digest(latest_levels(facts, found, as_of))
        return digest


def _result(incoming: Coded, new: Flags, batch_id: int | None, facts: int) -> AddResult:
    """Count sheet rows: a row is accepted when any of its facts is new."""
    rows = _sheet_rows(incoming)
    accepted = len(distinct(rows[new]))
    return AddResult(batch_id, accepted, len(distinct(rows)) - accepted, facts)


def _counts(batch: ImportBatch, result: AddResult) -> dict[str, int]:
    """Return the counts of a batch; a row that gave no fact of its own (it repeats another, or holds none) is unchanged."""
    counts = dict(batch.counts)
    rows = counts["rows"] - counts.get("rejected", 0) if "rows" in counts else None
    unchanged = result.unchanged if rows is None else rows - result.accepted
    return counts | {"accepted": result.accepted, "unchanged": unchanged}


def _sheet_rows(facts: Coded) -> Numbers:
    return joint([facts.codes["source_id"], facts.codes["row"]])


def _rows_read(batch: Batch) -> int:
    return batch.counts.get("rows", batch.counts["accepted"] + batch.counts["unchanged"])
