"""One agency of a rollup, counted where its store can be read: in this process, in another one, or on another machine.

What goes there is a path and a day; what comes back are plain numbers. Nothing of the store is changed, and nobody is named.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from asnkarier.agency.rollup.counting import tally_of
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import load_somebody
from asnkarier.agency.workspace import Workspace
from asnkarier.analysis.rollup.tallies import Tally
from asnkarier.errors import AsnkarierError, StoreError
from asnkarier.model.messages import N_
from asnkarier.settings import load_settings
from asnkarier.store.opening.connection import is_older
from asnkarier.workflows.rollup.folders import CANNOT_READ, CHECK_OWNER, LeftOut

_OLDER: Final = N_(
    "The store {path} was written by an older version of asnkarier; a rollup changes no store."
)
_BRING_UP: Final = N_("run asn history in that folder: it brings the store up to date and keeps a copy")


@dataclass(frozen=True)
class Asked:
    """The config.yaml of an agency, the folder as it was named, the day that is judged, and the seconds to wait for a store in use."""

    config: str
    folder: str
    as_of: date
    wait: float


@dataclass(frozen=True)
class Counted:
    """identity: the same for copies of one store; batches: how many imports it holds. listed: the day of the newest list of employees that counts.

    doubt: what speaks against the store, None where nothing does. rules: the digest of the law that it was judged by.
    """

    folder: str
    name: str
    identity: str
    batches: int
    listed: date | None
    tally: Tally
    rules: str
    doubt: LeftOut | None = None


def count_agency(asked: Asked) -> Counted | LeftOut:
    """Return what the agency counts, or why it cannot be counted."""
    try:
        return _counted(asked)
    except AsnkarierError as error:
        return _left_out(asked.folder, error)
    except OSError as error:
        facts = {
            "path": str(error.filename or asked.folder),
            "detail": error.strerror or type(error).__name__,
        }
        return LeftOut(asked.folder, CANNOT_READ, CHECK_OWNER, facts, kind="StoreError")


def _counted(asked: Asked) -> Counted:
    config = Path(asked.config)
    workspace = Workspace(config.parent, load_settings(config), asked.as_of, wait=asked.wait)
    path = workspace.store_path
    if path.is_file() and is_older(path, asked.wait):
        raise StoreError(_OLDER, _BRING_UP, facts={"path": path})
    with workspace.open_store() as store:
        now = counted(load_somebody(workspace, store))
        batches = store.batches()
        lists = [
            one.as_of for one in batches
            if one.table == "employees" and one.kind == "import" and one.status == "active"
        ]  # fmt: skip
        first = min(lists, default=None)
        listed = max((one for one in lists if one <= asked.as_of), default=first)
        return Counted(
            asked.folder,
            workspace.settings.agency,
            batches[0].digest,
            len(batches),
            listed,
            tally_of(now),
            workspace.rulebook.fingerprint,
            None if store.doubt is None else _left_out(asked.folder, store.doubt),
        )


def _left_out(folder: str, error: AsnkarierError) -> LeftOut:
    facts = {name: str(value) for name, value in error.facts.items()}
    return LeftOut(folder, error.reason, error.hint, facts, error.problems, type(error).__name__)
