"""How long the training plan takes and how good it is: time, memory, proven gap, against taking the best rates first.

`python benchmarks/training.py [PEOPLExCOURSES ...]`; without arguments the three sizes of the reliability page.
"""

import resource
import sys
import time
from datetime import date

import numpy as np
import pandas as pd

from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.plan import plan_training

SIZES = ("2000x50", "5000x60", "20000x200")
MILLION = 10**6


def agency(
    people: int, courses: int, *, class_costs: bool, gaps_each: int = 8, seed: int = 5
) -> tuple[pd.DataFrame, ...]:
    """Return gaps, courses and (no) trainings of an invented agency."""
    dice = np.random.default_rng(seed)
    names = [f"kompetensi {number}" for number in range(max(3, courses // 2))]
    of_person = np.concatenate(
        [dice.choice(len(names), min(gaps_each, len(names)), False) for _ in range(people)]
    )
    person = np.repeat(np.arange(people), min(gaps_each, len(names)))
    required, level = dice.integers(2, 6, len(person)), dice.choice([0, 1, 1.5, 2, 3, 4], len(person))
    gaps = pd.DataFrame(
        {
            "nip": [f"1990010120{number:05d}900" for number in person],
            "kompetensi": pd.Index(names).take(of_person),
            "required": required.astype(float),
            "level": level,
            "gap": level - required,
            "weight": dice.choice([0.5, 1.0, 1.0, 2.0], len(person)),
            "critical": dice.random(len(person)) < 0.1,
            "status": np.where(level < required, "gap", "met"),
        }
    )
    paid = (dice.random(courses) < 0.5) & class_costs
    return (
        gaps,
        pd.DataFrame(
            {
                "kode": [f"C{number:03d}" for number in range(courses)],
                "nama_pelatihan": [f"Pelatihan {number}" for number in range(courses)],
                "kompetensi": pd.Index(names).take(np.arange(courses) % len(names)),
                "level_awal": np.where(dice.random(courses) < 0.5, np.nan, dice.integers(0, 3, courses)),
                "level_akhir": dice.integers(2, 6, courses).astype(float),
                "jp": dice.choice([10.0, 20.0, 30.0, 40.0], courses),
                "biaya": dice.integers(3, 80, courses) * 100_000.0,
                "biaya_kelas": np.where(paid, dice.integers(5, 60, courses) * 1e6, np.nan),
                "kuota": pd.array(dice.integers(15, 41, courses), dtype="Int64"),
                "minimal_peserta": pd.array(np.where(paid, dice.integers(5, 15, courses), 1), dtype="Int64"),
                "kelas": pd.array(dice.integers(1, 2 + people // 400, courses), dtype="Int64"),
                "prasyarat": pd.Series([None] * courses, dtype=object),
            }
        ),
        pd.DataFrame(
            {
                "nip": pd.Series([], dtype=str),
                "nama_pelatihan": pd.Series([], dtype=str),
                "tanggal_mulai": pd.Series([], dtype="datetime64[s]"),
                "tanggal_selesai": pd.Series([], dtype="datetime64[s]"),
                "jp": pd.Series([], dtype=float),
            }
        ),
    )


def main(sizes: list[str]) -> None:
    print(
        "| people x courses | classes cost | budget (Rp m) | s | MB | objective | gap % | over best rates % | method |"
    )
    print("|---|---|--:|--:|--:|--:|--:|--:|---|")
    for size in sizes or SIZES:
        people, courses = (int(part) for part in size.split("x"))
        for class_costs in (True, False):
            tables = agency(people, courses, class_costs=class_costs)
            for budget in (people * MILLION // 50, people * MILLION // 2, people * 100 * MILLION):
                begun = time.process_time()
                limits = TrainingLimits(budget=budget, max_jp_per_person=60.0)
                totals = plan_training(*tables, limits, date(2026, 3, 1)).totals
                seconds = time.process_time() - begun
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                better = 100 * (totals["objective"] / max(totals["greedy_objective"], 1e-9) - 1)
                print(
                    f"| {size} | {'yes' if class_costs else 'no'} | {budget // MILLION:,} | {seconds:.1f} | {memory} "
                    f"| {totals['objective']:g} | {100 * totals['optimality_gap']:.2f} | {better:.2f} | {totals['method']} |",
                    flush=True,
                )


if __name__ == "__main__":
    main(sys.argv[1:])
