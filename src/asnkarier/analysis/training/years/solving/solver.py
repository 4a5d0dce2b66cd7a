"""Chooses the method by size: HiGHS for small plans of several periods, prices and filling above."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.classes import bettered, wished_classes
from asnkarier.analysis.training.years.solving.exact import (
    cheapest,
    exact_plan,
    of_classes,
    relaxed_prices,
    row_uses,
    whole_classes,
)
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.linear import linear, promising
from asnkarier.analysis.training.years.solving.prices import (
    NEVER,
    Relaxed,
    descend,
    relaxed_problem,
    values_at,
)
from asnkarier.analysis.training.years.solving.programme import Programme

Floats = NDArray[np.float64]
# HiGHS proves the optimum up to here within some seconds; the least cost among equal plans takes as long again.
EXACT_BELOW: Final = 1_500
CHEAPEST_BELOW: Final = 1_500
# Whole classes with fractions of people are searched up to here: beyond, classes are many and fractions of them matter little.
CLASSES_BELOW: Final = 12_000
_NODES_OF_CLASSES: Final = 40
# Below, several ways to begin are tried.
_SEVERAL_BELOW: Final = 60_000
_NODES: Final = 200
_STEPS: Final = 60
_STEPS_FIXED: Final = 50
_ROUNDS: Final = 3
# With whole classes fixed only the columns near the best matter.
_FEWER_COLUMNS: Final = 20_000
_LEAST_PARTS: Final = (0.5, 0.3)
_MOSTLY: Final = 0.5


@dataclass(frozen=True, slots=True)
class Solved:
    """Variables, a bound on the benefit of any plan, how they were found, and what one more of each shared row, and one more class, is worth (benefit units)."""

    chosen: Ints
    bound: int
    method: str
    row_prices: Floats
    class_prices: Floats
    greedy: int


def solve(programme: Programme) -> Solved:
    """Return the best plan found, cheapest and then of fewest classes among equals where that can be proven, with a proven bound.

    Where courses have to run and no plan holds them all, nothing is chosen and the method is `infeasible`.
    """
    nothing = np.empty(0, dtype=np.int64)
    rows, classes = np.zeros(len(programme.rows)), np.zeros(len(programme.slots.kelas))
    if not len(programme.ways.gap):
        return Solved(nothing, 0, "infeasible" if len(programme.slots.must) else "exact", rows, classes, 0)
    filling = Filling(programme)
    greedy = _with_must(programme, filling, by_rate(programme))
    greedy_worth = programme.objective(greedy)
    exact = None
    if programme.variables <= EXACT_BELOW:
        chosen, bound, proven = exact_plan(programme, nodes=_NODES)
        if chosen is not None and proven:
            found = _cheapest(programme, chosen)
            return Solved(found, bound, "exact", *relaxed_prices(programme), greedy_worth)
        exact = (chosen, bound)
        if chosen is None and len(programme.slots.must):
            return Solved(nothing, 0, "infeasible", rows, classes, 0)
    priced = _priced(programme, filling, greedy)
    if exact is None:
        return priced
    plans = [priced.chosen, *([] if exact[0] is None else [exact[0]])]
    best = max(plans, key=programme.objective)
    return replace(priced, chosen=best, bound=min(priced.bound, exact[1]), method="exact_limited")


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


def _with_must(programme: Programme, filling: Filling, order: Ints, kelas: Ints | None = None) -> Ints:
    """Return the variables of a plan in which, if it can be, every course that has to run gets the people of a first class."""
    ways, slots = programme.ways, programme.slots
    start = []
    for course in slots.must.tolist():
        through = (np.append(ways.item_course, -1)[ways.items] == course).any(axis=1)
        start.append(order[through[order]][: int(slots.minimal[course * slots.periods]) * 2])
    first = np.concatenate(start) if start else None
    return filling.variables(filling.whole(order, kelas, first))


def start_prices(programme: Programme, problem: Relaxed) -> Floats:
    """Return prices to start from: for each shared row the rate at which it would run out, when the best rates are served first."""
    prices = np.zeros(len(problem.most))
    ways = programme.ways
    for at, use in enumerate(row_uses(programme)):
        amount = use.toarray().ravel()[: len(ways.gap)].astype(np.float64)
        mine = np.flatnonzero(amount > 0)
        if not len(mine):
            continue
        rate = ways.benefit[mine] / amount[mine]
        order = np.lexsort((mine, -rate))
        _, first = np.unique(ways.gap[mine[order]], return_index=True)
        served = order[np.sort(first)]
        enough = np.cumsum(amount[mine[served]]) <= problem.most[problem.shared.start + at]
        if not enough.all():
            prices[problem.shared.start + at] = rate[served[int(np.argmin(enough))]] / max(
                1, _overlap(programme, at)
            )
    return prices


def _overlap(programme: Programme, at: int) -> int:
    """Return how many rows of money lie over each other, so that their prices do not add up to too much."""
    year = programme.rows[at].year
    kinds = {row.kind for row in programme.rows if row.year == year and not row.period}
    return 1 if programme.rows[at].period else len(kinds)


def _priced(programme: Programme, filling: Filling, greedy: Ints) -> Solved:
    problem = relaxed_problem(programme)
    lower = programme.objective(greedy)
    rough = descend(problem, start_prices(programme, problem), _STEPS, lower)
    found = linear(problem, rough.prices)
    share, prices, bound, columns = (
        (rough.average, rough.prices, rough.bound, None)
        if found is None
        else (
            found.share,
            found.prices,
            min(found.bound, rough.bound),
            promising(problem, found.prices, _FEWER_COLUMNS),
        )
    )
    best = max((greedy, _filled(programme, filling, problem, prices, share)), key=programme.objective)
    if programme.slots.biaya_kelas.any() or (programme.slots.minimal > 1).any():
        small = programme.variables <= _SEVERAL_BELOW
        for part in _LEAST_PARTS[: 2 if small else 1]:
            plan = _of_classes(
                programme, filling, problem, prices, share, columns, part, _ROUNDS if small else 1
            )
            best = max((best, plan), key=programme.objective)
        whole = (
            whole_classes(programme, nodes=_NODES_OF_CLASSES)
            if programme.variables <= CLASSES_BELOW
            else None
        )
        if whole is not None:
            _, kelas, proven = whole
            bound = min(bound, proven)
            found_whole = of_classes(programme, kelas, nodes=_NODES_OF_CLASSES)
            if found_whole is not None:
                best = max((best, found_whole), key=programme.objective)
    class_prices = prices[: problem.seats] * _widest(programme)
    return Solved(
        best, max(bound, programme.objective(best)), "lagrangian", prices[problem.shared], class_prices, lower
    )


def _of_classes(
    programme: Programme,
    filling: Filling,
    problem: Relaxed,
    prices: Floats,
    share: Floats,
    columns: Ints | None,
    part: float,
    rounds: int,
) -> Ints:
    """Return the best plan met from the whole classes near what people wish to better ones."""
    kelas, best = wished_classes(programme, share, part), np.empty(0, dtype=np.int64)
    for _ in range(rounds):
        fixed = relaxed_problem(programme, kelas)
        begin = np.concatenate([np.zeros(fixed.seats), prices[problem.seats :]])
        found = None if columns is None else linear(fixed, begin, columns, rounds=1)
        if found is None:
            rough = descend(fixed, begin, _STEPS_FIXED, programme.objective(best), slack=0.005)
            at, shares = rough.prices, rough.average
        else:
            at, shares = found.prices, found.share
        plan = _filled(programme, filling, fixed, at, shares, first=kelas)
        best = max((best, plan), key=programme.objective)
        changed = bettered(programme, plan, at[: fixed.seats], at[fixed.shared])
        if np.array_equal(changed, kelas):
            break
        kelas = changed
    return best


def _widest(programme: Programme) -> Floats:
    widest = np.zeros(len(programme.slots.kelas))
    np.maximum.at(widest, programme.slots.year_slot, programme.slots.kuota.astype(np.float64))
    return widest


def _filled(
    programme: Programme,
    filling: Filling,
    problem: Relaxed,
    prices: Floats,
    share: Floats,
    *,
    first: Ints | None = None,
) -> Ints:
    """Return the plan that takes what the relaxation takes, then ways by what they are worth after their prices.

    first: classes in which to seat people before any other opens.
    """
    value = values_at(problem, prices)
    ways = programme.ways
    # What its shared places cost counts for a way too.
    shared = np.zeros(len(ways.shared) + 1)
    shared[programme.shared_item] = np.minimum(value[len(ways.gap) :], 0.0)
    worth = value[: len(ways.gap)] + shared[np.where(ways.items < 0, -1, ways.items)].sum(axis=1)
    order = np.lexsort((np.arange(len(worth)), -ways.benefit, -worth, share[: len(worth)] <= _MOSTLY))
    order = order[worth[order] > NEVER / 2]
    if first is None:
        return _with_must(programme, filling, order)
    start = filling.whole(order, first)
    start = start[np.argsort(-worth[start], kind="stable")]
    return filling.variables(filling.whole(order, None, start))
