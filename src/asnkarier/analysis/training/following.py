"""What became of a kept plan: which of its places were taken, left or are still open, as the lists of trainings tell."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.careers.trainings import DROPPED, NOT_YET, UNCLEAR, told_once
from asnkarier.analysis.training.calendar.window import Window
from asnkarier.model.terms import course_title, normalise

ATTENDED: Final = "attended"
DROPPED_OUT: Final = "dropped"
RUNNING: Final = "running"
OVERDUE: Final = "overdue"
OPEN: Final = "open"
# A list tells of it, in words that do not say how it ended.
UNKNOWN: Final = "unclear"
WAITING: Final = frozenset((OVERDUE, OPEN))
_OF_PLACE: Final = ["nip", "kode"]
_OF_PLAN: Final = ["rencana", *_OF_PLACE]
# One that may have been attended is not known to have been dropped.
_RANK: Final = {ATTENDED: 0, RUNNING: 1, UNKNOWN: 2, DROPPED_OUT: 3}


def places(lines: pd.DataFrame) -> pd.DataFrame:
    """Return one row per person and course of the plan (one place, however many competencies it serves), by kode and nip.

    lines: rows of `training_plan` of one plan. jp, biaya: the largest of the lines of a place, which may say them once or on each.
    tahun: as the line says, else of its first day (`year_said` either way), else of the plan's own day.
    """
    lines = lines.sort_values(["kode", "nip", "kompetensi"], kind="stable")
    figures = (
        lines.groupby(_OF_PLACE)[["jp", "biaya"]].transform("max") if len(lines) else lines[["jp", "biaya"]]
    )
    found = lines.assign(jp=figures["jp"], biaya=figures["biaya"]).drop_duplicates(_OF_PLACE)
    said = found["tahun"].notna() | found["tanggal_mulai"].notna()
    return found.assign(tahun=_year(found), year_said=said).reset_index(drop=True)


def places_of_years(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the `places` of every year of every plan, by rencana and tahun: one row per rencana, nip, kode and tahun.

    lines: rows of `training_plan` of any number of plans. A line without a year is of the year that another line of its place says.
    """
    if lines.empty:
        return places(lines)
    of_place = lines.groupby(_OF_PLAN)
    told = lines.assign(
        **{one: lines[one].fillna(of_place[one].transform("first")) for one in ("tahun", "tanggal_mulai")}
    )
    told = told.assign(tahun=_year(told))
    parts = [places(one) for _, one in told.groupby(["rencana", "tahun"], sort=True, dropna=False)]
    return pd.concat(parts, ignore_index=True)


def _year(lines: pd.DataFrame) -> "pd.Series[int]":
    said = lines["tahun"].astype("Float64")
    for name in ("tanggal_mulai", "tanggal"):
        said = said.fillna(lines[name].dt.year.astype("Float64"))
    return said.astype("Int64")


def followed_plan(
    lines: pd.DataFrame,
    trainings: pd.DataFrame,
    as_of: date,
    windows: Mapping[str, Window] = MappingProxyType({}),
) -> pd.DataFrame:
    """Return `places` with what became of each: status, training (place in `trainings`, -1), ended (its last day), awaited.

    trainings: rows of the table of that name; one with the person and the name of a place (whatever the edition) answers it when its
    last day is not before the day of the plan. Of several the best counts: attended, then running, then unclear, then dropped, the earliest first.
    status: `attended`; `dropped` only where a list says so; `running` between the first and the last day; `unclear` where the list does not say how it ended; else `overdue` when the
    planned last day, or the year of the plan, is over, else `open`. An undated training answers nothing. awaited: place in `trainings` of the earliest
    that is still to come for a place that waits, as it begins after `as_of` or its list says so, else -1. windows: by kode, between which
    days the catalogue has a course; the end of it counts for a place without days of its own, where a day of it lies in the year of the place.
    """
    plan, today = places(lines), np.datetime64(as_of, "s")
    once = told_once(trainings)
    rows = trainings.iloc[once].assign(training=once)
    rows["ended"] = rows["tanggal_selesai"].fillna(rows["tanggal_mulai"])
    rows["began"] = rows["tanggal_mulai"].fillna(rows["tanggal_selesai"])
    for name, said in (("name", course_title), ("exact", normalise)):
        words = {one: said(one) for one in {*rows["nama_pelatihan"], *plan["nama_pelatihan"]}}
        rows[name], plan[name] = (frame["nama_pelatihan"].map(words) for frame in (rows, plan))
    plan["place"] = np.arange(len(plan))
    told = plan[["place", "nip", "name", "exact", "tanggal"]].merge(
        rows[["nip", "name", "exact", "training", "began", "ended", "status"]].rename(
            columns={"exact": "written"}
        ),
        on=["nip", "name"],
        how="inner",
    )
    # Of two places in editions of one course that of the very name is answered.
    same = told["exact"] == told["written"]
    told = told[same | ~told["training"].isin(told["training"][same])]
    told = told[told["ended"].notna() & ~(told["ended"] < told["tanggal"])]
    told = told.assign(status=_status(told, today))
    coming = told[told["status"] == ""].sort_values(["place", "began", "training"], kind="stable")
    told = told[told["status"] != ""].assign(rank=lambda one: one["status"].map(_RANK))
    best = told.sort_values(["place", "rank", "ended", "training"], kind="stable").drop_duplicates("place")
    found = plan.merge(
        best[["place", "training", "ended", "status"]], on="place", how="left", validate="one_to_one"
    )
    late = _planned_end(found, windows) < today
    waiting = np.where(late, OVERDUE, OPEN)
    found["status"] = found["status"].where(found["status"].notna(), pd.Series(waiting, dtype="str"))
    found["training"] = found["training"].fillna(-1).astype("int64")
    awaited = found["place"].map(coming.drop_duplicates("place").set_index("place")["training"])
    found["awaited"] = awaited.where(found["status"].isin(WAITING)).fillna(-1).astype("int64")
    return found.drop(columns=["place", "name", "exact"])


def _status(told: pd.DataFrame, today: np.datetime64) -> NDArray[np.object_]:
    """Return what a list says of each place; "" where the training is still to come."""
    dropped = told["status"].isin(DROPPED).to_numpy()
    over, begun = ((told[name] <= today).to_numpy() for name in ("ended", "began"))
    goes_on = told["status"].eq("berlangsung").to_numpy()
    to_come = told["status"].eq(NOT_YET).to_numpy()
    unclear = told["status"].eq(UNCLEAR).to_numpy()
    found = np.select(
        [dropped, to_come, unclear & begun, unclear, over & ~goes_on, begun | goes_on],
        [DROPPED_OUT, "", UNKNOWN, "", ATTENDED, RUNNING],
        "",
    )
    return found.astype(object)


def _planned_end(plan: pd.DataFrame, windows: Mapping[str, Window]) -> "NDArray[np.datetime64]":
    """Return the last day on which each place was to be taken: of its class, else of its window in its year, else of that year; NaT where nothing says it."""
    year = plan["tahun"].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    known = ~np.isnan(year)
    last = np.full(len(plan), np.datetime64("NaT"), dtype="datetime64[s]")
    years = (year[known].astype(np.int64) - 1970).astype("datetime64[Y]") + 1
    last[known] = (years.astype("datetime64[D]") - 1).astype("datetime64[s]")
    for place in np.flatnonzero(known & plan["kode"].isin([*windows]) & plan["tanggal_mulai"].isna()):
        inside = windows[str(plan["kode"].iloc[place])].within(int(year[place]))
        last[place] = last[place] if inside is None else np.datetime64(inside[1])
    own = plan["tanggal_selesai"].to_numpy(dtype="datetime64[s]")
    return np.where(np.isnat(own), last, own)


def levels_since(
    lines: pd.DataFrame, followed: pd.DataFrame, assessments: pd.DataFrame, as_of: date
) -> pd.DataFrame:
    """Return the lines of attended places with what an assessment after the training says: level, assessed_on, closed.

    closed: the newest level since, at most level_akhir, less level_awal: below zero where it fell; missing where nobody assessed
    it since, or the plan does not say the levels. Assessments of the last day of the training itself count as before it.
    """
    ended = followed.loc[followed["status"] == ATTENDED, [*_OF_PLACE, "ended"]]
    taken = lines.merge(ended, on=_OF_PLACE, how="inner", validate="many_to_one")
    seen = assessments[["nip", "kompetensi", "level", "tanggal_asesmen"]].dropna()
    seen = seen[seen["tanggal_asesmen"] <= pd.Timestamp(as_of)]
    seen = seen.rename(columns={"tanggal_asesmen": "assessed_on"})
    taken["line"] = np.arange(len(taken))
    later = taken[["line", "nip", "kompetensi", "ended"]].merge(seen, on=["nip", "kompetensi"], how="inner")
    later = later[later["assessed_on"] > later["ended"]]
    newest = later.sort_values(["line", "assessed_on", "level"], kind="stable").drop_duplicates(
        "line", keep="last"
    )
    found = taken.merge(
        newest[["line", "level", "assessed_on"]], on="line", how="left", validate="one_to_one"
    )
    reached = found["level"].where(~(found["level"] > found["level_akhir"]), found["level_akhir"])
    return found.assign(closed=reached - found["level_awal"]).drop(columns="line")


def sums(groups: "pd.Series", values: "pd.Series") -> pd.DataFrame:
    """Return for each group `total` (missing where no value is known) and `unknown` (how many are not)."""
    frame = pd.DataFrame({"group": groups.to_numpy(), "value": values.to_numpy(dtype=np.float64)})
    by = frame.groupby("group", sort=True)["value"]
    return pd.DataFrame(
        {"total": by.sum(min_count=1), "unknown": by.apply(lambda one: int(one.isna().sum()))}
    )
