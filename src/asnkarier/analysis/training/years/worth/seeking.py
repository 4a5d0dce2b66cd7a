"""What one budget reaches, found quickly: the prices of its relaxation, which prove a bound for every budget, and a plan made from its shares.

Where HiGHS proves optima it looks for the plan. Above, classes become whole in a few steps, people in them are rounded down, and what still finds room is
added: a plan some thousandths below what the whole search of `large` finds, in a tenth of its time.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.exact import exact_plan, keeps_limits
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.priced.beginning import descended, first_prices
from asnkarier.analysis.training.years.solving.priced.cuts import Cuts
from asnkarier.analysis.training.years.solving.priced.large import topped_up, worth_most
from asnkarier.analysis.training.years.solving.priced.near import Prices, near, rows_that_count
from asnkarier.analysis.training.years.solving.priced.reduced import Reduced, reduced
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed, relaxed
from asnkarier.analysis.training.years.solving.priced.wholes import near_taken
from asnkarier.analysis.training.years.solving.programme import Programme
from asnkarier.analysis.training.years.solving.solver import EXACT_BELOW
from asnkarier.analysis.training.years.worth.between import added

Floats = NDArray[np.float64]
# Of its price a place may come cheaper before a way that was left out could matter.
_PART: Final = 0.1
# Where offers are worth more than this part of all, the prices that made them were too high: once more at those that were found.
_FEW: Final = 1e-3
_NOBODY: Final = 1e-6
_TURNS: Final = 3
_CUT_ROUNDS: Final = 2
_NODES: Final = 1
_NEAR: Final = 0.01
_WHOLE: Final = 1e-5
# Steps in which classes become whole, the part of the broken ones in each, and the share of a class below which it is given up.
_STEPS: Final = 8
_AT_ONCE: Final = 0.4
_LITTLE: Final = 0.2
# Columns that lack more than this part of what a place usually gains are left out then.
_CHEAP: Final = 0.1
# Above so many columns a step takes seconds.
_MANY: Final = 40_000


@dataclass(frozen=True)
class Sought:
    """Limits, the plan found within them, the relaxation there (None: none was made), a bound on every plan within these limits (benefit units). plenty: there is more money than any plan can spend."""

    limits: Ints
    chosen: Ints
    at: Relaxed | None
    bound: float
    plenty: bool = False

    def bound_at(self, limits: Ints) -> float:
        """Return the bound that follows for other limits; infinite for more of anything where no price was found."""
        alone = self.bound if self.plenty or (limits <= self.limits).all() else np.inf
        return alone if self.at is None else min(alone, self.at.bound_at(self.limits, limits))


def sought(programme: Programme) -> Sought:
    """Return what is found within the limits of a programme."""
    if programme.variables <= EXACT_BELOW:
        chosen, bound, _ = exact_plan(programme, nodes=_NODES, within=_NEAR)
        nobody: Ints = np.empty(0, dtype=np.int64)
        return Sought(programme.limits, nobody if chosen is None else chosen, None, float(bound))
    found = _priced(programme)
    if found is None:
        other, nobody = descended(programme, Filling(programme)), np.empty(0, dtype=np.int64)
        if other is None:
            return Sought(programme.limits, nobody, None, float(programme.most_gain))
        kept = keeps_limits(programme, other.chosen)
        return Sought(programme.limits, other.chosen if kept else nobody, other.at, other.at.bound)
    small, cuts, at = found
    return Sought(programme.limits, _plan(programme, small, cuts, at), at, at.bound)


def _priced(programme: Programme) -> tuple[Reduced, Cuts, Relaxed] | None:
    """Return what can matter, its cuts and its relaxation."""
    whole = np.zeros(len(programme.slots), dtype=np.bool_)
    begun = first_prices(programme)
    # Rough prices make offers that nobody would decline: the first that are reckoned leave them out.
    first = None if begun is None else _relaxation(_reduced(programme, begun, whole))
    if first is None:
        return None
    start = first.prices
    for turn in range(_TURNS):
        small = _reduced(programme, start, whole)
        at = _relaxation(small, offers=True)
        if at is None:
            return None
        taken = at.shares[small.people : small.width]
        if turn == _TURNS - 1 or (taken * small.benefit[small.people : small.width]).sum() <= _FEW * at.value:
            return _with_cuts(small, at)
        # Offers fill classes that too few people would: there everybody who could is looked at.
        whole = whole | np.isin(np.arange(len(whole)), small.offered[taken > _NOBODY])
        further = _relaxation(small)
        start = at.prices if further is None else further.prices
    return None


def _reduced(programme: Programme, prices: Prices, whole: NDArray[np.bool_]) -> Reduced:
    return reduced(programme, near(programme, prices, _PART, whole), rows_that_count(programme, prices))


def _relaxation(small: Reduced, cuts: Cuts | None = None, *, offers: bool = False) -> Relaxed | None:
    return relaxed(small, Cuts() if cuts is None else cuts, *_bounds(small, offers=offers))


def _bounds(small: Reduced, *, offers: bool = False) -> tuple[Floats, Floats]:
    upper = small.upper.copy()
    upper[small.people : small.width] *= offers
    return np.zeros(len(upper)), upper


def _with_cuts(small: Reduced, at: Relaxed) -> tuple[Reduced, Cuts, Relaxed]:
    cuts = Cuts()
    for _ in range(_CUT_ROUNDS if small.people <= _MANY else 1):
        further = _relaxation(small, cuts, offers=True) if cuts.find(small, at.shares) else None
        if further is None:
            break
        at = further
    return small, cuts, at


def _plan(programme: Programme, small: Reduced, cuts: Cuts, at: Relaxed) -> Ints:
    """Return a plan from shares: classes made whole, people rounded down, and what still finds room."""
    shares = at.shares if small.people > _MANY else _whole(small, cuts, at)
    chosen = small.variables(np.floor(shares[: small.people] + _WHOLE).astype(np.int64))
    if keeps_limits(programme, chosen):
        return added(programme, chosen, worth_most(programme, at))
    plan = topped_up(programme, Filling(programme), chosen, at)
    return plan if keeps_limits(programme, plan) else np.empty(0, dtype=np.int64)


def _whole(small: Reduced, cuts: Cuts, at: Relaxed) -> Floats:
    """Return the last shares of a few steps in which classes become whole."""
    lower, upper = _bounds(small)
    shares, raised, before = at.shares, np.empty(0, dtype=np.int64), np.empty(0)
    columns = near_taken(small, at, _CHEAP)
    for _ in range(_STEPS):
        found = relaxed(small, cuts, lower, upper, columns)
        if found is None:
            if not len(raised):
                break
            # So many do not fit together: what rose last stays where it was.
            lower[raised], upper[raised], raised = before, before, raised[:0]
            continue
        shares = found.shares
        classes = shares[small.width :]
        broken = np.flatnonzero((np.abs(classes - np.rint(classes)) > _WHOLE) & small.whole)
        if not len(broken):
            break
        part = classes[broken] - np.floor(classes[broken])
        order = broken[np.argsort(-part, kind="stable")]
        rising = order[: max(1, int(np.ceil(len(broken) * _AT_ONCE)))]
        little = np.setdiff1d(broken[part < _LITTLE], rising)
        upper[small.width + little] = np.maximum(lower[small.width + little], np.floor(classes[little]))
        raised = small.width + rising
        before = lower[raised].copy()
        lower[raised] = np.ceil(classes[rising])
    return shares
