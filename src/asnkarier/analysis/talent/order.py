"""The order within a succession pool (kelompok rencana suksesi): by the box, then by what is known of the talent score.

A place is certain only where nothing that is not known can change it: neither a box that is open, nor a score within bounds, nor
whether somebody belongs to the pool at all. Equal scores of one box share a place, and this is said.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.scores.bands import POINT, Band

# More than any score reaches, so that a better box always comes first.
_BOX: Final = 1000 * POINT


@dataclass(frozen=True)
class Members:
    """Who is or may be in a pool: arrays of one length.

    box_low, box_high: the least and the best of the pool's boxes in which each may stand. certain: who is in it whatever the unknown turns out to be.
    """

    box_low: Ints
    box_high: Ints
    score: Band
    certain: NDArray[np.bool_]


@dataclass(frozen=True)
class Places:
    """The order: place (from 1, by what is known; equals share one), best and worst that it may still be, and who shares it with somebody.

    order: the members' numbers as they are listed: those in the pool for certain first.
    """

    place: Ints
    best: Ints
    worst: Ints
    tied: NDArray[np.bool_]
    order: Ints


def places_of(members: Members, nip_rank: Ints) -> Places:
    """Return the places; nip_rank: in which order equals are listed, which says nothing of them.

    place: 1 and how many of the certain members are known to be better, by the low ends; for who may only be a member, the place that these ends
    would give. best: when every open value turns out in the person's favour; worst: when none does, and everybody who may be a member is one.
    """
    low = members.box_low * _BOX + members.score.low
    high = members.box_high * _BOX + members.score.high
    sure_low, sure = np.sort(low[members.certain]), members.certain
    place = 1 + len(sure_low) - np.searchsorted(sure_low, low, side="right")
    best = 1 + len(sure_low) - np.searchsorted(sure_low, high, side="right")
    all_high = np.sort(high)
    # Oneself is among those who may be better where one's own value is open.
    worst = 1 + len(high) - np.searchsorted(all_high, low, side="right") - (high > low)
    _, number, count = np.unique(low[sure], return_inverse=True, return_counts=True)
    tied = np.zeros(len(low), dtype=bool)
    tied[sure] = count[number] > 1
    order = np.lexsort((nip_rank, -high, -low, ~sure))
    place, best, worst, order = (one.astype(np.int64) for one in (place, best, worst, order))
    return Places(place, best, worst, tied, order)
