"""The problems of one file, collected while it is read."""

import re
from dataclasses import dataclass, field
from typing import Final

from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.grid import column_number

_ADDRESS: Final = re.compile(r"([A-Z]+)(\d+)")


@dataclass(slots=True)
class Findings:
    """Problems of one sheet; the same fault of the same cell is kept once (a merged cell serves many rows)."""

    file: str
    sheet: str | None = None
    problems: list[Problem] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def add(self, code: str, severity: Severity, cell: str | None = None, **facts: object) -> None:
        """Keep one problem at `cell`, or at the sheet when there is none."""
        if cell is not None:
            if (code, cell) in self._seen:
                return
            self._seen.add((code, cell))
        self.problems.append(Problem(code, severity, Location(self.file, self.sheet, cell), facts))

    def error(self, code: str, cell: str | None = None, **facts: object) -> None:
        """Keep what sets a row or the file aside."""
        self.add(code, Severity.ERROR, cell, **facts)

    def warn(self, code: str, cell: str | None = None, **facts: object) -> None:
        """Keep what is let in and told."""
        self.add(code, Severity.WARNING, cell, **facts)

    def note(self, code: str, cell: str | None = None, **facts: object) -> None:
        """Keep what is only told."""
        self.add(code, Severity.NOTE, cell, **facts)

    @property
    def refused(self) -> bool:
        """Whether a fault of the whole file was found."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def in_order(self) -> tuple[Problem, ...]:
        """Return the problems of the file first, then those of cells by row and column."""
        return tuple(sorted(self.problems, key=_place))


def _place(problem: Problem) -> tuple[int, int, str]:
    match = _ADDRESS.fullmatch(problem.location.cell or "")
    if match is None:
        return 0, 0, ""
    return int(match[2]), column_number(match[1]), problem.code
