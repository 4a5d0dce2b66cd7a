"""Totals that an assessment centre reports beside the match that its own levels make."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.contradictions.table import Side, none_told, side_of, told

_APART: Final = 0.5  # points; what rounding may make


def result_contradictions(results: pd.DataFrame, match: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Return each person whose reported match is more than half a point from the one that levels of the same day make.

    results: the latest totals of each person. match: nip, jpm, jpm_uncapped, coverage. items: the levels against the
    standard. Compared only where every competency of the standard was assessed on that very day; centres count with and
    without the limit at the standard, so either may be meant.
    """
    items = items[items["source_id"].notna()]  # a competency that was not assessed has no cell
    computed = match.loc[match["coverage"] == 1, ["nip", "jpm", "jpm_uncapped"]]
    rows = results.assign(place=np.arange(len(results)))
    rows = rows[rows["jpm"].notna() & rows["tanggal"].notna()]
    rows = rows.merge(computed, on="nip", suffixes=("", "_computed"), validate="one_to_one")
    if rows.empty:
        return none_told()
    level = items.assign(place=np.arange(len(items)))
    days = level.groupby("nip")["tanggal_asesmen"].agg(["min", "max"])
    first = level.drop_duplicates("nip").set_index("nip")["place"]
    same = rows["nip"].map(days["min"]).eq(rows["tanggal"]) & rows["nip"].map(days["max"]).eq(rows["tanggal"])
    apart = [(rows["jpm"] - rows[name]).abs().round(6) > _APART for name in ("jpm_computed", "jpm_uncapped")]
    rows = rows[same & apart[0] & apart[1]]
    other = side_of(items, "assessments", "level", rows["nip"].map(first).astype("int64"))
    return told(
        "ASESMEN-JPM-BEDA",
        rows["nip"].to_numpy(dtype=object),
        _shown(side_of(results, "assessment_results", "jpm", rows["place"]), rows["jpm"]),
        _shown(other, rows["jpm_computed"]),
    )


def _shown(side: Side, percent: "pd.Series[float]") -> Side:
    """Return the side with its percentage as people write it, two decimals at most."""
    words = np.array([*(f"{value:.2f}".rstrip("0").rstrip(".") for value in percent), None], dtype=object)
    return Side(side.table, side.field, words[:-1], side.source_id, side.row, side.col)
