"""Which fact of a key came first, and in which cells the later ones differ from it. Pure arithmetic on codes."""

from __future__ import annotations

from typing import Any

from asnkarier.late import np
from asnkarier.store.changed.packing import Cells
from asnkarier.store.coded import Coded, Positions, joint, kind_of, plain_values


def first_of_key(facts: Coded, more: Coded | None = None) -> Positions:
    """Return for every fact, and then for every one of `more` in the same words, the position of the first one with its key."""
    parts = [facts] if more is None else [facts, more]
    key = joint([np.concatenate([part.codes[name] for part in parts]) for name in facts.table.key])
    _, index, inverse = np.unique(key, return_index=True, return_inverse=True)
    return index[inverse]


def cells_that_differ(facts: Coded, rows: Positions, firsts: Positions) -> Cells:
    """Return in which cells the facts at `rows` differ from those at `firsts`; the sheet of each is told in any case."""
    cells: dict[str, tuple[list[int] | None, list[Any]]] = {}
    for name, codes in facts.codes.items():
        mine = codes[rows]
        places = np.flatnonzero(mine != codes[firsts])
        if name == "source_id":
            places = np.arange(len(rows))
        if not len(places):
            continue
        mine = mine[places]
        values = plain_values(facts.words[name])[mine[:1] if (mine == mine[0]).all() else mine].tolist()
        # As a column of the file would have it, which knows no -0.0.
        if kind_of(facts.table, name) == "number":
            values = [None if one is None else float(one) + 0.0 for one in values]
        cells[name] = (None if len(places) == len(rows) else places.tolist(), values)
    return cells
