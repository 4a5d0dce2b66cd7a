"""A cascade of any depth with exchanges, as one matching of posts with people: the optimum at a price per move.

Rows are the seats that matter: vacant ones, and the posts of people who have an offer. Whoever holds such a post stays placed, in it or
elsewhere, because a bonus makes that worth more than anything; reserves may stay unmatched, and a seat that nobody takes is
matched with a partner of its own that stands for "left vacant". So chains and exchanges come out by themselves.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.problem import NOBODY, STAYS, Problem

Mask = NDArray[np.bool_]
# The bonus for staying placed, in largest gains: chains that were seen are shorter. It is raised where it was not enough.
_BONUS: Final = 64
_RAISED: Final = 16


def mattering(problem: Problem) -> Mask:
    """Return which possible moves can be part of a plan: into a vacancy, or into a post whose holder can move too."""
    kept = np.ones(len(problem.person), dtype=np.bool_)
    while True:
        offered = np.zeros(len(problem.nips), dtype=np.bool_)
        offered[problem.person[kept]] = True
        holder = problem.holder[problem.post]
        still = kept & ((holder < 0) | offered[holder])
        if still.sum() == kept.sum():
            return still
        kept = still


def best_at_price(problem: Problem, price: float, allowed: Mask) -> Ints:
    """Return the plan (the post of each person, STAYS for none) of the largest gain less `price` for each move.

    allowed: which of the possible moves may be made.
    """
    gain = problem.gain.astype(np.float64) - price
    used = allowed & ((problem.own[problem.person] >= 0) | (gain > 0))
    person, post, gain = problem.person[used], problem.post[used], gain[used]
    staying = np.unique(person[problem.own[person] >= 0])
    bonus = _BONUS * float(np.abs(gain).max(initial=1))
    while True:
        partner, post_of_seat = _matched(problem, person, post, gain, staying, bonus)
        to = np.full(len(problem.nips), STAYS, dtype=np.int64)
        taken = partner >= 0
        to[partner[taken]] = post_of_seat[taken]
        if (to[staying] >= 0).all():
            to[to == np.where(problem.own >= 0, problem.own, -2)] = STAYS
            return to
        bonus *= _RAISED


def _matched(
    problem: Problem,
    person: Ints,
    post: Ints,
    gain: NDArray[np.floating],
    staying: Ints,
    bonus: float,
) -> tuple[Ints, Ints]:
    """Return for each seat its person (-1: left vacant), and the post of each seat."""
    here = problem.own[staying]
    wanted = np.bincount(post, minlength=len(problem.codes))
    count = np.minimum(problem.seats, wanted)
    count[here] = 1
    post_of_seat = np.repeat(np.arange(len(count)), count)
    first = np.cumsum(count) - count
    open_here = count[post] > 0
    person, post, gain = person[open_here], post[open_here], gain[open_here]
    weight = gain + bonus * (problem.own[person] >= 0)
    # Every seat of a post may be taken by all who may come to it.
    times = count[post]
    again = np.repeat(np.arange(len(post)), times)
    seat = first[post[again]] + np.arange(len(again)) - np.repeat(np.cumsum(times) - times, times)
    seats = len(post_of_seat)
    if not seats:
        return np.empty(0, dtype=np.int64), post_of_seat
    rows = np.concatenate([seat, first[here], np.arange(seats)])
    columns = np.concatenate([person[again], staying, len(problem.nips) + np.arange(seats)])
    value = np.concatenate([weight[again], np.full(len(staying), bonus), np.zeros(seats)])
    cost = value.max() + 1 - value
    shape = (seats, len(problem.nips) + seats)
    row, partner = min_weight_full_bipartite_matching(csr_matrix((cost, (rows, columns)), shape=shape))
    found = np.full(seats, NOBODY, dtype=np.int64)
    found[row] = np.where(partner < len(problem.nips), partner, NOBODY)
    return found, post_of_seat
