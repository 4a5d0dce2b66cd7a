"""The door in for job standards: a workbook or CSV in any of its layouts becomes drafts, and every fault is told at its cell."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from asnkarier.model.draft import Draft
from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.names import name_of
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.results import Parser
from asnkarier.sheets.source import Source, open_source
from asnkarier.sheets.standards.beside import Additions, Beside, kind_beside
from asnkarier.sheets.standards.cells import cell_parsers
from asnkarier.sheets.standards.drafts import long_drafts, wide_drafts
from asnkarier.sheets.standards.headings import POSITION, Columns, find_columns
from asnkarier.sheets.standards.naming import Naming


@dataclass(frozen=True, slots=True)
class StandardsReading:
    """What a file says of standards; with an error among the problems nothing of it counts."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def read_standards(
    path: Path, naming: Naming, scale: tuple[float, float], studies: AbstractSet[str] = frozenset()
) -> StandardsReading:
    """Read every visible sheet of a file that holds standards; nothing about the data is raised.

    scale: the lowest and highest level that a post may ask for; studies: the fields of study that stay in one piece (`study_key`). Layouts: a column per competency (below one row of headings or below
    titles of their groups), or a row per competency with the position merged over its rows or repeated. Sheets of weights,
    trainings and experience are read beside them.
    """
    file = name_of(path)
    try:
        with open_source(path) as source:
            return _read(source, file, naming, cell_parsers(scale, studies))
    except RefusedError as refused:
        return StandardsReading((), (refused.problem(file),))


def _read(source: Source, file: str, naming: Naming, parsers: Mapping[str, Parser]) -> StandardsReading:
    drafts: list[Draft] = []
    beside: list[tuple[Beside, Columns, Findings]] = []
    heard: list[Findings] = []
    for sheet in source.visible() if not source.is_csv else (None,):
        grid = source.read(sheet)
        findings = Findings(file, grid.sheet)
        columns = find_columns(grid, naming, findings)
        if columns is None or not {"jabatan", "standar"} & set(columns.fields):
            continue
        heard.append(findings)
        kind = kind_beside(columns)
        if kind is not None:
            beside.append((kind, columns, findings))
        elif columns.is_long:
            drafts += long_drafts(columns, naming, parsers, findings)
        elif columns.levels:
            drafts += wide_drafts(columns, parsers, findings)
            _tell_unused(columns, findings)
        elif not findings.refused:
            findings.note("SKJ-LEMBAR-LEWAT", None, sheet=grid.sheet or file)
    additions = Additions(drafts)
    for kind, columns, findings in beside:
        additions.add(kind, columns, naming, parsers, findings)
    problems = [problem for findings in heard for problem in findings.problems]
    problems += _named_twice(drafts)
    if not drafts and not any(problem.severity is Severity.ERROR for problem in problems):
        problems.append(Problem("SKJ-LEMBAR", Severity.ERROR, Location(file)))
    return StandardsReading(tuple(additions.added()), tuple(problems))


def _tell_unused(columns: Columns, findings: Findings) -> None:
    aside = [heading for name, heading in columns.fields.items() if name not in POSITION]
    for heading in [*columns.unused, *aside]:
        findings.note("SKJ-KOLOM-LEWAT", heading.cell, heading=heading.text)


def _named_twice(drafts: list[Draft]) -> list[Problem]:
    """Return a problem for every position that two rows name."""
    met: dict[str, Draft] = {}
    problems = []
    for draft in drafts:
        for name in draft.jabatan:
            other = met.setdefault(normalise_jabatan(name), draft)
            if other is not draft:
                facts = {"name": name, "other": _beside(other.place, draft.place)}
                problems.append(Problem("SKJ-BARIS-GANDA", Severity.ERROR, draft.place, facts))
    return problems


def _beside(other: Location, place: Location) -> str:
    """Return a cell as one says it on the sheet of another one."""
    return (other.cell or "") if other.sheet == place.sheet else f"{other.sheet}!{other.cell}"
