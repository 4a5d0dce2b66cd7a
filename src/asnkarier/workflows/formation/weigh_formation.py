"""How many people posts need against who is there, now and after the retirements of five years."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.lookups import find_unit
from asnkarier.agency.selection import counted, within_unit
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.succession.service import leaving_of
from asnkarier.analysis.careers.retiring import END_OF_SERVICE
from asnkarier.analysis.formation.shortages import shortages
from asnkarier.analysis.formation.standing import standing_on
from asnkarier.language import message
from asnkarier.model.book import Book, NextStep
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.books.formation import formation_book
from asnkarier.workflows.formation.lines import Lines
from asnkarier.workflows.requests.formation import FormationRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_LIST: Final = "formation"
_OLDER: Final = N_(
    "{count} lines of needs stand in an older list than the newest, of {newest}, and still count; asn undo takes a list back"
)
_UNREAD: Final = N_(
    "{count} of those needed stand on lines of which it is not known who is there: they are neither present nor lacking, and the figures year by year are about the other {rest}"
)
_DIFFERS: Final = N_("On {count} lines the list of needs tells another bezetting than the list of employees")


def weigh_formation(workspace: "Workspace", request: FormationRequest) -> Book:
    """Return the report; UsageError when the unit is unknown."""
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store, asking=(_LIST,)))
        lines = _lines(now)
        here, who = _within(now, lines, request.unit)
        view = lines.view(here, who)
        missing = () if len(lines.need) else (NextStep(said("step_formation"), bring(_LIST)),)
        return stamped(
            formation_book(view, now.as_of, _notes(now, store, view.rows), request.filter()),
            now,
            store,
            citations=cite_parameters(now, END_OF_SERVICE),
            counts={"rows": len(view.rows), "people": int(who.sum())},
            next_steps=(*unread(workspace, store), *missing),
        )


def _lines(now: Snapshot) -> Lines:
    order = ["jabatan", "unit_kerja", "unit_induk"]
    need = now.frames[_LIST].sort_values(order, kind="stable", ignore_index=True)
    leaving = leaving_of(now)
    standing = standing_on(now.employees, need, now.frames["units"])
    wanted = need["kebutuhan"].to_numpy(dtype=np.int64)
    return Lines(now, need, standing, shortages(wanted, standing.line, leaving, now.as_of, 5))


def _within(now: Snapshot, lines: Lines, unit: str | None) -> tuple[Any, Any]:
    """Return which lines and which people belong to a unit and those below it; all of them where none is named."""
    if unit is None:
        return np.ones(len(lines.need), dtype=bool), np.ones(len(now.employees), dtype=bool)
    columns = ["unit_kerja", "unit_induk"]
    both = pd.concat([now.employees[columns], lines.need[columns]], ignore_index=True)
    units = now.frames["units"]
    inside = within_unit(both, units, find_unit(both, units, unit)).people
    return inside[len(now.employees) :], inside[: len(now.employees)]


def _notes(now: Snapshot, store: "Store", rows: pd.DataFrame) -> tuple[str, ...]:
    found = []
    days = {batch.batch_id: batch.as_of for batch in store.batches()}
    listed = [days[now.sources[one].batch_id] for one in rows["source_id"].tolist()]
    newest = max(listed, default=None)
    older = sum(one != newest for one in listed)
    if older:
        found.append(message(_OLDER, count=older, newest=newest))
    unread = int(rows["need"][rows["held"].isna()].sum())
    if unread:
        found.append(message(_UNREAD, count=unread, rest=int(rows["need"].sum()) - unread))
    differs = (rows["bezetting"].notna() & rows["held"].notna() & (rows["bezetting"] != rows["held"])).fillna(
        False
    )
    if differs.any():
        found.append(message(_DIFFERS, count=int(differs.sum())))
    return tuple(found)
