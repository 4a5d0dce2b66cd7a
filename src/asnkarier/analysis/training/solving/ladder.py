"""Plans for large instances that never get worse with more money: each is the best of one fixed family that a budget allows.

The family holds, for a ladder of round budgets, the plan found for each rung and what follows when more money is added to
it, cheapest place first, until the next rung. None of these plans depends on the budget that is asked for; a larger one
allows all that a smaller one allows. Rungs far below the budget need not be climbed: what their plans can gain is less
than what was already found, by the bound that prices prove.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.cheaper import cheaper
from asnkarier.analysis.training.solving.dual import KnownBounds, Prices, Relaxation, first_prices
from asnkarier.analysis.training.solving.fill import fill, greedy_plan
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.lagrange import plan_from, relaxed
from asnkarier.analysis.training.solving.people import PeopleProblem

# Rungs have three digits; the third in steps so that a rung is 1 to 2.5 per cent above the one before.
_STEPS: Final = ((200, 2), (500, 5), (1000, 10))
_THREE_DIGITS: Final = 100


@dataclass(frozen=True, slots=True)
class Climbed:
    """The best plan of the family within the budget, its bound, the plan by best rates first, and the last prices."""

    chosen: Ints
    bound: int
    greedy: Ints
    prices: Prices


def climbed_plan(instance: TrainingInstance, known: Ints | None = None) -> Climbed:
    """Return the plan of an instance whose first resource is the money that everybody shares.

    known: a plan found otherwise, which is returned where nothing is better; rungs that cannot be are not climbed.
    """
    people, bounds = PeopleProblem(instance), KnownBounds()
    bounds.known.append((0, instance.objective(people.best(instance.benefit)), 0))
    nobody = np.empty(0, dtype=np.int64)
    rich, greedy, prices, top = _without_limit(instance, people, bounds)
    best = max((nobody if known is None else known, rich, greedy), key=instance.objective)
    for rung, last in rungs(top, least_price(instance)):
        within, on_rung = (
            instance.with_limit(0, money) for money in (min(instance.resources.limits[0], last), rung)
        )
        best_possible = partial(bounds.at, within.resources.limits[0])
        if len(greedy) and instance.objective(best) >= best_possible():
            break
        at = _relaxed(on_rung, people, bounds)
        if len(greedy) and instance.objective(best) >= best_possible():
            break
        found, by_rate = (topped_up(within, plan) for plan in _found(on_rung, people, at))
        best = max((best, found, by_rate), key=instance.objective)
        greedy, prices = (greedy, prices) if len(greedy) else (by_rate, at.prices)
    return Climbed(best, bounds.at(instance.resources.limits[0]), greedy, prices)


def _without_limit(
    instance: TrainingInstance, people: PeopleProblem, bounds: KnownBounds
) -> tuple[Ints, Ints, Prices, int]:
    """Return the plan without a limit of money and that by best rates (nobody where they do not fit), prices, and the highest budget to climb from.

    Below half of what the best rates cost without a limit that plan is not looked for: it would not fit. Whether it is
    found, and which rungs then count, hangs on that half and never otherwise on the budget, so more still allows all that less does.
    """
    limit, free = instance.resources.limits[0], instance.with_limit(0, instance.most_spendable[0])
    nobody, least = np.empty(0, dtype=np.int64), free.used(greedy_plan(free))[0] // 2
    if limit < least:
        return nobody, nobody, first_prices(free), limit
    at = _relaxed(free, people, bounds)
    plans = _found(free, people, at)
    # Money beyond what the best plan without a limit costs changes nothing.
    enough = max(free.used(plans[0])[0], least)
    rich, by_rate = (plan if free.used(plan)[0] <= limit else nobody for plan in plans)
    return rich, by_rate, at.prices, limit if limit < enough else enough - 1


def least_price(instance: TrainingInstance) -> int:
    """Return the least money that buys any place at all that is not free."""
    row = instance.resources.rows[0]
    price = (row.use + row.class_use)[instance.course]
    return int(price[price > 0].min(initial=instance.most_spendable[0] + 1))


def topped_up(instance: TrainingInstance, plan: Ints) -> Ints:
    """Return `plan` with the cheapest places in open classes that the money left pays, the most rewarding first among equals.

    Because they come by what they cost, the first that cannot be paid ends it: more money only goes further on the same way.
    """
    terms, row = instance.courses, instance.resources.rows[0]
    free = (instance.resources.class_use.sum(axis=0) == 0) & (terms.minimal <= 1)
    kelas = np.where(free, terms.kelas, terms.classes_for(instance.participants(plan)))
    order = np.lexsort((instance.course, instance.person, -instance.benefit, row.use[instance.course]))
    usable = order[kelas[instance.course[order]] > 0]
    return fill(replace(instance, courses=replace(terms, kelas=kelas)), usable, plan)


def rungs(top: int, least: int) -> Iterator[tuple[int, int]]:
    """Yield the rungs at or below `top`, highest first, each with the last budget before the next; 0 stands for all below `least`."""
    rung = rung_within(top)
    while rung >= least:
        yield rung, rung + _step(rung) - 1
        rung = rung_within(rung - 1)
    if top >= 0:
        lowest = rung_within(least)
        yield 0, (lowest if lowest == least else lowest + _step(lowest)) - 1


def rung_within(money: int) -> int:
    """Return the highest rung that is not above `money`; every number below 100 is one."""
    return money if money < _THREE_DIGITS else money // _step(money) * _step(money)


def _step(money: int) -> int:
    if money < _THREE_DIGITS:
        return 1
    unit: int = 10 ** (len(str(money)) - 3)
    return unit * next(step for below, step in _STEPS if money // unit < below)


def _relaxed(instance: TrainingInstance, people: PeopleProblem, bounds: KnownBounds) -> Relaxation:
    """Return what people choose at the best prices for one rung; the bound that they prove is kept."""
    found = relaxed(instance, people)
    bounds.keep(instance.resources.limits[0], found.bound, found.prices)
    return found


def _found(instance: TrainingInstance, people: PeopleProblem, at: Relaxation) -> tuple[Ints, Ints]:
    """Return the plan for one rung and the plan by best rates first."""
    return cheaper(instance, plan_from(instance, people, at)), greedy_plan(instance)
