"""Courses, trainings and pairs of mentors that end before they begin, and classes of a plan with two days; the rows stay as they were read."""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.contradictions.table import side_of, told
from asnkarier.analysis.spans import as_days

_KEYS: Final = {
    "courses": "kode",
    "trainings": "nama_pelatihan",
    "training_plan": "kode",
    "mentoring_pairs": "nip_mentor",
}
_CLASS: Final = ["rencana", "kode", "kelas"]
_DAYS: Final = ("tanggal_mulai", "tanggal_selesai")


def date_contradictions(frames: Mapping[str, pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Yield the courses, trainings of people, lines of plans and pairs of mentors whose tanggal_selesai lies before their tanggal_mulai.

    frames: canonical frames by table. Key: the code of the course, the name of the training, the mentor. Without one of the dates nothing is said.
    """
    for table, frame in frames.items():
        key = _KEYS[table]
        ends_first = as_days(frame["tanggal_selesai"]) < as_days(frame["tanggal_mulai"])
        rows = np.flatnonzero(ends_first).astype(np.int64)
        yield told(
            "TANGGAL-TERBALIK",
            frame["nip"].to_numpy(dtype=object)[rows] if "nip" in frame else "",
            side_of(frame, table, "tanggal_mulai", rows),
            side_of(frame, table, "tanggal_selesai", rows),
            key=frame[key].to_numpy(dtype=object)[rows],
        )


def class_contradictions(plan: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield lines of a plan whose year is not that of their first day, and of each class the first line with every other day than its first.

    plan: the canonical frame. A class is a name of plan, a course, a number (none is 1) and a year. Key: the code of the course.
    """
    said = plan["tahun"].notna() & plan["tanggal_mulai"].notna()
    other = said & (plan["tahun"] != plan["tanggal_mulai"].dt.year.astype("Int64")).fillna(False)
    rows = np.flatnonzero(other.to_numpy(dtype=bool))
    yield _told(plan, "TAHUN-HARI-BEDA", ("tahun", rows), ("tanggal_mulai", rows))
    lines = _classes(plan)
    for day in _DAYS:
        further, first = _differing(lines, [*_CLASS, "year"], day)
        yield _told(plan, "KELAS-BEDA-HARI", (day, further), (day, first))


def year_contradictions(plan: pd.DataFrame) -> pd.DataFrame:
    """Return the first line of each year in which a class of one number stands beside an earlier year: they are two classes.

    In a plan of several years that is usual; in one made by hand it may be a slip. Key: the code of the course.
    """
    further, first = _differing(_classes(plan), _CLASS, "year")
    return _told(plan.assign(tahun=_year(plan)), "KELAS-DUA-TAHUN", ("tahun", further), ("tahun", first))


def _year(plan: pd.DataFrame) -> "pd.Series[int]":
    """Return the year of each line: as it says, else of its first day, else of the day of the plan."""
    year = plan["tahun"]
    for name in ("tanggal_mulai", "tanggal"):
        year = year.fillna(plan[name].dt.year.astype("Int64"))
    return year


def _classes(plan: pd.DataFrame) -> pd.DataFrame:
    """Return the lines with their class and year, and where each stands in `plan`, from the top of the list down."""
    lines = plan.assign(kelas=plan["kelas"].fillna(1), year=_year(plan), place=np.arange(len(plan)))
    return lines.sort_values(["source_id", "row"], kind="stable")


def _differing(lines: pd.DataFrame, group: list[str], name: str) -> tuple[Ints, Ints]:
    """Return the places of the first line of every further value in a group, and of the line that said the first value."""
    known = lines[lines[name].notna()].drop_duplicates([*group, name])
    first = known.groupby(group, dropna=False)["place"].transform("first")
    further = known["place"] != first
    found = (known["place"][further], first[further])
    return found[0].to_numpy(dtype=np.int64), found[1].to_numpy(dtype=np.int64)


def _told(plan: pd.DataFrame, code: str, mine: tuple[str, Ints], other: tuple[str, Ints]) -> pd.DataFrame:
    """Return the contradictions of two sides, each a field and the places of its lines."""
    return told(
        code,
        plan["nip"].to_numpy(dtype=object)[mine[1]],
        side_of(plan, "training_plan", *mine),
        side_of(plan, "training_plan", *other),
        key=plan["kode"].to_numpy(dtype=object)[mine[1]],
    )
