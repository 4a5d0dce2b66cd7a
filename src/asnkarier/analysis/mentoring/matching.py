"""The best pairs of mentor and mentee: a transport problem, solved to its optimum.

Every mentee has one mentor at most and every mentor so many mentees; the sum of what the pairs are worth is the most that there is.
Each reach (a unit with all below it, or the agency) is a problem of its own: mentees by the places of its mentors, solved as an
assignment by shortest augmenting paths (Crouse 2016, as `scipy.optimize.linear_sum_assignment` does it). Where that is too much to be looked at
together, the mentees who can gain the most come first, as many of them at a time as fit; what no pairs can exceed is told beside it.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.mentoring.pool import Gaps, Pool

# Mentees times places of mentors that are looked at together: a third of a gigabyte.
MOST: Final = 40_000_000


@dataclass(frozen=True)
class Pairs:
    """Pairs by place: mentee, mentor, benefit in millionths of a weighted level; by mentee.

    bound: what no pairs of these people can be worth more than, together; what they are worth where they are the best.
    """

    mentee: Ints
    mentor: Ints
    benefit: Ints
    bound: int = 0

    @classmethod
    def none(cls) -> "Pairs":
        """Return no pair."""
        nothing = np.empty(0, dtype=np.int64)
        return cls(nothing, nothing, nothing)

    @property
    def worth(self) -> int:
        """What they are worth together."""
        return int(self.benefit.sum())

    def and_(self, others: "Pairs") -> "Pairs":
        """Return both, by mentee, then mentor; a pair that stands in both once."""
        mentee, mentor, benefit = (
            np.concatenate([getattr(self, name), getattr(others, name)])
            for name in ("mentee", "mentor", "benefit")
        )
        key, first = np.unique(np.stack([mentee, mentor], axis=1), axis=0, return_index=True)
        return Pairs(key[:, 0], key[:, 1], benefit[first], self.bound + others.bound)


def best_pairs(pool: Pool, gaps: Gaps, capacity: Ints, per_mentee: int) -> Pairs:
    """Return the pairs that are worth the most together.

    gaps: of the mentees, sorted by person. capacity: how many mentees each person of the pool may take. per_mentee: so many mentors
    each; the first round is the best with one mentor each, every later one the best for the gaps that those before it leave open.
    """
    if per_mentee == 1:
        return _one_round(pool, gaps, capacity)
    found, left, open_ = Pairs.none(), capacity.copy(), gaps
    for _ in range(per_mentee):
        some = _one_round(pool, open_, left)
        if not len(some.mentee):
            break
        found = found.and_(some)
        left -= np.bincount(some.mentor, minlength=len(left))
        open_ = open_.where(~covered(pool, open_, some))
    return replace(found, bound=_at_most(pool, gaps, capacity, per_mentee))


def _at_most(pool: Pool, gaps: Gaps, capacity: Ints, per_mentee: int) -> int:
    """Return what no choice of several mentors can be worth more than: every gap that somebody could close, and every pair the nearest."""
    able = np.zeros(gaps.count, dtype=bool)
    keys = np.stack([pool.reach[gaps.person], gaps.kompetensi, gaps.required], axis=1)
    unique, inverse = np.unique(keys, axis=0, return_inverse=True)
    may = pool.may_mentor & (capacity > 0)
    for number, (reach, kompetensi, required) in enumerate(unique.tolist()):
        high = np.flatnonzero(
            may & (pool.reach == reach) & (pool.levels[:, kompetensi] >= required + pool.lead)
        )
        mine = np.flatnonzero(inverse.ravel() == number)
        able[mine] = len(high) > np.isin(pool.superior[gaps.person[mine]], high)
    nearest = len(np.unique(gaps.person[able])) * per_mentee * (pool.same_unit + pool.same_field)
    return int(gaps.worth[able].sum()) + nearest


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
    """Return the best pairs of one reach, or, of too many people, of some mentees after the others."""
    people = np.unique(gaps.person)
    tables = [(benefit.max(axis=1), benefit.any(axis=0)) for _, benefit in pool.benefits(gaps, mentors)]
    most = np.concatenate([of_mentee for of_mentee, _ in tables])
    useful = np.any([of_mentor for _, of_mentor in tables], axis=0)
    mentors, capacity = mentors[useful], np.minimum(capacity[useful], len(people))
    if int((most > 0).sum()) * int(capacity.sum()) <= MOST:
        found = _together(pool, gaps.where(np.isin(gaps.person, people[most > 0])), mentors, capacity)
        return replace(found, bound=found.worth)
    waiting = people[np.argsort(-most, kind="stable")]
    found = Pairs.none()
    while len(waiting) and capacity.any():
        some, waiting = np.split(waiting, [max(1, MOST // int(capacity.sum()))])
        free = capacity > 0
        part = _together(pool, gaps.where(np.isin(gaps.person, some)), mentors[free], capacity[free])
        capacity = capacity - np.bincount(np.searchsorted(mentors, part.mentor), minlength=len(mentors))
        found = found.and_(part)
    return replace(found, bound=int(most.sum()))


def _together(pool: Pool, gaps: Gaps, mentors: Ints, capacity: Ints) -> Pairs:
    """Return the best pairs of mentees and mentors who are looked at together."""
    people = np.unique(gaps.person)
    seat = np.repeat(np.arange(len(mentors)), np.minimum(capacity, len(people)))
    worth = np.empty((len(people), len(seat)))
    start = 0
    for some, benefit in pool.benefits(gaps, mentors):
        worth[start : start + len(some)] = benefit[:, seat]
        start += len(some)
    row, column = linear_sum_assignment(worth, maximize=True)
    kept = worth[row, column] > 0  # a place that nobody needs goes to somebody to whom it is worth nothing
    row, column = row[kept], column[kept]
    benefits = np.rint(worth[row, column]).astype(np.int64)
    return Pairs(people[row], mentors[seat[column]], benefits)
