"""Chooses the method by size: exact for small plans, prices and repair for large ones, never worse than greedy."""

from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.dual import Prices
from asnkarier.analysis.training.solving.exact import exact_plan
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.lagrange import Effort, lagrangian_plan
from asnkarier.analysis.training.solving.solution import Solution

# Measured: with class costs and batch minima HiGHS needs 1-10 s up to here, 5-30 s a little beyond.
EXACT_BELOW: Final = 8_000
_NEAR: Final = 0.002
_QUICK: Final = Effort(steps=15, rounds=1, steps_per_round=10, close_enough=1.0)


def solve(instance: TrainingInstance, fallback: Ints) -> tuple[Solution, Prices | None]:
    """Return the best plan found, a proven bound, and the prices if any were needed.

    fallback: a feasible plan (greedy) that the result is never worse than.
    """
    if not len(instance.benefit):
        return Solution(np.empty(0, dtype=np.int64), 0, "exact"), None
    exact = exact_plan(instance) if len(instance.benefit) <= EXACT_BELOW else None
    if exact is not None and exact.bound == instance.objective(exact.chosen):
        return exact, None
    priced, prices = lagrangian_plan(instance)
    found = [priced] if exact is None else [exact, priced]
    best = max((*(one.chosen for one in found), fallback), key=instance.objective)
    method = "lagrangian" if exact is None else "exact_limited"
    return Solution(best, min(one.bound for one in found), method), prices


def solve_again(instance: TrainingInstance, fallback: Ints, prices: Prices | None) -> Ints:
    """Return a plan for the same instance under another budget: near the optimum if small, else a short run from old prices."""
    if not len(instance.benefit):
        return fallback
    if len(instance.benefit) <= EXACT_BELOW:
        exact = exact_plan(instance, nodes=1, within=_NEAR)
        return max((fallback, fallback if exact is None else exact.chosen), key=instance.objective)
    priced, _ = lagrangian_plan(instance, start=prices, effort=_QUICK)
    return max((fallback, priced.chosen), key=instance.objective)
