"""Who may still be on a shortlist: the scores that each may have, and the places that each may take.

Somebody is on the list for certain when every requirement is met, and may be while one is open for lack of data. The order
of two people is that of `ranking`: the score, what is advised, then each part, then the NIP; the best that somebody may be is every part at
its most, the worst every part at its least. Ranks rest on these two ends, so that ties are told apart as the list does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.scores.bands import POINT, Band


@dataclass(frozen=True)
class Standing:
    """The people who are in or may be in, n of them.

    people: their NIPs. certain: who meets every requirement whatever is still unknown. parts: for each weighted part the
    band of everybody. floors: the least of each part for somebody who turns out to meet the requirements (an open match
    that passes reaches its line at least). weights: of the parts, whole numbers. advice: what tells equal scores apart, below
    `scale`; sums are of the score times `scale` and of the advice, so that they order by both.
    """

    people: pd.Index
    certain: NDArray[np.bool_]
    parts: tuple[Band, ...]
    floors: tuple[Ints, ...]
    weights: tuple[int, ...]
    advice: Band | None = None
    scale: int = 1

    @cached_property
    def low(self) -> Ints:
        """The exact sums of weight x part at their least."""
        return self._sums([part.low for part in self.parts], None if self.advice is None else self.advice.low)

    @cached_property
    def floor(self) -> Ints:
        """The same for who turns out to meet the requirements."""
        return self._sums(self.floors, None if self.advice is None else self.advice.low)

    @cached_property
    def high(self) -> Ints:
        """The exact sums at their most."""
        return self._sums(
            [part.high for part in self.parts], None if self.advice is None else self.advice.high
        )

    def points(self, sums: Ints) -> NDArray[np.float64]:
        """Return sums as points, 0 to 100."""
        found: NDArray[np.float64] = (sums // self.scale) / (sum(self.weights) * POINT)
        return found

    @cached_property
    def places(self) -> tuple[Ints, Ints, Ints]:
        """The worst, the worst when in, and the best that everybody may be, on one scale: more is better.

        Two are equal only when they are the same person with the same parts.
        """
        sides = ([part.low for part in self.parts], list(self.floors), [part.high for part in self.parts])
        sums = np.concatenate([self.low, self.floor, self.high])
        columns = [np.concatenate(part) for part in zip(*sides, strict=True)]
        nips = np.tile(-self.people.argsort().argsort(), len(sides))
        keys = np.stack([sums, *columns, nips])
        order = np.lexsort(keys[::-1])
        rises = np.any(np.diff(keys[:, order], axis=1) != 0, axis=0)
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.concatenate([[0], np.cumsum(rises)])[: len(order)]
        worst, floor, best = np.split(place, len(sides))
        return worst, floor, best

    @cached_property
    def rank_low(self) -> Ints:
        """The best rank that everybody may take: only those certain to be in and certain to be better stand before."""
        worst, _floor, best = self.places
        surely = np.sort(worst[self.certain])
        return 1 + len(surely) - np.searchsorted(surely, best, side="right")

    @cached_property
    def rank_high(self) -> Ints:
        """The worst rank that everybody may take when in: all who may be better stand before."""
        _worst, floor, best = self.places
        better = len(best) - np.searchsorted(np.sort(best), floor, side="right")
        return 1 + better - (best > floor)

    def _sums(self, parts: Sequence[Ints], advice: Ints | None) -> Ints:
        found = sum(
            (weight * part for weight, part in zip(self.weights, parts, strict=True)),
            np.zeros(len(self.people), dtype=np.int64),
        )
        return found if advice is None else found * self.scale + advice
