"""Employees as several lists together tell them: of every field the last word, and the cell where it stands."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from asnkarier.late import np, pd
from asnkarier.model.frames import PROVENANCE
from asnkarier.store.coded import MISSING, Coded, Codes, Positions, plain_values
from asnkarier.store.vouching.sight import Sight

if TYPE_CHECKING:
    import numpy.typing as npt

Flags: TypeAlias = "npt.NDArray[np.bool_]"
# By the id of a sheet: the fields for which it has a column.
Columns = Mapping[int, Collection[str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """One row per person. places: of every field, the position among the facts of the one that said it, -1 for nobody.

    emptied: the same for the empty cell of a complete list that took the last value away, and taken for that value; a field
    without any is not there.
    """

    rows: Coded
    places: Mapping[str, Positions]
    emptied: Mapping[str, Positions]
    taken: Mapping[str, Positions]


def has_column(facts: Coded, name: str, columns: Columns) -> Flags:
    """Return for every fact whether its sheet has a column for the field."""
    ids = facts.words["source_id"].values_in_order()
    return np.array([*(name in columns.get(source, ()) for source in ids), False], bool)[
        facts.codes["source_id"]
    ]


def merged(facts: Coded, sight: Sight, order: Positions, ends: Positions, columns: Columns) -> Merged:
    """Return the last value that is not missing of every field of each group; provenance is that of the group's last fact.

    An empty cell of a complete list takes away what was said before it. order: the positions of the facts, group by
    group, the last word at the end. ends: the places in it where groups end.
    """
    starts = np.append(0, ends[:-1] + 1)
    codes: dict[str, Codes] = {name: facts.codes[name][order[ends]] for name in PROVENANCE}
    places: dict[str, Positions] = {}
    emptied: dict[str, Positions] = {}
    taken: dict[str, Positions] = {}
    for name in facts.fields:
        column = facts.codes[name][order]
        last = _last(column != MISSING, starts, ends)
        if sight.complete is not None and len(ends):
            said_empty = np.where(
                (facts.codes[name] == MISSING) & has_column(facts, name, columns), sight.complete, MISSING
            )[order]
            emptied[name], gone = _emptied(said_empty, sight.latest[order], last, starts, order)
            taken[name] = np.where(gone & (last != MISSING), order[last], MISSING)
            last = np.where(gone, MISSING, last)
        places[name] = np.where(last == MISSING, MISSING, order[last])
        codes[name] = np.where(last == MISSING, MISSING, column[last]).astype(np.int32)
    return Merged(Coded(facts.table, codes, facts.words), places, emptied, taken)


def _emptied(
    said_empty: npt.NDArray[np.int32],
    latest: npt.NDArray[np.int32],
    last: Positions,
    starts: Positions,
    order: Positions,
) -> tuple[Positions, Flags]:
    """Return the facts whose empty cell a complete list vouched for after the last value was said, and where there is one."""
    count = len(said_empty)
    newest = np.maximum.reduceat(said_empty.astype(np.int64) * count + np.arange(count), starts)
    told = np.where(last == MISSING, MISSING, latest[last])
    gone = newest // count > told
    return np.where(gone, order[newest % count], MISSING), gone


def _last(wanted: Flags, starts: Positions, ends: Positions) -> Positions:
    """Return the last place of each group where `wanted` holds, -1 where it does nowhere."""
    last = np.maximum.accumulate(np.where(wanted, np.arange(len(wanted)), MISSING))[ends]
    return np.where(last >= starts, last, MISSING)


def cells_frame(
    facts: Coded, order: Positions, ends: Positions, found: Merged, columns: Columns
) -> pd.DataFrame:
    """Return where every field of everybody stands: nip, and `FIELD.source_id` and `FIELD.row` of each field.

    Without a value it is the empty cell that took it away, else that of the last list that has such a column; -1 where no
    list has one.
    """
    starts = np.append(0, ends[:-1] + 1)
    sources, rows = (_numbers(facts, name) for name in ("source_id", "row"))
    cells: dict[str, object] = {"nip": plain_values(facts.words["nip"])[found.rows.codes["nip"]]}
    for name in facts.fields:
        place = found.places[name]
        empty = _last(has_column(facts, name, columns)[order], starts, ends)
        places = (found.emptied.get(name, place), np.where(empty == MISSING, MISSING, order[empty]))
        for other in places:
            place = np.where(place == MISSING, other, place)
        cells[f"{name}.source_id"] = np.where(place == MISSING, MISSING, sources[place])
        cells[f"{name}.row"] = np.where(place == MISSING, MISSING, rows[place])
    return pd.DataFrame(cells).astype({"nip": "str"})


def _numbers(facts: Coded, name: str) -> npt.NDArray[np.int32]:
    return np.array([*facts.words[name].values_in_order(), MISSING], np.int32)[facts.codes[name]]
