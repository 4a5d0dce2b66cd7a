"""Plans above the exact size: prices, what can matter near them, cuts, whole classes, whole people; with the bound that the prices prove."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.exact import keeps_limits
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.priced.beginning import descended, first_prices
from asnkarier.analysis.training.years.solving.priced.cuts import Cuts
from asnkarier.analysis.training.years.solving.priced.near import (
    Prices,
    near,
    place_costs,
    rows_that_count,
)
from asnkarier.analysis.training.years.solving.priced.reduced import Reduced, reduced
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed, relaxed
from asnkarier.analysis.training.years.solving.priced.wholes import (
    Search,
    people_in,
    searched_plan,
    searched_wholes,
    whole_classes,
    whole_people,
)
from asnkarier.analysis.training.years.solving.programme import Programme

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
# Of its price a place may come cheaper before a way that was left out could matter.
_PART: Final = 0.1
_CUT_ROUNDS: Final = 6
# A round of cuts that lowers the bound by less is the last.
_LITTLE: Final = 2e-4
# Prices are looked for without offers until nobody takes an offer, so many times at most.
_TURNS: Final = 4
_NOBODY: Final = 1e-6
# Where offers are worth more than this part of all, they are done without in their slots, and all begins anew.
_FEW: Final = 5e-4
_REBUILT: Final = 3
# Up to so many columns of people HiGHS searches for whole classes in any plan.
_FEW_COLUMNS: Final = 2_000
_BRIEFLY: Final = Search(_FEW_COLUMNS, 5, 5e-4, _FEW)
# In programmes of up to so many variables it searches longer, also where there are more.
CLOSE_BELOW: Final = 20_000
_LONGER: Final = Search(CLOSE_BELOW, 12, 8e-4, 1e-4)
_WHOLLY: Final = Search(_FEW_COLUMNS, 200, 0.0, 1e-9)
_PROVEN: Final = 1e-9
# A plan further from the bound is searched for by HiGHS too, and so is the bound.
_FAR: Final = 0.015


@dataclass(frozen=True, slots=True)
class Proven:
    """Prices with what they say; bound: the least bound on every plan within these limits."""

    at: Relaxed
    bound: float


@dataclass(frozen=True, slots=True)
class Bounded(Proven):
    """What can matter, and its cuts; wholes: shares in the whole classes that were searched for it, None where none were."""

    small: Reduced
    cuts: Cuts
    wholes: Floats | None


@dataclass(frozen=True, slots=True)
class Large:
    """A plan that keeps every limit (no variables: none found), and what bounds every plan, None where there is nothing that does."""

    chosen: Ints
    bounded: Proven | None

    @property
    def at(self) -> Relaxed | None:
        """The relaxation, whose prices bound plans within other limits too."""
        return None if self.bounded is None else self.bounded.at


def large_plan(programme: Programme, filling: Filling) -> Large:
    """Return the best plan found and its bound."""
    nobody = np.empty(0, dtype=np.int64)
    found = bounded(programme)
    if found is not None:
        return Large(_best_kept(programme, filling, found, _dived(found)), found)
    other = descended(programme, filling)
    if other is None:
        return Large(nobody, None)
    kept = keeps_limits(programme, other.chosen)
    return Large(other.chosen if kept else nobody, Proven(other.at, other.at.bound))


def searched(programme: Programme, filling: Filling, known: Ints, bound: float) -> tuple[Ints, float]:
    """Return a known plan and bound, or better ones where the plan is far from the bound and HiGHS can search what can matter.

    It takes 5 to 30 s, so it is done once, for the limits that are asked for, and on no rung of a ladder.
    """
    if programme.objective(known) >= bound * (1 - _FAR):
        return known, bound
    found = bounded(programme, _BRIEFLY)
    if found is None or found.wholes is None:
        return known, bound
    plans = (
        _best_kept(programme, filling, found, people)
        for people in (_dived(found), searched_plan(found.small, found.cuts))
    )
    return max((known, *plans), key=programme.objective), min(bound, found.bound)


def whole_bound(programme: Programme, bound: float, chosen: Ints) -> int:
    """Return the bound in whole units: every plan brings a multiple of what divides all benefits. chosen: a plan, which it is not below."""
    unit = max(1, int(np.gcd.reduce(programme.benefit)))
    return max(programme.objective(chosen), int(bound) // unit * unit)


def _dived(found: Bounded) -> Ints | None:
    classes = whole_classes(found.small, found.cuts, found.at)
    return None if classes is None else whole_people(found.small, classes)


def _best_kept(programme: Programme, filling: Filling, found: Bounded, people: Ints | None) -> Ints:
    """Return the plan of these people with what still finds room, made anew from its ways where it breaks a limit; nothing where that does too."""
    nobody = np.empty(0, dtype=np.int64)
    plan = nobody if people is None else found.small.variables(people)
    if keeps_limits(programme, plan):
        return filling.added(plan, worth_most(programme, found.at))
    other = topped_up(programme, filling, plan, found.at)
    return other if keeps_limits(programme, other) else nobody


def closest(programme: Programme, filling: Filling) -> Large:
    """Return the best plan found and its bound by a search for whole classes, then for people in them; no plan where nothing is found.

    Where few columns can matter, whole people are searched for too.
    """
    nobody = np.empty(0, dtype=np.int64)
    found = bounded(programme, _LONGER)
    if found is None or found.wholes is None:
        return Large(nobody, found)
    chosen = _best_kept(programme, filling, found, people_in(found.small, found.cuts, found.wholes))
    if found.small.people > _FEW_COLUMNS or programme.objective(chosen) >= found.bound * (1 - _PROVEN):
        return Large(chosen, found)
    further = bounded(programme, _WHOLLY, people=True)
    if further is None or further.wholes is None:
        return Large(chosen, found)
    people = people_in(further.small, further.cuts, further.wholes)
    best = max((chosen, _best_kept(programme, filling, further, people)), key=programme.objective)
    return Large(best, replace(further, bound=min(found.bound, further.bound)))


def bounded(programme: Programme, search: Search | None = None, *, people: bool = False) -> Bounded | None:
    """Return what can matter and what bounds every plan, after a search for whole classes (and people) if asked; None where nothing keeps the limits."""
    prices = first_prices(programme)
    # An offer bears no row of some people alone: where there are such rows and time for all columns, everything is looked at.
    told_apart = (
        search is not None
        and search.columns > _FEW_COLUMNS
        and any(row.people is not None for row in programme.rows)
    )
    whole = np.full(len(programme.slots), told_apart)
    for _ in range(_REBUILT):
        found = None if prices is None else _priced(programme, prices, whole)
        if found is None:
            return None
        small, at = found
        prices = at.prices
        cuts, cut = _with_cuts(small, at)
        shares, bound = cut.shares, cut.bound
        searched = None
        if search is not None and small.people <= search.columns:
            searched = searched_wholes(small, cuts, search, people=people)
        if searched is not None:
            shares, bound = searched[0], min(bound, searched[1])
        taken = shares[small.people : small.width]
        few = _FEW if search is None else search.offered
        if (taken * small.benefit[small.people : small.width]).sum() <= few * cut.value:
            break
        # Offers fill classes that too few people would: there everybody who could is looked at.
        whole = whole | np.isin(np.arange(len(whole)), small.offered[taken > _NOBODY])
    return Bounded(cut, bound, small, cuts, None if searched is None else searched[0])


def _priced(programme: Programme, prices: Prices, whole: Bools) -> tuple[Reduced, Relaxed] | None:
    """Return what can matter and its relaxation, at prices at which nobody takes an offer if such are found."""
    for turn in range(_TURNS):
        small = reduced(programme, near(programme, prices, _PART, whole), rows_that_count(programme, prices))
        # Rough prices make offers that nobody would decline: the first that are reckoned leave them out.
        found = _relaxation(small, Cuts(), offers=bool(turn))
        if found is None:
            return None
        at = found
        if turn and at.shares[small.people : small.width].sum() < _NOBODY:
            break
        if 0 < turn < _TURNS - 1:
            found = _relaxation(small, Cuts(), offers=False)
            at = at if found is None else found
        prices = at.prices
    return small, at


def _with_cuts(small: Reduced, at: Relaxed) -> tuple[Cuts, Relaxed]:
    cuts = Cuts()
    for _ in range(_CUT_ROUNDS):
        if not cuts.find(small, at.shares):
            break
        further = _relaxation(small, cuts)
        if further is None:
            break
        last = further.bound > at.bound * (1 - _LITTLE)
        at = further
        if last:
            break
    return cuts, at


def _relaxation(small: Reduced, cuts: Cuts, *, offers: bool = True) -> Relaxed | None:
    upper = small.upper.copy()
    upper[small.people : small.width] *= offers
    return relaxed(small, cuts, np.zeros(len(upper)), upper)


def topped_up(programme: Programme, filling: Filling, start: Ints, at: Relaxed) -> Ints:
    """Return the plan with what still finds room, the most worth beyond its price first."""
    worth = _beyond_price(programme, at)[0]
    begun = start[start < len(programme.ways.gap)]
    begun = begun[np.argsort(-worth[begun], kind="stable")]
    return filling.variables(filling.whole(worth_most(programme, at), None, begun))


def worth_most(programme: Programme, at: Relaxed) -> Ints:
    """Return the ways that may be worth their price, the most worth beyond it first."""
    worth, paid = _beyond_price(programme, at)
    order = np.lexsort((np.arange(len(worth)), -programme.ways.benefit, -worth))
    return order[worth[order] > -paid[order] / 2]


def _beyond_price(programme: Programme, at: Relaxed) -> tuple[Floats, Floats]:
    """Return what each way is worth beyond the price of its places, and that price."""
    ways, cost = programme.ways, place_costs(programme, at.prices)
    paid = np.where(ways.items >= 0, cost[programme.item_slot[np.maximum(ways.items, 0)]], 0.0).sum(axis=1)
    return ways.benefit - paid, paid
