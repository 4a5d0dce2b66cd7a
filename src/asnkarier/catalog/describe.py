"""Job standards as plain rows, for listing them and for showing one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from asnkarier.catalog.types import Catalog, JobStandard

Part = Literal["kompetensi", "pendidikan", "pangkat", "pelatihan", "pengalaman"]


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One standard in the list: whom it is for and how much it asks."""

    id: str
    jabatan: str
    kode: str | None
    kelompok: str
    urusan: str
    kompetensi: int
    teknis: int
    kritis: int
    level_total: float
    file: str


@dataclass(frozen=True, slots=True)
class DemandRow:
    """One thing that a standard asks for.

    part: kompetensi, pendidikan, pangkat, pelatihan or pengalaman. level, bobot, kritis: of a competency.
    tahun: of experience. tingkat: mutlak, penting or perlu, where the form of the standard knows it.
    """

    part: Part
    name: str
    level: float | None = None
    bobot: float | None = None
    kritis: bool | None = None
    jenis: str | None = None
    tahun: float | None = None
    tingkat: str | None = None


def standards_rows(catalog: Catalog) -> tuple[StandardRow, ...]:
    """Return one row per standard, by id."""
    return tuple(_row(catalog.standards[name]) for name in sorted(catalog.standards))


def standard_rows(standard: JobStandard) -> tuple[DemandRow, ...]:
    """Return everything that one standard asks for: competencies in the order of its file, then the rest."""
    return tuple(_demands(standard))


def _row(standard: JobStandard) -> StandardRow:
    return StandardRow(
        id=standard.id,
        jabatan="; ".join(standard.jabatan),
        kode=standard.kode,
        kelompok=standard.kelompok,
        urusan="; ".join(standard.urusan),
        kompetensi=len(standard.kompetensi),
        teknis=sum(one.kompetensi.startswith("teknis/") for one in standard.kompetensi),
        kritis=sum(one.kritis for one in standard.kompetensi),
        level_total=sum(one.level for one in standard.kompetensi),
        file=standard.file,
    )


def _demands(standard: JobStandard) -> Iterator[DemandRow]:
    for wanted in standard.kompetensi:
        yield DemandRow("kompetensi", wanted.kompetensi, wanted.level, wanted.bobot, wanted.kritis)
    if standard.pendidikan_jenjang or standard.pendidikan_bidang:
        words = [standard.pendidikan_jenjang, ", ".join(standard.pendidikan_bidang)]
        name = " · ".join(word for word in words if word)
        yield DemandRow("pendidikan", name, tingkat=standard.pendidikan_tingkat)
    if standard.pangkat:
        yield DemandRow("pangkat", standard.pangkat, tingkat=standard.pangkat_tingkat)
    for training in standard.pelatihan:
        yield DemandRow("pelatihan", training.nama, jenis=training.jenis, tingkat=training.tingkat)
    for experience in standard.pengalaman:
        yield DemandRow("pengalaman", experience.uraian, tahun=experience.tahun, tingkat=experience.tingkat)
