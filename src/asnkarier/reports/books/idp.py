"""The report of `asn idp`: what each person is to develop, by what and when; one page per person."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.language import message
from asnkarier.model.book import Block, Book, Column, Page, Record, Table
from asnkarier.model.messages import N_

SCHEMA: Final = "asn.idp/1"
MOST_PAGES: Final = 200
_NO_PAGES: Final = N_(
    "Pages for each person are made for at most {most} people; ask by unit, or by name, to print them."
)
NO_STANDARD: Final = N_("Of whom no standard judges the post, it is not known what is lacking.")
_SPREAD: Final = N_(
    "Proposals, open places and the hours taken are more JP than the law gives a PPPK in {years}: spread them over years, or leave some out. What says no year counts in this one."
)
_OVER_YEAR: Final = N_(
    "Of {count} PPPK the proposals, open places and the hours taken of one year are more JP than the law gives in it: spread them over years, or leave some out. What says no year counts in this one."
)
_PERSON: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
)
ACTIONS: Final = (
    Column("kompetensi", N_("Competency"), "kompetensi", width=30, importance=0, least=14),
    Column("for_post", N_("For the post"), "status", importance=7),
    Column("required", N_("Required"), "level", importance=3),
    Column("level", N_("Level"), "level", importance=3),
    Column("gap", N_("Gap"), "gap", importance=3),
    Column("action", N_("What to do"), "status", importance=0),
    Column("what", N_("By what"), width=40, importance=1, least=14),
    Column("tahun", N_("Year"), "integer", importance=5),
    Column("held", N_("When held"), "remark", width=24, importance=1, least=10),
    Column("when", N_("When"), "date", terminal=False, behind=True),
    Column("jadwal", N_("Schedule"), width=24, terminal=False, behind=True),
    Column("jp", N_("JP"), "level", importance=5),
    Column("basis", N_("Rests on"), "status", importance=1, least=10),
    Column("kode", N_("Course"), importance=8),
    Column("mentor", N_("Mentor (NIP)"), "nip", terminal=False, behind=True),
    Column("tanggal_asesmen", N_("Assessed on"), "date", terminal=False, behind=True),
    Column("source", N_("Source cell"), width=36, terminal=False, behind=True),
)
PEOPLE: Final = (
    *_PERSON,
    Column("jabatan", N_("Position"), width=34, importance=6),
    Column("unit_kerja", N_("Unit"), width=30, importance=7),
    Column("gaps", N_("Gaps"), "integer", importance=2),
    Column("unassessed", N_("Not assessed"), "integer", importance=3),
    Column("planned", N_("Open places of the plan"), "integer", importance=4),
    Column("status_asn", N_("Status"), terminal=False),
    Column("standar", N_("Standard"), "standar", terminal=False),
    Column("target_standar", N_("Standard of the target post"), "standar", terminal=False),
    Column("jp_year", N_("JP this year"), "level", importance=2),
    Column("jp_unknown", N_("Trainings of unknown JP"), "integer", terminal=False),
    Column("target", N_("JP of the law"), "level", importance=5),
    Column("to_go", N_("JP to go"), "level", importance=4),
    Column("jp_status", N_("Hours"), "status", importance=3),
    Column("jp_planned", N_("JP of open places this year"), "level", terminal=False),
    Column("jp_proposed", N_("JP of proposals"), "level", terminal=False),
    Column("over_years", N_("Years with more JP than the law gives"), terminal=False),
)
REQUIRED: Final = (
    *_PERSON,
    Column("pelatihan", N_("Training"), width=40, importance=0, least=12),
    Column("status", N_("Status"), "status", importance=1),
    Column("kode", N_("Course"), importance=4),
    Column("biaya", N_("Cost (Rp)"), "money", importance=3),
    Column("standar", N_("Standard"), "standar", importance=6),
)
_REQUIRED: Final = N_("Trainings that the standard of the post requires absolutely, and no list shows")
_OF_NAME: Final = N_(
    "Course and cost are those of the catalogue under the same name. Of whom no training at all is recorded it is not known whether it is lacking."
)
# What a printed page has room for; where the cells are, the list says.
_ON_PAGE: Final = frozenset(
    ("kompetensi", "for_post", "required", "level", "gap", "action", "what", "held", "jp", "basis")
)
_HEAD: Final = tuple(Column(one.key, one.label, one.kind, one.width) for one in PEOPLE)


@dataclass(frozen=True)
class IdpView:
    """rows: the actions; people: who, in the order of the pages, with over_years: in which proposals, open places and what was taken are more than a year may hold."""

    rows: pd.DataFrame
    people: pd.DataFrame
    required: pd.DataFrame


def idp_book(view: IdpView, as_of: date, notes: tuple[str, ...]) -> Book:
    """Return the report: of one person the page alone; of several the list, every action, and a page for each while they are not too many."""
    title = N_("Individual development plan")
    view = replace(view, rows=view.rows.assign(held=_held(view.rows)))
    over = int(view.people["over_years"].notna().sum())
    if over:
        notes = (*notes, message(_OVER_YEAR, count=over))
    alone = len(view.people) == 1
    blocks: list[Block | Page] = []
    if alone:
        blocks += [
            Record("people", N_("Person"), _HEAD, view.people, note=_spread(view.people)),
            Table("rows", title, ACTIONS, view.rows, terminal_limit=None),
        ]
    else:
        blocks += [
            Table("people", N_("People"), PEOPLE, view.people, terminal_limit=20),
            Table(
                "rows",
                N_("Everything to do"),
                (replace(_PERSON[0], importance=2), _PERSON[1], *ACTIONS),
                view.rows,
                terminal_limit=20,
            ),
        ]
    pages = not alone and len(view.people) <= MOST_PAGES
    if pages:
        blocks += _pages(view)
    elif not alone:
        notes = (*notes, message(_NO_PAGES, most=MOST_PAGES))
    if len(view.required):
        blocks.append(
            Table("required_trainings", _REQUIRED, REQUIRED, view.required, note=_OF_NAME, terminal_limit=20)
        )
    more = (
        N_("Who is not assessed in something is neither short nor not: that is to be assessed first."),
        N_("A course of the catalogue that no kept plan gives is a proposal, not a place."),
        *((NO_STANDARD,) if view.people["standar"].isna().any() else ()),
    )
    return Book(SCHEMA, title, as_of, "", tuple(blocks), notes=(*notes, *more))


def _spread(person: pd.DataFrame) -> str:
    """Return that one year of a person holds too many hours, empty where none does."""
    years = person["over_years"].iloc[0]
    return "" if pd.isna(years) else message(_SPREAD, years=years)


def _held(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return when something is held: the words of the schedule, else the day, else the year; missing where none is known."""
    days = rows["when"].dt.strftime("%Y-%m-%d")
    return rows["jadwal"].fillna(days).fillna(rows["tahun"].astype("str")).astype("str")


def _pages(view: IdpView) -> list[Page]:
    of = {str(nip): one for nip, one in view.rows.groupby("nip", sort=False)}
    several = not view.rows["for_post"].eq("held_post").all()
    columns = tuple(one for one in ACTIONS if one.key in _ON_PAGE and (several or one.key != "for_post"))
    found = []
    for place, (nip, name) in enumerate(zip(view.people["nip"], view.people["nama"], strict=True)):
        head = view.people.iloc[place : place + 1].reset_index(drop=True)
        mine = of.get(str(nip), view.rows.iloc[:0]).reset_index(drop=True)
        record = Record(
            "person", str(name), _HEAD, head, note=_spread(head), terminal=False, audience="people"
        )
        table = Table("actions", N_("What to do"), columns, mine, terminal=False, audience="people")
        found.append(Page(f"{name} {str(nip)[-4:]}", (record, table), appendix=True))
    return found
