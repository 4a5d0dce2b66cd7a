"""What is said of people at one moment, and the changes that lead from one moment to another.

A state is tables of texts by NIP; an empty text is nothing said, so that who is not in a table and who has only empty cells are one.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

State = Mapping[str, pd.DataFrame]
KEYS: Final = ("what", "nip", "field", "was", "now", "cause")


def changes(before: State, after: State, cause: str) -> pd.DataFrame:
    """Return a row (`KEYS`) for each cell that differs, by table, NIP and field in the order of the tables.

    Frames: texts, index nip (unique). A table, a person or a field that one of them lacks is empty there.
    """
    names = list(dict.fromkeys([*before, *after]))
    nothing = pd.DataFrame()
    parts = [_of_table(name, before.get(name, nothing), after.get(name, nothing)) for name in names]
    rows = pd.concat([part for part in parts if len(part)] or [pd.DataFrame(columns=list(KEYS[:-1]))])
    return rows.assign(cause=cause).reset_index(drop=True)[list(KEYS)]


def _of_table(name: str, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    people = before.index.union(after.index)
    fields = list(dict.fromkeys([*before.columns, *after.columns]))
    was, now = (_cells(one, people, fields) for one in (before, after))
    person, field = np.nonzero(was != now)
    return pd.DataFrame(
        {
            "what": name,
            "nip": people.to_numpy(dtype=object)[person],
            "field": np.array(fields, dtype=object)[field],
            "was": was[person, field],
            "now": now[person, field],
        }
    )


def _cells(frame: pd.DataFrame, people: pd.Index, fields: Sequence[str]) -> np.ndarray:
    if not len(people) or not fields:
        return np.empty((len(people), len(fields)), dtype=object)
    full = frame.astype(object).reindex(index=people, columns=list(fields))
    return full.where(full.notna(), "").to_numpy(dtype=object)


def changes_by_cause(states: Sequence[State], causes: Sequence[str]) -> pd.DataFrame:
    """Return the changes from each state to the next, each with the one cause that differs between them.

    causes: one fewer than the states. Applied in this order to the first state they give the last one.
    """
    parts = [
        changes(before, after, cause)
        for before, after, cause in zip(states, states[1:], causes, strict=False)
    ]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(KEYS))


def turned(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the changes of the way back, last first."""
    back = rows.iloc[::-1].rename(columns={"was": "now", "now": "was"})
    return back.reset_index(drop=True)[list(KEYS)]
