"""From tables to whole numbers: the slots, shared rows and limits of people of a plan of several periods."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.programme import BUDGET, PersonRows, Programme, Row, Slots
from asnkarier.analysis.training.years.teaching import Teaching
from asnkarier.analysis.training.years.terms import YearsTerms
from asnkarier.analysis.training.years.ways import Ways
from asnkarier.model.level import MICRO

FUND, OTHER_FUNDS, UNIT, AWAY = "fund", "other_funds", "unit_budget", "away"


def build(teaching: Teaching, ways: Ways) -> Programme:
    """Return the plan's problem in whole numbers."""
    terms = teaching.admission.terms
    slots = _slots(teaching, ways, terms)
    return Programme(
        ways, slots, tuple(rows_of(teaching, slots, terms)), _person_rows(teaching, ways, slots, terms)
    )


def _whole(column: pd.Series) -> Ints:
    whole: Ints = np.rint(column.fillna(0.0).to_numpy(dtype=np.float64)).astype(np.int64)
    return whole


def hours_of(courses: pd.DataFrame) -> Ints:
    """Return the hours of each course in the largest unit that divides all of them (0 where not known)."""
    micro = np.rint(courses["jp"].fillna(0.0).to_numpy(dtype=np.float64) * MICRO).astype(np.int64)
    hours: Ints = micro // unit_of(courses)
    return hours


def unit_of(courses: pd.DataFrame) -> int:
    """Return that unit, in millionths of an hour."""
    micro = np.rint(courses["jp"].fillna(0.0).to_numpy(dtype=np.float64) * MICRO).astype(np.int64)
    return max(1, int(np.gcd.reduce(micro))) if len(micro) else 1


def _slots(teaching: Teaching, ways: Ways, terms: YearsTerms) -> Slots:
    courses, periods = teaching.courses, len(terms.periods)
    useful = np.bincount(ways.item_course * periods + ways.item_period, minlength=len(courses) * periods)

    def each(column: Ints) -> Ints:
        return np.repeat(column, periods)

    kuota, minimal = each(_whole(courses["kuota"])), each(_at_least_one(courses["minimal_peserta"]))
    seats = np.where(
        np.repeat(courses["kuota"].isna().to_numpy(), periods), useful, np.minimum(kuota, useful)
    )
    kelas = _whole(courses["kelas"].fillna(1))
    fillable = np.minimum(useful // minimal, -(-useful // np.maximum(seats, 1)))
    open_ = teaching.admission.open.reshape(-1) & (seats > 0) & (minimal <= seats)
    years = list(terms.years)
    year = np.array([years.index(period.year) for period in terms.periods])
    return Slots(
        periods=periods,
        biaya=each(_whole(courses["biaya"])),
        biaya_kelas=each(_whole(courses["biaya_kelas"])),
        hours=each(hours_of(courses)),
        kuota=seats,
        minimal=minimal,
        most=np.where(open_, np.minimum(each(kelas), fillable), 0),
        year_slot=np.repeat(np.arange(len(courses)), periods) * len(years) + np.tile(year, len(courses)),
        kelas=np.repeat(kelas, len(years)),
        must=np.flatnonzero(courses["kode"].isin(terms.must_run)),
    )


def _at_least_one(column: pd.Series) -> Ints:
    most: Ints = np.maximum(column.fillna(1).to_numpy(dtype=np.int64), 1)
    return most


def rows_of(teaching: Teaching, slots: Slots, terms: YearsTerms) -> list[Row]:
    """Return the agency's budget, funds, what pays all other courses, budgets of units, by year; and places of a unit's people in one period."""
    courses, nips = teaching.courses, teaching.nips
    year = np.tile([period.year for period in terms.periods], len(courses))
    period = np.tile(np.arange(len(terms.periods)), len(courses))
    nothing = np.zeros(len(slots), dtype=np.int64)
    fund = np.repeat(fund_of(courses), slots.periods)
    out: list[Row] = []
    for one in terms.years:
        mine = year == one
        use, of_class = np.where(mine, slots.biaya, 0), np.where(mine, slots.biaya_kelas, 0)
        budget = terms.budget_of(one)
        if budget is not None:
            out.append(Row(BUDGET, "", one, 0, budget, use, of_class))
        for name, rupiah in sorted(terms.funds.items()):
            ours = fund == name
            out.append(Row(FUND, name, one, 0, rupiah, np.where(ours, use, 0), np.where(ours, of_class, 0)))
        if terms.other_funds is not None:
            others = ~np.isin(fund, list(terms.funds))
            use_of = np.where(others, use, 0), np.where(others, of_class, 0)
            out.append(Row(OTHER_FUNDS, "", one, 0, terms.other_funds, *use_of))
        for name, rupiah in sorted(terms.units.items()):
            people = nips.isin(terms.members.get(name, frozenset()))
            out.append(Row(UNIT, name, one, 0, rupiah, use, nothing, people))
    if terms.max_away is not None:
        for number, one_period in enumerate(terms.periods):
            use = (period == number).astype(np.int64)
            for name in sorted(terms.staff):
                people = nips.isin(terms.staff[name])
                if people.any():
                    limit = terms.away(name)
                    out.append(
                        Row(AWAY, name, one_period.year, one_period.number, limit, use, nothing, people)
                    )
    return out


def fund_of(courses: pd.DataFrame) -> NDArray[np.object_]:
    """Return the fund (sumber dana) that pays each course, "" where none is named."""
    if "sumber_dana" not in courses:
        return np.full(len(courses), "", dtype=object)
    return courses["sumber_dana"].fillna("").to_numpy(dtype=object)


def _person_rows(teaching: Teaching, ways: Ways, slots: Slots, terms: YearsTerms) -> PersonRows:
    """Return the limits of hours and of courses that can bind, by person and year."""
    years = list(terms.years)
    year_of = np.array([years.index(period.year) for period in terms.periods])
    key = ways.item_person * len(years) + year_of[ways.item_period]
    hours = slots.hours[ways.item_course * slots.periods + ways.item_period]
    parts = []
    if terms.limits.max_courses_per_person is not None:
        most = np.full(len(teaching.nips) * len(years), terms.limits.max_courses_per_person)
        parts.append((np.ones(len(key), dtype=np.int64), most))
    limits = [[terms.max_jp(nip, year) for year in years] for nip in teaching.nips]
    if any(jp is not None for of_person in limits for jp in of_person):
        unit = unit_of(teaching.courses)
        everything = int(slots.hours.sum()) + 1
        most = np.array(
            [everything if jp is None else max(0, round(jp * MICRO)) // unit for row in limits for jp in row],
            dtype=np.int64,
        )
        parts.append((hours, most))
    return person_rows_of(ways, key, parts)


def person_rows_of(ways: Ways, key: Ints, limits: list[tuple[Ints, Ints]]) -> PersonRows:
    """Return the limits that can bind. key: per item whose; limits: each what an item uses up, and the most of each key."""
    parts = [_binding(ways, key, use, most) for use, most in limits]
    empty = np.empty(0, dtype=np.int64)
    if not parts:
        return PersonRows(empty, empty, empty, empty)
    offsets = np.cumsum([0, *(len(part[3]) for part in parts)])
    number = np.concatenate([part[0] + start for part, start in zip(parts, offsets, strict=False)])
    return PersonRows(number, *(np.concatenate([part[at] for part in parts]) for at in (1, 2, 3)))


def _binding(ways: Ways, key: Ints, use: Ints, most: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return the rows that all of a person's courses in the year together would exceed.

    Where any two courses exceed the limit and none does by itself, the row says "one course at most", which is the
    same for whole places.
    """
    courses = pd.DataFrame({"key": key, "course": ways.item_course, "use": use}).drop_duplicates(
        ["key", "course"]
    )
    total = np.bincount(courses["key"], courses["use"], minlength=len(most))
    binds = total > most
    item = np.flatnonzero(binds[key] & (use > 0))
    smallest = courses[courses["use"] > 0].sort_values(["key", "use"], kind="stable")
    two = smallest.groupby("key", sort=False)["use"].nth([0, 1]).groupby(smallest["key"]).agg(["sum", "size"])
    single = np.zeros(len(most), dtype=np.bool_)
    single[two.index] = (two["size"] == 2).to_numpy() & (two["sum"].to_numpy() > most[two.index])  # noqa: PLR2004
    single[key[use > most[key]]] = False
    rows, number = np.unique(key[item], return_inverse=True)
    value = np.where(single[key[item]], 1, use[item])
    return number.reshape(-1).astype(np.int64), item, value, np.where(single[rows], 1, most[rows])
