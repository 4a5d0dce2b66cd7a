"""Levels without a date beside others of the same competency that have one: which of them is newer nobody can tell."""

import numpy as np
import pandas as pd

from asnkarier.analysis.contradictions.table import Side, side_of, told

_KEY = ["nip", "kompetensi"]


def undated_contradictions(assessments: pd.DataFrame) -> pd.DataFrame:
    """Return each person once whose undated level differs from the newest dated one of the same competency.

    An undated level counts from the day of its import, so it may stand before one that was assessed later. Key: the
    competency.
    """
    rows = assessments.assign(place=np.arange(len(assessments)))
    undated = rows[rows["tanggal_asesmen"].isna()]
    dated = rows[rows["tanggal_asesmen"].notna()].sort_values("tanggal_asesmen", kind="stable")
    newest = dated.drop_duplicates(_KEY, keep="last")
    pairs = undated.merge(newest, on=_KEY, how="inner", suffixes=("", "_dated"))
    pairs = pairs[pairs["level"] != pairs["level_dated"]].drop_duplicates("nip")
    return told(
        "ASESMEN-TANPA-TANGGAL",
        pairs["nip"].to_numpy(dtype=object),
        _level(assessments, pairs["place"]),
        _level(assessments, pairs["place_dated"]),
        key=pairs["kompetensi"].to_numpy(dtype=object),
    )


def _level(assessments: pd.DataFrame, place: "pd.Series[int]") -> Side:
    """Return the side that these levels make, written as people do: 3, 2.5."""
    side = side_of(assessments, "assessments", "level", place)
    words = [f"{float(value):g}" for value in side.value]
    return Side(
        side.table,
        side.field,
        np.array([*words, None], dtype=object)[:-1],
        side.source_id,
        side.row,
        side.col,
    )
