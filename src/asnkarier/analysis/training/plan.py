"""The training plan: the most weighted gap levels that a budget can close, with the proof beside it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.equals.exchange import equals_of, in_order
from asnkarier.analysis.training.equals.order import order_of
from asnkarier.analysis.training.judge import require_feasible
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.pairs import TrainingPairs, useful_pairs
from asnkarier.analysis.training.postponed import best_of_unserved, postponed_table
from asnkarier.analysis.training.solving.dual import Prices
from asnkarier.analysis.training.solving.instance import Solution, TrainingInstance
from asnkarier.analysis.training.solving.resources import FINE
from asnkarier.analysis.training.solving.solver import solve
from asnkarier.analysis.training.tables import (
    blocked_table,
    chosen_table,
    classes_table,
    not_repeated_table,
    uncovered_table,
)
from asnkarier.analysis.training.worth.curve import BudgetCurve, budget_curve
from asnkarier.analysis.training.worth.tables import beyond
from asnkarier.analysis.training.years.one_year import programme_of
from asnkarier.analysis.training.years.solving.exact import relaxed_prices
from asnkarier.analysis.training.years.solving.programme import Programme
from asnkarier.analysis.training.years.tables import capacity_table
from asnkarier.model.level import MICRO


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """A plan with its proof. objective, bound, benefit and loss are weighted levels; money is rupiah.

    chosen, postponed, classes, blocked, not_repeated, uncovered: see the modules `tables` and `postponed`.
    capacity: each thing that people share and what the plan uses up of it, as in a plan of years (`years.tables.CAPACITY`).
    totals: budget (None: no limit), spent, people, jp (None when a course's hours are unknown), gap_levels_closed
    (unweighted, as the catalogue says), expected_levels (the same after what courses did so far, None where nothing is known of any), objective, bound, optimality_gap (0-1), greedy_objective, method (exact | exact_limited | lagrangian).
    curve, marginal: see `worth.tables.Beyond`; classes also bear what one more seat is worth, chosen who follows, postponed at what price they would come in, and how many chosen ones gain as much (equal).
    assess_first: nip of people with a standard of whom nothing required was ever assessed.
    """

    chosen: pd.DataFrame
    classes: pd.DataFrame
    postponed: pd.DataFrame
    marginal: pd.DataFrame
    curve: pd.DataFrame
    uncovered: pd.DataFrame
    blocked: pd.DataFrame
    not_repeated: pd.DataFrame
    assess_first: pd.DataFrame
    capacity: pd.DataFrame
    totals: dict[str, Any]


def plan_training(
    gaps: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    limits: TrainingLimits,
    as_of: date,
    *,
    alone: bool = False,
) -> TrainingPlan:
    """Return the best plan found for all rows of `competency_gaps`, checked against these same tables before it leaves.

    courses, trainings: frames of `model.frames`. PlanViolation (a bug, never a fault of the data) when the judge
    finds that the plan breaks a limit. The rows may come in any order; the plan is the same. Who gains the same at the same cost comes in a stated order
    (`equals.order`). alone: nothing is asked about other budgets.
    """
    pairs = useful_pairs(gaps, courses, trainings, limits, as_of)
    solution, greedy, prices, curve = _solved(pairs.instance, limits, alone=alone)
    ranks = _ranks(pairs, trainings, limits, as_of)
    programme = programme_of(pairs.instance)
    solution = replace(solution, chosen=in_order(programme, solution.chosen, ranks))
    chosen = chosen_table(pairs, solution.chosen)
    classes = classes_table(pairs, chosen)
    totals = _totals(pairs, limits, solution, greedy, chosen)
    require_feasible(chosen, classes, totals, gaps, courses, trainings, limits, as_of)
    rows = best_of_unserved(pairs, solution.chosen)
    more = beyond(pairs, solution, prices, curve, rows, ranks)
    return TrainingPlan(
        chosen=chosen.merge(more.following, on="kode", how="left", validate="many_to_one"),
        classes=classes.merge(more.seats, on="kode", how="left", validate="many_to_one"),
        postponed=pd.concat([postponed_table(pairs, solution.chosen, rows), more.entering], axis=1).assign(
            equal=equals_of(programme, solution.chosen, rows)
        ),
        marginal=more.marginal,
        curve=more.curve,
        uncovered=uncovered_table(pairs),
        blocked=blocked_table(pairs),
        not_repeated=not_repeated_table(pairs),
        assess_first=_assess_first(gaps),
        capacity=_capacity(pairs, programme, solution.chosen, prices, as_of),
        totals=totals,
    )


def _solved(
    instance: TrainingInstance, limits: TrainingLimits, *, alone: bool
) -> tuple[Solution, Ints, Prices | None, BudgetCurve | None]:
    """Return the plan, the one by best rates first, prices, and the curve of the agency's money where it has a limit.

    The plans of the curve do not hang on the budget, so the best of them within it is always allowed, and more money never gives less.
    """
    solution, greedy, prices = solve(instance)
    if alone or limits.budget is None or not len(instance.benefit):
        return solution, greedy, prices, None
    curve = budget_curve(instance)
    other = curve.within(instance)
    best = max((solution.chosen, other), key=instance.objective)
    bound = max(instance.objective(best), min(solution.bound, curve.bounds.at(instance.resources.limits[0])))
    return Solution(best, bound, solution.method), greedy, prices, curve


def _ranks(pairs: TrainingPairs, trainings: pd.DataFrame, limits: TrainingLimits, as_of: date) -> Ints:
    """Return for each pair its place in the order of those who gain the same at the same cost."""
    gaps = pairs.gaps
    factor = np.where(gaps["critical"].to_numpy(dtype=np.bool_), limits.critical_weight, 1.0)
    short = np.rint(
        (gaps["required"] - gaps["level"]).to_numpy(dtype=np.float64) * gaps["weight"] * factor * MICRO
    )
    need = short.astype("int64").groupby(gaps["nip"]).sum()
    order = order_of(pairs.nips, pairs.courses["kode"], need, trainings, as_of, as_of.year)
    return order.ranks(pairs.instance.person, pairs.instance.course)


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


def _capacity(
    pairs: TrainingPairs, programme: Programme, chosen: Ints, prices: Prices | None, as_of: date
) -> pd.DataFrame:
    """Return what is shared; at the prices that the solver needed, or at those of the relaxation where it needed none."""
    courses = pairs.instance.courses
    if not len(pairs.instance.benefit):
        money, classes = np.zeros(len(programme.rows)), np.zeros(len(courses.kelas))
    elif prices is None:
        money, classes = relaxed_prices(programme)
    else:
        money = np.array(prices.resources, dtype=np.float64) / FINE
        of_budget = money[0] if len(money) else 0.0
        classes = np.maximum(prices.seats * courses.kuota - of_budget * courses.biaya_kelas, 0.0)
    # A course is used up when no further class may be held, not when nobody is left for one.
    held = pairs.courses["kelas"].fillna(1).to_numpy(dtype=np.int64)
    asked = replace(programme, slots=replace(programme.slots, kelas=held))
    return capacity_table(asked, chosen, money, classes, pairs.courses["kode"], (as_of.year,))


def _assess_first(gaps: pd.DataFrame) -> pd.DataFrame:
    assessed = gaps["status"].ne("unassessed").groupby(gaps["nip"], sort=True).any()
    return pd.DataFrame({"nip": pd.Index(assessed.index[~assessed.to_numpy()], dtype="str")})
