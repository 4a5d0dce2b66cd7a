"""What was imported and what was taken back, by whom and when, newest first."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from asnkarier.model.book import Book, Column, Sheet
from asnkarier.model.messages import N_
from asnkarier.workflows.cover import stamped

if TYPE_CHECKING:
    from asnkarier.store.records import Batch
    from asnkarier.workflows.workspace import Workspace

_COUNTS = ("rows", "accepted", "unchanged", "rejected")
_COLUMNS = (
    Column("batch", N_("Batch"), "integer", importance=0),
    Column("action", N_("Action"), "status", importance=1),
    Column("file", N_("File"), width=32, importance=2),
    Column("kind", N_("Kind"), importance=4),
    Column("as_of", N_("As of"), "date", importance=9),
    Column("rows", N_("Rows"), "integer", importance=7),
    Column("accepted", N_("Accepted"), "integer", importance=8),
    Column("unchanged", N_("Unchanged"), "integer", importance=10),
    Column("rejected", N_("Rejected"), "integer", importance=11),
    Column("undoes", N_("Takes back"), "integer", importance=12),
    Column("undone_by", N_("Taken back by"), "integer", importance=3),
    Column("imported_at", N_("When"), importance=5),
    Column("imported_by", N_("Who"), importance=6),
    Column("sha256", N_("SHA-256"), width=66, terminal=False),
    Column("digest", N_("Digest of the chain"), width=66, terminal=False),
)


def list_batches(workspace: "Workspace") -> Book:
    """Return the report of `asn history`."""
    with workspace.open_store() as store:
        batches = store.batches()
        undone_by = {batch.undoes: batch.batch_id for batch in batches if batch.undoes is not None}
        lines = [_line(batch, undone_by.get(batch.batch_id)) for batch in reversed(batches)]
        rows = pd.DataFrame(lines, columns=[column.key for column in _COLUMNS])
        whole = ["batch", "undoes", "undone_by", *_COUNTS]
        rows[whole] = rows[whole].astype("Int64")
        book = Book(
            "asn.history/1",
            N_("Import batches"),
            workspace.as_of,
            "",
            (Sheet("rows", N_("Batches"), _COLUMNS, rows),),
        )
        return stamped(book, workspace, store)


def _line(batch: "Batch", undone_by: int | None) -> dict[str, Any]:
    """Return one line; that an import was taken back is no reading of a file, so it counts no rows."""
    counts = batch.counts if batch.kind == "import" else {}
    return {
        "batch": batch.batch_id,
        "action": batch.kind,
        "file": batch.file,
        "kind": batch.table,
        "as_of": pd.Timestamp(batch.as_of),
        **{name: counts.get(name) for name in _COUNTS},
        "undoes": batch.undoes,
        "undone_by": undone_by,
        "imported_at": batch.imported_at,
        "imported_by": batch.imported_by,
        "sha256": batch.sha256,
        "digest": batch.digest,
    }
