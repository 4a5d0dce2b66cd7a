"""Spreadsheets into the store: each file in one transaction, every row accounted for."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.reading import ReadOptions, SheetReading, read_table
from asnkarier.store.records import Batch, ImportBatch, SourceSheet
from asnkarier.workflows.contradictions import contradictions
from asnkarier.workflows.import_summary import FileOutcome, ImportSummary
from asnkarier.workflows.progress import SILENT, Progress
from asnkarier.workflows.rejected_rows import write_rejected_rows
from asnkarier.workflows.vocabulary import reading_vocabulary

if TYPE_CHECKING:
    from asnkarier.sheets.vocabulary import Vocabulary
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
    outcomes = []
    with _store_for(workspace, request) as store:
        for number, path in enumerate(files):
            progress(N_("reading files"), number, len(files))
            outcomes.append(_import_one(workspace, store, path, request, vocabulary))
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


def _import_one(
    workspace: "Workspace",
    store: "Store | None",
    path: Path,
    request: ImportRequest,
    vocabulary: "Vocabulary",
) -> FileOutcome:
    try:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        problem = Problem(
            "BERKAS-BACA", Severity.ERROR, Location(path.name), {"reason": error.strerror or str(error)}
        )
        return FileOutcome.refused(path.name, [problem])
    seen = None if store is None else _earlier_import(store, sha256, request, workspace.as_of)
    if seen is not None and not request.dry_run:
        return FileOutcome.already_imported(path.name, seen.table, seen.batch_id, seen.counts)
    options = ReadOptions(
        kind=request.kind,
        sheet=request.sheet,
        header_row=request.header_row,
        mapping=request.mapping,
        as_of=workspace.as_of,
        period=request.period,
    )
    reading = read_table(path, vocabulary=vocabulary, options=options)
    if reading.refused:
        return FileOutcome.refused(path.name, reading.problems)
    found = contradictions(workspace, reading)
    outcome = FileOutcome.read(reading, found)
    if request.strict and outcome.rejected:
        outcome = replace(outcome, failed=True, strict=True, accepted=0, rejected=outcome.rows)
    if outcome.rejected and not request.dry_run:
        # Before the store: whatever happens in between, no row is gone from both.
        rejects = write_rejected_rows(workspace, path, request.rejects, [reading], whole=outcome.strict)
        outcome = replace(outcome, rejects_file=str(rejects))
    if store is not None and not outcome.strict:
        outcome = _store(workspace, store, reading, outcome, request, sha256)
    return outcome


def _earlier_import(store: "Store", sha256: str, request: ImportRequest, as_of: date) -> "Batch | None":
    """Return the import that already made these bytes known on `as_of`."""
    digest = request.digest()
    for batch in store.batches():
        same = batch.sha256 == sha256 and batch.options_digest.partition("|")[2] == digest
        if same and batch.kind == "import" and batch.status == "active" and batch.as_of <= as_of:
            return batch
    return None


def _store(
    workspace: "Workspace",
    store: "Store",
    reading: SheetReading,
    outcome: FileOutcome,
    request: ImportRequest,
    sha256: str,
) -> FileOutcome:
    frame = reading.accepted.assign(source_id=0)
    sound = outcome.rows - outcome.rejected
    if request.dry_run:
        result = store.preview(outcome.kind or "", frame, workspace.as_of)
        return replace(outcome, accepted=result.accepted, unchanged=sound - result.accepted)
    batch = ImportBatch(
        table=outcome.kind or "",
        file=reading.file,
        sha256=sha256,
        # With the day in front: the same bytes imported for an earlier day make their facts known earlier.
        options_digest=f"{workspace.as_of}|{request.digest()}",
        imported_at=request.now.isoformat(timespec="seconds"),
        imported_by=request.user,
        as_of=workspace.as_of,
        counts={"rows": outcome.rows, "rejected": outcome.rejected},
    )
    source = SourceSheet(
        file=reading.file,
        sheet=reading.sheet,
        header_rows=tuple(reading.header_rows),
        columns=reading.columns,
    )
    result = store.add(batch, frame, {0: source})
    # A row without any fact (an assessment recap lists people who were not assessed) tells nothing new either.
    return replace(
        outcome, accepted=result.accepted, unchanged=sound - result.accepted, batch=result.batch_id
    )
