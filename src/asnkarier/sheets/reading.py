"""The door in: one file becomes one typed frame, with every row accepted, rejected or passed over for a stated reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import pandas as pd

from asnkarier.errors import UsageError
from asnkarier.model.frames import TABLES
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.sheets.detection import Detected, ReadOptions, detect
from asnkarier.sheets.findings import Findings
from asnkarier.sheets.grid import column_number
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.source import open_source
from asnkarier.sheets.table import empty_frame, read_rows, same_cells
from asnkarier.sheets.vocabulary import Vocabulary

_ADDRESS: Final = re.compile(r"^([A-Z]+)(\d+)$")
__all__ = ["ReadOptions", "SheetReading", "Vocabulary", "read_table"]


@dataclass(frozen=True)
class SheetReading:
    """What one file gave.

    A refused file has `refused` set, no rows, and its reason among `problems`. `rows` = accepted_rows + rejected_rows.
    columns: field -> column letters; headings: field -> heading; levels of wide assessments stand under their competency.
    title_rows: the rows above the header. data_rows: every row that was counted.
    accepted: the columns of `model.frames` + `row` (sheet row) + `col` (letters of the level of a wide assessment).
    duplicate_rows: accepted rows that repeat a fact word for word; they are in the count, not in the frame.
    """

    file: str
    kind: str | None = None
    sheet: str | None = None
    refused: bool = False
    header_rows: tuple[int, ...] = ()
    title_rows: tuple[int, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    unmapped: tuple[tuple[str, str], ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    accepted_rows: int = 0
    accepted: pd.DataFrame = field(default_factory=pd.DataFrame)
    data_rows: tuple[int, ...] = ()
    rejected_rows: tuple[int, ...] = ()
    duplicate_rows: tuple[int, ...] = ()
    skipped_notes: tuple[tuple[int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    certainty: float = 0.0


def read_table(
    path: Path, *, vocabulary: Vocabulary, options: ReadOptions, shown_as: str | None = None
) -> SheetReading:
    """Read one spreadsheet or CSV file.

    Nothing about the data is raised: a file that cannot be read comes back refused, with its problem. UsageError: the
    options name an unknown kind. shown_as: the file's name in messages and provenance (default: its name).
    """
    if options.kind is not None and options.kind not in TABLES:
        raise UsageError(
            N_("unknown kind of table: {kind}"),
            N_("use one of: {kinds}"),
            facts={"kind": options.kind, "kinds": ", ".join(TABLES)},
        )
    findings = Findings(shown_as or path.name)
    try:
        return _read(path, vocabulary, options, findings)
    except RefusedError as refused:
        problems = (*findings.problems, refused.problem(findings.file))
        return SheetReading(
            findings.file, kind=options.kind, sheet=refused.sheet, refused=True, problems=problems
        )


def _read(path: Path, vocabulary: Vocabulary, options: ReadOptions, findings: Findings) -> SheetReading:
    with open_source(path) as source:
        if source.encoding in ("cp1252", "latin-1"):
            findings.note("CSV-CP1252", encoding=source.encoding)
        detected = detect(source, options, vocabulary, findings)
    if detected is None:
        return SheetReading(
            findings.file,
            kind=options.kind,
            sheet=findings.sheet,
            refused=True,
            problems=tuple(findings.problems),
        )
    findings.problems.extend(detected.findings.problems)
    _check_twins(detected, findings)
    reading = _described(detected, findings)
    if findings.refused:
        return replace(reading, refused=True, problems=tuple(findings.problems))
    table = read_rows(detected, options, vocabulary, findings)
    return replace(
        reading,
        rows=len(table.numbers),
        accepted_rows=len(table.numbers) - len(table.rejected),
        accepted=table.accepted,
        data_rows=table.numbers,
        rejected_rows=table.rejected,
        duplicate_rows=table.duplicates,
        skipped_notes=table.notes,
        problems=_in_order(findings.problems),
    )


def _check_twins(detected: Detected, findings: Findings) -> None:
    """Two columns of one meaning: harmless when they hold the same, otherwise nobody can tell which one counts."""
    for name, chosen, other in detected.columns.twins:
        same = same_cells(detected.grid, chosen, other, detected.header.first)
        tell = findings.note if same else findings.error
        code = "KOLOM-KEMBAR" if same else "KOLOM-GANDA"
        tell(code, other.cell, field=name, heading=other.text, first=chosen.letters, second=other.letters)


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems of the file first, then those of cells by row and column."""
    return tuple(sorted(problems, key=_place))


def _place(problem: Problem) -> tuple[int, int, str]:
    match = _ADDRESS.match(problem.location.cell or "")
    if match is None:
        return 0, 0, ""
    return int(match[2]), column_number(match[1]), problem.code


def _described(detected: Detected, findings: Findings) -> SheetReading:
    columns = detected.columns
    fields = {name: columns.fields[name] for name in columns.schema.fields if name in columns.fields}
    named = fields | {competency: heading for heading, competency in columns.levels}
    return SheetReading(
        findings.file,
        kind=columns.schema.kind,
        sheet=detected.grid.sheet,
        header_rows=detected.header.rows,
        title_rows=tuple(int(row) for row in detected.grid.row_numbers if row < min(detected.header.rows))
        if detected.header.titles
        else (),
        columns={name: heading.letters for name, heading in named.items()},
        headings={name: heading.text for name, heading in named.items()},
        unmapped=tuple((heading.letters, heading.text) for heading in columns.unmapped),
        ignored=tuple((heading.letters, heading.text) for heading in columns.ignored),
        accepted=empty_frame(columns.schema.table),
        certainty=detected.certainty,
    )
