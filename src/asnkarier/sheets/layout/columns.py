"""The columns of one sheet seen as one kind of table: what each of them is, and what is missing."""

from dataclasses import dataclass, field
from typing import Final

from asnkarier.sheets.layout.header import Heading
from asnkarier.sheets.schema import Schema

_DATE, _START = "tanggal", "tanggal_awal"
_ENDS: Final = ("tanggal_selesai", "sampai")
# What the columns themselves say where each is a competency or a year.
_GIVEN_BY_COLUMNS: Final = {
    "assessments": {"kompetensi", "level"},
    "appraisals": {"tahun", "predikat"},
    "training_surveys": {"fase", "nilai"},
}
BESIDE: Final = 0.9  # how sure: named by the column next to it; two facts in one cell; initials


@dataclass(slots=True)
class Columns:
    """The columns of a sheet seen as one kind.

    cells: how a field is read where its column holds another one too. second: field -> the column of its second half.
    levels: wide assessments, heading -> competency; appraisals of several years, heading -> year.
    named: what a person said of a column (heading or letters -> field). doubts: field or competency -> certainty below 1.
    """

    schema: Schema
    fields: dict[str, Heading] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    second: dict[str, Heading] = field(default_factory=dict)
    levels: list[tuple[Heading, str]] = field(default_factory=list)
    ignored: list[Heading] = field(default_factory=list)
    unmapped: list[Heading] = field(default_factory=list)
    twins: list[tuple[str, Heading, Heading]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    doubts: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    def cell(self, name: str) -> str:
        """Return how the cells of a field are read; beside a column of last days a cell of two days is no beginning."""
        cell = self.cells.get(name, self.schema.fields[name].cell)
        return _DATE if cell == _START and not self.fields.keys().isdisjoint(_ENDS) else cell

    def missing(self, supplied: frozenset[str]) -> list[str]:
        """Return the required fields that neither a column nor the caller (`supplied`) gives."""
        given = set(self.fields) | supplied
        if self.levels:
            given |= _GIVEN_BY_COLUMNS[self.schema.kind]
        absent = [name for name in self.schema.required if name not in given]
        if self.schema.any_of and not given & set(self.schema.any_of):
            absent.append("/".join(self.schema.any_of))
        return absent
