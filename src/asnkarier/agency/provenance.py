"""Where a fact stands in the office's own files, as text: `file:sheet!cell`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from asnkarier.store.records import Source


from typing import TYPE_CHECKING

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


def with_sources(findings: pd.DataFrame, sources: "Mapping[int, Source]") -> pd.DataFrame:
    """Add `source`: `file:sheet!cell` of the field that decided, empty where no single cell did."""
    places = zip(
        findings["source_id"].tolist(), findings["row"].tolist(), findings["field"].tolist(), strict=True
    )
    return findings.assign(
        source=pd.Series([_place(*place, sources) for place in places], index=findings.index, dtype="str")
    )


def _place(source_id: object, row: object, fields: str, sources: "Mapping[int, Source]") -> str | None:
    if not isinstance(source_id, int) or not isinstance(row, int) or source_id not in sources:
        return None
    source = sources[source_id]
    known = [name for name in fields.split(",") if name in source.columns]
    return cell_of(source, known[0] if known else "", row)
