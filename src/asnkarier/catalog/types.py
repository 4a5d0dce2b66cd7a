"""What the agency demands of its posts: job standards as typed data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from asnkarier.model.jabatan import normalise_jabatan
from asnkarier.model.terms import normalise

Tingkat = Literal["mutlak", "penting", "perlu"]
JenisPelatihan = Literal["manajerial", "teknis", "fungsional"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """The level of one competency that a post asks for. bobot: its weight; kritis: a gap here counts as critical."""

    kompetensi: str
    level: float
    bobot: float = 1
    kritis: bool = False


@dataclass(frozen=True, slots=True)
class TrainingRequirement:
    """A training that the post asks for, and how much it matters."""

    nama: str
    jenis: JenisPelatihan | None
    tingkat: Tingkat


@dataclass(frozen=True, slots=True)
class ExperienceRequirement:
    """Experience that the post asks for, in words; tahun None: no number of years is given."""

    uraian: str
    tahun: float | None
    tingkat: Tingkat


@dataclass(frozen=True, slots=True)
class JobStandard:
    """The standard of one position or of a family of positions that share it.

    kelompok: a word of `model.kelompok.Kelompok`. pangkat: the golongan that suits the post (`III/d`). pendidikan_tingkat,
    pangkat_tingkat: how much they matter; the form of the standard has no mark for them, so without one they are penting.
    file: where it was read; `default:…` standards have none.
    """

    id: str
    jabatan: tuple[str, ...]
    kelompok: str
    kompetensi: tuple[Requirement, ...]
    kode: str | None = None
    urusan: tuple[str, ...] = ()
    pendidikan_jenjang: str | None = None
    pendidikan_bidang: tuple[str, ...] = ()
    pendidikan_tingkat: Tingkat = "penting"
    pangkat: str | None = None
    pangkat_tingkat: Tingkat = "penting"
    pelatihan: tuple[TrainingRequirement, ...] = ()
    pengalaman: tuple[ExperienceRequirement, ...] = ()
    file: str = ""

    @property
    def is_default(self) -> bool:
        """Whether this is the default of a class, not a standard of the agency."""
        return self.id.startswith("default:")


@dataclass(frozen=True)
class Catalog:
    """All job standards of the agency, by id. fingerprint: sha256 of what they say."""

    standards: Mapping[str, JobStandard]
    fingerprint: str = ""

    @cached_property
    def _by_name(self) -> dict[str, JobStandard]:
        named = {
            normalise_jabatan(name): standard
            for standard in self.standards.values()
            for name in standard.jabatan
        }
        coded = {normalise(standard.kode): standard for standard in self.standards.values() if standard.kode}
        return coded | named

    def for_jabatan(self, jabatan: str) -> JobStandard | None:
        """Return the standard of a position, found by its normalised name or its code; None when there is none."""
        return self._by_name.get(normalise_jabatan(jabatan)) or self._by_name.get(normalise(jabatan))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every position name that has a standard, sorted."""
        return tuple(sorted({name for standard in self.standards.values() for name in standard.jabatan}))
