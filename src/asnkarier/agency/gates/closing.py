"""What would close a gate that somebody does not meet, in which months, and what that costs where the catalogue of courses says it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.gates.eligibility import Gate
from asnkarier.analysis.gates.remedies import Waiting
from asnkarier.analysis.gates.targets import Case
from asnkarier.model.said import Said, said, together
from asnkarier.model.terms import normalise

_WANTED: Final = "trainings_wanted"
_STUDY, _APPRAISED = "tingkat_pendidikan", "predikat"
# With more competencies than that to choose from, all are closed: no choice among them is looked for.
_MOST_CHOICES: Final = 12


@dataclass(frozen=True)
class Remedy:
    """What closes a gate for one person: the way, the months in which its courses run as the catalogue says them (`2027-03` or `2027-03–2027-04`), rupiah, and what the cost is made of, or why none is known.

    cost: of one participant, with the class of a course that no plan opens; class_cost: what of it is for classes.
    """

    way: Said | None
    months: tuple[str, ...] = ()
    cost: int | None = None
    cost_reason: Said | None = None
    class_cost: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Course:
    """A course of the catalogue for one more participant. cost: with the class where it is opened for that one; class_cost: of the class then, else 0.

    plan: the plan that opens a class of it with places left, empty where none does.
    """

    cost: float
    name: str
    class_cost: float = 0
    plan: str = ""


class CourseCosts:
    """The courses of the catalogue by their words, with what one more participant costs and when they run."""

    def __init__(self, courses: pd.DataFrame, planned: Mapping[str, str] | None = None) -> None:
        """Read the catalogue. planned: by kode the plan that opens a class with places left; a class that costs nothing said costs nothing, as in a plan."""
        names = courses["nama_pelatihan"].astype(object).tolist()
        kodes = courses["kode"].astype(str).tolist()
        costs, fixed = (pd.to_numeric(courses[one]).tolist() for one in ("biaya", "biaya_kelas"))
        self.by_kode = {
            kode: _course_of(str(name), cost, of_class, (planned or {}).get(kode, ""))
            for kode, name, cost, of_class in zip(kodes, names, costs, fixed, strict=True)
        }
        self.courses = [(set(normalise(one.name).split()), one) for one in self.by_kode.values()]
        days = zip(courses["tanggal_mulai"].tolist(), courses["tanggal_selesai"].tolist(), strict=True)
        self.months: dict[str, str] = {}
        for name, (first, last) in zip(names, days, strict=True):
            if not pd.isna(first):
                self.months.setdefault(str(name), months_between(first, last))

    def remedy(self, gate: Gate) -> Remedy:
        """Return what closes a gate for one person and its cost in rupiah; nothing where nothing is known of either.

        A training that the gate asks for is sought in the catalogue, the cheapest course whose name holds all its words.
        """
        found = self.of_training(gate)
        return Remedy(None) if found is None else found

    def of_training(self, gate: Gate) -> Remedy | None:
        """Return the course that closes a gate which asks for a training; None for any other gate."""
        required = gate.outcome.required
        names = dict(required.facts).get("names") if required.code == _WANTED else None
        if not isinstance(names, tuple):
            return None
        found = [self._course(str(name)) for name in names]
        known = sorted(one for one in found if one is not None)
        if not known:
            return Remedy(said("remedy_no_course"), cost_reason=said("cost_unknown"))
        return self._of(said("remedy_course", name=known[0].name), known[:1])

    def of_courses(self, courses: Sequence[Course], code: str = "remedy_courses") -> Remedy:
        """Return the remedy of taking these courses; code: how it is said."""
        return self._of(said(code, names=tuple(one.name for one in courses)), courses)

    def _of(self, way: Said, courses: Sequence[Course]) -> Remedy:
        cost, of_classes = (
            round(sum(getattr(one, name) for one in courses)) for name in ("cost", "class_cost")
        )
        return Remedy(way, self._months([one.name for one in courses]), cost, _made_of(courses), of_classes)

    def _months(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.months[name] for name in names if name in self.months))

    def _course(self, wanted: str) -> Course | None:
        words = set(normalise(wanted).split())
        fitting = [one for known, one in self.courses if words <= known and not pd.isna(one.cost)]
        return min(fitting, default=None)


def _course_of(name: str, cost: float, of_class: float, plan: str) -> Course:
    opened = 0 if plan or pd.isna(of_class) else of_class
    return Course(cost + opened, name, opened, plan)


def _made_of(courses: Sequence[Course]) -> Said | None:
    """Return what the cost of courses is made of: classes opened for one, and places in classes that a plan opens."""
    alone = tuple(one.name for one in courses if one.class_cost)
    planned = tuple(one.name for one in courses if one.plan)
    parts = []
    if alone:
        amount = round(sum(one.class_cost for one in courses))
        parts.append(said("cost_class_alone", amount=amount, names=alone))
    if planned:
        plan = next(one.plan for one in courses if one.plan)
        parts.append(said("cost_class_planned", plan=plan, names=planned))
    return together(tuple(parts))


def months_between(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Return the months of a course, `2027-03`, or `2027-03–2027-04` where it ends in another one."""
    begin = f"{first:%Y-%m}"
    end = begin if pd.isna(last) else f"{last:%Y-%m}"
    return begin if begin == end else f"{begin}–{end}"


def without_course(gate: Gate, place: int, case: Case) -> Remedy:
    """Return what closes a gate that no course does: time, a study, the next appraisals; or that nothing of this is known."""
    when = gate.outcome.eligible_on[place]
    if not pd.isna(when):
        return Remedy(said("remedy_time", on=when.item()))
    if gate.check.facts[:1] == (_STUDY,):
        return Remedy(said("remedy_study"), cost_reason=said("cost_unknown"))
    if _APPRAISED in gate.check.facts:
        return Remedy(_appraisals(gate, place, case))
    return Remedy(said("remedy_none"))


def _appraisals(gate: Gate, place: int, case: Case) -> Said:
    """Return which years must be as good as asked: until none that is not, or is not known, is among those that the gate looks at."""
    waiting = Waiting(gate.in_force.value, gate.outcome, np.array([place], dtype=np.int64), case)
    last_year = case.dossiers.last_year
    years = [str(one.target) for one in gate.check.blocked_by(waiting) if len(one.people)]
    lacking = [int(one) for one in years if one.isdigit()]
    first, last = last_year + 1, max(lacking, default=last_year) + gate.check.years_back(gate.in_force.value)
    if last <= first:
        return said("remedy_appraisal", tahun=first)
    return said("remedy_appraisals", first=first, last=last)


def cheapest_enough(choices: Sequence[tuple[int, float, Any]], needed: int) -> tuple[Any, ...] | None:
    """Return the cheapest of the choices (gain, cost, what) that together gain at least `needed`; None when all together do not.

    Of equally cheap ones the fewest, then the first. With more than a dozen choices those that gain the most for their cost, one after the other.
    """
    if sum(gain for gain, _, _ in choices) < needed:
        return None
    if len(choices) > _MOST_CHOICES:
        return _one_after_the_other(choices, needed)
    best: tuple[float, tuple[Any, ...]] | None = None
    for count in range(len(choices) + 1):
        for some in combinations(choices, count):
            cost = sum(one for _, one, _ in some)
            if sum(gain for gain, _, _ in some) >= needed and (best is None or cost < best[0]):
                best = cost, tuple(what for _, _, what in some)
    if best is None:
        raise AssertionError
    return best[1]


def _one_after_the_other(choices: Sequence[tuple[int, float, Any]], needed: int) -> tuple[Any, ...]:
    taken = []
    for gain, _, what in sorted(choices, key=lambda one: one[1] / one[0]):
        if needed > 0:
            taken.append(what)
            needed -= gain
    return tuple(taken)
