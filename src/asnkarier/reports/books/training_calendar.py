"""The report of `asn training-calendar`: which class when, who is in it, and the weeks of the year."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Block, Book, Chart, Column, Page, Record, Table
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.training-calendar/1"
_KODE: Final = Column("kode", N_("Course"), importance=0)
_KELAS: Final = Column("kelas", N_("Class"), "integer", importance=0)
_TITLE: Final = Column("nama_pelatihan", N_("Training"), width=40, importance=5)
_BEGIN: Final = Column("mulai", N_("Begins"), "date", importance=1)
_END: Final = Column("selesai", N_("Ends"), "date", importance=1)
ROWS: Final = (
    _KODE,
    _KELAS,
    _TITLE,
    _BEGIN,
    _END,
    Column("hari", N_("Days"), "integer", importance=2),
    Column("minggu", N_("Week"), "integer", importance=6),
    Column("peserta", N_("Participants"), "integer", importance=2, summed=True),
    Column("how", N_("How placed"), "status", importance=3),
    Column("reason", N_("Why it has no days"), "said", width=60, terminal=False),
    Column("remark", N_("What is against it"), "said", width=60, terminal=False),
    Column("earliest", N_("Not before"), "date", terminal=False),
    Column("latest", N_("Not after"), "date", terminal=False),
    Column("jadwal", N_("Schedule in words, not followed"), terminal=False),
    Column("jp", N_("JP"), "level", terminal=False),
    Column("tahun", N_("Year"), "integer", terminal=False),
    Column("dana", N_("Fund"), terminal=False),
)
TOTALS: Final = (
    Column("classes", N_("Classes"), "integer"),
    Column("placed", N_("Of them with days"), "integer"),
    Column("unplaced", N_("Of them without days"), "integer"),
    Column("places", N_("Places"), "integer"),
    Column("leavers", N_("Places of people who leave before"), "integer"),
    Column("may_leave", N_("Places of people who may leave before"), "integer"),
    Column("people", N_("People"), "integer"),
    Column("first", N_("First day"), "date"),
    Column("last", N_("Last day"), "date"),
)
_WHO: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("jabatan", N_("Position"), width=34, terminal=False),
)
_UNIT: Final = Column("unit_kerja", N_("Unit"), width=32, importance=0)
_MAY_LEAVE: Final = Column("may_leave", N_("May have left by then"), "said", width=50, importance=1)
ROSTER: Final = (_KODE, _KELAS, _TITLE, _BEGIN, _END, *_WHO, _UNIT, _MAY_LEAVE)
DOUBTS: Final = (
    Column("nama", N_("Name"), width=28, importance=0),
    Column("nip", N_("NIP"), "nip", importance=2),
    _KODE,
    _KELAS,
    _END,
    Column("may_leave", N_("May have left by then"), "said", width=50, importance=0, whole=True),
)
LEAVERS: Final = (
    Column("leaves_on", N_("Out of service from"), "date", importance=0),
    *_WHO,
    Column("unit_kerja", N_("Unit"), width=32, importance=6),
    Column("kode", N_("Course"), importance=1),
    Column("kelas", N_("Class"), "integer", importance=2),
    Column("nama_pelatihan", N_("Training"), width=40, importance=7),
    Column("mulai", N_("Begins"), "date", importance=3),
    Column("selesai", N_("Ends"), "date", importance=5),
)
WORDS: Final = (_KODE, _TITLE, Column("jadwal", N_("Schedule in words, not followed"), width=44))
UNITS: Final = (_UNIT, *_WHO, _KODE, _KELAS, _TITLE, _BEGIN, _END, _MAY_LEAVE)
HOLIDAYS: Final = (
    Column("tanggal", N_("Day"), "date"),
    Column("nama", N_("Name"), width=44),
    Column("jenis", N_("Kind"), "status"),
)
_LIST: Final = (
    *_WHO,
    Column("unit_kerja", N_("Unit"), width=32),
    Column("paraf", N_("Signature"), width=16),
)
_MOST_PAGES: Final = 60
_MOST_BARS: Final = 25
# What a reader must see first.
_FRONT: Final = Front("rows", ("nama_pelatihan", "kode", "mulai", "selesai", "peserta"), by=("-mulai",))


@dataclass(frozen=True)
class CalendarView:
    """The frames of the report. weeks: a column per week, named by its Monday; units: the roster, unit by unit; words: courses whose schedule in words sets nothing; leavers: who is out of service by the last day of a class."""

    rows: pd.DataFrame
    roster: pd.DataFrame
    units: pd.DataFrame
    leavers: pd.DataFrame
    words: pd.DataFrame
    weeks: pd.DataFrame
    holidays: pd.DataFrame
    year: int


def calendar_book(view: CalendarView, as_of: date, notes: tuple[str, ...]) -> Book:
    """Return the report: classes by their day, weeks, rosters as one list and a page per class, the list of each unit, holidays."""
    title = N_("Calendar of training classes")
    blocks: list[Block | Page] = [
        Table("rows", title, ROWS, view.rows, terminal_limit=40),
        *_charts(view),
        *_unplaced(view),
        *_leavers(view),
        Record("totals", N_("Totals"), TOTALS, _totals(view)),
        Table(
            "weeks",
            N_("Classes and weeks"),
            _week_columns(view),
            view.weeks,
            terminal=False,
            audience="people",
        ),
        Table("roster", N_("Rosters"), ROSTER, view.roster, terminal=False),
        Table("units", N_("Lists by unit"), UNITS, view.units, terminal=False, audience="people"),
        *(
            []
            if view.words.empty
            else [Table("words", N_("Schedules in words"), WORDS, view.words, terminal=False)]
        ),
        Table("holidays", N_("Holidays"), HOLIDAYS, view.holidays, terminal=False),
        *_pages(view),
    ]
    more = (
        N_("Nobody is in two classes on one day, and of no unit more are away than the policy allows (config.yaml: calendar.most_away); this is checked again after placing."),
        N_("Who is out of service by the last day of a class (TMT pensiun, retirement age, end of the contract) is not in it; a class is held before that day where it can be. Who may have left by then stays in it and is marked."),
        N_("A class with days of the catalogue is held on these or has no days, as where a unit would lack more than the policy allows; a class without them gets the first free workdays, one week where it can be, and only days of the months or the part of the year that the catalogue names."),
    )  # fmt: skip
    return Book(SCHEMA, title, as_of, "", tuple(blocks), notes=(*notes, *more), front=_FRONT)


def _unplaced(view: CalendarView) -> tuple[Table, ...]:
    """Return the classes without days, each with the reason; programs find them among the rows."""
    left = view.rows[view.rows["mulai"].isna()].reset_index(drop=True)
    if left.empty:
        return ()
    why = Column("reason", N_("Why it has no days"), "said", width=60, importance=0, whole=True)
    columns = (_KODE, _KELAS, Column("peserta", N_("Participants"), "integer", importance=3), why)
    return (Table("unplaced", N_("Classes without days"), columns, left, audience="people"),)


def _leavers(view: CalendarView) -> tuple[Table, ...]:
    """Return the classes that too few remain in, and who leaves the service before the class."""
    few = view.rows[view.rows["remark"].notna()].reset_index(drop=True)
    why = Column("remark", N_("What is against it"), "said", width=60, importance=0, whole=True)
    small = Table("too_few", N_("Classes with too few people"), (_KODE, _KELAS, why), few, audience="people")
    title = N_("Out of service by the day of their class")
    gone = Table("leavers", title, LEAVERS, view.leavers, terminal_limit=20)
    doubts = view.roster[view.roster["may_leave"].notna()].reset_index(drop=True)
    title = N_("Who may have left by the last day of their class")
    may = Table("doubts", title, DOUBTS, doubts, terminal_limit=20, audience="people")
    return (
        *(() if few.empty else (small,)),
        *(() if view.leavers.empty else (gone,)),
        *(() if doubts.empty else (may,)),
    )


def _totals(view: CalendarView) -> pd.DataFrame:
    placed = view.rows["mulai"].notna()
    return pd.DataFrame(
        [
            {
                "classes": len(view.rows),
                "placed": int(placed.sum()),
                "unplaced": int((~placed).sum()),
                "places": len(view.roster),
                "leavers": len(view.leavers),
                "may_leave": int(view.roster["may_leave"].notna().sum()),
                "people": int(view.roster["nip"].nunique()),
                "first": view.rows["mulai"].min(),
                "last": view.rows["selesai"].max(),
            }
        ]
    )


def _week_columns(view: CalendarView) -> tuple[Column, ...]:
    named = (_KODE, _TITLE, _KELAS, Column("peserta", N_("Participants"), "integer"))
    mondays = [one for one in view.weeks.columns if one not in {column.key for column in named}]
    return (*named, *(Column(one, f"{one[8:]}/{one[5:7]}", "integer") for one in mondays))


def _charts(view: CalendarView) -> tuple[Chart, ...]:
    """Return the classes that have days over the weeks, as shades."""
    weeks = view.weeks.head(_MOST_BARS)
    columns = _week_columns(view)[4:]
    if weeks.empty or not columns:
        return ()
    label = Column("class", N_("Class"))
    rows = weeks.fillna({one.key: 0 for one in columns})
    rows["class"] = rows["kode"] + "/" + rows["kelas"].astype("str")
    return (Chart("matrix", N_("Classes and weeks"), label, columns, rows, axis=N_("Days")),)


def _pages(view: CalendarView) -> tuple[Page, ...]:
    """Return a roster to print and sign for each class; none where they are more than a workbook is turned over for."""
    placed = view.rows[view.rows["mulai"].notna()]
    if len(placed) > _MOST_PAGES:
        return ()
    found = []
    members = view.roster.assign(paraf=pd.Series(None, index=view.roster.index, dtype="str"))
    for number, kode, kelas in zip(placed["number"], placed["kode"], placed["kelas"], strict=True):
        name = f"{kode} {kelas}"
        head = placed[placed["number"] == number].reset_index(drop=True)
        people = members[members["number"] == number].reset_index(drop=True)
        columns = (_TITLE, _KODE, _KELAS, _BEGIN, _END, *ROWS[5:6], *ROWS[7:8])
        record = Record("class", name, columns, head, terminal=False, audience="people")
        marked = (*_LIST, _MAY_LEAVE) if people["may_leave"].notna().any() else _LIST
        table = Table("participants", N_("Participants"), marked, people, terminal=False, audience="people")
        found.append(Page(name, (record, table)))
    return tuple(found)
