"""The Indeks Profesionalitas ASN of people, units and the agency, and what raises it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.leaning import leanings
from asnkarier.agency.answers.next_steps import Lack, steps_for, unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.gates.remedies import APPRAISAL, FIELD, REGISTER
from asnkarier.analysis.ip_asn.bands import bands_of
from asnkarier.analysis.ip_asn.parts import (
    CALLED,
    CENT,
    DIMENSIONS,
    PARTS,
    RULES,
    TRAINING_PARTS,
    Parts,
    parts_of,
)
from asnkarier.errors import RuleNotInForce
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.said import Code
from asnkarier.reports.books.ip_asn import IpAsnView, ip_asn_book
from asnkarier.workflows.ip_asn.raised import Raising
from asnkarier.workflows.requests.ip_asn import IpAsnRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_WHO: Final = ["nip", "nama", "jabatan", "unit_kerja", "unit_induk", "kelompok"]
_NOT_YET: Final = N_("The rules of the index were not in force on that day: no index can be told.")
_CITED: Final = (*RULES, "kinerja/matriks_predikat")


def index_professionalism(workspace: "Workspace", request: IpAsnRequest) -> Book:
    """Return the report; UsageError for a person or unit that is not known."""
    with workspace.open_store() as store:
        asking = () if request.target is None else ("courses",)
        now = counted(load_somebody(workspace, store, asking=asking))
        asked = selected(now, Who(nip=request.nip, unit=request.unit)).employees
        who = now.employees["nip"].isin(asked["nip"]).to_numpy(dtype=bool)
        notes: tuple[str, ...] = ()
        try:
            view, lacks = _view(now, who, request.target)
        except RuleNotInForce:
            view, lacks, notes = _nothing(now, who), [], (message(_NOT_YET),)
        cited = cite_parameters(now, _CITED)
        return stamped(
            ip_asn_book(view, now.as_of, notes, request.filter()),
            now,
            store,
            citations=cited,
            leans_on=leanings(now.settings, now.rulebook, (*cited, *now.citations), registers=_declared(now)),
            counts={"people": int(who.sum())},
            next_steps=(*unread(workspace, store), *steps_for(lacks, int(who.sum()))),
        )


def _declared(now: Snapshot) -> list[str]:
    return [one for one in ("hukuman_disiplin", "trainings") if one in now.settings.complete_registers]


def _view(now: Snapshot, who: NDArray[np.bool_], target: float | None) -> tuple[IpAsnView, list[Lack]]:
    parts = parts_of(now.dossiers, now.frames["trainings"], now.rulebook)
    rows = _rows(now, parts)[who]
    order = ["low", "high", "nip"]
    unknown = _unknown(parts, who)
    view = IpAsnView(
        rows=rows.sort_values(order, kind="stable", ignore_index=True),
        by_unit=_groups(now, rows, rows["unit_induk"].fillna(rows["unit_kerja"]).fillna("")),
        agency=_groups(now, rows, pd.Series("", index=rows.index)),
        unknown=unknown,
    )
    if target is not None:
        raised, ways, unpriced = Raising(now, parts, who).frames(target)
        view = replace(view, raised=raised, ways=ways, unpriced=unpriced)
    return view, _lacks(now, unknown, who)


def _rows(now: Snapshot, parts: Parts) -> pd.DataFrame:
    total = parts.total
    rules = now.rulebook.value("ip_asn/kategori", now.as_of)
    one = np.ones(len(total.low), dtype=np.int64)
    least, most = bands_of(total.low, total.high, one, rules)
    columns: dict[str, Any] = {}
    for name, members in DIMENSIONS.items():
        ends = parts.of(members)
        columns[name] = np.where(ends.known, ends.low / CENT, np.nan)
        columns[f"{name}_low"], columns[f"{name}_high"] = ends.low / CENT, ends.high / CENT
    columns |= {
        "total": np.where(total.known, total.low / CENT, np.nan),
        "low": total.low / CENT,
        "high": total.high / CENT,
        "cents_low": total.low,
        "cents_high": total.high,
        "band": _same(least, most),
        "unknown_parts": [
            [Code(CALLED.get(name, name)) for name in PARTS if not parts.ends[name].known[at]]
            for at in range(len(one))
        ],
    }
    frame = now.employees[_WHO].reset_index(drop=True)
    return frame.assign(**{name: pd.Series(value) for name, value in columns.items()})


def _groups(now: Snapshot, rows: pd.DataFrame, by: "pd.Series[Any]") -> pd.DataFrame:
    """Return the means of the groups, the lowest first."""
    ends = rows.assign(
        people=1, certain=(rows["cents_low"] == rows["cents_high"]).astype(np.int64), unit_kerja=by
    )
    sums = (
        ends.groupby("unit_kerja", sort=True)[["people", "certain", "cents_low", "cents_high"]]
        .sum()
        .reset_index()
    )
    low, high, people = (
        sums[name].to_numpy(dtype=np.int64) for name in ("cents_low", "cents_high", "people")
    )
    least, most = bands_of(low, high, people, now.rulebook.value("ip_asn/kategori", now.as_of))
    found = sums.assign(low=low / people / CENT, high=high / people / CENT, band=_same(least, most))
    return found.sort_values(["low", "unit_kerja"], kind="stable", ignore_index=True)


def _same(least: NDArray[np.object_], most: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the category where both ends lie in it."""
    found = least.copy()
    found[least != most] = None
    return found


def _unknown(parts: Parts, who: NDArray[np.bool_]) -> pd.DataFrame:
    """Return what is not known, the widest first, as points of the mean."""
    count = max(int(who.sum()), 1)
    rows = [
        {
            "part": CALLED.get(name, name),
            "people": int((who & ~ends.known).sum()),
            "points": float((ends.high - ends.low)[who].sum()) / CENT / count,
        }
        for name, ends in parts.ends.items()
    ]
    found = pd.DataFrame(rows, columns=["part", "people", "points"])
    found = found[found["people"] > 0]
    return found.sort_values(["points", "part"], ascending=[False, True], kind="stable", ignore_index=True)


def _lacks(now: Snapshot, unknown: pd.DataFrame, who: NDArray[np.bool_]) -> list[Lack]:
    people = dict(zip(unknown["part"], unknown["people"], strict=True))
    year = str(now.dossiers.last_year)
    trainings = max((people.get(CALLED.get(name, name), 0) for name in TRAINING_PARTS), default=0)
    found = [
        Lack(REGISTER, "trainings", trainings),
        Lack(APPRAISAL, year, people.get("kinerja", 0)),
        Lack(FIELD, "hukuman_disiplin", people.get("disiplin", 0)),
        # A recorded level that the law does not name leaves the part open too; to fill the column in again would not close it.
        Lack(FIELD, "tingkat_pendidikan", int((who & (now.dossiers.text("tingkat_pendidikan") == "")).sum())),
    ]
    return [one for one in found if one.people]


def _nothing(now: Snapshot, who: NDArray[np.bool_]) -> IpAsnView:
    """Return the people without figures, where no rule of the index is in force."""
    rows = now.employees[_WHO].reset_index(drop=True)[who]
    figures = [
        "total",
        "low",
        "high",
        *DIMENSIONS,
        *(f"{one}_{end}" for one in DIMENSIONS for end in ("low", "high")),
    ]
    unknown_parts = pd.Series(
        [[Code(CALLED.get(one, one)) for one in PARTS]] * len(rows), index=rows.index, dtype=object
    )
    rows = rows.assign(**dict.fromkeys(figures, np.nan), band=None, unknown_parts=unknown_parts)
    groups = pd.DataFrame({"unit_kerja": [], "people": [], "certain": [], "low": [], "high": [], "band": []})
    agency = pd.DataFrame(
        [{"people": int(who.sum()), "certain": 0, "low": np.nan, "high": np.nan, "band": None}]
    )
    unknown = pd.DataFrame({"part": [], "people": [], "points": []})
    return IpAsnView(rows.sort_values("nip", ignore_index=True), groups, agency, unknown)
