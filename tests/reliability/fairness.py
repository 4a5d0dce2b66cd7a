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
# A rater's planted difference is itself drawn, person by person: what is said to be found 8 times in 10 is found less often.
TIMES = 1.5


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


RATERS, RATED = 40, 25


def raters(seed: int, share: float) -> pd.DataFrame:
    """Return what is told of the raters of an invented agency; the first takes a step off this share of the ratings."""
    chance = np.random.default_rng(seed)
    rater = np.repeat(np.arange(RATERS), RATED)
    rating = chance.choice([1, 2, 3, 4, 5], len(rater), p=[0.01, 0.04, 0.1, 0.55, 0.3])
    rating = rating - ((rater == 0) & (chance.random(len(rater)) < share) & (rating > 1))
    return rater_severity(rating, chance.integers(0, 4, len(rater)), rater, TERMS[0.8]).rows


def of_raters(agencies: int, planted: int) -> tuple[str, list[str]]:
    fair = [raters(seed, 0) for seed in range(100, 100 + agencies)]
    accused = sum(bool(rows["verdict"].eq("difference").any()) for rows in fair)
    shift = TIMES * float(np.median([rows["detectable"].iloc[0] for rows in fair]))
    seen = [raters(100_000 + seed, shift).iloc[0] for seed in range(planted)]
    found = sum(one["verdict"] == "difference" and one["direction"] == "below" for one in seen)
    faults = []
    if accused > 0.06 * agencies:
        faults.append(f"raters of {accused} of {agencies} fair agencies accused")
    if found < 0.95 * planted:
        faults.append(f"a rater more severe by {shift:.2f} steps found in {found} of {planted}")
    figure = (
        f"a rater accused in {accused} of {agencies} fair agencies of {RATERS} raters; one more severe by {shift:.2f} steps ({TIMES} x the "
        f"smallest difference said) found in {found} of {planted}"
    )
    return figure, faults


def of_groups(people: int, agencies: int, planted: int) -> tuple[str, list[str]]:
    fair = [told(seed, people, 0) for seed in range(100, 100 + agencies)]
    accused = sum(bool(rows["verdict"].eq("difference").any()) for rows in fair)
    faults, figures = [], []
    if accused > 0.06 * agencies:
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
    told_of.append(of_raters(agencies, planted))
    return "; ".join(figure for figure, _ in told_of), [fault for _, faults in told_of for fault in faults]


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", run))
