"""Categories of job-person match, decided in whole numbers so that exactly on a boundary is on its upper side."""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.model.level import MICRO

# (code, label, minimum percentage or None for the lowest), highest first.
Categories = tuple[tuple[str, str, float | None], ...]
SHOWN: Final = 0.01  # the last decimal of a percentage in a report
OPEN: Final = "belum_dapat_dinilai"


def category_index(num: Ints, den: Ints, categories: Categories) -> NDArray[np.int64]:
    """Return for each fraction num/den (den > 0) the index of its category: the first whose minimum it reaches.

    The comparison is 100 * num >= minimum * den in integers, with the minimum in millionths of a percent.
    ValueError: the minima do not descend to a last category without one.
    """
    minima = [minimum for _, _, minimum in categories]
    above = [round(minimum * MICRO) for minimum in minima[:-1] if minimum is not None]
    if minima[-1] is not None or len(above) < len(minima) - 1 or above != sorted(set(above), reverse=True):
        raise ValueError("categories must descend strictly and end in one without a minimum")
    index = np.full(len(num), len(above), dtype=np.int64)
    for minimum in above:
        index -= 100 * MICRO * num >= minimum * den
    return index


def percent(num: Ints, den: Ints, categories: Categories) -> NDArray[np.float64]:
    """Return 100 * num / den, NaN where den is 0; reports show two decimals of it.

    Where two decimals would show a minimum that is not reached (79.996 as 80.00), it is the next figure below (79.99).
    """
    exact: NDArray[np.float64] = np.divide(100 * num, den, out=np.full(len(num), np.nan), where=den > 0)
    for minimum in (minimum for _, _, minimum in categories if minimum is not None):
        short = 100 * MICRO * num < round(minimum * MICRO) * den
        exact[short & (exact >= minimum - 0.5 * SHOWN)] = minimum - SHOWN
    return exact


def judge(low: Ints, high: Ints, total: Ints, categories: Categories) -> pd.Index:
    """Return the category code that holds for both low/total and high/total, `belum_dapat_dinilai` when they differ.

    Missing where total is 0: no standard, or a standard that requires nothing. Open where no categories are in force.
    """
    if not categories:
        return pd.Index([OPEN], dtype="str").take(
            np.where(total > 0, 0, -1), allow_fill=True, fill_value=np.nan
        )
    lowest = category_index(low, total, categories)
    highest = category_index(high, total, categories)
    verdict = np.where(lowest == highest, lowest, len(categories))
    codes = pd.Index([*(code for code, _, _ in categories), OPEN], dtype="str")
    return codes.take(np.where(total > 0, verdict, -1), allow_fill=True, fill_value=np.nan)
