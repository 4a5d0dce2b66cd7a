"""The report of `asn expiring`."""

from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table
from asnkarier.model.messages import N_

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
    Column("classes", N_("Posts that ask for them"), "list", width=60, importance=2),
)
COST: Final = N_(
    "What a renewal costs is not known where neither config.yaml (assessment.cost, assessment.test_cost) nor a course of the catalogue says it; it then stands in no sum, and the sum has no upper end."
)


def expiring_book(
    rows: pd.DataFrame, windows: pd.DataFrame, sums: pd.DataFrame, as_of: date, notes: tuple[str, ...], filters: dict[str, str]
) -> Book:  # fmt: skip
    """Return the report: what runs out of whom, soonest first, how much of each, and the years of appraisals that gates look at."""
    title = N_("What runs out")
    blocks = (
        Table("sums", N_("Totals"), SUM_COLUMNS, sums),
        Table(
            "rows",
            title,
            ROW_COLUMNS,
            rows,
            terminal_limit=20,
            note=COST if rows["cost_low"].isna().any() else "",
        ),
        Table("windows", N_("Years of appraisals"), WINDOW_COLUMNS, windows),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=notes, filter=filters)
