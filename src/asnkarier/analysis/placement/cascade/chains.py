"""The chains of a plan, in order: each step fills the post that the step before it opens; and exchanges, which open none."""

from dataclasses import dataclass

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.problem import Problem


@dataclass(frozen=True, slots=True)
class Chain:
    """people, in the order of their steps: the first fills a vacancy, each later one the post that the one before leaves.

    exchange: nobody fills a vacancy; the first takes the post that the last leaves.
    """

    people: tuple[int, ...]
    exchange: bool = False


def chains_of(problem: Problem, to: Ints) -> list[Chain]:
    """Return chains by their vacancy, then first person, and exchanges by their first person; every mover is in one of them."""
    movers = np.flatnonzero(to >= 0).tolist()
    comes = {int(to[one]): one for one in movers if problem.holder[to[one]] >= 0}
    starts = sorted((int(to[one]), one) for one in movers if problem.holder[to[one]] < 0)
    found = [Chain(tuple(_followed(problem, comes, person))) for _, person in starts]
    seen = {one for chain in found for one in chain.people}
    for person in movers:
        if person not in seen:
            ring = tuple(_followed(problem, comes, person))
            seen |= set(ring)
            found.append(Chain(ring, exchange=True))
    return found


def _followed(problem: Problem, comes: dict[int, int], person: int) -> list[int]:
    """Return a person, who comes after, and so on, until nobody does or the ring is closed."""
    found = [person]
    while (after := comes.get(int(problem.own[found[-1]]))) is not None and after != person:
        found.append(after)
    return found
