"""The report of `asn retirements`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.retirements/1"
_WHO: Final = (
    Column("nip", N_("NIP"), "nip", importance=5),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, importance=2),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("kelompok", N_("Class"), "status", importance=7),
)
ROW_COLUMNS: Final = (
    Column("retires_on", N_("Leaves on"), "date", importance=0),
    Column("earliest_on", N_("At the earliest"), "date", importance=9),
    Column("latest_on", N_("At the latest"), "date", importance=9),
    *_WHO,
    Column("ends_by", N_("Ends by"), "status", importance=3),
    Column("bup", N_("BUP"), "integer", importance=4),
    Column("bup_latest", N_("BUP at most"), "integer", terminal=False, behind=True),
    Column("key_post", N_("Key post"), "flag", importance=6),
    Column("empties_post", N_("Nobody else holds the post"), "flag", importance=8),
    Column("basis", N_("What says so"), "said", width=44, importance=8),
    Column("citation", N_("Citation of the BUP"), width=36, terminal=False, behind=True),
    Column("day_citation", N_("Policy on the day"), width=36, terminal=False, behind=True),
    Column("source", N_("Cell"), width=34, terminal=False, behind=True),
)
UNKNOWN_COLUMNS: Final = (
    *_WHO,
    Column("latest_on", N_("At the latest"), "date", importance=3),
    Column("bup", N_("BUP"), "integer", importance=6),
    Column("basis", N_("Why no day is known"), "said", width=44, importance=1),
    Column("source", N_("Cell"), width=34, terminal=False, behind=True),
)
_PEOPLE: Final = Column("people", N_("Leave"), "integer", importance=0, summed=True)
_OPEN: Final = Column("people_open", N_("Leave then or later"), "integer", importance=2)
YEAR: Final = Column("tahun", N_("Year"), importance=0)
YEAR_COLUMNS: Final = (
    YEAR, Column("kelompok", N_("Class"), "status", importance=1), _PEOPLE, _OPEN,
)  # fmt: skip
UNIT_COLUMNS: Final = (
    Column("unit_kerja", N_("Unit"), width=36, importance=1),
    _PEOPLE,
    _OPEN,
    Column("unknown", N_("No day known"), "integer", importance=3, summed=True),
    Column("posts_emptied", N_("Posts that empty"), "integer", importance=2, summed=True),
    Column("key_posts_emptied", N_("Of them key posts"), "integer", importance=2, summed=True),
)
TOTAL_COLUMNS: Final = (
    Column("until", N_("Up to and with"), "date"),
    Column("counted", N_("People who count"), "integer"),
    Column("people", N_("Leave in these years"), "integer"),
    Column("people_open", N_("Leave in these years or later"), "integer"),
    Column("unknown", N_("No day known"), "integer"),
    Column("posts_emptied", N_("Posts that empty"), "integer"),
    Column("key_posts_emptied", N_("Of them key posts"), "integer"),
)
_ABOUT_DAY: Final = N_(
    "The day is the first one out of service: the TMT pensiun listed, the day after the contract, or the day that the policy makes of the BUP. It is empty where two are possible, and stands between the two others."
)
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama", "nip", "retires_on", "jabatan", "key_post"), by=("-retires_on",))


@dataclass(frozen=True)
class RetirementsView:
    """The frames of the report; see the columns above. years: one line per calendar year, people and people_open."""

    rows: pd.DataFrame
    unknown: pd.DataFrame
    by_year: pd.DataFrame
    years: pd.DataFrame
    by_unit: pd.DataFrame
    totals: pd.DataFrame


def retirements_book(
    view: RetirementsView, as_of: date, notes: tuple[str, ...], filters: dict[str, str]
) -> Book:
    """Return the report: who leaves when, years, classes and units, and of whom no day is known."""
    title = N_("Who leaves the service")
    blocks = (
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Chart(
            "stacked",
            N_("People who leave, year by year"),
            YEAR,
            (_PEOPLE, _OPEN),
            view.years,
            axis=N_("people"),
        ),
        Table("rows", title, ROW_COLUMNS, view.rows, terminal_limit=20, note=_ABOUT_DAY),
        Table("by_year", N_("By year and class"), YEAR_COLUMNS, view.by_year, terminal_limit=20),
        Table("by_unit", N_("By unit"), UNIT_COLUMNS, view.by_unit, terminal_limit=10),
        Table("unknown", N_("No day known"), UNKNOWN_COLUMNS, view.unknown, terminal_limit=10),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=notes, filter=filters, front=_FRONT)
