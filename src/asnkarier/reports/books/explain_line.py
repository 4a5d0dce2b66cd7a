"""The report of `asn explain --of`: a person's lines of another report, each figure down to its rule and its cells."""

from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.said import Said

SCHEMA: Final = "asn.explain-line/1"
TITLE: Final = N_("Explanation of a report")
LINE_COLUMNS: Final = (
    Column("part", N_("Table"), width=24, importance=6),
    Column("line", N_("Line"), width=34, importance=1, least=14),
    Column("figure", N_("Figure (key)"), terminal=False, behind=True),
    Column("title", N_("Figure"), width=32, importance=0, least=14),
    Column("value", N_("Value"), "said", width=34, importance=0, least=14),
    Column("result", N_("Result"), "status", importance=5),
    Column("rule_id", N_("Rule"), terminal=False, on_paper=False),
    Column("rule", N_("Requirement or rule"), width=36, importance=4),
    Column("rule_value", N_("What the rule says"), "law", width=50, terminal=False, behind=True),
    Column("required", N_("Required"), "said", width=30, importance=7),
    Column("citation", N_("Legal basis"), width=36, importance=3, least=14),
    Column("cells", N_("Source cell"), width=36, importance=2, least=16),
    Column("source", N_("Source cells, one by one"), "list", terminal=False, behind=True),
)


def _columns(rows: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns; a terminal that is told about one line only need not name it in every row, which leaves room for the cells."""
    if len(rows[["part", "line"]].drop_duplicates()) != 1:
        return LINE_COLUMNS
    return tuple(replace(one, terminal=False) if one.key in ("part", "line") else one for one in LINE_COLUMNS)


def line_book(
    rows: pd.DataFrame, as_of: date, subject: str, told: tuple[Said, ...], notes: tuple[str, ...]
) -> Book:
    """Return the report. rows: see `workflows.explaining.lines`; told: what the lines come to; notes: those of the report explained."""
    table = Table("rows", N_("Figure by figure"), _columns(rows), rows, terminal_limit=None)
    return Book(SCHEMA, TITLE, as_of, "", (Text(told), table), subject=subject, notes=notes)
