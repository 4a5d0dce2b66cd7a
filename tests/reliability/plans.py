"""Plans of training against trying everything, and large ones against HiGHS: is the plan the best, and is what is called proven true?

Small invented offices with every family of limits (years, periods, funds, units, own budgets of a year, costs and least participants of classes,
steps, courses of several competencies, what is presupposed, absence, what comes first, what must run, ceilings of hours, who leaves) are planned by the
exact solver and by prices, for years and for one year, and judged again by the plain words of `years_by_hand`. Large ones, of 8,000 to 20,000
variables, are given to HiGHS for a minute: no plan of ours may exceed its bound, nor any plan of HiGHS ours.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from figures import ROOT, Tally, main
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, vstack

from asnkarier.analysis.quiet import no_chatter
from asnkarier.analysis.training.capacities import Capacity
from asnkarier.analysis.training.judge import plan_violations
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.pairs import useful_pairs
from asnkarier.analysis.training.plan import plan_training
from asnkarier.analysis.training.solving import solver as of_one_year
from asnkarier.analysis.training.years.judge import years_violations
from asnkarier.analysis.training.years.one_year import programme_of
from asnkarier.analysis.training.years.plan import plan_years
from asnkarier.analysis.training.years.solving import solver as of_years
from asnkarier.analysis.training.years.solving.exact import blocks_of
from asnkarier.analysis.training.years.solving.priced import large as large_ones
from asnkarier.analysis.training.years.solving.programme import Programme

sys.path.insert(0, str(ROOT / "benchmarks"))
from test_training_years import AS_OF, course, frames, terms_of
from training import agency
from training_years import families
from years_by_hand import Office

SMALL, QUICK = 400, 25
LARGE, SECONDS = 20, 60
# The most that a large plan may lose where HiGHS proves the optimum.
MOST_LOST = 0.001
# More ways to combine what single people could do are not tried.
MOST_COMBINED = 20_000
NIPS = tuple(f"19900101201501190{number}" for number in range(4))
CALENDARS = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1))


def office(seed: int, *, one_year: bool = False) -> Office:
    """Return an office that can be tried out, with some of the families; one_year: only what a plan of one year and one budget knows."""
    dice = random.Random(seed)
    while True:
        made = _office(dice, one_year=one_year)
        if prod(len(made.choices(nip)) for nip in made.people) <= MOST_COMBINED:
            return made


def _office(dice: random.Random, *, one_year: bool) -> Office:
    years, each = (1, 1) if one_year else dice.choice(CALENDARS)
    periods = [(AS_OF.year + year, number) for year in range(years) for number in range(1, each + 1)]
    names = "abc"[: dice.randint(1, 3)]
    people = {
        nip: {name: (dice.randint(0, 3), dice.randint(1, 4), dice.randint(1, 3)) for name in names}
        for nip in NIPS[: dice.randint(1, 4)]
    }
    kodes = "ABCDE"[: dice.randint(1, 5)]
    courses = [_course(dice, kode, kodes, names, len(periods), one_year=one_year) for kode in kodes]
    return Office(people, courses, periods, _limits(dice, people, kodes, periods, one_year=one_year))


def _course(
    dice: random.Random, kode: str, kodes: str, names: str, periods: int, *, one_year: bool
) -> dict[str, Any]:
    low = dice.choice([None, 0, 1, 2])
    also = not one_year and len(names) > 1 and dice.random() < 0.25
    return course(
        kode, names[0] if also else dice.choice(names), low, (low or 0) + dice.randint(1, 2), dice.randint(0, 4),
        jp=dice.choice([5, 10, 20]),
        biaya_kelas=dice.choice([None, 0, 1, 3]),
        kuota=dice.choice([None, 1, 2, 3]),
        minimal_peserta=dice.choice([None, 1, 2, 3]),
        kelas=dice.choice([None, 0, 1, 2, 2]),
        prasyarat=dice.choice(kodes[: kodes.index(kode)]) if kode != kodes[0] and dice.random() < 0.3 else None,
        sumber_dana=dice.choice([None, "APBD", "DAK"]),
        juga=[(names[1], dice.choice([None, 1]), dice.randint(2, 4))] if also else None,
        period=dice.randrange(periods) if dice.random() < 0.15 else None,
    )  # fmt: skip


def _limits(
    dice: random.Random, people: dict[str, Any], kodes: str, periods: list[tuple[int, int]], *, one_year: bool
) -> dict[str, Any]:
    nips, years = list(people), sorted({year for year, _ in periods})
    unit = {nip: dice.choice("XY") for nip in nips}
    share = dice.choice([Fraction(1, 3), Fraction(1, 2), Fraction(1)])
    sizes = Counter(unit.values())
    first, later = dice.choice([0, 5, 10, 24]), dice.choice([10, 24])
    critical = {(nip, name) for nip in nips for name in people[nip] if dice.random() < 0.3}
    either: dict[str, dict[str, Any]] = {
        "budget": {"budget": dice.randint(0, 12)},
        "courses": {"courses": dice.randint(1, 3)},
        "jp": {"jp": dice.choice([10, 20, 25])},
        "PPPK": {"hours": {nips[0]: {year: first if year == years[0] else later for year in years}}},
        "taken": {"taken": {dice.choice(nips): [dice.choice(kodes)]}},
        "recent": {"recent": {dice.choice(nips): {dice.choice(kodes): dice.choice([2022, 2023, 2024])}}},
        "closed": {"closed": {dice.choice(kodes): [dice.choice(nips)]}},
        "expected": {"expected": {dice.choice(kodes): dice.choice([Fraction(1, 2), Fraction(3, 2)])}},
        "critical": {"critical": critical, "critical_weight": dice.choice([1, 2])},
        "funds": {"funds": {"APBD": dice.randint(0, 8), "DAK": dice.randint(0, 5)}},
        "units": {"units": {"X": dice.randint(0, 6)}},
    }
    if not one_year:
        either |= {
            "own budget": {"budgets": {years[-1]: dice.randint(0, 9)}},
            "away": {"share": share, "away": {name: max(1, int(share * size)) for name, size in sizes.items()}},
            "later": {"later": dice.choice([Fraction(1, 10), Fraction(1, 50)])},
            "leaves": {"leaves": {nips[-1]: dice.randrange(len(periods))}},
            "first": {"first": True, "critical": critical},
            "urgent": {"urgent": {dice.choice(nips): dice.choice([2, 3])}},
            "must run": {"must_run": [dice.choice(kodes)]},
        }  # fmt: skip
    out: dict[str, Any] = {"unit": unit}
    for one in either.values():
        if dice.random() < 0.4:
            out |= one
    return out


def told_of(made: Office) -> str:
    return f"{made.people} {list(made.courses.values())} {made.periods} {made.limits}"


@dataclass
class Small:
    """How many offices, and how many of their plans were less than the best by the method of large plans."""

    tally: Tally = field(default_factory=Tally)
    families: Counter[str] = field(default_factory=Counter)
    priced: int = 0
    short: int = 0
    loss: float = 0.0

    def years(self, seed: int) -> None:
        made = office(seed)
        best, tables, terms = made.best(), frames(made), terms_of(made)
        self.families.update(list(made.limits))
        plan = plan_years(*tables, terms)
        where = f"years {seed}: {told_of(made)}"
        if best is None:
            self.tally.expect(plan.totals["method"] == "infeasible", f"{where}: a plan where there is none")
            return
        self._is_best(plan, best, where)
        held = len(plan.classes)
        self.tally.expect(held == made.fewest, f"{where}: {held} classes, not {made.fewest}")
        self.tally.expect(_by_hand(made, plan.chosen) == best, f"{where}: counted by hand it is another")
        self._judged(years_violations(plan.chosen, plan.classes, plan.totals, *tables, terms), where)
        with _as_if_large():
            rough = plan_years(*tables, terms)
        if rough.totals["method"] in {"infeasible", "not_found"}:
            self.tally.expect(
                False, f"{where}: the method of large plans finds none that holds what must run"
            )
            return
        self._bounds(rough.totals, best, f"{where}: as if large")
        with _as_if_large(searched=True):
            self._bounds(
                plan_years(*tables, terms).totals, best, f"{where}: as if searched for whole classes"
            )

    def one_year(self, seed: int) -> None:
        made = office(seed, one_year=True)
        best, tables, limits = made.best(), frames(made), limits_of(made)
        self.families.update(list(made.limits))
        plan = plan_training(*tables, limits, AS_OF, alone=True)
        where = f"one year {seed}: {told_of(made)}"
        self._is_best(plan, best, where)
        self.tally.expect(
            _by_hand(made, plan.chosen.assign(tahun=AS_OF.year, periode=1)) == best,
            f"{where}: counted by hand it is another",
        )
        self._judged(plan_violations(plan.chosen, plan.classes, plan.totals, *tables, limits, AS_OF), where)
        for searched in (False, True):
            with _as_if_large(searched=searched):
                totals = plan_training(*tables, limits, AS_OF, alone=True).totals
            self._bounds(totals, best, f"{where}: as if large, searched for whole classes: {searched}")

    def _is_best(self, plan: Any, best: Any, where: str) -> None:
        totals, near = plan.totals, 1e-5 * (1 + float(best[0]))
        same = abs(totals["objective"] - best[0]) <= near and abs(totals["bound"] - best[0]) <= near
        self.tally.expect(totals["method"] == "exact" and same, f"{where}: {totals}, not {best}")
        self.tally.expect(totals["spent"] == -best[1], f"{where}: costs {totals['spent']}, not {-best[1]}")

    def _judged(self, found: list[str], where: str) -> None:
        self.tally.expect(not found, f"{where}: {found}")

    def _bounds(self, totals: dict[str, Any], best: Any, where: str) -> None:
        near = 1e-5 * (1 + float(best[0]))
        told = totals["objective"] - near <= best[0] <= totals["bound"] + near
        self.tally.expect(told, f"{where}: {totals['objective']} {totals['bound']}, not {best}")
        self.priced += 1
        if best[0]:
            lost = max(0.0, 1 - totals["objective"] / float(best[0]))
            self.short += lost > 1e-6
            self.loss = max(self.loss, lost)


class _as_if_large:  # noqa: N801 - used as a word
    """Within it no plan is small enough to be solved exactly; nor to be searched for whole classes, unless it is asked."""

    def __init__(self, *, searched: bool = False) -> None:
        none = 0 if searched else large_ones.CLOSE_BELOW
        self._then = [(of_years, "EXACT_BELOW", 0), (of_years, "CLOSE_ABOVE", none)]
        self._then += [(of_one_year, "EXACT_BELOW", 0), (of_one_year, "EXACT_BELOW_WITHOUT_CLASSES", 0)]
        self._then += [(of_one_year, "CLOSE_BELOW", large_ones.CLOSE_BELOW if searched else 0)]

    def __enter__(self) -> None:
        self._kept = [(where, name, getattr(where, name)) for where, name, _ in self._then]
        for where, name, value in self._then:
            setattr(where, name, value)

    def __exit__(self, *_: object) -> None:
        for where, name, value in self._kept:
            setattr(where, name, value)


def limits_of(made: Office) -> TrainingLimits:
    """Return the limits of a plan of one year: funds and units as what people share."""
    terms, limits = terms_of(made), made.limits
    of_fund = {name: frozenset(one["kode"] for one in made.courses.values() if one["sumber_dana"] == name) for name in ("APBD", "DAK")}  # fmt: skip
    shared = [
        Capacity("budget", name, most, "biaya", "biaya_kelas", kodes=of_fund[name])
        for name, most in limits.get("funds", {}).items()
    ]
    shared += [
        Capacity("budget", name, most, "biaya", nips=terms.members.get(name, frozenset()))
        for name, most in limits.get("units", {}).items()
    ]
    return TrainingLimits(
        budget=limits.get("budget"), capacities=tuple(shared), max_jp_per_person=terms.limits.max_jp_per_person,
        max_courses_per_person=terms.limits.max_courses_per_person, max_jp_of=terms.first_jp, not_repeated_years=3,
        critical_weight=terms.limits.critical_weight, closed=terms.limits.closed, expected=terms.limits.expected,
    )  # fmt: skip


def _by_hand(made: Office, chosen: Any) -> tuple[Fraction, int] | None:
    """Return benefit and cost of a plan by the plain words; None when a person or the office may not have it."""
    at = {when: number for number, when in enumerate(made.periods)}
    places: dict[str, set[tuple[str, int]]] = {nip: set() for nip in made.people}
    for row in chosen.to_dict("records"):
        places[row["nip"]].add((row["kode"], at[row["tahun"], row["periode"]]))
    benefit = Fraction(0)
    for nip, mine in places.items():
        known = dict(made.choices(nip))
        if frozenset(mine) not in known:
            return None
        benefit += known[frozenset(mine)]
    cost = made.fits({nip: frozenset(mine) for nip, mine in places.items()})
    return None if cost is None else (benefit, -cost)


def large(number: int) -> tuple[str, Any, Programme]:
    """Return what is asked, its plan's totals, and the programme, of one of the large agencies: years in turns with one year."""
    dice = random.Random(1000 + number)
    if number % 2:
        people, courses, years = dice.choice([(450, 40, 3), (600, 60, 3), (750, 50, 2), (900, 40, 2)])
        tables = families(people, courses, years, dice.randint(20, 120) * people * 10_000, seed=number)
        plan = plan_years(*tables)
        return f"{people}x{courses}x{years}", plan.totals, plan.problem.programme
    people, courses = dice.choice([(1200, 40), (1500, 60), (1800, 40), (2200, 80)])
    tables = agency(people, courses, class_costs=number % 4 == 0, seed=number)
    limits = TrainingLimits(
        budget=dice.randint(20, 120) * people * 10_000, max_courses_per_person=2, critical_weight=2,
        max_jp_of=dict.fromkeys(tables[0]["nip"].drop_duplicates()[::5], 24.0),
    )  # fmt: skip
    totals = plan_training(*tables, limits, AS_OF, alone=True).totals
    return f"{people}x{courses}", totals, programme_of(useful_pairs(*tables, limits, AS_OF).instance)


def highs(programme: Programme, seconds: float) -> tuple[float, float]:
    """Return the best benefit and the bound that HiGHS reaches within so many seconds, in weighted levels."""
    blocks = list(blocks_of(programme))
    upper = np.concatenate([np.ones(programme.variables), programme.slots.most])
    with no_chatter():
        result = milp(
            c=-np.concatenate([programme.benefit, np.zeros(len(programme.slots))]) / 1e6,
            constraints=LinearConstraint(
                csr_array(vstack([one.matrix for one in blocks])), -np.inf, np.concatenate([one.most for one in blocks])
            ),
            integrality=np.ones(len(upper), dtype=np.int64),
            bounds=Bounds(0, upper),
            options={"mip_rel_gap": 0.0, "time_limit": seconds},
        )  # fmt: skip
    found = 0.0 if result.x is None else -float(result.fun)
    return found, -float(result.mip_dual_bound)


def compared(count: int, tally: Tally, seconds: float) -> Iterator[tuple[float, float, float]]:
    """Yield our gap, the most that we can lose against HiGHS's bound, and ours above HiGHS's plan, as shares."""
    for number in range(count):
        began = time.process_time()
        name, totals, programme = large(number)
        own = time.process_time() - began
        found, bound = highs(programme, seconds)
        ours, most = totals["objective"], totals["bound"]
        near = 1e-6 * (1 + bound)
        tally.expect(8_000 <= programme.variables <= 20_000, f"{name}: {programme.variables} variables")
        tally.expect(ours <= bound + near, f"{name} ({number}): {ours} above the bound of HiGHS, {bound}")
        tally.expect(found <= most + near, f"{name} ({number}): HiGHS finds {found} above our bound {most}")
        if found >= bound - near:
            # What HiGHS proves is the best: a thousandth of it may be lost, no more.
            lost = 1 - ours / found if found else 0.0
            tally.expect(
                lost <= MOST_LOST, f"{name} ({number}): {lost:.3%} less than the proven optimum {found}"
            )
        least = min(bound, most)
        print(
            f"  {number} {name}, {programme.variables} variables, {totals['method']}, {own:.1f} s: {ours:.2f} of {most:.2f} ({totals['optimality_gap']:.3%}); "
            f"HiGHS {found:.2f} of {bound:.2f}; at most {1 - ours / least:.3%} is lost",
            flush=True,
        )
        yield totals["optimality_gap"], 1 - ours / least, ours / max(found, 1e-9) - 1


def trial(quick: bool, _folder: Path) -> tuple[str, list[str]]:
    small, tally = Small(), Tally()
    for seed in range(QUICK if quick else SMALL):
        small.years(seed)
        small.one_year(10_000 + seed)
    faults = small.tally.faults + ([] if quick else tally.faults)
    offices = 2 * (QUICK if quick else SMALL)
    figure = (
        f"{offices} small offices of {len(small.families)} families: {small.tally.trials} comparisons, {len(small.tally.faults)} wrong; the method of large plans "
        f"reaches the optimum in {small.priced - small.short} of {small.priced} (at worst {small.loss:.0%} less)"
    )
    if quick:
        return figure, faults
    rows = np.array(list(compared(LARGE, tally, SECONDS)))
    beside = (
        f"{LARGE} agencies of 8,000 to 20,000 variables beside {SECONDS} s of HiGHS: {len(tally.faults)} wrong, proven gap {rows[:, 0].mean():.3%} on "
        f"average, at most {rows[:, 0].max():.3%}; at most {rows[:, 1].mean():.3%} on average and {rows[:, 1].max():.3%} of any is lost, "
        f"{rows[:, 2].min():+.3%} to {rows[:, 2].max():+.3%} beside the plan of HiGHS"
    )
    return f"{figure}; {beside}", faults + tally.faults


if __name__ == "__main__":
    sys.exit(main("Plans of training against trying everything and HiGHS", trial))
