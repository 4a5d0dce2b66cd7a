"""Each participation in a training once, however many lists tell it, and who did not follow it to its end."""

from datetime import date
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
# Not held for this participant yet, and words that do not say how it ended: it may have been followed, or not.
NOT_YET: Final = "belum_diikuti"
UNCLEAR: Final = "hasil_tidak_jelas"
UNSETTLED: Final = frozenset((NOT_YET, UNCLEAR))


def followed(trainings: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of trainings that were followed or are being followed: all but those whose status says otherwise (`DROPPED`) or leaves it open (`UNSETTLED`)."""
    return _without(trainings, DROPPED | UNSETTLED)


def completed(trainings: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of trainings that were followed to their end, each participation once: none that was dropped, or goes on as its list says, or of which the list does not say it."""
    if "status" in trainings:
        trainings = trainings[~trainings["status"].eq(RUNNING).fillna(value=False).to_numpy(dtype=bool)]
    rows = followed(trainings)
    return rows.iloc[told_once(rows)]


def taken_part(trainings: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of trainings in which the person took part, whether it was passed or not."""
    return _without(trainings, ABSENT | UNSETTLED)


def unclear(trainings: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return the rows of trainings, each participation once, whose list does not say how they ended, and which had begun by `as_of` or have no day."""
    if "status" not in trainings or not trainings["status"].eq(UNCLEAR).any():
        return trainings.iloc[:0]
    rows = trainings.iloc[told_once(trainings)]
    began = rows["tanggal_mulai"].fillna(rows["tanggal_selesai"])
    return rows[rows["status"].eq(UNCLEAR) & ~(began > pd.Timestamp(as_of))]


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
    fields counts, of several the first; a status that leaves it open fills its field only in part.
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
    filled = trainings.notna().sum(axis=1).to_numpy(dtype=np.float64)
    if "status" in trainings:
        filled -= 0.5 * trainings["status"].isin(UNSETTLED).to_numpy()
    fullest = np.argsort(-filled, kind="stable")
    once = fullest[~rows.iloc[fullest].duplicated().to_numpy()]
    return np.sort(once).astype(np.int64)
