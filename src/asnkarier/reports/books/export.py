"""The report of `asn export`: each list under its machine name, each field under its own, so that `asn import` reads it again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from asnkarier.model.book import Book, Column, ColumnKind, Table
from asnkarier.model.frames import TABLES, Kind
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    import pandas as pd

_KINDS: Final[dict[Kind, ColumnKind]] = {
    "text": "text",
    "date": "date",
    "number": "exact",
    "integer": "integer",
}
# Kinds of cells whose facts are codes; people read their words.
_CODED: Final = frozenset(
    {
        "ekspektasi",
        "predikat",
        "jenis_jabatan",
        "jenjang",
        "lulus",
        "fase",
        "asal",
        "peran",
        "status_pelatihan",
    }
)


@dataclass(frozen=True, slots=True)
class ExportedList:
    """One list. headings: of each field what forms call it; cells: of what kind its cells are, as schemas say."""

    kind: str
    title: str
    headings: Mapping[str, str]
    cells: Mapping[str, str]
    rows: "pd.DataFrame"


def export_book(lists: Sequence[ExportedList], as_of: date) -> Book:
    """Return the report; its main table is the first list."""
    tables = [Table(one.kind, one.title, tuple(_columns(one)), one.rows) for one in lists]
    return Book("asn.export/1", N_("Facts as they are known"), as_of, "", tuple(tables), main=lists[0].kind)


def _columns(one: ExportedList) -> Iterator[Column]:
    for name, heading in one.headings.items():
        yield Column(name, heading, _kind(one, name))


def _kind(one: ExportedList, name: str) -> ColumnKind:
    cell = one.cells.get(name, "")
    if cell in ("nip", "nip_lain"):
        return "nip"
    if cell.startswith("kompetensi"):
        return "kompetensi"
    return "status" if cell in _CODED else _KINDS[TABLES[one.kind].kind_of(name)]
