"""The report of `asn formation`."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from asnkarier.model.book import Audience, Book, Chart, Column, Record, Table, Text
from asnkarier.model.messages import N_
from asnkarier.model.office.front import Front

SCHEMA: Final = "asn.formation/1"
YEARS: Final = 5  # of the contract: short_1y to short_5y
_AFTER: Final = (
    N_("Lacking in 1 year"),
    N_("Lacking in 2 years"),
    N_("Lacking in 3 years"),
    N_("Lacking in 4 years"),
    N_("Lacking in 5 years"),
)
_LEAST: Final = (
    N_("Lacking in 1 year at least"),
    N_("Lacking in 2 years at least"),
    N_("Lacking in 3 years at least"),
    N_("Lacking in 4 years at least"),
    N_("Lacking in 5 years at least"),
)
_MOST: Final = (
    N_("Lacking in 1 year at most"),
    N_("Lacking in 2 years at most"),
    N_("Lacking in 3 years at most"),
    N_("Lacking in 4 years at most"),
    N_("Lacking in 5 years at most"),
)
_POST: Final = (
    Column("jabatan", N_("Position"), width=36, importance=0),
    Column("unit_kerja", N_("Unit"), width=32, importance=2),
)
_FIGURES: Final = (
    Column("need", N_("Needed"), "integer", importance=1, summed=True),
    Column("held", N_("Present"), "integer", importance=1, summed=True),
)
_SHORT: Final = Column("short_now", N_("Lacking"), "integer", importance=0, summed=True)
_OVER: Final = Column("over_now", N_("Too many"), "integer", importance=3, summed=True)
_BESIDE: Final = (
    Column("candidates_inside", N_("Could come from inside"), "integer", importance=3),
    Column("over_elsewhere", N_("Too many of the same post elsewhere"), "integer", importance=6),
    Column("unit_induk", N_("Parent unit"), width=30, terminal=False, behind=True),
    Column("kelompok", N_("Class"), "status", terminal=False, behind=True),
    Column("kelas_jabatan", N_("Kelas jabatan"), "integer", terminal=False, behind=True),
    Column("bezetting", N_("Present by the list itself"), "integer", terminal=False, behind=True),
    Column("reason", N_("Remark"), "said", width=44, importance=4),
    Column("source", N_("Cell"), width=34, terminal=False, behind=True),
)
MACHINE_COLUMNS: Final = (
    *_POST,
    *_FIGURES,
    _SHORT,
    *(Column(f"short_{year}y", label, "integer") for year, label in enumerate(_AFTER, 1)),
    *(Column(f"short_{year}y_low", label, "integer") for year, label in enumerate(_LEAST, 1)),
    *(Column(f"short_{year}y_high", label, "integer") for year, label in enumerate(_MOST, 1)),
    _OVER,
    *_BESIDE,
)
_SUMS: Final = (
    Column("lines", N_("Lines"), "integer", importance=6),
    *_FIGURES,
    _SHORT,
    _OVER,
    Column("short_5y_low", _LEAST[-1], "integer", importance=3),
    Column("short_5y_high", _MOST[-1], "integer", importance=3),
)
UNIT_COLUMNS: Final = (Column("unit_kerja", N_("Unit"), width=40, importance=0), *_SUMS)
JABATAN_COLUMNS: Final = (Column("jabatan", N_("Position"), width=40, importance=0), *_SUMS)
UNLISTED_COLUMNS: Final = (
    *_POST,
    Column("unit_induk", N_("Parent unit"), width=30, terminal=False, behind=True),
    Column("held", N_("Present"), "integer", importance=1),
    Column("nearest", N_("The most alike post of the list"), width=36, importance=3),
)
YEAR_COLUMNS: Final = (
    Column("on", N_("Day"), "date"),
    Column("need", N_("Needed"), "integer"),
    Column("held_low", N_("Still there for certain"), "integer"),
    Column("held_high", N_("Still there at most"), "integer"),
    Column("short_low", N_("Lacking at least"), "integer"),
    Column("short_high", N_("Lacking at most"), "integer"),
)
TOTAL_COLUMNS: Final = (
    Column("lines", N_("Lines of the list"), "integer"),
    *_FIGURES,
    _SHORT,
    _OVER,
    Column("unlisted", N_("People on no line of the list"), "integer"),
    Column("acting", N_("People who only act in a post"), "integer"),
    Column("unreadable", N_("Lines of which it is not known who is there"), "integer"),
)
_NOTE: Final = N_(
    "Lacking after years: nobody is replaced, and who leaves by law and contract is gone. Two figures stand where a day of leaving is not known. "
    "People count on the line of their post in their unit, else in the nearest unit above that the list names."
)
_EMPTY: Final = N_("No list of needs is known, so that nothing can be compared.")
_INSIDE: Final = N_(
    "From inside: who meets every requirement of the post that the data decide, today and for certain."
)
_UNLISTED: Final = N_(
    "The list of needs does not name these posts in these units: the post, or the unit, is written in another way, or it is not needed."
)
# What a reader must see first.
_FRONT: Final = Front(
    "rows", ("jabatan", "unit_kerja", "need", "held", "short_now"), by=("short_now",), but_zero=True
)


@dataclass(frozen=True)
class FormationView:
    """The frames of the report, see the columns above."""

    rows: pd.DataFrame
    by_jabatan: pd.DataFrame
    by_unit: pd.DataFrame
    unlisted: pd.DataFrame
    years: pd.DataFrame
    totals: pd.DataFrame


def _people_columns(rows: pd.DataFrame) -> tuple[Column, ...]:
    """Return the columns for people: each future lack as one number, or as the least and the most where a line has two."""
    future: list[Column] = []
    for year in range(1, YEARS + 1):
        importance = 4 if year < YEARS else 2
        key = f"short_{year}y"
        if (rows[f"{key}_low"] == rows[f"{key}_high"]).fillna(True).all():
            future.append(Column(key, _AFTER[year - 1], "integer", importance=importance, summed=True))
        else:
            future.append(
                Column(f"{key}_low", _LEAST[year - 1], "integer", importance=importance, summed=True)
            )
            future.append(
                Column(f"{key}_high", _MOST[year - 1], "integer", importance=importance, summed=True)
            )
    return (*_POST, *_FIGURES, _SHORT, *future, _OVER, *_BESIDE)


def formation_book(view: FormationView, as_of: date, notes: tuple[str, ...], filters: dict[str, str]) -> Book:
    """Return the report: what each post lacks, the sums of posts and units, and who stands on no line."""
    title = N_("People that posts need")
    order = N_("In the order of what is lacking today.")
    # Programs find their keys though no list of needs was brought; for people there is nothing to read then.
    audience: Audience = "all" if len(view.rows) else "machines"
    people: tuple[Table | Chart, ...] = (
        Table(
            "rows",
            title,
            _people_columns(view.rows),
            view.rows,
            terminal_limit=20,
            audience="people",
            note=order,
        ),
        Chart(
            "line",
            N_("Needed and still there, year by year"),
            Column("on", N_("Day")),
            YEAR_COLUMNS[1:4],
            view.years.assign(on=view.years["on"].dt.strftime("%Y")),
            axis=N_("people"),
        ),
    )
    blocks = (
        Record("totals", N_("Totals"), TOTAL_COLUMNS, view.totals, audience=audience),
        Table("rows", title, MACHINE_COLUMNS, view.rows, audience="machines"),
        *(people if len(view.rows) else (Text((_EMPTY,)),)),
        Table("years", N_("Year by year"), YEAR_COLUMNS, view.years, audience=audience),
        Table("by_jabatan", N_("By position"), JABATAN_COLUMNS, view.by_jabatan, 10, audience=audience),
        Table("by_unit", N_("By unit"), UNIT_COLUMNS, view.by_unit, 10, audience=audience),
        Table(
            "unlisted",
            N_("Posts that the list does not name"),
            UNLISTED_COLUMNS,
            view.unlisted,
            terminal_limit=10,
            note=_UNLISTED if len(view.unlisted) else "",
            audience=audience,
        ),
    )
    notes = (_NOTE, _INSIDE, *notes) if len(view.rows) else notes
    return Book(SCHEMA, title, as_of, "", blocks, notes=notes, filter=filters, front=_FRONT)
