"""The facts as they are known on a day, list by list, as they could be imported again."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Final

from asnkarier.agency.cover import stamped
from asnkarier.agency.known import FIRST_LISTS, Known
from asnkarier.agency.privacy.purges import purged_since
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.frames import EMPLOYEES, TABLES
from asnkarier.model.messages import N_
from asnkarier.reports.books.export import ExportedList, export_book
from asnkarier.sheets.guidance import TITLES
from asnkarier.sheets.schema import schemas
from asnkarier.workflows.requests.export import ExportRequest

if TYPE_CHECKING:
    import pandas as pd

    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_NOBODY: Final = N_("nothing is known of {nips}")
_LEFT: Final = N_(
    "{count} people whom the lists no longer name are not among the employees here; --nip names them all the same"
)
# Fields that name a person, in lists about people.
_ABOUT: Final = ("nip", "nip_mentor")


def export_facts(workspace: "Workspace", request: ExportRequest) -> Book:
    """Return the report. UsageError: nothing is known of one of the people that are named."""
    with workspace.open_store() as store:
        known = Known(store, workspace.as_of, workspace.known_at)
        frames = {name: _list(known, store, name, request.nip) for name in request.kinds or TABLES}
        if request.nip:
            frames = {name: frame for name, frame in frames.items() if "nip" in frame.columns}
            _must_be_known(frames, request.nip)
        kept = {name: frame for name, frame in frames.items() if request.kinds or len(frame)}
        shown = kept or {EMPLOYEES.name: _list(known, store, EMPLOYEES.name, request.nip)}
        _tell(workspace, known, store, shown, everybody=not request.nip)
        lists = [exported_list(name, frame) for name, frame in shown.items()]
        counts = {one.kind: len(one.rows) for one in lists}
        return stamped(export_book(lists, workspace.as_of), workspace, store, counts=counts, leans_on=())


def _list(known: Known, store: "Store", name: str, nips: Sequence[str]) -> "pd.DataFrame":
    """Return a list as it was told, competencies by the names that they were stored under. nips: only about these people; none: about everybody who is listed."""
    frame = store.load(name, known.list_day(name), known_at=known.known_at)
    if nips:
        fields = [one for one in _ABOUT if one in frame.columns]
        return (
            frame[frame[fields].isin(list(nips)).any(axis=1)].reset_index(drop=True)
            if fields
            else frame.head(0)
        )
    if name != EMPLOYEES.name:
        return frame
    # Whom only a list of punishments names waits for a list of employees, and who has left would come back by it.
    gone = store.leavers(known.people_day, known_at=known.known_at)["nip"]
    return frame[frame["nama"].notna() & ~frame["nip"].isin(gone)].reset_index(drop=True)


def _must_be_known(frames: "dict[str, pd.DataFrame]", nips: Sequence[str]) -> None:
    found = {nip for frame in frames.values() for one in _ABOUT if one in frame for nip in frame[one]}
    strange = [nip for nip in nips if nip not in found]
    if strange:
        raise UsageError(_NOBODY, N_("check the NIP"), facts={"nips": ", ".join(strange)})


def _tell(
    workspace: "Workspace", known: Known, store: "Store", names: Collection[str], *, everybody: bool
) -> None:
    """Say what a file cannot: which first lists stand in for older ones, who is left out, and who was purged since."""
    for name in names:
        if name in known.first_lists:
            days = {"as_of": workspace.as_of.isoformat(), "first": known.first_lists[name].isoformat()}
            workspace.tell(message(FIRST_LISTS[name], **days))
    if everybody and EMPLOYEES.name in names:
        left = len(store.leavers(known.people_day, known_at=known.known_at))
        if left:
            workspace.tell(message(_LEFT, count=left))
    if workspace.known_at is not None and (told := purged_since(store, workspace.known_at)):
        workspace.tell(told)


def exported_list(name: str, frame: "pd.DataFrame") -> ExportedList:
    """Return a list with what forms call its fields and of what kind their cells are."""
    fields = schemas()[name].fields
    headings = {
        one.name: fields[one.name].heading if one.name in fields else one.name for one in TABLES[name].fields
    }
    cells = {one: fields[one].cell for one in headings if one in fields}
    return ExportedList(name, TITLES[name], headings, cells, frame)
