"""What became of pairs of last time: the mentee's level before they began and the newest one since, as it was measured."""

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.model.level import MICRO

NO_DAY: Final = np.iinfo(np.int64).min

ROSE: Final = "level_rose"
SAME: Final = "level_same"
FELL: Final = "level_fell"
DUE: Final = "follow_up_due"
RUNNING: Final = "pair_running"
NO_BEFORE: Final = "no_before"
NO_COMPETENCY: Final = "no_competency"
# What calls for a deed stands first.
ORDER: Final = (DUE, FELL, SAME, NO_BEFORE, NO_COMPETENCY, RUNNING, ROSE)


def pair_outcomes(pairs: pd.DataFrame, assessments: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return the pairs begun by `as_of` with before and after (value, day in days since 1970, place in `assessments`) and status.

    pairs: nip (of the mentee), kompetensi, tanggal_mulai, tanggal_selesai; assessments: nip, kompetensi, level, tanggal_asesmen. Before is the last
    level on the day of the start or earlier, after the newest one later. Without one since, `follow_up_due` from the end of the pair on
    (where none is stated, at once), else `pair_running`. Nobody is compared with: a level that rose may have risen without a mentor.
    """
    today = int(np.datetime64(as_of, "D").astype(np.int64))
    started = _days(pairs["tanggal_mulai"])
    found = pairs[started <= today].reset_index(drop=True)
    start, end = _days(found["tanggal_mulai"]), _days(found["tanggal_selesai"])
    keys = found[["nip", "kompetensi"]].astype(object)
    people = pd.MultiIndex.from_frame(keys.fillna("").drop_duplicates())
    person = people.get_indexer(pd.MultiIndex.from_frame(keys.fillna(""))).astype(np.int64)
    level, day = (
        assessments["level"].to_numpy(dtype=np.float64, na_value=np.nan),
        _days(assessments["tanggal_asesmen"]),
    )
    of = people.get_indexer(pd.MultiIndex.from_frame(assessments[["nip", "kompetensi"]].astype(object)))
    of = np.where(day == NO_DAY, -1, of).astype(np.int64)
    before, after = (_last_by(of, day, person, until) for until in (start, np.full(len(found), today)))
    after = np.where(np.append(day, NO_DAY)[after] > start, after, -1)
    for name, places in (("before", before), ("after", after)):
        found[f"{name}_value"] = np.append(level, np.nan)[places]
        found[f"{name}_day"] = np.append(day, NO_DAY)[places]
        found[f"{name}_place"] = places
    found["gain"] = found["after_value"] - found["before_value"]
    gain = np.rint(found["gain"].fillna(0.0).to_numpy() * MICRO).astype(np.int64)
    over = (end == NO_DAY) | (end <= today)
    found["status"] = np.select(
        [found["kompetensi"].isna(), (after < 0) & over, after < 0, before < 0, gain > 0, gain < 0],
        [NO_COMPETENCY, DUE, RUNNING, NO_BEFORE, ROSE, FELL],
        SAME,
    )
    return found


def _last_by(of: Ints, day: Ints, person: Ints, until: Ints) -> Ints:
    """Return for each person the place of their last day up to `until`, -1 for none; of, day: whose day each place is (-1: nobody's)."""
    order = np.lexsort((day, of))
    keys = np.rec.fromarrays([of[order], day[order]])
    at = np.searchsorted(keys, np.rec.fromarrays([person, until], dtype=keys.dtype), side="right") - 1
    at = np.maximum(at, 0)
    place = np.append(order, -1)[at]
    mine = (place >= 0) & (np.append(of, -2)[place] == person) & (np.append(day, NO_DAY)[place] <= until)
    return np.where(mine, place, -1).astype(np.int64)


def _days(series: pd.Series) -> Ints:
    days: Ints = series.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return days
