"""Facts written as changes of the first fact of their key, beside those first ones, which are the rows of their table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from asnkarier.late import np
from asnkarier.model.frames import Table
from asnkarier.store.changed.first import cells_that_differ
from asnkarier.store.changed.packing import (
    Cells,
    Changed,
    damaged,
    pack_changed,
    unpack_cells,
    unpack_numbers,
)
from asnkarier.store.coded import Coded, Numbers, Positions
from asnkarier.store.vouching.packed import ids_of_each, unpack, unpack_all


@dataclass(frozen=True, slots=True)
class Written:
    """The changed facts of one batch as they lie in the store: which they are and what they change; `said` is still packed."""

    ids: Numbers
    firsts: Numbers
    said: bytes


def write_changed(
    connection: sqlite3.Connection,
    batch_id: int,
    ids: Numbers,
    facts: Coded,
    rows: Positions,
    firsts: Positions,
) -> None:
    """Store the facts at `rows`, ids and positions in ascending order, as changes of those at `firsts`, which are rows of their table."""
    cells = cells_that_differ(facts, rows, firsts)
    packed = pack_changed(Changed(ids[rows], ids[firsts], cells))
    connection.execute("INSERT INTO changed_facts VALUES (?, ?, ?, ?)", (batch_id, *packed))


def read_written(connection: sqlite3.Connection, table: Table) -> list[Written]:
    """Return the changed facts of a table, batch by batch; none in a store of an earlier schema."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'changed_facts'").fetchone():
        return []
    query = (
        "SELECT ids, firsts, said FROM changed_facts JOIN batches USING (batch_id)"
        " WHERE table_name = ? ORDER BY batch_id"
    )
    rows = connection.execute(query, (table.name,)).fetchall()
    ids = ids_of_each(unpack_all([row[0] for row in rows]))
    firsts = unpack_numbers([row[1] for row in rows])
    found = [Written(mine, first, said) for mine, first, (*_, said) in zip(ids, firsts, rows, strict=True)]
    if any(len(one.ids) != len(one.firsts) for one in found):
        raise damaged()
    return found


def changed_keys(connection: sqlite3.Connection, table: Table) -> list[int]:
    """Return the first fact of every key of which there are others, ascending."""
    written = [one.firsts for one in read_written(connection, table)]
    found: list[int] = np.unique(np.concatenate([np.empty(0, np.int64), *written])).tolist()
    return found


def last_changed(connection: sqlite3.Connection, table: Table) -> int:
    """Return the last fact of a table that is written as a change, 0 when there is none."""
    query = (
        "SELECT ids FROM changed_facts JOIN batches USING (batch_id)"
        " WHERE table_name = ? ORDER BY batch_id DESC LIMIT 1"
    )
    found = connection.execute(query, (table.name,)).fetchone()
    return 0 if found is None else int(unpack(found[0])[-1, 1])


def with_changed(
    connection: sqlite3.Connection, ids: Numbers, facts: Coded, *, whole: bool
) -> tuple[Numbers, Coded]:
    """Return these facts, rows of their table, and all that change them, in order of arrival.

    whole: they are all rows of their table. sqlite3.DatabaseError: what is written there changes no such fact.
    """
    parts = [(one, _rows(one, None if whole else ids)) for one in read_written(connection, facts.table)]
    parts = [(one, rows) for one, rows in parts if len(rows)]
    if not parts:
        return ids, facts
    firsts = np.concatenate([one.firsts[rows] for one, rows in parts])
    place = np.searchsorted(ids, firsts)
    place[place == len(ids)] = 0
    if not (len(ids) and (ids[place] == firsts).all()):
        raise damaged()
    changed = _with_cells(facts.take(place), parts, cells_before if not whole else unpack_cells)
    return _merged(np.concatenate([ids, *(one.ids[rows] for one, rows in parts)]), facts, changed)


# Somebody's facts are read table by table and again for those beside them: what a batch changes is unpacked once for all.
cells_before = lru_cache(maxsize=16)(unpack_cells)


def _rows(one: Written, ids: Numbers | None) -> Positions:
    """Return which of its facts change one of these, ascending; None: all of them."""
    return np.arange(len(one.ids)) if ids is None else np.flatnonzero(np.isin(one.firsts, ids))


def _with_cells(
    facts: Coded, parts: list[tuple[Written, Positions]], unpacked: Callable[[bytes, Table, int], Cells]
) -> Coded:
    """Return the first facts, one for every changed one, with the cells in which these differ."""
    starts = accumulate((len(rows) for _, rows in parts), initial=0)
    try:
        for start, (one, rows) in zip(starts, parts, strict=False):
            for name, (places, values) in unpacked(one.said, facts.table, len(one.ids)).items():
                if name not in facts.codes:  # a field that is not asked for
                    continue
                at, told = among(rows, len(one.ids), places, values)
                facts.codes[name][start : start + len(rows)][at] = facts.words[name].codes_of(told)
    except TypeError as error:  # a value that no cell holds
        raise damaged() from error
    return facts


def among(
    rows: Positions, count: int, places: list[int] | None, values: list[Any]
) -> tuple[Positions | slice, list[Any]]:
    """Return where among these rows of `count` facts something stands, and what: one value for each place, or one for all."""
    if len(rows) == count:
        return slice(None) if places is None else np.array(places, np.intp), values
    stands = rows if places is None else np.array(places, np.intp)
    at = np.minimum(np.searchsorted(rows, stands), len(rows) - 1)
    mine = np.flatnonzero(rows[at] == stands)
    if len(values) == 1:
        return at[mine], values
    numbers = stands if places is None else np.arange(len(stands))
    return at[mine], [values[number] for number in numbers[mine].tolist()]


def _merged(ids: Numbers, facts: Coded, changed: Coded) -> tuple[Numbers, Coded]:
    rows = np.argsort(ids, kind="stable")
    if (np.diff(ids[rows]) == 0).any():
        raise damaged()
    codes = {
        name: np.concatenate([column, changed.codes[name]])[rows] for name, column in facts.codes.items()
    }
    return ids[rows], Coded(facts.table, codes, facts.words)
