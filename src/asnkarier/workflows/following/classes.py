"""The classes of a calendar as the report shows them: days or the reason, who is in them and who has left by then, weeks."""

from typing import Any

import numpy as np
import pandas as pd

from asnkarier.agency.snapshot import Snapshot
from asnkarier.agency.training.classes.dating import Dated
from asnkarier.agency.training.classes.rows import class_rows
from asnkarier.agency.training.classes.sessions import Timetable
from asnkarier.agency.training.holidays import holidays
from asnkarier.analysis.training.calendar.placing import (
    Slot,
)
from asnkarier.reports.books.training_calendar import CalendarView
from asnkarier.workflows.following.may_leave import with_doubts


def class_view(now: Snapshot, dated: Dated, year: int, mine: pd.Series | None) -> CalendarView:
    """Return the frames of the report. mine: the nips that it is narrowed to."""
    table, slots, calendar = dated.table, dated.slots, dated.calendar
    rows = class_rows(now, dated, year)
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
