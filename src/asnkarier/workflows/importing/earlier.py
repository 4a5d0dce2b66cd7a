"""Which tables of a file the store already holds: the same bytes, read with the same words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store

# Among the counts of a batch: rows whose NIP nobody can read kept the list from being everybody.
NOT_COMPLETE: Final = "not_complete"


def options_digest(as_of: date, words: str, place: str, *, complete: bool = False, again: int = 0) -> str:
    """Return what a batch keeps of how it was read.

    place: which of several tables of the file it is, else empty. again: how often these bytes were imported before, where
    they came back after others had taken their place.
    """
    # With the day in front: the same bytes imported for an earlier day make their facts known earlier.
    day = f"{as_of}{' complete' if complete else ''}{f' {again}' if again else ''}"
    return f"{day}|{words}{'|' if place else ''}{place}"


def place_of(reading: "SheetReading", *, alone: bool) -> str:
    """Return which table of its file a reading is; empty for the only one."""
    return "" if alone else f"{reading.sheet or ''}!{reading.left}{min(reading.header_rows, default=0)}"


@dataclass(frozen=True, slots=True)
class Edition:
    """The bytes of a file, and when they were written (UTC)."""

    file: str
    sha256: str
    written: datetime


def earlier_batches(
    store: "Store", edition: Edition, words: str, as_of: date, *, complete: bool
) -> dict[str, "Batch"]:
    """Return the imports that already made these bytes known on `as_of`, by the place of their table in the file.

    complete: lists of employees are to be everybody; one that was imported as less says more now. Bytes that were written
    anew after another list of this name had taken their place are no longer what is known: they count as new.
    """
    imports = [one for one in store.batches() if one.kind == "import" and one.status == "active"]
    found: dict[str, Batch] = {}
    for batch in imports:
        if batch.sha256 == edition.sha256 and batch.as_of <= as_of and _says_as_much(batch, complete):
            read = batch.options_digest.partition("|")[2]
            if read == words:
                found[""] = batch
            elif read.startswith(f"{words}|"):
                found[read[len(words) + 1 :]] = batch
    if any(_replaced(batch, edition, imports, as_of) for batch in found.values()):
        return {}
    return found


def times_imported(store: "Store", sha256: str) -> int:
    """Return how often these bytes were imported; tables of one file count once each."""
    return sum(one.sha256 == sha256 and one.kind == "import" for one in store.batches())


def _says_as_much(batch: "Batch", complete: bool) -> bool:
    return (
        batch.table != "employees" or not complete or batch.complete or bool(batch.counts.get(NOT_COMPLETE))
    )


def _replaced(batch: "Batch", edition: Edition, imports: "Sequence[Batch]", as_of: date) -> bool:
    """Return whether other bytes of this name came after these, and before the file was written."""
    return any(
        one.file == edition.file
        and one.table == batch.table
        and one.sha256 != batch.sha256
        and (batch.as_of, batch.batch_id) < (one.as_of, one.batch_id)
        and one.as_of <= as_of
        and datetime.fromisoformat(one.imported_at) <= edition.written
        for one in imports
    )


def is_whole(found: Mapping[str, "Batch"]) -> bool:
    """Return whether every table of the file is among the batches: an import may have been stopped between two of them."""
    return bool(found) and all(len(found) >= batch.counts.get("tables", 1) for batch in found.values())
