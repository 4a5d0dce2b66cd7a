"""Exchanges of two or three people: each takes the post of the next, nobody fills a vacancy."""

import numpy as np

from asnkarier.analysis.placement.cascade.problem import Problem


def rings_of(problem: Problem, largest: int) -> list[tuple[int, ...]]:
    """Return every exchange of 2 to `largest` (at most 3) people as its possible moves; only those that gain, but for policies all."""
    if largest < 2:  # noqa: PLR2004 - nobody changes places alone
        return []
    moves = _moves_between(problem)
    gain = problem.gain
    found: list[tuple[int, ...]] = []
    for first, targets in sorted(moves.items()):
        for second, there in sorted(targets.items()):
            if second <= first:
                continue
            back = moves.get(second, {})
            if first in back:
                found.append((there, back[first]))
            if largest > 2:  # noqa: PLR2004 - a ring of three
                found += [
                    (there, on, moves[third][first])
                    for third, on in sorted(back.items())
                    if third > first and third != second and first in moves.get(third, {})
                ]
    wanted = problem.bound_by_policy
    return [ring for ring in found if wanted or gain[list(ring)].sum() > 0]


def _moves_between(problem: Problem) -> dict[int, dict[int, int]]:
    """Return by person who can move, by the holder of the post that they can take, the possible move."""
    found: dict[int, dict[int, int]] = {}
    holder = problem.holder[problem.post]
    between = np.flatnonzero((holder >= 0) & (problem.own[problem.person] >= 0))
    for move in between.tolist():
        found.setdefault(int(problem.person[move]), {})[int(holder[move])] = move
    return found
