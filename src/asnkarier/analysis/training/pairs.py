"""Which course would help whom, and why each other course would not."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.match.matrices import micro_levels
from asnkarier.analysis.training.calendar.window import is_over
from asnkarier.analysis.training.capacities import resource
from asnkarier.analysis.training.history import TrainingHistory, years_before
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.analysis.training.solving.instance import CourseTerms, TrainingInstance, effective_classes
from asnkarier.analysis.training.solving.resources import Resources
from asnkarier.model.level import MICRO
from asnkarier.model.terms import course_title, needed_training, normalise, without_edition

COURSE_OVER: Final = "course_over"
# Why a course of the right competency does not help a person, from the farthest from helping to the nearest.
REASONS: Final = (
    "level_akhir",
    "level_awal",
    "no_effect",
    "no_class",
    COURSE_OVER,
    "outside_plan",
    "not_repeated",
    "prasyarat",
    "jp_unknown",
    "jp_limit",
    "jp_open",
    "not_admitted",
)
NO_COURSE: Final = "no_course"


@dataclass(frozen=True, slots=True)
class TrainingPairs:
    """The useful pairs as an instance, with the tables they came from.

    gaps: rows with status gap, by nip and kompetensi; courses: by kode. gap_of and course_of: per useful pair the row
    of `gaps` and of `courses`. excluded: gap, course (rows) and reason (index of REASONS) of every other pair of the
    same competency. nips: people of the instance in order. gain: per useful pair what counts of it, in millionths of a level
    without weight; measured: per course whether that is bound by what is expected of it.
    """

    instance: TrainingInstance
    gaps: pd.DataFrame
    courses: pd.DataFrame
    gap_of: Ints
    course_of: Ints
    excluded: pd.DataFrame
    nips: pd.Index
    gain: Ints
    measured: NDArray[np.bool_]


def useful_pairs(
    gaps: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, limits: TrainingLimits, as_of: date
) -> TrainingPairs:
    """Return who gains what from which course.

    A course helps when it has a class with seats, starts at or below the person's level (no level_awal: no entry condition), ends above it, its
    prasyarat was taken before, its day (where it has one) is still to come this year, its hours fit the person's limit, it was not taken too recently, the law admits the person, and it is not
    expected to raise nobody (`limits.expected`). The gain counts up to the required level and no further, and not more of it than is expected; gaps of weight 0 are left out. ValueError: a kode twice, or a course without biaya or level_akhir.
    """
    gaps = gaps[gaps["status"].eq("gap") & gaps["weight"].gt(0)].sort_values(
        ["nip", "kompetensi"], kind="stable", ignore_index=True
    )
    courses = courses.sort_values("kode", kind="stable", ignore_index=True)
    if courses["kode"].duplicated().any() or courses[["biaya", "level_akhir"]].isna().any(axis=None):
        raise ValueError("every course needs a kode of its own, biaya and level_akhir")
    gap, course = _same_competency(gaps, courses)
    reason, last = _exclusions(gaps, courses, trainings, limits, as_of, gap, course)
    useful = reason < 0
    excluded = pd.DataFrame({"gap": gap, "course": course, "reason": reason, "tanggal": last})[~useful]
    gap, course = gap[useful], course[useful]
    gain = _gains(gaps, courses, limits, gap, course)
    benefit = _benefits(gaps, limits, gap, gain)
    hours, unit = _hours(courses)
    order = np.lexsort((course, hours[course], gap))
    gap, course, benefit, gain = gap[order], course[order], benefit[order], gain[order]
    nips, person = np.unique(gaps["nip"].to_numpy(dtype=object)[gap].astype(str), return_inverse=True)
    _, first, group = np.unique(gap, return_index=True, return_inverse=True)
    instance = TrainingInstance(
        person=person.astype(np.int64),
        course=course,
        group=group.astype(np.int64),
        benefit=benefit,
        person_of=person[first].astype(np.int64),
        courses=_terms(courses, hours, np.bincount(course, minlength=len(courses))),
        max_hours=_max_hours(limits, nips.tolist(), unit, int(hours.sum())),
        max_courses=limits.max_courses_per_person,
        resources=Resources.of(
            [resource(row, courses, pd.Index(nips)) for row in limits.rows], len(nips), len(courses)
        ),
        people=len(nips),
    )
    return TrainingPairs(
        instance,
        gaps,
        courses,
        gap,
        course,
        excluded.reset_index(drop=True),
        pd.Index(nips, dtype="str"),
        gain,
        courses["kode"].isin(limits.expected.keys()).to_numpy(),
    )


def _same_competency(gaps: pd.DataFrame, courses: pd.DataFrame) -> tuple[Ints, Ints]:
    """Return every (gap row, course row) of one competency, by gap row and course row."""
    names = pd.Index(sorted(courses["kompetensi"].unique()), dtype="str")
    of_course = names.get_indexer(pd.Index(courses["kompetensi"]))
    by_name = np.argsort(of_course, kind="stable")
    starts = np.append(np.searchsorted(of_course[by_name], np.arange(len(names))), len(courses))
    of_gap = names.get_indexer(pd.Index(gaps["kompetensi"]))
    known = np.flatnonzero(of_gap >= 0)
    first = starts[of_gap[known]]
    counts = starts[of_gap[known] + 1] - first
    gap = np.repeat(known, counts)
    place = np.arange(len(gap)) - np.repeat(np.cumsum(counts) - counts - first, counts)
    return gap.astype(np.int64), by_name[place].astype(np.int64)


def _exclusions(
    gaps: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    limits: TrainingLimits,
    as_of: date,
    gap: Ints,
    course: Ints,
) -> tuple[Ints, NDArray[np.datetime64]]:
    """Return the first of REASONS that keeps each pair out (-1: none), and the day the course was last taken."""
    level = micro_levels(gaps["level"])[gap]
    start, end = (micro_levels(courses[name].fillna(0.0))[course] for name in ("level_awal", "level_akhir"))
    nips = pd.Index(gaps["nip"].unique())
    person = nips.get_indexer(pd.Index(gaps["nip"]))[gap].astype(np.int64)
    title = [course_title(name) for name in courses["nama_pelatihan"]]
    needed = needed_titles(courses, title)
    names = pd.Index(sorted({*title, *needed} - {""}), dtype="str")
    history = TrainingHistory(trainings, nips, names)
    name_of = names.get_indexer(pd.Index(title, dtype="str")).astype(np.int64)
    needed_of = names.get_indexer(pd.Index(needed, dtype="str")).astype(np.int64)
    last = history.last_day(person, name_of[course])
    jp = courses["jp"].to_numpy(dtype=np.float64, na_value=np.nan)[course]
    most = np.array([_or_infinite(limits.max_jp(nip)) for nip in nips])[person] if len(nips) else jp
    may = (
        np.array([_or_infinite(limits.may_jp_of.get(nip, 0.0)) for nip in nips])[person] if len(nips) else jp
    )
    hours = np.nan_to_num(jp)
    tests = (
        end <= level,
        courses["level_awal"].notna().to_numpy()[course] & (start > level),
        expected_micro(courses, limits)[course] <= 0,
        never_held(courses)[course],
        over(courses, as_of)[course],
        outside_year(courses, as_of)[course],
        taken_lately(last, limits, as_of),
        (needed_of[course] >= 0) & ~history.taken_by(person, needed_of[course], as_of),
        np.isnan(jp) & np.isfinite(most),
        (hours > most) & (hours > may),
        (hours > most) & (hours <= may),
        _closed(gaps, courses, limits, gap, course),
    )
    reason = np.full(len(gap), -1, dtype=np.int64)
    for index in reversed(range(len(REASONS))):
        reason[tests[index]] = index
    return reason, last


def never_held(courses: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which courses have no class or no seat (kelas or kuota 0); what says neither has one class for everybody."""
    seats, classes = (courses[name].fillna(1) for name in ("kuota", "kelas"))
    found: NDArray[np.bool_] = (seats.le(0) | classes.le(0)).to_numpy(dtype=np.bool_)
    return found


def reversed_days(courses: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which courses end before they begin: neither day is known."""
    if not {"tanggal_mulai", "tanggal_selesai"} <= set(courses.columns):
        return np.zeros(len(courses), dtype=np.bool_)
    first, last = (pd.to_datetime(courses[name]) for name in ("tanggal_mulai", "tanggal_selesai"))
    found: NDArray[np.bool_] = (last < first).to_numpy(dtype=np.bool_)
    return found


def outside_year(courses: pd.DataFrame, as_of: date) -> NDArray[np.bool_]:
    """Return which courses begin on a day that is over, or in another year than that of `as_of`, or end before they begin; what says no day can be held on any.

    jendela: a `Window` or None; the course is outside when no day of it is left in that year.
    """
    found = np.zeros(len(courses), dtype=np.bool_)
    if "tanggal_mulai" in courses:
        day = pd.to_datetime(courses["tanggal_mulai"])
        other = day.notna() & ((day < pd.Timestamp(as_of)) | (day.dt.year != as_of.year))
        found |= other.to_numpy(dtype=np.bool_) | reversed_days(courses)
    if "jendela" in courses:
        year_end = date(as_of.year, 12, 31)
        found |= [one is not None and not one.meets(as_of, year_end) for one in courses["jendela"]]
    return found


def over(courses: pd.DataFrame, as_of: date) -> NDArray[np.bool_]:
    """Return which courses nobody can begin from `as_of` on; not those that end before they begin, of which no day is known."""
    found = np.array([is_over(course, as_of) for course in courses.to_dict("records")], dtype=np.bool_)
    return found & ~reversed_days(courses)


def needed_titles(courses: pd.DataFrame, title: list[str]) -> list[str]:
    """Return the normalised name of the training that each course presupposes ("" for none), given as kode or name."""
    by_kode = dict(zip((normalise(kode) for kode in courses["kode"]), title, strict=True))
    texts = [needed_training(text) for text in courses["prasyarat"]]
    return [by_kode.get(text, without_edition(text)) for text in texts]


def _closed(
    gaps: pd.DataFrame, courses: pd.DataFrame, limits: TrainingLimits, gap: Ints, course: Ints
) -> NDArray[np.bool_]:
    """Return whom the law does not admit to the course of the pair."""
    out = np.zeros(len(gap), dtype=np.bool_)
    nips = gaps["nip"].to_numpy(dtype=object)
    for place, kode in enumerate(courses["kode"]):
        people = limits.closed.get(kode)
        if people:
            mine = np.flatnonzero(course == place)
            out[mine] = [nip in people for nip in nips[gap[mine]]]
    return out


def taken_lately(last: NDArray[np.datetime64], limits: TrainingLimits, as_of: date) -> NDArray[np.bool_]:
    """Return whether a course last taken on these days (NaT: never) was taken too recently to be offered again."""
    if limits.not_repeated_years is None:
        return np.zeros(len(last), dtype=np.bool_)
    recent: NDArray[np.bool_] = last > np.datetime64(years_before(as_of, limits.not_repeated_years))
    return recent


def expected_micro(courses: pd.DataFrame, limits: TrainingLimits) -> Ints:
    """Return by how many millionths of a level each course may be expected to raise somebody; without bound where nothing is known."""
    unbound = np.iinfo(np.int64).max
    found = [limits.expected.get(kode) for kode in courses["kode"]]
    return np.array([unbound if one is None else round(one * MICRO) for one in found], dtype=np.int64)


def _gains(
    gaps: pd.DataFrame, courses: pd.DataFrame, limits: TrainingLimits, gap: Ints, course: Ints
) -> Ints:
    """Return millionths of a level: up to what the catalogue says, to what is required, and by what is expected."""
    end = np.minimum(micro_levels(courses["level_akhir"])[course], micro_levels(gaps["required"])[gap])
    claimed = (end - micro_levels(gaps["level"])[gap]).astype(np.int64)
    return np.minimum(claimed, expected_micro(courses, limits)[course]).astype(np.int64)


def _benefits(gaps: pd.DataFrame, limits: TrainingLimits, gap: Ints, gain: Ints) -> Ints:
    """Return weighted millionths of a level: weight, times the critical factor, times the gain."""
    factor = np.where(gaps["critical"].to_numpy(dtype=np.bool_), limits.critical_weight, 1.0)
    weight = gaps["weight"].to_numpy(dtype=np.float64) * factor
    benefit: Ints = np.maximum(1, np.rint(gain.astype(np.float64) * weight[gap])).astype(np.int64)
    return benefit


def _hours(courses: pd.DataFrame) -> tuple[Ints, int]:
    """Return the hours of each course in the largest unit that divides them all, and that unit in millionths of a JP."""
    micro = np.rint(courses["jp"].fillna(0.0).to_numpy(dtype=np.float64) * MICRO).astype(np.int64)
    unit = max(1, int(np.gcd.reduce(micro))) if len(micro) else 1
    return micro // unit, unit


def _max_hours(limits: TrainingLimits, nips: list[str], unit: int, everything: int) -> Ints | None:
    most = [limits.max_jp(nip) for nip in nips]
    if all(jp is None for jp in most):
        return None
    return np.array(
        [everything if jp is None else max(0, round(jp * MICRO)) // unit for jp in most], dtype=np.int64
    )


def _or_infinite(jp: float | None) -> float:
    return np.inf if jp is None else jp


def _terms(courses: pd.DataFrame, hours: Ints, useful: Ints) -> CourseTerms:
    kuota = courses["kuota"].fillna(0).to_numpy(dtype=np.int64)
    minimal = courses["minimal_peserta"].fillna(1).to_numpy(dtype=np.int64)
    kelas = courses["kelas"].fillna(1).to_numpy(dtype=np.int64)
    seats, classes = effective_classes(useful, kuota, minimal, kelas, courses["kuota"].isna().to_numpy())
    biaya, biaya_kelas = (
        np.rint(courses[name].fillna(0.0).to_numpy(dtype=np.float64)).astype(np.int64)
        for name in ("biaya", "biaya_kelas")
    )
    return CourseTerms(hours, biaya, biaya_kelas, seats, minimal, classes)
