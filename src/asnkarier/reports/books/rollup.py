"""The report of `asn rollup`: many agencies in numbers, without names."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from asnkarier.model.book import Book, Column, PlainRows, Record, Table
from asnkarier.model.messages import N_

SCHEMA: Final = "asn.rollup/1"
TITLE: Final = N_("Many agencies")
_ENDS: Final = (
    Column("value", N_("Certain"), "money", importance=3),
    Column("low", N_("At least"), "money", importance=1),
    Column("high", N_("At most"), "money", importance=1),
    Column("people", N_("Of so many people"), "money", importance=2),
    Column("share_low", N_("At least, %"), "percent", importance=5),
    Column("share_high", N_("At most, %"), "percent", importance=5),
    Column("agencies", N_("Agencies"), "integer", importance=4),
    Column("hidden", N_("Hidden: fewer than five, or with them"), "flag", terminal=False, behind=True),
)
COLUMNS: Final = (
    Column("figure", N_("Figure"), "status", importance=0, least=16),
    Column("of", N_("Part"), "status", importance=0, least=18),
    *_ENDS,
)
GAP_COLUMNS: Final = (Column("kompetensi", N_("Competency"), "kompetensi", importance=0), *_ENDS)
AGENCY_COLUMNS: Final = (
    Column("agency", N_("Agency"), width=34, importance=0),
    Column("folder", N_("Folder"), width=24, importance=0),
    Column("people", N_("People"), "money", importance=1),
    Column("below_low", N_("Below standard, at least"), "money", importance=2),
    Column("below_high", N_("Below standard, at most"), "money", importance=2),
    Column("leaves_low", N_("Leave in 5 years, at least"), "money", importance=5),
    Column("leaves_high", N_("Leave in 5 years, at most"), "money", importance=5),
    Column("ip_low", N_("IP ASN at least"), "number", importance=3),
    Column("ip_high", N_("IP ASN at most"), "number", importance=3),
    Column("need", N_("Needed"), "money", importance=6),
    Column("vacant_low", N_("Lacking, at least"), "money", importance=4),
    Column("vacant_high", N_("Lacking, at most"), "money", importance=7),
    Column("listed_on", N_("Newest list"), "date", importance=8),
    Column("hidden", N_("Hidden"), "list", importance=9, width=24),
)
LEFT_COLUMNS: Final = (
    Column("folder", N_("Folder"), width=30, importance=0),
    Column("reason", N_("Reason"), width=60, importance=0, whole=True),
    Column("hint", N_("What to do"), width=50, importance=1, whole=True),
)
TOTAL_COLUMNS: Final = (
    Column("agencies", N_("Agencies counted"), "integer"),
    Column("left_out", N_("Not counted"), "integer"),
)
_NOTE: Final = N_(
    "Between at least and at most lies what no list tells, counted both ways. Groups of fewer than five people are hidden, and with them as many others as it takes, so that no sum tells them; their sum is shown as one."
)


def rollup_book(
    rows: Sequence[Mapping[str, Any]],
    gaps: Sequence[Mapping[str, Any]],
    agencies: Sequence[Mapping[str, Any]],
    left_out: Sequence[Mapping[str, Any]],
    as_of: date,
    notes: tuple[str, ...],
) -> Book:
    """Return the report. rows, gaps, agencies: the lines of its tables, see the columns."""
    total = {"agencies": len(agencies), "left_out": len(left_out)}
    aside = (
        (Table("left_out", N_("Not counted"), LEFT_COLUMNS, PlainRows.of(left_out, _keys(LEFT_COLUMNS))),)
        if left_out
        else ()
    )
    blocks = (
        Record("totals", N_("Agencies"), TOTAL_COLUMNS, PlainRows.of([total], total)),
        *aside,
        Table("rows", TITLE, COLUMNS, PlainRows.of(rows, _keys(COLUMNS)), terminal_limit=None),
        Table("gaps", N_("Below the standard, by competency"), GAP_COLUMNS, PlainRows.of(gaps, _keys(GAP_COLUMNS)), terminal_limit=15),
        Table("by_agency", N_("By agency"), AGENCY_COLUMNS, PlainRows.of(agencies, _keys(AGENCY_COLUMNS)), terminal_limit=20),
    )  # fmt: skip
    return Book(SCHEMA, TITLE, as_of, "", blocks, counts=total, notes=(_NOTE, *notes))


def _keys(columns: Sequence[Column]) -> list[str]:
    return [one.key for one in columns]
