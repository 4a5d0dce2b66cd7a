"""Facts between SQLite and codes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from asnkarier.errors import StoreError
from asnkarier.late import np
from asnkarier.model.frames import PROVENANCE, Table
from asnkarier.model.messages import N_
from asnkarier.store.changed.first import first_of_key
from asnkarier.store.changed.written import changed_keys, last_changed, with_changed, write_changed
from asnkarier.store.coded import (
    Coded,
    Codes,
    Numbers,
    new_words,
    plain_values,
    reworded,
    stacked,
    stored_columns,
)
from asnkarier.store.opening.transactions import Connection, reading
from asnkarier.store.purging.tombstones import last_gone

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

_ROWS_AT_ONCE = 20_000  # keeps the memory for plain Python values small
_VALUES_A_STATEMENT = 500


class Whole(NamedTuple):
    """All facts of a table: their ids, ascending, and what they say."""

    ids: Numbers
    facts: Coded


def read_facts(
    connection: sqlite3.Connection,
    table: Table,
    *,
    keys: Collection[str] | None = None,
    fields: Collection[str] | None = None,
) -> tuple[Numbers, Coded]:
    """Return fact ids and facts of `table` in order of arrival: all, or those whose first key field is among `keys`.

    fields: beside the cell only these; None: all.
    """
    where, values = ("", ()) if keys is None else _among(table.key[0], keys)
    return _read(connection, table, where, values, fields)


def _among(field: str, values: Collection[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the condition that a field has one of these values, and what stands for its blanks."""
    if len(values) == 1:  # a third faster
        return f'WHERE "{field}" = ?', tuple(values)
    some = json.dumps(sorted(values))
    return f'WHERE "{field}" IN (SELECT value FROM json_each(?))', (some,)  # noqa: S608 - names of model.frames


def _read(
    connection: sqlite3.Connection,
    table: Table,
    where: str,
    values: tuple[Any, ...],
    fields: Collection[str] | None,
) -> tuple[Numbers, Coded]:
    """Return the rows of the table for which a condition of ours holds, and all that change them."""
    names = tuple(
        one for one in stored_columns(table) if fields is None or one in PROVENANCE or one in fields
    )
    words = new_words(table)
    # A store that is looked at before it is brought up to date lacks the newest tables and fields; quoted, they would be texts to SQLite.
    held = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
    if not held:
        return np.empty(0, np.int64), Coded(table, {name: np.empty(0, np.int32) for name in names}, words)
    fields = ", ".join(f'"{name}"' if name in held else "NULL" for name in names)
    query = f"SELECT fact_id, {fields} FROM {table.name} {where} ORDER BY fact_id"  # noqa: S608 - names of model.frames
    ids: list[Numbers] = []
    parts: dict[str, list[Codes]] = {name: [] for name in names}
    cursor = connection.execute(query, values)
    # One flat list instead of rows turned into columns: a third faster, and the row tuples die at once.
    while cells := list(chain.from_iterable(islice(cursor, _ROWS_AT_ONCE))):
        step = len(names) + 1
        ids.append(np.array(cells[::step], np.int64))
        for place, name in enumerate(names, start=1):
            parts[name].append(words[name].codes_of(cells[place::step]))
    codes = {name: np.concatenate([np.empty(0, np.int32), *found]) for name, found in parts.items()}
    found = Coded(table, codes, words)
    return with_changed(connection, np.concatenate([np.empty(0, np.int64), *ids]), found, whole=not where)


@dataclass(frozen=True, slots=True)
class EverSaid:
    """What the facts of one table about people ever said, whether they count or not; few of them are handed over for it.

    What was read of later facts is kept: one of these is good only while nobody writes.
    """

    connection: Connection
    path: Path
    table: Table
    _later: dict[frozenset[str], Coded] = field(default_factory=dict)

    def values(self, field: str) -> list[Any]:
        """Return every different value that was ever given to a field."""
        first = (one for (one,) in self._asked(f'DISTINCT "{field}"', f'WHERE "{field}" IS NOT NULL'))
        return list(dict.fromkeys((*first, *self._changed(field).words[field].values_in_order())))

    def people(self, field: str, values: Collection[str]) -> frozenset[str]:
        """Return the NIP of everybody to whom one of these texts was ever given."""
        where, blanks = _among(field, values)
        first = {nip for (nip,) in self._asked("DISTINCT nip", where, blanks)}
        return frozenset(first.union(nip for one, nip in _rows(self._changed(field), field) if one in values))

    def often(self) -> frozenset[str]:
        """Return the NIP of everybody of whom there is more than one fact."""
        first = {nip for (nip,) in self._asked("nip", "GROUP BY nip HAVING count(*) > 1")}
        return frozenset(first.union(nip for (nip,) in _rows(self._changed())))

    def ways(self, fields: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """Return each way in which these fields were ever filled together, and behind it the NIP of one to whom that was given."""
        names = _quoted(fields)
        first = self._asked(f"{names}, min(nip)", f"GROUP BY {names}")
        later = {tuple(way): nip for *way, nip in _rows(self._changed(*fields), *fields)}
        return [(*way, nip) for way, nip in (later | {tuple(way): nip for *way, nip in first}).items()]

    def first(self, count: int) -> list[str]:
        """Return the NIP of the first people of whom there is a fact."""
        return [nip for (nip,) in self._asked("DISTINCT nip", "LIMIT ?", (count,))]

    def _asked(self, what: str, which: str, blanks: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Return what the rows of the table answer: the first fact of every key."""
        query = f"SELECT {what} FROM {self.table.name} {which}"  # noqa: S608 - names of model.frames
        with reading(self.connection, self.path) as connection:
            return connection.execute(query, blanks).fetchall()

    def _changed(self, *fields: str) -> Coded:
        """Return these fields, and others that were asked for before, of all facts of the keys that have more than one fact."""
        for known, facts in self._later.items():
            if known.issuperset(fields):
                return facts
        asked = frozenset().union(fields, *self._later)
        with reading(self.connection, self.path) as connection:
            keys = changed_keys(connection, self.table)
            facts = _read(connection, self.table, *_among("fact_id", keys), {"nip", *asked})[1]
        self._later.clear()
        self._later[asked] = facts
        return facts


def _rows(facts: Coded, *fields: str) -> Iterator[tuple[Any, ...]]:
    """Yield these fields of every fact, and behind them its NIP."""
    columns = (plain_values(facts.words[name])[facts.codes[name]].tolist() for name in (*fields, "nip"))
    return zip(*columns, strict=True)


def append_facts(
    connection: sqlite3.Connection, batch_id: int, facts: Coded, known: Whole, file: str
) -> Numbers:
    """Store every row as a new fact of a batch and return the fact ids, in the order of the rows.

    known: the whole table; its facts share their words with the rows, those for the sheets apart. The first fact of a key
    becomes a row of the table, the others what they change of it. file: what they were read from; StoreError names it, and
    the row, when the store refuses one.
    """
    first = _last_fact(connection, facts.table) + 1
    ids = np.arange(first, first + len(facts), dtype=np.int64)
    known_ids, known_facts = known
    facts = reworded(facts, "source_id", known_facts.words["source_id"])
    firsts = first_of_key(known_facts, facts)[len(known_ids) :]
    changed = firsts != np.arange(len(known_ids), len(known_ids) + len(facts))
    if changed.any():
        rows = np.flatnonzero(changed)
        with _undone(connection):  # the rules of the table hold for what becomes no row of it
            _insert(connection, facts.take(rows), ids[rows], file)
        before = np.unique(firsts[firsts < len(known_ids)])
        everything = stacked(known_facts.take(before), facts)
        moved = len(before) - len(known_ids)
        places = np.where(firsts < len(known_ids), np.searchsorted(before, firsts), firsts + moved)
        told = np.append(known_ids[before], ids)
        write_changed(connection, batch_id, told, everything, rows + len(before), places[rows])
    rows = np.flatnonzero(~changed)
    _insert(connection, facts.take(rows), ids[rows], file)
    return ids


@contextmanager
def _undone(connection: sqlite3.Connection) -> Iterator[None]:
    """Undo what is written inside."""
    connection.execute("SAVEPOINT asked")
    try:
        yield
    finally:
        connection.execute("ROLLBACK TO asked")
        connection.execute("RELEASE asked")


def _insert(connection: sqlite3.Connection, facts: Coded, ids: Numbers, file: str) -> None:
    names = stored_columns(facts.table)
    width = len(names) + 1
    together = max(1, _VALUES_A_STATEMENT // width)
    asked: list[list[Any]] = [[]]
    try:
        for rows in _plain_rows(facts, names, ids):
            cut = len(rows) - len(rows) % together
            for part, count in ((rows[:cut], together), (rows[cut:], 1)):
                values = part.reshape(-1, count * width).tolist()
                connection.executemany(_statement(facts.table, count), _noted(values, asked))
    except sqlite3.IntegrityError as error:
        row = _refused(connection, facts.table, asked[0])
        raise StoreError(
            N_(
                "The store refused row {row} of {file}, which breaks its rules; nothing of this file was stored."
            ),
            N_("Correct that row, or leave it out; if it looks right, report it as a bug."),
            facts={"row": row, "file": file},
        ) from error


def _statement(table: Table, rows: int) -> str:
    """Return the statement that stores so many rows: several at once cost three quarters of one by one."""
    names = stored_columns(table)
    blanks = ", ".join([f"(?{', ?' * len(names)})"] * rows)
    return f"INSERT INTO {table.name} (fact_id, {_quoted(names)}) VALUES {blanks}"  # noqa: S608 - names of model.frames


def _noted(statements: list[list[Any]], asked: list[list[Any]]) -> Iterator[list[Any]]:
    """Yield the values of each statement and keep the last ones that were asked for, which a failure speaks of."""
    for values in statements:
        asked[0] = values
        yield values


def _refused(connection: sqlite3.Connection, table: Table, values: list[Any]) -> Any:
    """Return the sheet row that the store refuses among those of a statement that failed and left nothing behind."""
    names = ("fact_id", *stored_columns(table))
    rows = [values[start : start + len(names)] for start in range(0, len(values), len(names))]
    for row in rows[:-1]:
        try:
            connection.execute(_statement(table, 1), row)
        except sqlite3.IntegrityError:
            return row[names.index("row")]
    return rows[-1][names.index("row")]


def has_facts(connection: sqlite3.Connection, table: Table) -> bool:
    """Return True when `table` holds any fact at all."""
    return _last_fact(connection, table) > 0


def _last_fact(connection: sqlite3.Connection, table: Table) -> int:
    (last,) = connection.execute(f"SELECT coalesce(max(fact_id), 0) FROM {table.name}").fetchone()  # noqa: S608
    return max(int(last), last_changed(connection, table), last_gone(connection, table))


def _plain_rows(facts: Coded, names: tuple[str, ...], ids: Numbers) -> Iterator[npt.NDArray[np.object_]]:
    """Yield the facts as rows of plain Python values, some thousand at once; their ids come first."""
    values = [plain_values(facts.words[name]) for name in names]
    for start in range(0, len(facts), _ROWS_AT_ONCE):
        part = slice(start, start + _ROWS_AT_ONCE)
        rows = np.empty((len(ids[part]), len(names) + 1), dtype=object)
        rows[:, 0] = ids[part]
        for place, name in enumerate(names):
            rows[:, place + 1] = values[place][facts.codes[name][part]]
        yield rows


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
