"""What closes each gap of a person: a place of the kept plan, a mentor, a course of the catalogue, practice at work; assess first what is not known."""

from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

ASSESS: Final = "assess_first"
COURSE: Final = "course"
MENTOR: Final = "mentor"
COACHING: Final = "coaching"
# On what an action rests.
PLANNED: Final = "kept_plan"
TAKEN: Final = "taken_since"
PAIR: Final = "mentoring_pair"
CATALOGUE: Final = "in_catalogue"
NOTHING_TAUGHT: Final = "no_course_for_it"
NOT_IN_TIME: Final = "no_course_in_time"
NEVER_ASSESSED: Final = "never_assessed"
COLUMNS: Final = ("action", "basis", "kode", "what", "tahun", "when", "jadwal", "jp", "mentor")
_KEYS: Final = ["nip", "kompetensi"]
_WAITS: Final = ("open", "overdue", "running", "unclear")


def actions(
    items: pd.DataFrame,
    lines: pd.DataFrame,
    courses: pd.DataFrame,
    pairs: pd.DataFrame,
    as_of: date,
    late: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return one row or more per item that is short or not assessed, with the columns of `COLUMNS`, in the order of the items.

    items: rows of `competency_gaps` with a status. lines: those of the kept plan with `status`, `ended` and `plan_year` of their place, and `jadwal` (see
    `followed_plan`). courses: of the catalogue that are open to the person, one row per nip, kompetensi and course. pairs: of
    mentoring that go on: nip, kompetensi, mentor, until. late: nip and kompetensi of courses that are over, or end after the person's last day.

    unassessed: assess first, nothing else. gap: the places of the plan that wait; a mentor; where a place was attended and the level was not assessed
    since, assess again; where none of these is, the cheapest course of the catalogue (`courses` are in that order); else practice at work.
    """
    wanted = items[items["status"].isin(["gap", "unassessed"])].reset_index(drop=True)
    wanted["item"] = np.arange(len(wanted))
    short = wanted[wanted["status"] == "gap"]
    parts = [_assess(wanted), _places(short, lines), _taken(short, lines), _mentors(short, pairs)]
    answered = pd.concat([part["item"] for part in parts])
    left = short[~short["item"].isin(answered)]
    parts.append(_catalogue(left, courses, as_of))
    left = left[~left["item"].isin(parts[-1]["item"])]
    missed = _missed(left, late)
    parts.append(_row(left.loc[missed, ["item"]], COACHING, NOT_IN_TIME))
    parts.append(_row(left.loc[~missed, ["item"]], COACHING, NOTHING_TAUGHT))
    told = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    found = wanted.merge(told, on="item", how="left", validate="one_to_many")
    return found.drop(columns="item")


def _row(part: pd.DataFrame, action: str, basis: str) -> pd.DataFrame:
    """Return the rows with every column of `COLUMNS`; what is not said is missing."""
    told: dict[str, Any] = {"action": action, "basis": basis}
    empty: dict[str, Any] = {
        "kode": None,
        "what": None,
        "tahun": pd.NA,
        "when": pd.NaT,
        "jadwal": None,
        "jp": np.nan,
        "mentor": None,
    }
    missing = {name: value for name, value in (told | empty).items() if name not in part}
    found = part.assign(**missing)[["item", *COLUMNS]]
    kinds = {"tahun": "Int64", "when": "datetime64[s]", "jp": "float64"} | dict.fromkeys(
        ("action", "basis", "kode", "what", "jadwal", "mentor"), "str"
    )
    return found.astype(kinds)


def _missed(left: pd.DataFrame, late: pd.DataFrame | None) -> "pd.Series[bool]":
    """Return for each item whether only time keeps it from a course."""
    known = set() if late is None else set(zip(late["nip"], late["kompetensi"], strict=True))
    told = [one in known for one in zip(left["nip"], left["kompetensi"], strict=True)]
    return pd.Series(told, index=left.index, dtype="bool")


def _assess(wanted: pd.DataFrame) -> pd.DataFrame:
    return _row(wanted.loc[wanted["status"] == "unassessed", ["item"]], ASSESS, NEVER_ASSESSED)


def _places(short: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    waiting = lines[lines["status"].isin(_WAITS)]
    columns = {"nama_pelatihan": "what", "plan_year": "tahun", "tanggal_mulai": "when"}
    told = waiting[[*_KEYS, "kode", "jp", "jadwal", *columns]].rename(columns=columns)
    return _row(short[["item", *_KEYS]].merge(told, on=_KEYS, how="inner"), COURSE, PLANNED)


def _taken(short: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Return what was attended with no assessment since: the level that is short is the one from before it."""
    done = lines.loc[lines["status"] == "attended", [*_KEYS, "kode", "nama_pelatihan", "ended"]]
    told = short[["item", *_KEYS, "tanggal_asesmen"]].merge(done, on=_KEYS, how="inner")
    told = told[~(told["tanggal_asesmen"] > told["ended"])]
    return _row(told.rename(columns={"nama_pelatihan": "what"}), ASSESS, TAKEN)


def _mentors(short: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    told = pairs.rename(columns={"until": "when"})
    return _row(short[["item", *_KEYS]].merge(told, on=_KEYS, how="inner"), MENTOR, PAIR)


def _catalogue(left: pd.DataFrame, courses: pd.DataFrame, as_of: date) -> pd.DataFrame:
    columns = {"nama_pelatihan": "what", "tanggal_mulai": "when"}
    told = left[["item", *_KEYS]].merge(courses, on=_KEYS, how="inner", sort=False).drop_duplicates("item")
    found = told.rename(columns=columns)
    past = found["when"] < pd.Timestamp(as_of)
    return _row(found.assign(when=found["when"].mask(past)), COURSE, CATALOGUE)


def open_courses(
    items: pd.DataFrame, courses: pd.DataFrame, closed: "dict[str, frozenset[str]]"
) -> pd.DataFrame:
    """Return for each short item the courses that start at or below its level and end above it, the cheapest first, then the one that leads farthest.

    closed: kode -> whom the law does not admit.
    """
    short = items.loc[items["status"] == "gap", [*_KEYS, "level", "required"]]
    found = short.merge(courses, on="kompetensi", how="inner", suffixes=("", "_course"))
    useful = ~(found["level_awal"] > found["level"]) & (found["level_akhir"] > found["level"])
    barred = pd.Series(
        [nip in closed.get(kode, ()) for nip, kode in zip(found["nip"], found["kode"], strict=True)],
        index=found.index, dtype="bool",
    )  # fmt: skip
    found = found[useful & ~barred]
    reach = -found[["level_akhir", "required"]].min(axis=1)
    order = found.assign(reach=reach).sort_values(
        ["nip", "kompetensi", "reach", "biaya", "kode"], kind="stable"
    )
    return order[[*_KEYS, "kode", "nama_pelatihan", "jp", "tanggal_mulai", "jadwal"]].reset_index(drop=True)
