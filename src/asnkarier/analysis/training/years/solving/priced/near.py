"""Prices of what people share, and which ways can matter near them.

A way whose benefit lies clearly below what its places cost is left out of the programmes solved for larger plans. No plan is lost by
that: in its stead anybody may have a place for what it costs, less a margin, and that is more than such a way brings (see `reduced`).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.locals import dependents
from asnkarier.analysis.training.years.solving.programme import Programme

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
# A row of some people is kept from so many times what they wish at prices, and so many times the spread of that.
_SURELY: Final = 1.25
_SPREAD: Final = 3.0
# Up to so many variables all rows are.
_SMALL: Final = 25_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Benefit units: for one unit of each shared row, and for a seat in each slot, its share of a class included."""

    rows: Floats
    seats: Floats

    @staticmethod
    def none(programme: Programme) -> "Prices":
        """Return that nothing costs anything."""
        return Prices(np.zeros(len(programme.rows)), np.zeros(len(programme.slots)))


@dataclass(frozen=True, slots=True)
class Near:
    """Which variables can matter; for what benefit (`offer`, per slot) a place may be had by anybody in the stead of all others."""

    kept: Bools
    offer: Floats


def class_prices(programme: Programme, rows: Floats) -> Floats:
    """Return what opening a class in each slot costs at prices of the shared rows."""
    cost = np.zeros(len(programme.slots))
    for row, price in zip(programme.rows, rows, strict=True):
        cost += price * row.class_use
    return cost


def everything(programme: Programme) -> Near:
    """Return that every variable in slots that can have a class matters."""
    none = np.zeros(len(programme.slots))
    return Near(_kept(programme, none, np.ones(len(programme.slots))), none)


def near(programme: Programme, prices: Prices, part: float, whole: Bools) -> Near:
    """Return what can matter where a place may come cheaper by `part` of its price and by its share of a class.

    whole: slots of which everything is kept, without an offer. What a place uses up of rows of some people alone is not counted: ways are kept rather than lost.
    """
    cost = place_costs(programme, prices)
    share = class_prices(programme, prices.rows) / np.maximum(programme.slots.kuota, 1)
    margin = np.where(whole, np.maximum(cost, 0.0), part * cost + share)
    return Near(_kept(programme, cost, margin), np.maximum(cost - margin, 0.0))


def _kept(programme: Programme, cost: Floats, margin: Floats) -> Bools:
    """Return the variables that bring more than the offers of their places; a shared place by all that it serves together."""
    ways = programme.ways
    least = np.maximum(cost - margin, 0.0)[programme.item_slot]
    open_ = (programme.slots.most > 0)[programme.item_slot]
    there = ways.items >= 0
    item = np.where(there, ways.items, 0)
    own = there & ~ways.shared[item]
    value = ways.benefit - (least[item] * own).sum(axis=1)
    served = np.where(open_, _served(programme, value, there & ~own), 0.0)
    before = dependents(programme)
    asking, prior = before["item"].to_numpy(), before["before"].to_numpy()
    alive = np.zeros(len(ways.shared), dtype=np.bool_)
    while True:
        # Where another brings the course along that an item presupposes, it comes for nothing.
        net = np.where(alive, 0.0, np.maximum(0.0, least - served))
        extra = _presupposed(programme, net, asking, prior)
        known = alive | (ways.shared & open_ & (served > least + extra))
        rest = value - np.where(own, extra[item], 0.0).sum(axis=1)
        way = (rest > 0) & (~there | (open_[item] & (own | known[item]))).all(axis=1)
        used = known.copy()
        used[item[way][own[way]]] = True
        known[prior[used[asking]]] = True
        known &= open_
        if np.array_equal(known, alive):
            return np.concatenate([way, alive[programme.shared_item]])
        alive = known


def _served(programme: Programme, value: Floats, shared: Bools) -> Floats:
    """Return for each item what all gaps together could gain through it, each by its best way, if it is shared."""
    way, place = np.nonzero(shared & (value > 0)[:, None])
    item, gap = programme.ways.items[way, place], programme.ways.gap[way]
    order = np.lexsort((-value[way], gap, item))
    item, gap, gain = item[order], gap[order], value[way][order]
    best = (np.diff(item, prepend=-1) != 0) | (np.diff(gap, prepend=-1) != 0)
    total: Floats = np.bincount(item[best], gain[best], minlength=len(programme.ways.shared)).astype(
        np.float64
    )
    return total


def _presupposed(programme: Programme, net: Floats, asking: Ints, prior: Ints) -> Floats:
    """Return what each item costs at least through the course that it presupposes, beyond what that serves by itself.

    Several courses may presuppose the same: each bears its part alone.
    """
    ways = programme.ways
    needs = np.flatnonzero(ways.needs >= 0)
    pairs = np.unique(np.column_stack([ways.needs[needs], ways.item_course[needs]]), axis=0)
    courses = int(ways.item_course.max(initial=-1)) + 1
    several = np.maximum(np.bincount(pairs[:, 0], minlength=courses), 1)
    least = np.full(len(ways.needs), np.inf)
    np.minimum.at(least, asking, net[prior] / several[ways.item_course[prior]])
    extra: Floats = np.where(ways.needs >= 0, least, 0.0)
    return extra


def rows_that_count(programme: Programme, prices: Prices) -> Ints:
    """Return the shared rows of everybody, and those of some people that have a price or that their best ways would come near to exceeding."""
    ways, cost = programme.ways, place_costs(programme, prices)
    worth = ways.benefit - np.where(
        ways.items >= 0, cost[programme.item_slot[np.maximum(ways.items, 0)]], 0.0
    ).sum(axis=1)
    order = np.lexsort((-worth, ways.gap))
    best = order[np.diff(ways.gap[order], prepend=-1) > 0]
    items = ways.items[best[worth[best] > 0]]
    items = np.unique(items[items >= 0])
    person, slot = ways.item_person[items], programme.item_slot[items]
    out = []
    for at, row in enumerate(programme.rows):
        if row.people is None:
            out.append(at)
            continue
        use = (row.use[slot] * row.people[person]).astype(np.float64)
        wished = _SURELY * use.sum() + _SPREAD * np.sqrt(float(use.sum()) * float(use.max(initial=0.0)))
        if prices.rows[at] > 0 or wished > row.limit or programme.variables <= _SMALL:
            out.append(at)
    return np.array(out, dtype=np.int64)


def place_costs(programme: Programme, prices: Prices) -> Floats:
    """Return what a place in each slot costs: its seat, and what it uses up of the rows of everybody."""
    cost = prices.seats.copy()
    for row, price in zip(programme.rows, prices.rows, strict=True):
        if row.people is None:
            cost += price * row.use
    return cost
