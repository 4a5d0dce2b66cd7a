"""A person's facts taken out of one table, and the person out of the facts of others."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from asnkarier.late import np
from asnkarier.model.frames import Table
from asnkarier.store.changed.packing import Cells, Changed, pack_changed, unpack_cells
from asnkarier.store.changed.written import Written, among, read_written
from asnkarier.store.coded import Coded, Numbers, Positions
from asnkarier.store.facts import read_facts
from asnkarier.store.trust.chain import owners_of

if TYPE_CHECKING:
    import numpy.typing as npt


NOBODY: Final = "…"
_NIP: Final = 18


@dataclass(frozen=True, slots=True)
class Removed:
    """What one table lost. ids: facts that are gone. owners: of each the batch. blanked: facts of others that named the person, by batch."""

    ids: Numbers
    owners: Numbers
    blanked: dict[int, int]


def remove_people(connection: sqlite3.Connection, table: Table, nips: Collection[str]) -> Removed:
    """Take out every fact whose key names one of these people, and empty every other text that does."""
    ids, facts = read_facts(connection, table)
    query = "SELECT source_id, batch_id FROM sources JOIN batches USING (batch_id) WHERE table_name = ?"
    owners = owners_of(facts, dict(connection.execute(query, (table.name,))))
    names = {name: _naming(facts, name, nips) for name in table.columns if table.kind_of(name) == "text"}
    gone = np.logical_or.reduce(
        [np.zeros(len(ids), bool), *(names[one] for one in table.key if one in names)]
    )
    blank = {name: told & ~gone for name, told in names.items() if (told & ~gone).any()}
    touched = np.logical_or.reduce([np.zeros(len(ids), bool), *blank.values()])
    if gone.any() or touched.any():
        _rewrite_changed(connection, table, ids[gone], nips)
        _rewrite_rows(connection, table, ids[gone], {name: ids[told] for name, told in blank.items()})
    counted = dict(zip(*np.unique(owners[touched], return_counts=True), strict=True))
    return Removed(ids[gone], owners[gone], {int(batch): int(count) for batch, count in counted.items()})


def _naming(facts: Coded, name: str, nips: Collection[str]) -> npt.NDArray[np.bool_]:
    """Return which facts name one of the people in this column."""
    bad = [names_any(word, nips) for word in facts.words[name].values_in_order()]
    return np.array([*bad, False], bool)[facts.codes[name]]


def names_any(value: object, nips: Collection[str]) -> bool:
    """Return whether a cell holds one of these NIPs, alone or in a longer text."""
    return isinstance(value, str) and (
        value in nips or (len(value) > _NIP and any(one in value for one in nips))
    )


def _instead(table: Table, name: str) -> str | None:
    """Return what stands in a field that named somebody who is gone."""
    return NOBODY if any(one.name == name and one.required for one in table.fields) else None


def _rewrite_rows(
    connection: sqlite3.Connection, table: Table, gone: Numbers, blank: dict[str, Numbers]
) -> None:
    query = f"DELETE FROM {table.name} WHERE fact_id = ?"  # noqa: S608 - names of model.frames
    connection.executemany(query, [(one,) for one in gone.tolist()])
    for name, ids in blank.items():
        query = f'UPDATE {table.name} SET "{name}" = ? WHERE fact_id = ?'  # noqa: S608 - names of model.frames
        connection.executemany(query, [(_instead(table, name), one) for one in ids.tolist()])


def _rewrite_changed(
    connection: sqlite3.Connection, table: Table, gone: Numbers, nips: Collection[str]
) -> None:
    query = "SELECT batch_id FROM changed_facts JOIN batches USING (batch_id) WHERE table_name = ? ORDER BY batch_id"
    batches = [batch_id for (batch_id,) in connection.execute(query, (table.name,))]
    for batch_id, one in zip(batches, read_written(connection, table), strict=True):
        kept = np.flatnonzero(~np.isin(one.ids, gone))
        if not len(kept):
            connection.execute("DELETE FROM changed_facts WHERE batch_id = ?", (batch_id,))
            continue
        before = unpack_cells(one.said, table, len(one.ids))
        cells = _without(before, table, one, kept, nips)
        if len(kept) < len(one.ids) or cells != before:
            packed = pack_changed(Changed(one.ids[kept], one.firsts[kept], cells))
            query = "UPDATE changed_facts SET ids = ?, firsts = ?, said = ? WHERE batch_id = ?"
            connection.execute(query, (*packed, batch_id))


def _without(cells: Cells, table: Table, one: Written, kept: Positions, nips: Collection[str]) -> Cells:
    """Return the cells of the facts that stay, without those that name one of the people."""
    found: dict[str, tuple[list[int] | None, list[Any]]] = {}
    for name, (places, values) in cells.items():
        at, told = among(kept, len(one.ids), places, values)
        told = [_instead(table, name) if names_any(value, nips) else value for value in told]
        where = None if isinstance(at, slice) or len(at) == len(kept) else at.tolist()
        if where is None or where:
            found[name] = (where, told)
    return found
