"""The classes of a plan that the calendar cannot date, as a table of its report."""

from typing import Final

import pandas as pd

from asnkarier.model.book import Column, Table
from asnkarier.model.messages import N_

COLUMNS: Final = (
    Column("tahun", N_("Year"), "integer", importance=2),
    Column("kode", N_("Course")),
    Column("kelas", N_("Class"), "integer", importance=1),
    Column("nama_pelatihan", N_("Training"), width=40, importance=4),
    Column("peserta", N_("Participants"), "integer", importance=3),
    Column("reason", N_("Why"), "said", width=50, importance=0, whole=True),
    Column("remedy", N_("What would help"), "said", width=40, importance=2, whole=True),
)


def undated_table(found: pd.DataFrame) -> tuple[Table, ...]:
    """Return the classes as a table; nothing where every class has its days."""
    if found.empty:
        return ()
    note = N_(
        "Placed as asn training-calendar would place them today, under the policy of config.yaml: calendar."
    )
    title = N_("Classes that the calendar cannot date")
    return (Table("undated", title, COLUMNS, found, terminal_limit=10, note=note),)
