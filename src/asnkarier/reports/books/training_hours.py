"""What a training plan says of hours (JP) that a year leaves to people of whom lists leave it open."""

from typing import Final

import pandas as pd

from asnkarier.language import message
from asnkarier.model.book import Column, Table
from asnkarier.model.messages import N_

_OPEN: Final = N_(
    "Of {count} people it is open how many JP the year leaves to them, as far as lists tell; the places of {rests} of them rest on the better end, because a training without JP counts as none."
)
_COLUMNS: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
    Column("least", N_("JP left at least"), "level", importance=0),
    Column("most", N_("JP left at most"), "level", importance=0),
    Column("jp_planned", N_("JP of the plan"), "level", importance=2),
    Column("unclear", N_("Trainings of unknown result"), "integer", importance=3),
    Column("silent", N_("Trainings of unknown JP"), "integer", importance=3),
    Column("told", N_("What the plan rests on"), "said", width=60, importance=1),
)


def open_hours(rows: pd.DataFrame) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Return the table and the note; neither where the hours of everybody are known. rows: see `Ceilings.open_hours`, with `nama`."""
    if rows.empty:
        return (), ()
    table = Table("hours_open", N_("Hours that the year may leave"), _COLUMNS, rows, terminal_limit=10)
    return (table,), (message(_OPEN, count=len(rows), rests=int(rows["rests"].sum())),)
