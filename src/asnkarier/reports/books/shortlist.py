"""The report of `asn promote-shortlist`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.language import _
from asnkarier.model.book import Block, Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.jenjang import rise_tables
from asnkarier.reports.books.reported import reported_tables

SCHEMA: Final = "asn.promote-shortlist/1"
JUDGED_THEN: Final = N_(
    "A post that is still to fall vacant is judged on that day; appraisals and hours of training are the last known."
)
_MOST_BARS: Final = 15
PEOPLE_COLUMNS: Final = (
    Column("rank", N_("Rank"), "integer", importance=0),
    Column("nip", N_("NIP"), "nip", importance=2),
    Column("nama", N_("Name"), width=28, importance=1),
    Column("leans_on", N_("Ref."), "list", importance=3),
    Column("jabatan", N_("Position"), width=34, importance=7),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("status", N_("Status"), "status", importance=3),
    Column("score", N_("Score"), "number", importance=4),
    Column("score_high", N_("Score if all unknown were best"), "number", terminal=False),
    Column("components", N_("Components"), "list", width=60, terminal=False),
    Column("kotak", N_("Talent box"), "integer", importance=6),
    Column("jpm", N_("JPM %"), "percent", importance=5),
    Column("jpm_manajerial", N_("JPM %, managerial"), "percent", terminal=False),
    Column("jpm_sosial_kultural", N_("JPM %, socio-cultural"), "percent", terminal=False),
    Column("jpm_teknis", N_("JPM %, technical"), "percent", terminal=False),
    Column("to_be_tested", N_("To be tested at the uji kompetensi"), "list", width=50, terminal=False),
    Column("coverage", N_("Assessed share"), "number", importance=9),
    Column("eligible_on", N_("Eligible on"), "date", importance=10),
    Column("rank_stability", N_("Rank stability"), "number", importance=8),
    Column("gates_failed", N_("Requirements not met"), "list", width=30, terminal=False),
    Column("gates_unknown", N_("Requirements without data"), "list", width=30, terminal=False),
    Column("wanting", N_("Not met, but excluding nobody"), "list", width=30, terminal=False),
)
SHORT_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("leans_on", N_("Ref."), "list", importance=3),
    Column("jabatan", N_("Position"), width=34, importance=5),
    Column("gates", N_("Requirement"), "list", width=30, importance=2),
    Column("observed", N_("Found"), "said", width=40, importance=3),
    Column("required", N_("Required"), "said", width=30, importance=4),
    Column("eligible_on", N_("Eligible on"), "date", importance=6),
    Column("jpm", N_("JPM %"), "percent", importance=7),
)
COUNT_COLUMNS: Final = (
    Column("eligible", N_("Eligible"), "integer"),
    Column("one_gate_short", N_("One requirement short"), "integer"),
    Column("unknown", N_("Open for lack of data"), "integer"),
    Column("ineligible", N_("Not eligible"), "integer"),
    Column("already_at_class", N_("Already in this class or above"), "integer"),
)
GATE_COLUMNS: Final = (
    Column("rule_id", N_("Rule")),
    Column("title", N_("Requirement"), width=44),
    Column("met", N_("Met"), "integer"),
    Column("not_met", N_("Not met"), "integer"),
    Column("unknown", N_("Without data"), "integer"),
    Column("citation", N_("Legal basis"), width=40),
    Column("mark", N_("Certainty"), "status", terminal=False),
    Column("amended_unread", N_("Amended by, not read"), terminal=False),
    Column("note", N_("Note"), "law", width=60, terminal=False),
)
UNJUDGED_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy")),
    Column("jabatan", N_("Position"), width=36),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("reason", N_("Reason"), "status"),
    Column("detail", N_("Detail"), "said", width=60),
)


@dataclass(frozen=True)
class ShortlistView:
    """The frames of the report. post: how the post is called in the title. ahead: it is judged on a day to come."""

    post: str
    rows: pd.DataFrame
    short: pd.DataFrame
    unknown: pd.DataFrame
    gates: pd.DataFrame
    counts: pd.DataFrame
    findings: pd.DataFrame
    top: int
    ahead: bool = False
    reported: pd.DataFrame = field(default_factory=pd.DataFrame)
    jenjang: pd.DataFrame = field(default_factory=pd.DataFrame)


def _charts(view: ShortlistView) -> Iterator[Chart]:
    if len(view.rows):
        named = view.rows["nama"].where(view.rows["nama"].astype(bool), view.rows["nip"])
        numbered = (view.rows["rank"].astype("str") + ". ").where(view.rows["rank"].notna(), "")
        scores = view.rows.assign(who=numbered + named).head(_MOST_BARS)
        yield Chart(
            "bar", N_("Scores, and what they could still become"), Column("who", N_("Name")), (Column("score", N_("Score"), "number"),),
            scores, axis=N_("points"), most=100, upto=Column("score_high", N_("Score if all unknown were best"), "number"),
        )  # fmt: skip
    counts = {_(column.label): int(view.counts[column.key].iloc[0]) for column in COUNT_COLUMNS}
    yield Chart(
        "bar", N_("People by status"), Column("status", N_("Status")), (Column("people", N_("People"), "integer"),),
        pd.DataFrame({"status": list(counts), "people": list(counts.values())}), axis=N_("people"),
    )  # fmt: skip


def shortlist_book(view: ShortlistView, as_of: date) -> Book:
    """Return the report: ranked candidates, who is one requirement short, the gates, and every finding."""
    blocks: tuple[Block, ...] = (
        Table("rows", N_("Candidates"), PEOPLE_COLUMNS, view.rows),
        Table("one_gate_short", N_("One requirement short"), SHORT_COLUMNS, view.short, terminal_limit=10),
        Table("open", N_("Open for lack of data"), SHORT_COLUMNS, view.unknown, terminal_limit=5),
        *reported_tables(view.reported),
        *rise_tables(view.jenjang),
        Table("gates", N_("The requirements, and how many people meet each"), GATE_COLUMNS, view.gates),
        *_charts(view),
        Record("status_counts", N_("People by status"), COUNT_COLUMNS, view.counts, terminal=False),
        Table("findings", N_("Findings"), FINDING_COLUMNS, view.findings, terminal=False),
    )
    notes = (
        *((JUDGED_THEN,) if view.ahead else ()),
        N_(
            "A recommendation for the Tim Penilai Kinerja and the PPK; integrity, health and fit are theirs to assess."
        ),
        N_(
            "An unknown part of a score counts as nothing; the score it could reach at most stands beside it."
        ),
    )
    return Book(SCHEMA, N_("Promotion shortlist"), as_of, "", blocks, notes=notes, subject=view.post)


def unjudged_book(rows: pd.DataFrame, as_of: date) -> Book:
    """Return the report on the vacancies of a job for which nobody can be judged, and what is missing for each."""
    blocks = (Table("rows", N_("Vacancies that cannot be judged"), UNJUDGED_COLUMNS, rows),)
    return Book(SCHEMA, N_("Promotion shortlist"), as_of, "", blocks)
