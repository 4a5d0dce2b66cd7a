"""The cheapest plan that closes a share of what courses can close; money is what is sought, not what is given."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.building import FUND, UNIT, rows_of
from asnkarier.analysis.training.years.plan import Problem, closable, why_not
from asnkarier.analysis.training.years.solving.exact import best_of, cheapest, relaxed_prices
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.programme import Programme, Row
from asnkarier.analysis.training.years.solving.solver import (
    EXACT_BELOW,
    INFEASIBLE,
    NO_PLAN,
    Solved,
    by_rate,
    solve,
    way_costs,
)
from asnkarier.analysis.training.years.tables import CAPACITY
from asnkarier.analysis.training.years.teaching import Teaching
from asnkarier.analysis.training.years.terms import YearsTerms
from asnkarier.model.level import MICRO

_NODES: Final = 400
_HALVINGS: Final = 7
MONEY: Final = "target"
MET, IMPOSSIBLE, NOT_FOUND = "met", "impossible", "not_found"


def wanted(programme: Programme, share: Fraction) -> int:
    """Return what a target asks to be closed: the share of what courses can close, in benefit units of `Programme.closing`."""
    return ceil(closable(programme) * share)


@dataclass(frozen=True, slots=True)
class Reach:
    """What was found of a target. problem: the cheapest plan found that reaches it, else the cheapest found that closes as much as any found; None where no plan holds the courses that have to run.

    answer: MET, IMPOSSIBLE (proven) or NOT_FOUND. cost_bound: a lower bound, in rupiah, of what reaching it costs. closed: what the plan closes, most: what no plan can exceed (benefit units of `Programme.closing`).
    """

    problem: Problem | None
    answer: str
    cost_bound: int
    closed: int
    most: int


def reach(teaching: Teaching, programme: Programme, share: Fraction) -> Reach:
    """Return the cheapest plan found that closes `share` of what courses can close, or what can be closed instead."""
    least = wanted(programme, share)
    if not len(programme.ways.gap):
        return Reach(Problem(teaching, programme, solve(programme), least), MET, 0, 0, 0)
    small = programme.variables <= EXACT_BELOW
    found = _cheapest(programme, least) if small else _bisected(programme, least)
    if found.solved is None:
        return _nearest(teaching, programme, least, found)
    closed = programme.closing.objective(found.solved.chosen)
    return Reach(
        Problem(teaching, programme, found.solved, least), MET, found.bound, closed, closable(programme)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The cheapest plan found (None: none), a lower bound of its cost, whether it is proven that there is none; where they were looked for: the plan of the programme itself, and the one that closes most."""

    solved: Solved | None
    bound: int
    impossible: bool = False
    free: Solved | None = None
    most: Solved | None = None


def _nearest(teaching: Teaching, programme: Programme, least: int, found: _Found) -> Reach:
    """Return what can be closed where no plan that closes `least` was found: the most found, as cheaply as could be found."""
    rich = found.most or solve(programme.closing)
    if rich.method in NO_PLAN:
        return Reach(None, IMPOSSIBLE if rich.method == INFEASIBLE else NOT_FOUND, 0, 0, 0)
    closed = programme.closing.objective(rich.chosen)
    solved = _as_cheaply(programme, rich, closed, found.free)
    problem = Problem(teaching, programme, solved, min(closed, least))
    if closed >= least:
        return Reach(problem, MET, found.bound, closed, rich.bound)
    most = min(rich.bound, least - 1) if found.impossible else rich.bound
    return Reach(problem, IMPOSSIBLE if most < least else NOT_FOUND, found.bound, closed, most)


def _as_cheaply(programme: Programme, rich: Solved, closed: int, free: Solved | None) -> Solved:
    """Return a plan that closes as much as this one and costs no more. free: the plan of a large programme, whose prices are kept."""
    if free is None:
        return _cheapest(programme, closed).solved or _solved(programme, rich.chosen, "exact_limited")
    return _told(programme, free, _weighed(programme, rich.chosen, closed))


def _told(programme: Programme, free: Solved, chosen: Ints) -> Solved:
    """Return a plan of a target with the prices of the plan without one."""
    objective = programme.objective(chosen)
    return replace(
        free, chosen=chosen, bound=objective, method="lagrangian", greedy=min(free.greedy, objective)
    )


def _cheapest(programme: Programme, least: int) -> _Found:
    chosen, bound, proven = cheapest(programme.closing, least, nodes=_NODES)
    if chosen is None:
        return _Found(None, bound, proven)
    chosen = best_of(programme, chosen, least, nodes=_NODES)
    return _Found(_solved(programme, chosen, "exact" if proven else "exact_limited"), bound)


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


def _bisected(programme: Programme, least: int) -> _Found:
    """Halve the interval of budgets; every price of money proves how much the target costs at least."""
    free, closing = solve(programme, closely=False), programme.closing
    most = None
    first = free.chosen
    if closing.objective(first) < least:
        most = solve(closing)
        first = most.chosen
    if closing.objective(first) < least:
        return _Found(None, 0, free=free, most=most)
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
    return _Found(_told(programme, free, best), min(bound, programme.expense(programme.taken_items(best))[0]))


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


def without_money(terms: YearsTerms) -> YearsTerms:
    """Return the terms without the money of config.yaml: what a target costs is sought, and only a budget that is asked for limits it."""
    return replace(terms, funds={}, other_funds=None, units={}, members={})


def money_taken(problem: Problem, given: YearsTerms) -> pd.DataFrame:
    """Return what a plan takes of each fund and of the budget of each unit, by year, beside what is given of it: resource, name, tahun, periode, limit, used, price (missing: it is no limit)."""
    programme = problem.programme
    rows = tuple(row for row in rows_of(problem.teaching, programme.slots, given) if row.kind in (FUND, UNIT))
    used = replace(programme, rows=rows).used(programme.taken_items(problem.solved.chosen))
    lines = [
        (row.kind, row.name, row.year, pd.NA, row.limit, taken, np.nan)
        for row, taken in zip(rows, used, strict=True)
    ]
    return pd.DataFrame(lines, columns=list(CAPACITY)).astype(CAPACITY)


def held_back(problem: Problem) -> pd.DataFrame:
    """Return what keeps the gaps open that a plan does not narrow: why (see `YearsPlan`), gaps (in several rows where their ways are shut by several limits), levels; the most levels first."""
    programme, teaching = problem.programme, problem.teaching
    ways = programme.ways
    taken = problem.solved.chosen[problem.solved.chosen < len(ways.gap)]
    rows = np.flatnonzero(~np.isin(ways.gap, ways.gap[taken]))
    gap = ways.gap[rows]
    reached = np.minimum(ways.reached[rows].max(axis=1, initial=0), teaching.required[gap])
    facts = pd.DataFrame(
        {"why": why_not(programme, taken, rows), "gap": gap, "levels": reached - teaching.level[gap]}
    )
    each = facts.groupby(["why", "gap"], sort=True)["levels"].max().reset_index()
    sums = each.groupby("why", sort=True).agg(gaps=("gap", "size"), levels=("levels", "sum")).reset_index()
    sums = sums.sort_values(["levels", "why"], ascending=[False, True], kind="stable", ignore_index=True)
    return sums.assign(levels=sums["levels"] / MICRO)
