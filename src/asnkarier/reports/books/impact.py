"""The report of `asn standards impact`: what other standards would change, verdict by verdict and in rupiah."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Column, Record, Table
from asnkarier.model.messages import N_

SCHEMA: Final = "asn.standards.impact/1"
_ROWS: Final = (
    Column("nip", N_("NIP"), "nip", importance=2),
    Column("nama", N_("Name"), width=28, importance=1),
    Column("jabatan", N_("Position"), width=34, importance=6),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("kompetensi", N_("Competency"), "kompetensi", width=30, importance=0),
    Column("kelompok", N_("Group"), "status", terminal=False),
    Column("level", N_("Level"), "level", importance=2),
    Column("required_was", N_("Was"), "level", importance=1),
    Column("required_now", N_("Would be"), "level", importance=1),
    Column("turn", N_("What turns"), "status", importance=0),
    Column("status_was", N_("Today"), "status", terminal=False),
    Column("status_now", N_("Then"), "status", terminal=False),
    Column("gap_was", N_("Gap today"), "gap", terminal=False),
    Column("gap_now", N_("Gap then"), "gap", importance=5),
    Column("standar_was", N_("Standard today"), "standar", terminal=False),
    Column("standar_now", N_("Standard then"), "standar", terminal=False),
)
_TURNS: Final = (
    Column("to_gap", N_("From met to gap"), "integer", importance=1),
    Column("to_met", N_("From gap to met"), "integer", importance=1),
    Column("deeper", N_("Gaps that grow"), "integer", importance=4),
    Column("shallower", N_("Gaps that shrink"), "integer", importance=4),
    Column("turn_unknown", N_("Not assessed"), "integer", importance=2),
    Column("still_met", N_("Met all the same"), "integer", importance=5),
)
_COST: Final = (
    Column("cost_was", N_("Cost today (Rp)"), "money", importance=3),
    Column("cost_now", N_("Cost then (Rp)"), "money", importance=2),
    Column("cost_difference", N_("Difference (Rp)"), "money", importance=1),
)
_FIGURES: Final = (
    Column("gaps_was", N_("Gaps today"), "integer", terminal=False),
    Column("gaps_now", N_("Gaps then"), "integer", terminal=False),
    Column("levels_short_was", N_("Levels short today"), "level", terminal=False),
    Column("levels_short_now", N_("Levels short then"), "level", terminal=False),
    Column("uncovered_was", N_("Without a course today"), "integer", terminal=False),
    Column("uncovered_now", N_("Without a course then"), "integer", terminal=False),
    Column("unassessed_was", N_("Requirements not assessed today"), "integer", terminal=False),
    Column("unassessed_now", N_("Requirements not assessed then"), "integer", terminal=False),
)
_TOTALS: Final = (
    Column("people", N_("People"), "integer"),
    Column("people_changed", N_("People of whom something else is asked"), "integer"),
    *_TURNS,
    Column("people_short_was", N_("People short today"), "integer"),
    Column("people_short_now", N_("People short then"), "integer"),
    # A cost beside which gaps stay open for want of a course is no whole cost: the reader sees both at once.
    *(replace(one, terminal=one.terminal or one.key.startswith("uncovered")) for one in _FIGURES),
    *_COST,
    Column("proven_cheapest", N_("Proven cheapest"), "flag"),
    Column("reason", N_("Why something is empty"), "said"),
)
_PEOPLE: Final = Column("people", N_("People"), "integer", importance=3)
_KOMPETENSI: Final = Column("kompetensi", N_("Competency"), "kompetensi", width=34, importance=0)
_UNIT: Final = Column("unit_kerja", N_("Unit"), width=34, importance=0)
_STANDARDS: Final = (
    Column("standar", N_("Standard"), width=30, importance=2),
    Column("jabatan", N_("Position"), "list", width=44, importance=0),
    Column("levels_changed", N_("Levels that change"), "integer", importance=1),
    Column("people", N_("People judged by it"), "integer", importance=1),
    Column("standar_was", N_("Judged today by"), "list", width=40, importance=3),
)
_NOTES: Final = (
    N_("Nothing is adopted: the standards of the workspace stay as they are."),
    N_("Who is not assessed turns nowhere that is known, and is counted apart."),
    N_("The cost is that of asn needs: the cheapest courses with their classes, over all these people; gaps that no course closes cost nothing known and are counted."),
    N_("Only levels are weighed; what a standard asks for besides (education, pangkat, training) is not."),
)  # fmt: skip


@dataclass(frozen=True)
class ImpactView:
    """The frames of the report; see the columns above."""

    rows: pd.DataFrame
    totals: pd.DataFrame
    kompetensi: pd.DataFrame
    units: pd.DataFrame
    standards: pd.DataFrame


def impact_book(view: ImpactView, as_of: date, file: str) -> Book:
    """Return the report; file: what holds the other standards."""
    by = (*_TURNS, *_FIGURES, *_COST)
    own = N_(
        "Each unit's own people, and only competencies in which something changes. The price of a class is shared among who sits in it, so a unit's share may change without its people."
    )
    blocks: list[Block] = [
        Record("totals", N_("Totals"), _TOTALS, view.totals),
        Table("standards", N_("Standards that would judge"), _STANDARDS, view.standards, terminal_limit=10),
        Table(
            "by_kompetensi",
            N_("By competency"),
            (_KOMPETENSI, _PEOPLE, *by),
            view.kompetensi,
            terminal_limit=20,
        ),
        Table("by_unit", N_("By unit"), (_UNIT, _PEOPLE, *by), view.units, terminal_limit=10, note=own),
        Table("rows", N_("Verdicts and gaps that change"), _ROWS, view.rows, terminal_limit=20),
    ]
    return Book(
        SCHEMA, N_("What other standards would change"), as_of, "", tuple(blocks), notes=_NOTES, subject=file
    )
