"""The report of `asn expiring`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.expiring/1"
ROW_COLUMNS: Final = (
    Column("until", N_("Counts until"), "date", importance=0),
    Column("nip", N_("NIP"), "nip", importance=5),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("what", N_("What runs out"), "status", importance=1),
    Column("consequence", N_("From the next day on"), "said", width=48, importance=2),
    Column("cost_low", N_("Cost to renew (Rp), at least"), "money", importance=8),
    Column("cost_high", N_("Cost to renew (Rp), at most"), "money", importance=8),
    Column("cost_to_renew", N_("Cost to renew"), "money", terminal=False, behind=True),
    Column("cost_basis", N_("What says the cost"), "said", width=34, terminal=False, behind=True),
    Column("jabatan", N_("Position"), width=32, terminal=False, behind=True),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("source", N_("Cell"), width=34, terminal=False, behind=True),
)
SUM_COLUMNS: Final = (
    Column("what", N_("What runs out"), "status"),
    Column("people", N_("People"), "integer"),
    Column("first", N_("The first on"), "date"),
    Column("cost_low", N_("Cost to renew (Rp), at least"), "money"),
    Column("cost_high", N_("Cost to renew (Rp), at most"), "money"),
    Column("unpriced", N_("Without a known cost"), "integer"),
)
WINDOW_COLUMNS: Final = (
    Column("until", N_("Counts until"), "date", importance=0),
    Column("dropped", N_("Appraisals no longer looked at"), importance=1),
    Column("needed", N_("Appraisals needed from the next day on"), importance=1),
    Column("people", N_("People without them so far"), "integer", importance=0),
    Column("locked_out", N_("Closed to the next class by that"), "integer", importance=0),
    Column("classes", N_("Posts that ask for them"), "list", width=60, importance=2),
)
LOCKED_COLUMNS: Final = (
    Column("until", N_("Counts until"), "date", importance=3),
    Column("nip", N_("NIP"), "nip", importance=5),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=32, importance=2),
    Column("kelompok", N_("Class"), "status", importance=1),
    Column("needed", N_("Appraisals needed from the next day on"), importance=4),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
)
COST: Final = N_(
    "What a renewal costs is not known where neither config.yaml (assessment.cost, assessment.test_cost) nor a course of the catalogue says it; it then stands in no sum, and the sum has no upper end."
)
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama", "nip", "what", "until"))


@dataclass(frozen=True)
class ExpiringView:
    """The frames of the report, see the columns above."""

    rows: pd.DataFrame
    windows: pd.DataFrame
    locked: pd.DataFrame
    sums: pd.DataFrame


def expiring_book(view: ExpiringView, as_of: date, notes: tuple[str, ...], filters: dict[str, str]) -> Book:
    """Return the report: what runs out of whom, soonest first, how much of each, the years of appraisals that gates look at, and whom they lock out."""
    title, rows = N_("What runs out"), view.rows
    blocks = (
        Table("sums", N_("Totals"), SUM_COLUMNS, view.sums),
        Table(
            "rows",
            title,
            ROW_COLUMNS,
            rows,
            terminal_limit=20,
            note=COST if rows["cost_low"].isna().any() else "",
        ),
        Table("windows", N_("Years of appraisals"), WINDOW_COLUMNS, view.windows),
        Table(
            "locked_out",
            N_("For whom the next class closes where no newer appraisal comes"),
            LOCKED_COLUMNS,
            view.locked,
            terminal_limit=10,
        ),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=notes, filter=filters, front=_FRONT)
