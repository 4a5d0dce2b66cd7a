"""The report of `asn decisions`, and what `asn record-decision` answers."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.model.said import Said

SCHEMA: Final = "asn.decisions/1"
ROW_COLUMNS: Final = (
    Column("decision", N_("Decision"), "integer", importance=1),
    Column("on", N_("Decided on"), "date", importance=3),
    Column("vacancy", N_("Vacancy"), importance=0),
    Column("jabatan", N_("Position"), width=32, importance=9),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("kelompok", N_("Class"), "status", importance=10),
    Column("recommended", N_("Recommended (NIP)"), "list", terminal=False, behind=True),
    Column("recommended_nama", N_("Recommended"), "list", width=28, importance=4),
    Column("decided", N_("Decided (NIP)"), "list", terminal=False, behind=True),
    Column("decided_nama", N_("Decided"), "list", width=28, importance=0),
    Column("decided_rank", N_("Place in the list"), "list", terminal=False, behind=True),
    Column("decided_status", N_("Standing to the requirements"), "list", terminal=False, behind=True),
    Column("differs", N_("Differs"), "flag", importance=0),
    Column("reason", N_("Reason"), width=40, importance=5),
    Column("decided_by", N_("Decided by"), width=24, importance=7),
    Column("sk_number", N_("SK number"), width=20, importance=6),
    Column("status", N_("Status"), "status", width=16, importance=0),
    # The sentences stand above the table.
    Column("doubts", N_("To be looked at"), "said", width=40, terminal=False),
    Column("supersedes", N_("Supersedes"), "integer", terminal=False, behind=True),
    Column("superseded_by", N_("Superseded by"), "integer", importance=2),
    Column("run", N_("Digest of the report decided on"), width=66, terminal=False, behind=True),
    Column("run_number", N_("Run number"), "integer", terminal=False, behind=True),
    Column("run_report", N_("Report decided on"), "status", terminal=False, behind=True),
    Column("run_as_of", N_("Report as of"), "date", terminal=False, behind=True),
    Column("run_known_at", N_("Known until batch"), "integer", terminal=False, behind=True),
    Column("recorded_at", N_("Recorded at"), width=26, terminal=False, behind=True),
    Column("recorded_by", N_("Recorded by"), terminal=False, behind=True),
    Column("digest", N_("Digest of the chain"), width=66, terminal=False, behind=True),
    Column("event", N_("Number among all that is recorded"), "integer", terminal=False, behind=True),
)
CLASS_COLUMNS: Final = (
    Column("kelompok", N_("Class"), "status"),
    Column("decisions", N_("Decisions that stand"), "integer", summed=True),
    Column("compared", N_("Of them compared"), "integer", summed=True),
    Column("agreed", N_("Agree with it"), "integer", summed=True),
    Column("rate", N_("Percent that agree"), "percent"),
)
NOTES: Final = (
    N_(
        "A decision is never changed or taken out; one that no longer holds is superseded by a later one that names it, and both stay here."
    ),
    N_(
        "Recommended is who a shortlist puts first among those who meet every requirement that the data decide for certain, as many as there are places, or whom the placement moves to the post. How often decisions agree says nothing of who was right."
    ),
)
# What a reader must see first.
_FRONT: Final = Front("rows", ("jabatan", "vacancy", "decided_nama", "differs", "sk_number", "status"))


@dataclass(frozen=True)
class DecisionsView:
    """rows: a row per decision (`ROW_COLUMNS`); classes: how often they agree, per class; told: what they come to."""

    rows: pd.DataFrame
    classes: pd.DataFrame
    told: tuple[Said, ...]


def decisions_book(view: DecisionsView, as_of: date) -> Book:
    """Return the report: the decisions, and how often they agree with what was recommended."""
    title = N_("Decisions")
    blocks = (
        Text(view.told),
        Table("rows", title, ROW_COLUMNS, view.rows, terminal_limit=40),
        Table("agreement", N_("Agreement with what was recommended"), CLASS_COLUMNS, view.classes),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=NOTES, front=_FRONT)
