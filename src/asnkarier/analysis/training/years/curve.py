"""What each budget of the years together reaches: a plan and a proven bound for a row of budgets, up to one beyond which money changes nothing."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.curve import FILLED, SOUGHT, budgets
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed
from asnkarier.analysis.training.years.solving.programme import BUDGET, Programme
from asnkarier.analysis.training.years.solving.solver import EXACT_BELOW, Solved, by_rate
from asnkarier.analysis.training.years.worth.between import added, mixed, plans_between
from asnkarier.analysis.training.years.worth.seeking import Sought, sought
from asnkarier.model.level import MICRO

CURVE: Final = ("budget", "objective", "bound", "made")
# Above so many, where a relaxation without a limit of money takes longer than the plan, the last budget is so many times that of the plan.
LARGE: Final = 100_000
_TIMES: Final = 2
# Up to so many variables plans are looked for at so many budgets; the rest are made of these, and bounded by their prices.
_COUNTS: Final = ((10_000, 9), (LARGE, 5), (2**62, 2))
# Budgets at which less than this part of the bound is open are not looked at.
_CLOSE: Final = 1e-3


@dataclass(frozen=True)
class YearsCurve:
    """table: see `years_curve`; plans: each with the programme within whose limits it lies; points: what is proven; own: what the plan proves."""

    table: pd.DataFrame
    plans: tuple[tuple[Programme, Ints], ...] = ()
    points: tuple[Sought, ...] = ()

    def within(self, programme: Programme) -> Ints:
        """Return the best of the plans whose limits lie within those of the programme; nobody where none does."""
        nobody: Ints = np.empty(0, dtype=np.int64)
        able = [plan for there, plan in self.plans if (there.limits <= programme.limits).all()]
        return max((nobody, *able), key=programme.objective)

    def raised(self, met: list[tuple[Ints, int, int]]) -> pd.DataFrame:
        """Return the table, no line of it below a plan that is known for less, nor bounded above what is proven for more. met: limits, what a plan brings there, what none exceeds."""
        rows = []
        lines = self.table[["budget", "objective", "bound", "made"]].itertuples(index=False)
        for (budget, objective, bound, made), (there, _) in zip(lines, self.plans, strict=True):
            less = [reached / MICRO for limits, reached, _ in met if (limits <= there.limits).all()]
            more = [most / MICRO for limits, _, most in met if (there.limits <= limits).all()]
            reached = max([objective, *less])
            rows.append((budget, reached, max(reached, min([bound, *more])), made))
        return _table(rows)

    def bound_at(self, limits: Ints) -> float:
        """Return the least bound of the points for other limits."""
        return min((one.bound_at(limits) for one in self.points), default=np.inf)


def years_curve(programme: Programme, solved: Solved) -> YearsCurve:
    """Return as table budget (rupiah of all years, shared out over the years as the plan's own is), objective and bound (weighted levels), made (see SOUGHT), by budget.

    Funds, budgets of units and all else stay as they are. Above LARGE variables the last budget is twice that of the plan where more of it is worth anything. No row where no year has a limit of money, where none is needed, or where courses
    have to run: then small budgets bear no plan at all. No point is worse than the plan where it has more money, nor bounded above it where it has less.
    """
    money = np.array([at for at, row in enumerate(programme.rows) if row.kind == BUDGET], dtype=np.int64)
    empty = YearsCurve(_table([]))
    if not len(money) or len(programme.slots.must) or not len(programme.ways.gap):
        return empty
    limits = programme.limits
    own = int(limits[money].sum())
    parts = limits[money].astype(np.float64) / own if own else np.full(len(money), 1 / len(money))
    search = _Search(programme, solved, money)
    large = programme.variables > LARGE
    if large and own and solved.row_prices[money].any():
        whole = budgets(_TIMES * own)
    else:
        plenty = _with(programme, money, np.full(len(money), _everything(programme)))
        rich = (
            added(plenty, solved.chosen, by_rate(plenty)) if large else search.at(plenty, plenty=True).chosen
        )
        used = np.array(programme.used(programme.taken_items(rich)))[money]
        enough = int(np.ceil(np.max(np.divide(used, parts, out=np.zeros(len(used)), where=parts > 0))))
        whole = budgets(enough) if enough else []
    if not whole:
        return empty
    lower = [_with(programme, money, np.ceil(total * parts).astype(np.int64)) for total in whole]
    points = search.points(whole, lower)
    known = [solved.chosen, *(one.chosen for one in search.found)]
    at = [_prices_at(points, number) for number in range(len(lower))]
    plans = plans_between(lower, at, known, money)
    rows = []
    for number, (total, there, plan) in enumerate(zip(whole, lower, plans, strict=True)):
        reached = there.objective(plan)
        bound = search.bound_at(there.limits)
        if (there.limits <= limits).all():
            bound = min(bound, float(solved.bound))
        made = SOUGHT if number in points else FILLED
        rows.append((total, reached / MICRO, max(float(np.ceil(bound)), reached) / MICRO, made))
    return YearsCurve(_table(rows), tuple(zip(lower, plans, strict=True)), tuple(search.found))


def _table(rows: list[tuple[int, float, float, str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(CURVE))
    return table.astype({"budget": "int64", "objective": "float64", "bound": "float64", "made": "str"})


def _with(programme: Programme, money: Ints, rupiah: Ints) -> Programme:
    limits = programme.limits
    limits[money] = rupiah
    return programme.with_limits(limits)


def _everything(programme: Programme) -> int:
    """Return more rupiah than any plan can spend."""
    slots = programme.slots
    return int((slots.biaya * slots.kuota * slots.most + slots.biaya_kelas * slots.most).sum()) + 1


class _Search:
    """Looks for plans and prices at some budgets, each time where most is open."""

    def __init__(self, programme: Programme, solved: Solved, money: Ints) -> None:
        self.found: list[Sought] = []
        self._programme, self._solved, self._money = programme, solved, money

    def at(self, there: Programme, *, plenty: bool = False) -> Sought:
        """Look for one more. plenty: there is more money than any plan can spend, so that what is proven holds for every other sum."""
        self.found.append(replace(sought(there), plenty=plenty))
        return self.found[-1]

    def bound_at(self, limits: Ints) -> float:
        """Return the least bound that was proven for limits, by the prices of the plan itself too."""
        own, solved = self._programme.limits, self._solved
        priced = (
            np.inf if solved.priced is None else solved.priced + float(solved.row_prices @ (limits - own))
        )
        everything = float(self._programme.most_gain)
        return min(priced, everything, *(one.bound_at(limits) for one in self.found))

    def points(self, whole: list[int], lower: list[Programme]) -> dict[int, Sought]:
        """Return what was looked for, by the number of its budget; that of more money than can be spent, if it was, stands for the last."""
        last, variables = len(lower) - 1, self._programme.variables
        if variables <= EXACT_BELOW:
            return {
                **{number: self.at(there) for number, there in enumerate(lower[:-1])},
                last: self.found[0],
            }
        out = {last: self.found[0] if self.found else self.at(lower[last])}
        for _ in range(next(count for most, count in _COUNTS if variables <= most)):
            number = self._widest(whole, lower, out)
            if number is None:
                break
            out[number] = self.at(lower[number])
        return out

    def _widest(self, whole: list[int], lower: list[Programme], out: dict[int, Sought]) -> int | None:
        """Return the budget at which the bound lies furthest above the line between the plans of its neighbours; None where nowhere far."""
        there = [0, *(whole[number] for number in sorted(out))]
        reached = [0, *(self._programme.objective(out[number].chosen) for number in sorted(out))]
        above = np.array([self.bound_at(one.limits) for one in lower])
        room = (above - np.interp(whole, there, reached)) / np.maximum(1.0, above)
        room[list(out)] = 0.0
        number = int(np.argmax(room))
        return number if room[number] > _CLOSE else None


def _prices_at(points: dict[int, Sought], number: int) -> Relaxed | None:
    """Return prices near a budget: its own, or between those of the next ones that were looked for."""
    priced = {at: one.at for at, one in points.items() if one.at is not None}
    above = min((at for at in priced if at >= number), default=None)
    below = max((at for at in priced if at <= number), default=None)
    if above is None or below is None:
        near = below if above is None else above
        return None if near is None else priced[near]
    if above == below:
        return priced[above]
    return mixed(priced[below], priced[above], (number - below) / (above - below))
