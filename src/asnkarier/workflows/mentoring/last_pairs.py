"""Pairs of last time as the report tells them: who they are, what was measured, and the cells that say so."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from asnkarier.agency.provenance import cell_of
from asnkarier.analysis.mentoring.outcomes import NO_DAY, ORDER, pair_outcomes

if TYPE_CHECKING:
    from collections.abc import Collection

    from asnkarier.agency.snapshot import Snapshot


def told_pairs(now: "Snapshot", mentees: "Collection[str]") -> pd.DataFrame:
    """Return the imported pairs of these mentees with what became of them: what calls for a deed first, the longest begun first."""
    pairs, assessments = now.frames["mentoring_pairs"], now.frames["assessments"]
    mine = pairs[pairs["nip"].isin(list(mentees))].reset_index(drop=True)
    known = {one: now.meaning(one) for one in mine["kompetensi"].dropna().unique()}
    mine["kompetensi"] = mine["kompetensi"].map(known).astype("str")
    found = pair_outcomes(mine, assessments, now.as_of)
    names = now.listed.set_index("nip")["nama"]
    for side, key in (("mentor", "nip_mentor"), ("mentee", "nip")):
        found[side], found[f"{side}_nama"] = found[key], found[key].map(names)
    found["started_on"], found["follow_up_on"] = found["tanggal_mulai"], found["tanggal_selesai"]
    for end in ("before", "after"):
        found[f"{end}_on"] = _dates(found[f"{end}_day"])
        found[f"{end}_source"] = _level_cells(now, found[f"{end}_place"], assessments)
    found["source"] = [
        _cell(now, *one) for one in zip(found["source_id"], found["row"], ["nip"] * len(found), strict=True)
    ]
    order = pd.Categorical(found["status"], ORDER, ordered=True)
    found = found.assign(order=order).sort_values(
        ["order", "started_on", "mentee", "kompetensi"], kind="stable", ignore_index=True
    )
    return found.drop(columns="order")


def _dates(days: pd.Series) -> pd.Series:
    known = days.ne(NO_DAY)
    dated = days.where(known, 0).astype(np.int64).to_numpy().astype("datetime64[D]").astype("datetime64[s]")
    return pd.Series(dated, index=days.index).where(known)


def _level_cells(now: "Snapshot", places: pd.Series, assessments: pd.DataFrame) -> pd.Series:
    cells = []
    for place in places.tolist():
        one = assessments.iloc[place] if place >= 0 else None
        cells.append(None if one is None else _cell(now, one["source_id"], one["row"], "level", one["col"]))
    return pd.Series(cells, index=places.index, dtype="str")


def _cell(now: "Snapshot", source_id: Any, row: Any, field: str, col: Any = None) -> str | None:
    source = now.sources.get(source_id)
    return None if source is None else cell_of(source, field, int(row), col if isinstance(col, str) else None)
