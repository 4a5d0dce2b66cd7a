"""Competency gaps and job-person match: of everybody, a unit, a position or one person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from asnkarier.agency.cover import stamped
from asnkarier.agency.lookups import find_kompetensi
from asnkarier.agency.match import gap_citations, items_of, jpm_categories, persons_of
from asnkarier.agency.people import load_somebody
from asnkarier.agency.posts import against_post
from asnkarier.agency.selection import Who, selected
from asnkarier.analysis.match.categories import OPEN
from asnkarier.analysis.match.views import gaps_by_competency, gaps_by_unit
from asnkarier.model.book import Book
from asnkarier.reports.books.gap import GapView, gap_book

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

By = Literal["item", "person", "unit", "kompetensi"]


@dataclass(frozen=True)
class GapRequest:
    """Which people, against which post (`held`, `next` or the name of a position), shown by what."""

    nip: str | None = None
    unit: str | None = None
    jabatan: str | None = None
    kompetensi: str | None = None
    against: str = "held"
    by: By = "person"

    @property
    def who(self) -> Who:
        """Whom the request is about."""
        return Who(self.nip, self.unit, self.jabatan)


def measure_gaps(workspace: "Workspace", request: GapRequest) -> Book:
    """Return the report; UsageError for a NIP, unit, position or competency that nothing matches."""
    with workspace.open_store() as store:
        everybody = load_somebody(workspace, store)
        people = against_post(workspace, selected(everybody, request.who), request.against)
        persons = persons_of(workspace, people)
        items = items_of(workspace, people, store) if request.by != "unit" or request.kompetensi else None
        if items is not None and request.kompetensi is not None:
            wanted = find_kompetensi(items["kompetensi"].unique(), request.kompetensi, workspace)
            items = items[items["kompetensi"] == wanted].reset_index(drop=True)
            persons = persons[persons["nip"].isin(items["nip"])].reset_index(drop=True)
        book = gap_book(_view(workspace, request, items, persons), workspace.as_of)
        return stamped(
            book, workspace, store, citations=gap_citations(workspace), counts=_counts(persons, items)
        )


def _summary(persons: pd.DataFrame, codes: tuple[str, ...]) -> pd.DataFrame:
    counts = persons["kategori"].value_counts()
    return pd.DataFrame(
        [
            {
                "people": len(persons),
                **{code: int(counts.get(code, 0)) for code in codes},
                "without_standard": int(persons["standar"].isna().sum()),
                "people_with_gap": int((persons["gap_count"] > 0).sum()),
            }
        ]
    )


def _view(
    workspace: "Workspace", request: GapRequest, items: pd.DataFrame | None, persons: pd.DataFrame
) -> GapView:
    categories = jpm_categories(workspace)
    without = persons[persons["standar"].isna()].reset_index(drop=True)
    codes = (*(code for code, _, _ in categories), OPEN)
    summary = _summary(persons, codes)
    if request.by == "unit":
        rows = gaps_by_unit(persons, persons["unit_kerja"], categories)
        return GapView("unit", request.against, rows, without, summary, codes)
    if items is None:
        raise AssertionError
    if request.by == "kompetensi":
        return GapView("kompetensi", request.against, gaps_by_competency(items), without, summary, codes)
    if request.by == "item":
        return GapView("item", request.against, items, without, summary, codes)
    return GapView("person", request.against, persons, without, summary, codes, items)


def _counts(persons: pd.DataFrame, items: pd.DataFrame | None) -> dict[str, int]:
    return {
        "people": len(persons),
        "people_without_standard": int(persons["standar"].isna().sum()),
        "people_not_assessed": int((persons["coverage"] == 0).sum()),
        **({} if items is None else {"items": len(items)}),
    }
