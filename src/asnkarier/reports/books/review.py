"""The report of `asn review`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.review/1"
ROW_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=7),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, importance=8),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("list", N_("List"), "status", importance=1),
    Column("trend", N_("Trend"), "status", importance=2),
    Column("years", N_("Appraisals"), "list", width=30, importance=6),
    Column("strengths", N_("Strengths"), "list", width=34, importance=7),
    Column("weaknesses", N_("Weaknesses"), "list", width=34, importance=7),
    Column("agenda", N_("What to talk about"), "said", width=60, importance=3, whole=True),
    Column("follow_up_on", N_("Follow-up on"), "date", importance=4),
    Column("follow_up_citation", N_("Follow-up by which rule"), width=36, terminal=False, behind=True),
    Column("overdue_days", N_("Days overdue"), "integer", importance=5),
    Column("last_action", N_("Last action"), width=34, terminal=False, behind=True),
    Column("last_action_on", N_("Last action on"), "date", terminal=False, behind=True),
    Column("last_action_status", N_("What became of it"), "status", terminal=False, behind=True),
    Column("last_action_worked", N_("Last action worked"), "flag", importance=6),
    Column("could_be", N_("Could still be on"), "list", width=24, importance=7),
    Column("citation", N_("By which rule"), width=36, terminal=False, behind=True),
    Column("source", N_("Cell of the last appraisal"), width=34, terminal=False, behind=True),
)
MODEL_COLUMNS: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=34, importance=0),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("nip", N_("NIP"), "nip", importance=6),
    Column("jabatan", N_("Position"), width=34, importance=5),
    Column("level", N_("Level"), "level", importance=3),
    Column("required", N_("Required"), "level", importance=4),
    Column("office", N_("Parent unit"), width=34, importance=2),
    Column("colleagues", N_("Colleagues with a gap"), "integer", importance=1),
)
TOTAL_COLUMNS: Final = (
    Column("people", N_("People"), "integer"),
    Column("reward", N_("To be rewarded"), "integer"),
    Column("guide", N_("To be guided"), "integer"),
    Column("watch", N_("To be watched"), "integer"),
    Column("open", N_("On no list yet, for lack of data"), "integer"),
    Column("overdue", N_("Follow-ups overdue"), "integer"),
    Column("worked", N_("Last action worked"), "integer"),
    Column("not_worked", N_("Last action did not work"), "integer"),
)
UNIT_COLUMNS: Final = (
    Column("unit_kerja", N_("Unit"), width=40, importance=0),
    *(Column(one.key, one.label, "integer", summed=True) for one in TOTAL_COLUMNS[:6]),
)
TITLE: Final = N_("Review of people")
_NOTE: Final = N_(
    "The lists rest on appraisals of complete years only. A year without an appraisal is not known and puts nobody on a list."
)
_ACTION: Final = N_(
    "An action worked where the newest level is higher than the last one before it; nobody is compared with, so a level that rose may have risen anyway."
)
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama", "nip", "list", "trend", "jabatan", "follow_up_on"))


@dataclass(frozen=True)
class ReviewView:
    """The frames of the report, see the columns above."""

    rows: pd.DataFrame
    models: pd.DataFrame
    by_unit: pd.DataFrame
    totals: pd.DataFrame


def review_book(view: ReviewView, as_of: date, notes: tuple[str, ...], filters: dict[str, str]) -> Book:
    """Return the report: how many stand on which list, everybody, role models and units."""
    blocks = (
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Table("rows", TITLE, ROW_COLUMNS, view.rows, terminal_limit=15),
        Table(
            "role_models",
            N_("Whom colleagues may learn from"),
            MODEL_COLUMNS,
            view.models,
            terminal_limit=10,
        ),
        Table("by_unit", N_("By unit"), UNIT_COLUMNS, view.by_unit, terminal_limit=10),
    )
    return Book(
        SCHEMA, TITLE, as_of, "", blocks, notes=(_NOTE, _ACTION, *notes), filter=filters, front=_FRONT
    )
