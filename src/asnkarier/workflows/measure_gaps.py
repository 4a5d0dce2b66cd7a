"""Competency gaps and job-person match: of everybody, a unit, a position or one person."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from asnkarier.analysis.gap_views import gaps_by_competency, gaps_by_unit
from asnkarier.analysis.gaps import competency_gaps
from asnkarier.analysis.job_match import job_match
from asnkarier.analysis.jpm_categories import OPEN, Categories
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.terms import normalise
from asnkarier.reports.gap_book import GapView, gap_book
from asnkarier.workflows.cells import cell_texts
from asnkarier.workflows.citations import cite_parameters
from asnkarier.workflows.cover import stamped
from asnkarier.workflows.lookups import find_jabatan, find_kompetensi, find_nip, find_unit
from asnkarier.workflows.people import People, load_somebody, match_standards, next_post

if TYPE_CHECKING:
    from asnkarier.store.store import Store
    from asnkarier.workflows.workspace import Workspace

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


def measure_gaps(workspace: "Workspace", request: GapRequest) -> Book:
    """Return the report; UsageError for a NIP, unit, position or competency that nothing matches."""
    with workspace.open_store() as store:
        everybody = load_somebody(workspace, store)
        people = against_post(workspace, selected(everybody, request), request.against)
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


def items_of(workspace: "Workspace", people: People, store: "Store") -> pd.DataFrame:
    """Return the gap of every person and required competency, with who it is and where the level stands."""
    items = competency_gaps(people.matrices(), people.standard_of)
    items["source"] = cell_texts(items, store.sources())
    groups = {
        name: workspace.rulebook.competency_group(name, workspace.as_of)
        for name in items["kompetensi"].unique()
    }
    items["kelompok"] = items["kompetensi"].map(groups).astype("str")
    who = people.employees[["nip", "nama", "jabatan", "unit_kerja"]]
    return items.merge(who, on="nip", how="left", validate="many_to_one")


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


def selected(people: People, request: GapRequest) -> People:
    """Return the people that the request names."""
    employees = people.employees
    keep = np.ones(len(employees), dtype=bool)
    if request.nip is not None:
        keep &= (employees["nip"] == find_nip(employees, request.nip)).to_numpy(dtype=bool)
    if request.unit is not None:
        wanted = find_unit(employees, request.unit)
        in_unit = employees["unit_kerja"].fillna("").map(normalise) == wanted
        keep &= (in_unit | (employees["unit_induk"].fillna("").map(normalise) == wanted)).to_numpy(dtype=bool)
    if request.jabatan is not None:
        wanted = find_jabatan(employees["jabatan"].dropna().unique(), request.jabatan)
        keep &= (employees["jabatan"].fillna("").map(normalise_jabatan) == wanted).to_numpy(dtype=bool)
    return people.among(keep)


def against_post(workspace: "Workspace", people: People, against: str) -> People:
    """Return the people judged against the post held, the next one, or the named position."""
    if against == "held":
        return people
    employees = people.employees
    if against == "next":
        held = zip(employees["jabatan"].tolist(), employees["kelompok"].tolist(), strict=True)
        texts = [tuple(value if isinstance(value, str) else None for value in pair) for pair in held]
        following = {pair: next_post(workspace, *pair) for pair in dict.fromkeys(texts)}
        return people.judged_by(*match_standards(workspace, [following[pair] for pair in texts]))
    known = [*workspace.catalog.names, *employees["jabatan"].dropna().unique()]
    name = find_jabatan(known, against)
    kelompok = next(
        (
            k
            for j, k in zip(employees["jabatan"], employees["kelompok"], strict=True)
            if normalise_jabatan(str(j)) == name
        ),
        None,
    )
    standards, place = match_standards(workspace, [(name, kelompok if isinstance(kelompok, str) else None)])
    return people.judged_by(standards, np.repeat(place, len(employees)))


def persons_of(workspace: "Workspace", people: People) -> pd.DataFrame:
    """Return the job-person match of `people` beside who they are, in their order."""
    cap = workspace.rulebook.parameter("kompetensi/batas_kompetensi", workspace.as_of).value
    match = job_match(people.matrices(), people.standard_of, jpm_categories(workspace), cap)
    who = people.employees[["nama", "jabatan", "unit_kerja", "unit_induk", "kelompok"]].reset_index(drop=True)
    return pd.concat([match, who], axis=1)


def jpm_categories(workspace: "Workspace") -> Categories:
    """Return the categories that judge the match, as the agency chose them."""
    return workspace.rulebook.jpm_categories(workspace.settings.jpm.category_set, workspace.as_of)


def gap_citations(workspace: "Workspace") -> tuple[CitationLine, ...]:
    """Return the citations that gap and match figures rest on."""
    return cite_parameters(
        workspace,
        (
            "kompetensi/kamus",
            "kompetensi/level_kelas_jabatan",
            "kompetensi/batas_kompetensi",
            f"kompetensi/kategori_jpm_{workspace.settings.jpm.category_set}",
        ),
    )
