"""What reports and imports say of people who were purged."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Final

from asnkarier.agency.privacy.pseudonyms import key_path, purge_mark, read_key
from asnkarier.language import message
from asnkarier.model.messages import N_

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Event
    from asnkarier.store.store import Store

PURGED: Final = N_(
    "Since batch {batch} was recorded the data of {people} people were purged (last on {day}): they are missing here, and this report"
    " differs from the one of that time where it rested on them"
)
KNOWN_AGAIN: Final = N_(
    "{people} people of this list had been purged; what the list says of them is stored again. If that is not meant, take them out of the"
    " list at its source and run asn purge once more"
)


def purges(store: "Store") -> "list[Event]":
    """Return the events that record purges, in order."""
    return [one for one in store.events("audit") if one.about == "purge"]


def purged_since(store: "Store", batch: int) -> str:
    """Return that people were purged after `batch` came in, as a sentence; empty where nobody was."""
    later = [one for one in purges(store) if one.known_at >= batch]
    if not later:
        return ""
    people = sum(one.body["people"] for one in later)
    return message(PURGED, batch=batch, people=people, day=later[-1].at[:10])


def known_again(workspace: "Workspace", store: "Store", nips: Collection[str]) -> str:
    """Return that a list names people who were purged, as a sentence; empty where it names none."""
    marks = {mark for one in purges(store) for mark in one.body["marks"]}
    if not marks or not key_path(workspace).exists():  # a key made now would know nobody
        return ""
    key = read_key(workspace)
    found = sum(purge_mark(key, nip) in marks for nip in nips)
    return message(KNOWN_AGAIN, people=found) if found else ""
