"""Prices of everything that binds, and the bound they prove on every plan of several periods (Lagrangian relaxation).

With a price on each unit of each row, every gap chooses its best way alone. For any prices, what they gain then, plus the value
of all limits at these prices, is at least what the best plan gains. Subgradient steps lower that bound.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.exact import places_in, row_uses
from asnkarier.analysis.training.years.solving.programme import Programme

Floats = NDArray[np.float64]
_STALLED: Final = 5
_SHRINK: Final = 0.75
_SLACK: Final = 0.02
# What floating sums of so many terms may err by, relatively, is far below this; the bound is raised by it.
_MARGIN: Final = 1e-9
# What a way through a course without any class is worth.
NEVER: Final = -1e18


@dataclass(frozen=True)
class Relaxed:
    """Rows over variables, at most `most`; size: what a step of each price is measured in. shared: where the shared rows stand.

    seats: the first rows, seats of each course (by year, or by slot where classes are fixed).
    """

    benefit: Floats
    ways: int
    first: Ints
    gap_size: Ints
    matrix: csr_array
    turned: csr_array
    most: Floats
    size: Floats
    seats: int
    shared: slice


@dataclass(frozen=True, slots=True)
class Found:
    """Prices, the bound that they prove (benefit units), and what was chosen on average on the way to them."""

    prices: Floats
    bound: int
    average: Floats


def relaxed_problem(programme: Programme, kelas: Ints | None = None) -> Relaxed:
    """Return the relaxation of a plan. kelas: classes per slot that are open and paid for (None: a class is paid by shares of its seats)."""
    slots, ways = programme.slots, programme.ways
    places = places_in(programme)
    kuota = np.maximum(slots.kuota, 1)
    if kelas is None:
        seats, supply = _year_seats(programme, places)
        limits = [float(row.limit) for row in programme.rows]
        shares = [row.class_use / kuota for row in programme.rows]
    else:
        seats, supply = csr_array(places.T), (slots.kuota * kelas).astype(np.float64)
        limits = [float(row.limit - row.class_use @ kelas) for row in programme.rows]
        shares = [np.zeros(len(slots))] * len(programme.rows)
    local, most = programme.local
    uses = [
        csr_array(use + csr_array((places @ share)[None, :]))
        for use, share in zip(row_uses(programme), shares, strict=True)
    ]
    matrix = csr_array(vstack([seats, *uses, local])).astype(np.float64)
    gap = ways.gap
    first = np.flatnonzero(np.diff(gap, prepend=-1))
    benefit = programme.benefit.astype(np.float64)
    # Shared places in slots without a class, and ways through them, are out of the question.
    closed = (places @ (slots.most == 0).astype(np.int64)) > 0
    benefit = np.where(closed, NEVER, benefit)
    right = np.concatenate([supply, limits, most.astype(np.float64)])
    return Relaxed(
        benefit, len(gap), first, np.diff(np.append(first, len(gap))), matrix, csr_array(matrix.T), right,
        _sizes(matrix, right, programme.benefit[: len(gap)]), len(supply), slice(len(supply), len(supply) + len(limits)),
    )  # fmt: skip


def _year_seats(programme: Programme, places: csr_array) -> tuple[csr_array, Floats]:
    """Return the seats of each course and year in the widest of its classes, which all its slots of the year share."""
    slots = programme.slots
    widest = np.zeros(len(slots.kelas), dtype=np.int64)
    np.maximum.at(widest, slots.year_slot, slots.kuota)
    weight = widest[slots.year_slot] / np.maximum(slots.kuota, 1)
    table = csr_array(
        (weight, (np.arange(len(slots)), slots.year_slot)), shape=(len(slots), len(slots.kelas))
    )
    fillable = np.bincount(slots.year_slot, slots.most, minlength=len(slots.kelas))
    return csr_array((places @ table).T), (widest * np.minimum(slots.kelas, fillable)).astype(np.float64)


def _sizes(matrix: csr_array, most: Floats, benefit: Ints) -> Floats:
    """Return for each row the usual benefit per unit, per unit of its supply."""
    usual = float(benefit.mean()) if len(benefit) else 1.0
    greatest = np.zeros(matrix.shape[0])
    counts = np.diff(matrix.indptr)
    filled = np.flatnonzero(counts)
    if len(filled):
        absolute = np.abs(matrix.data)
        greatest[filled] = np.add.reduceat(absolute, matrix.indptr[filled]) / counts[filled]
    greatest = np.maximum(greatest, 1e-12)
    size: Floats = usual / (greatest * np.maximum(most, greatest))
    return size


def choices(problem: Relaxed, value: Floats) -> NDArray[np.intp]:
    """Return the best way of each gap and every shared place, where they are worth more than nothing."""
    ways = value[: problem.ways]
    best = np.empty(0, dtype=np.intp)
    if len(ways):
        top = np.maximum.reduceat(ways, problem.first)
        hit = np.flatnonzero((ways == np.repeat(top, problem.gap_size)) & (ways > 0))
        group = np.repeat(np.arange(len(problem.first)), problem.gap_size)[hit]
        best = hit[np.diff(group, prepend=-1) > 0]
    return np.concatenate([best, problem.ways + np.flatnonzero(value[problem.ways :] > 0)])


def values_at(problem: Relaxed, prices: Floats) -> Floats:
    """Return what each variable is worth after its prices."""
    value: Floats = problem.benefit - problem.turned @ prices
    return value


def descend(problem: Relaxed, start: Floats, steps: int, lower: int, *, slack: float = _SLACK) -> Found:
    """Return the best prices found in so many steps. lower: the benefit of a plan that is known."""
    prices, best, best_prices, stalled = start.copy(), np.inf, start, 0
    average, total = np.zeros(len(problem.benefit)), 0.0
    last = np.zeros_like(prices)
    for step in range(steps):
        value = values_at(problem, prices)
        chosen = choices(problem, value)
        bound = float(value[chosen].sum() + prices @ problem.most)
        if bound < best * (1 - 1e-5):
            stalled = 0
        else:
            stalled += 1
        if bound < best:
            best, best_prices = bound, prices
        taken = np.zeros(len(problem.benefit))
        taken[chosen] = 1.0
        if step >= steps // 2:
            average += taken
            total += 1
        if stalled >= _STALLED:
            slack, stalled = slack * _SHRINK, 0
        spare = problem.most - problem.matrix @ taken
        # A little of the last direction calms what swings between two choices.
        direction = 0.7 * spare + 0.3 * last
        direction[(prices <= 0) & (direction > 0)] = 0
        last = direction
        length = float((direction**2 * problem.size).sum())
        if length <= 0:
            break
        target = max(float(lower), best * (1 - slack)) if slack * best > best - lower else best * (1 - slack)
        prices = np.maximum(0.0, prices - (bound - target) / length * problem.size * direction)
    return Found(best_prices, int(np.ceil(best * (1 + _MARGIN))) + 1, average / max(total, 1.0))
