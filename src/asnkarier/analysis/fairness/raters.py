"""Who rates more severely than others: each rater's ratings beside those of comparable people, with what so few ratings could have shown.

Comparable are people of one cell (a class of post) who were rated in the same year. Were raters alike, whom each of them rates would be a draw without
replacement from the cell, so that mean and spread of a rater's ratings are known without any model (randomisation test).
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.fairness.exact import holm, log_ways
from asnkarier.analysis.fairness.groups import DIFFERENCE, NO_SIGN, TOO_FEW, Terms
from asnkarier.analysis.fairness.severity import Draw, drawn_from, smallest_severity

Floats = NDArray[np.float64]
RATER_KEYS: Final = (
    "rater", "n", "mean", "expected", "difference", "shrunk", "low", "high", "p", "p_adj", "detectable", "verdict", "direction",
)  # fmt: skip
# Up to so many ratings of one cell the chances are counted out; above, the sum of so many is normal to within the third decimal.
_COUNTED: Final = 40
_ALIKE: Final = 1e-9


@dataclass(frozen=True)
class Severity:
    """rows: a row per rater of `least` people or more who can be compared (`RATER_KEYS`). few: raters of fewer people, and how many these rate.

    alone: how many rated people nobody else's can be compared with. spread: of raters beyond chance, in steps of the predikat (a standard deviation).
    """

    rows: pd.DataFrame
    few: tuple[int, int]
    alone: int
    spread: float


def rater_severity(rating: Ints, cell: Ints, rater: Ints, terms: Terms) -> Severity:
    """Return how far each rater's mean lies from what comparable people were given.

    rating: 1 (worst) upwards, one per rated person; cell: whom a person is compared with; rater: a number, -1 where nobody knows who it is: these people are
    comparable, but nobody's. `expected` is the mean that the rater's people would have if they were drawn from their cells; `shrunk` the difference drawn towards 0 by
    how much of the spread of all raters is chance; `low` and `high` hold the difference but for a chance of `level`; p is two-sided and counted out, p_adj Holm's
    over all raters shown; `detectable` the difference that would have been found with `power`.
    """
    table = _cells(rating, cell)
    own = pd.crosstab(rater, cell) if len(rater) else pd.DataFrame()
    lines, few, people_few, alone = [], 0, 0, 0
    chances: dict[tuple[int, int], Floats] = {}
    for number in (int(one) for one in own.index if one >= 0):
        drawn = {int(name): int(count) for name, count in own.loc[number].items() if count}  # type: ignore[call-overload]
        free = {name: count for name, count in drawn.items() if count < table[name].sum()}
        alone += sum(drawn.values()) - sum(free.values())
        n = sum(free.values())
        if n < terms.least:
            few, people_few = few + (n > 0), people_few + n
            continue
        mine = rating[(rater == number) & np.isin(cell, list(free))]
        lines.append({"rater": number} | _beside(mine, free, table, chances, terms))
    return Severity(_judged(lines, table, terms), (few, people_few), alone, _spread(lines))


def _cells(rating: Ints, cell: Ints) -> dict[int, Ints]:
    """Return by cell how many ratings of each height it has."""
    most = int(rating.max(initial=0))
    return {int(one): np.bincount(rating[cell == one], minlength=most + 1) for one in np.unique(cell)}


def _beside(
    mine: Ints,
    drawn: dict[int, int],
    table: dict[int, Ints],
    chances: dict[tuple[int, int], Floats],
    terms: Terms,
) -> dict[str, Any]:
    """Return the line of one rater, without what depends on the others."""
    n = len(mine)
    counted = max(drawn.values()) <= _COUNTED
    whole = _whole(drawn, table, chances) if counted else None
    draw = drawn_from([(table[name], count) for name, count in drawn.items()], whole)
    expected, variance = draw.expected, draw.variance
    difference = (int(mine.sum()) - expected) / n
    error = float(np.sqrt(variance)) / n
    wide = float(-ndtri(terms.level / 2)) * error
    return {
        "n": n,
        "mean": float(mine.mean()),
        "expected": expected / n,
        "difference": difference,
        "error": error,
        "low": difference - wide,
        "high": difference + wide,
        "p": _p(int(mine.sum()), draw),
        "draw": draw,
    }


def _whole(drawn: dict[int, int], table: dict[int, Ints], chances: dict[tuple[int, int], Floats]) -> Floats:
    """Return the chance of each sum of the ratings drawn from all cells."""
    whole = np.ones(1)
    for name, count in drawn.items():
        key = name, count
        if key not in chances:
            chances[key] = sum_chances(table[name], count)
        whole = np.convolve(whole, chances[key])
    return whole


def _p(total: int, draw: Draw) -> float:
    """Return the chance of a sum at least as far from what is expected."""
    if draw.variance <= 0:
        return 1.0
    if draw.chances is None:
        # Sums are whole numbers: half a step for continuity.
        far = max(0.0, abs(total - draw.expected) - 0.5) / float(np.sqrt(draw.variance))
        return float(min(1.0, 2 * float(ndtr(-far))))
    far_off = np.abs(np.arange(len(draw.chances)) - draw.expected) >= abs(total - draw.expected) - _ALIKE
    return float(min(1.0, draw.chances[far_off].sum()))


def sum_chances(counts: Ints, drawn: int) -> Floats:
    """Return the chance of each sum (0, 1 …) of `drawn` ratings from a cell with so many of each height (0, 1 …), without replacement."""
    heights = np.flatnonzero(counts)
    left, most = int(counts.sum()), drawn * int(heights.max(initial=0))
    # state[k, s]: k ratings still to be drawn, the others sum up to s
    state = np.zeros((drawn + 1, most + 1))
    state[drawn, 0] = 1.0
    for height in heights.tolist():
        here, after = int(counts[height]), np.zeros_like(state)
        for taken in range(min(here, drawn) + 1):
            still = np.arange(taken, drawn + 1)
            chance = _hypergeometric(taken, left, here, still)
            step = height * taken
            after[still - taken, step:] += (chance[:, None] * state[still])[:, : most + 1 - step]
        state, left = after, left - here
    found: Floats = state[0]
    return found


def _hypergeometric(taken: int, size: int, here: int, draws: Ints) -> Floats:
    """Return the chance of `taken` of the `here` among so many draws from `size`."""
    possible = (draws - taken <= size - here) & (draws <= size)
    safe = np.where(possible, draws, taken)
    found = np.exp(
        log_ways(here, np.full(len(draws), taken))
        + log_ways(size - here, safe - taken)
        - log_ways(size, safe)
    )
    chance: Floats = np.where(possible, found, 0.0)
    return chance


def _spread(lines: list[dict[str, Any]]) -> float:
    """Return how far raters lie apart beyond chance: the variance of their differences less that of chance, by moments, as a standard deviation."""
    found = [one["difference"] ** 2 - one["error"] ** 2 for one in lines]
    return float(np.sqrt(max(0.0, float(np.mean(found))))) if found else 0.0


def _judged(lines: list[dict[str, Any]], table: dict[int, Ints], terms: Terms) -> pd.DataFrame:
    """Return the lines with the corrected p, the shrunk difference, what could have been seen, and the verdict."""
    between = _spread(lines) ** 2
    adjusted = holm([one["p"] for one in lines])
    given = [np.flatnonzero(one) for one in table.values()]
    lowest, highest = (
        min((int(one[0]) for one in given), default=0),
        max((int(one[-1]) for one in given), default=0),
    )
    for line, p_adj in zip(lines, adjusted, strict=True):
        error = line["error"]
        room = max(line["expected"] - lowest, highest - line["expected"])
        seen = smallest_severity(line["draw"], terms.level / len(lines), terms.power, room)
        unseen = NO_SIGN if 0 < seen <= room else TOO_FEW
        side = float(np.sign(round(line["difference"], 9)))
        line |= {
            "p_adj": p_adj,
            "shrunk": line["difference"] * between / (between + error**2) if between + error else 0.0,
            "detectable": min(seen, room),
            "verdict": DIFFERENCE if p_adj <= terms.level else unseen,
            "direction": {1.0: "above", -1.0: "below", 0.0: "equal"}[side],
        }
    return pd.DataFrame(lines, columns=list(RATER_KEYS))
