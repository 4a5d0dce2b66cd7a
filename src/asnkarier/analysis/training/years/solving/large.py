"""Plans above the exact size: prices, what can matter near them, cuts, whole classes, whole people; with the bound that the prices prove."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.cuts import Cuts
from asnkarier.analysis.training.years.solving.exact import keeps_limits
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.programme import Programme
from asnkarier.analysis.training.years.solving.reduced import Reduced, reduced, rough
from asnkarier.analysis.training.years.solving.relaxing import Relaxed, relaxed
from asnkarier.analysis.training.years.solving.wholes import whole_classes, whole_people
from asnkarier.analysis.training.years.solving.worth import everything, near, place_costs, rows_that_count

Bools = NDArray[np.bool_]
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
_REBUILT: Final = 2


@dataclass(frozen=True, slots=True)
class Large:
    """A plan that keeps every limit (no variables: none found), and the relaxation that bounds every plan, None where there is none."""

    chosen: Ints
    at: Relaxed | None


def large_plan(programme: Programme, filling: Filling) -> Large:
    """Return the best plan found and its bound."""
    nobody = np.empty(0, dtype=np.int64)
    found = _bounded(programme)
    if found is None:
        return Large(nobody, None)
    small, cuts, at = found
    classes = whole_classes(small, cuts, at)
    people = None if classes is None else whole_people(small, classes)
    start = nobody if people is None else small.variables(people)
    plans = [start, _topped_up(programme, filling, start, at)]
    kept = (plan for plan in plans if keeps_limits(programme, plan))
    return Large(max(kept, key=programme.objective, default=nobody), at)


def _bounded(programme: Programme) -> tuple[Reduced, Cuts, Relaxed] | None:
    """Return what can matter, and its relaxation with cuts; None where nothing keeps the limits."""
    at = _relaxation(rough(programme, everything(programme)), Cuts())
    whole = np.zeros(len(programme.slots), dtype=np.bool_)
    for _ in range(_REBUILT):
        if at is None:
            return None
        found = _priced(programme, at, whole)
        if found is None:
            return None
        small, at = found
        cuts, cut = _with_cuts(small, at)
        taken = cut.shares[small.people : small.width]
        worth = taken * small.benefit[small.people : small.width]
        if worth.sum() <= _FEW * cut.value:
            break
        # Offers fill classes that too few people would: there everybody who could is looked at.
        whole = whole | np.isin(np.arange(len(whole)), small.offered[taken > _NOBODY])
    return small, cuts, cut


def _priced(programme: Programme, at: Relaxed, whole: Bools) -> tuple[Reduced, Relaxed] | None:
    """Return what can matter and its relaxation, at prices at which nobody takes an offer if such are found."""
    for turn in range(_TURNS):
        small = reduced(
            programme, near(programme, at.prices, _PART, whole), rows_that_count(programme, at.prices)
        )
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


def _topped_up(programme: Programme, filling: Filling, start: Ints, at: Relaxed) -> Ints:
    """Return the plan with what still finds room, the most worth beyond its price first."""
    ways, cost = programme.ways, place_costs(programme, at.prices)
    paid = np.where(ways.items >= 0, cost[programme.item_slot[np.maximum(ways.items, 0)]], 0.0).sum(axis=1)
    worth = ways.benefit - paid
    begun = start[start < len(ways.gap)]
    order = np.lexsort((np.arange(len(worth)), -ways.benefit, -worth))
    order = order[worth[order] > -paid[order] / 2]
    begun = begun[np.argsort(-worth[begun], kind="stable")]
    return filling.variables(filling.whole(order, None, begun))
