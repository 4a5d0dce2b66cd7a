"""The judge of training plans: every limit tested again from the raw tables, sharing nothing with the solvers."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.trainings import followed
from asnkarier.analysis.training.calendar.checking import any_day
from asnkarier.analysis.training.capacities import used_up
from asnkarier.analysis.training.history import years_before
from asnkarier.analysis.training.limits import TrainingLimits
from asnkarier.model.level import MICRO
from asnkarier.model.terms import course_title, needed_training, normalise

_TINY: Final = 2e-6


class PlanViolation(RuntimeError):  # noqa: N818 - the name says what happened
    """A plan breaks a limit that it was made under: a bug in a solver, never a fault of the data."""


def require_feasible(*plan_and_inputs: Any) -> None:
    """Raise PlanViolation with every sentence of `plan_violations`."""
    found = plan_violations(*plan_and_inputs)
    if found:
        raise PlanViolation("; ".join(found))


def plan_violations(
    chosen: pd.DataFrame,
    classes: pd.DataFrame,
    totals: dict[str, Any],
    gaps: pd.DataFrame,
    courses: pd.DataFrame,
    trainings: pd.DataFrame,
    limits: TrainingLimits,
    as_of: date,
) -> list[str]:
    """Return what is wrong with a plan, in sentences for a developer; empty when it keeps every limit."""
    facts = chosen.merge(
        gaps.loc[gaps["status"].eq("gap"), ["nip", "kompetensi", "level", "required", "weight", "critical"]],
        on=["nip", "kompetensi"],
        how="left",
        validate="one_to_one" if not chosen.duplicated(["nip", "kompetensi"]).any() else "many_to_one",
    ).merge(courses, on="kode", how="left", validate="many_to_one", suffixes=("", "_katalog"))
    if facts["level"].isna().any() or facts["level_akhir"].isna().any():
        return ["a row has no gap or no course behind it"]
    tests = (
        _keys(chosen),
        _usefulness(facts, limits),
        _person_limits(facts, limits),
        _class_limits(chosen, classes, courses),
        _totals(chosen, classes, courses, totals, limits.budget),
        _capacities(chosen, classes, courses, limits),
        _history(facts, courses, trainings, limits, as_of),
    )
    return [sentence for test in tests for sentence in test]


def _keys(chosen: pd.DataFrame) -> Iterator[str]:
    if chosen.duplicated(["nip", "kompetensi"]).any():
        yield "a person has two courses of one competency"
    if chosen.duplicated(["nip", "kode"]).any():
        yield "a person has the same course twice"


def _usefulness(facts: pd.DataFrame, limits: TrainingLimits) -> Iterator[str]:
    if (facts["kompetensi"] != facts["kompetensi_katalog"]).any():
        yield "a course teaches another competency than its row says"
    if (facts["level_awal"] > facts["level"] + _TINY).any() or (facts["level_akhir"] <= facts["level"]).any():
        yield "a course starts above or ends at or below the level of a participant"
    if ((facts["level_from"] - facts["level"]).abs() > _TINY).any():
        yield "level_from is not the assessed level"
    if ((facts["level_to"] - np.minimum(facts["level_akhir"], facts["required"])).abs() > _TINY).any():
        yield "level_to is not the lower of the course's end and the required level"
    factor = facts["weight"] * np.where(facts["critical"].astype("bool"), limits.critical_weight, 1.0)
    expected = facts["kode"].map(limits.expected).astype("float64").fillna(np.inf)
    if (expected <= 0).any():
        yield "a course is expected to raise nobody"
    gained = np.minimum(facts["level_to"] - facts["level_from"], expected)
    if ((facts["benefit"] - factor * gained).abs() > _TINY * (1 + factor)).any():
        yield "a benefit is not weight times levels gained"


def _person_limits(facts: pd.DataFrame, limits: TrainingLimits) -> Iterator[str]:
    for nip, jp in facts.groupby("nip", sort=True)["jp_katalog"]:
        most = limits.max_jp(str(nip))
        if most is not None and not jp.sum(skipna=False) <= most + _TINY:
            yield f"{nip} has more hours than {most}, or a course of unknown hours"
        if limits.max_courses_per_person is not None and len(jp) > limits.max_courses_per_person:
            yield f"{nip} has {len(jp)} courses"


def _class_limits(chosen: pd.DataFrame, classes: pd.DataFrame, courses: pd.DataFrame) -> Iterator[str]:
    counted = chosen.groupby(["kode", "kelas"]).size()
    stated = classes.set_index(["kode", "kelas"])["peserta"]
    if counted.to_dict() != stated.to_dict():
        yield "the classes do not hold the people of the plan"
    terms = courses.set_index("kode")
    for kode, kelas, peserta in counted.reset_index(name="peserta").itertuples(index=False):
        course = terms.loc[kode]
        if pd.notna(course["kuota"]) and peserta > course["kuota"]:
            yield f"class {kelas} of {kode} has {peserta} people for {course['kuota']} seats"
        if pd.notna(course["minimal_peserta"]) and peserta < course["minimal_peserta"]:
            yield f"class {kelas} of {kode} has {peserta} people, fewer than {course['minimal_peserta']}"
        if not 1 <= kelas <= (1 if pd.isna(course["kelas"]) else course["kelas"]):
            yield f"class {kelas} of {kode} is not possible"


def _totals(
    chosen: pd.DataFrame,
    classes: pd.DataFrame,
    courses: pd.DataFrame,
    totals: dict[str, Any],
    budget: int | None,
) -> Iterator[str]:
    terms = courses.set_index("kode")
    spent = int(np.rint(chosen["kode"].map(terms["biaya"])).sum())
    spent += int(np.rint(classes["kode"].map(terms["biaya_kelas"].fillna(0.0))).sum())
    if spent != totals["spent"]:
        yield f"the plan costs {spent}, not {totals['spent']}"
    if totals["budget"] != budget:
        yield f"the totals name a budget of {totals['budget']}, not {budget}"
    objective = int(np.rint(chosen["benefit"] * MICRO).sum())
    if objective != round(totals["objective"] * MICRO):
        yield "the objective is not the sum of the benefits"
    if objective > round(totals["bound"] * MICRO) or totals["greedy_objective"] > totals["objective"]:
        yield "the objective is above its bound or below the greedy plan"


def _capacities(
    chosen: pd.DataFrame, classes: pd.DataFrame, courses: pd.DataFrame, limits: TrainingLimits
) -> Iterator[str]:
    for row in limits.rows:
        used = used_up(row, chosen, classes, courses)
        if not used <= row.limit:
            yield f"the plan uses {used:.0f} of {row.limit} {row.kind} {row.name}".rstrip()


def _history(
    facts: pd.DataFrame, courses: pd.DataFrame, trainings: pd.DataFrame, limits: TrainingLimits, as_of: date
) -> Iterator[str]:
    name_of = dict(
        zip(courses["kode"].map(normalise), courses["nama_pelatihan"].map(course_title), strict=True)
    )
    mine = followed(trainings[trainings["nip"].isin(facts["nip"])])
    taken = list(
        zip(
            mine["nip"],
            mine["nama_pelatihan"].map(course_title),
            mine["tanggal_selesai"].fillna(mine["tanggal_mulai"]),
            strict=True,
        )
    )
    yield from _days(facts, as_of)
    before = {(nip, name) for nip, name, day in taken if pd.isna(day) or day <= pd.Timestamp(as_of)}
    years = limits.not_repeated_years
    line = None if years is None else pd.Timestamp(years_before(as_of, years))
    recent = {(nip, name) for nip, name, day in taken if line is not None and pd.notna(day) and day > line}
    for nip, kode in zip(facts["nip"], facts["kode"], strict=True):
        if nip in limits.closed.get(kode, ()):
            yield f"{nip} is not admitted to {kode}"
    for nip, nama, prasyarat in zip(facts["nip"], facts["nama_pelatihan"], facts["prasyarat"], strict=True):
        if (nip, course_title(nama)) in recent:
            yield f"{nip} took {nama} too recently"
        needed = needed_training(prasyarat)
        if needed and (nip, name_of.get(needed, course_title(needed))) not in before:
            yield f"{nip} lacks {prasyarat}"


def _days(facts: pd.DataFrame, as_of: date) -> Iterator[str]:
    year_end = date(as_of.year, 12, 31)
    for kode, day in zip(facts["kode"], facts.get("tanggal_mulai", [pd.NaT] * len(facts)), strict=True):
        if pd.notna(day) and not as_of <= day.date() <= year_end:
            yield f"{kode} is held on {day.date()}, which is not in the plan"
    for kode, window in zip(facts["kode"], facts.get("jendela", [None] * len(facts)), strict=True):
        if window is not None and not any_day(window, as_of, year_end):
            yield f"{kode} is held from {window.first} to {window.last}, of which no day is in the plan"
