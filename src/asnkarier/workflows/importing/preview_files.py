"""What an import would take from a file: which sheet, headings and columns, how sure it is, and five typed rows; nothing is stored."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.vocabulary import reading_vocabulary
from asnkarier.language import message
from asnkarier.model.frames import TABLES
from asnkarier.model.messages import N_
from asnkarier.model.problem import Problem
from asnkarier.reports.shown.labels import label_of
from asnkarier.sheets.schema import schemas
from asnkarier.workflows.importing.import_files import expand, read_file
from asnkarier.workflows.importing.job import ImportRequest, Job
from asnkarier.workflows.importing.mappings import load_mappings
from asnkarier.workflows.importing.summary import problem_json

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.sheets.reading import SheetReading

_ROWS: Final = 5


@dataclass(frozen=True)
class TablePreview:
    """One table of a file, or the reason why it would be refused."""

    reading: "SheetReading"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What reading it would tell."""
        return self.reading.problems

    def rows(self) -> list[dict[str, Any]]:
        """Return the first facts with their sheet row, typed, a missing value as None."""
        kind = self.reading.kind
        if kind is None or self.reading.accepted.empty:
            return []
        names = ["row", *(name for name in TABLES[kind].columns if name in self.reading.accepted)]
        head = self.reading.accepted[names].head(_ROWS)
        return [{str(name): _plain(value) for name, value in row.items()} for row in head.to_dict("records")]

    def as_json(self) -> dict[str, Any]:
        """Return the table under the keys of `asn.import-preview/1`."""
        reading = self.reading
        keys = ("file", "sheet", "kind", "refused", "certainty")
        proposals = {proposal.letters: proposal for proposal in reading.proposals}
        unmapped: list[dict[str, object]] = []
        for letters, heading in reading.unmapped:
            near = proposals.get(letters)
            proposed: dict[str, object] = {
                "proposal": near and near.field,
                "certainty": near and near.certainty,
            }
            unmapped.append({"column": letters, "heading": heading, **proposed})
        return {
            **{key: getattr(reading, key) for key in keys},
            "header_rows": list(reading.header_rows),
            "columns": [
                {
                    "column": letters,
                    "heading": reading.headings[name],
                    "field": name,
                    "certainty": reading.doubts.get(name, 1.0),
                }
                for name, letters in reading.columns.items()
            ],
            "ignored": [{"column": letters, "heading": heading} for letters, heading in reading.ignored],
            "unmapped": unmapped,
            "read": len(reading.data_rows),
            "sound": reading.accepted_rows,
            "rejected": len(reading.rejected_rows),
            "rows": self.rows(),
            "problems": [problem_json(problem) for problem in self.problems],
        }

    def lines(self) -> Iterator[str]:
        """Yield the table for people."""
        reading = self.reading
        if reading.kind is None or not reading.header_rows:
            yield message(N_("{file}: refused; no table was found"), file=reading.file)
            return
        rows = "–".join(str(row) for row in dict.fromkeys((reading.header_rows[0], reading.header_rows[-1])))
        yield message(
            N_("{file}, sheet {sheet}, headings in row {rows}: {kind}, certainty {percent} %"),
            file=reading.file,
            sheet=reading.sheet or "-",
            rows=rows,
            kind=label_of(reading.kind),
            percent=_percent(reading.certainty),
        )
        yield from self._columns()
        for letters, heading in reading.ignored:
            yield message(N_("  {letters}  {heading}: left out on purpose"), letters=letters, heading=heading)
        proposals = {proposal.letters: proposal for proposal in reading.proposals}
        for letters, heading in reading.unmapped:
            near = proposals.get(letters)
            if near is None:
                yield message(N_("  {letters}  {heading}: not used"), letters=letters, heading=heading)
            else:
                yield message(
                    N_(
                        '  {letters}  {heading}: not used; perhaps {field} ({percent} %): --map "{heading}={field}"'
                    ),
                    letters=letters,
                    heading=heading,
                    field=near.field,
                    percent=_percent(near.certainty),
                )
        if reading.refused:
            yield message(N_("  refused as it is; see the problems"))
            return
        counts = {
            "rows": reading.rows,
            "sound": reading.accepted_rows,
            "rejected": len(reading.rejected_rows),
        }
        yield message(
            N_("  {rows} rows: {sound} sound, {rejected} to be rejected; the first facts:"), **counts
        )
        for row in self.rows():
            number = row.pop("row")
            parts = (
                f"{self._heading(name)}: {_shown(value)}" for name, value in row.items() if value is not None
            )
            yield f"  {number}  " + "; ".join(parts)

    def _heading(self, name: str) -> str:
        """Return what the sheet calls a field, else the templates."""
        fields = schemas()[self.reading.kind or ""].fields
        return self.reading.headings.get(name) or (fields[name].heading if name in fields else label_of(name))

    def _columns(self) -> Iterator[str]:
        reading = self.reading
        if not reading.columns:
            return
        left = max(len(letters) for letters in reading.columns.values())
        middle = max(len(heading) for heading in reading.headings.values())
        right = max(len(name) for name in reading.columns)
        for name, letters in reading.columns.items():
            percent = _percent(reading.doubts.get(name, 1.0))
            yield f"  {letters:<{left}}  {reading.headings[name]:<{middle}}  → {name:<{right}}  {percent:>3} %"


def _shown(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True)
class ImportPreview:
    """Every table of every file."""

    as_of: date
    tables: tuple[TablePreview, ...]

    @property
    def failed(self) -> bool:
        """Whether any table would be refused or any row rejected."""
        return any(table.reading.refused or table.reading.rejected_rows for table in self.tables)

    def as_json(self) -> dict[str, Any]:
        """Return `asn.import-preview/1`."""
        tables = [table.as_json() for table in self.tables]
        return {"schema": "asn.import-preview/1", "as_of": self.as_of.isoformat(), "tables": tables}


def preview_import(workspace: "Workspace", paths: Sequence[Path], request: ImportRequest) -> ImportPreview:
    """Read each file as an import would and store nothing; UsageError: a path does not exist."""
    vocabulary = reading_vocabulary(workspace)
    job = Job(workspace, None, request, vocabulary, load_mappings(workspace, vocabulary))
    readings = [reading for path in expand(paths) for reading in read_file(job, path)]
    return ImportPreview(workspace.as_of, tuple(TablePreview(reading) for reading in readings))


def _percent(share: float) -> int:
    return math.floor(100 * share + 0.5)


def _plain(value: Any) -> Any:
    """Return a cell of a frame as JSON has it."""
    if value is pd.NaT or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value
