"""The report of `asn match-mentors`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Book, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.model.said import Said

SCHEMA: Final = "asn.match-mentors/1"
PAIR_COLUMNS: Final = (
    Column("mentor", N_("Mentor (NIP)"), "nip", importance=7),
    Column("mentor_nama", N_("Mentor"), width=28, importance=0),
    Column("mentee", N_("Mentee (NIP)"), "nip", importance=4),
    Column("mentee_nama", N_("Mentee"), width=28, importance=1),
    Column("kompetensi", N_("Competency"), "kompetensi", width=30, importance=2),
    Column("mentor_level", N_("Mentor's level"), "level", importance=3),
    Column("mentee_level", N_("Mentee's level"), "level", importance=3),
    Column("required", N_("Required"), "level", importance=3),
    Column("benefit", N_("Weighted levels"), "level", importance=6),
    Column("load", N_("Mentees of this mentor"), "integer", importance=7),
    Column("capacity", N_("At most"), "integer", importance=8),
    Column("starts_on", N_("Starts on"), "date", terminal=False),
    Column("follow_up_on", N_("Follow-up"), "date", importance=5),
    Column("reason", N_("Why this pair"), "said", width=48, terminal=False, behind=True),
    Column("mentor_jabatan", N_("Mentor's position"), width=32, terminal=False, behind=True),
    Column("mentor_unit", N_("Mentor's unit"), width=30, terminal=False, behind=True),
    Column("mentee_jabatan", N_("Mentee's position"), width=32, terminal=False, behind=True),
    Column("mentee_unit", N_("Mentee's unit"), width=30, terminal=False, behind=True),
    Column("mentor_source", N_("Cell of the mentor's level"), width=36, terminal=False, behind=True),
    Column("mentee_source", N_("Cell of the mentee's level"), width=36, terminal=False, behind=True),
)
UNMATCHED_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=3),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("kompetensi", N_("Competency"), "kompetensi", width=30, importance=1),
    Column("level", N_("Mentee's level"), "level", importance=4),
    Column("required", N_("Required"), "level", importance=4),
    Column("reason", N_("Reason"), "status", importance=1),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False, behind=True),
    Column("source", N_("Source cell"), width=36, terminal=False, behind=True),
)
LAST_COLUMNS: Final = (
    Column("mentor", N_("Mentor (NIP)"), "nip", importance=9),
    Column("mentor_nama", N_("Mentor"), width=28, importance=4),
    Column("mentee", N_("Mentee (NIP)"), "nip", importance=8),
    Column("mentee_nama", N_("Mentee"), width=28, importance=0),
    Column("kompetensi", N_("Competency"), "kompetensi", width=30, importance=1),
    Column("started_on", N_("Starts on"), "date", importance=6),
    Column("follow_up_on", N_("Follow-up"), "date", importance=4),
    Column("before_value", N_("Level before"), "level", importance=3),
    Column("after_value", N_("Level after"), "level", importance=3),
    Column("gain", N_("Gain"), "gap", importance=5),
    Column("status", N_("Outcome"), "status", importance=0),
    Column("before_on", N_("Assessed before"), "date", importance=10),
    Column("after_on", N_("Assessed after"), "date", importance=7),
    Column("source", N_("Cell of the pair"), width=36, terminal=False, behind=True),
    Column("before_source", N_("Cell of the level before"), width=36, terminal=False, behind=True),
    Column("after_source", N_("Cell of the level after"), width=36, terminal=False, behind=True),
)
MEASURED: Final = N_(
    "The mentee's level as it was measured before the pair began and the newest one since. Nobody is compared with: a level that rose may have risen without a mentor."
)
TOTAL_COLUMNS: Final = (
    Column("people_with_gap", N_("People with a gap"), "integer"),
    Column("mentees", N_("Of them with a mentor"), "integer"),
    Column("mentors", N_("Mentors"), "integer"),
    Column("gaps", N_("Gaps"), "integer"),
    Column("gaps_matched", N_("Gaps with a mentor"), "integer"),
    Column("gap_levels", N_("Weighted levels in reach"), "level"),
    Column("objective", N_("Worth of the pairs, with the bonus for one unit or position"), "level"),
    Column("bound", N_("No pairs can exceed"), "level"),
    Column("superior_unknown", N_("Mentees whose superior is not known"), "integer"),
)
# What a reader must see first.
_FRONT: Final = Front("rows", ("mentee_nama", "mentor_nama", "kompetensi", "benefit"), by=("benefit",))


@dataclass(frozen=True)
class MentorsView:
    """The frames of the report; see the columns above. how: who counts as a mentor; last: pairs of last time."""

    rows: pd.DataFrame
    unmatched: pd.DataFrame
    totals: pd.DataFrame
    how: Said
    last: pd.DataFrame


def mentors_book(view: MentorsView, as_of: date, notes: tuple[str, ...]) -> Book:
    """Return the report: the pairs, what they add up to, and the gaps that have no mentor, each with the reason."""
    title = N_("Mentors and mentees")
    blocks = (
        Table("rows", title, PAIR_COLUMNS, view.rows, terminal_limit=20),
        Text((view.how,)),
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals),
        Table(
            "last_pairs",
            N_("Pairs of last time"),
            LAST_COLUMNS,
            view.last,
            terminal_limit=15,
            note=MEASURED if len(view.last) else "",
        ),
        Table("unmatched", N_("Gaps without a mentor"), UNMATCHED_COLUMNS, view.unmatched, terminal_limit=10),
    )
    return Book(SCHEMA, title, as_of, "", blocks, notes=notes, front=_FRONT)
