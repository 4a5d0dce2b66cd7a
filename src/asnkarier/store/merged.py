"""Employees as several lists together tell them: of every field the last word, and the cell where it stands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from asnkarier.model.frames import PROVENANCE
from asnkarier.store.coded import MISSING, Coded, Codes, Positions, plain_values

# By the id of a sheet: the fields for which it has a column.
Columns = Mapping[int, Collection[str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """One row per person. places: of every field, the position among the facts of the one that said it, -1 for nobody."""

    rows: Coded
    places: Mapping[str, Positions]


def merged(facts: Coded, order: Positions, ends: Positions) -> Merged:
    """Return the last value that is not missing of every field of each group; provenance is that of the group's last fact.

    order: the positions of the facts, group by group, the last word at the end. ends: the places in it where groups end.
    """
    starts = np.append(0, ends[:-1] + 1)
    codes: dict[str, Codes] = {name: facts.codes[name][order[ends]] for name in PROVENANCE}
    places: dict[str, Positions] = {}
    for name in facts.table.columns:
        column = facts.codes[name][order]
        last = _last(column != MISSING, starts, ends)
        places[name] = np.where(last == MISSING, MISSING, order[last])
        codes[name] = np.where(last == MISSING, MISSING, column[last]).astype(np.int32)
    return Merged(Coded(facts.table, codes, facts.words), places)


def _last(wanted: npt.NDArray[np.bool_], starts: Positions, ends: Positions) -> Positions:
    """Return the last place of each group where `wanted` holds, -1 where it does nowhere."""
    last = np.maximum.accumulate(np.where(wanted, np.arange(len(wanted)), MISSING))[ends]
    return np.where(last >= starts, last, MISSING)


def cells_frame(
    facts: Coded, order: Positions, ends: Positions, found: Merged, columns: Columns
) -> pd.DataFrame:
    """Return where every field of everybody stands: nip, and `FIELD.source_id` and `FIELD.row` of each field.

    Without a value it is the empty cell of the last list that has such a column; -1 where no list has one.
    """
    starts = np.append(0, ends[:-1] + 1)
    sources, rows = (_numbers(facts, name) for name in ("source_id", "row"))
    ids = facts.words["source_id"].values_in_order()
    cells: dict[str, object] = {"nip": plain_values(facts.words["nip"])[found.rows.codes["nip"]]}
    for name in facts.table.columns:
        place = found.places[name]
        has = np.array([*(name in columns[source] for source in ids), False], bool)[facts.codes["source_id"]]
        empty = _last(has[order], starts, ends)
        place = np.where((place == MISSING) & (empty != MISSING), order[empty], place)
        cells[f"{name}.source_id"] = np.where(place == MISSING, MISSING, sources[place])
        cells[f"{name}.row"] = np.where(place == MISSING, MISSING, rows[place])
    return pd.DataFrame(cells).astype({"nip": "str"})


def _numbers(facts: Coded, name: str) -> npt.NDArray[np.int32]:
    return np.array([*facts.words[name].values_in_order(), MISSING], np.int32)[facts.codes[name]]
