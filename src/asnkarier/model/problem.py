"""Wrong data as a value: what is wrong, how bad, where, and the facts of the case."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """`error` sets the row aside, `warning` lets it in and tells, `note` only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Location:
    """A place that a person can go to: a cell of a sheet, or a line and column of a text file."""

    file: str
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        if self.line is not None:
            return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        if self.cell is None:
            return f"{self.file}:{self.sheet}" if self.sheet else self.file
        return f"{self.file}:{self.sheet}!{self.cell}" if self.sheet else f"{self.file}:{self.cell}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. The sentence belonging to `code` is in `model.codes.catalogue`; `facts` fill its blanks."""

    code: str
    severity: Severity
    location: Location
    facts: Mapping[str, object] = field(default_factory=dict)
