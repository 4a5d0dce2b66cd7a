"""Invented agencies, half of them fair, half with a planted bias against women or a severe rater: who is accused, and is it found?"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from figures import main
from numpy.typing import NDArray

from asnkarier.analysis.fairness.groups import Terms, compare_groups
from asnkarier.analysis.fairness.raters import rater_severity

# The chance with which the tool says that it would have found the difference that it names; exactly that difference is planted.
POWERS = (0.8, 0.95)
TERMS = {power: Terms(least=5, level=0.05, power=power) for power in POWERS}
SIZES, RATE, WOMEN = (600, 1200, 3000), 0.3, 0.35
_NOISE = 2.5  # standard errors that a share of seeded agencies may fall short by chance


def agency(seed: int, people: int, bias: float) -> tuple[dict[str, list[str]], NDArray[np.bool_]]:
    """Return the groups of an invented agency and who was selected; women less often by `bias`."""
    chance = np.random.default_rng(seed)
    women = chance.random(people) < WOMEN
    groups = {
        "jenis_kelamin": np.where(women, "P", "L").tolist(),
        "kelompok_umur": [f"U{one}" for one in chance.integers(0, 4, people)],
        "unit_induk": [f"Dinas {one}" for one in chance.integers(0, 12, people)],
        "status_asn": np.where(chance.random(people) < 0.2, "PPPK", "PNS").tolist(),
    }
    return groups, chance.random(people) < RATE - bias * women


def told(seed: int, people: int, bias: float, power: float = 0.8) -> pd.DataFrame:
    return compare_groups(*agency(seed, people, bias), TERMS[power]).rows


def too_few(found: int, planted: int, power: float) -> bool:
    """Return whether so few were found that chance does not explain it."""
    return found < power * planted - _NOISE * (power * (1 - power) * planted) ** 0.5


def women(rows: pd.DataFrame) -> "pd.Series":
    return rows[rows["group"].eq("P")].iloc[0]


# How many raters, how many people each rates, in how many cells.
SHAPES = ((40, 25, 4), (12, 60, 3))
RATINGS = [0.01, 0.04, 0.1, 0.55, 0.3]
Ratings = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


def rated(seed: int, shape: tuple[int, int, int], steps: int = 0) -> Ratings:
    """Return the ratings of an invented agency with their cells and raters; the first rater takes off exactly so many steps, one a person in turn."""
    chance, (raters, each, cells) = np.random.default_rng(seed), shape
    rater = np.repeat(np.arange(raters), each)
    rating = chance.choice([1, 2, 3, 4, 5], len(rater), p=RATINGS)
    cell = chance.integers(0, cells, len(rater))
    while steps > 0:
        may = np.flatnonzero((rater == 0) & (rating > 1))
        chosen = chance.permutation(may)[:steps]
        rating[chosen] -= 1
        steps -= len(chosen)
    return rating, cell, rater


def judged(seed: int, shape: tuple[int, int, int], power: float, steps: int = 0) -> pd.DataFrame:
    return rater_severity(*rated(seed, shape, steps), TERMS[power]).rows


def of_raters(shape: tuple[int, int, int], agencies: int, planted: int) -> tuple[str, list[str]]:
    fair = [judged(seed, shape, POWERS[0]) for seed in range(100, 100 + agencies)]
    accused = sum(bool(rows["verdict"].eq("difference").any()) for rows in fair)
    faults, figures = [], []
    if accused > max(0.06 * agencies, 3):
        faults.append(f"raters of {accused} of {agencies} fair agencies of {shape[0]} raters accused")
    for power in POWERS:
        found, told = 0, []
        for seed in range(100_000, 100_000 + planted):
            # What is said of this very agency is planted in it.
            said = float(judged(seed, shape, power).iloc[0]["detectable"])
            one = judged(seed, shape, power, round(said * shape[1])).iloc[0]
            found += one["verdict"] == "difference" and one["direction"] == "below"
            told.append(said)
        figures.append(
            f"{np.median(told):.2f} steps (said to be found in {100 * power:.0f} %) found in {found} of {planted}"
        )
        if too_few(found, planted, power):
            faults.append(f"{shape[0]} raters: one more severe by {figures[-1]}")
    return (
        f"a rater accused in {accused} of {agencies} fair agencies of {shape[0]} raters of {shape[1]} people; one more severe by {', by '.join(figures)}",
        faults,
    )


def of_groups(people: int, agencies: int, planted: int) -> tuple[str, list[str]]:
    fair = [told(seed, people, 0) for seed in range(100, 100 + agencies)]
    accused = sum(bool(rows["verdict"].eq("difference").any()) for rows in fair)
    faults, figures = [], []
    if accused > max(0.06 * agencies, 3):
        faults.append(f"{accused} of {agencies} fair agencies of {people} people accused")
    for power in POWERS:
        named = [
            women(told(seed, people, 0, power))["detectable"] for seed in range(100, 100 + min(agencies, 100))
        ]
        bias = float(np.median(named))
        seen = [women(told(100_000 + seed, people, bias)) for seed in range(planted)]
        found = sum(one["verdict"] == "difference" and one["direction"] == "below" for one in seen)
        figures.append(
            f"{100 * bias:.1f} points (said to be found in {100 * power:.0f} %) found in {found} of {planted}"
        )
        if too_few(found, planted, power):
            faults.append(f"{people} people: a bias of {figures[-1]}")
    return f"{people} people: {accused} of {agencies} fair accused, a bias of {', of '.join(figures)}", faults


def run(quick: bool, _folder: Path) -> tuple[str, Sequence[str]]:
    agencies, planted = (40, 40) if quick else (1000, 400)
    told_of = [of_groups(people, agencies, planted) for people in (SIZES[1:2] if quick else SIZES)]
    told_of += [of_raters(shape, agencies // 2, planted) for shape in (SHAPES[:1] if quick else SHAPES)]
    return "; ".join(figure for figure, _ in told_of), [fault for _, faults in told_of for fault in faults]


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", run))
