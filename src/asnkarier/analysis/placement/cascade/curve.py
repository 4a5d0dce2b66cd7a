"""What more moves would gain: a dozen numbers of moves, each with the gain found and what no plan of so many exceeds."""

from dataclasses import dataclass, replace
from typing import Final

from asnkarier.analysis.placement.cascade.priced import Vertex
from asnkarier.analysis.placement.cascade.problem import Limits, Plan, Problem
from asnkarier.analysis.placement.cascade.solve import best_cascade

_POINTS: Final = 12


@dataclass(frozen=True, slots=True)
class Point:
    """So many moves at most, the gain of the best plan found, and the bound."""

    moves: int
    gain: int
    bound: int


def gains_of_moves(problem: Problem, limits: Limits, plan: Plan) -> list[Point]:
    """Return points up to as many moves as a plan without that limit makes; `plan` is the one of these limits.

    A plan of fewer moves is one of more moves too, so gains and bounds never fall.
    """
    known: list[Vertex] = []
    whole = plan if limits.moves is None else best_cascade(problem, replace(limits, moves=None), known)
    asked = {} if limits.moves is None else {limits.moves: plan}
    found = [
        (moves, asked.get(moves) or best_cascade(problem, replace(limits, moves=moves), known))
        for moves in _numbers(whole.moves, limits.moves)
    ]
    points, gain = [], 0
    for moves, one in found:
        gain = max(gain, one.gain)
        points.append(Point(moves, gain, max(gain, min(one.bound, whole.bound))))
    for at in range(len(points) - 2, -1, -1):
        points[at] = replace(
            points[at], bound=max(points[at].gain, min(points[at].bound, points[at + 1].bound))
        )
    return points


def _numbers(most: int, asked: int | None) -> list[int]:
    """Return about a dozen numbers of moves from 1 to the most, the one that was asked for among them."""
    steps = min(most, _POINTS)
    found = {round(most * at / steps) for at in range(1, steps + 1)} if steps else set()
    return sorted(found | ({asked} if asked is not None and asked <= most else set()))
