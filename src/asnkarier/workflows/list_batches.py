"""What was imported, newest first."""

from typing import TYPE_CHECKING

import pandas as pd

from asnkarier.model.book import Book, Column, Sheet
from asnkarier.model.messages import N_
from asnkarier.workflows.cover import stamped

if TYPE_CHECKING:
    from asnkarier.workflows.workspace import Workspace

_COLUMNS = (
    Column("batch", N_("Batch"), "integer"),
    Column("file", N_("File"), width=32),
    Column("kind", N_("Kind"), "status"),
    Column("as_of", N_("As of"), "date"),
    Column("rows", N_("Rows"), "integer"),
    Column("accepted", N_("Accepted"), "integer"),
    Column("unchanged", N_("Unchanged"), "integer"),
    Column("rejected", N_("Rejected"), "integer"),
    Column("imported_at", N_("Imported at"), terminal=False),
    Column("imported_by", N_("Imported by"), terminal=False),
    Column("sha256", N_("SHA-256"), width=66, terminal=False),
)


def list_batches(workspace: "Workspace") -> Book:
    """Return the report of `asn history`."""
    with workspace.open_store() as store:
        lines = [
            {
                "batch": batch.batch_id,
                "file": batch.file,
                "kind": batch.table,
                "as_of": pd.Timestamp(batch.as_of),
                **{name: batch.counts.get(name) for name in ("rows", "accepted", "unchanged", "rejected")},
                "imported_at": batch.imported_at,
                "imported_by": batch.imported_by,
                "sha256": batch.sha256,
            }
            for batch in reversed(store.batches())
        ]
        rows = pd.DataFrame(lines, columns=[column.key for column in _COLUMNS])
        book = Book(
            "asn.history/1",
            N_("Import batches"),
            workspace.as_of,
            "",
            (Sheet("rows", N_("Batches"), _COLUMNS, rows),),
        )
        return stamped(book, workspace, store)
