"""What was last done for each person, a training or a mentor, and whether the level rose since."""

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.trainings import completed
from asnkarier.analysis.mentoring.outcomes import DUE, FELL, ROSE, SAME, pair_outcomes
from asnkarier.model.terms import course_title

MENTOR, COURSE = "mentor", "course"
_COLUMNS: Final = ["nip", "kompetensi", "tanggal_mulai", "tanggal_selesai"]
_WORKED: Final = {ROSE: True, SAME: False, FELL: False}


def last_actions(
    pairs: pd.DataFrame,
    trainings: pd.DataFrame,
    courses: pd.DataFrame,
    assessments: pd.DataFrame,
    as_of: date,
) -> pd.DataFrame:
    """Return one row per person for whom something was done: nip, kind, what, kompetensi, on, until, status, worked.

    pairs: of mentor and mentee; a training counts that bears the name of a course of the catalogue, for the competency of that course. The one
    that began last counts, of several of one day the first by kind and competency. status: see `pair_outcomes`; worked: whether the newest level since is higher than the last one
    before; missing where either is not known. Nobody is compared with: a level that rose may have risen anyway.
    """
    done = pd.concat([_of_pairs(pairs), _of_courses(trainings, courses)], ignore_index=True)
    found = pair_outcomes(done, assessments, as_of)
    order = ["nip", "tanggal_mulai", "kind", "kompetensi", "what"]
    found = found.sort_values(order, ascending=[True, False, True, True, True], kind="stable")
    found = found.drop_duplicates("nip").reset_index(drop=True)
    found = found.rename(columns={"tanggal_mulai": "on", "tanggal_selesai": "until"})
    worked = pd.Series([_WORKED.get(one) for one in found["status"]], index=found.index, dtype="boolean")
    return found[["nip", "kind", "what", "kompetensi", "on", "until", "status"]].assign(worked=worked)


def follow_up_days(actions: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """Return for each action the day from which its effect was to be looked at, missing where that was done or is not due."""
    day = actions["until"].fillna(actions["on"])
    return day.where(actions["status"].eq(DUE) & actions["kind"].eq(MENTOR))


def _of_pairs(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs[_COLUMNS].assign(kind=MENTOR, what=pairs["nip_mentor"].astype(object))


def _of_courses(trainings: pd.DataFrame, courses: pd.DataFrame) -> pd.DataFrame:
    taken = completed(trainings)
    ended = taken["tanggal_selesai"].fillna(taken["tanggal_mulai"])
    rows = pd.DataFrame(
        {
            "nip": taken["nip"].astype(object),
            "title": [course_title(one) for one in taken["nama_pelatihan"]],
            "what": taken["nama_pelatihan"].astype(object),
            "tanggal_mulai": ended,
            "tanggal_selesai": ended,
        }
    )
    known = pd.DataFrame(
        {
            "title": [course_title(one) for one in courses["nama_pelatihan"]],
            "kompetensi": courses["kompetensi"].astype(object),
        }
    ).drop_duplicates()
    found = rows[~np.isnat(rows["tanggal_mulai"].to_numpy())].merge(known, on="title", how="inner")
    courses_taken: pd.DataFrame = found[[*_COLUMNS, "what"]].assign(kind=COURSE)
    return courses_taken
