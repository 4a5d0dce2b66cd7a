"""What the figures of readiness say in short: open verdicts by reason, positions without a standard, orphans, the trend."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.readiness.blockers import VERDICTS, position_names
from asnkarier.analysis.readiness.units import COUNTS

TREND: Final = (*COUNTS, "assessed_share", "completeness", "contradictions", "orphans")
_PLACES: Final = 4


def open_verdicts(blockers: pd.DataFrame) -> pd.DataFrame:
    """Return how many people have a verdict open for each reason: reason, people, held, next; most people first.

    Somebody whose verdict waits for several things is counted with each reason; held and next count the two verdicts.
    """
    kinds = {name: blockers["person"].where(blockers["verdict"] == name) for name in VERDICTS}
    people = blockers.assign(people=blockers["person"], **kinds).groupby("reason", sort=True)
    rows = people[["people", *VERDICTS]].nunique().reset_index()
    return rows.sort_values(["people", "reason"], ascending=[False, True], ignore_index=True)


def open_people(blockers: pd.DataFrame, employees: pd.DataFrame) -> pd.DataFrame:
    """Return every open verdict with who it is about: nip, nama, jabatan, unit_kerja, verdict, reason, kind, target."""
    who = employees[["nip", "nama", "jabatan", "unit_kerja"]].reset_index(drop=True)
    rows = who.iloc[blockers["person"]].reset_index(drop=True)
    found = pd.concat([rows, blockers.drop(columns="person").reset_index(drop=True)], axis=1)
    return found.sort_values(["nip", "verdict", "kind", "target", "reason"], kind="stable", ignore_index=True)


def positions_without_standard(employees: pd.DataFrame) -> pd.DataFrame:
    """Return the positions that the agency wrote no standard for: jabatan, people, standar, without_class.

    standar: the default of their class that stands in, missing where there is none: these come first, then by people.
    """
    names = pd.DataFrame(
        {
            "jabatan": position_names(employees),
            "standar": employees["standar"].array,
            "without_class": employees["kelompok"].isna().to_numpy(dtype=np.int64),
        }
    )
    stands_in = names["standar"].fillna("").str.startswith("default:")
    lacking = names[names["standar"].isna() | stands_in].assign(people=1)
    sums = lacking.groupby(["jabatan", "standar"], dropna=False, sort=True)[["people", "without_class"]].sum()
    rows = sums.reset_index()[["jabatan", "people", "standar", "without_class"]]
    rows = rows.assign(none=rows["standar"].isna())
    order = ["none", "people", "jabatan", "standar"]
    rows = rows.sort_values(order, ascending=[False, False, True, True], kind="stable", ignore_index=True)
    return rows.drop(columns="none")


def orphans_by_table(orphans: pd.DataFrame) -> pd.DataFrame:
    """Return how many people and facts of each table wait for an employee file: table, people, facts."""
    sums = orphans.groupby("table", sort=True).agg(people=("nip", "nunique"), facts=("facts", "sum"))
    return sums.reset_index()


def trend(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return the overall figures before and now: figure, before, now, change (NaN where a share has no people).

    Shares are given to a ten-thousandth.
    """
    rows = pd.DataFrame(
        {
            "figure": TREND,
            "before": [before[name].iloc[0] for name in TREND],
            "now": [now[name].iloc[0] for name in TREND],
        }
    ).astype({"figure": "str", "before": "float64", "now": "float64"})
    rows = rows.assign(change=rows["now"] - rows["before"])
    return rows.round({"before": _PLACES, "now": _PLACES, "change": _PLACES})
