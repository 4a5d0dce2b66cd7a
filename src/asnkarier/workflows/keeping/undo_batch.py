"""An import taken back: what it replaced counts again, and the log keeps both."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.shown.labels import label_of

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Batch, Restored


@dataclass(frozen=True)
class Undone:
    """The batch that records the undoing, and what that changes today."""

    record: "Batch"
    restored: "Restored"

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
        return f"{taken}; {came}"

    def as_json(self) -> dict[str, Any]:
        """Return `asn.undo/1`."""
        return {
            "schema": "asn.undo/1",
            "batch": self.record.batch_id,
            "undoes": self.record.undoes,
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
    with workspace.open_store("w", doing="asn undo") as store:
        record = store.undo(batch, now=now.isoformat(timespec="seconds"), by=user)
        return Undone(record, store.restored(batch, workspace.as_of))
