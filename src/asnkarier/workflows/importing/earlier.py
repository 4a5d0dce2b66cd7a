"""Which tables of a file the store already holds: the same bytes, read with the same words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Final

from asnkarier.sheets.layout.remembered import Remembered, signature
from asnkarier.workflows.readings import is_stated, read_with

if TYPE_CHECKING:
    from asnkarier.sheets.reading import SheetReading
    from asnkarier.sheets.vocabulary import Vocabulary
    from asnkarier.store.records import Batch
    from asnkarier.store.store import Store

# Among the counts of a batch: rows whose NIP nobody can read kept the list from being everybody.
NOT_COMPLETE: Final = "not_complete"
_OF_COMPETENCIES: Final = frozenset(("assessments", "courses", "standard_inputs"))
_NONE: Final = "-"
_LENGTH: Final = 8


@dataclass(frozen=True)
class Earlier:
    """A table that an import made known: its batch, the sum of the last reading, and all its active readings."""

    batch: "Batch"
    sum: str
    readings: tuple[int, ...]


@dataclass(frozen=True)
class ReadWith:
    """What decides today how bytes are read, beside what the person says: names of competencies, remembered mappings."""

    names: str
    mappings: Mapping[str, str]

    @classmethod
    def of(cls, vocabulary: "Vocabulary", remembered: Sequence[Remembered]) -> "ReadWith":
        """Return the sums of the vocabulary and of each remembered header."""
        names = _sum([sorted(vocabulary.kompetensi.items()), list(vocabulary.level_range)])
        return cls(names, {_sum(one.signature): _mapping_sum(one) for one in remembered})

    def sum_of(self, reading: "SheetReading", remembers: Remembered | None = None) -> str:
        """Return the sum of a reading; remembers: the mapping that is kept of it after it."""
        header = _sum(signature(reading.all_headings))
        concerned = reading.kind in _OF_COMPETENCIES or bool(reading.unmapped)
        mapping = self.mappings.get(header, _NONE) if remembers is None else _mapping_sum(remembers)
        return f"{self.names if concerned else _NONE}.{header}.{mapping}"

    def holds(self, earlier: Earlier) -> bool:
        """Return whether the same bytes would be read today as they were; a reading without a sum leaves that open: no."""
        names, _, rest = earlier.sum.partition(".")
        header, _, mapping = rest.partition(".")
        return names in (_NONE, self.names) and mapping == self.mappings.get(header, _NONE)


def _sum(content: object) -> str:
    return sha256(dumps(content, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]


def _mapping_sum(one: Remembered) -> str:
    return _sum([one.kind, sorted(one.mapping.items()), one.sheet])


def places_of(readings: "Sequence[SheetReading]") -> list[str]:
    """Return which table of its file each reading is; empty for the only one, whether or not totals stand beside it."""
    alone = sum(not one.beside for one in readings) == 1
    places = (
        "" if alone else f"{one.sheet or ''}!{one.left}{min(one.header_rows, default=0)}" for one in readings
    )
    return [
        f"{place}+{one.kind}" if one.beside else place for place, one in zip(places, readings, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Edition:
    """The bytes of a file, and when they were written (UTC)."""

    file: str
    sha256: str
    written: datetime


def earlier_batches(
    store: "Store", edition: Edition, words: str, as_of: date, *, complete: bool
) -> dict[str, Earlier]:
    """Return the imports that already made these bytes known on `as_of`, by the place of their table in the file.

    complete: lists of employees are to be everybody; one that was imported as less says more now. Bytes that were written
    anew after another list of this name had taken their place are no longer what is known: they count as new.
    """
    imports = [one for one in store.batches() if one.kind == "import" and one.status == "active"]
    found: dict[str, Earlier] = {}
    for batch in imports:
        read = batch.options_digest.partition("|")[2]
        mine = read == words or read.startswith(f"{words}|")
        late = batch.as_of > as_of and not is_stated(batch)
        if batch.sha256 != edition.sha256 or late or not mine:
            continue
        place = read[len(words) + 1 :]
        with_sum, adds_to = read_with(batch)
        first = found.get(place)
        if adds_to is None and _says_as_much(batch, complete):
            found[place] = Earlier(batch, with_sum, (batch.batch_id,))
        elif first is not None and first.batch.batch_id == adds_to:
            found[place] = Earlier(first.batch, with_sum, (*first.readings, batch.batch_id))
    if any(_replaced(one.batch, edition, imports, as_of) for one in found.values()):
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


def is_whole(found: Mapping[str, Earlier]) -> bool:
    """Return whether every table of the file is among the batches: an import may have been stopped between two of them."""
    return bool(found) and all(len(found) >= one.batch.counts.get("tables", 1) for one in found.values())
