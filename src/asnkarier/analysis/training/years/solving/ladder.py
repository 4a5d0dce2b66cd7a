"""Large plans that do not get worse with more money: each is the best of one family that a budget allows.

The family holds, for a ladder of round budgets, the plan found for each rung and what follows when money is added to it, always in the same order, until
the next rung. No plan of it depends on the budget that is asked for. A lower rung need not be climbed when prices prove that its plan, with all that may be
added to it, cannot be better than what is known. Where money is not what binds, small plans are that without a limit of money, whatever the budget.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.exact import keeps_limits
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.priced.large import Large, large_plan, worth_most
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed
from asnkarier.analysis.training.years.solving.programme import Programme

# Rungs have four digits, and lie 2 to 5 thousandths apart.
_STEPS: Final = ((2_000, 5), (5_000, 10), (10_000, 20))
_FOUR_DIGITS: Final = 1_000
# Up to so many variables a rung takes tenths of a second; above, where each takes seconds, fewer are climbed, and what would be added to lower ones is not asked.
_SMALL: Final = 1_500
_MOST_OF_SMALL: Final = 30
_MOST_RUNGS: Final = 3

ByRate = Callable[[Programme, Filling], Ints]


@dataclass(frozen=True, slots=True)
class Climbed:
    """The best plan met, the least bound of the budget asked for, that which the prices of the highest rung prove, the plan by best rates on it, and its relaxation with these prices."""

    chosen: Ints
    bound: float
    priced: float
    greedy: Ints
    at: Relaxed | None


def climbed_plan(programme: Programme, money: Ints, by_rate: ByRate) -> Climbed:
    """Return the plan of a programme. money: its rows of the budget that every year has (none: there is no ladder to climb)."""
    ladder = _Ladder(programme, money, by_rate)
    if not len(money) or not programme.limits[money].any():
        ladder.climb(programme.limits, programme.limits)
        return ladder.climbed()
    top = int(programme.limits[money].max())
    small = programme.variables <= _SMALL
    for number, last in rungs(top):
        rung, upto = ladder.scaled(number), np.minimum(ladder.scaled(last), programme.limits)
        if len(ladder.met) >= (_MOST_OF_SMALL if small else _MOST_RUNGS):
            break
        if ladder.met and ladder.objective >= ladder.bound_at(upto if small else rung):
            break
        ladder.climb(rung, upto, ladder.scaled(last))
        if len(ladder.met) == 1 and ladder.money_is_plenty() and (not small or ladder.without_limit()):
            break
    return ladder.climbed()


def rungs(top: int) -> Iterator[tuple[int, int]]:
    """Yield the rungs at or below `top`, the highest first, each with the last budget before the next."""
    rung = rung_within(top)
    while rung > 0:
        yield rung, rung + _step(rung) - 1
        rung = rung_within(rung - 1)
    yield 0, 0


def rung_within(money: int) -> int:
    """Return the highest rung that is not above `money`; every number below 1,000 is one."""
    return money // _step(money) * _step(money)


def _step(money: int) -> int:
    if money < _FOUR_DIGITS:
        return 1
    unit: int = 10 ** (len(str(money)) - 4)
    return unit * next(step for below, step in _STEPS if money // unit < below)


@dataclass
class _Ladder:
    """The best plan so far, and every rung climbed: its limits and what was found there."""

    programme: Programme
    money: Ints
    by_rate: ByRate
    best: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    greedy: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    met: list[tuple[Ints, Large]] = field(default_factory=list)

    @property
    def objective(self) -> int:
        """What the best plan brings."""
        return self.programme.objective(self.best)

    def scaled(self, number: int) -> Ints:
        """Return limits in which the year that has most has so much, and every other one its share of that."""
        limits, own = self.programme.limits, self.programme.limits[self.money]
        most = int(own.max())
        limits[self.money] = [int(one) * number // most for one in own]
        return limits

    def money_is_plenty(self) -> bool:
        """Return whether money is not what binds on the first rung: those below are alike."""
        at = self.met[0][1].at
        return at is not None and not at.prices.rows[self.money].any()

    def without_limit(self) -> bool:
        """Take the plan without a limit of money, whatever the budget, and return whether that can be paid."""
        programme = self.programme
        slots, limits = programme.slots, programme.limits
        everything = int((slots.biaya * slots.kuota + slots.biaya_kelas) @ slots.most) + 1
        limits[self.money] = np.maximum(limits[self.money], everything)
        free = programme.with_limits(limits)
        found, rated = large_plan(free, Filling(free)), self.by_rate(free, Filling(free))
        rich = max((found.chosen, rated), key=programme.objective)
        if not keeps_limits(programme, rich):
            return False
        self.met.append((limits, found))
        self.best, self.greedy = rich, min((rated, self.greedy), key=programme.objective)
        return True

    def climb(self, rung: Ints, upto: Ints, last: Ints | None = None) -> None:
        """Look for the plan of a rung, and for what it becomes with the money up to `upto`, on the way to `last`."""
        there = self.programme.with_limits(rung)
        own = Filling(there)
        found, rated = large_plan(there, own), self.by_rate(there, own)
        self.met.append((rung, found))
        self.greedy = self.greedy if len(self.greedy) else rated
        plans = [found.chosen, rated]
        if last is not None and found.at is not None:
            last = np.maximum(last, upto)
            further, order = Filling(self.programme.with_limits(last)), worth_most(there, found.at)
            kept = tuple((int(at), int(last[at] - upto[at])) for at in self.money)
            plans += [further.further(one, order, kept) for one in plans]
        self.best = max((self.best, *plans), key=self.programme.objective)

    def bound_at(self, limits: Ints) -> float:
        """Return the least bound for limits that the rungs climbed prove."""
        known = [(rung, found.bounded) for rung, found in self.met if found.bounded is not None]
        priced = [one.at.bound_at(rung, limits) for rung, one in known]
        within = [one.bound for rung, one in known if (limits <= rung).all()]
        return min((*priced, *within), default=np.inf)

    def climbed(self) -> Climbed:
        """Return what was found."""
        limits = self.programme.limits
        rung, found = self.met[0]
        own = np.inf if found.at is None else found.at.bound_at(rung, limits)
        return Climbed(self.best, self.bound_at(limits), own, self.greedy, found.at)
