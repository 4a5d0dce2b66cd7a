"""Two states of the training solver on the same small random instances: is any plan worth less than before?

    python benchmarks/training_equality.py write BEFORE.json                 # in the older state (its src on PYTHONPATH)
    python benchmarks/training_equality.py compare BEFORE.json               # in the newer one

252 agencies of 8 to 40 people and 4 to 8 courses, budgets from tight to plenty, hours for nobody, everybody or every
third, at most 1, 2 or any number of courses each; each solved as it comes (exact where small) and above the switch of
method, and the exact optimum by HiGHS beside it.
"""

import json
import sys
import time
from itertools import product
from pathlib import Path

import numpy as np

from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.pairs import useful_pairs
from asnkarier.analysis.training.solving import ladder, lagrange, solver
from training import AS_OF, agency

BUDGETS = (0.02, 0.5, 100)  # million rupiah per person
HOURS = ("none", "all", "third")
SHAPES = ((8, 4, True), (12, 5, False), (20, 6, True), (40, 8, False))


def main(words: list[str]) -> int:
    begun, found = time.process_time(), solved()
    if words[0] == "write":
        Path(words[1]).write_text(json.dumps(found), encoding="utf-8")
        return 0
    before = json.loads(Path(words[1]).read_text(encoding="utf-8"))
    lower = [name for name in found if found[name][0] < before[name][0]]
    higher = [name for name in found if found[name][0] > before[name][0]]
    rows = [name for name in found if found[name][0] == before[name][0] and found[name][2] != before[name][2]]
    looser = [name for name in found if found[name][1] > before[name][1]]
    wrong = [name for name, (objective, bound, _, best) in found.items() if not objective <= best <= bound]
    print(
        f"{len(found)} plans, {time.process_time() - begun:.0f} s: {len(lower)} lower, {len(higher)} higher, {len(rows)} of the same "
        f"worth with other rows, {len(looser)} with a looser bound, {len(wrong)} against the optimum of HiGHS"
    )
    for name in (*lower, *wrong):
        print(name, before[name], found[name])
    return bool(lower or wrong)


def solved() -> dict[str, tuple[int, int, list[int], int]]:
    """Return objective, bound, chosen pairs and the proven optimum (or the best known) of every instance and method, by name."""
    found: dict[str, tuple[int, int, list[int], int]] = {}
    # Tiny plans are far from their bounds, so nearly every rung is climbed: fewer rungs and less work on each.
    ladder._STEPS = ((1000, 100),)  # noqa: SLF001 - as the tests do
    lagrange.THOROUGH = lagrange.Effort(steps=20, rounds=2, steps_per_round=6)
    usual = solver.EXACT_BELOW, solver.EXACT_BELOW_WITHOUT_CLASSES
    for seed, (people, courses, paid), budget, hours in product(range(7), SHAPES, BUDGETS, HOURS):
        tables = agency(people, courses, class_costs=paid, gaps_each=4, seed=seed)
        nips = tables[0]["nip"].drop_duplicates()
        limits = TrainingLimits(
            budget=int(budget * people * 10**6),
            max_jp_per_person=50.0 if hours == "all" else None,
            max_jp_of=dict.fromkeys(nips.iloc[::3], 24.0) if hours == "third" else {},
            max_courses_per_person=(None, 1, 2)[seed % 3],
        )
        instance = useful_pairs(*tables, limits, AS_OF).instance
        if not len(instance.benefit):
            continue
        best = 0
        for method, switch in (("usual", usual), ("priced", (0, 0))):
            solver.EXACT_BELOW, solver.EXACT_BELOW_WITHOUT_CLASSES = switch
            plan, _, _ = solver.solve(instance)
            name = f"{seed} {people}x{courses} {budget} {hours} {method}"
            objective = instance.objective(plan.chosen)
            best = max(best, objective if plan.method == "exact" else 0)
            found[name] = (objective, plan.bound, plan.chosen.tolist(), best)
        solver.EXACT_BELOW, solver.EXACT_BELOW_WITHOUT_CLASSES = usual
    return found


if __name__ == "__main__":
    np.seterr(all="raise", under="ignore")
    raise SystemExit(main(sys.argv[1:]))
