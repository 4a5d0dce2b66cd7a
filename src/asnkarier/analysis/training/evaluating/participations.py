"""Who took which course when, and the competency that the catalogue says it serves."""

from datetime import date
from math import ceil
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints, texts
from asnkarier.analysis.careers.trainings import told_once
from asnkarier.analysis.training.evaluating.series import NO_DAY
from asnkarier.model.terms import meant_title, normalise

# Why somebody who took a course tells nothing about it.
UNDATED: Final = "undated"
NOT_OVER: Final = "not_over"
NOT_IN_CATALOGUE: Final = "not_in_catalogue"
NO_BEFORE: Final = "no_before"
NO_AFTER: Final = "no_after"
OTHER_COURSE: Final = "other_course"
NO_COLLEAGUE: Final = "no_colleague"
USED: Final = "used"
STATUSES: Final = (
    USED, NO_COLLEAGUE, OTHER_COURSE, NO_AFTER, NO_BEFORE, NOT_OVER, UNDATED, NOT_IN_CATALOGUE,
)  # fmt: skip
NEVER: Final = np.iinfo(np.int64).max


def participations(
    trainings: pd.DataFrame, courses: pd.DataFrame, people: pd.Index, as_of: date
) -> pd.DataFrame:
    """Return one row per person, training and competency that it serves, by person and day.

    person: place in `people` (others are left out); training: row of `trainings`, of rows that tell one participation see `told_once`; name, provider: as compared;
    kode, kompetensi, jenis: of the courses of the catalogue of that name (see `meant_title`), where some are by the provider of these alone, "" where there are none, or several that differ; start, end: days since 1970 (one day alone is both), NO_DAY
    where neither is known or they contradict each other; tahun: of the end, -1; biaya: recorded of the person, else of the
    catalogue, with the share of a class that costs something (see `_share_of_class`); status: `undated`, `not_over`, `not_in_catalogue` or "".
    """
    person = people.get_indexer(pd.Index(trainings["nip"]))
    counted = told_once(trainings)
    counted = counted[person[counted] >= 0]
    kept = trainings.iloc[counted]
    taken = pd.DataFrame(
        {
            "person": person[counted].astype(np.int64),
            "training": counted,
            "nama_pelatihan": texts(kept, "nama_pelatihan"),
            "penyelenggara": texts(kept, "penyelenggara"),
            "own_cost": kept["biaya"].to_numpy(dtype=np.float64, na_value=np.nan),
        }
    )
    listed = _listed(courses)
    for key, shown, said in (
        ("name", "nama_pelatihan", meant_title(set(listed["name"]))),
        ("provider", "penyelenggara", normalise),
    ):
        words = {one: said(one) for one in taken[shown].unique()}
        taken[key] = taken[shown].map(words).astype(object)
    start, end = (_days(kept[name]) for name in ("tanggal_mulai", "tanggal_selesai"))
    start, end = np.where(start == NO_DAY, end, start), np.where(end == NO_DAY, start, end)
    unknown = (start == NO_DAY) | (end < start)
    taken["start"], taken["end"] = np.where(unknown, NO_DAY, start), np.where(unknown, NO_DAY, end)
    ended = taken["end"].to_numpy().astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    taken["tahun"] = np.where(unknown, -1, ended)
    taken = _with_courses(taken, listed)
    priced = taken.pop("listed_cost") + _share_of_class(taken, taken.pop("class_cost"), taken.pop("kuota"))
    taken["biaya"] = taken.pop("own_cost").fillna(priced)
    taken["status"] = np.select(
        [taken["kompetensi"].eq(""), taken["start"].eq(NO_DAY), taken["end"].gt(_day(as_of))],
        [NOT_IN_CATALOGUE, UNDATED, NOT_OVER],
        "",
    )
    order = ["person", "start", "end", "name", "kompetensi"]
    return taken.sort_values(order, kind="stable", ignore_index=True)


def _with_courses(taken: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Return a row per training and competency of its courses, with what the catalogue says of them; "" where it has none."""
    named = _said_of(listed[listed["provider"].ne("")], ["name", "kompetensi", "provider"])
    of_name = _said_of(listed, ["name", "kompetensi"]).assign(provider="")
    said_of = pd.concat([of_name, named], ignore_index=True).rename(columns={"provider": "by"})
    # Where the provider has a course of that name it is that one: the others of the name are not what was taken.
    known = pd.MultiIndex.from_frame(taken[["name", "provider"]]).isin(
        pd.MultiIndex.from_frame(named[["name", "provider"]])
    )
    found = taken.assign(by=taken["provider"].where(known, "")).merge(
        said_of, on=["name", "by"], how="left", validate="many_to_many"
    )
    words = {name: texts(found, name) for name in ("kode", "kompetensi", "jenis")}
    return found.drop(columns="by").assign(**words)


def _share_of_class(taken: pd.DataFrame, cost: pd.Series, kuota: pd.Series) -> pd.Series:
    """Return the share of each participant in what the classes cost; who took it from the same provider on the same days sat together.

    More than the seats of a class are several classes. NaN where a class costs something and the days are not known.
    """
    of = taken.groupby(["name", "provider", "start", "end"], sort=False)["person"]
    together = of.transform("nunique").astype("float64")
    classes = (together / kuota.fillna(np.inf)).map(ceil).clip(lower=1)
    share: pd.Series = (cost.fillna(0.0) * classes / together).where(taken["start"].ne(NO_DAY))
    return share.where(cost.fillna(0.0).gt(0), 0.0)


def first_taken(taken: pd.DataFrame, kompetensi: str, people: int, unsure: Ints) -> Ints:
    """Return the day on which each person first took a course for the competency, `NEVER` for nobody who is known to have.

    Who took one on an unknown day, or whose register is not known (`unsure`), may have taken it at any time: NO_DAY.
    """
    mine = taken[taken["kompetensi"].eq(kompetensi)]
    first = np.full(people, NEVER, dtype=np.int64)
    np.minimum.at(first, mine["person"].to_numpy(), mine["start"].to_numpy())
    first[unsure] = NO_DAY
    return first


def took_another(mine: pd.DataFrame, since: Ints, until: Ints) -> Ints:
    """Return for each row how many other courses for the same competency the person took between the two days (or may have).

    mine: the participations of one competency; the days as in `participations`.
    """
    rows = pd.DataFrame(
        {"person": mine["person"], "since": since, "until": until, "row": np.arange(len(mine))}
    )
    others = pd.DataFrame(
        {"person": mine["person"], "start": mine["start"], "end": mine["end"], "other": rows["row"]}
    )
    pairs = rows.merge(others, on="person", how="inner", validate="many_to_many")
    inside = (pairs["start"] <= pairs["until"]) & (
        (pairs["end"] >= pairs["since"]) | (pairs["start"] == NO_DAY)
    )
    inside &= pairs["row"] != pairs["other"]
    return np.bincount(pairs["row"][inside], minlength=len(mine)).astype(np.int64)


def _listed(courses: pd.DataFrame) -> pd.DataFrame:
    """Return name, kompetensi, provider, kode, jenis, listed_cost, class_cost, kuota of each course of the catalogue."""
    words = {
        name: texts(courses, name)
        for name in ("nama_pelatihan", "penyelenggara", "kompetensi", "kode", "jenis")
    }
    compared = {
        key: np.array([normalise(one) for one in words.pop(name)], dtype=object)
        for key, name in (("name", "nama_pelatihan"), ("provider", "penyelenggara"))
    }
    figures = {
        name: courses[field].to_numpy(dtype=np.float64, na_value=np.nan)
        for name, field in (("listed_cost", "biaya"), ("class_cost", "biaya_kelas"), ("kuota", "kuota"))
    }
    return pd.DataFrame({**compared, **words, **figures}).drop_duplicates()


def _said_of(listed: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return what the catalogue says of the courses that have these in common, where it says one thing."""
    one = listed.groupby(keys, sort=True).agg(
        kode=("kode", _only),
        jenis=("jenis", _only),
        **{name: (name, _only_number) for name in ("listed_cost", "class_cost", "kuota")},
    )
    return one.reset_index()


def _only(values: pd.Series) -> str:
    found = sorted(set(values))
    return str(found[0]) if len(found) == 1 else ""


def _only_number(values: pd.Series) -> float:
    found = sorted(set(values.fillna(np.inf)))
    return float(found[0]) if len(found) == 1 and np.isfinite(found[0]) else np.nan


def _days(series: pd.Series) -> Ints:
    days: Ints = series.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return days


def _day(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))
