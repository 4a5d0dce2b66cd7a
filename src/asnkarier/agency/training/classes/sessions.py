"""The classes of a kept plan that are still to be held, as the calendar places them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.training.calendar.placing import (
    NOWHERE,
    STAYS,
    UNKNOWN_COURSE,
    Limits,
    Session,
    most_away,
)
from asnkarier.analysis.training.calendar.window import Window
from asnkarier.analysis.training.calendar.workdays import Workdays, days_needed, other_end
from asnkarier.model.terms import needed_training, normalise
from asnkarier.settings_parts.development import Calendar

_PARTS: Final = re.compile(r"[,/;&+()]|\bdan\b", re.IGNORECASE)
_SILENT: Final = frozenset({"", "NONKLASIKAL", "NON KLASIKAL"})
CLASS: Final = ("tahun", "kode", "kelas")


@dataclass(frozen=True)
class Timetable:
    """classes: a row per class, with `earliest` and `latest` where it has a window; members: a row per participant, with `number` of the class and `leaves_on`; limits: of the units; units: their names."""

    classes: pd.DataFrame
    members: pd.DataFrame
    sessions: list[Session]
    limits: Limits
    units: tuple[str, ...]
    sizes: tuple[int, ...]


def timetable(
    open_places: pd.DataFrame,
    nips: Sequence[str],
    units: Sequence[str],
    courses: pd.DataFrame,
    policy: Calendar,
    calendar: Workdays,
    windows: Mapping[str, Window],
    leaves: Days,
) -> Timetable:
    """Return the classes of these places by year, code and number; a class without a number is the course's own.

    open_places: see `followed_plan`, of people who count. nips, units: of everybody who counts, "" for a unit that is not known. The days that the catalogue fixes are those of the lines; where only one is
    known, the other follows from the hours, and the class has no days where these are not known. windows: by kode, of courses without days; a line with days of its own keeps those.
    A course that the catalogue, where there is one, does not hold has no days. leaves: the first day on which everybody who counts is out of service (NaT: not known, which leaves nobody out).
    """
    members = open_places.assign(kelas=open_places["kelas"].fillna(1).astype("int64"))
    members = members.sort_values([*CLASS, "nip"], kind="stable", ignore_index=True)
    members["number"] = members.groupby(list(CLASS), sort=True, dropna=False).ngroup()
    members["person"] = pd.Index(nips).get_indexer(pd.Index(members["nip"]))
    classes = members.drop_duplicates("number").reset_index(drop=True)
    least = courses.drop_duplicates("kode").set_index("kode")["minimal_peserta"]
    classes["minimal_peserta"] = classes["kode"].map(least)
    members["leaves_on"] = leaves[members["person"]].astype("datetime64[s]")
    classes["peserta"] = members.groupby("number").size().to_numpy()
    per_day = float(policy.jp_per_day)
    lengths = [days_needed(_known(one), per_day) for one in classes["jp"]]
    of_class = [one.to_numpy(dtype=np.int64) for _, one in members.groupby("number", sort=True)["person"]]
    after = _prerequisites(of_class, classes, courses)
    spans = [_span(row, windows, calendar) for row in classes.to_dict("records")]
    stay, known = at_work(courses, policy.at_work), set(courses["kode"].astype(str))
    sessions = [
        replace(
            _session(of_class[number], row, length, after.get(number, ()), calendar),
            earliest=None if span is None else calendar.place(span[0]),
            latest=None if span is None else calendar.place(span[1]),
            away=str(row["kode"]) not in stay,
            refused=UNKNOWN_COURSE if known and str(row["kode"]) not in known else "",
        )
        for number, (row, length, span) in enumerate(zip(classes.to_dict("records"), lengths, spans, strict=True))
    ]  # fmt: skip
    for end, name in enumerate(("earliest", "latest")):
        days = [None if span is None else span[end] for span in spans]
        classes[name] = np.array(days, dtype="datetime64[D]").astype("datetime64[s]")
    # Of a class whose length nobody knows the first day is known where the catalogue says it, and no day of it else.
    open_end = classes["tanggal_mulai"].notna() & np.array([not one.is_fixed for one in sessions], dtype=bool)
    classes["earliest"] = classes["earliest"].mask(open_end, classes["tanggal_mulai"])
    classes["hari"] = pd.array(lengths, dtype="Int64")
    unit_names = [normalise(one) for one in units]
    code, names = pd.factorize(np.array([one or None for one in unit_names], dtype=object), sort=True)
    sizes = np.bincount(code[code >= 0], minlength=len(names)).astype(np.int64)
    limits = Limits(
        np.where(code < 0, NOWHERE, code).astype(np.int64),
        most_away(sizes, int(policy.most_away * 100)),
        np.where(np.isnat(leaves), STAYS, (leaves - calendar.days[0]).astype(np.int64)),
    )
    shown = dict(zip(unit_names, units, strict=True))
    return Timetable(
        classes, members, sessions, limits, tuple(shown[one] for one in names), tuple(sizes.tolist())
    )


def at_work(courses: pd.DataFrame, forms: Sequence[str]) -> frozenset[str]:
    """Return the kodes of courses for which nobody leaves the unit: all that jalur says, or else jenis, is one of these forms.

    Nonklasikal alone does not say it (a magang is away), nor does a course that is partly klasikal.
    """
    known = {normalise(one) for one in forms}
    found = set()
    for kode, jalur, jenis in zip(courses["kode"], courses["jalur"], courses["jenis"], strict=True):
        told = "" if pd.isna(jalur) else str(jalur)
        if normalise(told) in _SILENT and not pd.isna(jenis):
            told = str(jenis)
        parts = [normalise(one) for one in _PARTS.split(told) if one.strip()]
        if parts and all(one in known for one in parts):
            found.add(str(kode))
    return frozenset(found)


def _known(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _session(
    people: Ints, row: Mapping[Any, Any], length: int | None, after: tuple[int, ...], calendar: Workdays
) -> Session:
    begin, end = (_place(row[name], calendar) for name in ("tanggal_mulai", "tanggal_selesai"))
    if begin is None or end is None:
        begin, end = _both_ends(row, length, calendar) or (None, None)
    return Session(people, length, begin, end, after)


def _both_ends(row: Mapping[Any, Any], length: int | None, calendar: Workdays) -> tuple[int, int] | None:
    """Return the first and the last day of a class of which the catalogue says one: the other follows from its length; None where it says none, or that is not known."""
    first, last = (None if pd.isna(row[name]) else row[name].date() for name in ("tanggal_mulai", "tanggal_selesai"))  # fmt: skip
    known = first or last
    if known is None or length is None:
        return None
    step = 1 if first else -1
    other = other_end(known, length, calendar.a_week, lambda _: calendar.off, step=step)
    both = (known, other) if first else (other, known)
    return calendar.place(both[0]), calendar.place(both[1])


def _span(
    row: Mapping[Any, Any], windows: Mapping[str, Window], calendar: Workdays
) -> tuple[date, date] | None:
    """Return between which days a class has to lie: those of its window in the calendar, all of them where none lies in it."""
    window = windows.get(str(row["kode"]))
    if window is None or not (pd.isna(row["tanggal_mulai"]) and pd.isna(row["tanggal_selesai"])):
        return None
    first, last = window.within(calendar.last.year) or (window.first, window.last)
    return (max(first, calendar.first), last) if last >= calendar.first else (first, last)


def _place(when: Any, calendar: Workdays) -> int | None:
    day: date | None = None if pd.isna(when) else when.date()
    return None if day is None else calendar.place(day)


def _prerequisites(
    of_class: Sequence[Ints], classes: pd.DataFrame, courses: pd.DataFrame
) -> dict[int, tuple[int, ...]]:
    """Return for each class the classes that one of its people must have behind him: of the course that the catalogue asks for."""
    asked = {
        str(kode): needed_training(prasyarat)
        for kode, prasyarat in zip(courses["kode"], courses["prasyarat"], strict=True)
    }
    named: dict[str, set[int]] = {}
    for number, kode, name in zip(
        range(len(classes)), classes["kode"], classes["nama_pelatihan"], strict=True
    ):
        for word in {normalise(kode), normalise(name)}:
            named.setdefault(word, set()).add(number)
    who = [frozenset(one.tolist()) for one in of_class]
    found: dict[int, tuple[int, ...]] = {}
    for number, kode in enumerate(classes["kode"]):
        before = named.get(asked.get(str(kode), ""), set()) - {number} if asked.get(str(kode)) else set()
        found[number] = tuple(sorted(one for one in before if who[one] & who[number]))
    return found
