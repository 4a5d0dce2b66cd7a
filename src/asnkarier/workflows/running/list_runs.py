"""Runs that were recorded: all of them, or one with its steps and what became of its files."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.cover import stamped
from asnkarier.errors import UsageError
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.runs import run_book, runs_book
from asnkarier.reports.shown.numbers import local_time
from asnkarier.workflows.running.recording import SKIPPED

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.book import Book
    from asnkarier.store.records import Event

# What a run or a step ended with, by its exit code; any other code failed.
OUTCOMES: Final = {0: "run_done", 1: "run_data"}
FAILED: Final = "run_failed"
_LEFT_OUT: Final = "run_left_out"


def list_runs(workspace: "Workspace", number: int | None, *, for_people: bool = False) -> "Book":
    """Return the report: every recorded run, the newest first, or one by its number; UsageError when there is none of it.

    for_people: moments are told by the clock of the agency, not in UTC.
    """
    zone = workspace.settings.timezone if for_people else None
    with workspace.open_store() as store:
        runs = [
            one
            for one in store.events("run")
            if workspace.known_at is None or one.known_at <= workspace.known_at
        ]
        if number is None:
            told = [said("runs_told", count=len(runs))] if runs else [said("runs_none")]
            book = runs_book([line_of(one, zone) for one in reversed(runs)], told, workspace.as_of)
        else:
            book = _one(workspace, _numbered(runs, number), zone)
        return stamped(book, workspace, store, leans_on=())


def line_of(event: "Event", zone: str | None) -> dict[str, Any]:
    """Return the line of a run (`RUN_COLUMNS` of the report). zone: in which moments are told, None: UTC as ISO text."""
    body = event.body
    steps = body["steps"]
    started, ended = (datetime.fromisoformat(body[name]) for name in ("started", "ended"))
    return {
        "run": event.event_id,
        "job": body["job"],
        "started": moment(body["started"], zone),
        "ended": moment(body["ended"], zone),
        "seconds": round((ended - started).total_seconds()),
        "outcome": outcome_of(body["exit_code"]),
        "exit_code": body["exit_code"],
        "steps": len(steps),
        "failed": [step["run"] for step in steps if step["exit_code"] not in OUTCOMES],
        "left_out": [step["run"] for step in steps if step["status"] == SKIPPED],
        "files": sum(len(step.get("outputs", ())) for step in steps),
        "as_of": date.fromisoformat(body["as_of"]),
        "known_at": event.known_at,
        "by": event.by,
        "asn": body["versions"]["asn"],
        "rules_fingerprint": body["rules_fingerprint"],
        "digest": event.digest,
    }


def moment(stamp: str, zone: str | None) -> str:
    """Return a stored moment as it is told in a zone, None: as it is stored."""
    return stamp if zone is None else local_time(stamp, zone)


def outcome_of(code: int, status: str = "") -> str:
    """Return the outcome of a run or a step by its exit code; status: of a step, which may have been left out."""
    return _LEFT_OUT if status == SKIPPED else OUTCOMES.get(code, FAILED)


def _numbered(runs: "list[Event]", number: int) -> "Event":
    for one in runs:
        if one.event_id == number:
            return one
    raise UsageError(
        N_("no recorded run has the number {number}"),
        N_("known: {known}") if runs else N_("no run is recorded yet: start one with asn run"),
        facts={"number": number, "known": ", ".join(str(one.event_id) for one in runs[-20:])},
    )


def _one(workspace: "Workspace", event: "Event", zone: str | None) -> "Book":
    steps = list(enumerate(event.body["steps"], start=1))
    lines = [
        {
            "step": place,
            "command": step["run"],
            "outcome": outcome_of(step["exit_code"], step["status"]),
            "exit_code": step["exit_code"],
            "files": len(step.get("outputs", ())),
            "inputs": len(step.get("inputs", ())),
        }
        for place, step in steps
    ]
    inbox = workspace.root / workspace.settings.paths.inbox
    files = [
        {"step": place, **line}
        for place, step in steps
        for use, folder, found in (
            ("run_read", inbox, step.get("inputs", ())),
            ("run_wrote", workspace.output_folder, step.get("outputs", ())),
        )
        for line in _files(use, folder, found)
    ]
    return run_book(line_of(event, zone), lines, files, workspace.as_of)


def _files(use: str, folder: Path, found: "list[Mapping[str, str]]") -> Iterator[dict[str, Any]]:
    for one in found:
        digest, place = one.get("sha256", ""), one.get("moved", one["file"])
        now = _now(folder / place, digest)
        yield {"file": place, "use": use, "refused": one.get("refused", ""), "now": now, "sha256": digest}


def _now(path: Path, digest: str) -> str:
    """Return whether a file is still what the run read or wrote."""
    if not digest:
        return "file_unread"
    try:
        with path.open("rb") as file:
            same = hashlib.file_digest(file, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return "file_gone"
    except OSError:
        return "file_unread"
    return "file_same" if same else "file_changed"
