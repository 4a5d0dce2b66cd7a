"""Contradictions as a table: one row per pair of facts that cannot both be right, with the cell of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from asnkarier.analysis.arrays import Ints

SIDE: Final = ("table", "field", "value", "source_id", "row", "col")
COLUMNS: Final = ("code", "nip", "key", *SIDE, *(f"other_{name}" for name in SIDE), "people")
_NUMBERS: Final = ("source_id", "row", "other_source_id", "other_row", "people")


@dataclass(frozen=True)
class Side:
    """One side of each contradiction: the field, its value as text, and where it stands (source_id -1: nowhere)."""

    table: str
    field: str
    value: NDArray[np.object_]
    source_id: Ints
    row: Ints
    col: NDArray[np.object_] | None = None

    def columns(self, prefix: str = "") -> dict[str, Any]:
        """Return the columns of this side."""
        parts = (self.table, self.field, self.value, self.source_id, self.row, self.col)
        return {f"{prefix}{name}": part for name, part in zip(SIDE, parts, strict=True)}


def side_of(frame: pd.DataFrame, table: str, field: str, rows: ArrayLike) -> Side:
    """Return the side that `field` of these rows of a frame with provenance makes; -1 stands for no row."""
    place = np.asarray(rows, dtype=np.int64)
    gone = place < 0
    if not len(frame) or not len(place):
        nothing = np.full(len(place), -1, dtype=np.int64)
        return Side(table, field, np.full(len(place), "", dtype=object), nothing, nothing)
    inside = np.where(gone, 0, place)
    col = frame["col"].to_numpy(dtype=object)[inside] if "col" in frame else None
    return Side(
        table,
        field,
        np.where(gone, "", value_texts(frame[field].iloc[inside])),
        np.where(gone, -1, frame["source_id"].to_numpy(dtype=np.int64)[inside]),
        np.where(gone, -1, frame["row"].to_numpy(dtype=np.int64)[inside]),
        col,
    )


def value_texts(values: "pd.Series[Any]") -> NDArray[np.object_]:
    """Return values as people write them in reports: ISO dates, whole numbers; missing as empty text."""
    if pd.api.types.is_datetime64_any_dtype(values):
        texts = values.dt.strftime("%Y-%m-%d").to_numpy(dtype=object)
    else:
        texts = values.astype("str").to_numpy(dtype=object)
    return np.where(values.isna().to_numpy(dtype=bool), "", texts)


def told(
    code: str,
    nip: ArrayLike,
    side: Side,
    other: Side | None = None,
    *,
    key: ArrayLike | None = None,
    people: ArrayLike | None = None,
) -> pd.DataFrame:
    """Return contradictions of one code; people: how many people each concerns (1 when not given)."""
    count = len(side.value)
    if not count:
        return none_told()
    nowhere = np.full(count, -1, dtype=np.int64)
    other = other or Side("", "", np.full(count, "", dtype=object), nowhere, nowhere)
    data = {
        "code": code,
        "nip": np.asarray(nip, dtype=object) if not isinstance(nip, str) else nip,
        "key": "" if key is None else np.asarray(key, dtype=object),
        **side.columns(),
        **other.columns("other_"),
        "people": 1 if people is None else np.asarray(people, dtype=np.int64),
    }
    return typed(pd.DataFrame(data, index=pd.RangeIndex(count), columns=list(COLUMNS)))


def none_told() -> pd.DataFrame:
    """Return the table without a row."""
    return _no_row().copy()


@cache  # nearly every question is answered by it
def _no_row() -> pd.DataFrame:
    return typed(pd.DataFrame(columns=list(COLUMNS)))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its types: text `str` (missing NaN), whole numbers Int64 (missing NA)."""
    texts = {name: frame[name].astype("str") for name in COLUMNS if name not in _NUMBERS}
    numbers = {name: frame[name].astype("int64") for name in _NUMBERS}
    return pd.DataFrame({name: (texts | numbers)[name] for name in COLUMNS}, columns=list(COLUMNS))


def together(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return all contradictions in one table, by code, person, key and place."""
    found = [part for part in parts if len(part)]
    if not found:
        return none_told()
    order = ["code", "nip", "key", "table", "field", "source_id", "row", "other_source_id", "other_row"]
    return pd.concat(found, ignore_index=True).sort_values(order, kind="stable", ignore_index=True)
