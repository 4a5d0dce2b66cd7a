"""Competency gaps and job-person match: of everybody, a unit, a position or one person."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.answers.concerned import load_concerned
from asnkarier.agency.answers.next_steps import Lack, steps_for, unread
from asnkarier.agency.answers.reported import reported_of_unassessed
from asnkarier.agency.cover import stamped
from asnkarier.agency.lookups import find_kompetensi, find_person
from asnkarier.agency.match import gap_citations, items_of, jpm_categories, persons_of
from asnkarier.agency.people import People
from asnkarier.agency.posts import against_post
from asnkarier.agency.selection import Who, counted, named, selected
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.gates.remedies import ASSESS, STANDARD
from asnkarier.analysis.match.categories import OPEN
from asnkarier.analysis.match.gaps import competency_gaps
from asnkarier.analysis.match.unit_tree import unit_tree
from asnkarier.analysis.match.views import (
    gaps_by_competency,
    gaps_by_unit,
    match_summary,
    worst_items,
    worst_people,
    worst_units,
)
from asnkarier.model.book import Book
from asnkarier.reports.books.gap import GapView, gap_book
from asnkarier.workflows.requests.gap import GapRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def measure_gaps(workspace: "Workspace", request: GapRequest, *, everybody: bool = False) -> Book:
    """Return the report; UsageError for a NIP, unit, position or competency that nothing matches.

    everybody: the facts of everybody are read, although only one person is asked for; the answer is the same.
    """
    with workspace.open_store() as store:
        nip, elsewhere = (
            request.nip,
            request.unit or request.jabatan,
        )  # which others must be looked through for
        if nip is None or elsewhere or everybody:
            now = load_somebody(workspace, store)
        else:
            now = load_concerned(workspace, store, nip)
        if nip is not None:  # who is named is shown
            nip = find_person(now, nip)
            now = named(now, nip)
        elif not request.include_inactive:
            now = counted(now)
        who = Who(nip, request.unit, request.jabatan)
        people = against_post(now, selected(now, who), request.against)
        persons = worst_people(persons_of(now, people))
        items = _items(now, people, request)
        if items is not None and request.kompetensi is not None:
            wanted = find_kompetensi(items["kompetensi"].unique(), request.kompetensi, now)
            items = items[items["kompetensi"] == wanted].reset_index(drop=True)
            persons = persons[persons["nip"].isin(items["nip"])].reset_index(drop=True)
        view = replace(_view(now, request, items, persons), picked=request.kompetensi is not None)
        if request.by == "person":
            view = replace(view, reported=reported_of_unassessed(now, persons))
        book = gap_book(view, now.as_of)
        return stamped(
            book,
            now,
            store,
            citations=gap_citations(now),
            counts=_counts(persons, items),
            next_steps=(*unread(workspace, store), *steps_for(_lacks(persons), len(persons))),
        )


def _items(now: Snapshot, people: People, request: GapRequest) -> pd.DataFrame | None:
    """Return each competency of each person, with names and cells only where they are shown; None where nothing rests on them."""
    if request.by == "item" or request.items:
        return worst_items(items_of(now, people))
    if request.by == "unit" and request.kompetensi is None:
        return None
    return competency_gaps(people.matrices, people.standard_of)


def _view(now: Snapshot, request: GapRequest, items: pd.DataFrame | None, persons: pd.DataFrame) -> GapView:
    categories = jpm_categories(now)
    without = persons[persons["standar"].isna()].reset_index(drop=True)
    codes = (*(code for code, _, _ in categories), OPEN)
    summary = match_summary(persons, codes)
    if request.by == "unit":
        tree = unit_tree(now.frames["units"], persons["unit_kerja"].tolist(), persons["unit_induk"].tolist())
        rows = worst_units(gaps_by_unit(persons, tree, categories))
        named = rows.rename(columns={"unit_kerja": "name"})
        shown = items if request.items else None
        return GapView("unit", request.against, rows, without, summary, codes, shown, shortfalls=named)
    if items is None:
        raise AssertionError
    short = gaps_by_competency(items)
    view = GapView(
        request.by, request.against, persons, without, summary, codes, shortfalls=short.rename(columns={"kompetensi": "name"})
    )  # fmt: skip
    if request.by == "item":
        return replace(view, rows=items)
    return replace(
        view, rows=short if request.by == "kompetensi" else persons, items=items if request.items else None
    )


def _lacks(persons: pd.DataFrame) -> list[Lack]:
    """Return what would make the categories of these people certain."""
    lacks = (
        Lack(ASSESS, "", int(persons["kategori"].eq(OPEN).sum())),
        Lack(STANDARD, "", int(persons["standar"].isna().sum())),
    )
    return [one for one in lacks if one.people]


def _counts(persons: pd.DataFrame, items: pd.DataFrame | None) -> dict[str, int]:
    return {
        "people": len(persons),
        "people_without_standard": int(persons["standar"].isna().sum()),
        "people_not_assessed": int((persons["coverage"] == 0).sum()),
        **({} if items is None else {"items": len(items)}),
    }
