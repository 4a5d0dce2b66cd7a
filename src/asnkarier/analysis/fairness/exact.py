"""Exact and approximate figures of a two-by-two table: Fisher's p, the ratio of two rates with its interval, Holm's correction."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri

# Outcomes whose chance differs from the observed one only by rounding are as likely as it (R and scipy do likewise).
_ALIKE: Final = 1e-7
_HALF: Final = 0.5


def fisher(selected: int, n: int, other_selected: int, other_n: int) -> float:
    """Return the two-sided p of Fisher's exact test: the chance of all tables of these margins that are at most as likely as this one.

    selected of n people of a group, other_selected of other_n beside it. 1 where a margin is empty: then there is only this table.
    """
    whole, drawn = n + other_n, selected + other_selected
    outcomes = np.arange(max(0, drawn - other_n), min(n, drawn) + 1)
    chances = log_ways(n, outcomes) + log_ways(other_n, drawn - outcomes) - log_ways(whole, np.array([drawn]))
    mine = chances[selected - outcomes[0]]
    return float(min(1.0, np.exp(chances[chances <= mine + _ALIKE]).sum()))


def log_ways(n: int, k: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the logarithm of the number of ways to choose k of n."""
    found: NDArray[np.float64] = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return found


def rate_ratio(
    selected: int, n: int, best_selected: int, best_n: int, level: float
) -> tuple[float, float, float]:
    """Return the ratio of the rate of a group to that of the best-off one, and the ends of its interval (Katz et al. 1978, on the logarithm).

    best_selected > 0. Where one of the four numbers (selected or not, of either group) is 0 the interval is that of the table with half a person more in
    each (Haldane, Anscombe), never narrower than the ratio itself; a rate of 0 has the ratio 0 and the lower end 0.
    level: the chance of missing the true ratio, of both ends together.
    """
    ratio = (selected / n) / (best_selected / best_n)
    a, b, c, d = (float(one) for one in (selected, n, best_selected, best_n))
    if 0 in (selected, n - selected, best_selected, best_n - best_selected):
        a, b, c, d = a + _HALF, b + 2 * _HALF, c + _HALF, d + 2 * _HALF
    wide = float(-ndtri(level / 2)) * np.sqrt(1 / a - 1 / b + 1 / c - 1 / d)
    middle = (a / b) / (c / d)
    low = 0.0 if selected == 0 else min(ratio, float(middle * np.exp(-wide)))
    return ratio, low, max(ratio, float(middle * np.exp(wide)))


def holm(p: Sequence[float]) -> list[float]:
    """Return the p of several tests corrected for their number (Holm 1979), in their order."""
    order = sorted(range(len(p)), key=p.__getitem__)
    found = [0.0] * len(p)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(p) - rank) * p[place]))
        found[place] = highest
    return found
