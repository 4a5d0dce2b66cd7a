"""The classes of a calendar as the report shows them: days or the reason, who is in them and who has left by then, weeks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.training.catalogue import cell_of_course as cell_of_line
from asnkarier.agency.training.holidays import holidays
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
from asnkarier.reports.books.training_calendar import CalendarView
from asnkarier.workflows.following.may_leave import with_doubts
from asnkarier.workflows.following.sessions import Timetable


def class_view(
    now: Snapshot, table: Timetable, slots: list[Slot], calendar: Workdays, year: int, mine: pd.Series | None
) -> CalendarView:
    """Return the frames of the report. mine: the nips that it is narrowed to."""
    table = _with_catalogue_days(table, slots, calendar)
    rows = _class_rows(now, table, slots, calendar, year)
    roster = _everybody(now, table, slots, rows)
    roster = with_doubts(now, roster)
    if mine is not None:
        roster = roster[roster["nip"].isin(mine)]
        rows = rows[rows["number"].isin(roster["number"])]
    leavers, roster = roster[roster["gone"]], roster[~roster["gone"]]
    rows = rows.sort_values(["mulai", "kode", "kelas"], kind="stable", na_position="last", ignore_index=True)
    held = {int(number): slots[int(number)].days for number in rows["number"]}
    off = pd.DataFrame(holidays(now.rulebook, year, now.as_of), columns=["tanggal", "nama", "jenis"])
    return CalendarView(
        rows=rows,
        roster=roster.sort_values(["mulai", "kode", "kelas", "nama", "nip"], kind="stable", na_position="last", ignore_index=True),
        units=roster.sort_values(["unit_kerja", "mulai", "kode", "nama", "nip"], kind="stable", na_position="last", ignore_index=True),
        leavers=leavers.sort_values(["leaves_on", "kode", "kelas", "nip"], kind="stable", ignore_index=True),
        words=rows.loc[rows["jadwal"].notna(), ["kode", "nama_pelatihan", "jadwal"]].drop_duplicates("kode").sort_values("kode", ignore_index=True),
        weeks=_weeks(rows, held, calendar.days),
        holidays=off.astype({"tanggal": "datetime64[s]"}),
        year=year,
    )  # fmt: skip


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


def _everybody(now: Snapshot, table: Timetable, slots: list[Slot], rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row per place of a class; gone: of whoever is out of service by then."""
    who = now.people.employees[["nip", "nama", "jabatan", "unit_kerja"]]
    members = table.members[["number", "nip", "leaves_on"]]
    gone = [person in slots[number].left for number, person in zip(members["number"], table.members["person"], strict=True)]  # fmt: skip
    members = members.assign(gone=np.array(gone, dtype=np.bool_))
    roster = members.merge(who, on="nip", how="left", validate="many_to_one")
    return roster.merge(
        rows[["number", "kode", "nama_pelatihan", "kelas", "mulai", "selesai"]],
        on="number",
        how="left",
        validate="many_to_one",
    )


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


def _weeks(rows: pd.DataFrame, held: dict[int, Any], days: Any) -> pd.DataFrame:
    """Return a row per class that has days, and a column per week (its Monday) with how many of them lie in it."""
    mondays = days - ((days.astype(np.int64) + 3) % 7)
    used = sorted({mondays[place] for number in held for place in held[number]})
    span = np.arange(used[0], used[-1] + 1, 7) if used else np.empty(0, dtype="datetime64[D]")
    placed = rows[rows["mulai"].notna()].reset_index(drop=True)
    columns = {
        str(monday): pd.array([int((mondays[held[int(one)]] == monday).sum()) or pd.NA for one in placed["number"]], dtype="Int64")
        for monday in span
    }  # fmt: skip
    return pd.concat([placed[["kode", "nama_pelatihan", "kelas", "peserta"]], pd.DataFrame(columns)], axis=1)
