"""The hours of training that a year leaves to those for whom there is a maximum."""

from datetime import date

import pandas as pd

from asnkarier.analysis.careers.trainings import followed, told_once


def hours_left(nips: "pd.Series[str]", trainings: pd.DataFrame, most: float, as_of: date) -> dict[str, float]:
    """Return the hours (JP) left this calendar year to each of `nips`: `most` less those finished, never below 0.

    Hours that a record lacks count as none; a training that two
    lists tell counts once, one that was not passed or was left not at all.
    """
    trainings = followed(trainings)
    trainings = trainings.iloc[told_once(trainings)]
    finished = trainings["tanggal_selesai"].fillna(trainings["tanggal_mulai"])
    this_year = trainings[finished.dt.year == as_of.year]
    taken = this_year.groupby("nip")["jp"].sum().reindex(nips).fillna(0.0)
    left = (most - taken).clip(lower=0.0)
    return {str(nip): float(hours) for nip, hours in left.items()}
