"""The report of `asn gap`: by item, person, unit or competency."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

import pandas as pd

from asnkarier.language import _, message
from asnkarier.model.book import Block, Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.reports.books.reported import reported_tables

SCHEMA: Final = "asn.gap/1"
PICKED: Final = N_(
    "The competency picks the people of whom it is asked; their JPM, category and gaps are over all their competencies."
)
WHO: Final = (
    Column("nip", N_("NIP"), "nip", importance=0),
    Column("nama", N_("Name"), width=28, importance=1),
    Column("jabatan", N_("Position"), width=34, importance=20),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
)
# The order is the contract's; importance decides what a narrow terminal keeps.
ITEM_COLUMNS: Final = (
    *WHO,
    Column("standar", N_("Standard"), "standar", width=24, terminal=False),
    Column("kompetensi", N_("Competency"), "kompetensi", width=30, importance=2),
    Column("kelompok", N_("Group"), "status", terminal=False),
    Column("required", N_("Required"), "level", importance=3),
    Column("level", N_("Level"), "level", importance=3),
    Column("gap", N_("Gap"), "gap", importance=2),
    Column("weight", N_("Weight"), "number", terminal=False),
    Column("critical", N_("Critical"), "flag", terminal=False),
    Column("status", N_("Status"), "status", importance=4),
    Column("tanggal_asesmen", N_("Assessed on"), "date", terminal=False),
    Column("source", N_("Source cell"), width=36, terminal=False),
)
PERSON_COLUMNS: Final = (
    *WHO,
    Column("standar", N_("Standard"), "standar", width=24, terminal=False),
    Column("jpm", N_("JPM %"), "percent", importance=2),
    Column("jpm_low", N_("JPM low"), "percent", importance=6),
    Column("jpm_high", N_("JPM high"), "percent", importance=6),
    Column("jpm_uncapped", N_("JPM uncapped"), "percent", terminal=False),
    Column("kategori", N_("Category"), "status", importance=3),
    Column("coverage", N_("Assessed share"), "number", importance=4),
    Column("gap_count", N_("Gaps"), "integer", importance=5),
    Column("gap_levels", N_("Gap levels"), "gap", importance=2),
    Column("critical_gaps", N_("Critical gaps"), "integer", terminal=False),
    Column("kategori_reason", N_("Why no category"), "said", width=44, importance=7),
    Column("jpm_reason", N_("Why no JPM"), "said", width=44, terminal=False),
)
# Of a unit with everything below it, then of its own people alone.
UNIT_COLUMNS: Final = (
    Column("unit_kerja", N_("Unit"), width=36, importance=0),
    Column("unit_atasan", N_("Unit above"), width=30, importance=8),
    Column("people_total", N_("People"), "integer", importance=1),
    Column("mean_jpm_total", N_("Mean JPM %"), "percent", importance=2),
    Column("judged_total", N_("Mean over people"), "integer", importance=6),
    Column("gap_percent_total", N_("People with a gap %"), "percent", importance=3),
    Column("gap_levels_total", N_("Gap levels"), "gap", importance=2),
    Column("assessed_share_total", N_("Share of people assessed"), "number", importance=4),
    Column("people", N_("Own people"), "integer", importance=3, summed=True),
    Column("mean_jpm", N_("Own mean JPM %"), "percent", importance=7),
    Column("gap_levels", N_("Own gap levels"), "gap", importance=5),
    Column("note", N_("Place in the tree"), "said", width=40, importance=9),
    Column("depth", N_("Units above"), "integer", terminal=False),
    Column("judged", N_("Own mean over people"), "integer", terminal=False, summed=True),
    Column("assessed_share", N_("Own share assessed"), "number", terminal=False),
    Column("gap_percent", N_("Own people with a gap %"), "percent", terminal=False),
    Column("with_gap_total", N_("With a gap"), "integer", terminal=False),
    Column("with_gap", N_("Own with a gap"), "integer", terminal=False, summed=True),
    Column("gap_count_total", N_("Gaps"), "integer", terminal=False),
    Column("gap_count", N_("Own gaps"), "integer", terminal=False, summed=True),
    Column("critical_gaps_total", N_("Critical gaps"), "integer", terminal=False),
    Column("critical_gaps", N_("Own critical gaps"), "integer", terminal=False, summed=True),
    Column("with_standard_total", N_("With a standard"), "integer", terminal=False),
    Column("with_standard", N_("Own with a standard"), "integer", terminal=False, summed=True),
    Column("assessed_total", N_("Assessed"), "integer", terminal=False),
    Column("assessed", N_("Own assessed"), "integer", terminal=False, summed=True),
)
UNIT_NOTE: Final = N_(
    "Each unit is counted with everything below it; its own people stand beside that. The top units add up to everybody."
)
KOMPETENSI_COLUMNS: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=36),
    Column("people", N_("Required of"), "integer"),
    Column("assessed", N_("Assessed"), "integer"),
    Column("with_gap", N_("With a gap"), "integer"),
    Column("gap_levels", N_("Gap levels"), "gap"),
    Column("mean_gap", N_("Mean gap"), "gap"),
    Column("critical_gaps", N_("Critical gaps"), "integer", terminal=False),
    Column("coverage", N_("Assessed share"), "number", terminal=False),
)
# What a reader must see first: the people, units and competencies that lack most.
_FRONTS: Final = {
    "person": Front(
        "rows", ("nama", "nip", "jpm", "gap_levels", "kategori"), by=("-gap_levels",), but_zero=True
    ),
    "unit": Front(
        "rows",
        ("unit_kerja", "people_total", "mean_jpm_total", "gap_levels_total"),
        by=("-gap_levels_total",),
        but_zero=True,
    ),
    "kompetensi": Front(
        "rows", ("kompetensi", "people", "with_gap", "gap_levels"), by=("-gap_levels",), but_zero=True
    ),
}


@dataclass(frozen=True)
class GapView:
    """What the report shows. rows: the frame of the chosen view; without_standard: people whom no standard judges.

    shortfalls: the levels below the standard (`gap_levels`) of each competency or unit (`name`).
    reported: what the assessment centre reports of people of whom nothing is assessed.
    picked: a competency picked the people, whose match and counts are over all their competencies.
    """

    by: Literal["item", "person", "unit", "kompetensi"]
    against: str
    rows: pd.DataFrame
    without_standard: pd.DataFrame
    summary: pd.DataFrame
    category_codes: tuple[str, ...] = ()
    items: pd.DataFrame | None = None
    shortfalls: pd.DataFrame | None = None
    reported: pd.DataFrame = field(default_factory=pd.DataFrame)
    picked: bool = False


_SUMMARY_LABELS: Final = {
    "people": N_("People"),
    "MS": N_("Memenuhi Syarat"),
    "MMS": N_("Masih Memenuhi Syarat"),
    "KMS": N_("Kurang Memenuhi Syarat"),
    "O": N_("Optimal"),
    "CO": N_("Cukup Optimal"),
    "KO": N_("Kurang Optimal"),
    "belum_dapat_dinilai": N_("cannot be judged yet"),
    "without_standard": N_("without a standard"),
    "people_with_gap": N_("With a gap"),
}
_COLUMNS: Final = {
    "item": ITEM_COLUMNS,
    "person": PERSON_COLUMNS,
    "unit": UNIT_COLUMNS,
    "kompetensi": KOMPETENSI_COLUMNS,
}
_TITLES: Final = {
    "item": N_("Gaps, competency by competency"),
    "person": N_("Job-person match by person"),
    "unit": N_("Competency gaps by unit"),
    "kompetensi": N_("Competency gaps by competency"),
}


_MOST_BARS: Final = 12
_SHORTFALLS: Final = (
    (N_("The largest gaps, by competency"), Column("name", N_("Competency"), "kompetensi")),
    (N_("The largest gaps, by unit (own people)"), Column("name", N_("Unit"))),
)


def _charts(view: GapView, charted: tuple[str, ...]) -> Iterator[Chart]:
    people = pd.DataFrame(
        {"kategori": charted, "people": [int(view.summary[code].iloc[0]) for code in charted]}
    )
    yield Chart(
        "bar", N_("People by category"), Column("kategori", N_("Category"), "status"),
        (Column("people", N_("People"), "integer"),), people, axis=N_("people"),
    )  # fmt: skip
    if view.shortfalls is None:
        return
    short = view.shortfalls[view.shortfalls["gap_levels"] < 0]
    rows = short.sort_values(["gap_levels", "name"], kind="stable").head(_MOST_BARS)
    title, label = _SHORTFALLS[view.by == "unit"]
    yield Chart(
        "bar", title, label, (Column("gap_levels", N_("Gap levels"), "gap"),), rows, axis=N_("levels")
    )


def _own(label: str) -> str:
    return message(N_("{label} (own people)"), label=_(label))


def gap_book(view: GapView, as_of: date) -> Book:
    """Return the report; its first sheet holds the view that was asked for."""
    columns = _COLUMNS[view.by]
    if view.by == "unit":
        columns = (
            *columns,
            *(
                Column(f"{code}_total", _SUMMARY_LABELS[code], "integer", terminal=False)
                for code in view.category_codes
            ),
            *(
                Column(code, _own(_SUMMARY_LABELS[code]), "integer", terminal=False)
                for code in view.category_codes
            ),
        )
    charted = (*view.category_codes, "without_standard")
    summary = tuple(
        Column(name, _SUMMARY_LABELS.get(name, name), "integer", terminal=name not in charted)
        for name in view.summary.columns
    )
    blocks: list[Block] = [
        Record("summary", N_("People"), summary, view.summary),
        *_charts(view, charted),
        Table("rows", _TITLES[view.by], columns, view.rows, note=UNIT_NOTE if view.by == "unit" else ""),
        *reported_tables(view.reported),
    ]
    if view.items is not None:
        blocks.append(Table("items", _TITLES["item"], ITEM_COLUMNS, view.items, terminal=False))
    blocks.append(
        Table(
            "without_standard",
            N_("Without a standard"),
            WHO,
            view.without_standard,
            terminal_limit=0,
        )
    )
    notes = (
        *((PICKED,) if view.picked else ()),
        N_("JPM counts each competency at most up to its standard, over the assessed competencies."),
        N_("A category is given only when the missing assessments cannot change it."),
    )
    against = {"held": N_("against the post held"), "next": N_("against the next post")}.get(
        view.against, view.against
    )
    return Book(
        SCHEMA,
        N_("Competency gaps and job-person match"),
        as_of,
        "",
        tuple(blocks),
        notes=notes,
        front=_FRONTS.get(view.by),
        subject=against,
    )
