"""The classes of a calendar: days or the reason of each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.training.catalogue import cell_of_course as cell_of_line
from asnkarier.agency.training.classes.dating import Dated
from asnkarier.agency.training.classes.sessions import Timetable
from asnkarier.agency.training.schedule import unread_schedules
from asnkarier.analysis.training.calendar.placing import (
    NO_ROOM,
    NOWHERE,
    OUTSIDE,
    UNIT_AWAY,
    UNKNOWN_COURSE,
    WINDOW_FULL,
    WINDOW_OVER,
    Session,
    Slot,
)
from asnkarier.analysis.training.calendar.workdays import Workdays
from asnkarier.model.said import Said, said


def class_rows(now: Snapshot, dated: Dated, year: int) -> pd.DataFrame:
    """Return a row per class with its days, or the reason (`Said`) why it has none."""
    table = _with_catalogue_days(dated.table, dated.slots, dated.calendar)
    return _class_rows(now, table, dated.slots, dated.calendar, year)


def _class_rows(
    now: Snapshot, table: Timetable, slots: list[Slot], calendar: Workdays, year: int
) -> pd.DataFrame:
    """Return a row per class, in the order of the slots."""
    days = calendar.days
    words = unread_schedules(now.frames["courses"])
    silent = table.classes["tanggal_mulai"].isna() & table.classes["tanggal_selesai"].isna()
    jadwal = table.classes["kode"].map(words).where(silent).astype("str")
    rows = table.classes.assign(
        mulai=pd.Series([_day(days, slot, 0) for slot in slots], dtype="datetime64[s]"),
        selesai=pd.Series([_day(days, slot, -1) for slot in slots], dtype="datetime64[s]"),
        jadwal=jadwal,
        how=pd.Series([_how(session, slot, in_words=told) for session, slot, told in zip(table.sessions, slots, jadwal.notna(), strict=True)], dtype="str"),
        reason=pd.Series([_reason(now, slot, row, table, year) for slot, row in zip(slots, table.classes.assign(place=range(len(slots))).to_dict("records"), strict=True)], dtype=object),
        number=range(len(slots)),
        peserta=table.classes["peserta"] - [len(slot.left) for slot in slots],
    )  # fmt: skip
    rows["remark"] = pd.Series([_too_few(slot, row) for slot, row in zip(slots, rows.to_dict("records"), strict=True)], dtype=object)  # fmt: skip
    pairs = [*zip(table.sessions, slots, strict=True)]
    rows["hari"] = pd.array([_days(one, slot, calendar) for one, slot in pairs], dtype="Int64")
    rows["minggu"] = rows["mulai"].dt.isocalendar().week.astype("Int64")
    return rows


def _day(days: Any, slot: Slot, end: int) -> np.datetime64:
    return days[slot.days[end]].astype("datetime64[s]") if len(slot.days) else np.datetime64("NaT", "s")


def _days(session: Session, slot: Slot, calendar: Workdays) -> int | None:
    """Return how many days a class has, or would have: of the catalogue where it fixes them, else by its hours."""
    if len(slot.days):
        return len(slot.days)
    if session.begin is None or session.end is None:
        return session.length
    inside = 0 <= session.begin <= session.end < len(calendar.days)
    return len(calendar.within(session.begin, session.end)) if inside else None


def _with_catalogue_days(table: Timetable, slots: list[Slot], calendar: Workdays) -> Timetable:
    """Return the classes with the days of the catalogue as `earliest` and `latest`, where these are refused."""
    refused = np.array([bool(slot.reason) and one.is_fixed for one, slot in zip(table.sessions, slots, strict=True)], dtype=np.bool_)  # fmt: skip
    classes = table.classes.copy()
    for name, place in (("earliest", "begin"), ("latest", "end")):
        places = np.array([getattr(one, place) or 0 for one in table.sessions], dtype=np.int64)
        days = (np.datetime64(calendar.first) + places).astype("datetime64[s]")
        classes[name] = classes[name].mask(refused, pd.Series(days, index=classes.index))
    return replace(table, classes=classes)


def _how(session: Session, slot: Slot, *, in_words: bool) -> str:
    if slot.reason:
        return "refused_by_policy" if slot.reason == UNIT_AWAY and session.is_fixed else "unplaced"
    if session.is_fixed:
        return "fixed_by_catalogue"
    if session.has_window:
        return "within_window"
    return "first_fit_not_words" if in_words else "first_fit"


def _reason(now: Snapshot, slot: Slot, row: Mapping[Any, Any], table: Timetable, year: int) -> Said | None:
    if not slot.reason:
        return None
    facts: dict[str, Any] = {}
    if slot.reason == UNIT_AWAY and slot.unit != NOWHERE:
        most, size = int(table.limits.away[slot.unit]), table.sizes[slot.unit]
        facts = {"unit": table.units[slot.unit], "at_most": most, "size": size}
        if table.sessions[row["place"]].is_fixed:
            dates = {"first": row["earliest"].date(), "last": row["latest"].date()}
            return said("class_unit_refuses", **facts, **dates)
    elif slot.reason == UNKNOWN_COURSE:
        facts = {"kode": row["kode"], "where": cell_of_line(now, row, "kode")}
    elif slot.reason in (OUTSIDE, NO_ROOM):
        facts = {"year": year} | ({"days": row["hari"]} if slot.reason == NO_ROOM else {})
    elif slot.reason in (WINDOW_OVER, WINDOW_FULL):
        facts = {"first": row["earliest"].date(), "last": row["latest"].date(), "where": _where(now, row)}
        facts |= {"year": year} if slot.reason == WINDOW_OVER else {"days": row["hari"]}
    return said(f"class_{slot.reason}", **facts)


def _too_few(slot: Slot, row: Mapping[Any, Any]) -> Said | None:
    """Return that fewer remain in a class than its course needs, once who leaves is out of it; None where it is not so, or not known."""
    least = row["minimal_peserta"]
    if not len(slot.left) or not len(slot.days) or pd.isna(least) or row["peserta"] >= least:
        return None
    return said("class_too_few", left=len(slot.left), remain=int(row["peserta"]), least=int(least))


def _where(now: Snapshot, row: Mapping[Any, Any]) -> str:
    """Return the cell of the catalogue that says when the course of a class is held."""
    courses = now.frames["courses"]
    (course,) = courses[courses["kode"] == row["kode"]].to_dict("records")
    return cell_of_line(now, course, "jadwal")
