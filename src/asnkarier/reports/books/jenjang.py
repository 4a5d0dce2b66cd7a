"""Who may rise to the next jenjang: a table of its own in other reports."""

from typing import Final

import pandas as pd

from asnkarier.model.book import Column, Table
from asnkarier.model.messages import N_

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
