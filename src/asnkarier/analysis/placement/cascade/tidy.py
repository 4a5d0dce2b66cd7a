"""Which of several plans of the same gain is taken: the fewest moves of a chain, then the lowest NIP."""

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.chains import chains_of
from asnkarier.analysis.placement.cascade.problem import STAYS, Problem


def tidied(problem: Problem, to: Ints) -> Ints:
    """Return the plan without moves that gain nothing, and with free people of the lowest NIP among equals.

    Policies of staffing tell people apart that the worth does not; under them the plan stays as it was found.
    """
    if problem.bound_by_policy:
        return to
    to = to.copy()
    gain = _gain_of_person(problem, to)
    for chain in chains_of(problem, to):
        running = np.cumsum([gain[one] for one in chain.people])
        if chain.exchange:
            keep = len(running) if running[-1] > 0 else 0
        else:
            # Where a chain gains as much after fewer steps, it ends there; where it never gains, it is not begun.
            keep = int(np.argmax(running)) + 1 if running.max() > 0 else 0
        to[list(chain.people[keep:])] = STAYS
    return _lowest_nip_first(problem, to)


def _gain_of_person(problem: Problem, to: Ints) -> Ints:
    found = np.zeros(len(problem.nips), dtype=np.int64)
    made = to[problem.person] == problem.post
    found[problem.person[made]] = problem.gain[made]
    return found


def _lowest_nip_first(problem: Problem, to: Ints) -> Ints:
    """Give the places of people who open no post to free ones of the same worth there and a lower NIP, until there is none."""
    start = np.searchsorted(problem.post, np.arange(len(problem.codes) + 1))
    reserve = problem.own < 0
    changed = True
    while changed:
        changed = False
        for person in np.flatnonzero((to >= 0) & reserve).tolist():
            post = int(to[person])
            line = slice(start[post], start[post + 1])
            people, worth = problem.person[line], problem.worth[line]
            mine = worth[people == person][0]
            free = people[(people < person) & (worth == mine) & reserve[people] & (to[people] < 0)]
            if len(free):
                to[person], to[free[0]] = STAYS, post
                changed = True
    return to
