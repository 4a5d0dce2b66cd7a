"""The best pairs of mentor and mentee: a transport problem, solved to its optimum.

Every mentee has one mentor at most and every mentor so many mentees; the sum of what the pairs are worth is the most that there is.
Not all pairs are looked at together: the linear programme of some is solved, its prices (duals) say which other pair
would be worth more, and so on until none would (column generation; Dantzig and Wolfe 1960). No pair is worth more than the prices of both ends
then, so that the plan is the best of all pairs and not only of those that were looked at. The corners of a transport problem are whole numbers.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import coo_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.mentoring.pool import Gaps, Pool
from asnkarier.model.level import MICRO

# The pairs of each mentee that are looked at first, and that come in where the prices say so.
_AT_FIRST: Final = 8
_CLOSE: Final = 1e-7
# A pair that comes near the bound by rounding alone is none that would be worth more.
_WHOLE: Final = 1e-6


@dataclass(frozen=True)
class Pairs:
    """Pairs by place: mentee, mentor, benefit in millionths of a weighted level; by mentee."""

    mentee: Ints
    mentor: Ints
    benefit: Ints

    @classmethod
    def none(cls) -> "Pairs":
        """Return no pair."""
        return cls(*(np.empty(0, dtype=np.int64) for _ in range(3)))

    def and_(self, others: "Pairs") -> "Pairs":
        """Return both, by mentee, then mentor; a pair that stands in both once."""
        mentee, mentor, benefit = (
            np.concatenate([getattr(self, name), getattr(others, name)])
            for name in ("mentee", "mentor", "benefit")
        )
        key, first = np.unique(np.stack([mentee, mentor], axis=1), axis=0, return_index=True)
        return Pairs(key[:, 0], key[:, 1], benefit[first])


def best_pairs(pool: Pool, gaps: Gaps, capacity: Ints, per_mentee: int) -> Pairs:
    """Return the pairs that are worth the most together.

    gaps: of the mentees, sorted by person. capacity: how many mentees each person of the pool may take. per_mentee: so many mentors
    each; the first round is the best with one mentor each, every later one the best for the gaps that those before it leave open.
    """
    found, left = Pairs.none(), capacity.copy()
    for _ in range(per_mentee):
        some = _one_round(pool, gaps, left)
        if not len(some.mentee):
            break
        found = found.and_(some)
        left -= np.bincount(some.mentor, minlength=len(left))
        gaps = gaps.where(~covered(pool, gaps, some))
    return found


def covered(pool: Pool, gaps: Gaps, pairs: Pairs) -> NDArray[np.bool_]:
    """Return which gaps have a mentor among the pairs whose level is high enough."""
    high = np.zeros(gaps.count, dtype=bool)
    first, last = (np.searchsorted(gaps.person, pairs.mentee, side=side) for side in ("left", "right"))
    for start, end, mentor in zip(first.tolist(), last.tolist(), pairs.mentor.tolist(), strict=True):
        mine = slice(start, end)
        high[mine] |= pool.levels[mentor, gaps.kompetensi[mine]] >= gaps.required[mine] + pool.lead
    return high


def _one_round(pool: Pool, gaps: Gaps, capacity: Ints) -> Pairs:
    found = Pairs.none()
    of_gap = pool.reach[gaps.person]
    for reach in np.unique(of_gap):
        mentors = np.flatnonzero((pool.reach == reach) & pool.may_mentor & (capacity > 0))
        if len(mentors):
            found = found.and_(_within(pool, gaps.where(of_gap == reach), mentors, capacity[mentors]))
    return found


def _within(pool: Pool, gaps: Gaps, mentors: Ints, capacity: Ints) -> Pairs:
    """Return the best pairs of one reach."""
    looked_at = _most_worth(pool, gaps, mentors, None)
    while True:
        chosen, prices = _solve(looked_at, mentors, capacity)
        better = _most_worth(pool, gaps, mentors, prices)
        grown = looked_at.and_(better)
        if len(grown.mentee) == len(looked_at.mentee):
            return chosen
        looked_at = grown


@dataclass(frozen=True)
class _Prices:
    """What a place is worth, in weighted levels: of each mentee by place, of each mentor in their order."""

    of_mentee: dict[int, float]
    of_mentor: NDArray[np.float64]


def _most_worth(pool: Pool, gaps: Gaps, mentors: Ints, prices: _Prices | None) -> Pairs:
    """Return for every mentee the few pairs worth most: at first by what they are worth, then by what exceeds the prices.

    Of equals those come first that stand next to the mentee in a circle, so that not all ask for the same few.
    """
    parts = [Pairs.none()]
    for people, worth in pool.benefits(gaps, mentors):
        value = worth / MICRO
        if prices is not None:
            mine = np.array([prices.of_mentee.get(one, 0.0) for one in people.tolist()])
            value = np.where(worth > 0, value - mine[:, None] - prices.of_mentor, 0.0)
        circle = (np.arange(len(mentors)) - np.searchsorted(mentors, people)[:, None]) % len(mentors)
        order = np.lexsort((circle, -value), axis=1)[:, :_AT_FIRST]
        best = np.take_along_axis(value, order, axis=1) > _CLOSE
        row, column = np.repeat(np.arange(len(people)), order.shape[1])[best.ravel()], order[best]
        parts.append(Pairs(people[row], mentors[column], worth[row, column]))
    return Pairs(
        np.concatenate([one.mentee for one in parts]),
        np.concatenate([one.mentor for one in parts]),
        np.concatenate([one.benefit for one in parts]),
    )


def _solve(pairs: Pairs, mentors: Ints, capacity: Ints) -> tuple[Pairs, _Prices]:
    """Return the best of some pairs, and the prices of the places."""
    people, row = np.unique(pairs.mentee, return_inverse=True)
    if not len(people):
        return Pairs.none(), _Prices({}, np.zeros(len(mentors)))
    count, column = len(pairs.mentee), np.searchsorted(mentors, pairs.mentor)
    ends = (np.concatenate([row, len(people) + column]), np.tile(np.arange(count), 2))
    takes: Any = coo_array((np.ones(2 * count), ends), shape=(len(people) + len(mentors), count)).tocsr()
    most = np.concatenate([np.ones(len(people)), capacity])
    worth = pairs.benefit / MICRO
    found = linprog(-worth, A_ub=takes, b_ub=most, bounds=(0, None), method="highs-ds")
    if not found.success:
        raise AssertionError(found.message)
    share: Any = found.x
    if np.abs(share - np.rint(share)).max() > _WHOLE:  # an optimum between corners of equal worth
        share = milp(
            -worth, constraints=LinearConstraint(takes, ub=most), integrality=np.ones(count, dtype=np.int64)
        ).x
    prices = -found.ineqlin.marginals
    chosen = share > 1 / 2
    return (
        Pairs(pairs.mentee[chosen], pairs.mentor[chosen], pairs.benefit[chosen]),
        _Prices(
            dict(zip(people.tolist(), prices[: len(people)].tolist(), strict=True)), prices[len(people) :]
        ),
    )
