"""How long the training plan takes and how good it is: processor time, memory, objective, proven bound and gap.

`python benchmarks/training.py` measures the whole command on agencies of `benchmarks/agency.py` (60 courses, 24 JP a year
for PPPK), then the plan alone on agencies made here; `python benchmarks/training.py PEOPLExCOURSES ...` only these sizes of
the plan alone, and `python benchmarks/training.py --years PEOPLExCOURSES ...` three years as a whole command. Every line is a process of its own, so that its memory is its own.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.plan import plan_training

HERE = Path(__file__).resolve().parent
# Size -> the seconds of the whole command that were asked for (None: nothing was).
COMMANDS: dict[int, float | None] = {400: None, 5_000: 5.0, 20_000: 12.0}
# Sizes of the agencies whose plan of three years is measured as a whole command.
YEARS = ("2000x50", "20000x200", "50000x300")
SIZES = ("2600x18", "5000x60", "20000x60", "20000x200")
MOST_GAP = {"2600x18 no 60": 0.3}  # percent, where it was asked for
MILLION = 10**6
AS_OF = date(2026, 3, 1)
HEAD = "| what | CPU s | MB | objective | bound | gap % | target |\n|---|--:|--:|--:|--:|--:|---|"


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
    print(HEAD)
    if sizes[:1] == ["--line"]:
        print_plan(sizes[1], sizes[2], sizes[3], int(sizes[4]))
        return
    if sizes[:1] == ["--years"]:
        print_years(sizes[1:])
        return
    if not sizes:
        print_commands()
    for size in sizes or SIZES:
        people = int(size.split("x")[0])
        for paid in ("yes", "no"):
            for hours in ("60", "PPPK"):
                for budget in (people * MILLION // 50, people * MILLION // 2, people * 100 * MILLION):
                    line = [sys.executable, __file__, "--line", size, paid, hours, str(budget)]
                    print(subprocess.check_output(line, text=True).splitlines()[-1], flush=True)


def print_commands() -> None:
    """Print the lines of all whole commands."""
    for people, most in COMMANDS.items():
        print_command(people, most)
    print_years(YEARS)


def print_years(sizes: Sequence[str]) -> None:
    """Print the lines of plans of three years as whole commands; sizes: people x courses."""
    for size in sizes:
        people, courses = (int(part) for part in size.split("x"))
        print_command(people, None, courses=courses, years=3)


def print_plan(size: str, paid: str, hours: str, budget: int) -> None:
    """Print the line of one plan: class costs or none; 60 JP for everybody, or 24 JP for every fifth and no limit for the rest."""
    people, courses = (int(part) for part in size.split("x"))
    tables = agency(people, courses, class_costs=paid == "yes")
    fifth = tables[0]["nip"].drop_duplicates().iloc[::5]
    limits = TrainingLimits(
        budget=budget,
        max_jp_per_person=60.0 if hours == "60" else None,
        max_jp_of={} if hours == "60" else dict.fromkeys(fifth, 24.0),
    )
    begun = time.process_time()
    totals = plan_training(*tables, limits, AS_OF, alone=True).totals
    seconds = time.process_time() - begun
    most = MOST_GAP.get(f"{size} {paid} {hours}")
    target = "" if most is None else f"gap ≤ {most} %"
    told = f"plan {size}, classes cost: {paid}, {'60 JP each' if hours == '60' else '24 JP for PPPK'}, Rp {budget // MILLION:,} m"
    print(
        row(
            f"{told}, {totals['method']}",
            seconds,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            totals,
            target,
        )
    )


def print_command(people: int, most: float | None, *, courses: int = 60, years: int | None = None) -> None:
    """Print the lines of `asn recommend-training` as a whole process, on an agency imported before. years: of how many the plan is (None: this one)."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.check_call(
            [sys.executable, HERE / "agency.py", "--people", str(people), "--courses", str(courses), "--seed", "2026", "--out", f"{folder}/data"],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        config = "as_of: 2026-11-01\npaths: {standards: data/standards}\n"
        config += "training: {budget: 250000000, max_courses_per_person: 2, not_repeated_years: 3, critical_weight: 2}\n"
        Path(folder, "config.yaml").write_text(config, encoding="utf-8")
        asn = [sys.executable, "-m", "asnkarier"]
        subprocess.run([*asn, "import", "data"], cwd=folder, check=False, capture_output=True)
        for budget in (250 * MILLION, people * MILLION // 2):
            command = [*asn, "recommend-training", "--budget", str(budget), "--output", "plan.json"]
            command += [] if years is None else ["--years", str(years)]
            running = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL)
            _, status, used = os.wait4(running.pid, 0)
            running.returncode = os.waitstatus_to_exitcode(status)
            totals = json.loads(Path(folder, "plan.json").read_text(encoding="utf-8"))["totals"]
            over = 100 * (totals["objective"] / max(totals["greedy_objective"], 1e-9) - 1)
            span = "" if years is None else f" x {years} years"
            told = f"whole command {people}x{courses}{span}, {over:.1f} % over best rates, Rp {budget // MILLION:,} m, {totals['method']}"
            target = "" if most is None or budget > 250 * MILLION else f"≤ {most:g} s"
            print(row(told, used.ru_utime + used.ru_stime, used.ru_maxrss, totals, target), flush=True)


def row(told: str, seconds: float, kib: int, totals: dict[str, Any], target: str) -> str:
    figures = (
        f"{seconds:.1f}", f"{kib // 1024}", f"{totals['objective']:,.2f}", f"{totals['bound']:,.2f}",
        f"{100 * (totals['bound'] - totals['objective']) / max(totals['bound'], 1e-9):.2f}",
    )  # fmt: skip
    return f"| {told} | {' | '.join(figures)} | {target} |"


if __name__ == "__main__":
    main(sys.argv[1:])
