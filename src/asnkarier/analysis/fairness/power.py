"""The smallest difference that so many people could have shown."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, xlog1py, xlogy

from asnkarier.analysis.fairness.exact import log_ways

# Differences are looked for in steps of a tenth of a percentage point.
_STEPS: Final = 1000
# Groups of so many people are counted out: the approximation is off by up to 15 points of power there, mostly where few are selected.
_COUNTED: Final = 60
# What the others draw less often than this is left out of the count.
_NEVER: Final = 1e-12
# Outcomes whose chance differs only by rounding are as likely as each other, as in `fisher`.
_ALIKE: Final = 1e-7


def detectable(n: int, other_n: int, other_rate: float, level: float, power: float) -> tuple[float, float]:
    """Return by how much the rate of n people would have to lie below, and above, `other_rate` of other_n to be found with this power; inf where no difference would do.

    level: that of the test, corrected for the number of groups. Up to 60 people the power of Fisher's exact test is counted out; above, the normal approximation with
    the continuity correction that follows that test (Casagrande, Pike, Smith 1978; groups of unequal size: Fleiss, Tytun, Ury 1980). Searched in steps of 0.001.
    """
    steps = np.arange(1, _STEPS + 1) / _STEPS
    sides = -steps[steps <= other_rate], steps[steps <= 1 - other_rate]
    if n <= _COUNTED:
        found = _found_at(n, other_n, other_rate, level)
        below, above = (_binomial(n, other_rate + side) @ found >= power for side in sides)
    else:
        below, above = (
            _people_for(other_rate + side, other_rate, other_n / n, level, power) <= n for side in sides
        )
    return _smallest(sides[0], below), _smallest(sides[1], above)


def _smallest(steps: NDArray[np.float64], enough: NDArray[np.bool_]) -> float:
    """Return the first step from which on every larger one is found, too."""
    short = np.flatnonzero(~enough)
    first = 0 if short.size == 0 else int(short[-1]) + 1
    return float(abs(steps[first])) if first < len(steps) else float("inf")


def _found_at(n: int, other_n: int, other_rate: float, level: float) -> NDArray[np.float64]:
    """Return for 0 … n selected people of the group how often the test finds a difference, over all that the others may draw."""
    others = _binomial(other_n, np.array([other_rate]))[0]
    drawn = np.flatnonzero(others > _NEVER)
    totals = np.arange(drawn[0], drawn[-1] + n + 1)
    heights = np.arange(n + 1)
    rest = totals[:, None] - heights
    possible = (rest >= 0) & (rest <= other_n)
    chances = np.where(
        possible,
        log_ways(n, heights)
        + log_ways(other_n, rest.clip(0, other_n))
        - log_ways(n + other_n, totals)[:, None],
        -np.inf,
    )
    share, found = np.exp(chances), np.zeros(n + 1)
    for height in heights.tolist():
        mine = chances[drawn - drawn[0] + height]
        p = (share[drawn - drawn[0] + height] * (mine <= mine[:, [height]] + _ALIKE)).sum(axis=1)
        found[height] = others[drawn][p <= level].sum()
    return found


def _binomial(n: int, rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chance of 0 … n selected people, a row per rate."""
    k = np.arange(n + 1)
    rates = rates.clip(0, 1)[:, None]
    found: NDArray[np.float64] = np.exp(log_ways(n, k) + xlogy(k, rates) + xlog1py(n - k, -rates))
    return found


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
