"""At most so many moves, by a price per move: the largest gain of chains of any depth with exchanges, with a proven bound.

The best gain of k moves is not concave in k with cascades, so a price alone does not find it. At the price where the number of moves
jumps over the limit two plans are best, one with fewer moves and one with more. Each separate part of their difference may be
exchanged by itself and is worth its moves at the price; which parts together come closest to the limit is a subset-sum. What is
missing then is worth its price at most: that is the bound.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.assignment import Mask, best_at_price
from asnkarier.analysis.placement.cascade.problem import STAYS, Plan, Problem, gain_of

_ROUNDING: Final = 1e-3
_RELATIVE: Final = 1e-12


@dataclass(frozen=True)
class Vertex:
    """A plan that is best at some price, with its moves and gain."""

    to: Ints
    moves: int
    gain: int


def vertex_of(problem: Problem, to: Ints) -> Vertex:
    """Return a plan with its moves and gain."""
    return Vertex(to, int((to >= 0).sum()), gain_of(problem, to))


def best_of_any(problem: Problem, allowed: Mask) -> Plan:
    """Return the best plan of any number of moves."""
    found = vertex_of(problem, best_at_price(problem, 0.0, allowed))
    return Plan(found.to, found.gain, found.gain)


def best_of_at_most(problem: Problem, allowed: Mask, moves: int, known: list[Vertex] | None = None) -> Plan:
    """Return the best plan found of at most `moves` moves, and its bound.

    known: plans that are best at some price, the one of price 0 among them; what is found is added.
    """
    known = [] if known is None else known
    if not known:
        nobody = np.full(len(problem.nips), STAYS, dtype=np.int64)
        known += [Vertex(nobody, 0, 0), vertex_of(problem, best_at_price(problem, 0.0, allowed))]
    while True:
        few = max((one for one in known if one.moves <= moves), key=lambda one: (one.moves, one.gain))
        more = [one for one in known if one.moves > moves]
        if few.moves == moves or not more:
            return Plan(few.to, few.gain, few.gain)
        many = min(more, key=lambda one: (one.moves, -one.gain))
        price = (many.gain - few.gain) / (many.moves - few.moves)
        found = vertex_of(problem, best_at_price(problem, price, allowed))
        best = few.gain - price * few.moves
        if found.gain - price * found.moves <= best + 1 or found.moves in (few.moves, many.moves):
            mixed = vertex_of(problem, _mixed(problem, few, many, moves))
            mixed = max(mixed, few, key=lambda one: one.gain)
            bound = whole_bound(max(best, found.gain - price * found.moves) + price * moves)
            return Plan(mixed.to, mixed.gain, max(mixed.gain, bound))
        known.append(found)


def whole_bound(value: float) -> int:
    """Return the largest whole gain that a bound allows, with room for the rounding of 64-bit floats."""
    return int(np.floor(value + _ROUNDING + abs(value) * _RELATIVE))


def _mixed(problem: Problem, few: Vertex, many: Vertex, moves: int) -> Ints:
    """Return the plan between two that takes those parts of their difference that gain the most within the moves."""
    people = np.flatnonzero(few.to != many.to)
    part = _parts(problem, people, few.to, many.to)
    moved = (many.to[people] >= 0).astype(np.int64) - (few.to[people] >= 0)
    more_moves = np.bincount(part, moved).astype(np.int64)
    gains = _gains(problem, many.to) - _gains(problem, few.to)
    more_gain = np.zeros(len(more_moves), dtype=np.int64)
    np.add.at(more_gain, part, gains[people])
    taken = _best_subset(more_moves, more_gain, moves - few.moves)
    to = few.to.copy()
    changed = people[taken[part]]
    to[changed] = many.to[changed]
    return to


def _gains(problem: Problem, to: Ints) -> Ints:
    made = to[problem.person] == problem.post
    found = np.zeros(len(problem.nips), dtype=np.int64)
    found[problem.person[made]] = problem.gain[made]
    return found


def _parts(problem: Problem, people: Ints, few: Ints, many: Ints) -> Ints:
    """Return a number for each of the people: who shares a post in either plan is in one part."""
    count = len(problem.nips)
    ends = [np.where(to >= 0, to, problem.own)[people] for to in (few, many)]
    rows = np.concatenate([people[where >= 0] for where in ends])
    columns = np.concatenate([where[where >= 0] for where in ends])
    size = count + len(problem.codes)
    graph = coo_array((np.ones(len(rows)), (rows, count + columns)), shape=(size, size))
    label = connected_components(graph, directed=False)[1][people]
    # Numbered by their first person, so that a choice among equals does not depend on how they were found.
    _, first, number = np.unique(label, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(first))
    return np.asarray(rank[number.reshape(-1)], dtype=np.int64)


def _best_subset(weight: Ints, value: Ints, limit: int) -> np.ndarray:
    """Return which parts together have the largest value within the limit of weight; weights may be negative."""
    low, high = int(weight[weight < 0].sum()), int(weight[weight > 0].sum())
    best = np.full(high - low + 1, np.iinfo(np.int64).min // 2, dtype=np.int64)
    best[-low] = 0
    chosen = np.zeros((len(weight), len(best)), dtype=np.bool_)
    for place, (heavy, worth) in enumerate(zip(weight.tolist(), value.tolist(), strict=True)):
        moved = np.full_like(best, np.iinfo(np.int64).min // 2)
        if heavy >= 0:
            moved[heavy:] = best[: len(best) - heavy] + worth
        else:
            moved[:heavy] = best[-heavy:] + worth
        chosen[place] = moved > best
        best = np.where(chosen[place], moved, best)
    at = int(np.argmax(best[: limit - low + 1]))
    taken = np.zeros(len(weight), dtype=np.bool_)
    for place in reversed(range(len(weight))):
        if chosen[place, at]:
            taken[place] = True
            at -= int(weight[place])
    return taken
