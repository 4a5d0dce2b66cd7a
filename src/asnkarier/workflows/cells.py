"""Where a fact stands in the office's own files, as text: `file:sheet!cell`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from asnkarier.store.records import Source


def cell_texts(frame: pd.DataFrame, sources: "Mapping[int, Source]") -> pd.Series:
    """Return `file:sheet!cell` for every row of a frame with source_id, row and col; missing where those are."""
    prefixes = {source_id: _prefix(source) for source_id, source in sources.items()}
    known = frame["source_id"].notna()
    text = pd.Series(pd.NA, index=frame.index, dtype="str")
    part = frame[known]
    place = part["col"].fillna("").astype("str") + part["row"].astype("int64").astype("str")
    text[known] = part["source_id"].map(prefixes).astype("str") + place
    return text


def cell_of(source: "Source", field: str, row: int, col: str | None = None) -> str:
    """Return `file:sheet!cell` of `field` in sheet row `row`; without a column, of the row itself."""
    letter = col or source.columns.get(field) or ""
    return f"{_prefix(source)}{letter}{row}"


def _prefix(source: "Source") -> str:
    return f"{source.file}:{source.sheet}!" if source.sheet else f"{source.file}:"
