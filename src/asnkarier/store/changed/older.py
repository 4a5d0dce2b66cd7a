"""Stores of the first ten schemas: every fact a row of its table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import pairwise

from asnkarier.late import np
from asnkarier.model.frames import TABLES, Table
from asnkarier.store.changed.first import first_of_key
from asnkarier.store.changed.written import write_changed
from asnkarier.store.coded import Coded, Numbers, Positions
from asnkarier.store.facts import read_facts
from asnkarier.store.vouching.packed import runs_of


def change_older(connection: sqlite3.Connection) -> None:
    """Write what changes an earlier fact as it would have been written today, in the place of its row; nothing if it is done."""
    if connection.execute("SELECT 1 FROM changed_facts").fetchone():
        return
    for table in TABLES.values():
        ids, facts = read_facts(connection, table)
        firsts = first_of_key(facts)
        later = np.flatnonzero(firsts != np.arange(len(ids)))
        for batch_id, rows in _by_batch(connection, table, facts, later):
            write_changed(connection, batch_id, ids, facts, rows, firsts[rows])
            _drop(connection, table, ids[rows])


def _by_batch(
    connection: sqlite3.Connection, table: Table, facts: Coded, rows: Positions
) -> Iterator[tuple[int, Positions]]:
    """Yield the batches of the table with those of the rows that each brought; a row that none brought stays where it is."""
    query = "SELECT source_id, batch_id FROM sources JOIN batches USING (batch_id) WHERE table_name = ?"
    batch_of = dict(connection.execute(query, (table.name,)))
    known = [batch_of.get(source, 0) for source in facts.words["source_id"].values_in_order()]
    owners = np.array([*known, 0], np.int64)[facts.codes["source_id"][rows]]
    order = np.argsort(owners, kind="stable")
    cuts = np.flatnonzero(np.diff(owners[order], prepend=-1, append=-1))
    for start, stop in pairwise(cuts.tolist()):
        owner = int(owners[order[start]])
        if owner:
            yield owner, rows[order[start:stop]]


def _drop(connection: sqlite3.Connection, table: Table, ids: Numbers) -> None:
    query = f"DELETE FROM {table.name} WHERE fact_id BETWEEN ? AND ?"  # noqa: S608 - names of model.frames
    connection.executemany(query, runs_of(ids).tolist())
