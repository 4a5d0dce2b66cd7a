"""Spreadsheets into the store: each file in one transaction, every row accounted for."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.agency.contradictions import contradictions
from asnkarier.agency.progress import CHECKED, READ, SILENT, STORED, Progress, RowCount
from asnkarier.agency.vocabulary import known_posts, reading_vocabulary
from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.layout.kinds import kinds_of
from asnkarier.sheets.names import is_rejects, name_of
from asnkarier.sheets.reading import SheetReading, read_tables
from asnkarier.workflows.importing.earlier import Earlier, Edition, earlier_batches, is_whole, places_of
from asnkarier.workflows.importing.job import ImportRequest, Job
from asnkarier.workflows.importing.mappings import load_mappings
from asnkarier.workflows.importing.order import import_order
from asnkarier.workflows.importing.storing import Arriving, again_of, store_tables
from asnkarier.workflows.importing.summary import FileOutcome, ImportSummary, with_turnover
from asnkarier.workflows.importing.turnover import (
    too_many_leave,
    turnover,
    wanted_complete,
    why_not_complete,
)
from asnkarier.workflows.importing.valid_day import ValidDay, rival_of, valid_day

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".html", ".htm", ".csv", ".tsv", ".txt")


def import_files(
    workspace: "Workspace",
    paths: Sequence[Path],
    request: ImportRequest,
    *,
    progress: Progress = SILENT,
    finished: Callable[[Sequence[FileOutcome]], object] = len,
) -> ImportSummary:
    """Read each file and store what is sound; the outcome says what became of every row.

    Files go in by kind (see `import_order`), so that people are known before something is said about them; the outcomes
    come in the order of `paths`, those of a folder by name. finished: hears of each file when it is done, for what stops
    the next one leaves it stored. UsageError: a path does not exist. A file that cannot be used is an outcome, not an
    exception.
    """
    files = expand(paths)
    if request.rejects is not None and len(files) > 1:
        raise UsageError(N_("--rejects names one file, but several are imported"), N_("leave --rejects out"))
    if request.complete and request.not_complete:
        raise UsageError(N_("--complete and --not-complete cannot both hold"), N_("leave one of them out"))
    vocabulary = reading_vocabulary(workspace)
    remembered = load_mappings(workspace, vocabulary)
    outcomes: dict[int, list[FileOutcome]] = {}
    with _store_for(workspace, request) as store:
        vocabulary = replace(vocabulary, posts=partial(known_posts, workspace, store))
        job = Job(
            workspace, store, request, vocabulary, remembered, RowCount(progress), several=len(files) > 1
        )
        progress(N_("reading files"), 0, len(files))
        for number, place in enumerate(_order(job, files)):
            progress(N_("reading files"), number, len(files))
            outcomes[place] = _import_one(job, files[place])
            finished(outcomes[place])
        progress(N_("reading files"), len(files), len(files))
    found = (outcome for place in range(len(files)) for outcome in outcomes[place])
    return ImportSummary(tuple(found), dry_run=request.dry_run)


def _order(job: "Job", files: Sequence[Path]) -> list[int]:
    """Return the places of the files in the order of import; of one file the head is not read for that."""
    if len(files) <= 1:
        return list(range(len(files)))
    options = job.options
    return import_order([kinds_of(path, vocabulary=job.vocabulary, options=options) for path in files])


def _store_for(workspace: "Workspace", request: ImportRequest) -> "AbstractContextManager[Store | None]":
    """Return the store; for a dry run one that cannot be written to, or none when there is none yet."""
    if not request.dry_run:
        return workspace.open_store("w", doing="asn import")
    return workspace.open_store("r") if workspace.store_path.is_file() else nullcontext()


def expand(paths: Sequence[Path]) -> list[Path]:
    """Return the files that the paths name; a folder stands for the spreadsheets directly in it."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += _inputs(path)
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(N_("{file}: there is no such file"), N_("check the name"), facts={"file": path})
    return files


def _inputs(folder: Path) -> list[Path]:
    try:
        return sorted(child for child in folder.iterdir() if _is_input(child))
    except OSError as error:
        raise UsageError(
            N_("the folder {folder} cannot be read: {reason}"),
            N_("check that you may read it"),
            facts={"folder": name_of(folder), "reason": error.strerror or str(error)},
        ) from error


def _is_input(path: Path) -> bool:
    name = path.name
    leads_nowhere = path.is_symlink() and not path.exists()  # told as a file that cannot be read
    return (
        (path.is_file() or leads_nowhere)
        and path.suffix.lower() in _SPREADSHEETS
        and not name.startswith(("~$", "."))
        and not is_rejects(name)
    )


def read_file(job: Job, path: Path) -> tuple[SheetReading, ...]:
    """Return every table of a file, read as the person said."""
    listener = job.rows.reading if job.rows.is_heard else None
    readings = read_tables(path, vocabulary=job.vocabulary, options=job.options, listener=listener)
    job.rows.add(READ, sum(reading.rows for reading in readings))
    return readings


def digest_of(path: Path) -> str:
    """Return the sha256 of a file, which may be larger than memory. OSError: it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _saved(path: Path) -> tuple[int, int, int] | None:
    """Return what differs when a file is saved anew; None when it is gone."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _edition(path: Path, sha256: str, saved: tuple[int, int, int] | None) -> Edition:
    written = datetime.fromtimestamp(0 if saved is None else saved[2] / 1e9, UTC)
    return Edition(name_of(path), sha256, written)


def _unreadable(path: Path, reason: str) -> FileOutcome:
    name = name_of(path)
    return FileOutcome.refused(
        name, [Problem("BERKAS-BACA", Severity.ERROR, Location(name), {"reason": reason})]
    )


def _import_one(job: Job, path: Path) -> list[FileOutcome]:
    try:
        before = _saved(path)
        sha256 = digest_of(path)
    except OSError as error:
        return [_unreadable(path, error.strerror or str(error))]
    seen = _seen(job, _edition(path, sha256, before))
    if is_whole(seen) and all(job.read_with.holds(one) for one in seen.values()):
        return [FileOutcome.already_imported(name_of(path), one.batch) for one in seen.values()]
    readings = read_file(job, path)
    if _saved(path) != before:  # its digest would vouch for rows that it never held
        return [_unreadable(path, _(N_("it was changed while it was read")))]
    if len(readings) == 1 and readings[0].refused:
        return [FileOutcome.refused(name_of(path), readings[0].problems)]
    again = again_of(job, readings, seen)
    if any(again):  # who was named then is no news now
        outcomes = [
            _outcome(job, reading, readings).once_more(earlier)
            for reading, earlier in zip(readings, again, strict=True)
        ]
        return _kept(job, path, Read(readings, outcomes, sha256, seen))
    found = turnover(job, path, readings)
    stopped = too_many_leave(job, path, found)
    if stopped is not None:
        return [replace(FileOutcome.refused(name_of(path), [stopped]), turnover=found)]
    outcomes = [_outcome(job, reading, readings) for reading in readings]
    outcomes = with_turnover(outcomes, found, why_not_complete(job, path, readings))
    outcomes = [
        one if reading.refused else replace(one, valid_day=_day(job, reading, sha256))
        for one, reading in zip(outcomes, readings, strict=True)
    ]
    return _kept(job, path, Read(readings, outcomes, sha256, seen))


def _day(job: Job, reading: SheetReading, sha256: str) -> ValidDay:
    found = valid_day(job, reading)
    return replace(found, rival=rival_of(job.store, reading, found, sha256))


def _seen(job: Job, edition: Edition) -> dict[str, Earlier]:
    """Return the imports that the store already holds of these bytes; a dry run looks anew at what an import would pass over."""
    if job.store is None:
        return {}
    words, as_of = job.request.digest(), job.workspace.as_of
    found = earlier_batches(job.store, edition, words, as_of, complete=wanted_complete(job))
    if job.request.dry_run:
        return {place: one for place, one in found.items() if not job.read_with.holds(one)}
    return found


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its tables, what becomes of each, and which of them are stored already."""

    readings: Sequence[SheetReading]
    outcomes: list[FileOutcome]
    sha256: str
    seen: dict[str, Earlier]


def _kept(job: Job, path: Path, read: Read) -> list[FileOutcome]:
    """Set the bad rows of a file aside, store the others, and return what became of every table."""
    request, readings, outcomes = job.request, read.readings, read.outcomes
    if request.dry_run:
        job.rehearsed.extend(one for one in readings if one.kind == "employees" and not one.refused)
    rows = sum(outcome.rows for outcome in outcomes)
    job.rows.add(CHECKED, rows)
    if request.strict and any(outcome.failed for outcome in outcomes):
        outcomes = [outcome.turned_away() for outcome in outcomes]
    if any(outcome.failed and outcome.rejected for outcome in outcomes) and not request.dry_run:
        outcomes = _with_rejects(job, path, readings, outcomes)
    if job.store is not None and not any(outcome.strict for outcome in outcomes):
        tables = [
            Arriving(*table)
            for table in zip(
                readings, outcomes, places_of(readings), again_of(job, readings, read.seen), strict=True
            )
        ]
        outcomes = store_tables(job, job.store, tables, read.sha256, read.seen)
        job.rows.add(STORED, rows)
    return outcomes


def _with_rejects(
    job: Job, path: Path, readings: Sequence[SheetReading], outcomes: Sequence[FileOutcome]
) -> list[FileOutcome]:
    """Write the rejected rows beside the file, before the store: whatever happens in between, no row is gone from both."""
    from asnkarier.workflows.importing.rejected_rows import (
        write_rejected_rows,
    )  # with openpyxl, a fifth of a second

    request = job.request
    rejects = write_rejected_rows(
        job.workspace, path, request.rejects, readings, whole=request.strict, period=request.period
    )
    return [
        replace(outcome, rejects_file=str(rejects)) if outcome.rejected and outcome.kind else outcome
        for outcome in outcomes
    ]


def _outcome(job: Job, reading: SheetReading, readings: Sequence[SheetReading]) -> FileOutcome:
    """Return the outcome of one of the `readings` of a file, before anything is stored."""
    several = len(readings) > 1
    if reading.refused:
        return replace(
            FileOutcome.refused(reading.file, reading.problems), sheet=reading.sheet, several=several
        )
    day = valid_day(job, reading).day
    found = contradictions(job.workspace, reading, job.store, (*readings, *job.rehearsed), day)
    return replace(FileOutcome.read(reading, found), several=several)
