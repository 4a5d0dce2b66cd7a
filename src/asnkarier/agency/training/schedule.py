"""When courses are held as the column Jadwal of the catalogue says it: days where it says them exactly, else a window, else its words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.agency.training.windows import window_of
from asnkarier.analysis.training.calendar.window import Window
from asnkarier.analysis.training.calendar.workdays import Lengths
from asnkarier.sheets.cells.date_range import range_of
from asnkarier.sheets.cells.date_text import parse_date_text
from asnkarier.sheets.cells.text import tidy

# `Minggu 2 Maret 2027` is the second week or a Sunday, `Angkatan 2 Maret 2027` a second class: no day is certain.
_COUNTED: Final = re.compile(
    r"\b(?:(?:minggu|mgg|pekan)[ .]*(?:ke[ -]*)?[1-5](?!\d)|(?:angkatan|gelombang|tahap|batch|kelas|sesi)[ .]*(?:ke[ -]*)?\d)",
    re.IGNORECASE | re.ASCII,
)


def scheduled_days(courses: pd.DataFrame) -> "dict[str, tuple[date, date | None] | None]":
    """Return by kode the first and last day that `jadwal` says exactly (None for the last: one day is named); None where it is words.

    Only of courses that say no days in tanggal_mulai and tanggal_selesai and do say a jadwal.
    """
    return {kode: None if window_of(text) else _days(text) for kode, text in _told(courses)}


def scheduled_windows(courses: pd.DataFrame) -> dict[str, Window]:
    """Return by kode between which days a course is held, of those whose `jadwal` names months or parts of a year (see `window_of`)."""
    found = ((kode, window_of(text)) for kode, text in _told(courses))
    return {kode: window for kode, window in found if window is not None}


def unread_schedules(courses: pd.DataFrame) -> dict[str, str]:
    """Return by kode the words of each `jadwal` that is neither exact days nor a window, so that it sets nothing."""
    days, windows = scheduled_days(courses), scheduled_windows(courses)
    return {kode: text for kode, text in _told(courses) if days[kode] is None and kode not in windows}


def _told(courses: pd.DataFrame) -> Iterator[tuple[str, str]]:
    silent = courses["tanggal_mulai"].isna() & courses["tanggal_selesai"].isna() & courses["jadwal"].notna()
    told = courses[silent]
    for kode, text in zip(told["kode"], told["jadwal"], strict=True):
        yield str(kode), tidy(str(text))


def _days(text: str) -> "tuple[date, date | None] | None":
    if _COUNTED.search(text):
        return None
    both = range_of(text)
    if both is not None:
        return both
    day = parse_date_text(text)
    return (day, None) if isinstance(day, date) else None


def with_days(rows: pd.DataFrame, schedule: Mapping[str, tuple[date, date | None] | None]) -> pd.DataFrame:
    """Return rows of courses (kode, tanggal_mulai, tanggal_selesai) with the days that the schedule says exactly, where they have none of their own."""
    silent = rows["tanggal_mulai"].isna() & rows["tanggal_selesai"].isna()
    days = [
        (schedule.get(str(kode)) if open_ else None) or (None, None)
        for kode, open_ in zip(rows["kode"], silent, strict=True)
    ]
    both = {}
    for end, name in enumerate(("tanggal_mulai", "tanggal_selesai")):
        told = np.array([one[end] for one in days], dtype="datetime64[D]").astype("datetime64[s]")
        both[name] = rows[name].fillna(pd.Series(told, index=rows.index))
    return rows.assign(**both)


def with_last_days(rows: pd.DataFrame, lengths: Lengths) -> pd.DataFrame:
    """Return rows of courses (tanggal_mulai, tanggal_selesai, jp) with the last day that follows from the first one and the hours; it stays unknown where the hours are."""
    begins, ends = rows["tanggal_mulai"], rows["tanggal_selesai"]
    told = ends.copy()
    for place in np.flatnonzero((begins.notna() & ends.isna()).to_numpy(dtype=bool)).tolist():
        jp = rows["jp"].iloc[place]
        last = lengths.last_day(begins.iloc[place].date(), None if pd.isna(jp) else float(jp))
        told.iloc[place] = pd.NaT if last is None else pd.Timestamp(last)
    return rows.assign(tanggal_selesai=told)


def dated(courses: pd.DataFrame) -> pd.DataFrame:
    """Return the catalogue with the days that its schedule says exactly as the days of its courses, and `jendela`: a `Window` or None."""
    windows = scheduled_windows(courses)
    jendela = pd.Series([windows.get(str(kode)) for kode in courses["kode"]], courses.index, dtype=object)
    return with_days(courses, scheduled_days(courses)).assign(jendela=jendela)


def lines_with_days(lines: pd.DataFrame, courses: pd.DataFrame) -> pd.DataFrame:
    """Return lines of a plan (tahun) with the days of their schedule; none of another year: there the plan was made by another catalogue."""
    found = with_days(lines, scheduled_days(courses))
    other = (found["tanggal_mulai"].dt.year != lines["tahun"]).fillna(False).to_numpy(dtype=bool)
    days = ["tanggal_mulai", "tanggal_selesai"]
    return found.assign(**{one: found[one].where(~other, lines[one]) for one in days})


def with_schedule(rows: pd.DataFrame, courses: pd.DataFrame) -> pd.DataFrame:
    """Return rows of courses with the days of their schedule (see `with_days`), and with `jadwal`: its words where no day is known."""
    found = with_days(rows, scheduled_days(courses))
    words = courses.drop_duplicates("kode").set_index("kode")["jadwal"]
    unknown = found["tanggal_mulai"].isna() & found["tanggal_selesai"].isna()
    return found.assign(jadwal=found["kode"].map(words).where(unknown).astype("str"))
