"""What was imported and what was taken back, by whom and when, newest first."""

from typing import TYPE_CHECKING, Any, Literal

from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.cover import stamped
from asnkarier.language import message
from asnkarier.model.book import Book, Column, NextStep, PlainRows, Table
from asnkarier.model.messages import N_
from asnkarier.model.said import said
from asnkarier.reports.shown.labels import label_of
from asnkarier.reports.shown.numbers import local_time, notation

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store

Reader = Literal["program", "workbook", "screen"]
_MOST_ON_SCREEN = 40
_COUNTS = ("rows", "accepted", "unchanged", "rejected", "left", "back")
_COLUMNS = (
    Column("batch", N_("Batch"), "integer"),
    Column("action", N_("Action"), "status"),
    Column("file", N_("File"), width=32),
    Column("kind", N_("Kind"), "status"),
    Column("as_of", N_("As of"), "date"),
    Column("rows", N_("Rows"), "integer"),
    Column("accepted", N_("Accepted"), "integer"),
    Column("unchanged", N_("Unchanged"), "integer"),
    Column("rejected", N_("Rejected"), "integer"),
    Column("complete", N_("Complete list"), "flag"),
    Column("left", N_("No longer listed"), "integer"),
    Column("back", N_("Listed again"), "integer"),
    Column("undoes", N_("Takes back"), "integer"),
    Column("undone_by", N_("Taken back by"), "integer"),
    Column("imported_at", N_("When"), width=20),
    Column("imported_by", N_("Who")),
    Column("sheet", N_("Sheet"), width=32),
    Column("sha256", N_("SHA-256"), width=66),
    Column("digest", N_("Digest of the chain"), width=66),
)
# A line of eighty characters holds them all when what belongs together stands together.
_ON_SCREEN = (
    Column("batch", N_("Batch"), "integer"),
    Column("moment", N_("When, by whom")),
    Column("source", N_("File")),
    Column("became", N_("Accepted / unchanged / rejected")),
    Column("state", N_("Status")),
)


def list_batches(workspace: "Workspace", reader: Reader = "program") -> Book:
    """Return the report of `asn history`; a program reads UTC as ISO text, people the time of the agency's zone."""
    with workspace.open_store() as store:
        batches = store.batches(known_at=workspace.known_at)
        undone_by = {batch.undoes: batch.batch_id for batch in batches if batch.undoes is not None}
        sheets = _sheets(store)
        zone = None if reader == "program" else workspace.settings.timezone
        lines = [
            _line(batch, undone_by.get(batch.batch_id), sheets.get(batch.undoes or batch.batch_id), zone)
            for batch in reversed(batches)
        ]
        sheet = _screen(lines) if reader == "screen" else _wide(lines)
        book = Book("asn.history/1", N_("Import batches"), workspace.as_of, "", (sheet,))
        waiting = unread(workspace, store)
        if not lines and not waiting:
            waiting = (NextStep(said("step_import"), bring("employees")),)
        return stamped(book, workspace, store, next_steps=waiting, leans_on=())


def _sheets(store: "Store") -> dict[int, str | None]:
    """Return the sheet that each import read; a file of one table needs no more than its name."""
    return {source.batch_id: source.sheet for source in store.sources().values()}


def _wide(lines: list[dict[str, Any]]) -> Table:
    rows = PlainRows.of(lines, [column.key for column in _COLUMNS])
    return Table("rows", N_("Batches"), _COLUMNS, rows)


def _line(batch: "Batch", undone_by: int | None, sheet: str | None, zone: str | None) -> dict[str, Any]:
    """Return one line; that an import was taken back is no reading of a file, so it counts no rows."""
    counts = batch.counts if batch.kind == "import" else {}
    return {
        "batch": batch.batch_id,
        "action": batch.kind,
        "file": batch.file,
        "kind": batch.table,
        "as_of": batch.as_of,
        **{name: counts.get(name) for name in _COUNTS},
        "complete": batch.complete,
        "undoes": batch.undoes,
        "undone_by": undone_by,
        "imported_at": batch.imported_at if zone is None else local_time(batch.imported_at, zone),
        "imported_by": batch.imported_by,
        "sheet": sheet,
        "sha256": batch.sha256,
        "digest": batch.digest,
        "tables": batch.counts.get("tables", 1),
    }


def _screen(lines: list[dict[str, Any]]) -> Table:
    rows = [
        {
            "batch": line["batch"],
            "moment": f"{line['imported_at']} {line['imported_by']}",
            "source": _source(line),
            "became": _became(line),
            "state": _state(line),
        }
        for line in lines[:_MOST_ON_SCREEN]
    ]
    shown = PlainRows.of(rows, [column.key for column in _ON_SCREEN])
    older = len(lines) - len(rows)
    note = message(N_("The day from which each one counts, and its digest: --format csv")) if rows else ""
    if older:
        note = message(N_("… and {count} older ones: --format csv"), count=older)
    # None: every cell is shown whole, for a file and its sheet may have long names.
    return Table("rows", N_("Batches"), _ON_SCREEN, shown, note=note, terminal_limit=None)


def _source(line: dict[str, Any]) -> str:
    sheet = f":{line['sheet']}" if line["tables"] > 1 and line["sheet"] else ""
    kind = label_of(line["kind"])
    kind = message(N_("{kind}, all"), kind=kind) if line["complete"] else kind
    return f"{line['file']}{sheet} ({kind})"


def _became(line: dict[str, Any]) -> str:
    if line["action"] != "import":
        return ""
    shown = (notation().show(line[name] or 0, "money") for name in ("accepted", "unchanged", "rejected"))
    return " / ".join(shown)


def _state(line: dict[str, Any]) -> str:
    if line["undoes"] is not None:
        return message(N_("takes back {batch}"), batch=line["undoes"])
    if line["undone_by"] is not None:
        return message(N_("taken back by {batch}"), batch=line["undone_by"])
    if line["left"]:
        return message(N_("counts; {people} left"), people=line["left"])
    return message(N_("counts"))
