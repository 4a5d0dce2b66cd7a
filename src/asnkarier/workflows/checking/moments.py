"""What the store knows now, and what it knew before the newest command that imported anything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from asnkarier.agency.contradictions import EVERYBODY
from asnkarier.analysis.readiness.before import (
    current_facts,
    known_before,
    known_now,
    latest_levels,
    order_of_words,
)
from asnkarier.model.frames import TABLES

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store

ABOUT_PEOPLE: Final[tuple[str, ...]] = ("positions", "appraisals", "trainings")
_FRAMES: Final[tuple[str, ...]] = (*ABOUT_PEOPLE, "units", "courses", "vacancies")


@dataclass(frozen=True)
class Moment:
    """What was known at one moment: versions of employees, latest levels however old, current facts of other tables."""

    employees: pd.DataFrame
    levels: pd.DataFrame
    frames: Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Moments:
    """What is known now, and before the newest run of imports (None: there was nothing); since: its first file."""

    now: Moment
    before: Moment | None = None
    since: str = ""


def load_moments(workspace: "Workspace", store: "Store") -> Moments:
    """Return both moments, seen on the workspace's day."""
    day, imports = workspace.as_of, [one for one in store.batches() if one.kind == "import"]
    run = _newest_run([one for one in imports if one.status == "active" and one.as_of <= day])
    first = min((one.batch_id for one in run), default=0)
    touched = {one.table for one in run} if any(one.batch_id < first for one in imports) else set()
    versions = {name: store.versions(name, EVERYBODY, day) for name in sorted({*touched, "employees"})}
    frames = {name: store.load(name, day) for name in _FRAMES if name not in touched}
    levels = None if "assessments" in touched else store.load_latest_levels(day)

    def moment(told: Mapping[str, pd.DataFrame]) -> Moment:
        changed = {name: current_facts(told[name], TABLES[name]) for name in _FRAMES if name in touched}
        known = latest_levels(told["assessments"], day) if levels is None else levels
        return Moment(told["employees"], known, {**frames, **changed})

    now = moment({name: known_now(frame) for name, frame in versions.items()})
    if not touched:
        return Moments(now)
    words = order_of_words([(one.batch_id, one.as_of) for one in imports])
    before = {name: known_before(frame, words, first) for name, frame in versions.items()}
    return Moments(now, moment(before), run[0].file)


def _newest_run(imports: "Sequence[Batch]") -> "list[Batch]":
    """Return the imports of the newest command: those stamped with the moment and the person of the newest of all."""
    newest = max(imports, key=lambda one: one.batch_id, default=None)
    if newest is None:
        return []
    stamp = (newest.imported_at, newest.imported_by)
    return [one for one in imports if (one.imported_at, one.imported_by) == stamp]
