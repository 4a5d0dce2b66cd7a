"""Prices for money and seats, and the bound they prove on every training plan (Lagrangian relaxation).

With a price on each rupiah and on each seat of a course, everyone's best courses can be found person by person. For any
prices whatever, what people then gain, plus the value of all money and seats at those prices, is at least what the best
feasible plan gains. Subgradient steps lower that bound. All sums are exact integers, so the bound holds as stated.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.people import PeopleProblem

# A price of money is a whole number of 2**-40 of the benefit unit per rupiah.
FINE: Final = 2**40
_STALLED: Final = 4
_SHRINK: Final = 0.7
_ENOUGH: Final = 1e-5


@dataclass(frozen=True, slots=True)
class Prices:
    """money: benefit per rupiah, in 2**-40 (0 where there is no budget); seats: benefit per seat of each course."""

    money: int
    seats: Ints


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What people choose at `prices`, with the bound on every plan that follows from it."""

    prices: Prices
    bound: int
    chosen: Ints
    participants: Ints


def seat_prices(instance: TrainingInstance, prices: Prices) -> Ints:
    """Return what a seat of each course costs in benefit: its money, its share of a class, and its scarcity."""
    terms = instance.courses
    # Rounded down: a price that is a little too low makes the bound a little higher, never wrong.
    money = [
        prices.money * (int(biaya) * int(kuota) + int(kelas)) // (FINE * int(kuota))
        for biaya, kelas, kuota in zip(
            terms.biaya, terms.biaya_kelas, np.maximum(terms.kuota, 1), strict=True
        )
    ]
    return np.array(money, dtype=np.int64) + prices.seats


def pair_values(instance: TrainingInstance, prices: Prices) -> Ints:
    """Return what each pair is worth after its price; 0 in courses that cannot run."""
    value = instance.benefit - seat_prices(instance, prices)[instance.course]
    return np.where(instance.courses.kelas[instance.course] > 0, value, 0)


def relax(instance: TrainingInstance, people: PeopleProblem, prices: Prices) -> Relaxation:
    """Return everyone's own best choice at `prices` and the bound it proves."""
    value = pair_values(instance, prices)
    chosen = people.best(value)
    bound = int(value[chosen].sum()) + sum(
        int(price) * int(seats) for price, seats in zip(prices.seats, instance.seats, strict=True)
    )
    if instance.budget is not None:
        bound += -(-prices.money * instance.budget // FINE)
    return Relaxation(prices, bound, chosen, instance.participants(chosen))


def first_prices(instance: TrainingInstance) -> Prices:
    """Return prices to start from: nothing for seats, the median benefit per rupiah for money."""
    no_seats = np.zeros(len(instance.courses), dtype=np.int64)
    if instance.budget is None or not len(instance.benefit):
        return Prices(0, no_seats)
    cost = np.maximum(instance.courses.biaya[instance.course], 1)
    return Prices(int(np.median(instance.benefit / cost) * FINE), no_seats)


def descend(
    instance: TrainingInstance, people: PeopleProblem, start: Prices, steps: int, *, slack: float
) -> Iterator[Relaxation]:
    """Yield relaxations at ever better prices; the least bound among them is the proven one.

    slack: the distance of the best bound that a step aims at, relative to it. Steps are projected subgradients, each
    price scaled by its own size and supply; they shrink when the bound stalls. The same input gives the same steps.
    """
    money, seats = float(start.money), start.seats.astype(np.float64)
    supply = np.maximum(instance.seats, 1)
    unit_seats = (instance.benefit.mean() if len(instance.benefit) else 1.0) / supply
    unit_money = max(money, 1.0) / max(instance.budget or 1, 1)
    best, stalled = None, 0
    for _ in range(steps):
        found = relax(instance, people, Prices(round(money), np.rint(seats).astype(np.int64)))
        yield found
        better = best is None or found.bound < best
        stalled = 0 if best is None or found.bound < best * (1 - _ENOUGH) else stalled + 1
        best = found.bound if best is None or better else best
        if stalled >= _STALLED:
            slack, stalled = slack * _SHRINK, 0
        spare_money, spare_seats = _spare(instance, found)
        length = spare_money**2 * unit_money / FINE + float((spare_seats**2 * unit_seats).sum())
        if length <= 0:
            return
        step = (found.bound - (1 - slack) * best) / length
        money = max(0.0, money - step * unit_money * spare_money)
        seats = np.maximum(0.0, seats - step * unit_seats * spare_seats)


def _spare(instance: TrainingInstance, found: Relaxation) -> tuple[float, NDArray[np.float64]]:
    """Return money and seats left over by the choices (negative: missing); 0 where a price of 0 cannot fall."""
    terms = instance.courses
    spare_seats = (instance.seats - found.participants).astype(np.float64)
    spare_seats[(found.prices.seats <= 0) & (spare_seats > 0)] = 0
    spare_seats[terms.kelas <= 0] = 0
    if instance.budget is None:
        return 0.0, spare_seats
    unit = terms.biaya + terms.biaya_kelas / np.maximum(terms.kuota, 1)
    spare_money = float(instance.budget - unit @ found.participants)
    return (0.0 if found.prices.money <= 0 and spare_money > 0 else spare_money), spare_seats
