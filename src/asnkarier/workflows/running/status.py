"""How the last run of every job ended, for whoever looks in the morning and for a program that watches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asnkarier.agency.answers.next_steps import waiting_files
from asnkarier.agency.cover import headed
from asnkarier.model.said import Said, said
from asnkarier.reports.books.runs import status_book
from asnkarier.workflows.running.begun import begun
from asnkarier.workflows.running.list_runs import OUTCOMES, line_of, moment
from asnkarier.workflows.running.lock import job_lock_path, lock_holder

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.book import Book
    from asnkarier.store.records import Batch, Event

_LATE_CODE = 1
_BROKEN_CODE = 1
_NEVER, _LATE, _BROKEN = "run_never", "run_late", "run_broken"
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Status:
    """The report, and the exit code that says it in one figure: that of the worst last run, 1 where a job is late or its last run did not come to its end."""

    book: "Book"
    exit_code: int


def status(
    workspace: "Workspace", *, now: datetime, within: float | None, for_people: bool = False
) -> Status:
    """Return how the last run of every job of config.yaml ended.

    now: with its zone. within: hours after which a job is late, None: never. for_people: moments are told by the clock of the agency.
    StoreError: the store cannot be read. A workspace without a store has run nothing yet, which is no fault unless `within` is said.
    """
    zone = workspace.settings.timezone if for_people else None
    runs, batches = _known(workspace)
    last = {event.body["job"]: event for event in runs}
    lines = [_line(job, last.get(job), now, within, zone) for job in workspace.settings.jobs]
    at_work = lock_holder(job_lock_path(workspace.store_path))
    if at_work is None:
        broken = begun(workspace.store_path)
        lines = [_broken(line) if line["job"] in broken else line for line in lines]
    code = max((line["weight"] for line in lines), default=0)
    newest = max(batches, key=lambda one: one.batch_id, default=None)
    store = {
        "running": at_work,
        "newest_batch": newest and newest.batch_id,
        "imported_at": newest and moment(newest.imported_at, zone),
        "waiting": len(waiting_files(workspace, {one.file for one in batches})),
    }
    return Status(
        headed(status_book(lines, store, _told(lines, code), workspace.as_of), workspace.settings), code
    )


def _known(workspace: "Workspace") -> "tuple[list[Event], list[Batch]]":
    if not workspace.store_path.is_file():
        return [], []
    with workspace.open_store() as store:
        return store.events("run"), store.batches()


def _line(
    job: str, event: "Event | None", now: datetime, within: float | None, zone: str | None
) -> dict[str, Any]:
    if event is None:
        late = within is not None
        empty: dict[str, Any] = {
            "run": None,
            "ended": None,
            "hours_since": None,
            "exit_code": None,
            "failed": [],
        }
        return {"job": job, "outcome": _NEVER, **empty, "weight": _LATE_CODE if late else 0}
    line = line_of(event, zone)
    hours = (now - datetime.fromisoformat(event.body["ended"])).total_seconds() / _HOUR
    late = within is not None and hours > within
    kept = {name: line[name] for name in ("run", "ended", "exit_code", "failed")}
    outcome = _LATE if late and line["exit_code"] in OUTCOMES else line["outcome"]
    weight = max(line["exit_code"], _LATE_CODE if late else 0)
    return {"job": job, "outcome": outcome, **kept, "hours_since": round(hours, 2), "weight": weight}


def _broken(line: dict[str, Any]) -> dict[str, Any]:
    """Return the line of a job whose last run began and has no end; what is told beside it is the run before."""
    return line | {"outcome": _BROKEN, "weight": max(line["weight"], _BROKEN_CODE)}


def _told(lines: Sequence[dict[str, Any]], code: int) -> tuple[Said, ...]:
    if not lines:
        return (said("status_no_jobs"),)
    bad = [line["job"] for line in lines if line["weight"]]
    never = [line["job"] for line in lines if line["outcome"] == _NEVER and not line["weight"]]
    told = [said("status_bad", names=", ".join(bad))] if code else []
    broken = [line["job"] for line in lines if line["outcome"] == _BROKEN]
    if broken:
        told.append(said("status_broken", names=", ".join(broken)))
    if never:
        told.append(said("status_never", names=", ".join(never)))
    return tuple(told) or (said("status_good"),)
