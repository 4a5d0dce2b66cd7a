"""A plan for every budget of a row from those of a few: more is added to smaller plans, and what is worth least is taken out of larger ones."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.fill import places
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.priced.large import worth_most
from asnkarier.analysis.training.years.solving.priced.near import Prices
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed
from asnkarier.analysis.training.years.solving.programme import Programme
from asnkarier.analysis.training.years.worth.opening import with_classes
from asnkarier.analysis.training.years.worth.thinning import thinned

Bools = NDArray[np.bool_]
# Above so many variables only the better of two plans is filled up.
_LARGE: Final = 100_000
# For a class so many times its seats are asked, those who gain most first.
_LISTED: Final = 4


def plans_between(
    lower: list[Programme], at: list[Relaxed | None], known: list[Ints], money: Ints
) -> list[Ints]:
    """Return a plan for each budget, none worse than that before it nor than any known one that its limits bear.

    lower: the programme within each budget, from the least; at: prices near each (None: none are known, and nothing is added or taken out); known: plans;
    money: the rows of the budget.
    """
    nobody: Ints = np.empty(0, dtype=np.int64)
    uses = [np.array(lower[0].used(lower[0].taken_items(one)), dtype=np.int64) for one in known]
    able = list(zip(uses, known, strict=True))
    plans = [
        max((nobody, *(plan for use, plan in able if (use <= there.limits).all())), key=there.objective)
        for there in lower
    ]
    for number in range(len(lower) - 2, -1, -1):
        if at[number] is not None:
            less = thinned(lower[number], plans[number + 1], money)
            plans[number] = max((plans[number], *less), key=lower[number].objective)
    before = nobody
    for number, (there, prices) in enumerate(zip(lower, at, strict=True)):
        starts = [before, plans[number]]
        if there.variables > _LARGE:
            starts = [max(starts, key=there.objective)]
        if prices is not None:
            order = worth_most(there, prices)
            starts += [added(there, one, order) for one in starts]
        before = plans[number] = max(starts, key=there.objective)
    return plans


def added(there: Programme, plan: Ints, order: Ints) -> Ints:
    """Return a plan with the ways of `order` that find room in its classes, then with whole further classes, those that bring most for their cost first."""
    order = order[~_served(there, plan)[there.ways.gap[order]]]
    plan = Filling(there).further(plan, order, ())
    return with_classes(there, plan, *_batches(there, plan))


def _served(there: Programme, plan: Ints) -> Bools:
    served = np.zeros(int(there.ways.gap.max(initial=-1)) + 1, dtype=np.bool_)
    served[there.ways.gap[plan[plan < len(there.ways.gap)]]] = True
    return served


def _batches(there: Programme, plan: Ints) -> tuple[Ints, dict[int, list[int]]]:
    """Return the slots in which a further class may find its people, the most benefit for its cost first, and the ways of each that are not served, the most benefit first."""
    ways, slots = there.ways, there.slots
    waiting = np.flatnonzero(~_served(there, plan)[ways.gap])
    slot = there.item_slot[ways.items[waiting, 0]]
    order = np.lexsort((waiting, -ways.benefit[waiting], slot))
    waiting, slot = waiting[order], slot[order]
    first = places(slot) < slots.kuota[slot]
    count = np.bincount(slot[first], minlength=len(slots))
    gain = np.bincount(slot[first], ways.benefit[waiting[first]], minlength=len(slots))
    cost = np.maximum(1, slots.biaya * count + slots.biaya_kelas)
    able = np.flatnonzero((count >= slots.minimal) & (count > 0) & (slots.most > 0))
    batches = able[np.argsort(-gain[able] / cost[able], kind="stable")]
    few = places(slot) < _LISTED * slots.kuota[slot]
    waiting, slot = waiting[few], slot[few]
    start, end = np.searchsorted(slot, batches), np.searchsorted(slot, batches, side="right")
    lists = {
        one: waiting[begin:close].tolist()
        for one, begin, close in zip(batches.tolist(), start.tolist(), end.tolist(), strict=True)
    }
    return batches, lists


def mixed(one: Relaxed, other: Relaxed, part: float) -> Relaxed:
    """Return a relaxation with so large a part of another's prices; all else is that of the first."""
    rows = one.prices.rows + part * (other.prices.rows - one.prices.rows)
    seats = one.prices.seats + part * (other.prices.seats - one.prices.seats)
    return replace(one, prices=Prices(rows, seats))
