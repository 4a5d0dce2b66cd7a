"""The report of `asn recommend-placement`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.shortlist import JUDGED_THEN

SCHEMA: Final = "asn.recommend-placement/1"
MOVE_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy"), importance=0),
    Column("jabatan", N_("Position"), width=36, importance=4),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=2),
    Column("from_jabatan", N_("From position"), width=34, importance=5),
    Column("jpm", N_("JPM %"), "percent", importance=6),
    Column("score", N_("Score"), "number", importance=3),
    Column("route", N_("Route"), "status", importance=7),
    Column("leans_on", N_("Ref."), "list", importance=8),
    Column("step", N_("Step"), "integer", importance=8),
    Column("judged_on", N_("Judged on"), "date", importance=9),
    Column("reason", N_("Reason"), "said", width=70, terminal=False),
    Column("components", N_("Components"), "list", width=60, terminal=False),
)
UNFILLED_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy"), importance=0),
    Column("jabatan", N_("Position"), width=36, importance=3),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("seats", N_("Empty places"), "integer", importance=1),
    Column("reason", N_("Reason"), "status", importance=1),
    Column("detail", N_("Detail"), "said", width=60, importance=2),
    Column("step", N_("Step"), "integer", terminal=False),
    Column("judged_on", N_("Judged on"), "date", terminal=False),
)
TOTAL_COLUMNS: Final = (
    Column("objective", N_("Total score"), "number"),
    Column("greedy_objective", N_("Total when filled one after another"), "number"),
    Column("moves", N_("People moved"), "integer"),
    Column("seats", N_("Posts to fill"), "integer"),
    Column("filled", N_("Posts filled"), "integer"),
    Column("opened", N_("Posts opened by the moves"), "integer"),
)


@dataclass(frozen=True)
class PlacementView:
    """The frames of the report; see the columns above."""

    rows: pd.DataFrame
    unfilled: pd.DataFrame
    totals: pd.DataFrame
    findings: pd.DataFrame


def placement_book(view: PlacementView, as_of: date) -> Book:
    """Return the report: the moves, the posts that stay empty and why, and the totals."""
    blocks = (
        Table("rows", N_("Proposed placements"), MOVE_COLUMNS, view.rows),
        Table("unfilled", N_("Posts that stay empty, and why"), UNFILLED_COLUMNS, view.unfilled),
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Table("findings", N_("Findings"), FINDING_COLUMNS, view.findings, terminal=False),
    )
    notes = (
        JUDGED_THEN,
        N_("All vacancies are solved together: the largest total score, nobody twice, only eligible people."),
        N_(
            "A recommendation for the Tim Penilai Kinerja and the PPK; integrity, health and fit are theirs to assess."
        ),
    )
    return Book(SCHEMA, N_("Placement proposals"), as_of, "", blocks, notes=notes)
