"""Hours of training (JP) that lists tell of each person in each calendar year."""

from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.careers.trainings import completed

REACHED: Final = "reached"
TO_GO: Final = "to_go"
OPEN: Final = "hours_open"
WITHIN: Final = "within_ceiling"
WITHIN_OPEN: Final = "within_ceiling_open"
OVER: Final = "over_ceiling"
NO_RULE: Final = "no_rule"


def finished(trainings: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return the trainings that were followed to their end by `as_of`, each once, with `tahun` of their last day.

    Without a day a training belongs to no year and is left out.
    """
    rows = completed(trainings)
    ended = rows["tanggal_selesai"].fillna(rows["tanggal_mulai"])
    rows = rows.assign(ended=ended)[ended.notna() & (ended <= pd.Timestamp(as_of))]
    return rows.assign(tahun=rows["ended"].dt.year.astype("int64"))


def hours_of_year(nips: "pd.Series[str]", trainings: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return for each of `nips`, in their order, this calendar year's trainings, jp (known hours) and jp_unknown (trainings without hours)."""
    rows = finished(trainings, as_of)
    rows = rows[rows["tahun"] == as_of.year]
    by = rows.assign(silent=rows["jp"].isna()).groupby("nip", sort=False)
    found = by.agg(trainings=("jp", "size"), jp=("jp", "sum"), jp_unknown=("silent", "sum"))
    found = found.reindex(nips.to_numpy()).fillna(0)
    return found.astype({"trainings": "int64", "jp": "float64", "jp_unknown": "int64"}).reset_index(drop=True)


def against_rule(
    hours: pd.DataFrame,
    status_asn: "pd.Series[str]",
    least: float | None,
    most: float | None,
    complete: NDArray[np.bool_],
) -> pd.DataFrame:
    """Return target, to_go and jp_status of each person: least hours of a PNS, most hours of a PPPK, in JP a year; None: not in force.

    A PNS below the least has hours to go: `to_go` where the register is known to be complete and every record says its hours,
    else `hours_open`, for more may have been taken than is recorded; so it is with the most hours of a PPPK (`within_ceiling_open`). `no_rule`: the law sets nothing for this person, or not on that day.
    """
    jp = hours["jp"].to_numpy()
    pns, pppk = (status_asn.eq(word).to_numpy(dtype=bool) for word in ("PNS", "PPPK"))
    floor = np.where(pns, np.nan if least is None else least, np.nan)
    ceiling = np.where(pppk, np.nan if most is None else most, np.nan)
    sure = complete & hours["jp_unknown"].eq(0).to_numpy()
    status = np.select(
        [jp >= floor, (jp < floor) & sure, jp < floor, jp > ceiling, (jp <= ceiling) & sure, jp <= ceiling],
        [REACHED, TO_GO, OPEN, OVER, WITHIN, WITHIN_OPEN],
        NO_RULE,
    )
    return pd.DataFrame(
        {
            "target": np.where(pns, floor, ceiling),
            "to_go": np.maximum(floor - jp, 0.0),
            "jp_status": status.astype(object),
        }
    )
