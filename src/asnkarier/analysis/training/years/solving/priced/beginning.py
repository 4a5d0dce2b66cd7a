"""What is done before a linear programme, and in its stead where too many columns are left for one: prices by descent, and the plan that they lead to."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.priced.cuts import Cuts
from asnkarier.analysis.training.years.solving.priced.near import Prices, everything
from asnkarier.analysis.training.years.solving.priced.reduced import rough
from asnkarier.analysis.training.years.solving.priced.relaxing import Relaxed, relaxed
from asnkarier.analysis.training.years.solving.priced.smoothed import quick_prices, smoothed_prices
from asnkarier.analysis.training.years.solving.programme import Programme

Floats = NDArray[np.float64]
# Of more variables of several periods the limits of single people count, which the rough relaxation leaves out: a descent knows them.
_ROUGH_BELOW: Final = 100_000
# In smaller programmes a relaxation is missing only where nothing keeps the limits.
_DESCENT_ABOVE: Final = 25_000
# Ways that lack less than this part of what a gap usually gains are tried, the best first.
_TRIED: Final = 0.2


@dataclass(frozen=True, slots=True)
class Descended:
    """A plan (variables; none: none that keeps what a class needs) and what its prices say."""

    chosen: Ints
    at: Relaxed


def first_prices(programme: Programme) -> Prices | None:
    """Return prices to begin with, by the relaxation without single people or, in larger programmes, by descent; None where nothing keeps the limits."""
    if programme.variables > _ROUGH_BELOW and programme.slots.periods > 1:
        found = quick_prices(programme)
        return Prices(found.rows, found.seats)
    small = rough(programme, everything(programme))
    at = relaxed(small, Cuts(), np.zeros(len(small.upper)), small.upper)
    return None if at is None else at.prices


def descended(programme: Programme, filling: Filling) -> Descended | None:
    """Return the plan of those who bring most beyond all prices, their own hours and courses included, and the bound; None for smaller programmes."""
    if programme.variables <= _DESCENT_ABOVE:
        return None
    relation, duals, bound = smoothed_prices(programme)
    net, gaps = relation.net(duals), np.unique(programme.ways.gap)
    order = np.argsort(-net, kind="stable")
    order = order[net[order] > -_TRIED * programme.most_gain / len(gaps)]
    classes = np.zeros(len(programme.slots.kelas))
    np.maximum.at(classes, programme.slots.year_slot, relation.class_gains(duals))
    nothing = np.empty(0)
    at = Relaxed(nothing, bound, bound, Prices(duals.rows, duals.seats), classes, nothing, nothing)
    return Descended(filling.variables(filling.whole(order)), at)
