"""What those who know a post say of the level that each competency needs: medians, how far they agree, and where roles differ.

An answer that was not given is no level and enters nothing. Respondents stay apart by role and code; nothing here knows who
they are.
"""

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints

ROLES: Final = ("atasan", "pemangku", "pengguna")
KEYS: Final = ["standar", "kompetensi"]
_EXACT: Final = (
    9  # decimals: an index of whole levels that equals a threshold is not below it for a rounding error
)


def opinions(answers: pd.DataFrame, points: int) -> pd.DataFrame:
    """Return one row per standard and competency that somebody answered, in their order.

    answers: standar, kompetensi, peran (of `ROLES`), responden, level (whole). points: how many levels the scale has.
    Columns: standar, kompetensi, n (answers), respondents (roles and codes, each once), median (the middle of the two middle answers
    where n is even), middle_low and middle_high (those two), lowest, highest, agreement (see `agreement_of`), roles_apart (the
    most by which medians of two roles differ; missing with fewer than two roles), and for each role n_ROLE and median_ROLE.
    """
    found = _medians(answers, KEYS)
    groups = answers.groupby(KEYS, sort=True)
    whole = answers.assign(square=answers["level"] ** 2).groupby(KEYS, sort=True)
    sums, squares = whole["level"].sum(), whole["square"].sum()
    found["lowest"], found["highest"] = groups["level"].min(), groups["level"].max()
    who = answers.drop_duplicates([*KEYS, "peran", "responden"]).groupby(KEYS, sort=True).size()
    found["respondents"] = who
    n, total, square = (one.to_numpy(dtype=np.int64) for one in (found["n"], sums, squares))
    found["agreement"] = agreement_of(n, total, square, points)
    by_role = _medians(answers, [*KEYS, "peran"])
    for role in ROLES:
        mine = by_role[by_role.index.get_level_values("peran") == role].droplevel("peran")
        found[f"n_{role}"] = mine["n"].reindex(found.index, fill_value=0).astype(np.int64)
        found[f"median_{role}"] = mine["median"].reindex(found.index)
    medians = found[[f"median_{role}" for role in ROLES]]
    apart = medians.max(axis=1) - medians.min(axis=1)
    found["roles_apart"] = apart.where(medians.notna().sum(axis=1) > 1)
    return found.reset_index()


def _medians(answers: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return n, median, middle_low and middle_high of each group."""
    ordered = answers.sort_values([*keys, "level"], kind="stable")
    sizes = ordered.groupby(keys, sort=True).size()
    n = sizes.to_numpy(dtype=np.int64)
    start = np.cumsum(n) - n
    level = ordered["level"].to_numpy(dtype=np.int64)
    low, high = level[start + (n - 1) // 2], level[start + n // 2]
    return pd.DataFrame(
        {"n": n, "median": (low + high) / 2, "middle_low": low, "middle_high": high}, index=sizes.index
    )


def agreement_of(n: Ints, total: Ints, squares: Ints, points: int) -> NDArray[np.float64]:
    """Return the agreement index r_wg of answers from their number, sum and sum of squares; missing for fewer than two.

    r_wg = 1 - s²/σ², from 0 to 1: s² is the variance of the answers (divisor n - 1), σ² = (A² - 1)/12 the variance of answers
    that fall on the A levels of the scale by chance, each as often. 1: everybody says the same. Answers that vary more than by chance
    give 0, as the authors advise. Source: James, Demaree & Wolf 1984, Journal of Applied Psychology 69, 85-98.
    """
    several = n > 1
    spread = 12 * (n * squares - total**2) / np.where(several, n * (n - 1) * (points**2 - 1), 1)
    found = np.round(np.maximum(1 - spread, 0.0), _EXACT)
    return np.where(several, found, np.nan)
