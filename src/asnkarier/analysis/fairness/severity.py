"""The smallest severity of one rater that so few ratings could have shown, by the very test that judges the rater."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from asnkarier.analysis.arrays import Ints

Floats = NDArray[np.float64]
_ALIKE: Final = 1e-9
_HALF: Final = 0.5


@dataclass(frozen=True)
class Draw:
    """The sum of one rater's ratings, were they drawn from their cells without replacement.

    n: people rated. expected, variance: of the sum. chances: of each sum (0, 1 …), None where it is taken as normal. share: of a shift of the rater's ratings that goes into
    what they are compared with, since they are among it. wider, narrower: what each squared step of a shift adds to the variance, and takes from it where it is the same
    for everybody; see `drawn_from`.
    """

    n: int
    expected: float
    variance: float
    chances: Floats | None
    share: float
    wider: float
    narrower: float


def drawn_from(cells: list[tuple[Ints, int]], chances: Floats | None) -> Draw:
    """Return what is known of a sum: a pair per cell, how many ratings of each height (0, 1 …) it has and how many of these are the rater's.

    A shift b of each of the rater's ratings, a share w of the cell, makes the variance of the cell larger by w E[b²] - w² E[b]².
    """
    expected = variance = share = wider = narrower = 0.0
    for counts, drawn in cells:
        heights, size = np.arange(len(counts)), int(counts.sum())
        mean = float(heights @ counts) / size
        times, own = drawn * (size - drawn) / max(1, size - 1), drawn / size
        expected += drawn * mean
        variance += times * float(((heights - mean) ** 2) @ counts) / size
        share, wider, narrower = share + drawn * own, wider + times * own, narrower + times * own**2
    n = sum(drawn for _, drawn in cells)
    return Draw(n, expected, variance, chances, share / n, wider, narrower)


def smallest_severity(draw: Draw, level: float, power: float, most: float) -> float:
    """Return by how many steps on average a rater would have to rate lower, and as well higher, to be found with this power; inf where `most` is not enough.

    level: of the two-sided test, corrected for the number of raters. A rating is a whole number, so a shift of the mean is some whole number of steps among n people: `n` times what
    is returned is one. Each is tried: the ratings so lowered are compared with cells that hold them, and the chances of the sum (its own lattice and skewness, or the
    normal curve with its half step) say how often the test finds that.
    """
    steps = np.arange(1, int(np.floor(draw.n * most + _ALIKE)) + 1)
    if draw.variance <= 0 or not len(steps):
        return float("inf")
    worst = np.minimum(_found(draw, steps, level, -1), _found(draw, steps, level, 1))
    short = np.flatnonzero(worst < power)
    first = 0 if short.size == 0 else int(short[-1]) + 1
    return float(steps[first]) / draw.n if first < len(steps) else float("inf")


def _found(draw: Draw, steps: Ints, level: float, side: int) -> Floats:
    """Return for each number of steps, all to one side, how often the test finds it."""
    shift = steps / draw.n
    # Whole steps, as evenly given as can be: everybody so many, some one more.
    part = shift % 1
    variance = draw.variance + draw.wider * (shift**2 + part * (1 - part)) - draw.narrower * shift**2
    expected = draw.expected + side * steps * draw.share
    # The sum that is just far enough off, a whole number.
    edge = expected + side * _far(draw, np.sqrt(variance / draw.variance), level)
    edge = np.floor(edge + _ALIKE) if side < 0 else np.ceil(edge - _ALIKE)
    before = edge - side * steps
    return _below(draw, before + _HALF) if side < 0 else 1 - _below(draw, before - _HALF)


def _far(draw: Draw, times: Floats, level: float) -> Floats:
    """Return how far from what is expected a sum must lie, where spreads are so many times as wide as `draw` tells."""
    if draw.chances is None:
        normal: Floats = float(-ndtri(level / 2)) * np.sqrt(draw.variance) * times + _HALF
        return normal
    # A sum counts with all those beyond it: half a step nearer the middle.
    far = np.arange(len(draw.chances)) / 1.0
    beyond = _below(draw, draw.expected - far) + 1 - _below(draw, draw.expected + far)
    enough = np.flatnonzero(beyond <= level)
    if not enough.size:
        return np.full_like(times, np.inf)
    last = max(1, int(enough[0]))
    # Between two whole distances the chance falls as a power does.
    high, low = np.log(max(beyond[last - 1], _ALIKE)), np.log(max(beyond[last], _ALIKE))
    at = last - 1 + (np.clip((high - np.log(level)) / (high - low), 0, 1) if high > low else 1.0)
    return float(at) * times + _HALF


def _below(draw: Draw, line: Floats) -> Floats:
    """Return the chance of a sum below each line, a sum being as wide as the step around it."""
    if draw.chances is None:
        return np.asarray(ndtr((line - draw.expected) / np.sqrt(draw.variance)), dtype=np.float64)
    edges = np.arange(len(draw.chances) + 1) - _HALF
    return np.asarray(
        np.interp(line, edges, np.concatenate([[0.0], np.cumsum(draw.chances)])), dtype=np.float64
    )
