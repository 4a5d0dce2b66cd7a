"""What to find out first: the fewest facts after which the top of a shortlist is certain, whatever they turn out to be.

A set of facts settles the top N when, for every value they may take, the same people are in it whatever the other facts
are. Somebody who may be in, and somebody who may be out, must be known as far as that can still move them over the line,
and nobody else; so the smallest such set is unique (decision 0019 proves it; the tests compare it with brute force). It is
taken over intervals: a part of a score may be anything between its ends, an open requirement met or not.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.shortlist.standing import Standing


@dataclass(frozen=True)
class Unknowns:
    """What is not known of the people of a standing: one entry per person and fact, arrays of one length.

    person: the place in the standing. gate: the fact leaves a requirement open. slack: how far it can move the weighted sum
    of the score.
    """

    person: Ints
    gate: NDArray[np.bool_]
    slack: Ints


def settling(standing: Standing, unknowns: Unknowns, top: int) -> NDArray[np.bool_]:
    """Return which entries must be found out before the first `top` are certain as a set; none when they are."""
    asked = np.zeros(len(unknowns.person), dtype=bool)
    may_be_in = standing.rank_low <= top
    may_be_out = standing.rank_high > top
    lines = _Line.of(standing.low[standing.certain], top), _Line.of(standing.high, top)
    order = np.argsort(unknowns.person, kind="stable")
    people, starts = np.unique(unknowns.person[order], return_index=True)
    for person, mine in zip(people.tolist(), np.split(order, starts[1:]), strict=False):
        if not may_be_in[person]:
            continue
        asked[mine] = unknowns.gate[mine]
        if may_be_out[person] and _rivals_within(standing, person):
            moving = mine[(unknowns.slack[mine] > 0) & ~unknowns.gate[mine]]
            asked[moving] = _crosses(standing, person, unknowns.slack[moving], lines)
    return asked


def _rivals_within(standing: Standing, person: int) -> bool:
    """Return whether somebody may stand between the worst and the best that a person may be."""
    _worst, floor, best = standing.places
    between = (floor < best[person]) & (best > floor[person])
    between[person] = False
    return bool(between.any())


def _crosses(standing: Standing, person: int, slack: Ints, lines: "tuple[_Line, _Line]") -> NDArray[np.bool_]:
    """Return which slacks can carry a person over the line of the first `top` while all else about the person is known.

    lines: where it lies among the least sums of those who are certain, and among the most of all.
    """
    of_certain, of_all = lines
    least = of_certain.without(standing.low[person]) if standing.certain[person] else of_certain.line
    most = of_all.without(standing.high[person])
    low_end = np.full(len(slack), standing.floor[person])
    high_end = np.full(len(slack), standing.high[person])
    if least is not None:
        low_end = np.maximum(low_end, least - slack)
    if most is not None:
        high_end = np.minimum(high_end, most + slack)
    meets = (standing.floor[None, :] <= high_end[:, None]) & (standing.high[None, :] >= low_end[:, None])
    meets[:, person] = False
    return np.asarray(meets.any(axis=1) & (low_end <= high_end))


@dataclass(frozen=True, slots=True)
class _Line:
    """The value at a place from the top, and the one below it; None where there are fewer."""

    line: int | None
    below: int | None

    @classmethod
    def of(cls, values: Ints, place: int) -> "_Line":
        first = np.sort(values)[::-1][: place + 1].tolist()
        return cls(*(first[at] if at < len(first) else None for at in (place - 1, place)))

    def without(self, value: int) -> int | None:
        """Return the value at the place when one of the values is left out."""
        return self.line if self.line is None or value < self.line else self.below


def first_of(
    standing: Standing, unknowns: Unknowns, asked: NDArray[np.bool_], shared: NDArray[np.bool_], top: int
) -> NDArray[np.bool_]:
    """Return the entries to be found out first where all of `asked` are too many for one step.

    shared: the entries of facts that everybody learns together. Those come first: each may decide for many. After them,
    what is asked of the `top` people who may be best: nobody else can be shown to be in before they are shown to be out, so
    that each of them has to be looked at whatever the answers.
    """
    if (asked & shared).any():
        return asked & shared
    waiting = np.unique(unknowns.person[asked])
    best = standing.places[2][waiting]
    chosen = waiting[np.argsort(-best, kind="stable")][:top]
    return asked & np.isin(unknowns.person, chosen)
