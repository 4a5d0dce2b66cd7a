"""Which tables of a file the store already holds: the same bytes, read with the same words."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store


def options_digest(as_of: date, words: str, place: str) -> str:
    """Return what a batch keeps of how it was read; place: which of several tables of the file it is, else empty."""
    # With the day in front: the same bytes imported for an earlier day make their facts known earlier.
    return f"{as_of}|{words}{'|' if place else ''}{place}"


def place_of(reading: "SheetReading", *, alone: bool) -> str:
    """Return which table of its file a reading is; empty for the only one."""
    return "" if alone else f"{reading.sheet or ''}!{reading.left}{min(reading.header_rows, default=0)}"


def earlier_batches(store: "Store", sha256: str, words: str, as_of: date) -> dict[str, "Batch"]:
    """Return the imports that already made these bytes known on `as_of`, by the place of their table in the file."""
    found: dict[str, Batch] = {}
    for batch in store.batches():
        if (
            batch.sha256 == sha256
            and batch.kind == "import"
            and batch.status == "active"
            and batch.as_of <= as_of
        ):
            read = batch.options_digest.partition("|")[2]
            if read == words:
                found[""] = batch
            elif read.startswith(f"{words}|"):
                found[read[len(words) + 1 :]] = batch
    return found


def is_whole(found: Mapping[str, "Batch"]) -> bool:
    """Return whether every table of the file is among the batches: an import may have been stopped between two of them."""
    return bool(found) and all(len(found) >= batch.counts.get("tables", 1) for batch in found.values())
