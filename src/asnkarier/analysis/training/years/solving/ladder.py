"""Large plans that do not get worse with more money: each is the best of one family, a plan for every rung, that a budget allows.

No plan of the family depends on the budget that is asked for. A lower rung need not be climbed when its bound, which the prices of a higher one
prove, says that its plan cannot be better.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.large import Bounded, Large, large_plan
from asnkarier.analysis.training.years.solving.programme import Programme
from asnkarier.analysis.training.years.solving.relaxing import Relaxed

# Rungs have four digits, and lie 2 to 5 thousandths apart.
_STEPS: Final = ((2_000, 5), (5_000, 10), (10_000, 20))
_FOUR_DIGITS: Final = 1_000
_MOST_RUNGS: Final = 3


@dataclass(frozen=True, slots=True)
class Climbed:
    """The best plan met, the least bound of the budget asked for, that which the last prices prove, the plan by best rates on the highest rung, and its relaxation with these prices."""

    chosen: Ints
    bound: float
    priced: float
    greedy: Ints
    at: Relaxed | None


def climbed_plan(programme: Programme, money: Ints, by_rate: Callable[[Programme, Filling], Ints]) -> Climbed:
    """Return the plan of a programme. money: its rows of the budget that every year has (none: there is no ladder to climb)."""
    limits, bound, priced = programme.limits, np.inf, np.inf
    best, met = np.empty(0, dtype=np.int64), list[tuple[Ints, Ints, Large]]()
    for rung in _limits(programme, money):
        if met and _cannot_be_better(programme.objective(best), met[0][2].bounded, met[0][0], rung):
            break
        there = programme.with_limits(rung)
        own = Filling(there)
        found, rated = large_plan(there, own), by_rate(there, own)
        met.append((rung, rated, found))
        best = max((best, found.chosen, rated), key=programme.objective)
        if found.bounded is not None:
            priced = min(priced, found.bounded.at.bound_at(rung, limits))
            bound = min(bound, found.bounded.bound if (rung == limits).all() else np.inf)
    highest = met[0][2].bounded
    at = None if highest is None else highest.at
    own_priced = np.inf if at is None else at.bound_at(met[0][0], limits)
    return Climbed(best, min(bound, priced), own_priced, met[0][1], at)


def _cannot_be_better(best: int, found: Bounded | None, limits: Ints, lower: Ints) -> bool:
    """Return whether no plan of lower limits is better than what is known; or money is not what binds, so that all rungs are alike."""
    if found is None:
        return False
    money = lower < limits
    most = min(found.bound, found.at.bound_at(limits, lower))
    return best >= most or not found.at.prices.rows[money].any()


def rung_within(money: int) -> int:
    """Return the highest rung that is not above `money`; every number below 1,000 is one."""
    if money < _FOUR_DIGITS:
        return money
    unit: int = 10 ** (len(str(money)) - 4)
    step = unit * next(step for below, step in _STEPS if money // unit < below)
    return money // step * step


def _limits(programme: Programme, money: Ints) -> Iterator[Ints]:
    """Yield the limits of the rungs, the highest first."""
    limits = programme.limits
    if not len(money):
        yield limits
        return
    rung = rung_within(int(limits[money].min()))
    for _ in range(_MOST_RUNGS):
        if rung < 0:
            return
        lower = limits.copy()
        lower[money] = rung
        yield lower
        rung = rung_within(rung - 1) if rung else -1
