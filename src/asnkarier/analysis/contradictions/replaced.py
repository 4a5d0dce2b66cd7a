"""Facts of one day that two lists give differently: the later import counts, and whoever imports it is told what it replaces."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.contradictions.table import Side, side_of, together, told
from asnkarier.model.frames import TABLES

# Facts whose day is part of their key, and what they say; undated ones are simply older or newer.
DATED: Final = {
    "appraisals": ("tahun", ("predikat", "hasil_kerja", "perilaku_kerja")),
    "assessments": ("tanggal_asesmen", ("level",)),
    "assessment_results": ("tanggal", ("jpm", "kategori", "potensi", "kotak")),
}


def replaced_contradictions(table: str, known: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return each fact of `new` that says otherwise than the fact of `known` with the same key, in its first such field.

    Both are canonical frames of `table`, each key once in either. A value that only one of them gives is none that
    differs. Key: the competency, or the year.
    """
    if not len(known):
        return together([])
    day, fields = DATED[table]
    key = list(TABLES[table].key)
    rows = new.assign(place=np.arange(len(new)))[[*key, *fields, "place"]]
    before = known.assign(place=np.arange(len(known)))[[*key, *fields, "place"]]
    both = rows[rows[day].notna()].merge(before, on=key, suffixes=("", "_known"), validate="one_to_one")
    parts = []
    for field in fields:
        value, other = both[field], both[f"{field}_known"]
        differ = (value.notna() & other.notna() & (value != other)).to_numpy(dtype=bool)
        found, both = both[differ], both[~differ]
        parts.append(_told(table, field, (new, known), found, _named(found, key)))
    return together(parts)


def _named(found: pd.DataFrame, key: Sequence[str]) -> "pd.Series[str]":
    return found["kompetensi" if "kompetensi" in key else key[1]].astype("str")


def _told(
    table: str,
    field: str,
    frames: tuple[pd.DataFrame, pd.DataFrame],
    found: pd.DataFrame,
    key: "pd.Series[str]",
) -> pd.DataFrame:
    new, known = frames
    return told(
        "FAKTA-DIGANTI",
        found["nip"].to_numpy(dtype=object),
        _plain(side_of(new, table, field, found["place"])),
        _plain(side_of(known, table, field, found["place_known"])),
        key=key.to_numpy(dtype=object),
    )


def _plain(side: Side) -> Side:
    """Return the side with numbers as people write them: 3, 2.5."""
    words = np.array([*(_word(value) for value in side.value), None], dtype=object)[:-1]
    return Side(side.table, side.field, words, side.source_id, side.row, side.col)


def _word(value: str) -> str:
    try:
        return f"{float(value):g}"
    except ValueError:
        return value
