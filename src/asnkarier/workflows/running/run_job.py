"""A batch job: the steps of config.yaml, each trapped, all recorded in run.json."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from asnkarier import __version__
from asnkarier.agency.workspace import user_name
from asnkarier.errors import AsnkarierError, NothingKnown, OutputError, StoreError
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.produce import Format, produce
from asnkarier.workflows.running.begun import note_begun, note_ended
from asnkarier.workflows.running.drop_folder import Pause
from asnkarier.workflows.running.jobs import JobStep, find_job
from asnkarier.workflows.running.lock import job_lock, job_lock_path
from asnkarier.workflows.running.logbook import Logbook
from asnkarier.workflows.running.outputs import Outputs
from asnkarier.workflows.running.recording import (
    SKIPPED,
    RunRecord,
    StepRecord,
    keep_event,
    left_out_before,
    run_facts,
    write_record,
)
from asnkarier.workflows.running.steps import StepResult, perform

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

CodeOf = Callable[[AsnkarierError], int]
# In the place of a step, when the record of the run, or a line of the log, could not be kept.
_KEEPING, _LOGGING = "record", "log"


@dataclass(frozen=True, slots=True)
class Outside:
    """What comes from outside: the clock, what waits so many seconds, and the exit codes of errors and of a fault of asn itself."""

    clock: Callable[[], datetime]
    pause: Pause
    code_of: CodeOf
    bug: int


@dataclass(frozen=True, slots=True)
class _Way:
    """What every step needs: what comes from outside, where its files go, and the log."""

    outside: Outside
    to: Outputs
    log: Logbook


def run_job(workspace: "Workspace", job: str | None, outside: Outside) -> RunRecord:
    """Run the steps of `job` (the only one when None) under the workspace's lock; write out/run.json and an event of the store.

    A failing step neither hides nor stops the others, except those that `needs` it; one for which nothing was ever imported is left out.
    UsageError: no such job.
    """
    name, steps = find_job(workspace.settings, job)
    started = outside.clock()
    here = started.astimezone(ZoneInfo(workspace.settings.timezone))
    with job_lock(job_lock_path(workspace.store_path), name, here, workspace.wait):
        note_begun(workspace.store_path, name, started)
        to = Outputs.of(workspace)
        way = _Way(outside, to, Logbook.of(workspace, name))
        before = left_out_before(workspace, name)
        facts = {"asn": __version__, "as_of": workspace.as_of.isoformat(), "steps": len(steps)}
        way.log.write("start", started, **facts)
        run = RunRecord(name, _records(workspace, steps, started, way))
        ended = outside.clock()
        kept = _kept(workspace, run_facts(workspace, run, started, ended), outside.code_of)
        run = RunRecord(name, (*run.steps, *kept))
        way.log.write("end", ended, exit_code=run.exit_code)
        run = RunRecord(name, (*run.steps, *_unlogged(way)), before)
        to.open_up(write_record(workspace, run_facts(workspace, run, started, ended)))
        if not kept:
            note_ended(workspace.store_path, name)
    return run


def _records(
    workspace: "Workspace", steps: tuple[JobStep, ...], now: datetime, way: "_Way"
) -> tuple[StepRecord, ...]:
    done: list[StepRecord] = []
    for number, step in enumerate(steps, start=1):
        needs = step.said.needs
        broken = [record for record in done if record.run in needs and record.exit_code not in {0, 1}]
        if broken:
            text = message(
                N_("left out, because {broken} failed"), broken=", ".join(one.run for one in broken)
            )
            done.append(StepRecord(step.said.run, max(one.exit_code for one in broken), SKIPPED, text))
        else:
            done.append(_trapped(workspace, step, now, way))
        way.log.step(number, done[-1], way.outside.clock())
    return tuple(done)


def _trapped(workspace: "Workspace", step: JobStep, now: datetime, way: "_Way") -> StepRecord:
    outside, code_of = way.outside, way.outside.code_of
    try:
        result = perform(workspace, step, now=now, user=user_name(), pause=outside.pause)
        outputs = [_write(workspace, step, name, book, way.to) for name, book in result.books]
        outputs += [way.to.keep(name, data) for name, data in result.files.items()]
        done = _stuck(
            _record(step, result, [output for group in outputs for output in group]), result, code_of
        )
        doubt = next((book.doubt for _, book in result.books if book.doubt), result.doubt)
        return (
            replace(done, exit_code=code_of(StoreError(doubt)), status="failed", message=doubt)
            if doubt
            else done
        )
    except AsnkarierError as error:
        text = message(error.reason, **error.facts)
        if isinstance(error, NothingKnown) and error.table and not _ever_imported(workspace, error.table):
            return StepRecord(step.said.run, 0, SKIPPED, text)
        return StepRecord(step.said.run, code_of(error), "failed", text)
    except Exception as error:  # noqa: BLE001 - the batch's trap: one broken step must not hide the others
        return StepRecord(step.said.run, outside.bug, "failed", type(error).__name__)


def _ever_imported(workspace: "Workspace", table: str) -> bool:
    """Return whether a list of this table ever came in, be it taken back since; a fresh office has none, and that is no failure."""
    try:
        with workspace.open_store() as store:
            return any(batch.table == table for batch in store.batches())
    except AsnkarierError:  # a store that cannot be read is no fresh one
        return True


def _record(step: JobStep, result: StepResult, outputs: list[dict[str, str]]) -> StepRecord:
    code = 1 if result.data_problems else 0
    text = message(N_("{count} rows or files were set aside"), count=result.data_problems) if code else ""
    text = f"{text}; {result.stopped}" if result.stopped else text
    return StepRecord(
        step.said.run,
        code,
        "data_problems" if code else "done",
        text,
        dict(result.counts),
        outputs,
        list(result.inputs),
    )


def _stuck(done: StepRecord, result: StepResult, code_of: CodeOf) -> StepRecord:
    """Return the step as it is, or failed where files that are stored could not be put away; they are tried again by the next run."""
    if not result.stuck:
        return done
    text = message(
        N_("{count} files of the inbox could not be put away: {reason}"),
        count=result.stuck,
        reason=result.why_stuck,
    )
    told = f"{done.message}; {text}" if done.message else text
    return replace(done, exit_code=code_of(OutputError(text)), status="failed", message=told)


def _write(workspace: "Workspace", step: JobStep, name: str, book: Any, to: Outputs) -> list[dict[str, str]]:
    excel = workspace.settings.csv.reader == "excel"
    files = (one for form in step.said.formats for one in _files(name, book, form, excel=excel))
    return [line for file, data in files for line in to.keep(file, data)]


def _files(name: str, book: Any, form: Format, *, excel: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a step in one form: one, or one for each letter."""
    if form == "docx":
        from asnkarier.reports.letters.write import letter_files

        yield from ((f"{name}-{stem}.docx", data) for stem, data in letter_files(book).items())
    else:
        yield f"{name}.{form}", produce(book, form, for_excel=excel)


def _unlogged(way: _Way) -> tuple[StepRecord, ...]:
    """Return what stopped the log, told as if it were a step."""
    if not way.log.reason:
        return ()
    text = message(N_("{file} cannot be written: {reason}"), file=way.log.path.name, reason=way.log.reason)
    return (StepRecord(_LOGGING, way.outside.code_of(OutputError(text)), "failed", text),)


def _kept(workspace: "Workspace", facts: dict[str, Any], code_of: CodeOf) -> tuple[StepRecord, ...]:
    """Keep the record in the store too; what stops that is told as if it were a step."""
    try:
        keep_event(workspace, facts, user_name())
    except AsnkarierError as error:
        return (StepRecord(_KEEPING, code_of(error), "failed", message(error.reason, **error.facts)),)
    return ()
