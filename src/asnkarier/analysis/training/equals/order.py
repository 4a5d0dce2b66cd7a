"""In which order people come who gain the same from a course at the same cost: a rule that favours nobody, and that anybody can check."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.careers.trainings import followed

# No training is known: that is as long ago as can be.
_NEVER: Final = np.iinfo(np.int64).min
_MIX: Final = tuple(np.uint64(one) for one in (30, 0xBF58476D1CE4E5B9, 27, 0x94D049BB133111EB, 31))


@dataclass(frozen=True, slots=True)
class Order:
    """What the order looks at.

    need: per person the weighted levels short of what the post asks, in all, in millionths; last: the last day of the newest training
    that was followed (see `_NEVER`); people, courses: the halves of the draw, fixed by NIP, by kode and by the year of the plan.
    """

    need: Ints
    last: Ints
    people: NDArray[np.uint64]
    courses: NDArray[np.uint64]

    def ranks(self, person: Ints, course: Ints) -> Ints:
        """Return the place of each (person, course) among all of them: the larger need first, then the longest without training, then the draw.

        Neither names nor ages nor the order of rows tell; a person who is drawn late for one course may be early for another.
        """
        order = np.lexsort((self._draw(person, course), self.last[person], -self.need[person]))
        ranks = np.empty(len(person), dtype=np.int64)
        ranks[order] = np.arange(len(person))
        return ranks

    def _draw(self, person: Ints, course: Ints) -> NDArray[np.uint64]:
        """Return a number for each (person, course) in which every digit of both counts (the mixing of splitmix64)."""
        right, first, further, second, last = _MIX
        out = self.people[person] + self.courses[course]
        out = (out ^ (out >> right)) * first
        out = (out ^ (out >> further)) * second
        return np.asarray(out ^ (out >> last), dtype=np.uint64)


def order_of(
    nips: "pd.Index[str]",
    kodes: Iterable[str],
    need: "pd.Series[int]",
    trainings: pd.DataFrame,
    as_of: date,
    year: int,
) -> Order:
    """Return the order of people (`nips`) for courses (`kodes`). need: by nip; trainings: as in `model.frames`, what ended after `as_of` does not count yet."""
    mine = followed(trainings[trainings["nip"].isin(nips)])
    ended = mine["tanggal_selesai"].fillna(mine["tanggal_mulai"])
    newest = ended[ended <= pd.Timestamp(as_of)].groupby(mine["nip"]).max().reindex(nips)
    days = newest.to_numpy(dtype="datetime64[D]")
    return Order(
        need=np.asarray(need.reindex(nips).fillna(0), dtype=np.int64),
        last=np.where(np.isnat(days), _NEVER, days.astype(np.int64)),
        people=_halves(nips, year),
        courses=_halves(kodes, year),
    )


def _halves(words: Iterable[str], year: int) -> NDArray[np.uint64]:
    found = [int.from_bytes(sha256(f"{year} {word}".encode()).digest()[:8]) for word in words]
    return np.array(found, dtype=np.uint64)
