"""Invented agencies, half of them fair, half with a planted bias against women: who is accused, and is the bias found?"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from figures import main
from numpy.typing import NDArray

from asnkarier.analysis.fairness.groups import Terms, compare_groups

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
    return figure, faults


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", run))
