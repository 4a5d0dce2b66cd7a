"""Whom to reward, guide or watch, and what to talk about with each."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import Lack, steps_for, unread
from asnkarier.agency.cover import stamped
from asnkarier.agency.match import gap_citations
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.review.everybody import (
    Reviews,
    agenda_of,
    follow_ups,
    named_competencies,
    review_citations,
    reviews_of,
)
from asnkarier.agency.selection import Who, counted, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.gates.remedies import APPRAISAL
from asnkarier.analysis.review.lists import GUIDE, REWARD, RULES, WATCH
from asnkarier.analysis.review.models import role_models
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.said import Code
from asnkarier.reports.books.review import ReviewView, review_book
from asnkarier.workflows.requests.review import ReviewRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_ORDER: Final = {GUIDE: 0, WATCH: 1, REWARD: 2, "": 3}
_WHO: Final = ["nip", "nama", "jabatan", "unit_kerja", "unit_induk"]
_NOT_YET: Final = N_("The rules of the lists were not in force on that day: nobody stands on one.")
_LISTS: Final = (REWARD, GUIDE, WATCH)


def weigh_people(workspace: "Workspace", request: ReviewRequest) -> Book:
    """Return the report; UsageError for a person or unit that is not known."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        people = selected(now, Who(nip=request.nip, unit=request.unit))
        reviews = reviews_of(now, people)
        whole = _rows(now, reviews)
        rows = whole[whole["nip"].isin(people.employees["nip"])]
        shown = rows if request.chosen is None else rows[rows["list"].eq(request.chosen)]
        view = ReviewView(
            rows=with_sources(_attention_first(shown), now),
            models=_models(reviews, rows),
            by_unit=_by_unit(rows),
            totals=_totalled(rows, pd.Series(0, index=rows.index)),
        )
        unknown = int(rows["last_unknown"].sum())
        lacks = [Lack(APPRAISAL, str(now.dossiers.last_year), unknown)] if unknown else []
        return stamped(
            review_book(view, now.as_of, _notes(now), request.filter()),
            now,
            store,
            citations=(*review_citations(now), *gap_citations(now)),
            counts={"people": len(rows), "rows": len(view.rows)},
            next_steps=(*unread(workspace, store), *steps_for(lacks, len(rows))),
        )


def _notes(now: Snapshot) -> tuple[str, ...]:
    known = all(now.rulebook.in_force(one, now.as_of) for one in RULES)
    return () if known else (message(_NOT_YET),)


def _rows(now: Snapshot, reviews: Reviews) -> pd.DataFrame:
    """Return a row for everybody, in the order of the dossiers."""
    lists, employees = reviews.lists, now.employees
    nips = employees["nip"].reset_index(drop=True)
    acts = reviews.actions.reindex(nips).reset_index(drop=True)
    shown = now.settings.review.shown
    strong, weak = (named_competencies(reviews.items, one, shown) for one in ("surplus", "gap"))
    strengths, weaknesses = ([some.get(nip, []) for nip in nips.tolist()] for some in (strong, weak))
    follow_up = follow_ups(reviews, nips)
    overdue = (pd.Timestamp(now.as_of) - follow_up).dt.days
    worked = acts["worked"].astype(object).where(acts["worked"].notna(), None).tolist()
    known = lists.predikat[now.dossiers.last_year] != ""
    facts = zip(lists.chosen, known, weaknesses, lists.improve_by, worked, strict=True)
    cited = {one.rule_id: one.citation for one in review_citations(now)}
    by = dict(zip((REWARD, GUIDE), (cited.get(one) for one in RULES), strict=False)) | {
        WATCH: cited.get("review")
    }
    names = now.listed.set_index("nip")["nama"]
    action = acts["what"].where(~acts["kind"].eq("mentor"), acts["what"].map(names).fillna(acts["what"]))
    place = now.dossiers.appraisals.of_year(now.dossiers.last_year, len(nips))
    columns: dict[str, Any] = {
        "list": [one or None for one in lists.chosen],
        "trend": [one or None for one in lists.trend],
        "years": _objects([_years(lists.predikat, at) for at in range(len(nips))]),
        "strengths": _objects(strengths),
        "weaknesses": _objects(weaknesses),
        "agenda": _objects([agenda_of(*one, now.as_of) for one in facts]),
        "follow_up_on": follow_up,
        # The day of a pair of mentors is no day of the law's.
        "follow_up_citation": [
            by.get(GUIDE) if own else None for own in (follow_up == lists.improve_by).tolist()
        ],
        "overdue_days": overdue.where(overdue > 0).astype("Int64"),
        "last_action": action,
        "last_action_on": acts["on"],
        "last_action_status": acts["status"],
        "last_action_worked": acts["worked"],
        "could_be": _objects([[Code(name) for name in one] for one in lists.could_be]),
        "citation": [by.get(one) for one in lists.chosen],
        "last_unknown": ~known,
        "source_id": _places(now.dossiers.appraisals.source_id, place),
        "row": _places(now.dossiers.appraisals.row, place),
        "field": "predikat",
        "reason": "",
    }
    return employees[_WHO].reset_index(drop=True).assign(**columns)


def _objects(values: list[Any]) -> "pd.Series[Any]":
    return pd.Series(values, dtype=object)


def _places(values: Any, place: Any) -> "pd.Series[Any]":
    found = [int(values[one]) if one >= 0 else None for one in place.tolist()]
    return pd.Series(found, dtype=object)


def _years(predikat: Any, at: int) -> dict[str, Code]:
    return {str(year): Code(one[at]) for year, one in predikat.items() if one[at]}


def _attention_first(rows: pd.DataFrame) -> pd.DataFrame:
    rank = rows["list"].fillna("").map(_ORDER)
    late = -rows["overdue_days"].fillna(-1).astype(np.int64)
    order = ["rank", "late", "nip"]
    found = rows.assign(rank=rank, late=late).sort_values(order, kind="stable", ignore_index=True)
    return found.drop(columns=["rank", "late"])


def _models(reviews: Reviews, rows: pd.DataFrame) -> pd.DataFrame:
    offices = rows.set_index("nip")["unit_induk"].fillna(rows.set_index("nip")["unit_kerja"]).fillna("")
    rewarded = frozenset(rows.loc[rows["list"].eq(REWARD), "nip"])
    found = role_models(reviews.items, offices, rewarded, 3)
    return found.merge(rows[["nip", "nama", "jabatan"]], on="nip", how="left", validate="many_to_one")


def _totalled(rows: pd.DataFrame, by: "pd.Series[Any]") -> pd.DataFrame:
    worked = rows["last_action_worked"]
    marks = {
        "people": np.ones(len(rows), dtype=np.int64),
        **{name: rows["list"].eq(name).to_numpy(dtype=np.int64) for name in _LISTS},
        "open": (rows["list"].isna() & rows["could_be"].map(bool)).to_numpy(dtype=np.int64),
        "overdue": rows["overdue_days"].notna().to_numpy(dtype=np.int64),
        "worked": worked.fillna(False).to_numpy(dtype=np.int64),
        "not_worked": (~worked.fillna(True)).to_numpy(dtype=np.int64),
    }
    return pd.DataFrame(marks, index=rows.index).groupby(by).sum().reset_index(names="unit_kerja")


def _by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of each parent unit, most people to be guided first."""
    found = _totalled(rows, rows["unit_induk"].fillna(rows["unit_kerja"]).fillna(""))
    order = ["guide", "watch", "unit_kerja"]
    return found.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True)
