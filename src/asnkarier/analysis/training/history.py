"""Which courses people took before, by name whatever the edition, and when."""

from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.careers.trainings import followed
from asnkarier.model.terms import course_title


class TrainingHistory:
    """The last day of each training that each of `people` took, looked up by person and name.

    The day is tanggal_selesai, else tanggal_mulai; a training without either was taken on an unknown day.
    """

    def __init__(self, trainings: pd.DataFrame, people: pd.Index, names: pd.Index) -> None:
        """Keep the trainings of `people` whose `course_title` is among `names`, but for those left or not passed."""
        trainings = followed(trainings)
        self._width = len(names)
        codes, distinct = pd.factorize(trainings["nama_pelatihan"])
        known = names.get_indexer(pd.Index([course_title(name) for name in distinct], dtype="str"))
        name = np.where(codes < 0, -1, known[codes] if len(known) else -1)
        person = people.get_indexer(pd.Index(trainings["nip"]))
        kept = (person >= 0) & (name >= 0)
        day = trainings["tanggal_selesai"].fillna(trainings["tanggal_mulai"]).to_numpy(dtype="datetime64[s]")
        key = person[kept].astype(np.int64) * self._width + name[kept]
        taken = pd.DataFrame(
            {"key": key, "first": day[kept], "last": day[kept], "undated": np.isnat(day[kept])}
        )
        taken = taken.groupby("key", sort=True).agg({"first": "min", "last": "max", "undated": "any"})
        self._key = taken.index.to_numpy(dtype=np.int64)
        # One more entry at the end is what "never taken" points at.
        never = np.array(["NaT"], dtype="datetime64[s]")
        self._first = np.concatenate([taken["first"].to_numpy(dtype="datetime64[s]"), never])
        self._last = np.concatenate([taken["last"].to_numpy(dtype="datetime64[s]"), never])
        self._undated = np.append(taken["undated"].to_numpy(dtype=np.bool_), False)

    def last_day(self, person: Ints, name: Ints) -> Days:
        """Return the last known day on which each person took each name; NaT for never or an unknown day."""
        return self._last[self._at(person, name)]

    def taken_by(self, person: Ints, name: Ints, as_of: date) -> NDArray[np.bool_]:
        """Return whether each person had taken each name by `as_of`; an unknown day counts as before."""
        at = self._at(person, name)
        return self._undated[at] | (self._first[at] <= np.datetime64(as_of))

    def _at(self, person: Ints, name: Ints) -> Ints:
        key = person * self._width + name
        place = np.searchsorted(self._key, key)
        inside = np.minimum(place, len(self._key) - 1)
        found = (
            (self._key[inside] == key) & (name >= 0) if len(self._key) else np.zeros(len(key), dtype=np.bool_)
        )
        return np.where(found, place, len(self._key)).astype(np.int64)


def years_before(as_of: date, years: int) -> date:
    """Return the same day so many years earlier (28 February for a 29th that did not exist)."""
    try:
        return as_of.replace(year=as_of.year - years)
    except ValueError:
        return as_of.replace(year=as_of.year - years, day=28)
