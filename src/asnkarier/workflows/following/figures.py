"""The figures of a plan beside reality: by course, by person, by year, and what was followed without a plan."""

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.careers.trainings import DROPPED, told_once, unclear
from asnkarier.analysis.training.year_hours import REACHED, finished
from asnkarier.model.terms import course_title, nearest

STATUSES: Final = ("attended", "dropped", "running", "unclear", "overdue", "open", "gone")
_WAITING: Final = ("running", "unclear", "overdue", "open", "gone")
_ALIKE: Final = 0.8


def _known(values: pd.Series) -> float | None:
    """Return the sum of what is known, None where nothing is."""
    return float(values.sum()) if values.notna().any() else None


def by_course(followed: pd.DataFrame, since: pd.DataFrame, trainings: pd.DataFrame) -> pd.DataFrame:
    """Return a row per course of the plan, those with most places overdue first; see the columns of the book.

    followed: see `followed_plan`; since: see `levels_since`. spent and jp are sums of what the lists of trainings say of attended
    places (spent of those left too), with the number of places of which they say nothing.
    """
    answer = trainings.reindex(followed["training"].where(followed["training"] >= 0)).reset_index(drop=True)
    facts = followed.assign(paid=answer["biaya"].to_numpy(), hours=answer["jp"].to_numpy())
    closed = {str(kode): one for kode, one in since.groupby("kode", sort=False)}
    rows = [
        _course(str(kode), one, closed.get(str(kode), since.iloc[:0]))
        for kode, one in facts.groupby("kode", sort=True)
    ]
    columns = list(_course("", facts.iloc[:0].reindex([0]), since.iloc[:0]))
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values(
        ["overdue", "open", "kode"], ascending=[False, False, True], kind="stable", ignore_index=True
    )


def _course(kode: str, places: pd.DataFrame, since: pd.DataFrame) -> dict[str, object]:
    count = {name: int(places["status"].eq(name).sum()) for name in STATUSES}
    attended = places[places["status"] == "attended"]
    paid_for = places[places["status"].isin(["attended", "dropped"])]
    return {
        "kode": kode,
        "nama_pelatihan": places["nama_pelatihan"].iloc[0],
        "people": places["nip"].nunique(),
        "planned": len(places),
        **count,
        "open": sum(count[name] for name in _WAITING),
        "planned_cost": _planned_cost(places),
        "spent": _known(paid_for["paid"]),
        "spent_unknown": int(paid_for["paid"].isna().sum()),
        "jp": _known(attended["hours"]),
        "jp_unknown": int(attended["hours"].isna().sum()),
        "levels_closed_since": _known(since["closed"]),
        "assessed_since": int(since["closed"].notna().sum()),
        "not_assessed_since": int(since["closed"].isna().sum()),
    }


def status_totals(
    rows: pd.DataFrame, followed: pd.DataFrame, since: pd.DataFrame, hours: pd.DataFrame
) -> pd.DataFrame:
    """Return the one row of the totals; figures of which nothing is known are missing."""
    adds = (
        "planned",
        "attended",
        "dropped",
        "open",
        "running",
        "unclear",
        "overdue",
        "gone",
        "spent_unknown",
        "jp_unknown",
    )
    known = ("planned_cost", "spent", "jp", "levels_closed_since")
    pns = hours[hours["status_asn"] == "PNS"]
    plan = followed.iloc[0] if len(followed) else None
    return pd.DataFrame(
        [
            {
                "plan": None if plan is None else plan["rencana"],
                "plan_day": pd.NaT if plan is None else followed["tanggal"].min(),
                **{name: int(rows[name].sum()) for name in adds},
                **{name: _known(rows[name].astype("float64")) for name in known},
                "people": int(followed["nip"].nunique()),
                "assessed_since": int(since["closed"].notna().sum()),
                "not_assessed_since": int(since["closed"].isna().sum()),
                "pns": len(pns),
                "pns_reached": int(pns["jp_status"].eq(REACHED).sum()),
                "jp_year": float(hours["jp"].sum()),
                "jp_year_unknown": int(hours["jp_unknown"].sum()),
            }
        ]
    )


def people_rows(employees: pd.DataFrame, followed: pd.DataFrame, hours: pd.DataFrame) -> pd.DataFrame:
    """Return a row per person who counts: places of the plan, and hours of this year against the law; most hours to go first."""
    who = employees[["nip", "nama", "jabatan", "unit_kerja"]].reset_index(drop=True)
    counts = pd.crosstab(followed["nip"], followed["status"]).reindex(columns=list(STATUSES), fill_value=0)
    counts = counts.reindex(who["nip"]).fillna(0).astype("int64").reset_index(drop=True)
    counts["open"] = counts[list(_WAITING)].sum(axis=1)
    counts["planned"] = counts[["attended", "dropped", "open"]].sum(axis=1)
    found = pd.concat([who, hours.drop(columns="nip").reset_index(drop=True), counts], axis=1)
    found["order"] = -found["to_go"].fillna(-1.0)
    return found.sort_values(["order", "unit_kerja", "nip"], kind="stable", ignore_index=True).drop(
        columns="order"
    )


def by_year(planned: pd.DataFrame, trainings: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return a row per calendar year in which something was planned or followed, the latest last.

    planned: `places_of_years` of every kept plan, the newest plan last; of several plans a place counts once a year, as the
    newest has it. spent: of trainings followed and of those left. unclear: whose lists do not say how they ended. What has no day belongs to no year.
    """
    done, dropped = finished(trainings, as_of), _dropped(trainings, as_of)
    once = planned.drop_duplicates(["nip", "kode", "tahun"], keep="last")
    open_end = _of_years(unclear(trainings, as_of))
    years = sorted(
        {*done["tahun"], *dropped["tahun"], *open_end["tahun"], *once["tahun"].dropna().astype("int64")}
    )
    rows = []
    for year in years:
        mine, left, plan = (one[one["tahun"] == year] for one in (done, dropped, once))
        paid = pd.concat([mine["biaya"], left["biaya"]])
        rows.append(
            {
                "tahun": int(year),
                "trainings": len(mine),
                "people": mine["nip"].nunique(),
                "jp": _known(mine["jp"]),
                "jp_unknown": int(mine["jp"].isna().sum()),
                "spent": _known(paid),
                "spent_unknown": int(paid.isna().sum()),
                "dropped": len(left),
                "unclear": int(open_end["tahun"].eq(year).sum()),
                "planned": len(plan),
                "planned_cost": _planned_cost(plan),
            }
        )
    columns = [
        "tahun",
        "trainings",
        "people",
        "jp",
        "jp_unknown",
        "spent",
        "spent_unknown",
        "dropped",
        "unclear",
        "planned",
        "planned_cost",
    ]
    return pd.DataFrame(rows, columns=columns)


def _planned_cost(places: pd.DataFrame) -> float | None:
    """Return what places and their classes cost, a class once however many plans keep people in it, as the last of its places that says it has it."""
    seats = _known(places["biaya"])
    of_class = places.assign(kelas=places["kelas"].fillna(1)).groupby(
        ["kode", "kelas", "tahun"], dropna=False
    )
    return None if seats is None else seats + float(of_class["biaya_kelas"].last().fillna(0).sum())


def _dropped(trainings: pd.DataFrame, as_of: date) -> pd.DataFrame:
    rows = trainings.iloc[told_once(trainings)]
    ended = rows["tanggal_selesai"].fillna(rows["tanggal_mulai"])
    rows = rows[rows["status"].isin(DROPPED) & (ended <= pd.Timestamp(as_of))]
    return _of_years(rows)


def _of_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have a day, with `tahun` of their last day."""
    ended = rows["tanggal_selesai"].fillna(rows["tanggal_mulai"])
    rows = rows[ended.notna()]
    return rows.assign(tahun=ended.loc[rows.index].dt.year.astype("int64"))


def unplanned(followed: pd.DataFrame, trainings: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """Return what was followed since the day of the plan and is no place of it, by name; resembles: the planned name that it may be."""
    done = finished(trainings, as_of)
    since = followed["tanggal"].min() if len(followed) else pd.NaT
    rows = (
        done[~done.index.isin(followed["training"]) & (done["ended"] >= since)]
        if len(followed)
        else done.iloc[:0]
    )
    rows = rows.assign(name=[course_title(one) for one in rows["nama_pelatihan"]])
    found = rows.groupby("name", sort=True).agg(
        nama_pelatihan=("nama_pelatihan", "first"),
        participations=("nip", "size"),
        people=("nip", "nunique"),
        jp=("jp", lambda one: one.sum(min_count=1)),
        spent=("biaya", lambda one: one.sum(min_count=1)),
    )
    names = {course_title(one): one for one in followed["nama_pelatihan"].unique()}
    like = [None if name in names else _resembled(name, names) for name in found.index]
    found["resembles"] = pd.Series(
        [None if one is None else names[one] for one in like], index=found.index, dtype="str"
    )
    order = np.lexsort((found.index.to_numpy(), -found["participations"].to_numpy()))
    return found.iloc[order].reset_index(drop=True)


def _resembled(name: str, names: dict[str, str]) -> str | None:
    """Return the planned title that a title holds whole, the longest, with other words around it (a place, an edition); else the nearest."""
    inside = [one for one in names if f" {one} " in f" {name} "]
    return max(inside, key=len) if inside else nearest(name, names, _ALIKE)
