"""What an office does by hand: each post in turn takes its best free candidate, then the posts that were opened so."""

from collections import deque

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.problem import STAYS, Limits, Problem


def greedy(problem: Problem, limits: Limits) -> Ints:
    """Return the plan (the post of each person, STAYS for none) that is made so, within the moves and the depth.

    Vacancies come by their code, opened posts as they open; among equals the lowest NIP goes. A post takes nobody whose worth there
    is not above 0, and nobody whose move would break a policy of staffing.
    """
    to = np.full(len(problem.nips), STAYS, dtype=np.int64)
    start = np.searchsorted(problem.post, np.arange(len(problem.codes) + 1))
    waiting = deque((post, 1) for post in range(len(problem.codes)) for _ in range(int(problem.seats[post])))
    left = len(problem.nips) if limits.moves is None else limits.moves
    while waiting and left:
        post, step = waiting.popleft()
        line = np.arange(start[post], start[post + 1])
        free = line[(to[problem.person[line]] < 0) & (problem.worth[line] > 0)]
        for move in free[np.argsort(-problem.worth[free], kind="stable")].tolist():
            person = int(problem.person[move])
            if not keeps_policies(problem, to, person, post):
                continue
            to[person] = post
            left -= 1
            own = int(problem.own[person])
            if own >= 0 and (limits.depth is None or step < limits.depth):
                waiting.append((own, step + 1))
            break
    return to


def keeps_policies(problem: Problem, to: Ints, person: int, post: int) -> bool:
    """Return whether one more move keeps the least number of people in its unit, and apart who must be."""
    staffing = problem.staffing
    if staffing is None or not staffing.binds:
        return True
    here, there = int(staffing.unit_of_person[person]), int(staffing.unit_of_post[post])
    movers = np.flatnonzero(to >= 0)
    gone = int(
        (staffing.unit_of_person[movers] == here).sum() - (staffing.unit_of_post[to[movers]] == here).sum()
    )
    if here != there and 0 <= staffing.spare[here] <= gone:
        return False
    for one, other in staffing.apart:
        if person in (one, other):
            partner = other if person == one else one
            end = staffing.unit_of_post[to[partner]] if to[partner] >= 0 else staffing.unit_of_person[partner]
            if end == there:
                return False
    return True
