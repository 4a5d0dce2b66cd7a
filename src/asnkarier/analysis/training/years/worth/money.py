"""What the next so many rupiah of all years together would buy."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.tables import MARGINAL, MORE_MONEY
from asnkarier.analysis.training.years.curve import YearsCurve
from asnkarier.analysis.training.years.solving.exact import exact_plan
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.priced.large import large_plan, worth_most
from asnkarier.analysis.training.years.solving.programme import BUDGET, Programme
from asnkarier.analysis.training.years.solving.solver import EXACT_BELOW, Solved
from asnkarier.model.level import MICRO

# A plan for more money is looked for anew up to so many variables (a second or two each); above, the plan is filled up at its prices.
_SOUGHT_BELOW: Final = 10_000
_NODES: Final = 20
_NEAR: Final = 0.005


@dataclass(frozen=True, slots=True)
class More:
    """So many rupiah more: the limits then, what the plan and the most that any plan could bring (benefit units), and what they bring beyond today's plan."""

    extra: int
    limits: Ints
    reached: int
    most: int
    gained: int


def more_money(programme: Programme, solved: Solved, curve: YearsCurve) -> list[More]:
    """Return what each larger budget achieves.

    The money is shared out over the years as their budgets are (equally where they have none); funds, budgets of units and all else stay. No plan is below
    that of less money. Nothing where no year has a limit of money.
    """
    money = np.array([at for at, row in enumerate(programme.rows) if row.kind == BUDGET], dtype=np.int64)
    found: list[More] = []
    plan, base = solved.chosen, programme.objective(solved.chosen)
    for extra in MORE_MONEY if len(money) and len(programme.ways.gap) else ():
        there = programme.with_limits(_with_more(programme.limits, money, extra))
        better, bound = _sought(there, solved, plan)
        plan = max((plan, better, curve.within(there)), key=there.objective)
        reached = there.objective(plan)
        most = min(bound, curve.bound_at(there.limits), float(programme.most_gain))
        if solved.priced is not None:
            most = min(most, np.ceil(solved.priced + solved.row_prices @ (there.limits - programme.limits)))
        found.append(More(extra, there.limits, reached, max(reached, int(most)), reached - base))
    return found


def years_marginal(found: list[More]) -> pd.DataFrame:
    """Return as a table: extra_budget, extra_objective (of a plan that there is), at_most (no plan exceeds it)."""
    rows = [(one.extra, one.gained / MICRO, (one.most - one.reached + one.gained) / MICRO) for one in found]
    table = pd.DataFrame(rows, columns=list(MARGINAL))
    return table.astype({"extra_budget": "int64", "extra_objective": "float64", "at_most": "float64"})


def _with_more(limits: Ints, money: Ints, extra: int) -> Ints:
    """Return limits with so much more money in all, shared out as these are."""
    own = [int(one) for one in limits[money]] if limits[money].any() else [1] * len(money)
    out, given = limits.copy(), 0
    for number, at in enumerate(money.tolist(), start=1):
        upto = extra * sum(own[:number]) // sum(own)
        out[at] += upto - given
        given = upto
    return out


def _sought(there: Programme, solved: Solved, plan: Ints) -> tuple[Ints, float]:
    """Return a plan for more money, and a bound on every one (infinite where the plan's prices say it)."""
    if there.variables <= EXACT_BELOW:
        exact, most, _ = exact_plan(there, nodes=_NODES, within=_NEAR)
        return (plan if exact is None else exact), float(most)
    filling, plans, bound = Filling(there), [plan], np.inf
    if there.variables <= _SOUGHT_BELOW:
        found = large_plan(there, filling)
        plans.append(found.chosen)
        bound = np.inf if found.bounded is None else float(np.ceil(found.bounded.bound))
    if solved.at is not None:
        order = worth_most(there, solved.at)
        plans += [filling.added(one, order) for one in plans]
    return max(plans, key=there.objective), float(bound)
