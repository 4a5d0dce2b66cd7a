"""Who did what to which data: imports, what was taken back, runs, decisions, purges, and reports that told of people."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from asnkarier.agency.cover import stamped
from asnkarier.agency.decisions.recorded import SCHEMA as DECISION
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.audit import audit_book
from asnkarier.reports.shown.numbers import local_time
from asnkarier.store.verification import verify
from asnkarier.workflows.auditing.trail import nothing_cut, read_trail
from asnkarier.workflows.requests.audit import AuditRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Batch, Event
    from asnkarier.store.store import Store

_BROKEN: Final = N_(
    "What was recorded is no longer what was written: ask asn doctor; the lines below may not be all"
)

_TRAIL_BROKEN: Final = N_(
    "The log of reports (audit.log) is no longer what was written, or lines are missing from it: compare it with a copy kept elsewhere; the lines below may not be all"
)


def list_audit(workspace: "Workspace", request: AuditRequest, *, for_people: bool = False) -> Book:
    """Return the report, the newest first. for_people: moments are told by the clock of the agency, not in UTC."""
    findings = [one for one in verify(workspace.store_path, workspace.wait) if one.grave]
    with workspace.open_store() as store:
        trail, sound = _trail(workspace)
        lines = [*_of_store(store), *trail]
        zone = ZoneInfo(workspace.settings.timezone)
        wanted = [
            one
            for one in lines
            if request.since is None or _moment(one["at"]).astimezone(zone).date() >= request.since
        ]
        # What was done in one second stands in the order of recording, the newest first like all others.
        wanted.sort(key=lambda one: _moment(one["at"]))
        wanted.reverse()
        events = store.events()
        chain = {
            "store": not findings,
            "trail": sound,
            "batches": len(store.batches()),
            "events": len(events),
            "lines": len(trail),
            "digest": events[-1].digest if events else None,
        }
        told = [said("audit_sound")] if not findings and sound else []
        for one in wanted:
            one["at"] = local_time(one["at"], workspace.settings.timezone) if for_people else one["at"]
        book = stamped(audit_book(wanted, chain, told, workspace.as_of), workspace, store, leans_on=())
    return book if not findings and sound else _doubted(book, _BROKEN if findings else _TRAIL_BROKEN)


def _doubted(book: Book, why: str) -> Book:
    return replace(book, doubt=book.doubt or message(why))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _line(at: str, by: str, action: str, **told: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "command": "",
        "inputs": [],
        "outputs": [],
        "rows": None,
        "people": None,
        "narrowed_by": [],
        "pseudonyms": None,
        "batch": None,
        "event": None,
    }
    return {"at": at, "by": by, "action": action, **usual, **told}


def _of_store(store: "Store") -> Iterator[dict[str, Any]]:
    for one in store.batches():
        yield _of_batch(one)
    for event in store.events():
        found = _of_event(event)
        if found is not None:
            yield found


def _of_batch(one: "Batch") -> dict[str, Any]:
    inputs = [{"file": one.file, "sha256": one.sha256}]
    if one.kind == "undo":
        return _line(
            one.imported_at, one.imported_by, "audit_undo", command="undo", inputs=inputs, batch=one.batch_id
        )
    rows = one.counts.get("rows")
    return _line(
        one.imported_at,
        one.imported_by,
        "audit_import",
        command="import",
        inputs=inputs,
        rows=rows,
        batch=one.batch_id,
    )


def _of_event(event: "Event") -> dict[str, Any] | None:
    """Return the line of an event; None for what only says under which version and rules a batch came in."""
    body = event.body
    if event.kind == "run":
        steps = body["steps"]
        files = {
            name: [_file(one) for step in steps for one in step.get(name, ())]
            for name in ("inputs", "outputs")
        }
        return _line(
            event.at, event.by, "audit_run", command=f"run {event.about}", event=event.event_id, **files
        )
    if event.kind == "decision" and body.get("schema") == DECISION:
        return _line(
            event.at,
            event.by,
            "audit_decision",
            command="record-decision",
            people=len(body["decided"]),
            event=event.event_id,
        )
    if event.kind == "audit" and event.about == "purge":
        return _line(
            event.at, event.by, "audit_purge", command="purge", people=body["people"], event=event.event_id
        )
    return None


def _file(one: Mapping[str, str]) -> dict[str, str]:
    return {"file": one.get("moved", one["file"]), "sha256": one.get("sha256", "")}


def _trail(workspace: "Workspace") -> tuple[list[dict[str, Any]], bool]:
    """Return the lines of the trail, and whether each follows the one before and none is cut off the end; one that cannot be read is left out."""
    found, sound = [], True
    try:
        for one in read_trail(workspace):
            sound = sound and one.sound
            with_moment = _dated(one.told.get("at"))
            if not with_moment:
                sound = False
                continue
            told = {
                name: one.told.get(name)
                for name in ("command", "people", "narrowed_by", "outputs", "pseudonyms")
            }
            found.append(_line(str(one.told["at"]), str(one.told.get("by", "")), "audit_report", **told))
        return found, sound and nothing_cut(workspace)
    except OSError:
        return found, False


def _dated(text: object) -> bool:
    try:
        return _moment(str(text)).tzinfo is not None
    except ValueError:
        return False
