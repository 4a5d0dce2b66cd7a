"""Who may rise to the next jenjang, and by which routes somebody comes into a functional post: tables of other reports."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from asnkarier.language import message
from asnkarier.model.book import Block, Column, Table, Text
from asnkarier.model.messages import N_
from asnkarier.reports.books.findings import FINDING_COLUMNS
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.sentences import sentence

_TITLE: Final = N_("The way to the next jenjang: credit points, competency test, formation")
RISE_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=3),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, importance=6),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("rise", N_("Status"), "status", importance=1),
    Column("credit", N_("Credit points"), "said", width=30, importance=2),
    Column("credit_wanted", N_("Credit points required"), "said", width=30, importance=7),
    Column("test", N_("Competency test"), "said", width=30, importance=4),
    Column("test_wanted", N_("Test required"), "said", width=30, terminal=False),
    Column("formation", N_("Places"), "integer", importance=5),
)


def rise_tables(rows: pd.DataFrame, *, of_one: bool = False) -> tuple[Table, ...]:
    """Return the table, none where nobody holds the jenjang below. of_one: the page is about one person."""
    if rows.empty:
        return ()
    left_out = ("nip", "nama", "jabatan", "unit_kerja") if of_one else ()
    columns = tuple(column for column in RISE_COLUMNS if column.key not in left_out)
    return (Table("jenjang", _TITLE, columns, rows),)


_ROUTES: Final = N_("Ways into this functional post, and the credit points at the start")
_CONDITIONS: Final = N_("Conditions of the other ways, one by one")
_ROUTE: Final = Column("route", N_("Way"), "status", width=28, importance=0)
ROUTE_COLUMNS: Final = (
    _ROUTE,
    Column("status", N_("Status"), "status", importance=1),
    Column("credit_start", N_("Credit points at the start"), "said", width=44, importance=2),
    Column("credit_basis", N_("Legal basis"), width=40, importance=4),
    Column("gates_failed", N_("Requirements not met"), "list", importance=5),
    Column("gates_unknown", N_("Requirements without data"), "list", importance=6),
    Column("asked_of_people", N_("For people to judge"), "list", importance=3),
    Column("rule_set", N_("Rule"), width=34, importance=7, on_paper=False),
)
_FIRST: Final = ("title", "result", "observed", "required", "citation", "rule_id")


_WAY: Final = N_("{way}: {status}. Credit points at the start: {credit}.")


def route_blocks(rows: pd.DataFrame, findings: pd.DataFrame) -> tuple[Block, ...]:
    """Return the ways of one person into a functional post, a sentence for each, and their conditions; nothing where there is no way."""
    if rows.empty:
        return ()
    shown = tuple(
        replace(one, importance=1 + (_FIRST.index(one.key) if one.key in _FIRST else len(_FIRST)))
        for one in FINDING_COLUMNS
        if one.key != "nip"
    )
    several = len(set(findings["route"])) > 1
    columns = (_ROUTE if several else replace(_ROUTE, terminal=False), *shown)
    conditions = Table("route_findings", _CONDITIONS, columns, findings, terminal_limit=None)
    return (
        Text(tuple(map(_way, rows.to_dict("records"))), _ROUTES),
        Table("routes", _ROUTES, ROUTE_COLUMNS, rows, audience="machines"),
        *((conditions,) if len(findings) else ()),
    )


def _way(row: Mapping[Hashable, Any]) -> str:
    return message(
        _WAY,
        way=label_of(row["route"]),
        status=label_of(row["status"]),
        credit=sentence(row["credit_start"]),
    )
