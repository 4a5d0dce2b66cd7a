"""People removed from the store for good, and what still names them outside it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.privacy.pseudonyms import purge_mark, read_key
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of
from asnkarier.workflows.keeping.searching import search

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.purging.purge import Purged

_LEFT: Final = frozenset({"pensiun", "akhir_kontrak", "gone"})


@dataclass(frozen=True)
class Outcome:
    """What was removed, or would be; files: those of the workspace that name one of the people still; unsearched: those that could not be searched."""

    purged: "Purged"
    files: tuple[str, ...]
    unsearched: tuple[str, ...]
    done: bool

    def sentences(self) -> Iterator[str]:
        """Yield what happened, or would happen."""
        if self.purged.owed:
            late = N_(
                "an earlier purge could not overwrite the bytes of those whom it removed: now they are overwritten"
            )
            later = N_(
                "an earlier purge could not overwrite the bytes of those whom it removed: this one would"
            )
            yield message(late if self.done else later)
        if not self.purged.people:
            return
        facts = ", ".join(f"{label_of(name)} {count}" for name, count in self.purged.facts.items()) or "0"
        told = N_("removed: {people} people; facts: {facts}; facts of others that named them: {others}")
        planned = N_(
            "would be removed: {people} people; facts: {facts}; facts of others that name them: {others}"
        )
        yield message(
            told if self.done else planned, people=self.purged.people, facts=facts, others=self.purged.others
        )
        kept = N_(
            "{batches} batches and {events} recorded events hold less than they were written with; the chain goes on through them and says so"
        )
        yield message(kept, batches=self.purged.batches, events=self.purged.events)
        if self.files:
            outside = N_(
                "{count} files of the workspace name them still; delete them or make them anew: {files}"
            )
            yield message(outside, count=len(self.files), files=", ".join(self.files))
        if self.unsearched:
            closed = N_(
                "{count} files of the workspace could not be searched (PDF, Parquet, locked or too large): look through them yourself: {files}"
            )
            yield message(closed, count=len(self.unsearched), files=", ".join(self.unsearched))

    def as_json(self) -> dict[str, Any]:
        """Return `asn.purge/1`."""
        return {"schema": "asn.purge/1", "done": self.done, **asdict(self.purged), "files": list(self.files), "unsearched": list(self.unsearched)}  # fmt: skip


def purge_people(
    workspace: "Workspace", nips: Collection[str], *, now: datetime, user: str, reason: str = "", done: bool
) -> Outcome:
    """Remove these people, or say what that would remove (done: False), and finish an earlier purge whose bytes are still there.

    UsageError: the store knows nothing of them, and no earlier purge left anything undone.
    """
    from asnkarier.store.purging.purge import Purge

    with workspace.open_store("r"):  # without a store there is nobody to remove, and none is made
        pass
    marks = _marks(workspace, nips) if done else ()  # without a deed no key is made
    asked = Purge(tuple(nips), now.isoformat(timespec="seconds"), user, marks, reason)
    with workspace.open_store("w", doing="asn purge") as store:
        purged = store.purge(asked) if done else store.purge_preview(asked)
    searched = search(workspace.root, workspace.store_path, nips)
    return Outcome(purged, searched.naming, searched.closed, done)


def _marks(workspace: "Workspace", nips: Collection[str]) -> tuple[str, ...]:
    key = read_key(workspace) if nips else b""
    return tuple(purge_mark(key, one) for one in nips)


def is_unfinished(workspace: "Workspace") -> bool:
    """Return whether an earlier purge could not overwrite the bytes of those whom it removed."""
    with workspace.open_store("r") as store:
        return store.owes_rewriting()


def who_is_meant(workspace: "Workspace", nips: Sequence[str], left_before: date | None) -> tuple[str, ...]:
    """Return the NIPs: those that are named, or whoever had left by the day before `left_before`.

    Nobody where nobody is named and an earlier purge is unfinished. UsageError: nobody is meant.
    """
    if not nips and left_before is None and workspace.store_path.exists() and is_unfinished(workspace):
        return ()
    if bool(nips) == (left_before is not None):
        raise UsageError(N_("name people, or a day with --left-before"), N_("one of both"))
    if left_before is None:
        plain = ["".join(one.split()) for one in nips]
        wrong = next(
            (one for one in plain if len(one) != len("198001012005011901") or not one.isdecimal()), None
        )
        if wrong is not None:
            raise UsageError(
                N_("{value} is no NIP of 18 digits"), N_("a purge takes the NIP only"), facts={"value": wrong}
            )
        return tuple(sorted(set(plain)))
    return _left(workspace, left_before)


def _left(workspace: "Workspace", day: date) -> tuple[str, ...]:
    """Return who retired, whose contract ended or who was no longer listed before `day`, and whom no list of that day or later names."""
    from asnkarier.agency.selection import why_left_out
    from asnkarier.agency.snapshot import load_snapshot

    if day == date.min:
        return ()
    earlier = replace(workspace, as_of=day - timedelta(days=1), known_at=None, seen=None, tell=lambda _: None)
    with workspace.open_store() as store:
        why = why_left_out(load_snapshot(earlier, store))
        last = store.last_named(date.max)
    named = {nip for nip, on in zip(last["nip"], last["day"], strict=True) if on.date() >= day}
    return tuple(sorted(str(nip) for nip, one in why.items() if one in _LEFT and nip not in named))
