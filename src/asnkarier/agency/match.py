"""The job-person match and the gaps of people, as every report on them states it."""

from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.agency.cover import cite_parameters
from asnkarier.agency.people import People
from asnkarier.agency.provenance import cell_texts
from asnkarier.analysis.match.categories import OPEN, Categories
from asnkarier.analysis.match.gaps import competency_gaps
from asnkarier.analysis.match.job_match import job_match
from asnkarier.model.book import CitationLine
from asnkarier.model.said import said

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot


def items_of(snapshot: "Snapshot", people: People) -> pd.DataFrame:
    """Return the gap of every person and required competency, with who it is and where the level stands."""
    items = competency_gaps(people.matrices, people.standard_of)
    items["source"] = cell_texts(items, snapshot.sources)
    groups = {
        name: snapshot.rulebook.competency_group(name, snapshot.as_of)
        for name in items["kompetensi"].unique()
    }
    items["kelompok"] = items["kompetensi"].map(groups).astype("str")
    who = people.employees[["nip", "nama", "jabatan", "unit_kerja"]]
    return items.merge(who, on="nip", how="left", validate="many_to_one")


def persons_of(snapshot: "Snapshot", people: People) -> pd.DataFrame:
    """Return the job-person match of `people` beside who they are, in their order."""
    cap = snapshot.rulebook.in_force("kompetensi/batas_kompetensi", snapshot.as_of)
    scale = snapshot.rulebook.in_force("kompetensi/skala", snapshot.as_of)
    match = job_match(
        people.matrices,
        people.standard_of,
        jpm_categories(snapshot),
        cap.value if cap else "standar",
        scale.value["maksimum"] if scale else None,
    )
    who = people.employees[["nama", "jabatan", "unit_kerja", "unit_induk", "kelompok"]].reset_index(drop=True)
    return with_reasons(pd.concat([match, who], axis=1))


def with_reasons(match: pd.DataFrame) -> pd.DataFrame:
    """Return the match with `jpm_reason` and `kategori_reason`: why these are empty or open, None where they are not."""
    nothing, open_, absent = said("nothing_assessed"), said("category_open"), said("standard_missing")
    without, unassessed = match["standar"].isna(), match["coverage"].eq(0)
    jpm = pd.Series(None, index=match.index, dtype=object)
    jpm[unassessed], jpm[without] = nothing, absent
    kategori = jpm.copy()
    kategori[match["kategori"].eq(OPEN) & ~unassessed] = open_
    kategori[match["kategori"].isna() & ~without] = said("categories_not_in_force")
    kategori[match["kategori"].notna() & ~match["kategori"].eq(OPEN)] = None
    return match.assign(jpm_reason=jpm, kategori_reason=kategori)


def jpm_categories(snapshot: "Snapshot") -> Categories:
    """Return the categories that judge the match, as the agency chose them; none where they are not in force."""
    return snapshot.rulebook.jpm_categories(snapshot.settings.jpm.category_set, snapshot.as_of)


def gap_citations(snapshot: "Snapshot") -> tuple[CitationLine, ...]:
    """Return the citations that gap and match figures rest on."""
    return cite_parameters(
        snapshot,
        (
            "kompetensi/kamus",
            "kompetensi/level_kelas_jabatan",
            "kompetensi/batas_kompetensi",
            f"kompetensi/kategori_jpm_{snapshot.settings.jpm.category_set}",
        ),
    )
