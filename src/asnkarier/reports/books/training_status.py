"""The report of `asn training-status`: a kept plan beside what happened."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Chart, Column, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front
from asnkarier.reports.books.training import PROBLEM_COLUMNS

SCHEMA: Final = "asn.training-status/1"
_KODE: Final = Column("kode", N_("Course"), importance=0)
_COUNTS: Final = (
    Column("planned", N_("Planned"), "integer", importance=1, summed=True),
    Column("attended", N_("Attended"), "integer", importance=1, summed=True),
    Column("dropped", N_("Dropped out"), "integer", importance=2, summed=True),
    Column("open", N_("Open"), "integer", importance=2, summed=True),
    Column("overdue", N_("Of them overdue"), "integer", importance=4, summed=True),
    Column("running", N_("Of them going on"), "integer", terminal=False),
    Column("unclear", N_("Of them of unknown result"), "integer", importance=4, summed=True),
    Column("gone", N_("Of them of people who left"), "integer", terminal=False),
)
_FIGURES: Final = (
    Column("planned_cost", N_("Planned cost (Rp)"), "money", importance=5, summed=True),
    Column("spent", N_("Spent (Rp)"), "money", importance=3, summed=True),
    Column("spent_unknown", N_("Places of unknown cost"), "integer", terminal=False),
    Column("jp", N_("JP"), "level", importance=4),
    Column("jp_unknown", N_("Places of unknown JP"), "integer", terminal=False),
    Column("levels_closed_since", N_("Levels closed since"), "level", importance=3),
    Column("assessed_since", N_("Lines assessed since"), "integer", importance=6),
    Column("not_assessed_since", N_("Lines not assessed since"), "integer", terminal=False),
)
_PEOPLE: Final = Column("people", N_("People"), "integer", importance=5)
ROWS: Final = (
    _KODE,
    Column("nama_pelatihan", N_("Training"), width=40, importance=6),
    *_COUNTS,
    *_FIGURES,
    _PEOPLE,
)
TOTALS: Final = (
    Column("plan", N_("Plan")),
    Column("plan_day", N_("Day of the plan"), "date"),
    *_COUNTS,
    *_FIGURES,
    _PEOPLE,
    Column("pns", N_("PNS"), "integer"),
    Column("pns_reached", N_("Of them with the hours of this year"), "integer"),
    Column("jp_year", N_("JP of everybody this year"), "level"),
    Column("jp_year_unknown", N_("Trainings this year of unknown JP"), "integer"),
)
PEOPLE: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=32, terminal=False),
    Column("unit_kerja", N_("Unit"), width=30, importance=6),
    Column("status_asn", N_("Status"), terminal=False),
    Column("jp", N_("JP this year"), "level", importance=2),
    Column("target", N_("JP of the law"), "level", importance=4),
    Column("to_go", N_("JP to go"), "level", importance=3),
    Column("jp_status", N_("Hours"), "status", importance=3),
    Column("jp_unknown", N_("Trainings of unknown JP"), "integer", terminal=False),
    Column("trainings", N_("Trainings this year"), "integer", terminal=False),
    Column("planned", N_("Planned"), "integer", importance=5),
    Column("attended", N_("Attended"), "integer", importance=5),
    Column("dropped", N_("Dropped out"), "integer", terminal=False),
    Column("open", N_("Open"), "integer", importance=5),
)
PLACES: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("unit_kerja", N_("Unit"), width=30),
    _KODE,
    Column("nama_pelatihan", N_("Training"), width=40),
    Column("kelas", N_("Class"), "integer"),
    Column("tahun", N_("Year"), "integer"),
    Column("tanggal_mulai", N_("Planned from"), "date"),
    Column("tanggal_selesai", N_("Planned to"), "date"),
    Column("jadwal", N_("Schedule"), width=24),
    Column("dana", N_("Fund")),
    Column("status", N_("What became of it"), "status"),
    Column("ended", N_("Ended on"), "date"),
    Column("biaya", N_("Planned cost of the seat (Rp)"), "money"),
    Column("training_biaya", N_("Spent (Rp)"), "money"),
    Column("jp", N_("Planned JP"), "level"),
    Column("training_jp", N_("JP"), "level"),
    Column("source", N_("Cell of the training"), width=36),
)
LEVELS: Final = (
    Column("nip", N_("NIP"), "nip"),
    Column("nama", N_("Name"), width=28),
    Column("unit_kerja", N_("Unit"), width=30),
    _KODE,
    Column("kompetensi", N_("Competency"), "kompetensi", width=30),
    Column("level_awal", N_("Level before"), "level"),
    Column("level_akhir", N_("Planned level"), "level"),
    Column("ended", N_("Training ended on"), "date"),
    Column("level", N_("Level since"), "level"),
    Column("assessed_on", N_("Assessed on"), "date"),
    Column("closed", N_("Levels closed"), "gap"),
)
YEARS: Final = (
    Column("tahun", N_("Year"), "integer", importance=0),
    Column("trainings", N_("Taken"), "integer", importance=1),
    Column("people", N_("People"), "integer", importance=2),
    Column("jp", N_("JP"), "level", importance=2),
    Column("jp_unknown", N_("Of unknown JP"), "integer", terminal=False),
    Column("spent", N_("Spent (Rp)"), "money", importance=1),
    Column("spent_unknown", N_("Of unknown cost"), "integer", importance=4),
    Column("dropped", N_("Dropped out"), "integer", importance=4),
    Column("unclear", N_("Of unknown result"), "integer", importance=5),
    Column("planned", N_("Planned"), "integer", importance=3),
    Column("planned_cost", N_("Planned cost (Rp)"), "money", importance=3),
)
UNPLANNED: Final = (
    Column("nama_pelatihan", N_("Training"), width=40, importance=0),
    Column("participations", N_("Taken"), "integer", importance=1),
    Column("people", N_("People"), "integer", importance=3),
    Column("jp", N_("JP"), "level", importance=3),
    Column("spent", N_("Spent (Rp)"), "money", importance=2),
    Column("resembles", N_("Resembles the planned"), width=40, importance=2),
)
RECORDED: Final = (
    Column("nip", N_("NIP"), "nip", importance=2),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("nama_pelatihan", N_("Training"), width=40, importance=1),
    Column("for_plan", N_("In the plan"), "status", importance=0),
    _KODE,
    Column("status", N_("How it ended"), "status", importance=3),
    Column("tanggal_mulai", N_("Began on"), "date", terminal=False),
    Column("tanggal_selesai", N_("Ended on"), "date", importance=4),
    Column("jp", N_("JP"), "level", terminal=False),
    Column("biaya", N_("Spent (Rp)"), "money", terminal=False),
    Column("source", N_("Source cell"), width=36, terminal=False),
)
_MOST_BARS: Final = 15
# What a reader must see first.
_FRONT: Final = Front(
    "rows", ("nama_pelatihan", "kode", "planned", "attended", "open", "spent"), by=("open",), but_zero=True
)


@dataclass(frozen=True)
class StatusView:
    """The frames of the report; see the columns above. recorded: None where no list was recorded just now. trainings: all of these people; problems: where, kode, problem."""

    rows: pd.DataFrame
    totals: pd.DataFrame
    people: pd.DataFrame
    places: pd.DataFrame
    levels: pd.DataFrame
    years: pd.DataFrame
    unplanned: pd.DataFrame
    recorded: pd.DataFrame | None
    trainings: pd.DataFrame
    problems: pd.DataFrame


def status_book(view: StatusView, as_of: date, notes: tuple[str, ...]) -> Book:
    """Return the report: the plan by course, hours of everybody, years, what was followed without a plan."""
    title = N_("Training plan and what became of it")
    blocks: list[Block] = []
    if view.recorded is not None:
        blocks.append(Table("recorded", N_("Recorded just now"), RECORDED, view.recorded, terminal_limit=20))
    blocks += [
        Table("rows", N_("The plan by course"), ROWS, view.rows, terminal_limit=20),
        *_charts(view),
        *(
            [Table("problems", N_("To correct"), PROBLEM_COLUMNS, view.problems)]
            if len(view.problems)
            else []
        ),
        Record("totals", N_("Totals"), TOTALS, view.totals),
        Table("people", N_("Hours of this year, by person"), PEOPLE, view.people, terminal_limit=10),
        Table("years", N_("Over the years, all kept plans together"), YEARS, view.years),
        Table(
            "unplanned", N_("Followed without being planned"), UNPLANNED, view.unplanned, terminal_limit=10
        ),
        Table("places", N_("Every place of the plan"), PLACES, view.places, terminal=False),
        Table("levels", N_("Levels after the training"), LEVELS, view.levels, terminal=False),
    ]
    more = (
        N_("Dropped out is only who a list says did; a place that no list answers is open, and overdue once its day or year is over."),
        N_("Of unknown result is a training whose list says neither that it was finished nor that it was left: it is neither attended nor dropped out, has no hours, and the place stays open."),
        N_("Money and hours are what the lists of trainings say; of which they say nothing is counted apart, not guessed."),
        N_("Over the years, every kept plan counts: a person's place in a course once a year, as the newest plan has it. What was paid counts, of those who dropped out too."),
        N_("Levels closed since: the newest assessment after the training, at most the planned level, less the level before; below zero where it fell."),
    )  # fmt: skip
    return Book(SCHEMA, title, as_of, "", tuple(blocks), notes=(*notes, *more), front=_FRONT)


def _charts(view: StatusView) -> tuple[Chart, ...]:
    rows = view.rows.head(_MOST_BARS)
    if rows.empty:
        return ()
    series = tuple(one for one in _COUNTS if one.key in {"attended", "dropped", "open"})
    return (Chart("stacked", N_("Places by course"), _KODE, series, rows, axis=N_("Places")),)
