"""The best cascade within its limits, by the method that fits them, with what no plan within them exceeds."""

from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.assignment import best_at_price, mattering
from asnkarier.analysis.placement.cascade.chains import chains_of
from asnkarier.analysis.placement.cascade.columns import Programme, programme_of
from asnkarier.analysis.placement.cascade.greedy import greedy
from asnkarier.analysis.placement.cascade.priced import Vertex, best_of_any, best_of_at_most
from asnkarier.analysis.placement.cascade.problem import STAYS, Limits, Plan, Problem, gain_of
from asnkarier.analysis.placement.cascade.stepwise import SMALL, best_found
from asnkarier.analysis.placement.cascade.tidy import tidied

# Columns of a programme that is looked at as a whole: three steps of 420,000 possible moves are 800,000.
MOST_COLUMNS: Final = 2_000_000
# How often rings of a plan without exchanges are forbidden one move each, before what is left of them is undone.
_TIMES: Final = 12


def best_cascade(problem: Problem, limits: Limits, known: list[Vertex] | None = None) -> Plan:
    """Return the plan of the largest gain that is found, and the bound; equal where the plan is proven to be the best.

    Many possible moves, chains of any depth with exchanges, and no policy of staffing: matchings, exact, with a price per move for at
    most `moves`. Otherwise a programme, by the step of each move; where it would be too large, as many steps as it holds, and the
    bound of the matching. Among plans of the same gain: a chain, or its end, that gains nothing is left out; of free people who are worth
    the same to a post the lowest NIP goes. known: plans at prices, see `best_of_at_most`.
    """
    if limits.moves == 0:
        return Plan(np.full(len(problem.nips), STAYS, dtype=np.int64), 0, 0)
    if limits.exchanges and limits.depth is None:
        large = len(problem.person) > SMALL and not problem.bound_by_policy
        found = _matched(problem, limits, known) if large else _programmed(problem, limits)
    else:
        found = _stepped(problem, limits, known)
    to = tidied(problem, found.to)
    return Plan(to, gain_of(problem, to), found.bound)


def _matched(problem: Problem, limits: Limits, known: list[Vertex] | None) -> Plan:
    allowed = mattering(problem)
    if limits.moves is None:
        return best_of_any(problem, allowed)
    return best_of_at_most(problem, allowed, limits.moves, known)


def _stepped(problem: Problem, limits: Limits, known: list[Vertex] | None) -> Plan:
    programme = programme_of(problem, limits, MOST_COLUMNS if limits.depth else SMALL)
    if programme.complete:
        return _of_programme(problem, programme, limits)
    relaxed = _matched(problem, limits, known)
    plans = [relaxed.to] if _keeps(problem, relaxed.to, limits) else []
    if not plans and limits.depth is None and not problem.bound_by_policy and limits.moves is None:
        plans = [_without_rings(problem)]
    if not plans:
        plans = [_programmed(problem, limits).to]
    best = max((gain_of(problem, to), at) for at, to in enumerate(plans))
    return Plan(plans[best[1]], best[0], max(best[0], relaxed.bound))


def _programmed(problem: Problem, limits: Limits) -> Plan:
    return _of_programme(problem, programme_of(problem, limits, MOST_COLUMNS), limits)


def _of_programme(problem: Problem, programme: Programme, limits: Limits) -> Plan:
    found = best_found(programme)
    to = np.full(len(problem.nips), STAYS, dtype=np.int64)
    made = programme.moves[found.chosen].indices
    to[problem.person[made]] = problem.post[made]
    by_hand = greedy(problem, limits)
    if gain_of(problem, by_hand) > gain_of(problem, to):
        to = by_hand
    return Plan(to, gain_of(problem, to), found.bound)


def _keeps(problem: Problem, to: Ints, limits: Limits) -> bool:
    """Return whether a plan of the matching keeps what the matching does not know."""
    chains = chains_of(problem, to)
    short = limits.depth is None or all(len(one.people) <= limits.depth for one in chains)
    return (
        short
        and not problem.bound_by_policy
        and (limits.exchanges or not any(one.exchange for one in chains))
    )


def _without_rings(problem: Problem) -> Ints:
    """Return a plan of any number of moves in which nobody changes places without a vacancy."""
    allowed = mattering(problem)
    for _ in range(_TIMES):
        to = best_at_price(problem, 0.0, allowed)
        rings = [one for one in chains_of(problem, to) if one.exchange]
        if not rings:
            return to
        made = np.flatnonzero(to[problem.person] == problem.post)
        for ring in rings:
            mine = made[np.isin(problem.person[made], ring.people)]
            allowed[mine[np.argmin(problem.gain[mine])]] = False
    for ring in rings:
        to[list(ring.people)] = STAYS
    return to
