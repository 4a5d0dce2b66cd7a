"""The report of `asn recommend-placement`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.shortlist import JUDGED_THEN

SCHEMA: Final = "asn.recommend-placement/1"
KIND: Final = Column("kind", N_("Career pattern"), "status", importance=7)
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
    KIND,
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
    Column("bound", N_("No plan scores more than"), "number"),
    Column("greedy_objective", N_("Total when filled one after another"), "number"),
    Column("moves", N_("People moved"), "integer"),
    Column("seats", N_("Posts to fill"), "integer"),
    Column("filled", N_("Posts filled"), "integer"),
    Column("opened", N_("Posts opened by the moves"), "integer"),
)
BESIDE_COLUMNS: Final = (
    Column("plan", N_("Plan"), "status"),
    Column("objective", N_("Total score"), "number"),
    Column("moves", N_("People moved"), "integer"),
    Column("opened", N_("Posts opened"), "integer"),
    Column("empty", N_("Places empty after"), "integer"),
)
_MOVES: Final = Column("moves", N_("People moved at most"), "integer")
_SERIES: Final = (Column("objective", N_("Total score"), "number"),)
CURVE_COLUMNS: Final = (_MOVES, *_SERIES)


@dataclass(frozen=True)
class PlacementView:
    """The frames of the report; see the columns above."""

    rows: pd.DataFrame
    unfilled: pd.DataFrame
    totals: pd.DataFrame
    beside: pd.DataFrame
    curve: pd.DataFrame
    findings: pd.DataFrame


def _charts(view: PlacementView) -> tuple[Chart, ...]:
    if view.curve.empty:
        return ()
    title, axis = N_("Gain by number of moves"), N_("Total score")
    return (Chart("line", title, _MOVES, _SERIES, view.curve, axis=axis),)


def placement_book(view: PlacementView, as_of: date) -> Book:
    """Return the report: the moves, the posts that stay empty and why, and the totals."""
    blocks: tuple[Block, ...] = (
        Table("rows", N_("Proposed placements"), MOVE_COLUMNS, view.rows),
        Table("unfilled", N_("Posts that stay empty, and why"), UNFILLED_COLUMNS, view.unfilled),
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Table("comparison", N_("Beside other plans"), BESIDE_COLUMNS, view.beside),
        Table("curve", N_("What more moves would gain"), CURVE_COLUMNS, view.curve),
        *_charts(view),
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
