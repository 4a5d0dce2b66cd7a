"""Each participation in a training once, however many lists tell it, and who did not follow it to its end."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.model.terms import course_title

# How a training ended, as lists say it (`status`): who stayed away or left took no part, who failed did.
ABSENT: Final = frozenset(("mengundurkan_diri", "tidak_hadir"))
FAILED: Final = "tidak_lulus"
DROPPED: Final = ABSENT | {FAILED}
# Still going on when the list was written.
RUNNING: Final = "berlangsung"


def followed(trainings: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of trainings that were followed or are being followed: all but those whose status says otherwise (`DROPPED`)."""
    return _without(trainings, DROPPED)


def completed(trainings: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of trainings that were followed to their end, each participation once: none that was dropped, or goes on as its list says."""
    if "status" in trainings:
        trainings = trainings[~trainings["status"].eq(RUNNING).fillna(value=False).to_numpy(dtype=bool)]
    rows = followed(trainings)
    return rows.iloc[told_once(rows)]


def taken_part(trainings: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of trainings in which the person took part, whether it was passed or not."""
    return _without(trainings, ABSENT)


def _without(trainings: pd.DataFrame, statuses: frozenset[str]) -> pd.DataFrame:
    """Return the rows without those of these statuses, and without those that tell the same participation and say less of it."""
    if "status" not in trainings or not trainings["status"].isin(statuses).any():
        return trainings
    once = trainings.iloc[told_once(trainings)]
    return once[~once["status"].isin(statuses)]


def told_once(trainings: pd.DataFrame) -> Ints:
    """Return the places of the rows that count, in their order: one of those of one nip, one name (whatever the edition) and the same days.

    The register keeps a row for each way in which a name is written, so that lists of two offices may tell one participation twice.
    The days are the first and the last as they are known, none known on either side is the same. The row with the most filled
    fields counts, of several the first.
    """
    code, names = pd.factorize(texts(trainings, "nama_pelatihan"))
    words = np.array([course_title(name) for name in names], dtype=object)
    rows = pd.DataFrame(
        {
            "nip": trainings["nip"].to_numpy(dtype=object),
            "name": pd.factorize(words)[0][code] if len(words) else code,
            "first": trainings["tanggal_mulai"].to_numpy(dtype="datetime64[s]"),
            "last": trainings["tanggal_selesai"].to_numpy(dtype="datetime64[s]"),
        }
    )
    again = rows.duplicated(keep=False).to_numpy()
    if not again.any():
        return np.arange(len(rows), dtype=np.int64)
    filled = trainings.notna().sum(axis=1).to_numpy()
    fullest = np.argsort(-filled, kind="stable")
    once = fullest[~rows.iloc[fullest].duplicated().to_numpy()]
    return np.sort(once).astype(np.int64)
