"""A job standard as a spreadsheet asks for it: what its table says, and of which things it says nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from asnkarier.model.problem import Location
from asnkarier.model.terms import INVISIBLE

# What a draft may speak of beside its levels. Where its workbook has no place for one, the standard's own stays.
TEXTS: Final = ("kode", "kelompok", "jenjang", "pangkat")
LISTS: Final = ("urusan", "bidang")


def plain(text: str) -> str:
    """Return a text without invisible marks, each run of blanks as one: two texts that are alike so say the same."""
    return " ".join(INVISIBLE.sub("", text).split())


@dataclass(frozen=True, slots=True)
class DraftTraining:
    """A training that the post asks for; jenis: manajerial, teknis, fungsional or nothing; tingkat: mutlak, penting, perlu."""

    nama: str
    jenis: str | None
    tingkat: str


@dataclass(frozen=True, slots=True)
class DraftExperience:
    """Experience that the post asks for; tahun: how many years, None where no number is given."""

    uraian: str
    tahun: float | None
    tingkat: str


@dataclass(frozen=True)
class Draft:
    """What a workbook says of one position, or of a family of positions that share a standard.

    place: the cell that names it. standar: the name of its file, None where the workbook does not say; so with eselon,
    which only tells the kelompok where that is empty. said: what the workbook
    has a place for, of `TEXTS`, `LISTS`, `bobot`, `kritis`, `pelatihan` and `pengalaman`; of anything else it says nothing.
    texts, lists: values of those, left out where the cell is empty. levels: every competency that the table speaks of, None where it is
    not required. cells: the addresses of values, by the name of the thing or the competency.
    """

    place: Location
    jabatan: tuple[str, ...]
    levels: Mapping[str, float | None]
    standar: str | None = None
    eselon: str | None = None
    said: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bobot: Mapping[str, float] = field(default_factory=dict)
    kritis: frozenset[str] = frozenset()
    pelatihan: tuple[DraftTraining, ...] = ()
    pengalaman: tuple[DraftExperience, ...] = ()
    cells: Mapping[str, Location] = field(default_factory=dict)

    def at(self, thing: str) -> Location:
        """Return the cell that says a thing, or the one that names the position."""
        return self.cells.get(thing, self.place)
