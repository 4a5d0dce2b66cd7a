"""Who leaves in the years to come: the day by law and contract, and the posts that empty."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.agency.answers.next_steps import Lack, steps_for, unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.provenance import FROM_NIP, with_sources
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.succession.key_posts import key_posts
from asnkarier.agency.succession.service import leaving_of
from asnkarier.analysis.arrays import Days, Ints, texts
from asnkarier.analysis.careers.leaving import (
    AGE,
    CONTRACT,
    NOTHING,
    STATED,
    Leaving,
    missing_field,
)
from asnkarier.analysis.careers.retiring import END_OF_SERVICE, RETIREMENT_DAY
from asnkarier.analysis.gates.remedies import FIELD
from asnkarier.analysis.spans import add_months, as_days, day
from asnkarier.model.book import Book
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.said import MONTHS_PER_YEAR
from asnkarier.model.terms import normalise
from asnkarier.reports.books.retirements import RetirementsView, retirements_book
from asnkarier.workflows.requests.succession import RetirementsRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_WHO: Final = ["nip", "nama", "jabatan", "unit_kerja", "kelompok"]
_ENDS_BY: Final = {STATED: "listed_pension", CONTRACT: "contract_ends", AGE: "reaches_bup"}


def list_retirements(workspace: "Workspace", request: RetirementsRequest) -> Book:
    """Return the report; UsageError when the unit is unknown."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        asked = selected(now, Who(unit=request.unit)).employees
        keys = key_posts(now.employees, now.settings)
        found = _Found(now, request.years)
        view = found.view(
            now.employees["nip"].isin(asked["nip"]).to_numpy(dtype=bool), keys.held(now.employees)
        )
        missing = view.unknown["basis"].map(missing_field)
        lacks = [
            Lack(FIELD, field, int((missing == field).sum())) for field in (CONTRACT, AGE, "jenis_jabatan")
        ]
        return stamped(
            retirements_book(view, now.as_of, keys.notes, request.filter()),
            now,
            store,
            citations=(*cite_parameters(now, END_OF_SERVICE), *keys.citations),
            counts={"people": len(asked), "rows": len(view.rows), "unknown": len(view.unknown)},
            next_steps=(
                *unread(workspace, store),
                *steps_for([one for one in lacks if one.people], len(asked)),
            ),
        )


class _Found:
    """When everybody who counts leaves, and who stays in which post."""

    def __init__(self, now: Snapshot, years: int) -> None:
        """Look at the agency. years: how far ahead."""
        self.now, self.employees = now, now.employees
        self.leaving: Leaving = leaving_of(now)
        self.until = add_months(np.array([day(now.as_of)]), years * MONTHS_PER_YEAR)[0]
        surely, at_all = (
            ~np.isnat(one) & (one <= self.until) for one in (self.leaving.latest, self.leaving.earliest)
        )
        self.listed: NDArray[np.bool_] = surely | at_all
        self.unknown: NDArray[np.bool_] = (self.leaving.fact == NOTHING) & ~surely
        # The year is told where both ends lie in it.
        self.start: Days = np.fmax(
            np.where(np.isnat(self.leaving.earliest), day(now.as_of), self.leaving.earliest), day(now.as_of)
        )
        year, last = (one.astype("datetime64[Y]") for one in (self.start, self.leaving.latest))
        self.certain: NDArray[np.bool_] = surely & (year == last)
        self.year = year.astype(np.int64) + 1970
        self.empties = self._empties(surely)

    def _empties(self, surely: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return of everybody whether nobody who holds the same post in the same unit is known to stay."""
        names = pd.Series(texts(self.employees, "jabatan")).map(normalise_jabatan)
        units = pd.Series(texts(self.employees, "unit_kerja")).map(normalise)
        self.post = (names + "\n" + units).where(names != "", self.employees["nip"])
        all_leave = pd.Series(surely).groupby(self.post).transform("all").to_numpy(dtype=bool)
        named = (names != "").to_numpy(dtype=np.bool_)
        empties: NDArray[np.bool_] = surely & all_leave & named
        return empties

    def view(self, asked: NDArray[np.bool_], key: NDArray[np.bool_]) -> RetirementsView:
        """Return the frames about some people. key: who holds a key post."""
        frame = self._frame(key)
        rows = frame[self.listed & asked].sort_values(
            ["order", "latest_on", "nip"], kind="stable", ignore_index=True
        )
        unknown = frame[self.unknown & asked].sort_values("nip", kind="stable", ignore_index=True)
        units = frame[(self.listed | self.unknown) & asked]
        years = rows.groupby("tahun")[["people", "people_open"]].sum()
        first, last = self.now.as_of.year, int(self.until.astype("datetime64[Y]").astype(int)) + 1970
        years = years.reindex(range(first, last + 1), fill_value=0).rename_axis("tahun").reset_index()
        emptied = frame[self.empties & asked].drop_duplicates("post")
        totals = {
            "until": self.until.item(),
            "counted": int(asked.sum()),
            "people": int(rows["people"].sum()),
            "people_open": int(rows["people_open"].sum()),
            "unknown": len(unknown),
            "posts_emptied": len(emptied),
            "key_posts_emptied": int(emptied["key_post"].sum()),
        }
        return RetirementsView(
            rows=with_sources(self._places(rows), self.now),
            unknown=with_sources(self._places(unknown), self.now),
            by_year=_summed(rows, ["tahun", "kelompok"], ["people", "people_open"]),
            years=years.astype({"tahun": "str"}),
            by_unit=_by_unit(units, emptied),
            totals=pd.DataFrame([totals]).astype({"until": "datetime64[s]"}),
        )

    def _frame(self, key: NDArray[np.bool_]) -> pd.DataFrame:
        leaving = self.leaving
        dated = {
            "retires_on": leaving.day,
            "earliest_on": leaving.earliest,
            "latest_on": leaving.latest,
            "order": np.where(np.isnat(leaving.earliest), leaving.latest, leaving.earliest),
        }
        cited = {one.rule_id: one.citation for one in cite_parameters(self.now, END_OF_SERVICE)}
        by_contract = leaving.fact == CONTRACT
        open_or_age = np.isin(leaving.fact.astype(str), (AGE, NOTHING))
        people = (self.listed & self.certain).astype(np.int64)
        columns: dict[str, Any] = {
            **{name: one.astype("datetime64[s]") for name, one in dated.items()},
            "ends_by": pd.Series(leaving.fact).map(_ENDS_BY).to_numpy(dtype=object),
            "bup": _known(np.where(by_contract, 0, leaving.least)),
            "bup_latest": _known(np.where(by_contract, 0, leaving.most)),
            "basis": leaving.basis,
            "citation": pd.Series(leaving.rule).map(cited).where(open_or_age).to_numpy(dtype=object),
            "day_citation": pd.Series(cited.get(RETIREMENT_DAY), index=range(len(leaving.fact)), dtype=object)
            .where(leaving.fact == AGE)
            .to_numpy(dtype=object),
            "key_post": key,
            "empties_post": self.empties,
            "post": self.post,
            "tahun": self.year,
            "people": people,
            "people_open": self.listed.astype(np.int64) - people,
            "unknown": self.unknown.astype(np.int64),
            "fact": leaving.fact,
        }
        return self.employees[[*_WHO, "source_id", "row", AGE]].assign(**columns)

    def _places(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows with the field whose cell says the day."""
        no_birth = np.isnat(as_days(rows[AGE]))
        field = rows["fact"].where(rows["fact"] != NOTHING, AGE)
        reason = np.where((field == AGE).to_numpy(dtype=bool) & no_birth, FROM_NIP, "")
        return rows.assign(field=field, reason=reason)


def _known(ages: Ints) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(ages, ages == 0)


def _by_unit(people: pd.DataFrame, emptied: pd.DataFrame) -> pd.DataFrame:
    """Return one line per unit, most people first."""
    found = _summed(people, ["unit_kerja"], ["people", "people_open", "unknown"])
    posts = emptied.assign(posts_emptied=1, key_posts_emptied=emptied["key_post"].astype(np.int64))
    counts = _summed(posts, ["unit_kerja"], ["posts_emptied", "key_posts_emptied"])
    found = found.merge(counts, on="unit_kerja", how="left", validate="one_to_one")
    filled = found.fillna({"posts_emptied": 0, "key_posts_emptied": 0})
    filled = filled.astype({"posts_emptied": np.int64, "key_posts_emptied": np.int64})
    order = ["people", "people_open", "unit_kerja"]
    return filled.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)


def _summed(frame: pd.DataFrame, by: list[str], figures: list[str]) -> pd.DataFrame:
    return frame.groupby(by, dropna=False)[figures].sum().reset_index()
