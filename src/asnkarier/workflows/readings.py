"""What a batch keeps of how its bytes were read, as one line: `DAY~SUM|WORDS|PLACE`.

DAY is its as_of, with `complete` for a list that is everybody, `stated` where the file says the day, and how often the
bytes came before; SUM stands for the names of competencies and the remembered mapping that it was read with; WORDS are
what the person said; PLACE is which of several tables of the file it is. A reading once more, because the sum has
changed, has `+BATCH` behind its sum and holds only what BATCH did not say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from asnkarier.store.records import Batch

_STATED: Final = "stated"
_HEAD: Final = re.compile(r"(?P<day>[^~|]*)(?:~(?P<sum>[^+|]*)(?:\+(?P<of>\d+))?)?")


@dataclass(frozen=True, slots=True)
class HowRead:
    """How bytes are read.

    place: which of several tables of the file it is, else empty. stated: the file states its day. again: how often these bytes were imported before, where
    they came back after others had taken their place. adds_to: the batch of the same bytes that this reading only adds to.
    """

    as_of: date
    read_with: str
    words: str
    place: str
    complete: bool = False
    stated: bool = False
    again: int = 0
    adds_to: "Batch | None" = None

    def digest(self) -> str:
        """Return it as a batch keeps it."""
        # With the day in front: the same bytes imported for an earlier day make their facts known earlier.
        words = (str(self.as_of), "complete" * self.complete, _STATED * self.stated, f"{self.again or ''}")
        day = " ".join(filter(None, words))
        mark = f"~{self.read_with}" + (f"+{self.adds_to.batch_id}" if self.adds_to else "")
        return f"{day}{mark}|{self.words}{'|' if self.place else ''}{self.place}"


def is_stated(batch: "Batch") -> bool:
    """Return whether the file stated the day that it counts from, whenever it was imported."""
    return _STATED in re.split("[~|]", batch.options_digest)[0].split()


def read_with(batch: "Batch") -> tuple[str, int | None]:
    """Return the sum of a batch (empty where it keeps none) and the batch that it only adds to."""
    mark = _HEAD.fullmatch(batch.options_digest.partition("|")[0])
    if mark is None:
        return "", None
    return mark["sum"] or "", int(mark["of"]) if mark["of"] else None


def added_readings(batches: Iterable["Batch"], batch_id: int) -> list[int]:
    """Return the active readings once more of an import, which only add to it."""
    return [
        one.batch_id
        for one in batches
        if one.kind == "import" and one.status == "active" and read_with(one)[1] == batch_id
    ]
