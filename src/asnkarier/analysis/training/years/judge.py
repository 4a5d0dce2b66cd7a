"""The judge of plans of several periods: every limit tested again from the raw tables, sharing nothing with the solvers."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pandas as pd

from asnkarier.analysis.training.calendar.checking import any_day, last_day_of
from asnkarier.analysis.training.history import years_before
from asnkarier.analysis.training.years.taken import taken_days
from asnkarier.analysis.training.years.terms import REQUIRED_FIRST, YearsTerms
from asnkarier.model.level import MICRO
from asnkarier.model.terms import course_title, needed_training, normalise

_TINY: Final = 2e-6
# Plans of these methods say that they hold no course that has to run.
_UNHELD: Final = ("infeasible", "not_found")


def years_violations(
    chosen: pd.DataFrame,
    classes: pd.DataFrame,
    totals: dict[str, Any],
    gaps: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    terms: YearsTerms,
) -> list[str]:
    """Return what is wrong with a plan, in sentences for a developer; empty when it keeps every limit."""
    judge = _Judge(chosen, classes, totals, gaps, courses, trainings, terms)
    unknown = list(judge.unknown())
    if unknown:
        return unknown
    tests = (
        judge.keys, judge.levels, judge.when, judge.persons, judge.classes_held, judge.money, judge.away, judge.sums,
    )  # fmt: skip
    return [sentence for test in tests for sentence in test()]


class _Judge:
    def __init__(
        self,
        chosen: pd.DataFrame,
        classes: pd.DataFrame,
        totals: dict[str, Any],
        gaps: pd.DataFrame,
        courses: pd.DataFrame,
        trainings: pd.DataFrame,
        terms: YearsTerms,
    ) -> None:
        self._rows: list[dict[str, Any]] = [dict(row) for row in chosen.to_dict("records")]  # type: ignore[arg-type]
        self._classes = classes.to_dict("records")
        self._totals, self._terms = totals, terms
        self._course = {row["kode"]: row for row in courses.to_dict("records")}
        mine = gaps[gaps["nip"].isin(chosen["nip"])]
        self._fact: dict[tuple[str, str], dict[str, Any]] = {}
        for row in mine.to_dict("records"):
            self._fact[row["nip"], row["kompetensi"]] = {str(name): value for name, value in row.items()}
        self._taken = taken_days(trainings[trainings["nip"].isin(chosen["nip"])])
        self._periods = {(one.year, one.number): one for one in terms.periods}
        self._places = {
            (row["nip"], row["kode"]): (row["tahun"], row["periode"], row["kelas"]) for row in self._rows
        }
        titles = {normalise(kode): course_title(row["nama_pelatihan"]) for kode, row in self._course.items()}
        needed = {kode: needed_training(row["prasyarat"]) for kode, row in self._course.items()}
        self._needed = {kode: titles.get(text, course_title(text)) for kode, text in needed.items()}
        self._of_person: dict[str, list[tuple[str, tuple[Any, ...]]]] = defaultdict(list)
        for (nip, kode), place in self._places.items():
            self._of_person[nip].append((kode, place[:2]))

    def unknown(self) -> Iterator[str]:
        for row in self._rows:
            if row["kode"] not in self._course:
                yield f"{row['kode']} is no course"
            if (row["tahun"], row["periode"]) not in self._periods:
                yield f"{row['tahun']}/{row['periode']} is no period of the plan"
            if row["reason"]["code"] != "prerequisite" and (
                self._fact.get((row["nip"], row["kompetensi"]), {}).get("status") != "gap"
            ):
                yield f"{row['nip']} has no gap in {row['kompetensi']}"

    def keys(self) -> Iterator[str]:
        seen: dict[tuple[str, str], tuple[Any, ...]] = {}
        told: set[tuple[str, str, str]] = set()
        for row in self._rows:
            place = (row["tahun"], row["periode"], row["kelas"])
            if seen.setdefault((row["nip"], row["kode"]), place) != place:
                yield f"{row['nip']} takes {row['kode']} twice"
            key = (row["nip"], row["kode"], row["kompetensi"])
            if key in told:
                yield f"{row['nip']} has two rows of {row['kode']}"
            told.add(key)

    def _teaches(self, kode: str) -> dict[str, tuple[float | None, float]]:
        course = self._course[kode]
        also = [(course["kompetensi"], course["level_awal"], course["level_akhir"])]
        also += list(course.get("juga") or ())
        out: dict[str, tuple[float | None, float]] = {}
        for name, low, high in also:
            out.setdefault(name, (None if pd.isna(low) else float(low), float(high)))
        return out

    def levels(self) -> Iterator[str]:
        """Each gap is narrowed along one line of courses, each later than the one before and from where that ended."""
        lines: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in self._rows:
            if row["reason"]["code"] == "prerequisite":
                yield from self._only_presupposed(row)
            else:
                lines[row["nip"], row["kompetensi"]].append(row)
        for (nip, kompetensi), line in lines.items():
            fact = self._fact[nip, kompetensi]
            level, before = float(fact["level"]), None
            for row in sorted(line, key=lambda one: (one["tahun"], one["periode"])):
                teaches = self._teaches(row["kode"])
                if kompetensi not in teaches:
                    yield f"{row['kode']} does not teach {kompetensi}"
                    break
                low, high = teaches[kompetensi]
                if before == (row["tahun"], row["periode"]):
                    yield f"{nip} takes two courses for {kompetensi} in one period"
                if low is not None and low > level + _TINY:
                    yield f"{row['kode']} starts above the level of {nip}"
                if high <= level:
                    yield f"{row['kode']} ends at or below the level of {nip}"
                if before is not None and (
                    low is None or low <= float(fact["level"]) + _TINY or len(teaches) > 1
                ):
                    yield f"{row['kode']} is no step for {nip}"
                yield from self._gain(row, fact, level, high)
                level, before = high, (row["tahun"], row["periode"])

    def _gain(self, row: dict[str, Any], fact: dict[str, Any], level: float, high: float) -> Iterator[str]:
        low, end = min(level, fact["required"]), min(high, fact["required"])
        if abs(row["level_from"] - low) > _TINY or abs(row["level_to"] - end) > _TINY:
            yield f"{row['nip']} goes from {low} to {end} by {row['kode']}, not as its row says"
        weight = fact["weight"] * self._terms.urgent.get(row["nip"], 1)
        if fact["critical"]:
            weight *= self._terms.limits.critical_weight
            weight *= REQUIRED_FIRST if self._terms.required_first else 1
        expected = self._terms.limits.expected.get(row["kode"], float("inf"))
        if expected <= 0:
            yield f"{row['kode']} is expected to raise nobody"
        benefit = weight * float(self._terms.worth(int(row["tahun"]))) * min(end - low, expected)
        if abs(row["benefit"] - benefit) > _TINY * (1 + weight):
            yield f"the benefit of {row['nip']} in {row['kode']} is {benefit}"
        if self._course[row["kode"]].get("juga") and len(self._teaches(row["kode"])) > 1:
            for name, (first, _) in self._teaches(row["kode"]).items():
                known = self._fact.get((row["nip"], name), {}).get("level")
                if first is not None and (known is None or pd.isna(known) or known < first - _TINY):
                    yield f"{row['kode']} starts above the level of {row['nip']} in {name}"

    def _only_presupposed(self, row: dict[str, Any]) -> Iterator[str]:
        name = course_title(self._course[row["kode"]]["nama_pelatihan"])
        serves = [
            kode
            for kode, when in self._of_person[row["nip"]]
            if self._needed[kode] == name and when > (row["tahun"], row["periode"])
        ]
        if not serves:
            yield f"{row['nip']} takes {row['kode']} for nothing"
        if row["benefit"]:
            yield f"{row['kode']} raises nothing and has a benefit"
        for kompetensi, (low, _) in self._teaches(row["kode"]).items():
            known = self._fact.get((row["nip"], kompetensi), {}).get("level")
            if low is not None and (known is None or pd.isna(known) or known < low - _TINY):
                yield f"{row['kode']} starts above the level of {row['nip']}"

    def when(self) -> Iterator[str]:
        """Classes on their days; people in service, admitted, prepared, and not sent again too soon."""
        start = self._terms.periods[0].start
        for row in self._rows:
            nip, kode, course = row["nip"], row["kode"], self._course[row["kode"]]
            period = self._periods[row["tahun"], row["periode"]]
            day = course.get("tanggal_mulai")
            if day is not None and pd.notna(day) and not period.start <= day.date() <= period.end:
                yield f"{kode} is held on {day.date()}"
            window = course.get("jendela")
            if window is not None and not any_day(window, period.start, period.end):
                yield f"{kode} is held from {window.first} to {window.last}"
            if self._terms.leaves.get(nip, date.max) <= last_day_of(course, period.start, period.end):
                yield f"{nip} is out of service in {period.year}/{period.number}"
            if nip in self._terms.limits.closed.get(kode, ()):
                yield f"{nip} is not admitted to {kode}"
            years = self._terms.limits.not_repeated_years
            for taken in self._taken.get((nip, course_title(course["nama_pelatihan"])), ()):
                if years is not None and pd.notna(taken) and taken.date() > years_before(period.start, years):
                    yield f"{nip} took {kode} too recently"
            needed = self._needed[kode]
            if not needed:
                continue
            before = any(pd.isna(one) or one.date() <= start for one in self._taken.get((nip, needed), ()))
            planned = any(
                when < (row["tahun"], row["periode"])
                and course_title(self._course[other]["nama_pelatihan"]) == needed
                for other, when in self._of_person[nip]
            )
            if not before and not planned:
                yield f"{nip} lacks {needed} for {kode}"

    def persons(self) -> Iterator[str]:
        hours: Counter[tuple[str, int]] = Counter()
        count: Counter[tuple[str, int]] = Counter()
        for (nip, kode), (year, _, _) in self._places.items():
            jp = self._course[kode]["jp"]
            if pd.isna(jp) and self._terms.max_jp(nip, int(year)) is not None:
                yield f"the hours of {kode} are not known"
            hours[nip, int(year)] += 0 if pd.isna(jp) else round(jp * MICRO)
            count[nip, int(year)] += 1
        for (nip, year), used in hours.items():
            most = self._terms.max_jp(nip, year)
            if most is not None and used > round(most * MICRO):
                yield f"{nip} has {used / MICRO} JP in {year}"
        courses = self._terms.limits.max_courses_per_person
        for (nip, year), number in count.items():
            if courses is not None and number > courses:
                yield f"{nip} has {number} courses in {year}"

    def classes_held(self) -> Iterator[str]:
        seats = Counter((kode, *place) for (_, kode), place in self._places.items())
        told = {
            (row["kode"], row["tahun"], row["periode"], row["kelas"]): row["peserta"] for row in self._classes
        }
        if dict(seats) != told:
            yield "the classes do not hold the people of the plan"
        in_year: Counter[tuple[str, int]] = Counter()
        for (kode, year, _, _), people in seats.items():
            course = self._course[kode]
            in_year[kode, year] += 1
            if pd.notna(course["kuota"]) and people > course["kuota"]:
                yield f"a class of {kode} has {people} people for {course['kuota']} seats"
            if pd.notna(course["minimal_peserta"]) and people < course["minimal_peserta"]:
                yield f"a class of {kode} has {people} people, fewer than {course['minimal_peserta']}"
        for (kode, year), number in in_year.items():
            kelas = self._course[kode]["kelas"]
            if number > (1 if pd.isna(kelas) else int(kelas)):
                yield f"{kode} has {number} classes in {year}"
        held = {kode for kode, _ in in_year}
        for kode in self._terms.must_run:
            if kode in self._course and kode not in held and self._totals["method"] not in _UNHELD:
                yield f"{kode} does not run"

    def _costs(self) -> Iterator[tuple[str, str | None, int, int]]:
        """Yield kode, nip (None: a class), year and rupiah of every place and class."""
        for (nip, kode), (year, _, _) in self._places.items():
            yield kode, nip, int(year), round(self._course[kode]["biaya"])
        for row in self._classes:
            of_class = self._course[row["kode"]]["biaya_kelas"]
            yield row["kode"], None, int(row["tahun"]), 0 if pd.isna(of_class) else round(of_class)

    def money(self) -> Iterator[str]:
        everything: Counter[int] = Counter()
        funds: Counter[tuple[str, int]] = Counter()
        units: Counter[tuple[str, int]] = Counter()
        for kode, nip, year, rupiah in self._costs():
            everything[year] += rupiah
            fund = self._course[kode].get("sumber_dana")
            funds[str(fund) if fund in self._terms.funds else "", year] += rupiah
            for unit, people in self._terms.members.items():
                if nip in people:
                    units[unit, year] += rupiah
        if sum(everything.values()) != self._totals["spent"]:
            yield f"the plan costs {sum(everything.values())}, not {self._totals['spent']}"
        terms, whole = self._terms, Counter({("", year): spent for year, spent in everything.items()})
        yearly = {("", year): terms.budgets.get(year, terms.budget) for year in everything}
        of_fund = {one: terms.funds.get(one[0], terms.other_funds) for one in funds}
        of_unit = {one: terms.units.get(one[0]) for one in units}
        for spent_of, limits in ((whole, yearly), (funds, of_fund), (units, of_unit)):
            for one, spent in spent_of.items():
                if spent > (spent if (most := limits[one]) is None else most):
                    yield f"{spent} rupiah of {one[0] or 'all'} are spent in {one[1]}"
        told = sum(round(row["biaya"]) for row in self._rows)
        told += sum(round(row["biaya_kelas"]) for row in self._classes)
        if told != self._totals["spent"]:
            yield f"the rows cost {told}"

    def away(self) -> Iterator[str]:
        if self._terms.max_away is None:
            return
        for unit, people in self._terms.staff.items():
            count = Counter(place[:2] for (nip, _), place in self._places.items() if nip in people)
            for period, places in count.items():
                if places > max(1, int(self._terms.max_away * len(people))):
                    yield f"{places} places of {unit} in {period}"

    def sums(self) -> Iterator[str]:
        objective = round(sum(row["benefit"] for row in self._rows) * MICRO)
        if abs(objective - round(self._totals["objective"] * MICRO)) > max(2, len(self._rows) // 1000):
            yield "the objective is not the sum of the benefits"
        if self._totals["objective"] > self._totals["bound"] + _TINY:
            yield "the objective is above its bound"
        if self._totals["greedy_objective"] > self._totals["objective"] + _TINY:
            yield "the objective is below the greedy plan"
        each = [self._terms.budgets.get(year, self._terms.budget) for year in self._terms.years]
        budget = None if None in each else sum(one or 0 for one in each)
        if self._totals["budget"] != budget:
            yield f"the totals name a budget of {self._totals['budget']}"
