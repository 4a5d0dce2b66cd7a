"""What a course may be expected to do next time: its own effect drawn toward those of courses of its kind (empirical Bayes)."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.evaluating.series import Floats

# Fewer measured courses tell nothing of how courses differ.
LEAST_COURSES: Final = 3


def expected_effects(found: pd.DataFrame, kind: Ints) -> Floats:
    """Return for each row of `effects` the mean of its own effect and that of its kind, each weighed by what it is worth.

    kind: code of the kind of course, -1 for none. A kind with fewer than `LEAST_COURSES` measured rows is drawn to the
    mean of all; NaN where all are fewer, or a row has no effect. The spread of single people is taken from all rows together, as a few people say
    little of it; how far true effects lie apart (τ²) from the rows of the kind (DerSimonian and Laird 1986).
    """
    return drawn_by_kind(found, kind)[0]


def drawn_by_kind(found: pd.DataFrame, kind: Ints) -> tuple[Floats, dict[int, float]]:
    """Return the same, and the mean of each kind that has one; under -1 that of all together. None of them where nothing is told."""
    expected = np.full(len(found), np.nan)
    measured = found["n"].to_numpy() >= 1
    freedom = (found["n"].to_numpy()[measured] - 1).sum()
    if measured.sum() < LEAST_COURSES or freedom < 1:
        return expected, {}
    n, effect, noise = (found[name].to_numpy(dtype=np.float64)[measured] for name in ("n", "effect", "noise"))
    single = found["squares"].to_numpy()[measured].sum() / freedom
    variance = np.maximum(single / n + noise, np.finfo(np.float64).tiny)
    code = kind[measured]
    shrunk, mean = _drawn(effect, variance)
    means = {-1: mean}
    for one in np.unique(code[code >= 0]).tolist():
        mine = code == one
        if mine.sum() >= LEAST_COURSES:
            shrunk[mine], means[one] = _drawn(effect[mine], variance[mine])
    expected[measured] = shrunk
    return expected, means


def _drawn(effect: Floats, variance: Floats) -> tuple[Floats, float]:
    """Return the effects drawn to their common mean, and that mean."""
    weight = 1 / variance
    fixed = float((weight * effect).sum() / weight.sum())
    excess = float((weight * (effect - fixed) ** 2).sum()) - (len(effect) - 1)
    apart = max(0.0, excess / float(weight.sum() - (weight**2).sum() / weight.sum()))
    weight = 1 / (variance + apart)
    mean = float((weight * effect).sum() / weight.sum())
    drawn: Floats = (apart * effect + variance * mean) / (apart + variance)
    return drawn, mean
