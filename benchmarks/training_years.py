"""How long a plan of three years with all families takes, and how good it is: fund, unit budgets, absence, steps, prerequisites, several competencies.

`python benchmarks/training_years.py [PEOPLExCOURSESxYEARS:MILLION ...]`; a line each: processor seconds, memory, objective, proven bound and gap, ratio to the best rates.
"""

import resource
import sys
import time
from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd

from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.years.plan import plan_years
from asnkarier.analysis.training.years.terms import YearsTerms, periods_of
from training import agency

SIZES = ("2000x50x3:400", "20000x200x3:4000", "50000x300x3:10000")


def families(
    people: int, courses: int, years: int, budget: int, seed: int = 5
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, YearsTerms]:
    """Return an invented agency with every family, and its terms; budget: rupiah of a year."""
    gaps, catalogue, trainings = agency(people, courses, class_costs=True, seed=seed)
    dice, at = np.random.default_rng(seed + 1), np.arange(courses)
    nips = gaps["nip"].drop_duplicates().to_numpy()
    names = sorted(catalogue["kompetensi"].unique())
    also = [
        [(names[(one * 7 + 3) % len(names)], None, float(catalogue["level_akhir"][one]))]
        if one % 10 == 0
        else None
        for one in at
    ]
    low = np.where(at % 5 == 2, 2.0, catalogue["level_awal"])
    catalogue = catalogue.assign(
        sumber_dana=np.select([at % 4 == 0, at % 4 == 1], ["DAK", "APBD"], ""),
        juga=pd.Series(also, dtype=object),
        prasyarat=pd.Series(
            [catalogue["kode"][one - 1] if one % 12 == 5 else None for one in at], dtype=object
        ),
        level_awal=low,
        level_akhir=np.maximum(catalogue["level_akhir"], np.nan_to_num(low) + 1),
    )
    staff = {f"unit {unit:02d}": frozenset(nips[unit::40]) for unit in range(40)}
    pppk = dict.fromkeys(nips[::5], 24.0)
    terms = YearsTerms(
        limits=TrainingLimits(max_courses_per_person=2, critical_weight=2, not_repeated_years=3),
        periods=periods_of(date(2026, 1, 1), years, 1),
        budget=budget,
        funds={"APBD": budget // 3, "DAK": budget // 4},
        units=dict.fromkeys(list(staff)[:10], budget // 20),
        members=staff,
        max_away=Fraction(1, 4),
        staff=staff,
        first_jp=pppk,
        yearly_jp=pppk,
        leaves={nip: date(2026 + int(dice.integers(0, 4)), 7, 1) for nip in nips[::17]},
        later=Fraction(1, 50),
    )
    return gaps, catalogue, trainings, terms


def main(sizes: list[str]) -> None:
    print(
        "| plan | CPU s | MB | objective | bound | gap % | over best rates % |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for size in sizes or SIZES:
        people, courses, years, money = (int(part) for part in size.replace(":", "x").split("x"))
        tables = families(people, courses, years, money * 10**6)
        begun = time.process_time()
        totals = plan_years(*tables).totals
        seconds, memory = (
            time.process_time() - begun,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        )
        more = 100 * (totals["objective"] / max(totals["greedy_objective"], 1e-9) - 1)
        print(
            f"| {size} | {seconds:.1f} | {memory} | {totals['objective']:,.2f} | {totals['bound']:,.2f} | {100 * totals['optimality_gap']:.2f} | {more:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
