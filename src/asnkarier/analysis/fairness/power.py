"""The smallest difference that so many people could have shown."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

# Differences are looked for in steps of a tenth of a percentage point.
_STEPS: Final = 1000


def detectable(n: int, other_n: int, other_rate: float, level: float, power: float) -> tuple[float, float]:
    """Return by how much the rate of n people would have to lie below, and above, `other_rate` of other_n to be found with this power; inf where no difference would do.

    level: that of the test, corrected for the number of groups. Normal approximation with the continuity correction that follows Fisher's exact test
    (Casagrande, Pike, Smith 1978; groups of unequal size: Fleiss, Tytun, Ury 1980), searched in steps of 0.001.
    """
    steps = np.arange(1, _STEPS + 1) / _STEPS
    return (
        _smallest(n, other_n, other_rate, -steps[steps <= other_rate], level, power),
        _smallest(n, other_n, other_rate, steps[steps <= 1 - other_rate], level, power),
    )


def _smallest(
    n: int, other_n: int, rate: float, steps: NDArray[np.float64], level: float, power: float
) -> float:
    """Return the first step from which on every larger one is found, too."""
    enough = _people_for(rate + steps, rate, other_n / n, level, power) <= n
    short = np.flatnonzero(~enough)
    first = 0 if short.size == 0 else int(short[-1]) + 1
    return float(abs(steps[first])) if first < len(steps) else float("inf")


def _people_for(
    rates: NDArray[np.float64], other: float, times: float, level: float, power: float
) -> NDArray[np.float64]:
    """Return how many people the group needs for each of its rates, the other group being so many times as large."""
    far = np.abs(rates - other)
    pooled = (rates + times * other) / (times + 1)
    unlike = ndtri(1 - level / 2) * np.sqrt((times + 1) * pooled * (1 - pooled))
    spread = ndtri(power) * np.sqrt(times * rates * (1 - rates) + other * (1 - other))
    bare = (unlike + spread) ** 2 / (times * far**2)
    bare = np.maximum(bare, np.finfo(np.float64).tiny)
    found: NDArray[np.float64] = bare / 4 * (1 + np.sqrt(1 + 2 * (times + 1) / (times * bare * far))) ** 2
    return found
