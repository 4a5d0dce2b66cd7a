"""The effect on a group of participants, with its interval: what they gained beyond comparable colleagues.

effect = mean(change of i − mean change of the colleagues of i). Interval: Student's t with n − 1 degrees of freedom on
s²(r)/n + Σ over cells (n_c/n)² · s²_c/N_c, r being the gains beyond the colleagues, n_c participants and N_c colleagues of a cell.
"""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.evaluating.matching import Matched
from asnkarier.analysis.training.evaluating.series import Floats

CONFIDENCE: Final = 0.95
_LEAST_FOR_SPREAD: Final = 2


def effects(group: Ints, count: int, gain: Floats, matched: Matched, step: Floats) -> pd.DataFrame:
    """Return n, effect, low, high, p, variance, noise, squares of each of `count` groups; NaN where nothing can be said.

    group: of each participant, -1 for none; who is compared with nobody is left out. step: the grid of the values. Where everybody
    changed alike the spread is taken to be that of a group in which one of them changed by one step more: equal whole levels are no certainty.
    noise: the part of the variance that comes from the colleagues; squares: Σ (r − effect)².
    """
    from scipy.stats import t

    used = (group >= 0) & (matched.cell >= 0)
    of, gain, cell = group[used], gain[used], matched.cell[used]
    n = np.bincount(of, minlength=count)
    with np.errstate(invalid="ignore", divide="ignore"):
        effect = np.bincount(of, gain, minlength=count) / n
        squares = np.bincount(of, (gain - effect[of]) ** 2, minlength=count)
        finest = np.full(count, np.inf)
        np.minimum.at(finest, of, step[used])
        spread = np.maximum(squares / (n - 1), finest**2 / n)
        noise = _noise(of, cell, n, matched, finest)
        variance = np.where(n >= _LEAST_FOR_SPREAD, spread / n + noise, np.nan)
        half = t.ppf((1 + CONFIDENCE) / 2, np.maximum(n - 1, 1)) * np.sqrt(variance)
        p = 2 * t.sf(np.abs(effect) / np.sqrt(variance), np.maximum(n - 1, 1))
    figures = {"effect": effect, "low": effect - half, "high": effect + half, "p": p}
    return pd.DataFrame({"n": n, **figures, "variance": variance, "noise": noise, "squares": squares})


def _noise(of: Ints, cell: Ints, n: Ints, matched: Matched, step: Floats) -> Floats:
    """Return Σ (n_c/n)² s²_c/N_c of each group."""
    pairs, times = np.unique(np.stack([of, cell]), axis=1, return_counts=True)
    group, cell = pairs
    size = matched.colleagues[cell]
    spread = np.maximum(matched.spread[cell], step[group] ** 2 / size)
    share: Floats = (times / n[group]) ** 2 * spread / size
    noise: Floats = np.bincount(group, share, minlength=len(n)).astype(np.float64)
    return noise


def adjusted(p: Floats) -> Floats:
    """Return the p values corrected for how many were asked (Benjamini and Hochberg 1995); NaN stays NaN and counts as not asked.

    Among all that are said to work, the share of those that do nothing is held at the level of the interval.
    """
    from scipy.stats import false_discovery_control

    asked = ~np.isnan(p)
    found = np.full(len(p), np.nan)
    if asked.any():
        found[asked] = false_discovery_control(p[asked])
    return found


def distinct_colleagues(group: Ints, count: int, matched: Matched) -> Ints:
    """Return how many different colleagues each group is compared with."""
    used = (group >= 0) & (matched.cell >= 0)
    pairs = np.unique(np.stack([group[used], matched.cell[used]]), axis=1)
    who: list[list[NDArray[np.int64]]] = [[] for _ in range(count)]
    for one, cell in pairs.T.tolist():
        who[one].append(matched.members[cell])
    return np.array([len(np.unique(np.concatenate(one))) if one else 0 for one in who], dtype=np.int64)
