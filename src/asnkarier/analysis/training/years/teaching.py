"""Which course raises which gap of whom, in which periods somebody may attend it, and what keeps people out."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.match.matrices import micro_levels
from asnkarier.analysis.training.calendar.window import over_by
from asnkarier.analysis.training.history import TrainingHistory, years_before
from asnkarier.analysis.training.pairs import expected_micro, needed_titles, reversed_days
from asnkarier.analysis.training.years.terms import YearsTerms
from asnkarier.model.level import MICRO
from asnkarier.model.terms import course_title

Bools = NDArray[np.bool_]
# What an entry level of nothing and an unknown level are, so that they compare: anybody enters; nobody unknown does.
_NO_ENTRY: Final = -1
_UNKNOWN: Final = -2


@dataclass(frozen=True)
class Teaching:
    """People (nips), courses by kode, and the gaps to close, in canonical order; levels in millionths.

    gaps: rows with status gap and a weight, by nip and kompetensi; gap_person: per gap; level, required, weight: per gap
    (weight: in benefit units per millionth of a level, before the year counts; plain: the same whatever comes first). teach_course, teach_gap …: every (gap, course) of one
    competency, with the course's entry (-1: none) and end level in it. pre: per course the course that it presupposes (-1: none
    that the catalogue has). several: courses that teach more than one competency. expected: per course the most that a place may count,
    in millionths of a level (`TrainingLimits.expected`).
    """

    nips: pd.Index
    courses: pd.DataFrame
    gaps: pd.DataFrame
    gap_person: Ints
    level: Ints
    required: Ints
    weight: NDArray[np.float64]
    plain: NDArray[np.float64]
    teach_gap: Ints
    teach_course: Ints
    entry: Ints
    end: Ints
    pre: Ints
    several: Bools
    expected: Ints
    admission: "Admission"


@dataclass(frozen=True)
class Admission:
    """Who may attend what when. open: courses x periods; not_before: people x courses sparse rule is asked by `of`."""

    terms: YearsTerms
    nips: pd.Index
    courses: pd.DataFrame
    jp: NDArray[np.float64]
    open: Bools
    closed: dict[int, Ints]
    leaves: NDArray[np.datetime64]
    last_day: NDArray[np.datetime64]
    name_of: Ints
    needed_of: Ints
    history: TrainingHistory
    entered: dict[int, Bools]

    def of(self, person: Ints, course: Ints) -> Bools:
        """Return for each (person, course) in which periods they may attend: pairs x periods. Entry levels are not looked at."""
        periods = self.terms.periods
        out = self.open[course].copy()
        for at, people in self.closed.items():
            mine = course == at
            out[mine & np.isin(person, people)] = False
        out &= ~self.taken_lately(person, course)
        limits = {year: self._most(year) for year in self.terms.years}
        for number, period in enumerate(periods):
            out[:, number] &= self.leaves[person] > self.last_day[course, number]
            most, jp = limits[period.year][person], self.jp[course]
            out[:, number] &= ~np.isfinite(most) | (np.nan_to_num(jp, nan=np.inf) <= most)
        return out

    def taken_lately(self, person: Ints, course: Ints) -> Bools:
        """Return for each (person, course) at which periods it was taken too recently to be offered again: pairs x periods."""
        last = self.history.last_day(person, self.name_of[course])
        years = self.terms.limits.not_repeated_years
        out = np.zeros((len(person), len(self.terms.periods)), dtype=np.bool_)
        if years is None:
            return out
        for number, period in enumerate(self.terms.periods):
            out[:, number] = last > np.datetime64(years_before(period.start, years))
        return out

    def _most(self, year: int) -> NDArray[np.float64]:
        found = [self.terms.max_jp(nip, year) for nip in self.nips]
        return np.array([np.inf if jp is None else jp for jp in found], dtype=np.float64)

    def took_needed(self, person: Ints, course: Ints) -> Bools:
        """Return whether each person took what the course presupposes before the plan begins (or it presupposes nothing)."""
        needed = self.needed_of[course]
        before = self.history.taken_by(person, needed, self.terms.periods[0].start)
        return (needed < 0) | before

    def enters(self, person: Ints, course: Ints) -> Bools:
        """Return whether the assessed levels of each person reach every entry level of the course."""
        out = np.ones(len(person), dtype=np.bool_)
        for at in np.unique(course):
            if int(at) in self.entered:
                mine = course == at
                out[mine] = self.entered[int(at)][person[mine]]
        return out


def taught(courses: pd.DataFrame) -> pd.DataFrame:
    """Return one row per course and competency: course (row of `courses`), kompetensi, level_awal, level_akhir.

    A course may have a column `juga` of further (kompetensi, level_awal, level_akhir) that the same seat raises.
    """
    rows = [
        (at, row.kompetensi, row.level_awal, row.level_akhir) for at, row in enumerate(courses.itertuples())
    ]
    if "juga" in courses:
        rows += [(at, *more) for at, also in enumerate(courses["juga"]) for more in (also or ())]
    table = pd.DataFrame(rows, columns=["course", "kompetensi", "level_awal", "level_akhir"])
    table = table.drop_duplicates(["course", "kompetensi"])
    return table.astype({"course": "int64", "level_awal": "float64", "level_akhir": "float64"})


def read_teaching(
    gaps: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, terms: YearsTerms
) -> Teaching:
    """Return what courses could do for whom. ValueError: a kode twice, or a course without biaya or level_akhir."""
    courses = courses.sort_values("kode", kind="stable", ignore_index=True)
    if courses["kode"].duplicated().any() or courses[["biaya", "level_akhir"]].isna().any(axis=None):
        raise ValueError("every course needs a kode of its own, biaya and level_akhir")
    known = gaps.sort_values(["nip", "kompetensi"], kind="stable", ignore_index=True)
    nips = pd.Index(known["nip"].unique(), dtype="str")
    mine = known[known["status"].eq("gap") & known["weight"].gt(0)].reset_index(drop=True)
    teach = taught(courses)
    gap, place = _same_competency(mine["kompetensi"], teach["kompetensi"])
    entry = np.where(
        teach["level_awal"].isna(), _NO_ENTRY, micro_levels(teach["level_awal"].fillna(0.0))
    ).astype(np.int64)
    person = nips.get_indexer(pd.Index(mine["nip"])).astype(np.int64)
    return Teaching(
        nips=nips,
        courses=courses,
        gaps=mine,
        gap_person=person,
        level=micro_levels(mine["level"]).astype(np.int64),
        required=micro_levels(mine["required"]).astype(np.int64),
        weight=_weights(mine, terms),
        plain=_weights(mine, replace(terms, required_first=False)),
        teach_gap=gap,
        teach_course=teach["course"].to_numpy(dtype=np.int64)[place],
        entry=entry[place],
        end=micro_levels(teach["level_akhir"]).astype(np.int64)[place],
        pre=_presupposed(courses),
        several=teach.groupby("course").size().reindex(range(len(courses))).gt(1).to_numpy(dtype=np.bool_),
        expected=expected_micro(courses, terms.limits),
        admission=_admission(known, nips, courses, trainings, terms, teach, entry),
    )


def _weights(gaps: pd.DataFrame, terms: YearsTerms) -> NDArray[np.float64]:
    factor = np.where(gaps["critical"].astype("bool"), terms.limits.critical_weight, 1.0)
    if terms.required_first:
        from asnkarier.analysis.training.years.terms import REQUIRED_FIRST

        factor = factor * np.where(gaps["critical"].astype("bool"), REQUIRED_FIRST, 1)
    urgent = gaps["nip"].map(dict(terms.urgent)).astype("float64").fillna(1.0).to_numpy()
    weight: NDArray[np.float64] = gaps["weight"].to_numpy(dtype=np.float64) * factor * urgent
    return weight


def _same_competency(of_gap: pd.Series, of_course: pd.Series) -> tuple[Ints, Ints]:
    """Return every (row of one, row of the other) of one competency, by the first and then the second."""
    left = pd.DataFrame({"k": of_gap.to_numpy(dtype=object), "gap": np.arange(len(of_gap))})
    right = pd.DataFrame({"k": of_course.to_numpy(dtype=object), "place": np.arange(len(of_course))})
    both = left.merge(right, on="k", how="inner", validate="many_to_many")
    both = both.sort_values(["gap", "place"], kind="stable")
    return both["gap"].to_numpy(dtype=np.int64), both["place"].to_numpy(dtype=np.int64)


def _presupposed(courses: pd.DataFrame) -> Ints:
    """Return for each course the course of the catalogue that it presupposes, -1 for none."""
    title = [course_title(name) for name in courses["nama_pelatihan"]]
    first: dict[str, int] = {}
    for at, name in enumerate(title):
        first.setdefault(name, at)
    found = [first.get(name, -1) if name else -1 for name in needed_titles(courses, title)]
    return np.array([-1 if one == at else one for at, one in enumerate(found)], dtype=np.int64)


def _admission(
    known: pd.DataFrame,
    nips: pd.Index,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    terms: YearsTerms,
    teach: pd.DataFrame,
    entry: Ints,
) -> Admission:
    title = [course_title(name) for name in courses["nama_pelatihan"]]
    needed = needed_titles(courses, title)
    names = pd.Index(sorted({*title, *needed} - {""}), dtype="str")
    places = {kode: at for at, kode in enumerate(courses["kode"])}
    closed = {
        places[kode]: nips.get_indexer(pd.Index(sorted(people), dtype="str")).astype(np.int64)
        for kode, people in terms.limits.closed.items()
        if kode in places and people
    }
    never = np.datetime64("9999-12-31")
    leaves = [np.datetime64(terms.leaves[nip]) if nip in terms.leaves else never for nip in nips]
    return Admission(
        terms=terms,
        nips=nips,
        courses=courses,
        jp=courses["jp"].to_numpy(dtype=np.float64, na_value=np.nan),
        open=_open(courses, terms),
        closed=closed,
        leaves=np.array(leaves, dtype="datetime64[D]"),
        last_day=_last_days(courses, terms),
        name_of=names.get_indexer(pd.Index(title, dtype="str")).astype(np.int64),
        needed_of=names.get_indexer(pd.Index(needed, dtype="str")).astype(np.int64),
        history=TrainingHistory(trainings, nips, names),
        entered=_entered(known, nips, teach, entry),
    )


def _open(courses: pd.DataFrame, terms: YearsTerms) -> Bools:
    """Return in which periods each course can be held: all, the one in which its stated day lies, or those that its window (jendela) meets."""
    out = np.ones((len(courses), len(terms.periods)), dtype=np.bool_)
    for at, day in enumerate(courses.get("tanggal_mulai", ())):
        if pd.notna(day):
            out[at] = [period.start <= day.date() <= period.end for period in terms.periods]
    for at, window in enumerate(courses.get("jendela", ())):
        if window is not None:
            out[at] = [window.meets(period.start, period.end) for period in terms.periods]
    out[reversed_days(courses)] = False
    return out


def _last_days(courses: pd.DataFrame, terms: YearsTerms) -> NDArray[np.datetime64]:
    """Return the day by which each course is over in each period, courses x periods: its stated last day, that of its window, else that of the period."""
    out = np.array([[period.end for period in terms.periods]] * len(courses), dtype="datetime64[D]")
    out = out.reshape(len(courses), len(terms.periods))
    for at, course in enumerate(courses.to_dict("records")):
        for number, period in enumerate(terms.periods):
            out[at, number] = np.datetime64(over_by(course, period.start, period.end))
    return out


def _entered(known: pd.DataFrame, nips: pd.Index, teach: pd.DataFrame, entry: Ints) -> dict[int, Bools]:
    """Return for each course with entry levels who reaches them all; who was not assessed reaches none."""
    out: dict[int, Bools] = {}
    asked = np.flatnonzero(entry >= 0)
    levels = known[known["level"].notna()]
    for place in asked:
        row = teach.iloc[int(place)]
        level = np.full(len(nips), _UNKNOWN, dtype=np.int64)
        mine = levels[levels["kompetensi"] == row["kompetensi"]]
        level[nips.get_indexer(pd.Index(mine["nip"]))] = np.rint(mine["level"] * MICRO).astype(np.int64)
        reached = level >= entry[place]
        at = int(row["course"])
        out[at] = out[at] & reached if at in out else reached
    return out
