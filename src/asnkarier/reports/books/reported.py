"""What an assessment centre reports: a table of its own in other reports, marked as reported."""

from typing import Final

import pandas as pd

from asnkarier.model.book import Column, Table
from asnkarier.model.messages import N_

_TITLE: Final = N_("As reported by the assessment centre; not computed, and no requirement counts it")
_WHO: Final = (
    Column("nip", N_("NIP"), "nip", importance=1),
    Column("nama", N_("Name"), width=28, importance=0),
)
_TOTALS: Final = (
    Column("jpm", N_("JPM % as reported"), "percent", importance=2),
    Column("kategori", N_("Category as reported"), "status", importance=3),
    Column("potensi", N_("Potential as reported"), importance=6),
    Column("kotak", N_("Box as reported"), importance=7),
    Column("tanggal", N_("Assessed on"), "date", importance=4),
    Column("lembaga", N_("Assessment centre"), width=34, importance=8),
    Column("source", N_("Source cell"), width=44, importance=5),
)


def reported_tables(rows: pd.DataFrame, *, of_one: bool = False) -> tuple[Table, ...]:
    """Return the table of reported totals, none where nothing is reported. of_one: the page is about one person."""
    if rows.empty:
        return ()
    columns = _TOTALS if of_one else (*_WHO, *_TOTALS)
    return (Table("as_reported", _TITLE, columns, rows),)
