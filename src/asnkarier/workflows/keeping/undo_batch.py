"""An import taken back: what it replaced counts again, and the log keeps both."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of
from asnkarier.workflows.readings import added_readings

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Batch, Restored


@dataclass(frozen=True)
class Undone:
    """The batch that records the undoing, and what that changes today; with_it: readings of the same bytes taken back too.

    listed_again: how many people had left by the list that was taken back, and have not now; left: the other way round.
    """

    record: "Batch"
    restored: "Restored"
    with_it: tuple[int, ...] = ()
    listed_again: int = 0
    left: int = 0

    def sentence(self) -> str:
        """Return what happened."""
        taken = message(
            N_("batch {undone} ({file}, {kind}) was taken back by batch {batch}"),
            undone=self.record.undoes,
            file=self.record.file,
            kind=label_of(self.record.table),
            batch=self.record.batch_id,
        )
        came = message(
            N_(
                "of the entries it spoke of, {back} say again what they said before, {gone} are no longer known,"
                " {kept} stay as they are"
            ),
            **asdict(self.restored),
        )
        return "; ".join([taken, *self._more(), came, *self._listed()])

    def _listed(self) -> Iterator[str]:
        if self.listed_again:
            yield message(N_("listed again: {count} people"), count=self.listed_again)
        if self.left:
            yield message(N_("no longer listed: {count} people"), count=self.left)

    def _more(self) -> Iterator[str]:
        if not self.with_it:
            return
        yield message(
            N_("so were the batches that had read it again: {batches}"),
            batches=", ".join(map(str, self.with_it)),
        )

    def as_json(self) -> dict[str, Any]:
        """Return `asn.undo/1`."""
        return {
            "schema": "asn.undo/1",
            "batch": self.record.batch_id,
            "undoes": self.record.undoes,
            "with_it": list(self.with_it),
            "file": self.record.file,
            "kind": self.record.table,
            "imported_at": self.record.imported_at,
            "imported_by": self.record.imported_by,
            "restored": asdict(self.restored),
            "listed_again": self.listed_again,
            "left": self.left,
        }


def undo_batch(workspace: "Workspace", batch: int, *, now: datetime, user: str) -> Undone:
    """Take import `batch` back. UsageError: there is no such import, or it was taken back already."""
    with workspace.open_store("r"):  # without a store there is nothing to take back, and none is made
        pass
    stamp = now.isoformat(timespec="seconds")
    with workspace.open_store("w", doing="asn undo") as store:
        # First what only adds to it: stopped in between, the import itself can still be taken back.
        gone = set(store.leavers(workspace.as_of)["nip"])
        added = tuple(added_readings(store.batches(), batch))
        for one in added:
            store.undo(one, now=stamp, by=user)
        record = store.undo(batch, now=stamp, by=user)
        now_gone = set(store.leavers(workspace.as_of)["nip"])
        known = set(store.load("employees", workspace.as_of)["nip"]) if gone else set()
        restored, again = store.restored(batch, workspace.as_of), (gone - now_gone) & known
        return Undone(record, restored, added, len(again), len(now_gone - gone))
