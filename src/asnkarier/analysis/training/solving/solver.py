"""Chooses the method by measured size: exact for small plans, prices and a ladder of budgets for large ones."""

from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.cheaper import cheaper
from asnkarier.analysis.training.solving.classes import classes_are_free
from asnkarier.analysis.training.solving.dual import Prices
from asnkarier.analysis.training.solving.exact import cheapest_of_equals, exact_plan
from asnkarier.analysis.training.solving.fill import greedy_plan
from asnkarier.analysis.training.solving.instance import Solution, TrainingInstance
from asnkarier.analysis.training.solving.ladder import climbed_plan
from asnkarier.analysis.training.solving.lagrange import Effort, lagrangian_plan
from asnkarier.analysis.training.years.one_year import climbed_large_plan, closest_plan
from asnkarier.analysis.training.years.solving.priced.large import CLOSE_BELOW

# Measured: HiGHS proves the optimum in 1-10 s up to here with class costs and batch minima, and up to there without.
EXACT_BELOW: Final = 8_000
EXACT_BELOW_WITHOUT_CLASSES: Final = 25_000
# The least cost among equal plans takes as long again, and where a budget binds there is little to find.
CHEAPEST_BELOW: Final = 2_000
_NEAR: Final = 0.005
_QUICK: Final = Effort(steps=15, rounds=1, steps_per_round=10, close_enough=1.0)


def solve(instance: TrainingInstance) -> tuple[Solution, Ints, Prices | None]:
    """Return the best plan found with a proven bound, the plan by best rates first, and the prices if any were needed.

    The plan is never worse than the one by best rates. Among equal plans the cheapest is proven up to CHEAPEST_BELOW
    pairs; above, no single person can move to a cheaper course for the same gain. More of the first resource, where it
    concerns everybody, never gives less: an optimum cannot, and the plans of `climbed_plan` and `climbed_large_plan` do not. Only between EXACT_BELOW and
    20,000 pairs, where HiGHS searches within its nodes (decision 0047), it may give less by the printed gap.
    """
    if not len(instance.benefit):
        nobody = np.empty(0, dtype=np.int64)
        return Solution(nobody, 0, "exact"), nobody, None
    exact = exact_plan(instance) if len(instance.benefit) <= _exact_below(instance) else None
    if exact is not None and exact.bound == instance.objective(exact.chosen):
        return Solution(_cheapest(instance, exact.chosen), exact.bound, "exact"), greedy_plan(instance), None
    known = [one for one in (exact, _closest(instance)) if one is not None]
    best = max((one.chosen for one in known), key=instance.objective, default=None)
    chosen, bound, greedy, prices = _priced(instance, best)
    chosen = chosen if best is None else max((chosen, best), key=instance.objective)
    bound = min(bound, *(one.bound for one in known)) if known else bound
    if exact is None and instance.objective(chosen) < bound:
        chosen, proven = _large(instance, chosen)
        bound = min(bound, proven)
    if known and instance.objective(chosen) >= bound:
        return Solution(cheaper(instance, chosen), bound, "exact"), greedy, prices
    return Solution(chosen, bound, "lagrangian" if exact is None else "exact_limited"), greedy, prices


def _closest(instance: TrainingInstance) -> Solution | None:
    return closest_plan(instance) if len(instance.benefit) <= CLOSE_BELOW else None


def solve_again(instance: TrainingInstance, fallback: Ints, prices: Prices | None) -> Ints:
    """Return a plan for the same instance under another budget: near the optimum if small, else a short run from old prices."""
    if not len(instance.benefit):
        return fallback
    if len(instance.benefit) <= EXACT_BELOW:
        exact = exact_plan(instance, nodes=1, within=_NEAR)
        return max((fallback, fallback if exact is None else exact.chosen), key=instance.objective)
    priced, _ = lagrangian_plan(instance, start=prices, effort=_QUICK)
    return max((fallback, priced.chosen), key=instance.objective)


def _large(instance: TrainingInstance, known: Ints) -> tuple[Ints, int]:
    """Return the better of a known plan and of those that the relaxation with whole classes leads to, and the bound that it proves."""
    rows = instance.resources.rows
    if not rows or rows[0].people is not None:
        return known, int(instance.benefit.sum())
    within = instance.with_spendable_limits()
    best, bound = climbed_large_plan(within, known)
    return cheaper(instance, best), bound


def _exact_below(instance: TrainingInstance) -> int:
    return EXACT_BELOW_WITHOUT_CLASSES if classes_are_free(instance) else EXACT_BELOW


def _cheapest(instance: TrainingInstance, plan: Ints) -> Ints:
    moved = cheaper(instance, plan)
    return cheapest_of_equals(instance, moved) if len(instance.benefit) <= CHEAPEST_BELOW else moved


def _priced(instance: TrainingInstance, known: Ints | None) -> tuple[Ints, int, Ints, Prices]:
    rows = instance.resources.rows
    if rows and rows[0].people is None:
        climbed = climbed_plan(instance, known)
        return climbed.chosen, climbed.bound, climbed.greedy, climbed.prices
    solution, prices = lagrangian_plan(instance)
    greedy = greedy_plan(instance)
    best = max((solution.chosen, greedy), key=instance.objective)
    return cheaper(instance, best), solution.bound, greedy, prices
