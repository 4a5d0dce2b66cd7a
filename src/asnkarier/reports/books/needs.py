"""The report of `asn needs`: what is short, in the order of its priority, and the form of PP 11/2017 Pasal 207 ayat (3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from asnkarier.model.book import Block, Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.needs/1"
_WHERE: Final = {
    "kompetensi": (
        Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
        Column("jabatan", N_("Position"), width=34, terminal=False, behind=True),
    ),
    "unit": (
        Column("unit_kerja", N_("Unit"), width=30, importance=1),
        Column("jabatan", N_("Position"), width=34, terminal=False, behind=True),
    ),
    "jabatan": (
        Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
        Column("jabatan", N_("Position"), width=34, importance=1),
    ),
}
_KOMPETENSI: Final = Column("kompetensi", N_("Competency"), "kompetensi", width=30, importance=0)
_ROWS: Final = (
    Column("people_short", N_("People short"), "integer", importance=2),
    Column("levels_short", N_("Levels short"), "level", importance=2, summed=True),
    Column("critical_posts", N_("In critical posts"), "integer", importance=5),
    Column("unassessed", N_("Not assessed"), "integer", importance=3),
    Column("cheapest_cost", N_("Cheapest cost (Rp)"), "money", importance=3),
    Column("priority", N_("Order"), "integer", importance=4),
    Column("priority_class", N_("Priority"), "status", importance=1),
    Column("people_uncovered", N_("Without a course"), "integer", importance=6),
    Column("performance_below", N_("Of them below expectation"), "integer", importance=7),
    Column("kelompok", N_("Group"), "status", terminal=False, behind=True),
    Column("people", N_("Required of"), "integer", terminal=False, behind=True),
    Column("critical_gaps", N_("Critical gaps"), "integer", terminal=False, behind=True),
    Column(
        "critical_unassessed", N_("Not assessed in critical posts"), "integer", terminal=False, behind=True
    ),
    Column(
        "performance_unknown", N_("Of them of unknown performance"), "integer", terminal=False, behind=True
    ),
    Column("weighted_levels", N_("Weighted levels short"), "level", terminal=False, behind=True),
    Column("priority_reason", N_("Why this priority"), "said", width=44, terminal=False, behind=True),
    Column("cost_reason", N_("What the cost lacks"), "said", width=40, terminal=False, behind=True),
)
# The seven points of Pasal 207 ayat (3), between what the row is about and what it leaves open.
_FORM: Final = (
    Column("kelompok", N_("Kind of competency"), "status", importance=4),
    Column("target", N_("PNS aimed at"), "said", width=44, importance=3),
    Column("jenis", N_("Form of development"), importance=7),
    Column("jalur", N_("Jalur"), importance=6),
    Column("penyelenggara", N_("Organiser"), width=28, importance=5),
    Column("jadwal", N_("Schedule"), width=22, importance=5),
    Column("kesesuaian_kurikulum", N_("Fit of the curriculum"), "said", width=36, importance=8),
    Column("anggaran", N_("Budget (Rp)"), "money", importance=2, summed=True),
    Column("kode", N_("Course"), importance=3),
    Column("nama_pelatihan", N_("Training"), width=40, terminal=False, behind=True),
    Column("people", N_("People"), "integer", terminal=False, behind=True),
    Column("priority", N_("Order"), "integer", terminal=False, behind=True),
    Column("jalur_source", N_("Jalur according to"), "status", terminal=False, behind=True),
    Column("reason", N_("Why something is empty"), "said", width=40, importance=9),
)
_SUMS: Final = (
    Column("people", N_("People"), "integer"),
    Column("people_short", N_("People short"), "integer"),
    Column("levels_short", N_("Levels short"), "level"),
    Column("critical_posts", N_("Short in critical posts"), "integer"),
    Column("people_unassessed", N_("People not assessed in everything"), "integer"),
    Column("cheapest_cost", N_("Cheapest cost (Rp)"), "money"),
    Column("performance_below", N_("Below expectation"), "integer"),
    Column("below_and_short", N_("Below expectation and short"), "integer"),
    Column("performance_unknown", N_("Performance not known"), "integer"),
)
_MORE: Final = (
    Column("gaps", N_("Gaps"), "integer"),
    Column("uncovered", N_("Gaps without a course"), "integer"),
    Column("unassessed", N_("Requirements not assessed"), "integer"),
)
_TOTALS: Final = (
    *_SUMS,
    *_MORE,
    Column("of_which_classes", N_("Of it for classes (Rp)"), "money"),
    Column("without_standard", N_("Without a standard"), "integer"),
    Column("study_below", N_("Below the level of education asked for"), "integer"),
    Column("study_other_field", N_("Another field of study than asked for"), "integer"),
    Column("study_unknown", N_("Education not known"), "integer"),
    Column("proven_cheapest", N_("Proven cheapest"), "flag"),
    Column("reason", N_("Why something is empty"), "said"),
)
_UNCOVERED: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=36, importance=0),
    Column("people", N_("People"), "integer", importance=1),
    Column("levels_short", N_("Levels short"), "level", importance=1),
    Column("why", N_("Reason"), "status", importance=0),
)
_TITLES: Final = {
    "kompetensi": N_("Training needs by competency"),
    "unit": N_("Training needs by competency and unit"),
    "jabatan": N_("Training needs by competency and position"),
}
_GROUPS: Final = {
    "unit": (N_("Needs and performance by unit"), Column("unit_kerja", N_("Unit"), width=36, importance=0)),
    "jabatan": (
        N_("Needs and performance by position"),
        Column("jabatan", N_("Position"), width=36, importance=0),
    ),
}
_FORM_TITLE: Final = N_("Plan of competency development")
_FORM_NOTE: Final = N_(
    "The columns of PP 11/2017 Pasal 207 ayat (3). What the catalogue does not say is empty, which is not none; whether a curriculum follows that of the instansi pembina no list says."
)
_UNIT_NOTE: Final = N_(
    "Figures called own are of the unit's own people; the others count everything below it too."
)
_MOST_BARS: Final = 12
# What a reader must see first.
_FRONT: Final = Front(
    "rows",
    (
        "kompetensi",
        "unit_kerja",
        "jabatan",
        "priority_class",
        "people_short",
        "levels_short",
        "cheapest_cost",
    ),
)


@dataclass(frozen=True)
class NeedsView:
    """The frames of the report; see the columns above. groups: None where needs are counted by competency alone. study: what is said of formal study, if anything."""

    by: Literal["kompetensi", "unit", "jabatan"]
    rows: pd.DataFrame
    plan: pd.DataFrame
    totals: pd.DataFrame
    groups: pd.DataFrame | None
    uncovered: pd.DataFrame
    study: tuple[Block, ...] = ()


def needs_book(view: NeedsView, as_of: date, critical: Sequence[str]) -> Book:
    """Return the report; critical: what is to be said of the choice of critical posts."""
    where = _WHERE[view.by]
    blocks: list[Block] = [
        Record("totals", N_("Totals"), _TOTALS, view.totals),
        *_charts(view.rows),
        Table("rows", _TITLES[view.by], (_KOMPETENSI, *where, *_ROWS), view.rows, terminal_limit=20),
        Table(
            "plan", _FORM_TITLE, (_KOMPETENSI, *where, *_FORM), view.plan, terminal_limit=10, note=_FORM_NOTE
        ),
    ]
    if view.groups is not None:
        blocks.append(_group_table(view))
    blocks.append(
        Table("uncovered", N_("Gaps that no course closes"), _UNCOVERED, view.uncovered, terminal_limit=10)
    )
    blocks.extend(view.study)
    notes = (
        N_("Who is not assessed is counted apart, neither short nor not."),
        N_(
            "Order: first what is short in a competency called critical and in a critical post, then in either, then the rest; within each the most weighted levels."
        ),
        N_(
            "The cheapest cost is that of the courses which bring each person from the level held to the required one, with the classes that they need, whatever one year's seats, hours and budget allow."
        ),
        N_(
            "Performance: the predikat of the last complete years against what is expected; targets of posts are in no list."
        ),
    )
    title = N_("Training needs")
    return Book(SCHEMA, title, as_of, "", tuple(blocks), notes=(*notes, *critical), front=_FRONT)


def _charts(rows: pd.DataFrame) -> tuple[Chart, ...]:
    short = rows.groupby("kompetensi", sort=True)["levels_short"].sum().reset_index()
    short = short[short["levels_short"] > 0].sort_values(["levels_short", "kompetensi"], ascending=[False, True], kind="stable")  # fmt: skip
    if short.empty:
        return ()
    series = (Column("levels_short", N_("Levels short"), "level"),)
    return (
        Chart("bar", N_("The largest needs, by competency"), _KOMPETENSI, series, short.head(_MOST_BARS).reset_index(drop=True),
              axis=N_("Levels short")),
    )  # fmt: skip


def _group_table(view: NeedsView) -> Table:
    if view.groups is None:
        raise AssertionError
    title, name = _GROUPS[view.by]
    if view.by == "jabatan":
        return Table("groups", title, (name, *_SUMS, *_MORE), view.groups, terminal_limit=10)
    whole = tuple(Column(f"{one.key}_total", one.label, one.kind) for one in (*_SUMS, *_MORE))
    own = tuple(Column(one.key, _OWN[one.key], one.kind, terminal=False) for one in (*_SUMS, *_MORE))
    above = Column("unit_atasan", N_("Unit above"), width=30, terminal=False)
    return Table(
        "groups", title, (name, above, *whole, *own), view.groups, terminal_limit=10, note=_UNIT_NOTE
    )


_OWN: Final = {
    "people": N_("Own people"),
    "people_short": N_("Own people short"),
    "levels_short": N_("Own levels short"),
    "critical_posts": N_("Own short in critical posts"),
    "people_unassessed": N_("Own not assessed in everything"),
    "cheapest_cost": N_("Own cheapest cost (Rp)"),
    "performance_below": N_("Own below expectation"),
    "below_and_short": N_("Own below expectation and short"),
    "performance_unknown": N_("Own performance not known"),
    "gaps": N_("Own gaps"),
    "uncovered": N_("Own gaps without a course"),
    "unassessed": N_("Own requirements not assessed"),
}
