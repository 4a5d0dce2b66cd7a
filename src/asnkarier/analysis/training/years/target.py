"""The cheapest plan that closes a share of what courses can close; money is what is sought, not what is given."""

from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.plan import Problem, closable
from asnkarier.analysis.training.years.solving.exact import best_of, cheapest, relaxed_prices
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.programme import Programme, Row
from asnkarier.analysis.training.years.solving.solver import EXACT_BELOW, Solved, by_rate, solve, way_costs
from asnkarier.analysis.training.years.teaching import Teaching

_NODES: Final = 400
_HALVINGS: Final = 7
MONEY: Final = "target"


def wanted(programme: Programme, share: Fraction) -> int:
    """Return what a target asks to be closed: the share of what courses can close, in benefit units of `Programme.closing`."""
    return ceil(closable(programme) * share)


def reach(teaching: Teaching, programme: Programme, share: Fraction) -> tuple[Problem | None, int]:
    """Return the cheapest plan found that closes `share` of what courses can close (None: none found), and a lower bound of its cost."""
    least = wanted(programme, share)
    if not len(programme.ways.gap):
        return Problem(teaching, programme, solve(programme), least), 0
    if programme.variables <= EXACT_BELOW:
        chosen, bound, proven = cheapest(programme.closing, least, nodes=_NODES)
        if chosen is None:
            return None, bound
        chosen = best_of(programme, chosen, least, nodes=_NODES)
        method = "exact" if proven else "exact_limited"
        return Problem(teaching, programme, _solved(programme, chosen, method), least), bound
    return _bisected(teaching, programme, least)


def _solved(programme: Programme, chosen: Ints, method: str) -> Solved:
    filling = Filling(programme)
    greedy = programme.objective(filling.variables(filling.whole(by_rate(programme))))
    objective = programme.objective(chosen)
    # The target is met, not bettered: what another plan could gain is no question here.
    return Solved(chosen, objective, method, *relaxed_prices(programme), min(greedy, objective))


def _with_money(programme: Programme, rupiah: int) -> Programme:
    slots = programme.slots
    row = Row(MONEY, "", 0, 0, rupiah, slots.biaya, slots.biaya_kelas)
    return replace(programme, rows=(*programme.rows, row))


def _bisected(teaching: Teaching, programme: Programme, least: int) -> tuple[Problem | None, int]:
    """Halve the interval of budgets; every price of money proves how much the target costs at least."""
    free, closing = solve(programme, closely=False), programme.closing
    first = free.chosen if closing.objective(free.chosen) >= least else solve(closing, closely=False).chosen
    if closing.objective(first) < least:
        return None, 0
    best, low, high = first, 0, programme.expense(programme.taken_items(first))[0]
    bound = 0
    for _ in range(_HALVINGS):
        middle = (low + high) // 2
        found = solve(_with_money(closing, middle), closely=False)
        price = float(found.row_prices[-1])
        if price > 0 and found.priced is not None:
            bound = max(bound, int(middle + (least - found.priced) / price))
        if closing.objective(found.chosen) >= least:
            best, high = found.chosen, middle
        else:
            low = middle
        if high - max(low, bound) <= high // 500:
            break
    best = _weighed(programme, _trimmed(programme, best, least), least)
    objective = programme.objective(best)
    solved = replace(
        free, chosen=best, bound=objective, method="lagrangian", greedy=min(free.greedy, objective)
    )
    return Problem(teaching, programme, solved, least), min(
        bound, programme.expense(programme.taken_items(best))[0]
    )


def _weighed(programme: Programme, chosen: Ints, least: int) -> Ints:
    """Return what weighs years and what comes first, where it closes as much for as little money."""
    money = programme.expense(programme.taken_items(chosen))[0]
    found = solve(_with_money(programme, money), closely=False).chosen
    if programme.closing.objective(found) < least:
        return chosen
    return _trimmed(programme, found, least)


def _trimmed(programme: Programme, chosen: Ints, least: int) -> Ints:
    """Return the plan without the ways that the target does not need, the dearest for what they give first."""
    ways = chosen[chosen < len(programme.ways.gap)]
    closed = programme.ways.closing
    spare = programme.closing.objective(chosen) - least
    cost = way_costs(programme)[ways]
    order = np.argsort(-cost / np.maximum(closed[ways], 1), kind="stable")
    taken = programme.participants(programme.taken_items(chosen))
    kept = np.ones(len(ways), dtype=np.bool_)
    for at in order.tolist():
        way = int(ways[at])
        items = programme.ways.items[way]
        items = items[items >= 0]
        if closed[way] > spare or programme.ways.shared[items].any():
            continue
        slots = programme.item_slot[items]
        left = taken.copy()
        left[slots] -= 1
        classes = programme.classes_for(left[slots])
        if (left[slots] < programme.slots.minimal[slots] * classes).any():
            continue
        taken, kept[at] = left, False
        spare -= int(closed[way])
    shared = chosen[chosen >= len(programme.ways.gap)]
    return np.concatenate([ways[kept], shared])
