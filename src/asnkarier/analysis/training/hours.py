"""The hours of training that a year leaves to those for whom there is a maximum."""

from datetime import date

import pandas as pd

from asnkarier.analysis.careers.trainings import DROPPED, UNCLEAR, UNSETTLED, told_once


def hours_left(nips: "pd.Series[str]", trainings: pd.DataFrame, most: float, as_of: date) -> pd.DataFrame:
    """Return the hours (JP) left this calendar year to each of `nips`, in their order: nip, least, counted, most, unclear, silent.

    At most: `most` less those of trainings that were followed. At least: also less those of which no list says how they ended (`unclear` of
    them), and 0 where one of either says no hours (`silent` of them), for nothing bounds these. counted: what a plan may give, less everything
    with known hours, so that the maximum is kept whatever the results were; hours that no list says count as none. Never below 0.
    A training that two lists tell counts once, one that was not passed, was left or is not held yet not at all.
    """
    rows = trainings.iloc[told_once(trainings)]
    status = rows["status"] if "status" in rows else pd.Series(None, index=rows.index, dtype="str")
    finished = rows["tanggal_selesai"].fillna(rows["tanggal_mulai"])
    open_ = status.eq(UNCLEAR).fillna(value=False).astype("bool")
    counts = open_ | ~status.isin(DROPPED | UNSETTLED)
    rows = rows.assign(unclear=open_, silent=rows["jp"].isna())[counts & (finished.dt.year == as_of.year)]
    rows = rows.assign(doubted=rows["jp"].where(rows["unclear"]))
    by = rows.groupby("nip").agg(
        jp=("jp", "sum"), doubted=("doubted", "sum"), unclear=("unclear", "sum"), silent=("silent", "sum")
    )
    taken = by.reindex(nips).fillna(0).reset_index(drop=True)
    counted = (most - taken["jp"]).clip(lower=0.0)
    return pd.DataFrame(
        {
            "nip": nips.to_numpy(),
            "least": counted.where(taken["silent"] == 0, 0.0),
            "counted": counted,
            "most": (most - taken["jp"] + taken["doubted"]).clip(lower=0.0),
            "unclear": taken["unclear"].astype("int64"),
            "silent": taken["silent"].astype("int64"),
        }
    )
