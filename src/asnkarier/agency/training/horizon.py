"""What a plan of several years, funds and units is made under, from config.yaml, the law and the people of the day."""

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.selection import within_unit
from asnkarier.agency.training.hours import LEAST, MOST
from asnkarier.analysis.careers.serving import leaving_days
from asnkarier.analysis.training.years.terms import YearsTerms, periods_of
from asnkarier.model.terms import normalise

if TYPE_CHECKING:
    from asnkarier.agency.people import People
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.analysis.training.limits import TrainingLimits
    from asnkarier.settings_parts.development import Planning

_PERCENT: Final = 100


def years_terms(
    now: "Snapshot",
    people: "People",
    limits: "TrainingLimits",
    asked: "Planning",
    *,
    budget: int | None,
    other_funds: int | None = None,
    urgent: pd.Series,
    start: date,
) -> YearsTerms:
    """Return the terms of a plan from `start` on. limits: of the first year; budget: rupiah of every year; other_funds: see `YearsTerms`; urgent: by nip, whether the post held is critical."""
    employees = people.employees
    offices = employees["unit_induk"].fillna(employees["unit_kerja"])
    of_unit: dict[str, frozenset[str]] = {
        name: frozenset(employees.loc[_within(now, employees, name), "nip"]) for name in asked.units
    }
    yearly = now.rulebook.in_force(MOST, now.as_of)
    own = limits.max_jp_per_person
    later = {} if yearly is None else {
        nip: min(float(yearly.value), float("inf") if own is None else own)
        for nip in employees.loc[employees["status_asn"].eq("PPPK"), "nip"]
    }  # fmt: skip
    return YearsTerms(
        limits=limits,
        periods=periods_of(start, asked.years, asked.periods),
        budget=budget,
        funds={normalise(name): rupiah for name, rupiah in asked.funds.items()},
        other_funds=other_funds,
        units=dict(asked.units),
        members=of_unit,
        max_away=None if asked.max_share_away is None else Fraction(asked.max_share_away) / _PERCENT,
        staff={}
        if asked.max_share_away is None
        else {str(name): frozenset(mine) for name, mine in employees.groupby(offices)["nip"]},
        first_jp=limits.max_jp_of,
        yearly_jp=later,
        leaves=leaving_days_of(now, employees),
        later=Fraction(asked.later_year) / _PERCENT,
        required_first=asked.required_first,
        urgent={str(nip): asked.urgent_weight for nip in urgent.index[urgent.to_numpy()]}
        if asked.urgent_weight > 1
        else {},
        must_run=asked.must_run,
        today=now.as_of,
    )


def leaving_days_of(now: "Snapshot", employees: pd.DataFrame) -> dict[str, date]:
    """Return by nip the first day out of service, of whom it is known."""
    leaves = leaving_days(employees, now.rulebook, now.as_of)
    known = ~np.isnat(leaves)
    return {
        nip: pd.Timestamp(day).date() for nip, day in zip(employees["nip"][known], leaves[known], strict=True)
    }


def _within(now: "Snapshot", employees: pd.DataFrame, name: str) -> pd.Series:
    inside = within_unit(employees, now.frames["units"], normalise(name)).people
    return pd.Series(inside, index=employees.index)


def goal_of(
    now: "Snapshot", people: "People", chosen: pd.DataFrame, hours: pd.DataFrame, years: tuple[int, ...]
) -> pd.DataFrame:
    """Return for every year of the plan the PNS, those who stay below the hours that the law asks, and the hours they lack: tahun, pns, below, jp_short.

    hours: of `hours_of`, counted in the year of `as_of`. Who is out of service when a year begins is not counted in it. A line without known hours counts none. Empty where no rule is in force
    (`pengembangan/jam_pelajaran`, PP 11/2017 Pasal 203 ayat (4)).
    """
    rule = now.rulebook.in_force(LEAST, now.as_of)
    pns = people.employees.loc[people.employees["status_asn"].eq("PNS"), "nip"]
    rows = []
    leaves = leaving_days_of(now, people.employees)
    for year in years if rule is not None else ():
        mine = pns[[leaves.get(nip, date.max) > date(year, 1, 1) for nip in pns]]
        planned = chosen[chosen["tahun"] == year].groupby("nip")["jp"].sum()
        jp = mine.map(planned).fillna(0.0)
        if year == now.as_of.year:
            jp = jp + mine.map(hours.set_index("nip")["jp"]).fillna(0.0)
        short = (float(rule.value) - jp).clip(lower=0.0) if rule is not None else jp
        rows.append((year, len(mine), int((short > 0).sum()), float(short.sum())))
    return pd.DataFrame(rows, columns=["tahun", "pns", "below", "jp_short"]).astype({"tahun": "Int64"})
