"""What each budget of the years together reaches: a plan and a proven bound for a row of budgets, up to one beyond which money changes nothing."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.curve import budgets
from asnkarier.analysis.training.years.solving.exact import exact_plan
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.large import large_plan, worth_most
from asnkarier.analysis.training.years.solving.programme import BUDGET, Programme
from asnkarier.analysis.training.years.solving.solver import EXACT_BELOW, Solved
from asnkarier.model.level import MICRO

CURVE: Final = ("budget", "objective", "bound")
# Where that takes long, plans are looked for anew only at these points, more of them where money is scarce; those between are filled at the prices of
# the next. Larger plans than the last have no curve: a search at one point takes 10 s there.
_SOUGHT: Final = frozenset((0, 2, 6, 12))
LARGEST: Final = 150_000
_NODES: Final = 1
_NEAR: Final = 0.01


@dataclass(frozen=True)
class YearsCurve:
    """table: see `years_curve`; plans: each with the programme within whose limits it lies; points: what is proven."""

    table: pd.DataFrame
    plans: "tuple[tuple[Programme, Ints], ...]" = ()
    points: "tuple[_Point, ...]" = ()

    def within(self, programme: Programme) -> Ints:
        """Return the best of the plans whose limits lie within those of the programme; nobody where none does."""
        nobody: Ints = np.empty(0, dtype=np.int64)
        able = [plan for there, plan in self.plans if (there.limits <= programme.limits).all()]
        return max((nobody, *able), key=programme.objective)

    def bound_at(self, limits: Ints) -> float:
        """Return the least bound of the points for other limits."""
        return min((one.bound_at(limits) for one in self.points), default=np.inf)


def years_curve(programme: Programme, solved: Solved) -> YearsCurve:
    """Return as table budget (rupiah of all years, shared out over the years as the plan's own is), objective and bound (weighted levels), by budget.

    Funds, budgets of units and all else stay as they are. No row where no year has a limit of money, where none is needed, above LARGEST variables, or where courses
    have to run: then small budgets bear no plan at all. No point is worse than the plan where it has more money, nor bounded above it where it has less.
    """
    money = np.array([at for at, row in enumerate(programme.rows) if row.kind == BUDGET], dtype=np.int64)
    empty = YearsCurve(pd.DataFrame(columns=CURVE, dtype="float64"))
    none = not len(money) or len(programme.slots.must) or not len(programme.ways.gap)
    if none or programme.variables > LARGEST:
        return empty
    limits = programme.limits
    own = int(limits[money].sum())
    parts = limits[money].astype(np.float64) / own if own else np.full(len(money), 1 / len(money))
    rich = _with(programme, money, np.full(len(money), _everything(programme)))
    best = _Point(rich, plenty=True)
    used = np.array(rich.used(rich.taken_items(best.chosen)))[money]
    enough = int(np.ceil(np.max(np.divide(used, parts, out=np.zeros(len(used)), where=parts > 0))))
    if not enough:
        return empty
    whole = budgets(enough)
    lower = [_with(programme, money, np.ceil(total * parts).astype(np.int64)) for total in whole]
    plans, points = _plans(lower, best)
    rows = []
    for total, there, plan in zip(whole, lower, plans, strict=True):
        more, less = (there.limits >= limits).all(), (there.limits <= limits).all()
        reached = max(there.objective(plan), programme.objective(solved.chosen) if more else 0)
        bound = min(one.bound_at(there.limits) for one in points)
        bound = min(bound, solved.bound) if less else bound
        rows.append((total, reached / MICRO, max(bound, reached) / MICRO))
    table = pd.DataFrame(rows, columns=CURVE).astype({"budget": "int64"})
    return YearsCurve(table, tuple(zip(lower, plans, strict=True)), tuple(points))


def _with(programme: Programme, money: Ints, rupiah: Ints) -> Programme:
    limits = programme.limits
    limits[money] = rupiah
    return programme.with_limits(limits)


def _everything(programme: Programme) -> int:
    """Return more rupiah than any plan can spend."""
    slots = programme.slots
    return int((slots.biaya * slots.kuota * slots.most + slots.biaya_kelas * slots.most).sum()) + 1


class _Point:
    """Limits, the plan found within them, and what is proven there and for other limits."""

    def __init__(self, programme: Programme, *, plenty: bool = False) -> None:
        """Look for a plan. plenty: there is more money than any plan can spend, so that what is proven holds for every other sum."""
        self._plenty = plenty
        self.limits, self.large, self._alone = programme.limits, None, float(programme.benefit.sum())
        if programme.variables <= EXACT_BELOW:
            chosen, bound, _ = exact_plan(programme, nodes=_NODES, within=_NEAR)
            self.chosen = np.empty(0, dtype=np.int64) if chosen is None else chosen
            self._alone = float(bound)
        else:
            self.large = large_plan(programme, Filling(programme))
            self.chosen = self.large.chosen
            if self.large.bounded is not None:
                self._alone = float(np.ceil(self.large.bounded.bound))

    def bound_at(self, limits: Ints) -> float:
        """Return the bound of this point for other limits; of more money nothing is known where no price was found."""
        alone = self._alone if self._plenty or (limits <= self.limits).all() else np.inf
        if self.large is None or self.large.bounded is None:
            return alone
        return min(alone, float(np.ceil(self.large.bounded.at.bound_at(self.limits, limits))))


def _filled(there: Programme, richer: _Point, before: Ints) -> Ints:
    """Return the better of two plans at the prices of a richer point: one begun with nobody, one with the plan of less money."""
    if richer.large is None or richer.large.bounded is None:
        return before
    at = richer.large.bounded.at
    filling, nobody = Filling(there), np.empty(0, dtype=np.int64)
    order = worth_most(there, at)
    return max((filling.added(start, order) for start in (nobody, before)), key=there.objective)


def _plans(lower: list[Programme], best: _Point) -> tuple[list[Ints], list[_Point]]:
    """Return a plan for each budget, from the least, none worse than the one before, and the points where one was looked for."""
    every, last = lower[0].variables <= EXACT_BELOW, len(lower) - 1
    points = {at: _Point(there) for at, there in enumerate(lower) if at != last and (every or at in _SOUGHT)}
    points[last] = best
    plans, before = [], np.empty(0, dtype=np.int64)
    for at, there in enumerate(lower):
        if at in points:
            before = max((before, points[at].chosen), key=there.objective)
        else:
            before = _filled(there, points[min(one for one in points if one > at)], before)
        plans.append(before)
    return plans, list(points.values())
