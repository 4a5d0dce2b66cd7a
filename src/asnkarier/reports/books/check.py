"""The report of `asn check`: how ready the data are, what is open and why, what to mend first."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.language import _, message
from asnkarier.model.book import Book, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.reports.shown.labels import label_of

SCHEMA: Final = "asn.check/1"
TITLE: Final = N_("Readiness of the data")
FIGURES: Final = (
    Column("people", N_("People"), "integer", importance=1, summed=True),
    Column("completeness", N_("Recorded share"), "number", importance=3),
    Column("assessed_share", N_("Assessed share"), "number", importance=4),
    Column("open_people", N_("Open verdicts"), "integer", importance=2, summed=True),
    Column("open_held", N_("Open: post held"), "integer", importance=9, summed=True),
    Column("open_next", N_("Open: next post"), "integer", importance=10, summed=True),
    Column("not_assessed", N_("Not assessed"), "integer", importance=5, summed=True),
    Column("stale", N_("Assessed too long ago"), "integer", importance=7, summed=True),
    Column("without_standard", N_("Without a standard"), "integer", importance=8, summed=True),
    Column("without_class", N_("Without a class"), "integer", importance=11, summed=True),
    Column("contradictions", N_("Contradictions"), "integer", importance=6),
    Column("with_standard", N_("With a standard"), "integer", terminal=False, summed=True),
    Column("default_standard", N_("With the default of the class"), "integer", terminal=False, summed=True),
    Column("assessed", N_("Assessed"), "integer", terminal=False, summed=True),
    Column("fully_assessed", N_("Assessed in everything"), "integer", terminal=False, summed=True),
)
ORPHAN_FIGURE: Final = Column("orphans", N_("People in no list of employees"), "integer")
LEFT_FIGURE: Final = Column("left", N_("No longer listed"), "integer")
UNNAMED_FIGURE: Final = Column("unnamed", N_("Not in the newest list"), "integer")
UNIT: Final = Column("unit_kerja", N_("Unit"), width=36, importance=0)
FIX_COLUMNS: Final = (
    Column("rank", N_("No."), "integer", importance=0),
    Column("kind", N_("What to do"), "status", importance=1),
    Column("target", N_("Of what"), "status", width=40, importance=2),
    Column("people", N_("Opens alone"), "integer", importance=5),
    Column("people_more", N_("Opens more"), "integer", importance=3),
    Column("people_total", N_("Opened so far"), "integer", importance=4),
    Column("touched", N_("People concerned"), "integer", importance=6),
    Column("held", N_("Post held"), "integer", terminal=False),
    Column("next", N_("Next post"), "integer", terminal=False),
)
SET_COLUMNS: Final = (
    Column("rank", N_("No."), "integer", importance=0),
    Column("facts", N_("Kinds of facts, all of them together"), "said", width=70, importance=1),
    Column("verdicts", N_("Verdicts opened"), "integer", importance=2),
    Column("more", N_("More than the line above"), "integer", importance=5),
    Column("held", N_("Post held"), "integer", importance=3),
    Column("next", N_("Next post"), "integer", importance=4),
    Column("people", N_("People opened"), "integer", importance=6),
    Column("size", N_("Kinds of facts"), "integer", terminal=False),
)
OPEN_COLUMNS: Final = (
    Column("reason", N_("Reason"), "status", width=60),
    Column("people", N_("People"), "integer"),
    Column("held", N_("Post held"), "integer"),
    Column("next", N_("Next post"), "integer"),
)
POSITION_COLUMNS: Final = (
    Column("jabatan", N_("Position"), width=44),
    Column("people", N_("People"), "integer"),
    Column("standar", N_("Standard"), "standar", width=24),
    Column("without_class", N_("Without a class"), "integer"),
)
ORPHAN_COLUMNS: Final = (
    Column("table", N_("Table"), "status"),
    Column("people", N_("People"), "integer"),
    Column("facts", N_("Facts"), "integer"),
)
ORPHAN_PEOPLE_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("table", N_("Table"), "status"),
    Column("facts", N_("Facts"), "integer"),
    Column("source", N_("Source cell"), width=40),
)
CONTRADICTION_COLUMNS: Final = (
    Column("code", N_("Contradiction"), "status", width=34, importance=0),
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=6),
    Column("unit_kerja", N_("Unit"), width=30, terminal=False),
    Column("key", N_("Code"), importance=7),
    Column("table", N_("Table"), "status", terminal=False),
    Column("field", N_("Field"), "status", terminal=False),
    Column("value", N_("Value"), "remark", width=28, importance=4),
    Column("source", N_("Source cell"), width=36, importance=2),
    Column("other_table", N_("Other table"), "status", terminal=False),
    Column("other_field", N_("Other field"), "status", terminal=False),
    Column("other_value", N_("Other value"), "remark", width=28, importance=5),
    Column("other_source", N_("Other source cell"), width=36, importance=3),
    Column("people", N_("People"), "integer", terminal=False),
)
FIELD_COLUMNS: Final = (
    Column("field", N_("Field"), "status"),
    Column("people", N_("Asked of"), "integer"),
    Column("filled", N_("Recorded"), "integer"),
    Column("share", N_("Recorded share"), "number"),
)
PEOPLE_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("jabatan", N_("Position"), width=34),
    Column("unit_kerja", N_("Unit"), width=30),
    Column("verdict", N_("Verdict"), "status"),
    Column("reason", N_("Reason"), "status", width=44),
    Column("kind", N_("What to do"), "status"),
    Column("target", N_("Of what"), "status", width=40),
)
MISSING_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=0),
    Column("nama", N_("Name"), width=28, importance=2),
    Column("jabatan", N_("Position"), width=34, importance=5),
    Column("unit_kerja", N_("Unit"), width=30, importance=4),
)
LEFT_COLUMNS: Final = (
    *MISSING_COLUMNS,
    Column("day", N_("No longer listed since"), "date", importance=1),
    Column("file", N_("Complete list"), width=32, importance=3),
)
UNNAMED_COLUMNS: Final = (
    *MISSING_COLUMNS,
    Column("day", N_("Last listed on"), "date", importance=1),
    Column("file", N_("List"), width=32, importance=3),
)
TREND_COLUMNS: Final = (
    Column("figure", N_("Figure"), "status", width=48),
    Column("before", N_("Before"), "level"),
    Column("now", N_("Now"), "level"),
    Column("change", N_("Change"), "level"),
)
# What a reader must see first.
_FRONT: Final = Front("fixes", ("target", "kind", "people_more", "people_total"))


@dataclass(frozen=True)
class CheckView:
    """The frames of the report; see the columns above. since: the file whose import the trend is measured from.

    newest: the file of the newest list of employees, where it was not said to be everybody.
    next_asked, next_by_way: of how many people a verdict on the next post is asked, and of how many it is not as ways into a functional post judge them.
    sets: what opens the most together, as `readiness.sets.rank_sets` says it.
    again: the same file as it is named in a command, with its folder where that is known.
    """

    units: pd.DataFrame
    overall: pd.DataFrame
    fields: tuple[str, ...]
    fixes: pd.DataFrame
    open_verdicts: pd.DataFrame
    positions: pd.DataFrame
    orphans: pd.DataFrame
    orphan_people: pd.DataFrame
    contradictions: pd.DataFrame
    completeness: pd.DataFrame
    people: pd.DataFrame
    trend: pd.DataFrame
    since: str = ""
    unit: str = ""
    left: pd.DataFrame = field(default_factory=pd.DataFrame)
    unnamed: pd.DataFrame = field(default_factory=pd.DataFrame)
    newest: str = ""
    again: str = ""
    sets: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=[one.key for one in SET_COLUMNS]))
    blockers: pd.DataFrame = field(default_factory=pd.DataFrame)
    next_asked: int = 0
    next_by_way: int = 0


def check_book(view: CheckView, as_of: date) -> Book:
    """Return the report: the agency in figures, the trend, what to mend first, then everything unit by unit."""
    shares = tuple(Column(name, _heading(name), "number", terminal=False) for name in view.fields)
    blocks = (
        Record("overall", N_("Agency"), (*FIGURES, ORPHAN_FIGURE, LEFT_FIGURE, UNNAMED_FIGURE), view.overall),
        Table(
            "rows",
            N_("Readiness by unit"),
            (UNIT, *FIGURES, *shares),
            view.units,
            terminal_limit=12,
            note=_counted_of(view),
        ),
        Table(
            "trend", N_("Trend"), TREND_COLUMNS, view.trend, note=_since(view), terminal=bool(len(view.trend))
        ),
        Table(
            "fix_sets",
            N_("Facts that help together"),
            SET_COLUMNS,
            view.sets,
            note=_exactly(view),
        ),
        Table(
            "fixes", N_("What to mend first"), FIX_COLUMNS, view.fixes, terminal_limit=10, note=_promise(view)
        ),
        Table("open_verdicts", N_("Why verdicts are open"), OPEN_COLUMNS, view.open_verdicts),
        Table(
            "positions_without_standard",
            N_("Positions without own standard"),
            POSITION_COLUMNS,
            view.positions,
            terminal_limit=10,
        ),
        Table(
            "contradictions",
            N_("Contradictions"),
            CONTRADICTION_COLUMNS,
            view.contradictions,
            terminal_limit=10,
        ),
        Table("orphans", N_("Facts waiting for an employee"), ORPHAN_COLUMNS, view.orphans),
        Table(
            "left",
            N_("No longer listed"),
            LEFT_COLUMNS,
            view.left,
            terminal_limit=10,
            note=_(N_("In no plan, no shortlist and no total; see asn explain NIP."))
            if len(view.left)
            else "",
            terminal=bool(len(view.left)),
        ),
        Table(
            "unnamed",
            N_("Not in the newest list"),
            UNNAMED_COLUMNS,
            view.unnamed,
            terminal_limit=10,
            note=_unnamed(view),
            terminal=bool(len(view.unnamed)),
        ),
        Table("fields", N_("Recorded facts by field"), FIELD_COLUMNS, view.completeness, terminal_limit=10),
        Table("people", N_("People whose verdict is open"), PEOPLE_COLUMNS, view.people, terminal=False),
        Table(
            "orphan_people",
            N_("People in no list of employees"),
            ORPHAN_PEOPLE_COLUMNS,
            view.orphan_people,
            terminal=False,
        ),
    )
    notes = (
        N_("A verdict is open when what is missing could change it; nothing that is missing counts as bad."),
        N_("Nothing is mended here: correct the list that a fact came from, and import it again."),
    )
    return Book(SCHEMA, TITLE, as_of, "", blocks, notes=notes, subject=view.unit, front=_FRONT)


def _heading(field: str) -> str:
    words = label_of(field)
    return words[:1].upper() + words[1:]


def _counted_of(view: CheckView) -> str:
    """Return of whom a verdict on the next post is counted."""
    text = N_(
        "Verdicts on the next post are counted where it is a structural one (people: {people}). Where it is the next jenjang of a functional post none is counted (people: {functional}): shortlist and explanation judge it by the ways into that post."
    )
    return message(text, people=view.next_asked, functional=view.next_by_way)


def _since(view: CheckView) -> str:
    return message(N_("Before: as known before {file} was imported."), file=view.since) if view.since else ""


def _unnamed(view: CheckView) -> str:
    """Return what to do about those whom the newest list does not name."""
    if view.unnamed.empty:
        return ""
    text = N_("They still count. If {file} is everybody, they have left: asn import {path} --complete")
    return message(text, file=view.newest, path=view.again)


def _exactly(view: CheckView) -> str:
    """Return how the lines are to be read."""
    if view.sets.empty:
        return ""
    text = N_("So many of the {all} open verdicts are decided once exactly these facts are known.")
    return message(text, all=int(view.overall[["open_held", "open_next"]].iloc[0].sum()))


def _promise(view: CheckView) -> str:
    """Return what the list is worth, in one sentence."""
    if view.fixes.empty:
        return ""
    return message(
        N_("Mending these {count} things opens {people} of the {all} people whose verdict is open."),
        count=len(view.fixes),
        people=int(view.fixes["people_total"].iloc[-1]),
        all=int(view.overall["open_people"].iloc[0]),
    )
