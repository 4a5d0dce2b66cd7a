"""Scores that may be known only within bounds, in whole billionths of a point (`POINT`).

A part of a score that is not known lies somewhere between 0 and 100; so does a sum that contains it. Everything is an
integer, so the same figures give the same order on every machine. A ratio is rounded to the billionth where it arises,
and a value is compared with a line after rounding to the millionth: a sum that is exactly on the line is on it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.model.level import MICRO

POINT: Final = 1_000_000_000
FULL: Final = 100 * POINT
_COARSE: Final = POINT // MICRO


@dataclass(frozen=True, slots=True)
class Band:
    """The lowest and highest value that each person's score can have, in billionths of a point."""

    low: Ints
    high: Ints

    @property
    def known(self) -> NDArray[np.bool_]:
        """Who has one value only."""
        return np.asarray(self.low == self.high)

    def points(self) -> NDArray[np.float64]:
        """Return the scores in points, NaN where they are not known."""
        return np.where(self.known, self.low / POINT, np.nan)

    def points_of(self, person: int) -> float | None:
        """Return one person's score in points to a hundredth, None when it is not known."""
        return round(int(self.low[person]) / POINT, 2) if self.low[person] == self.high[person] else None


def unknown_band(count: int) -> Band:
    """Return a band in which nothing is known."""
    return Band(np.zeros(count, dtype=np.int64), np.full(count, FULL, dtype=np.int64))


def table_band(facts: NDArray[np.object_], points: Mapping[str, float | None]) -> Band:
    """Return the points of each fact; a missing fact, one without points, or one outside the table is unknown."""
    code, unique = pd.factorize(facts)
    found = [points.get(fact) for fact in unique]
    low = np.array([*(0 if one is None else as_units(one) for one in found), 0], dtype=np.int64)
    high = np.array([*(FULL if one is None else as_units(one) for one in found), FULL], dtype=np.int64)
    return Band(low[code], high[code])


def as_units(points: float) -> int:
    """Return points in billionths, at most 100 points."""
    return min(round(points * POINT), FULL)


def ratio_band(low: Ints, high: Ints, whole: Ints) -> Band:
    """Return 100 * low / whole to 100 * high / whole, each at most 100; unknown where `whole` is 0."""
    known = whole > 0
    safe = np.where(known, whole, 1)
    # At most the whole, before the product is made: it must fit 64 bits.
    least, most = (_share(np.minimum(part, safe), safe) for part in (low, high))
    return Band(np.where(known, least, 0), np.where(known, most, FULL))


def _share(part: Ints, whole: Ints) -> Ints:
    """Return FULL * part / whole to the nearest, in two steps because the product would not fit 64 bits."""
    coarse, rest = np.divmod(part * (100 * MICRO), whole)
    return np.asarray(coarse * _COARSE + (rest * _COARSE + whole // 2) // whole)


def mean(sums: Ints, count: int) -> Ints:
    """Return sums / count to the nearest."""
    return (sums + count // 2) // count


def mix(bands: Sequence[Band], weights: Sequence[int]) -> Band:
    """Return the weighted mean of bands; ValueError when the weights do not add up to something."""
    total = sum(weights)
    if total <= 0:
        raise ValueError("the weights must add up to more than nothing")
    low, high = weighted_sums(bands, weights)
    return Band(mean(low, total), mean(high, total))


def weighted_sums(bands: Sequence[Band], weights: Sequence[int]) -> tuple[Ints, Ints]:
    """Return the exact sums of weight x band."""
    low = sum((weight * band.low for weight, band in zip(weights, bands, strict=True)), np.int64(0))
    high = sum((weight * band.high for weight, band in zip(weights, bands, strict=True)), np.int64(0))
    return np.asarray(low, dtype=np.int64), np.asarray(high, dtype=np.int64)


def whole_weights(weights: Sequence[float]) -> list[int]:
    """Return weights as whole thousandths, so that 12.5 and 10 mix exactly."""
    return [round(weight * 1000) for weight in weights]


def axis_codes(band: Band, cuts: Sequence[tuple[str, float | None]]) -> NDArray[np.object_]:
    """Return the code that holds for the whole band, empty where low and high lie in different rows.

    cuts: (code, minimum), highest first, the last without a minimum. A value on a minimum belongs above it.
    """
    low, high = axis_reach(band, cuts)
    codes = np.array([*(code for code, _ in cuts), ""], dtype=object)
    return codes[np.where(low == high, low, len(cuts))]


def axis_reach(band: Band, cuts: Sequence[tuple[str, float | None]]) -> tuple[Ints, Ints]:
    """Return the places in `cuts` of the rows in which the low and the high end lie; cuts: see `axis_codes`."""
    return _rows(band.low, cuts), _rows(band.high, cuts)


def _rows(values: Ints, cuts: Sequence[tuple[str, float | None]]) -> Ints:
    minima = [round(least * MICRO) for _, least in cuts if least is not None]
    rounded = mean(values, _COARSE)
    reached = [(rounded >= least).astype(np.int64) for least in minima]
    return np.full(len(values), len(minima), dtype=np.int64) - np.sum(reached, axis=0, dtype=np.int64)


def distance_to_cut(band: Band, cuts: Sequence[tuple[str, float | None]]) -> NDArray[np.float64]:
    """Return value - nearest cut in points (positive: above it), NaN where the value is not known."""
    minima = np.array([round(least * POINT) for _, least in cuts if least is not None], dtype=np.int64)
    away = band.low[:, None] - minima[None, :]
    nearest = np.take_along_axis(away, np.abs(away).argmin(axis=1)[:, None], axis=1)[:, 0]
    return np.where(band.known, nearest / POINT, np.nan)


def near_a_cut(band: Band, cuts: Sequence[tuple[str, float | None]], near: float) -> NDArray[np.bool_]:
    """Return whose whole band lies within `near` points of one cut, so that this is certain whatever the value turns out to be."""
    reach, found = round(near * POINT), np.zeros(len(band.low), dtype=bool)
    for least in (round(least * POINT) for _, least in cuts if least is not None):
        found |= (np.abs(band.low - least) <= reach) & (np.abs(band.high - least) <= reach)
    return found
