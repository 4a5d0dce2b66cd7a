"""The report of `asn what-if`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said

SCHEMA: Final = "asn.what-if/1"
ROW_COLUMNS: Final = (
    Column("scenario", N_("Scenario"), width=22, importance=0),
    Column("report", N_("Report"), "status", importance=4),
    Column("figure", N_("Figure"), "status", width=26, importance=0),
    Column("value", N_("Value"), "level", importance=1),
    Column("baseline", N_("As it is"), "level", importance=1),
    Column("difference", N_("Difference"), "level", importance=0),
)
CHANGED_COLUMNS: Final = (
    Column("scenario", N_("Scenario"), width=22, importance=0),
    Column("report", N_("Report"), "status", importance=4),
    Column("about", N_("About"), importance=2),
    Column("nip", N_("NIP"), "nip", importance=6),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("was", N_("As it is"), "status", importance=1),
    Column("now", N_("In the scenario"), "status", importance=1),
)
LEFT_COLUMNS: Final = (
    Column("scenario", N_("Scenario"), width=22),
    Column("report", N_("Report"), "status"),
    Column("why", N_("Why not"), width=44),
)
NOTES: Final = (
    N_(
        "Each scenario asks the same reports as the agency as it is, on the same day; nothing of it is stored. A figure that one of them does not have is empty, and so is the difference."
    ),
)


@dataclass(frozen=True)
class WhatIfView:
    """rows: the figures; changed: of whom something else is said; left: reports that could not be asked; told: what it comes to."""

    rows: pd.DataFrame
    changed: pd.DataFrame
    left: pd.DataFrame
    told: tuple[Said, ...]


def what_if_book(view: WhatIfView, as_of: date) -> Book:
    """Return the report: the figures of each scenario beside those of the agency as it is, and who changes."""
    title = N_("What if")
    blocks = (
        Text(view.told),
        Table("rows", title, ROW_COLUMNS, view.rows),
        Table("changed", N_("Who changes"), CHANGED_COLUMNS, view.changed, terminal_limit=25),
        Table("left_out", N_("Reports that could not be asked"), LEFT_COLUMNS, view.left),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=NOTES)
