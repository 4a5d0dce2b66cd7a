"""Chooses the method by size: HiGHS for small plans of several periods, prices and filling above."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.exact import cheapest, exact_plan, relaxed_prices
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.holding import holding
from asnkarier.analysis.training.years.solving.ladder import Climbed, climbed_plan
from asnkarier.analysis.training.years.solving.priced.large import (
    CLOSE_BELOW,
    closest,
    searched,
    whole_bound,
    worth_most,
)
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed
from asnkarier.analysis.training.years.solving.programme import BUDGET, Programme

Floats = NDArray[np.float64]
# HiGHS proves the optimum up to here within some seconds; the least cost among equal plans takes as long again.
EXACT_BELOW: Final = 1_500
CHEAPEST_BELOW: Final = 1_500
_NODES: Final = 200
# From here to CLOSE_BELOW variables HiGHS searches for whole classes; where its plan is further from its bound, the ladder is climbed too.
CLOSE_ABOVE: Final = 1_500
_NEAR: Final = 0.01
# How a plan was found in which every course runs that has to: there is none, or none was found.
INFEASIBLE: Final = "infeasible"
UNHELD: Final = "not_found"
NO_PLAN: Final = frozenset({INFEASIBLE, UNHELD})


@dataclass(frozen=True, slots=True)
class Solved:
    """Variables, a bound on the benefit of any plan, how they were found, and what one more of each shared row, and one more class, is worth (benefit units).

    priced: the bound that these prices prove by themselves, also for other limits; None where there are none that do. at: the relaxation that has them.
    """

    chosen: Ints
    bound: int
    method: str
    row_prices: Floats
    class_prices: Floats
    greedy: int
    priced: int | None = None
    at: Relaxed | None = None


def solve(programme: Programme, *, closely: bool = True) -> Solved:
    """Return the best plan found; see `_solved`. Above EXACT_BELOW variables names of people and the unit of weights decide nothing (`canonical`)."""
    if programme.variables <= EXACT_BELOW or not len(programme.ways.gap):
        return _solved(programme, closely=closely)
    same = programme.canonical
    found = _solved(same.programme.with_limits(programme.limits), closely=closely)
    unit, chosen = float(same.unit), np.sort(same.variable[found.chosen])
    objective = programme.objective(chosen)
    priced = None if found.priced is None else max(objective, int(np.ceil(found.priced * unit)))
    at = None if found.at is None else _in_unit(found.at, unit)
    return Solved(
        chosen,
        max(objective, same.bound(found.bound)),
        found.method,
        found.row_prices * unit,
        found.class_prices * unit,
        round(found.greedy * same.unit),
        priced,
        at,
    )


def _in_unit(at: Relaxed, unit: float) -> Relaxed:
    """Return what a relaxation says in units of which each holds `unit` of ours."""
    prices = replace(at.prices, rows=at.prices.rows * unit, seats=at.prices.seats * unit)
    more = {name: getattr(at, name) * unit for name in ("value", "bound", "classes", "cost", "surplus")}
    return replace(at, prices=prices, **more)


def _solved(programme: Programme, *, closely: bool) -> Solved:
    """Return the best plan found, cheapest and then of fewest classes among equals where that can be proven, with a proven bound.

    closely: HiGHS searches for whole classes up to CLOSE_BELOW variables, which takes longer. Where courses have to run and no plan holds them all, nothing is chosen and the method is `infeasible`; `not_found` where none was found, but may be.
    """
    nothing = np.empty(0, dtype=np.int64)
    rows, classes = np.zeros(len(programme.rows)), np.zeros(len(programme.slots.kelas))
    if not len(programme.ways.gap):
        return Solved(nothing, 0, INFEASIBLE if len(programme.slots.must) else "exact", rows, classes, 0)
    filling = Filling(programme)
    exact = None
    if programme.variables <= EXACT_BELOW:
        chosen, bound, proven = exact_plan(programme, nodes=_NODES)
        if chosen is not None and proven:
            found = _cheapest(programme, chosen)
            greedy = programme.objective(_with_must(programme, filling, by_rate(programme)))
            return Solved(found, bound, "exact", *relaxed_prices(programme), greedy)
        exact = (chosen, bound)
    close = None
    if closely and CLOSE_ABOVE < programme.variables <= CLOSE_BELOW:
        close = _closest(programme, filling)
        if close is not None and programme.objective(close.chosen) >= close.bound * (1 - _NEAR):
            return close
    priced = _climbed(programme)
    if close is not None and priced.method not in NO_PLAN:
        return _better(programme, priced, close.chosen, close.bound, "lagrangian")
    if exact is None or exact[0] is None:
        return priced
    return _better(programme, priced, exact[0], exact[1], "exact_limited")


def _better(programme: Programme, priced: Solved, other: Ints, bound: int, method: str) -> Solved:
    best = max((priced.chosen, other), key=programme.objective)
    return replace(priced, chosen=best, bound=min(priced.bound, bound), method=method)


def _cheapest(programme: Programme, chosen: Ints) -> Ints:
    if programme.variables > CHEAPEST_BELOW:
        return chosen
    found, _, _ = cheapest(programme, programme.objective(chosen), nodes=_NODES)
    if found is None:
        return chosen
    return min((chosen, found), key=lambda one: programme.expense(programme.taken_items(one)))


def by_rate(programme: Programme) -> Ints:
    """Return the ways by benefit per rupiah, shares of classes included, the most rewarding first."""
    cost = way_costs(programme)
    benefit = programme.ways.benefit
    rate = np.divide(benefit, cost, out=np.full(len(cost), np.inf), where=cost > 0)
    return np.lexsort((np.arange(len(cost)), -benefit, -rate))


def way_costs(programme: Programme) -> Floats:
    """Return what each way costs with all its places, a share of each class included."""
    slots, ways = programme.slots, programme.ways
    of_place = slots.biaya + slots.biaya_kelas / np.maximum(slots.kuota, 1)
    of_item = np.append(of_place[programme.item_slot], 0.0)
    cost: Floats = of_item[ways.items].sum(axis=1)
    return cost


def _with_must(programme: Programme, filling: Filling, order: Ints) -> Ints:
    """Return the variables of a plan in which, if it can be, every course that has to run gets the people of a first class."""
    ways, slots = programme.ways, programme.slots
    start = []
    for course in slots.must.tolist():
        through = (np.append(ways.item_course, -1)[ways.items] == course).any(axis=1)
        start.append(order[through[order]][: int(slots.minimal[course * slots.periods]) * 2])
    first = np.concatenate(start) if start else None
    return filling.variables(filling.whole(order, None, first))


def _climbed(programme: Programme) -> Solved:
    """Return the plan of the ladder; nothing where none was found that holds every course that has to run."""
    money = np.array([at for at, row in enumerate(programme.rows) if row.kind == BUDGET], dtype=np.int64)
    found = climbed_plan(programme, money, _by_best_rates)
    if len(money) and not _all_held(programme, found.chosen):
        # What has to run may ask for the last rupiah.
        found = climbed_plan(programme, money[:0], _by_best_rates)
    rows, classes = np.zeros(len(programme.rows)), np.zeros(len(programme.slots.kelas))
    if not _all_held(programme, found.chosen):
        held, impossible = holding(programme, nodes=_NODES)
        if held is None:
            method = INFEASIBLE if impossible else UNHELD
            return Solved(np.empty(0, dtype=np.int64), 0, method, rows, classes, 0)
        found = _begun(programme, found, held)
    if found.at is not None:
        rows, classes = found.at.prices.rows, found.at.classes
    chosen, proven = searched(programme, Filling(programme), found.chosen, found.bound)
    if not _all_held(programme, chosen):
        chosen = found.chosen
    objective = programme.objective(chosen)
    everything = float(programme.most_gain)
    bound, priced = (max(int(np.ceil(min(one, everything))), objective) for one in (proven, found.priced))
    greedy = programme.objective(found.greedy)
    return Solved(chosen, bound, "lagrangian", rows, classes, greedy, priced, found.at)


def _begun(programme: Programme, found: Climbed, held: Ints) -> Climbed:
    """Return the plan that begins with the courses that have to run, and goes on with what is worth most."""
    order = by_rate(programme) if found.at is None else worth_most(programme, found.at)
    plan = Filling(programme).added(held, order)
    return replace(
        found, chosen=plan, greedy=plan if not _all_held(programme, found.greedy) else found.greedy
    )


def _closest(programme: Programme, filling: Filling) -> Solved | None:
    """Return the plan that a search for whole classes leads to; None where nothing is found, or not every course that has to run."""
    found = closest(programme, filling)
    if found.bounded is None or not _all_held(programme, found.chosen):
        return None
    at, greedy = found.bounded.at, programme.objective(_by_best_rates(programme, filling))
    objective = programme.objective(found.chosen)
    bound = whole_bound(programme, found.bounded.bound, found.chosen)
    priced, method = max(objective, int(np.ceil(at.bound))), "exact" if objective == bound else "lagrangian"
    return Solved(found.chosen, bound, method, at.prices.rows, at.classes, greedy, priced, at)


def _by_best_rates(programme: Programme, filling: Filling) -> Ints:
    return _with_must(programme, filling, by_rate(programme))


def _all_held(programme: Programme, chosen: Ints) -> bool:
    """Return whether every course that has to run does."""
    slots = programme.slots
    people = programme.participants(programme.taken_items(chosen)).reshape(-1, slots.periods)
    return bool((people[slots.must].sum(axis=1) > 0).all())
