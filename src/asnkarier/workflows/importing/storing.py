"""The tables of one file into the store, in one transaction, and what the person said of them into the workspace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asnkarier.agency.answers.conditions import keep_conditions
from asnkarier.agency.privacy.purges import known_again
from asnkarier.errors import OutputError
from asnkarier.model.frames import EMPLOYEES, RESULTS
from asnkarier.model.problem import Location, Problem, Severity
from asnkarier.sheets.layout.remembered import Remembered
from asnkarier.sheets.reading import SheetReading
from asnkarier.store.records import AddResult, ImportBatch, SourceSheet
from asnkarier.workflows.importing.earlier import NOT_COMPLETE, Earlier, places_of, times_imported
from asnkarier.workflows.importing.mappings import remember
from asnkarier.workflows.importing.summary import FileOutcome
from asnkarier.workflows.importing.turnover import named_in, wanted_complete
from asnkarier.workflows.importing.valid_day import valid_day
from asnkarier.workflows.readings import HowRead

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from asnkarier.store.store import Store
    from asnkarier.workflows.importing.job import Job


@dataclass(frozen=True)
class Arriving:
    """One table of a file on its way into the store; place: which of several tables of the file it is.

    again: what an earlier import of the same bytes made known, when this reading may add to it.
    """

    reading: SheetReading
    outcome: FileOutcome
    place: str
    again: Earlier | None = None

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
        return replace(
            self.outcome,
            accepted=result.accepted,
            unchanged=unchanged,
            batch=result.batch_id,
            # A reading once more holds only what is new: its other cells are not empty.
            emptied={} if self.again else dict(result.emptied),
        )

    @property
    def place_in_store(self) -> "Mapping[int, SourceSheet]":
        """The sheet under the number that its rows carry."""
        return {0: self.source}


def again_of(
    job: "Job", readings: Sequence[SheetReading], seen: Mapping[str, Earlier]
) -> list[Earlier | None]:
    """Return for each reading the import that it only adds to: the same table, read before with other names or mappings."""
    found: list[Earlier | None] = []
    for reading, place in zip(readings, places_of(readings), strict=True):
        earlier = seen.get(place)
        same = earlier is not None and not reading.refused and earlier.batch.table == reading.kind
        found.append(earlier if same and earlier is not None and not job.read_with.holds(earlier) else None)
    return found


def store_tables(
    job: "Job", store: "Store", tables: Sequence[Arriving], sha256: str, seen: Mapping[str, Earlier]
) -> list[FileOutcome]:
    """Store the tables of a file in one transaction, those that are not refused or stored already; a dry run only compares.

    Of a table that is read once more only what its earlier readings did not say is stored, as of their day.
    """
    held = {place for place, earlier in seen.items() if job.read_with.holds(earlier)}
    new = [one for one in tables if not one.reading.refused and one.place not in held]
    if job.request.dry_run:
        results = [
            store.preview(
                one.outcome.kind or "",
                one.frame,
                _day_of(job, one),
                one.place_in_store,
                complete=_is_complete(one),
                adds_to=one.again.readings if one.again else (),
            )
            for one in new
        ]
        done = {one.place: one.counted(result) for one, result in zip(new, results, strict=True)}
    else:
        before = times_imported(store, sha256)
        arrivals = ((_batch(job, one, tables, sha256, before), one.frame, one.place_in_store) for one in new)
        if new:
            keep_conditions(job.workspace, store, _stamp(job), job.request.user)
            _tell_of_purged(job, store, new)
        results = store.add_all(arrivals) if new else []
        done = {
            one.place: _remember(job, one.reading, one.counted(result))
            for one, result in zip(new, results, strict=True)
        }
    for one in tables:
        if one.place in held and not one.reading.refused:
            again = FileOutcome.already_imported(one.reading.file, seen[one.place].batch)
            done[one.place] = replace(again, sheet=one.reading.sheet)
    return [done.get(one.place, one.outcome) for one in tables]


def _tell_of_purged(job: "Job", store: "Store", new: Sequence[Arriving]) -> None:
    nips = {nip for one in new if "nip" in one.frame for nip in one.frame["nip"].dropna().tolist()}
    told = known_again(job.workspace, store, nips)
    if told:
        job.workspace.tell(told)


def _batch(job: "Job", one: Arriving, tables: Sequence[Arriving], sha256: str, again: int) -> ImportBatch:
    request, outcome = job.request, one.outcome
    earlier = one.again.batch if one.again else None
    as_of, complete = _day_of(job, one), _is_complete(one)
    stated = valid_day(job, one.reading).is_stated
    read_with = job.read_with.sum_of(one.reading, _to_remember(job, one.reading))
    how = HowRead(as_of, read_with, request.digest(), one.place, complete, stated, again, earlier)
    counts = {"rows": outcome.rows, "rejected": outcome.rejected}
    if len(tables) > 1:
        counts["tables"] = len(tables)
    if outcome.kind == EMPLOYEES.name and wanted_complete(job) and not outcome.complete:
        counts[NOT_COMPLETE] = 1
    if complete and outcome.turnover is not None:
        counts["left"] = len(outcome.turnover.missing)
    if outcome.turnover is not None and outcome.turnover.back:
        counts["back"] = len(outcome.turnover.back)
    return ImportBatch(
        table=outcome.kind or "",
        file=one.reading.file,
        sha256=sha256,
        options_digest=how.digest(),
        imported_at=_stamp(job),
        imported_by=request.user,
        as_of=as_of,
        counts=counts,
        complete=complete,
        named=tuple(sorted(_beside(job, one, tables))) if complete else (),
        set_aside=tuple(sorted({nip or "" for nip in one.reading.rejected_nips})),
        adds_to=one.again.readings if one.again else (),
    )


def _day_of(job: "Job", one: Arriving) -> "date":
    return one.again.batch.as_of if one.again else valid_day(job, one.reading).day


def _is_complete(one: Arriving) -> bool:
    """Return whether it says who is everybody; a reading once more only adds to a list that did."""
    return one.outcome.complete and one.again is None


def _beside(job: "Job", one: Arriving, tables: Sequence[Arriving]) -> set[str]:
    """Return whom a complete list names beside its sound rows: on those set aside, and on other sheets of its day."""
    day = valid_day(job, one.reading).day
    lists = [
        other.reading
        for other in tables
        if other.outcome.complete and valid_day(job, other.reading).day == day
    ]
    return named_in(lists, aside=True) - named_in([one.reading], aside=False)


def _to_remember(job: "Job", reading: SheetReading) -> Remembered | None:
    """Return how the headings are kept after this import; None when the person said nothing of them.

    A recap of levels that is read for its totals alone is one of levels and totals the next time.
    """
    request = job.request
    if reading.kind == RESULTS.name and not reading.named:
        return None
    said = request.kind or request.sheet or request.header_row or (request.mapping and reading.named)
    if not said or reading.kind is None or not reading.all_headings:
        return None
    return Remembered("", reading.kind, dict(reading.all_headings), dict(reading.named), request.sheet)


def _stamp(job: "Job") -> str:
    return job.request.now.isoformat(timespec="seconds")


def _remember(job: "Job", reading: SheetReading, outcome: FileOutcome) -> FileOutcome:
    """Keep what the person said of the columns, so that the next file with these headings needs no question."""
    fresh = _to_remember(job, reading)
    if fresh is None:
        return outcome
    try:
        name = remember(job.workspace, fresh, job.remembered)
    except OutputError as error:
        told = Problem("PETA-TULIS", Severity.WARNING, Location(reading.file), {"reason": str(error)})
        return replace(outcome, problems=(*outcome.problems, told))
    return replace(outcome, remembered=name)
