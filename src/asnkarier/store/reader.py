"""What the store knows on a day, and what it knew when a past batch was the newest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from copy import copy
from datetime import date, datetime
from functools import partial
from typing import Self

from asnkarier.late import np, pd
from asnkarier.model.book import InputFile
from asnkarier.model.frames import ASSESSMENTS, EMPLOYEES, RESULTS, TABLES, Table
from asnkarier.store.batches import (
    batch_at,
    batches_known_at,
    counting_batches,
    has_complete_lists,
    named_by,
    read_batches,
    read_sources,
)
from asnkarier.store.coded import MISSING, Coded, decode, plain_values, renamed
from asnkarier.store.events import altered_events, read_events
from asnkarier.store.facts import EverSaid, read_facts
from asnkarier.store.leavers import last_named_frame, leavers_frame, nobody
from asnkarier.store.merged import Columns, cells_frame, merged
from asnkarier.store.opening.opened import Opened
from asnkarier.store.opening.transactions import reading
from asnkarier.store.own_days import batches_on, sight_on
from asnkarier.store.records import Batch, Event, EventKind, Finding, Source
from asnkarier.store.trust.fingerprint import combined, rows_digest
from asnkarier.store.verification import verify
from asnkarier.store.versions import versions_frame
from asnkarier.store.views import current, latest_last, latest_levels, seen
from asnkarier.store.vouching.aside import set_aside
from asnkarier.store.vouching.sight import Sight, sight


class Reader(Opened):
    """The reading half of an open `Store`.

    known_at, wherever it is asked, is the number of a batch: the answer is what a command saw while that was the newest
    one. None: all that is known now.
    """

    _nips: frozenset[str] | None = None

    def about(self, nips: Iterable[str] | None) -> Self:
        """Return the same open store of which, of all facts about people, only those about these are read; None: about everybody.

        What counts of a person does not depend on others: it answers what the whole store does, without the rows of others.
        """
        some = copy(self)
        some._nips = None if nips is None else frozenset(nips)  # noqa: SLF001 - of the same class
        return some

    # ── reading facts ────────────────────────────────────────────────────────────────────────────────────────────

    def load(
        self, table: str, as_of: date, *, known_at: int | None = None, fields: Collection[str] | None = None
    ) -> pd.DataFrame:
        """Return what is known on `as_of`, one row per key and sorted by it, with the types of model.frames.

        The latest fact counts whole; of an employee, the latest non-empty value of every field. fields: only these, those
        of the key among them, beside the cell; None: all.
        """
        with reading(self._connection, self._path):
            return decode(current(*self._seen(TABLES[table], as_of, known_at, fields), self._columns()))

    def load_employees(
        self, as_of: date, *, known_at: int | None = None
    ) -> tuple[pd.DataFrame, Callable[[], pd.DataFrame], Callable[[], pd.DataFrame]]:
        """Return what `load` answers, and what tells, when asked, where every field of it stands, in the same order, and every version.

        See `merged.cells_frame` and `versions`; few reports ask for cells, and they are as many as the values. The facts are read once for all three.
        """
        with reading(self._connection, self._path) as connection:
            sources = read_sources(connection)
            fact_ids, every = read_facts(connection, EMPLOYEES, keys=self._nips)
            vouched = sight_on(connection, fact_ids, every, as_of, known_at=known_at)
            facts, found = seen(every, vouched)
            order, ends = latest_last(facts, found)
            columns = {number: source.columns for number, source in sources.items()}
            told = merged(facts, found, order, ends, columns)
            cells = partial(cells_frame, facts, order, ends, told, columns)
            return decode(told.rows), cells, partial(versions_frame, fact_ids, every, vouched, sources)

    def leavers(self, as_of: date, *, known_at: int | None = None) -> pd.DataFrame:
        """Return who is no longer listed on `as_of`: nip, since (the day of the complete list that leaves them out), batch_id.

        `load` tells them all the same. Who is listed again, by any list of a later day, is back.
        """
        with reading(self._connection, self._path) as connection:
            if not has_complete_lists(connection):  # the usual store need not be read for it
                return nobody()
            return leavers_frame(*self._named(as_of, known_at), partial(named_by, connection))

    def last_named(self, as_of: date, *, known_at: int | None = None) -> pd.DataFrame:
        """Return who was ever named by a list of employees seen on `as_of`: nip, day and batch_id of the last that does."""
        with reading(self._connection, self._path) as connection:
            return last_named_frame(*self._named(as_of, known_at), partial(named_by, connection))

    def taken_away(self, field: str, as_of: date, *, known_at: int | None = None) -> dict[str, str]:
        """Return the value of a text field of employees that a complete list took away, by nip; nobody gave another since."""
        with reading(self._connection, self._path) as connection:
            if not has_complete_lists(connection):
                return {}
            facts, found = self._seen(EMPLOYEES, as_of, known_at, ("nip", field))
            told = merged(facts, found, *latest_last(facts, found), self._columns())
            place = told.taken.get(field)
            if place is None:
                return {}
            rows = facts.take(place[place != MISSING])
            nips, values = (plain_values(facts.words[name])[rows.codes[name]] for name in ("nip", field))
            return dict(zip(nips.tolist(), values.tolist(), strict=True))

    def set_aside(
        self, registers: Iterable[str], as_of: date, *, known_at: int | None = None
    ) -> dict[str, frozenset[str]]:
        """Return for each register of whom a row about it was set aside and has not come in since; see `vouching.aside`.

        registers: tables, or fields of employees. Lists of employees count that are known on `as_of`, others all: their
        facts have days of their own.
        """
        found = {}
        with reading(self._connection, self._path) as connection:
            for name in registers:
                table = TABLES.get(name, EMPLOYEES)
                day = as_of if table is EMPLOYEES else date.max
                lists = counting_batches(connection, day, table, known_at=known_at)
                found[name] = set_aside(connection, table, lists, None if name in TABLES else name)
        return found

    def would_leave(self, nips: Iterable[str], as_of: date) -> list[str]:
        """Return who is listed on `as_of` and would not be after a complete list of that day that names only these people."""
        with reading(self._connection, self._path):
            facts, _ = self._named(as_of)
            gone = self.leavers(as_of)["nip"].tolist()
        listed = plain_values(facts.words["nip"])[np.unique(facts.codes["nip"])].tolist()
        return sorted(set(listed).difference(gone, nips))

    def load_latest_levels(
        self, as_of: date, *, known_at: int | None = None, meaning: Callable[[str], str] = str
    ) -> pd.DataFrame:
        """Return the latest assessment per (nip, kompetensi) no later than `as_of`; an undated one counts from its batch's as_of.

        meaning: the id that a stored competency goes by; those of one meaning are one.
        """
        return self.load_assessments(as_of, known_at=known_at, meaning=meaning)[1]()

    def load_assessments(
        self, as_of: date, *, known_at: int | None = None, meaning: Callable[[str], str] = str
    ) -> tuple[Callable[[], pd.DataFrame], Callable[[], pd.DataFrame]]:
        """Return what tells, when asked, what `load` answers of assessments, and what `load_latest_levels` does.

        They are the most facts of a store, and read once for both.
        """
        with reading(self._connection, self._path):
            facts, found = self._seen(ASSESSMENTS, as_of, known_at)
            columns = self._columns()

        def latest() -> pd.DataFrame:
            ids = facts.words["kompetensi"].values_in_order()
            meant = renamed(facts, "kompetensi", {one: meaning(one) for one in ids})
            return decode(latest_levels(meant, found, as_of))

        return lambda: decode(current(facts, found, columns)), latest

    def load_latest_results(self, as_of: date, *, known_at: int | None = None) -> pd.DataFrame:
        """Return the totals of the latest assessment per nip no later than `as_of`, as `load_latest_levels` chooses."""
        with reading(self._connection, self._path):
            return decode(latest_levels(*self._seen(RESULTS, as_of, known_at), as_of))

    def versions(
        self, table: str, nip: str | None, as_of: date, *, known_at: int | None = None
    ) -> pd.DataFrame:
        """Return every fact about `nip` seen on `as_of`, the one that counts last per key at the end; None: about everybody.

        Beside the fields and provenance: fact_id, batch_id (that brought it), vouched_by (the last batch that repeats it),
        vouched_as_of. The value of an employee's field comes from the last version in which it is not missing.
        """
        with reading(self._connection, self._path) as connection:
            only = self._nips if nip is None else (nip,)
            fact_ids, facts = read_facts(connection, TABLES[table], keys=only)
            found = sight_on(connection, fact_ids, facts, as_of, known_at=known_at)
            return versions_frame(fact_ids, facts, found, read_sources(connection))

    def ever_said(self, table: str) -> EverSaid:
        """Return what tells what the facts of a table about people ever said, whether they count or not."""
        return EverSaid(self._connection, self._path, TABLES[table])

    def fingerprint(self, as_of: date, *, known_at: int | None = None) -> str:
        """Return a digest of what is known on `as_of`, whatever the order and the files it came in."""
        with reading(self._connection, self._path):
            return combined(self._digest(table, as_of, known_at) for table in TABLES.values())

    # ── reading batches ──────────────────────────────────────────────────────────────────────────────────────────

    def find_batch(self, sha256: str, table: str, options_digest: str) -> Batch | None:
        """Return the active import of the same bytes into the same table with the same reading options."""
        condition = (
            "kind = 'import' AND status = 'active' AND sha256 = ? AND table_name = ? AND options_digest = ?"
        )
        with reading(self._connection, self._path) as connection:
            return next(iter(read_batches(connection, condition, (sha256, table, options_digest))), None)

    def batches(self, *, known_at: int | None = None) -> list[Batch]:
        """Return every import and undo in order, each with the status that it had when `known_at` was the newest."""
        with reading(self._connection, self._path) as connection:
            return batches_known_at(connection, known_at)

    def batches_on(self, as_of: date, *, known_at: int | None = None) -> list[Batch]:
        """Return the imports that what is known on `as_of` rests on; one of a later day when it tells facts of earlier days."""
        with reading(self._connection, self._path) as connection:
            return batches_on(connection, as_of, known_at)

    def batch_at(self, moment: datetime) -> int:
        """Return the `known_at` of a moment: the last batch recorded no later (0: none); a clock put back moves no batch."""
        with reading(self._connection, self._path) as connection:
            return batch_at(connection, moment)

    def sources(self) -> dict[int, Source]:
        """Return every sheet ever read, by the source_id that facts carry."""
        with reading(self._connection, self._path) as connection:
            return read_sources(connection)

    def inputs(self, as_of: date, *, known_at: int | None = None) -> list[InputFile]:
        """Return the files that what is known on `as_of` rests on, for covers."""
        batches = self.batches_on(as_of, known_at=known_at)
        return [InputFile(batch.file, batch.table, batch.sha256, _rows_read(batch)) for batch in batches]

    def events(self, kind: EventKind | None = None) -> list[Event]:
        """Return the events of a kind, or all, in order of recording."""
        with reading(self._connection, self._path) as connection:
            return read_events(connection, kind)

    def altered_events(self) -> frozenset[int]:
        """Return the numbers of the events that are no longer what was recorded."""
        with reading(self._connection, self._path) as connection:
            return altered_events(connection)

    def verify(self) -> list[Finding]:
        """Return what is wrong with the file as it lies on the disk; empty when it is sound."""
        return verify(self._path, self._wait)

    def _columns(self) -> Columns:
        return {number: source.columns for number, source in read_sources(self._connection).items()}

    def _seen(
        self, table: Table, as_of: date, known_at: int | None = None, fields: Collection[str] | None = None
    ) -> tuple[Coded, Sight]:
        only = self._nips if table.key[0] == "nip" else None
        fact_ids, facts = read_facts(self._connection, table, keys=only, fields=fields)
        return seen(facts, sight_on(self._connection, fact_ids, facts, as_of, known_at=known_at))

    def _named(self, as_of: date, known_at: int | None = None) -> tuple[Coded, Sight]:
        """Return what lists say that name who is employed."""
        sources = read_sources(self._connection).values()
        but = {one.batch_id for one in sources if not one.names_people}
        fact_ids, facts = read_facts(self._connection, EMPLOYEES, keys=self._nips, fields=("nip",))
        found = sight(self._connection, EMPLOYEES, fact_ids, as_of, known_at=known_at, but=but)
        return seen(facts, found)

    def _digest(self, table: Table, as_of: date, known_at: int | None) -> bytes:
        facts, found = self._seen(table, as_of, known_at)
        digest = rows_digest(current(facts, found, self._columns()))
        if table in (
            ASSESSMENTS,
            RESULTS,
        ):  # which level is the latest also depends on the day of undated ones
            digest += rows_digest(latest_levels(facts, found, as_of))
        return digest


def _rows_read(batch: Batch) -> int:
    return batch.counts.get("rows", batch.counts["accepted"] + batch.counts["unchanged"])
