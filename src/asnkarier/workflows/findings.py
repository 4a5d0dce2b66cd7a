"""Findings with the cell that each rests on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.workflows.cells import cell_of

if TYPE_CHECKING:
    from asnkarier.store.records import Source


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
