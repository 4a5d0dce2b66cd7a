"""The report of `asn recommend-placement`."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.books.shortlist import JUDGED_THEN
from asnkarier.reports.books.shortlist_columns import HEIGHT, SERVICE, SERVICE_COLUMNS

SCHEMA: Final = "asn.recommend-placement/1"
# Cells to which a warning may be narrowed.
_WARNED: Final = 24
KIND: Final = Column("kind", N_("Career pattern"), "status", importance=7)
STATUS: Final = Column("status", N_("Status"), "status", width=16, importance=6)
PEOPLE: Final = Column(
    "asked_of_people", N_("For people to judge"), "list", width=40, terminal=False, behind=True
)
# Into a functional post; empty for others, and for a rotation.
WAY: Final = Column("way", N_("Way into the post"), "status", width=28, importance=6, terminal=False)
WAY_COLUMNS: Final = (
    WAY,
    Column("way_reason", N_("Why this way"), "said", width=50, terminal=False, behind=True),
    Column("way_citations", N_("Legal basis of the way"), "list", width=60, terminal=False, behind=True),
)
EQUAL: Final = Column("equal", N_("Others of this score who stay"), "integer", terminal=False, behind=True)
MOVE_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy"), importance=0),
    Column("jabatan", N_("Position"), width=36, importance=4),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=2),
    Column("from_jabatan", N_("From position"), width=34, importance=5),
    Column("jpm", N_("JPM %"), "percent", importance=6),
    Column("score", N_("Score"), "number", importance=3),
    EQUAL,
    Column("route", N_("Route"), "status", importance=3),
    STATUS,
    PEOPLE,
    KIND,
    Column("leans_on", N_("Ref."), "list", importance=8),
    Column("step", N_("Step"), "integer", importance=8, behind=True),
    Column("judged_on", N_("Judged on"), "date", importance=9, behind=True),
    Column("reason", N_("Reason"), "said", width=70, terminal=False),
    Column("components", N_("Components"), "list", width=60, terminal=False, behind=True),
    *WAY_COLUMNS,
    *SERVICE_COLUMNS,
    HEIGHT,
)
UNFILLED_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy"), importance=0),
    Column("jabatan", N_("Position"), width=36, importance=3),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("seats", N_("Empty places"), "integer", importance=1),
    Column("reason", N_("Reason"), "status", importance=1),
    Column("detail", N_("Detail"), "said", width=60, importance=2),
    Column("obstacle", N_("Rule"), terminal=False, on_paper=False),
    Column("obstacle_title", N_("Most often not met"), width=44, importance=2),
    Column("obstacle_people", N_("People who do not meet it"), "integer", importance=9),
    Column("obstacle_citation", N_("Legal basis"), width=40, importance=8),
    Column("step", N_("Step"), "integer", terminal=False),
    Column("judged_on", N_("Judged on"), "date", terminal=False),
)
OBSTACLE_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy"), importance=0),
    Column("rule_id", N_("Rule"), terminal=False, on_paper=False),
    Column("title", N_("Requirement"), width=44, importance=0),
    Column("not_met", N_("Not met"), "integer", importance=1),
    Column("only", N_("Only this one"), "integer", importance=1),
    Column("unknown", N_("Without data"), "integer", importance=2),
    Column("of", N_("Of people"), "integer", importance=4),
    Column("citation", N_("Legal basis"), width=40, importance=3),
    Column("mark", N_("Certainty"), "status", terminal=False),
    Column("amended_unread", N_("Amended by, not read"), terminal=False),
    WAY,
)
NEAREST_COLUMNS: Final = (
    Column("vacancy", N_("Vacancy"), importance=0),
    Column("nip", N_("NIP"), "nip", importance=5),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, terminal=False),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("title", N_("Requirement"), width=44, importance=1),
    Column("result", N_("Result"), "status", importance=2),
    Column("observed", N_("Found"), "said", width=40, importance=2),
    Column("required", N_("Required"), "said", width=34, importance=3),
    Column("reason", N_("Because"), "said", width=40, terminal=False),
    Column("eligible_on", N_("Eligible on"), "date", importance=6),
    Column("citation", N_("Legal basis"), width=40, importance=7),
    Column("source", N_("Source cell"), width=36, importance=8),
    WAY,
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
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama", "nip", "jabatan", "unit_kerja", "score", "route"))


@dataclass(frozen=True)
class PlacementView:
    """The frames of the report; see the columns above."""

    rows: pd.DataFrame
    unfilled: pd.DataFrame
    totals: pd.DataFrame
    beside: pd.DataFrame
    curve: pd.DataFrame
    findings: pd.DataFrame
    obstacles: pd.DataFrame
    nearest: pd.DataFrame


def before_empty(obstacles: pd.DataFrame, nearest: pd.DataFrame) -> tuple[Table, ...]:
    """Return the tables of what stands before posts with too few candidates; none where there is nothing to tell."""
    if obstacles.empty:
        return ()
    return (
        Table(
            "obstacles", N_("What stands before the empty posts"), OBSTACLE_COLUMNS, obstacles, terminal=False
        ),
        Table(
            "nearest",
            N_("Who is nearest to the empty posts, and what they lack"),
            NEAREST_COLUMNS,
            nearest,
            terminal=False,
        ),
    )


def shown(columns: tuple[Column, ...], rows: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns of moves, among those of the terminal the way where somebody comes by one, and the warnings of which there are any."""
    told = {one: bool(rows[one.key].notna().any()) for one in (WAY, SERVICE, HEIGHT)}
    # A narrow terminal leaves out the NIP before a warning: who is proposed and leaves at once must not look like the others.
    ranks = {SERVICE.key: 1, HEIGHT.key: 2, "nip": 4} if told[SERVICE] or told[HEIGHT] else {}
    columns = tuple(
        replace(one, terminal=told[one], behind=not told[one]) if one in told else one for one in columns
    )
    return tuple(
        replace(one, importance=ranks[one.key], least=one.least if one.key == "nip" else _WARNED)
        if one.key in ranks
        else one
        for one in columns
    )


def _charts(view: PlacementView) -> tuple[Chart, ...]:
    if view.curve.empty:
        return ()
    title, axis = N_("Gain by number of moves"), N_("Total score")
    return (Chart("line", title, _MOVES, _SERIES, view.curve, axis=axis),)


def placement_book(view: PlacementView, as_of: date) -> Book:
    """Return the report: the moves, the posts that stay empty and why, and the totals."""
    blocks: tuple[Block, ...] = (
        Table("rows", N_("Proposed placements"), shown(MOVE_COLUMNS, view.rows), view.rows),
        Table("unfilled", N_("Posts that stay empty, and why"), UNFILLED_COLUMNS, view.unfilled),
        *before_empty(view.obstacles, view.nearest),
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
            "Of people who are worth the same to a post, the lowest NIP goes, which is an order and no reason; on each row stands how many others of that score stay."
        ),
        N_(
            "A recommendation for the Tim Penilai Kinerja and the PPK; integrity, health and fit are theirs to assess."
        ),
    )
    return Book(SCHEMA, N_("Placement proposals"), as_of, "", blocks, notes=notes, front=_FRONT)
