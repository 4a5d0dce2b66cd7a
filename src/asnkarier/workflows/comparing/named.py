"""The moments that somebody names: a day, a batch, a day as it was known at a batch, a recorded run."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from asnkarier.errors import UsageError
from asnkarier.model.frames import EMPLOYEES
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_RUN: Final = "run:"
_FORMS: Final = N_(
    "write a day (2026-06-30), a batch of `asn history` (12), a day as known at a batch (2026-06-30@12), or a recorded run (run:7)"
)

NO_RUN: Final = N_(
    "No earlier run is recorded that knew less, so there is nothing to compare with; `asn run` records one, or name a moment by --since."
)


@dataclass(frozen=True)
class Moment:
    """A moment as it was named, with the workspace as of it."""

    said: str
    workspace: "Workspace"


def moment(workspace: "Workspace", store: "Store", text: str, *, as_known: bool) -> Moment:
    """Return the moment that `text` names; UsageError where it names none."""
    said = text.strip()
    if said.lower().startswith(_RUN):
        return Moment(said, _of_run(workspace, store, said))
    day, at, batch = said.partition("@")
    if not at and _is_number(day):
        return Moment(said, replace(workspace, known_at=_batch(store, said, day)))
    try:
        as_of = date.fromisoformat(day.strip())
    except ValueError as error:
        raise UsageError(N_("{text}: no moment"), _FORMS, facts={"text": said}) from error
    if at:
        return Moment(said, replace(workspace, as_of=as_of, known_at=_batch(store, said, batch)))
    known = _end_of(workspace, store, as_of) if as_known else workspace.known_at
    return Moment(said, replace(workspace, as_of=as_of, known_at=known))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _batch(store: "Store", said: str, text: str) -> int:
    known = [one.batch_id for one in store.batches()]
    if not _is_number(text.strip()) or int(text) not in known:
        raise UsageError(
            N_("{text}: there is no import of this number"),
            N_("take the number from `asn history`"),
            facts={"text": said},
            commands=("asn history",),
        )
    return int(text)


def _end_of(workspace: "Workspace", store: "Store", day: date) -> int:
    zone = ZoneInfo(workspace.settings.timezone)
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    return store.batch_at(midnight - timedelta(microseconds=1))


def _of_run(workspace: "Workspace", store: "Store", said: str) -> "Workspace":
    runs = {str(one.event_id): one for one in store.events("run")}
    found = runs.get(said[len(_RUN) :].strip())
    if found is None:
        raise UsageError(
            N_("{text}: no run of this number is recorded"),
            N_("known: {known}") if runs else N_("no run is recorded yet: start one with asn run"),
            facts={"text": said, "known": ", ".join(f"{_RUN}{one}" for one in runs)},
        )
    as_of = date.fromisoformat(found.body["as_of"])
    return replace(workspace, as_of=as_of, known_at=found.known_at)


def newest_run(workspace: "Workspace") -> str | None:
    """Return the newest recorded run of an earlier day or of fewer imports that knew any people, as `asn diff` names it."""
    with workspace.open_store() as store:
        batches = store.batches(known_at=workspace.known_at)
        newest = max((one.batch_id for one in batches), default=0)
        people = min((one.batch_id for one in batches if one.table == EMPLOYEES.name), default=newest)
        for run in sorted(store.events("run"), key=lambda one: -one.event_id):
            day, known = date.fromisoformat(run.body["as_of"]), run.known_at
            if (
                day <= workspace.as_of
                and people <= known <= newest
                and (day < workspace.as_of or known < newest)
            ):
                return f"run:{run.event_id}"
    return None
