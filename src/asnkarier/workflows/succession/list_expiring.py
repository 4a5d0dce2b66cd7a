"""What runs out in the months to come, of whom, and which posts that closes to them."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import unread
from asnkarier.agency.cover import stamped
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.succession.renewals import renewal_price
from asnkarier.analysis.spans import add_months, day
from asnkarier.analysis.succession.expiring import ASSESSMENT, CONTRACT, TEST, running_out
from asnkarier.language import message
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, LawText, Said, said
from asnkarier.reports.books.expiring import ExpiringView, expiring_book
from asnkarier.workflows.requests.succession import ExpiringRequest
from asnkarier.workflows.succession.appraisal_years import end_of_year, locked_out, windows

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_FOR_GOOD: Final = N_(
    "No assessment runs out: how long one counts is not set (config.yaml: assessment.valid_years)."
)
_VALID: Final = LawText(
    "Masa berlaku asesmen instansi, dalam tahun", "Years that an assessment counts, the agency's policy"
)
_FIELDS: Final = {ASSESSMENT: "level", TEST: "berlaku_sampai", CONTRACT: "akhir_kontrak"}


def list_expiring(workspace: "Workspace", request: ExpiringRequest) -> Book:
    """Return the report; UsageError when the unit is unknown."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        asked = selected(now, Who(unit=request.unit)).employees
        last = add_months(np.array([day(now.as_of)]), request.months)[0].item()
        years = now.settings.assessment.valid_years
        found = running_out(asked, now.levels, now.frames["competency_tests"], years, now.as_of, last)
        rows = _rows(now, asked, found)
        sums = _summed(rows)
        end = end_of_year(now, last)
        locked = locked_out(now, asked, end)
        cited = (
            CitationLine(
                "assessment", _VALID, str(years), "config.yaml: assessment.valid_years", "kebijakan", ""
            ),
        )
        notes = () if years is not None else (message(_FOR_GOOD),)
        return stamped(
            expiring_book(
                ExpiringView(rows, windows(now, asked, end, locked), locked, sums),
                now.as_of,
                notes,
                request.filter(),
            ),
            now,
            store,
            citations=() if years is None else cited,
            counts={"rows": len(rows)},
            next_steps=unread(workspace, store),
        )


def _rows(now: Snapshot, asked: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    who = asked[["nip", "nama", "jabatan", "unit_kerja", "kelompok"]]
    rows = found.merge(who, on="nip", how="left", validate="many_to_one")
    facts = zip(rows["what"], rows["levels"].astype(int), rows["jenjang"], rows["kelompok"], strict=True)
    told = [_consequence(now, *one) for one in facts]
    fields = rows["what"].map(_FIELDS)
    placed = rows.assign(
        consequence=pd.Series(told, index=rows.index, dtype=object),
        **_prices(now, rows),
        field=fields,
        reason="",
        until=pd.to_datetime(rows["until"]).astype("datetime64[s]"),
    )
    return with_sources(placed, now)


def _prices(now: Snapshot, rows: pd.DataFrame) -> dict[str, Any]:
    """Return what each renewal costs at least and at most, as one figure where both are the same, and what says so."""
    asked = list(zip(rows["what"].tolist(), rows["jenjang"].fillna("").astype(str).tolist(), strict=True))
    known = {one: renewal_price(now, *one) for one in dict.fromkeys(asked)}
    prices = [known[one] for one in asked]
    return {
        "cost_low": pd.array([one.low for one in prices], dtype="Int64"),
        "cost_high": pd.array([one.high for one in prices], dtype="Int64"),
        "cost_to_renew": pd.array(
            [one.low if one.low == one.high else None for one in prices], dtype="Int64"
        ),
        "cost_basis": pd.Series([one.basis for one in prices], index=rows.index, dtype=object),
    }


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return of each kind how many people, the first day, and what all renewals cost; no most of it while a price is not known."""
    told = rows.assign(unpriced=rows["cost_low"].isna().astype("int64"), priced=rows["cost_low"].notna())
    groups = told.groupby("what")
    sums = groups.agg(
        people=("nip", "nunique"), first=("until", "min"), cost_low=("cost_low", "sum"), cost_high=("cost_high", "sum"),
        unpriced=("unpriced", "sum"), priced=("priced", "any"),
    ).reset_index()  # fmt: skip
    low, high = (sums[name].astype("Int64") for name in ("cost_low", "cost_high"))
    return sums.assign(cost_low=low.where(sums["priced"]), cost_high=high.where(sums["unpriced"].eq(0)))


def _consequence(now: Snapshot, what: str, levels: int, jenjang: Any, kelompok: Any) -> Said:
    if what == CONTRACT:
        return said("expires_contract")
    if what == TEST:
        return said("expires_test", jenjang=Code(jenjang))
    above = now.rulebook.next_kelompok(kelompok, now.as_of) if isinstance(kelompok, str) else None
    if above is None:
        return said("expires_levels", count=levels)
    return said("expires_levels_next", count=levels, kelompok=Code(above))
