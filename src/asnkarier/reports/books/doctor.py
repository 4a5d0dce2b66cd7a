"""The report of `asn doctor`: one line per thing looked at."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final, Literal

from asnkarier.model.book import Book, Column, PlainRows, Table
from asnkarier.model.messages import N_

Status = Literal["ok", "warning", "fault"]
_COLUMNS: Final = (
    Column("check", N_("Check"), importance=0),
    Column("status", N_("Status"), "status", importance=1),
    Column("detail", N_("What was found"), width=80, importance=2),
    Column("remedy", N_("What to do"), width=80, importance=3),
)


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one check: a stable name for scripts, and sentences in the language of the reader."""

    check: str
    status: Status
    detail: str
    remedy: str = ""


def doctor_book(checks: Sequence[Check], as_of: date, agency: str, version: str) -> Book:
    """Return `asn.doctor/1` with the checks in the order in which they were made."""
    rows = PlainRows.of(map(asdict, checks), [column.key for column in _COLUMNS])
    sheet = Table("rows", N_("Checks"), _COLUMNS, rows, terminal_limit=None)
    return Book("asn.doctor/1", N_("Health of the workspace"), as_of, agency, (sheet,), version=version)
