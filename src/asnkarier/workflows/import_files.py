"""Spreadsheets into the store: each file in one transaction, every row accounted for."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.errors import OutputError, UsageError
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.reading import ReadOptions, SheetReading, read_tables
from asnkarier.store.records import ImportBatch, SourceSheet
from asnkarier.workflows.contradictions import contradictions
from asnkarier.workflows.earlier_imports import earlier_batches, is_whole, options_digest, place_of
from asnkarier.workflows.import_summary import FileOutcome, ImportSummary
from asnkarier.workflows.mappings import load_mappings, remember
from asnkarier.workflows.progress import SILENT, Progress
from asnkarier.workflows.rejected_rows import write_rejected_rows
from asnkarier.workflows.vocabulary import reading_vocabulary

if TYPE_CHECKING:
    from asnkarier.sheets.remembered import Remembered
    from asnkarier.sheets.vocabulary import Vocabulary
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store
    from asnkarier.workflows.workspace import Workspace

_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".html", ".htm", ".csv", ".tsv", ".txt")


@dataclass(frozen=True)
class ImportRequest:
    """How to read the files; `now` and `user` go into the record of the batch."""

    now: datetime
    user: str = ""
    kind: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    period: int | None = None
    dry_run: bool = False
    strict: bool = False
    rejects: Path | None = None

    def digest(self) -> str:
        """Return what of these words changes the reading; the same bytes read otherwise are not the same import."""
        words = [self.kind, self.sheet, self.header_row, sorted(self.mapping.items()), self.period]
        return json.dumps(words, ensure_ascii=False)


def import_files(
    workspace: "Workspace", paths: Sequence[Path], request: ImportRequest, *, progress: Progress = SILENT
) -> ImportSummary:
    """Read each file and store what is sound; the outcome says what became of every row.

    UsageError: a path does not exist. A file that cannot be used is an outcome, not an exception.
    """
    files = expand(paths)
    if request.rejects is not None and len(files) > 1:
        raise UsageError(N_("--rejects names one file, but several are imported"), N_("leave --rejects out"))
    vocabulary = reading_vocabulary(workspace)
    remembered = load_mappings(workspace, vocabulary)
    outcomes: list[FileOutcome] = []
    with _store_for(workspace, request) as store:
        job = Job(workspace, store, request, vocabulary, remembered)
        progress(N_("rows"), 0, None)
        for number, path in enumerate(files):
            progress(N_("reading files"), number, len(files))
            outcomes += _import_one(job, path)
            progress(N_("rows"), sum(outcome.rows for outcome in outcomes), None)
        progress(N_("reading files"), len(files), len(files))
    return ImportSummary(tuple(outcomes), dry_run=request.dry_run)


def _store_for(workspace: "Workspace", request: ImportRequest) -> "AbstractContextManager[Store | None]":
    """Return the store; for a dry run one that cannot be written to, or none when there is none yet."""
    if not request.dry_run:
        return workspace.open_store("w")
    return workspace.open_store("r") if workspace.store_path.is_file() else nullcontext()


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files that the paths name; a folder stands for the spreadsheets directly in it."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(child for child in path.iterdir() if _is_input(child))
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(N_("{file}: there is no such file"), N_("check the name"), facts={"file": path})
    return files


def _is_input(path: Path) -> bool:
    name = path.name
    return (
        path.is_file()
        and path.suffix.lower() in _SPREADSHEETS
        and not name.startswith(("~$", "."))
        and ".ditolak." not in name
    )


@dataclass(frozen=True)
class Job:
    """What every file of one import shares."""

    workspace: "Workspace"
    store: "Store | None"
    request: ImportRequest
    vocabulary: "Vocabulary"
    remembered: tuple["Remembered", ...] = ()


def read_file(job: Job, path: Path) -> tuple[SheetReading, ...]:
    """Return every table of a file, read as the person said."""
    request = job.request
    options = ReadOptions(
        kind=request.kind,
        sheet=request.sheet,
        header_row=request.header_row,
        mapping=request.mapping,
        as_of=job.workspace.as_of,
        period=request.period,
        remembered=job.remembered,
    )
    return read_tables(path, vocabulary=job.vocabulary, options=options)


def _import_one(job: Job, path: Path) -> list[FileOutcome]:
    request, as_of = job.request, job.workspace.as_of
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        problem = Problem(
            "BERKAS-BACA", Severity.ERROR, Location(path.name), {"reason": error.strerror or str(error)}
        )
        return [FileOutcome.refused(path.name, [problem])]
    seen = (
        {}
        if job.store is None or request.dry_run
        else earlier_batches(job.store, sha256, request.digest(), as_of)
    )
    if is_whole(seen):
        return [FileOutcome.already_imported(path.name, batch) for batch in seen.values()]
    readings = read_file(job, path)
    if len(readings) == 1 and readings[0].refused:
        return [FileOutcome.refused(path.name, readings[0].problems)]
    outcomes = [_outcome(job, reading, readings) for reading in readings]
    if request.strict and any(outcome.failed for outcome in outcomes):
        outcomes = [outcome.turned_away() for outcome in outcomes]
    if any(reading.rejected_rows for reading in readings) and not request.dry_run:
        # Before the store: whatever happens in between, no row is gone from both.
        whole = request.strict
        rejects = write_rejected_rows(job.workspace, path, request.rejects, readings, whole=whole)
        outcomes = [
            replace(outcome, rejects_file=str(rejects)) if outcome.rejected and outcome.kind else outcome
            for outcome in outcomes
        ]
    if job.store is not None and not any(outcome.strict for outcome in outcomes):
        stored = Stored(sha256, seen, len(readings))
        outcomes = [
            _store(job, job.store, reading, outcome, stored)
            for reading, outcome in zip(readings, outcomes, strict=True)
        ]
    return outcomes


def _outcome(job: Job, reading: SheetReading, readings: Sequence[SheetReading]) -> FileOutcome:
    """Return the outcome of one of the `readings` of a file, before anything is stored."""
    several = len(readings) > 1
    if reading.refused:
        return replace(
            FileOutcome.refused(reading.file, reading.problems), sheet=reading.sheet, several=several
        )
    found = contradictions(job.workspace, reading, job.store, readings)
    return replace(FileOutcome.read(reading, found), several=several)


@dataclass(frozen=True)
class Stored:
    """The bytes of a file, the tables of it that the store holds already, and how many it has."""

    sha256: str
    seen: Mapping[str, "Batch"]
    tables: int


def _store(
    job: Job, store: "Store", reading: SheetReading, outcome: FileOutcome, stored: Stored
) -> FileOutcome:
    request, as_of = job.request, job.workspace.as_of
    place = place_of(reading, alone=stored.tables == 1)
    if reading.refused:
        return outcome
    if place in stored.seen:
        return replace(FileOutcome.already_imported(reading.file, stored.seen[place]), sheet=reading.sheet)
    frame = reading.accepted.assign(source_id=0)
    sound = outcome.rows - outcome.rejected
    if request.dry_run:
        result = store.preview(outcome.kind or "", frame, as_of)
        return replace(outcome, accepted=result.accepted, unchanged=sound - result.accepted)
    counts = {"rows": outcome.rows, "rejected": outcome.rejected}
    batch = ImportBatch(
        table=outcome.kind or "",
        file=reading.file,
        sha256=stored.sha256,
        options_digest=options_digest(as_of, request.digest(), place),
        imported_at=request.now.isoformat(timespec="seconds"),
        imported_by=request.user,
        as_of=as_of,
        counts=counts | ({"tables": stored.tables} if stored.tables > 1 else {}),
    )
    source = SourceSheet(
        file=reading.file,
        sheet=reading.sheet,
        header_rows=tuple(reading.header_rows),
        columns=reading.columns,
    )
    result = store.add(batch, frame, {0: source})
    # A row without any fact (an assessment recap lists people who were not assessed) tells nothing new either.
    outcome = replace(
        outcome, accepted=result.accepted, unchanged=sound - result.accepted, batch=result.batch_id
    )
    return _remember(job, reading, outcome)


def _remember(job: Job, reading: SheetReading, outcome: FileOutcome) -> FileOutcome:
    """Keep what the person said of the columns, so that the next file with these headings needs no question."""
    request = job.request
    said = request.kind or request.sheet or request.header_row or (request.mapping and reading.named)
    if not said:
        return outcome
    try:
        name = remember(job.workspace, reading, job.remembered, sheet=request.sheet)
    except OutputError as error:
        told = Problem("PETA-TULIS", Severity.WARNING, Location(reading.file), {"reason": str(error)})
        return replace(outcome, problems=(*outcome.problems, told))
    return replace(outcome, remembered=name)
