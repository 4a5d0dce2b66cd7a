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

TERMS = Terms(least=5, level=0.05, power=0.8)
PEOPLE, RATE, WOMEN = 1200, 0.3, 0.35
# Half as much again as the difference that is found 8 times in 10 is found in almost every agency.
TIMES = 1.5


def agency(seed: int, bias: float) -> tuple[dict[str, list[str]], NDArray[np.bool_]]:
    """Return the groups of an invented agency and who was selected; women less often by `bias`."""
    chance = np.random.default_rng(seed)
    women = chance.random(PEOPLE) < WOMEN
    groups = {
        "jenis_kelamin": np.where(women, "P", "L").tolist(),
        "kelompok_umur": [f"U{one}" for one in chance.integers(0, 4, PEOPLE)],
        "unit_induk": [f"Dinas {one}" for one in chance.integers(0, 12, PEOPLE)],
        "status_asn": np.where(chance.random(PEOPLE) < 0.2, "PPPK", "PNS").tolist(),
    }
    return groups, chance.random(PEOPLE) < RATE - bias * women


def told(seed: int, bias: float) -> pd.DataFrame:
    return compare_groups(*agency(seed, bias), TERMS).rows


def women(rows: pd.DataFrame) -> "pd.Series":
    return rows[rows["group"].eq("P")].iloc[0]


RATERS, RATED = 40, 25


def raters(seed: int, share: float) -> pd.DataFrame:
    """Return what is told of the raters of an invented agency; the first takes a step off this share of the ratings."""
    chance = np.random.default_rng(seed)
    rater = np.repeat(np.arange(RATERS), RATED)
    rating = chance.choice([1, 2, 3, 4, 5], len(rater), p=[0.01, 0.04, 0.1, 0.55, 0.3])
    rating = rating - ((rater == 0) & (chance.random(len(rater)) < share) & (rating > 1))
    return rater_severity(rating, chance.integers(0, 4, len(rater)), rater, TERMS).rows


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


def run(quick: bool, _folder: Path) -> tuple[str, Sequence[str]]:
    agencies, planted = (40, 40) if quick else (1000, 300)
    fair = [told(seed, 0) for seed in range(100, 100 + agencies)]
    accused = sum(bool(rows["verdict"].eq("difference").any()) for rows in fair)
    bias = TIMES * float(np.median([women(rows)["detectable"] for rows in fair]))
    seen = [women(told(100_000 + seed, bias)) for seed in range(planted)]
    found = sum(one["verdict"] == "difference" and one["direction"] == "below" for one in seen)
    faults = []
    if accused > 0.06 * agencies:
        faults.append(f"{accused} of {agencies} fair agencies accused")
    if found < 0.95 * planted:
        faults.append(f"a bias of {bias:.3f} found in {found} of {planted}")
    figure = (
        f"{accused} of {agencies} fair agencies of {PEOPLE} people accused; a planted bias of {100 * bias:.1f} points ({TIMES} x the smallest "
        f"difference said) found in {found} of {planted}"
    )
    more, others = of_raters(agencies, planted)
    return f"{figure}; {more}", [*faults, *others]


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", run))
