"""Two people who follow each other in a ranking: what puts one before the other, and the smallest change of weights that swaps them.

A score is a sum of weight x part, so the difference of two people is one too: with weights w and differences d of their parts it is
w·d, and they swap as soon as it falls below 0. Of the changes that do so the one with the smallest sum is found exactly: each point of
weight moves the difference by |d|, raising a part in which the second leads or lowering one in which the first does, so that the part with the
largest |d| is moved first, as far as a weight may fall (0), then the next (a fractional knapsack).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.scores.bands import POINT, Band

# A weight is moved by whole hundredths: reports show two decimals, and a change must be seen in them.
STEP: Final = 100
BY_SCORE, BY_ADVICE, BY_KNOWN, BY_BEST, BY_PART, BY_NIP = (
    "score", "advice", "known", "best_case", "part", "nip",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One weight of a change, as it is and as it would be, in hundredths."""

    part: str
    weight: int
    then: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who stands directly before whom (places in the ranking) and by what: `BY_…`, with the part where a part decides.

    points: by how much the score of the first is higher. swap: the smallest change of weights that puts the second before the first; empty:
    none does, as the second leads in no part.
    """

    first: int
    second: int
    by: str
    part: str
    points: float
    swap: tuple[Change, ...]


def neighbours(
    order: NDArray[np.intp], parts: Mapping[str, Band], weights: Mapping[str, int], advice: Band | None
) -> list[Neighbours]:
    """Return each pair that follow each other in `order` (places of people, best first).

    parts: of everybody, of every part that has a weight, in the order in which they tell equal scores apart. weights: whole numbers of the config, 0 too.
    """
    return [_pair(int(one), int(other), parts, weights, advice) for one, other in pairwise(order)]


def _pair(
    one: int, other: int, parts: Mapping[str, Band], weights: Mapping[str, int], advice: Band | None
) -> Neighbours:
    ahead = {name: int(band.low[one]) - int(band.low[other]) for name, band in parts.items()}
    whole = {name: weights[name] * STEP for name in parts}
    difference = sum(whole[name] * ahead[name] for name in parts)
    by, part = (BY_SCORE, "") if difference else _told_apart(one, other, parts, weights, advice)
    points = difference / (sum(whole.values()) * POINT)
    return Neighbours(one, other, by, part, points, smallest_swap(ahead, whole))


def _told_apart(
    one: int, other: int, parts: Mapping[str, Band], weights: Mapping[str, int], advice: Band | None
) -> tuple[str, str]:
    """Return what puts `one` before `other` although their scores are equal; see `ranking`."""
    weighed = [name for name in parts if weights[name] > 0]
    low, high = (
        [sum(weights[name] * int(getattr(parts[name], side)[place]) for name in weighed) for place in (one, other)]
        for side in ("low", "high")
    )  # fmt: skip
    if advice is not None and _ends(advice, one) != _ends(advice, other):
        return BY_ADVICE, ""
    if (low[0] == high[0]) != (low[1] == high[1]):
        return BY_KNOWN, ""
    if high[0] != high[1]:
        return BY_BEST, ""
    for name in weighed:
        if _ends(parts[name], one) != _ends(parts[name], other):
            return BY_PART, name
    return BY_NIP, ""


def _ends(band: Band, place: int) -> tuple[int, int]:
    return int(band.low[place]), int(band.high[place])


def smallest_swap(ahead: Mapping[str, int], weights: Mapping[str, int]) -> tuple[Change, ...]:
    """Return the smallest change of weights, by the sum of what is moved, after which the sum of weight x `ahead` is below 0; empty: there is none.

    ahead: by how much the first is ahead in each part. weights: in hundredths, whole; the last part moved is moved by whole
    hundredths, one less would not do.
    """
    left = sum(weights[name] * ahead[name] for name in ahead)
    if left < 0 or all(one >= 0 for one in ahead.values()):
        return ()
    found: list[Change] = []
    for name in _farthest_first(ahead):
        reach = abs(ahead[name])
        needed = left // reach + 1
        if ahead[name] < 0:
            return (*found, Change(name, weights[name], weights[name] + needed))
        moved = min(needed, weights[name])
        left -= moved * reach
        if moved:
            found.append(Change(name, weights[name], weights[name] - moved))
        if left < 0:
            return tuple(found)
    raise AssertionError


def _farthest_first(ahead: Mapping[str, int]) -> Sequence[str]:
    return sorted((name for name in ahead if ahead[name]), key=lambda name: -abs(ahead[name]))
