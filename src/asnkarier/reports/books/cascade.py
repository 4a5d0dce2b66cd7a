"""The report of `asn recommend-placement --cascade`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.placement import (
    EQUAL,
    KIND,
    PEOPLE,
    STATUS,
    UNFILLED_COLUMNS,
    WAY_COLUMNS,
    before_empty,
    shown,
)
from asnkarier.reports.books.shortlist import JUDGED_THEN
from asnkarier.reports.books.shortlist_columns import HEIGHT, SERVICE_COLUMNS

SCHEMA: Final = "asn.recommend-placement-cascade/1"
STEP_COLUMNS: Final = (
    Column("chain_id", N_("Chain"), importance=0),
    Column("step", N_("Step"), "integer", importance=0),
    Column("depends_on", N_("After step"), "integer", importance=9, behind=True),
    Column("vacancy", N_("Vacancy"), importance=1),
    Column("jabatan", N_("Position"), width=36, importance=4),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("nip", N_("NIP"), "nip", importance=2),
    Column("nama", N_("Name"), width=28, importance=3),
    Column("from_jabatan", N_("From position"), width=34, importance=5),
    Column("from_unit", N_("From unit"), width=30, terminal=False, behind=True),
    Column("post_opened", N_("Opens"), importance=3),
    Column("gain", N_("Gain of the plan"), "number", importance=2),
    Column("cumulative_gain", N_("Gain so far"), "number", importance=8, behind=True),
    Column("route", N_("Route"), "status", importance=4),
    STATUS,
    PEOPLE,
    KIND,
    Column("jpm", N_("JPM %"), "percent", importance=7, behind=True),
    Column("score", N_("Score"), "number", importance=6),
    EQUAL,
    Column("leans_on", N_("Ref."), "list", importance=9),
    Column("judged_on", N_("Judged on"), "date", importance=10, behind=True),
    Column("reason", N_("Reason"), "said", width=70, terminal=False),
    Column("components", N_("Components"), "list", width=60, terminal=False, behind=True),
    *WAY_COLUMNS,
    *SERVICE_COLUMNS,
    HEIGHT,
)
EMPTY_COLUMNS: Final = (
    *UNFILLED_COLUMNS[:-2],
    Column("chain_id", N_("Chain"), terminal=False),
    *UNFILLED_COLUMNS[-2:],
)
TOTAL_COLUMNS: Final = (
    Column("objective", N_("Gain of the plan"), "number"),
    Column("bound", N_("No plan gains more than"), "number"),
    Column("optimality_gap", N_("Difference to that (%)"), "percent"),
    Column("moves", N_("People moved"), "integer"),
    Column("moves_limit", N_("People moved at most"), "integer"),
    Column("depth_limit", N_("Steps of a chain at most"), "integer"),
    Column("exchanges", N_("Exchanges without a vacancy"), "flag"),
    Column("chains", N_("Chains"), "integer"),
    Column("seats", N_("Places vacant before"), "integer"),
    Column("filled", N_("Of them filled"), "integer"),
    Column("opened", N_("Posts opened by the moves"), "integer"),
    Column("empty", N_("Places empty after"), "integer"),
)
BESIDE_COLUMNS: Final = (
    Column("plan", N_("Plan"), "status"),
    Column("gain", N_("Gain of the plan"), "number"),
    Column("moves", N_("People moved"), "integer"),
    Column("filled", N_("Vacancies filled"), "integer"),
    Column("opened", N_("Posts opened"), "integer"),
    Column("empty", N_("Places empty after"), "integer"),
)
_MOVES: Final = Column("moves", N_("People moved at most"), "integer")
_SERIES: Final = (
    Column("gain", N_("Gain of the plan"), "number"),
    Column("bound", N_("No plan gains more than"), "number"),
)
CURVE_COLUMNS: Final = (_MOVES, *_SERIES)
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama", "nip", "chain_id", "jabatan", "unit_kerja", "gain"))


@dataclass(frozen=True)
class CascadeView:
    """The frames of the report, see the columns above, and how gain is counted, as a finished sentence."""

    rows: pd.DataFrame
    unfilled: pd.DataFrame
    totals: pd.DataFrame
    beside: pd.DataFrame
    curve: pd.DataFrame
    findings: pd.DataFrame
    obstacles: pd.DataFrame
    nearest: pd.DataFrame
    counted: str


def cascade_book(view: CascadeView, as_of: date) -> Book:
    """Return the report: the chains in order, what stays empty and why, the plan beside others, and what more moves would gain."""
    blocks: tuple[Block, ...] = (
        Table("rows", N_("Proposed moves, chain by chain"), shown(STEP_COLUMNS, view.rows), view.rows),
        Table("unfilled", N_("Posts that stay empty, and why"), EMPTY_COLUMNS, view.unfilled),
        *before_empty(view.obstacles, view.nearest),
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Table("comparison", N_("Beside other plans"), BESIDE_COLUMNS, view.beside),
        Table("curve", N_("What more moves would gain"), CURVE_COLUMNS, view.curve),
        Chart(
            "line", N_("Gain by number of moves"), _MOVES, _SERIES, view.curve, axis=N_("Gain of the plan")
        ),
        Table("findings", N_("Findings"), FINDING_COLUMNS, view.findings, terminal=False),
    )
    notes = (
        JUDGED_THEN,
        view.counted,
        N_(
            "A chain starts at a vacancy; each further step fills the post that the step before it opens, and waits for it. Only eligible people move, nobody twice. An opened post is judged on every day on which one of these vacancies falls vacant."
        ),
        N_(
            "Of plans with the same gain: a chain, or its end, that gains nothing is left out; of people who are worth the same to a post and leave none open, the lowest NIP goes, which is an order and no reason; on each row stands how many others of that score stay."
        ),
        N_(
            "A recommendation for the Tim Penilai Kinerja and the PPK; integrity, health and fit are theirs to assess."
        ),
    )
    return Book(
        SCHEMA, N_("Placement proposals with chains of moves"), as_of, "", blocks, notes=notes, front=_FRONT
    )
