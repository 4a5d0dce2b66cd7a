"""What each budget can reach: a plan and a proven bound for a row of budgets from little to more than can be spent.

Neither the budgets nor their plans depend on the budget that is asked for, so a plan that takes the best of them within its
own budget still never gets worse with more money (see `ladder`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.dual import KnownBounds, first_prices
from asnkarier.analysis.training.solving.exact import exact_plan
from asnkarier.analysis.training.solving.fill import fill_whole_classes
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.lagrange import Effort, plan_from, relaxed
from asnkarier.analysis.training.solving.people import PeopleProblem

POINTS: Final = 20
# How the plan of a point was made: looked for at that budget, or filled in from those of others.
SOUGHT: Final = "sought"
FILLED: Final = "filled_in"
# Measured: HiGHS comes within a per cent in less than a second up to here; above, prices and repair alone take 0.2-1.5 s a point.
_EXACT_BELOW: Final = 3_000
_NEAR: Final = 0.01
_LIGHT_ABOVE: Final = 100_000
_USUAL: Final = Effort(steps=40)
_LIGHT: Final = Effort(steps=20, rounds=1, steps_per_round=6, close_enough=0.01)
_TWO_DIGITS: Final = 100


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Rupiah, the plan found for them, what it gains and the most that any plan could (benefit units)."""

    budget: int
    chosen: Ints
    objective: int
    bound: int


@dataclass(frozen=True, slots=True)
class BudgetCurve:
    """Points from the least budget to one beyond which money changes nothing; bounds: for every other budget too."""

    points: tuple[CurvePoint, ...]
    bounds: KnownBounds

    def within(self, instance: TrainingInstance) -> Ints:
        """Return the best of the plans that the instance's own budget pays; nobody when there is none."""
        limit = instance.resources.limits[0]
        nobody: Ints = np.empty(0, dtype=np.int64)
        able = [one.chosen for one in self.points if instance.used(one.chosen)[0] <= limit]
        return max((nobody, *able), key=instance.objective)


def budget_curve(instance: TrainingInstance) -> BudgetCurve:
    """Return the curve of an instance whose first resource is the money that everybody shares; no point where all is free.

    Bound and objective never fall from one point to the next: a smaller budget's plan is allowed to every larger one.
    """
    bounds, people = KnownBounds(), PeopleProblem(instance)
    rich = _plan_for(instance.with_limit(0, instance.most_spendable[0]), people, bounds)
    enough = instance.used(rich)[0]
    if not enough:
        return BudgetCurve((), bounds)
    *smaller, last = budgets(enough)
    found = [(budget, _plan_for(instance.with_limit(0, budget), people, bounds)) for budget in smaller]
    return BudgetCurve(tuple(_rising(instance, [*found, (last, rich)], bounds)), bounds)


def budgets(enough: int) -> list[int]:
    """Return POINTS budgets at equal steps of two digits, the last one at least `enough` (rupiah)."""
    step = -(-enough // POINTS)
    unit = 1
    while step // unit >= _TWO_DIGITS:
        unit *= 10
    step = -(-step // unit) * unit
    return [step * number for number in range(1, POINTS + 1)]


def _plan_for(instance: TrainingInstance, people: PeopleProblem, bounds: KnownBounds) -> Ints:
    """Return a plan near the best; the bound that was proven on the way is kept."""
    money, light = instance.resources.limits[0], len(instance.benefit) > _LIGHT_ABOVE
    effort = _LIGHT if light else _USUAL
    at = relaxed(instance, people, start=first_prices(instance), effort=effort)
    # What nobody could spend was left out: the prices prove the bound from there, and it holds up to all of the money.
    bounds.keep(instance.with_spendable_limits().resources.limits[0], at.bound, at.prices)
    bounds.upto.append((money, at.bound))
    exact = exact_plan(instance, nodes=1, within=_NEAR) if len(instance.benefit) <= _EXACT_BELOW else None
    if exact is None:
        return plan_from(instance, people, at, effort=effort)
    bounds.upto.append((money, exact.bound))
    return exact.chosen


def _rising(
    instance: TrainingInstance, found: list[tuple[int, Ints]], bounds: KnownBounds
) -> Iterator[CurvePoint]:
    """Yield the points; each plan at least what the one before becomes with the money that was added."""
    by_benefit = np.lexsort((instance.course, instance.person, -instance.benefit))
    before = np.empty(0, dtype=np.int64)
    for budget, plan in found:
        within = instance.with_limit(0, budget)
        before = max((plan, fill_whole_classes(within, by_benefit, before)), key=instance.objective)
        yield CurvePoint(budget, before, instance.objective(before), bounds.at(budget))
