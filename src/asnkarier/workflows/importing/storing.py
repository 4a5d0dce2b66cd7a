"""The tables of one file into the store, in one transaction, and what the person said of them into the workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asnkarier.errors import OutputError
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.reading import SheetReading
from asnkarier.store.records import AddResult, ImportBatch, SourceSheet
from asnkarier.workflows.importing.earlier import options_digest
from asnkarier.workflows.importing.mappings import remember
from asnkarier.workflows.importing.summary import FileOutcome

if TYPE_CHECKING:
    import pandas as pd

    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store
    from asnkarier.workflows.importing.job import Job


@dataclass(frozen=True)
class Arriving:
    """One table of a file on its way into the store; place: which of several tables of the file it is."""

    reading: SheetReading
    outcome: FileOutcome
    place: str

    @property
    def frame(self) -> "pd.DataFrame":
        """The accepted rows, all of them from one sheet."""
        return self.reading.accepted.assign(source_id=0)

    @property
    def source(self) -> SourceSheet:
        """The sheet that was read."""
        reading = self.reading
        return SourceSheet(reading.file, reading.sheet, tuple(reading.header_rows), reading.columns)

    def counted(self, result: AddResult) -> FileOutcome:
        """Return the outcome once the store has compared the rows with what it knew."""
        # A row without any fact (an assessment recap lists people who were not assessed) tells nothing new either.
        sound = self.outcome.rows - self.outcome.rejected
        unchanged = sound - result.accepted
        return replace(self.outcome, accepted=result.accepted, unchanged=unchanged, batch=result.batch_id)


def store_tables(
    job: "Job", store: "Store", tables: Sequence[Arriving], sha256: str, seen: Mapping[str, "Batch"]
) -> list[FileOutcome]:
    """Store the tables of a file in one transaction, those that are not refused or stored already; a dry run only compares."""
    new = [one for one in tables if not one.reading.refused and one.place not in seen]
    if job.request.dry_run:
        results = [store.preview(one.outcome.kind or "", one.frame, job.workspace.as_of) for one in new]
        done = {one.place: one.counted(result) for one, result in zip(new, results, strict=True)}
    else:
        arrivals = ((_batch(job, one, sha256, len(tables)), one.frame, {0: one.source}) for one in new)
        results = store.add_all(arrivals) if new else []
        done = {
            one.place: _remember(job, one.reading, one.counted(result))
            for one, result in zip(new, results, strict=True)
        }
    for one in tables:
        if one.place in seen and not one.reading.refused:
            again = FileOutcome.already_imported(one.reading.file, seen[one.place])
            done[one.place] = replace(again, sheet=one.reading.sheet)
    return [done.get(one.place, one.outcome) for one in tables]


def _batch(job: "Job", one: Arriving, sha256: str, tables: int) -> ImportBatch:
    request, as_of, outcome = job.request, job.workspace.as_of, one.outcome
    counts = {"rows": outcome.rows, "rejected": outcome.rejected}
    return ImportBatch(
        table=outcome.kind or "",
        file=one.reading.file,
        sha256=sha256,
        options_digest=options_digest(as_of, request.digest(), one.place),
        imported_at=request.now.isoformat(timespec="seconds"),
        imported_by=request.user,
        as_of=as_of,
        counts=counts | ({"tables": tables} if tables > 1 else {}),
    )


def _remember(job: "Job", reading: SheetReading, outcome: FileOutcome) -> FileOutcome:
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
