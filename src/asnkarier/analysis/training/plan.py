"""The training plan: the most weighted gap levels that a budget can close, with the proof beside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.judge import require_feasible
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.pairs import TrainingPairs, useful_pairs
from asnkarier.analysis.training.postponed import postponed_table
from asnkarier.analysis.training.solving.dual import Prices
from asnkarier.analysis.training.solving.fill import fill_whole_classes
from asnkarier.analysis.training.solving.instance import Solution
from asnkarier.analysis.training.solving.solver import solve, solve_again
from asnkarier.analysis.training.tables import (
    blocked_table,
    capacity_table,
    chosen_table,
    classes_table,
    not_repeated_table,
    uncovered_table,
)
from asnkarier.model.level import MICRO

# What the next rupiah would buy is shown at these percentages above the budget.
_MORE_MONEY: Final = (10, 25, 50)
_FIRST_MONEY: Final = (10, 25, 50, 100)  # percent of what everything useful costs


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """A plan with its proof. objective, bound, benefit and loss are weighted levels; money is rupiah.

    chosen, postponed, classes, blocked, not_repeated, uncovered: see the modules `tables` and `postponed`.
    capacity: kind, name, limit, used: each thing that people share and what the plan uses up of it.
    totals: budget (None: no limit), spent, people, jp (None when a course's hours are unknown), gap_levels_closed
    (unweighted, as the catalogue says), expected_levels (the same after what courses did so far, None where nothing is known of any), objective, bound, optimality_gap (0-1), greedy_objective, method (exact | exact_limited | lagrangian).
    marginal: extra_budget, extra_objective; what a plan for so much more money really achieves beyond this one.
    assess_first: nip of people with a standard of whom nothing required was ever assessed.
    """

    chosen: pd.DataFrame
    classes: pd.DataFrame
    postponed: pd.DataFrame
    marginal: pd.DataFrame
    uncovered: pd.DataFrame
    blocked: pd.DataFrame
    not_repeated: pd.DataFrame
    assess_first: pd.DataFrame
    capacity: pd.DataFrame
    totals: dict[str, Any]


def plan_training(
    gaps: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, limits: TrainingLimits, as_of: date
) -> TrainingPlan:
    """Return the best plan found for all rows of `competency_gaps`, checked against these same tables before it leaves.

    courses, trainings: frames of `model.frames`. PlanViolation (a bug, never a fault of the data) when the judge
    finds that the plan breaks a limit. The rows may come in any order; the plan is the same.
    """
    pairs = useful_pairs(gaps, courses, trainings, limits, as_of)
    solution, greedy, prices = solve(pairs.instance)
    chosen = chosen_table(pairs, solution.chosen)
    classes = classes_table(pairs, chosen)
    totals = _totals(pairs, limits, solution, greedy, chosen)
    require_feasible(chosen, classes, totals, gaps, courses, trainings, limits, as_of)
    return TrainingPlan(
        chosen=chosen,
        classes=classes,
        postponed=postponed_table(pairs, solution.chosen),
        marginal=_marginal(pairs, limits.budget, solution, prices),
        uncovered=uncovered_table(pairs),
        blocked=blocked_table(pairs),
        not_repeated=not_repeated_table(pairs),
        assess_first=_assess_first(gaps),
        capacity=capacity_table(pairs, solution.chosen),
        totals=totals,
    )


def _totals(
    pairs: TrainingPairs, limits: TrainingLimits, solution: Solution, greedy: Ints, chosen: pd.DataFrame
) -> dict[str, Any]:
    instance = pairs.instance
    objective = instance.objective(solution.chosen)
    closed = np.rint((chosen["level_to"] - chosen["level_from"]).to_numpy(dtype=np.float64) * MICRO)
    return {
        "budget": limits.budget,
        "spent": instance.courses.cost(instance.participants(solution.chosen)),
        "people": int(chosen["nip"].nunique()),
        "jp": None if chosen["jp"].isna().any() else float(chosen["jp"].sum()),
        "gap_levels_closed": int(closed.sum()) / MICRO,
        "expected_levels": int(pairs.gain[solution.chosen].sum()) / MICRO if limits.expected else None,
        "objective": objective / MICRO,
        "bound": solution.bound / MICRO,
        "optimality_gap": (solution.bound - objective) / solution.bound if solution.bound else 0.0,
        "greedy_objective": instance.objective(greedy) / MICRO,
        "method": solution.method,
    }


def _marginal(
    pairs: TrainingPairs, budget: int | None, solution: Solution, prices: Prices | None
) -> pd.DataFrame:
    """Return what each larger budget of the agency achieves beyond the plan; never less than the smaller one before it.

    Where there is no money yet, the steps are shares of what all that is useful costs.
    """
    instance, rows, plan = pairs.instance, [], solution.chosen
    base = instance.objective(plan)
    by_benefit = np.lexsort((instance.course, instance.person, -instance.benefit))
    whole = budget or (_cost_of_everything(pairs, prices) if budget == 0 else 0)
    for percent in (_MORE_MONEY if budget else _FIRST_MONEY) if whole else ():
        extra = whole * percent // 100
        richer = instance.with_limit(0, (budget or 0) + extra)
        plan = solve_again(richer, fill_whole_classes(richer, by_benefit, plan), prices)
        rows.append((extra, (instance.objective(plan) - base) / MICRO))
    return pd.DataFrame(rows, columns=["extra_budget", "extra_objective"]).astype(
        {"extra_budget": "int64", "extra_objective": "float64"}
    )


def _cost_of_everything(pairs: TrainingPairs, prices: Prices | None) -> int:
    """Return what a plan costs that no budget binds."""
    instance = pairs.instance
    most = int(instance.courses.cost(instance.participants(np.arange(len(instance.benefit)))))
    rich = instance.with_limit(0, most)
    by_benefit = np.lexsort((instance.course, instance.person, -instance.benefit))
    plan = solve_again(rich, fill_whole_classes(rich, by_benefit, np.empty(0, dtype=np.int64)), prices)
    return int(instance.courses.cost(instance.participants(plan)))


def _assess_first(gaps: pd.DataFrame) -> pd.DataFrame:
    assessed = gaps["status"].ne("unassessed").groupby(gaps["nip"], sort=True).any()
    return pd.DataFrame({"nip": pd.Index(assessed.index[~assessed.to_numpy()], dtype="str")})
