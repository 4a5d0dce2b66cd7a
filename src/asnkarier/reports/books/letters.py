"""The register of letters of `asn letters`."""

from typing import Final

from asnkarier.model.book import Column, PlainRows, Record, Table
from asnkarier.model.messages import N_

SCHEMA: Final = "asn.letters/1"
_ROWS: Final = (
    Column("nomor", N_("Number of the letter"), width=30, importance=1),
    Column("jenis", N_("Kind of letter"), "status", importance=4),
    Column("untuk", N_("About"), width=50, importance=0),
    Column("people", N_("People"), "integer", importance=2),
    Column("blanks", N_("Left to be written by hand"), "list", width=40, importance=3),
    Column("file", N_("Name of its file"), width=40, terminal=False),
)
_RUN: Final = (
    Column("letters", N_("Letters"), "integer"),
    Column("people", N_("People"), "integer"),
    Column("sum", N_("Sum of the run, at the foot of each letter")),
)
_NOTE: Final = N_("The letters are written with --output and a folder, one .docx each.")


def letters_blocks(rows: PlainRows, total: PlainRows) -> tuple[Table | Record, ...]:
    """Return the register, a row for each letter, and what is said of all of them."""
    return (
        Table("rows", N_("Letters"), _ROWS, rows, note=_NOTE),
        Record("run", N_("Totals"), _RUN, total),
    )


def register_columns() -> tuple[str, ...]:
    """Return the keys of the register in order."""
    return tuple(one.key for one in _ROWS)
