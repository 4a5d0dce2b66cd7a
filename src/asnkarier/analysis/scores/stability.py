"""How firmly the places of a ranking hold when its weights are moved at random, always by the same draws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.scores.bands import Band

SEED: Final = 200
_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Draws:
    """So many draws; in each every weight is multiplied by a factor between 1 - spread/100 and 1 + spread/100, each whole percent as likely."""

    count: int = 200
    spread: int = 20

    def factors(self, parts: int) -> Ints:
        """Return the factors in percent, one row per draw; the same whenever they are asked for."""
        dice = np.random.default_rng(SEED)
        low, high = _HUNDRED - self.spread, _HUNDRED + self.spread
        return dice.integers(low, high + 1, size=(self.count, parts), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Held:
    """Shares of the draws, one per candidate: in which the rank stays the same, and in which it is within the first N."""

    same: NDArray[np.float64]
    within: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Apart:
    """What tells equal scores apart whatever the weights, each smaller for who stands before: what is advised (at its most, at its least), and last the parts and the NIP."""

    advised_high: Ints
    advised_low: Ints
    last: Ints


def held_ranks(
    bands: Sequence[Band],
    weights: Sequence[int],
    apart: Apart,
    rank: Ints,
    top: int,
    draws: Draws,
    wanted: NDArray[np.bool_],
) -> Held:
    """Return how firmly each `rank` (1 …) of the people `wanted` holds among all; nothing is said of the others (NaN).

    bands: of every part, with its weight. The order is that of `ranking`. Weights are not rescaled to their old sum: only
    their proportions decide an order.
    """
    same, within = np.zeros(len(rank), dtype=np.int64), np.zeros(len(rank), dtype=np.int64)
    low, high = np.stack([band.low for band in bands]), np.stack([band.high for band in bands])
    moved = draws.factors(len(bands)) * np.array(weights, dtype=np.int64)
    sums = moved @ low
    # Who stays behind all of them in every draw moves none of them.
    rivals = np.zeros(len(rank), dtype=bool)
    if wanted.any():
        rivals = (sums >= sums[:, wanted].min(axis=1, keepdims=True)).any(axis=0)
    among = np.flatnonzero(rivals)
    keys = [one[among] for one in (apart.advised_high, apart.advised_low, apart.last)]
    again = np.empty(len(among), dtype=np.int64)
    for weighed, least in zip(moved, sums[:, among], strict=True):
        most = weighed @ high[:, among]
        again[np.lexsort((keys[2], -most, least != most, keys[0], keys[1], -least))] = np.arange(
            1, len(among) + 1
        )
        same[among] += again == rank[among]
        within[among] += again <= top
    return Held(*(np.where(wanted, one / draws.count, np.nan) for one in (same, within)))
