"""An import taken back: what it replaced counts again, and the log keeps both."""

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
    """The batch that records the undoing, and what that changes today; with_it: readings of the same bytes taken back too."""

    record: "Batch"
    restored: "Restored"
    with_it: tuple[int, ...] = ()

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
        if not self.with_it:
            return f"{taken}; {came}"
        more = message(
            N_("so were the batches that had read it again: {batches}"),
            batches=", ".join(map(str, self.with_it)),
        )
        return f"{taken}; {more}; {came}"

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
        }


def undo_batch(workspace: "Workspace", batch: int, *, now: datetime, user: str) -> Undone:
    """Take import `batch` back. UsageError: there is no such import, or it was taken back already."""
    with workspace.open_store("r"):  # without a store there is nothing to take back, and none is made
        pass
    stamp = now.isoformat(timespec="seconds")
    with workspace.open_store("w", doing="asn undo") as store:
        # First what only adds to it: stopped in between, the import itself can still be taken back.
        added = tuple(added_readings(store.batches(), batch))
        for one in added:
            store.undo(one, now=stamp, by=user)
        record = store.undo(batch, now=stamp, by=user)
        return Undone(record, store.restored(batch, workspace.as_of), added)
