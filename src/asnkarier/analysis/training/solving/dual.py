"""Prices for resources and seats, and the bound they prove on every training plan (Lagrangian relaxation).

With a price on each unit of a resource (a rupiah) and on each seat of a course, everyone's best courses can be found person by person. For any
prices whatever, what people then gain, plus the value of all resources and seats at those prices, is at least what the best
feasible plan gains. Subgradient steps lower that bound. All sums are exact integers, so the bound holds as stated.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.people import PeopleProblem
from asnkarier.analysis.training.solving.resources import FINE

_STALLED: Final = 4
_SHRINK: Final = 0.7
_ENOUGH: Final = 1e-5


@dataclass(frozen=True, slots=True)
class Prices:
    """resources: benefit per unit of each, in 2**-40; seats: benefit per seat of each course."""

    resources: tuple[int, ...]
    seats: Ints


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What people choose at `prices`, with the bound on every plan that follows from it."""

    prices: Prices
    bound: int
    chosen: Ints
    participants: Ints


@dataclass(frozen=True, slots=True)
class KnownBounds:
    """Bounds for some budgets (limits of the first resource) with the price of money that proved each: from them follows one for every other budget.

    upto: bounds proven without a price, which hold for their budget and every smaller one.
    """

    known: list[tuple[int, int, int]] = field(default_factory=list)
    upto: list[tuple[int, int]] = field(default_factory=list)

    def keep(self, limit: int, bound: int, prices: Prices) -> None:
        """Remember what `prices` prove."""
        self.known.append((limit, bound, prices.resources[0]))

    def at(self, money: int) -> int:
        """Return the least bound that the known prices prove for a budget of `money`."""
        by_price = [bound - (limit - money) * price // FINE for limit, bound, price in self.known]
        return min([*by_price, *(bound for limit, bound in self.upto if limit >= money)])


def pair_values(instance: TrainingInstance, prices: Prices) -> Ints:
    """Return what each pair is worth after its price (resources, a share of a class, a seat); 0 in courses that cannot run."""
    table = instance.resources.prices(prices.resources, instance.courses.kuota) + prices.seats
    value: Ints = (instance.benefit - table.ravel()[instance.place_of_pair]) * instance.runs
    return value


def relax(instance: TrainingInstance, people: PeopleProblem, prices: Prices) -> Relaxation:
    """Return everyone's own best choice at `prices` and the bound it proves."""
    value = pair_values(instance, prices)
    chosen = people.best(value)
    bound = int(value[chosen].sum()) + sum(
        int(price) * int(seats) for price, seats in zip(prices.seats, instance.seats, strict=True)
    )
    limits = zip(prices.resources, instance.resources.limits, strict=True)
    bound += -(-sum(price * limit for price, limit in limits) // FINE)
    return Relaxation(prices, bound, chosen, instance.participants(chosen))


def first_prices(instance: TrainingInstance) -> Prices:
    """Return prices to start from: nothing for seats, for each resource the rate at which it would run out, or nothing."""
    prices = tuple(_break_even(instance, at) for at in range(len(instance.resources)))
    return Prices(prices, np.zeros(len(instance.courses), dtype=np.int64))


def _break_even(instance: TrainingInstance, at: int) -> int:
    """Return the benefit per unit of the last pair that gets some of a resource, when the best rates are served first.

    Each group is served once, by its pair of the best rate; 0 when there is enough for all of them.
    """
    use = _full_use(instance, at)
    mine = np.flatnonzero(use > 0)
    rate = instance.benefit[mine] / use[mine]
    order = np.lexsort((mine, -rate))
    _, first = np.unique(instance.group[mine[order]], return_index=True)
    served = order[np.sort(first)]
    enough = np.cumsum(use[mine[served]]) <= instance.resources.limits[at]
    return 0 if enough.all() else int(rate[served[int(np.argmin(enough))]] * FINE)


def _full_use(instance: TrainingInstance, at: int) -> NDArray[np.float64]:
    """Return what each pair uses up of a resource, its share of a full class included."""
    row = instance.resources.rows[at]
    use = row.use[instance.course].astype(np.float64)
    if row.people is not None:
        use *= row.people[instance.person]
    share: NDArray[np.float64] = (
        use + (row.class_use / np.maximum(instance.courses.kuota, 1))[instance.course]
    )
    return share


def _scales(instance: TrainingInstance, start: Prices) -> NDArray[np.float64]:
    """Return the size of the price of each resource: the one to start from, at least the median benefit per unit."""
    sizes = []
    for at, price in enumerate(start.resources):
        use = _full_use(instance, at)
        mine = use > 0
        usual = float(np.median(instance.benefit[mine] / use[mine])) * FINE if mine.any() else 1.0
        sizes.append(max(float(price), usual, 1.0))
    return np.array(sizes, dtype=np.float64)


def descend(
    instance: TrainingInstance, people: PeopleProblem, start: Prices, steps: int, *, slack: float
) -> Iterator[Relaxation]:
    """Yield relaxations at ever better prices; the least bound among them is the proven one.

    slack: the distance of the best bound that a step aims at, relative to it. Steps are projected subgradients, each
    price scaled by its own size and supply; they shrink when the bound stalls. The same input gives the same steps.
    """
    price, seats = np.array(start.resources, dtype=np.float64), start.seats.astype(np.float64)
    supply = np.maximum(instance.seats, 1)
    unit_seats = (instance.benefit.mean() if len(instance.benefit) else 1.0) / supply
    limits = np.array(instance.resources.limits, dtype=np.float64)
    unit_price = _scales(instance, start) / np.maximum(limits, 1.0)
    best, stalled = None, 0
    for _ in range(steps):
        rounded = tuple(round(one) for one in price.tolist())
        found = relax(instance, people, Prices(rounded, np.rint(seats).astype(np.int64)))
        yield found
        better = best is None or found.bound < best
        stalled = 0 if best is None or found.bound < best * (1 - _ENOUGH) else stalled + 1
        best = found.bound if best is None or better else best
        if stalled >= _STALLED:
            slack, stalled = slack * _SHRINK, 0
        spare, spare_seats = _spare(instance, found)
        length = float((spare**2 * unit_price).sum()) / FINE + float((spare_seats**2 * unit_seats).sum())
        if length <= 0:
            return
        step = (found.bound - (1 - slack) * best) / length
        price = np.maximum(0.0, price - step * unit_price * spare)
        seats = np.maximum(0.0, seats - step * unit_seats * spare_seats)


def _spare(instance: TrainingInstance, found: Relaxation) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return resources and seats left over by the choices (negative: missing); 0 where a price of 0 cannot fall."""
    terms = instance.courses
    spare_seats = (instance.seats - found.participants).astype(np.float64)
    spare_seats[(found.prices.seats <= 0) & (spare_seats > 0)] = 0
    spare_seats[terms.kelas <= 0] = 0
    spare = instance.resources.spare(
        instance.person[found.chosen], instance.course[found.chosen], terms.kuota
    )
    spare[(np.array(found.prices.resources) <= 0) & (spare > 0)] = 0
    return spare, spare_seats
