"""What an answer rests on beside the facts: the version, the regulations, the job standards, config.yaml.

The store keeps the facts of every past moment; these it does not. Each import that comes in under other ones than the
last leaves their digests behind as an event, so that a report of a past day can say what is not as it was.
"""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from asnkarier import __version__
from asnkarier.errors import AsnkarierError
from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.store.records import NewEvent

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

ABOUT: Final = "conditions"
# The day is always said anew, the steps of jobs change no report, and where files lie says nothing of what they say.
_NO_CONDITION: Final = {"as_of", "jobs", "paths"}
_NAMES: Final[Mapping[str, str]] = {
    "rules": N_("the regulations"),
    "standards": N_("the job standards"),
    "config": N_("config.yaml"),
}
CHANGED: Final = N_(
    "Not as it was when batch {batch} was recorded: {what}; this report differs from the one of that time where it rests on that"
)
VERSION: Final = N_("the version of asn (then {version})")


def conditions(workspace: "Workspace") -> dict[str, str]:
    """Return the version, and a digest of each of the others; an empty one where it cannot be read."""
    settings = workspace.settings.model_dump_json(exclude=_NO_CONDITION)
    try:
        rules = workspace.rulebook.fingerprint
        standards = workspace.catalog.fingerprint if workspace.has_standards else ""
    except AsnkarierError:  # an import needs no standards, so one that is wrong does not stop it here
        rules = standards = ""
    return {
        "version": __version__,
        "rules": rules,
        "standards": standards,
        "config": hashlib.sha256(settings.encode()).hexdigest(),
    }


def keep_conditions(workspace: "Workspace", store: "Store", at: str, by: str) -> None:
    """Record what the next batch comes in under, where it differs from what the last one did; at: ISO text, by: who."""
    now = conditions(workspace)
    if _known(store, None) != now:
        store.record_event(NewEvent("audit", at, by, ABOUT, now))


def changed_since(workspace: "Workspace", store: "Store", batch: int) -> str:
    """Return what is no longer as it was when `batch` came in, as a sentence; empty where nothing is, or nobody knows."""
    then, now = _known(store, batch), conditions(workspace)
    if then is None:
        return ""
    what = [_(name) for key, name in _NAMES.items() if then.get(key) != now[key]]
    if then.get("version") != now["version"]:
        what.insert(0, message(VERSION, version=then.get("version")))
    return message(CHANGED, batch=batch, what=", ".join(what)) if what else ""


def _known(store: "Store", batch: int | None) -> Mapping[str, object] | None:
    """Return what `batch` (None: the last) came in under: the last event recorded before it."""
    events = [one for one in store.events("audit") if one.about == ABOUT]
    before = [one.body for one in events if batch is None or (one.known_at or 0) < batch]
    return before[-1] if before else None
