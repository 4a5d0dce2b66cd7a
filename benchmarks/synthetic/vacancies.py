"""The vacancies of the agency; four have exactly one person who may be appointed, two share one."""

from dataclasses import dataclass

from synthetic import organisation as org
from synthetic.organisation import City
from synthetic.standards import (
    VACANT_IDENTITY,
    VACANT_JF,
    VACANT_KABID,
    VACANT_KADIS,
    VACANT_KASI,
    VACANT_MOVES,
)

KABID, KASI, KADIS, JF = "LOW-01", "LOW-02", "LOW-03", "LOW-04"
IDENTITY, MOVES = "LOW-05", "LOW-06"


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One line of the vacancy list."""

    kode: str
    jabatan: str
    unit: str
    jumlah: int


def all_vacancies(city: City) -> list[Vacancy]:
    """List the vacancies of a city."""
    south = "Kecamatan Contoh Selatan"
    north = "Kecamatan Contoh Utara"
    return [
        Vacancy(KABID, VACANT_KABID, "Bidang Mutasi dan Promosi", 1),
        Vacancy(KASI, VACANT_KASI, VACANT_KASI.removeprefix("Kepala "), 1),
        Vacancy(KADIS, VACANT_KADIS, org.KOMINFO, 1),
        Vacancy(JF, VACANT_JF, org.BKPSDM, 1),
        Vacancy(IDENTITY, VACANT_IDENTITY, VACANT_IDENTITY.removeprefix("Kepala "), 1),
        Vacancy(MOVES, VACANT_MOVES, VACANT_MOVES.removeprefix("Kepala "), 1),
        Vacancy("LOW-07", "Kepala Bidang Anggaran", "Bidang Anggaran", 1),
        Vacancy("LOW-08", "Camat Contoh Selatan", south, 1),
        Vacancy("LOW-09", f"Kepala Seksi Pemerintahan {north}", f"Seksi Pemerintahan {north}", 1),
        Vacancy("LOW-10", "Guru Ahli Muda", city.schools[-1], 3),
        Vacancy("LOW-11", "Perawat Mahir", city.clinics[0], 2),
        Vacancy("LOW-12", "Pengadministrasi Perkantoran", f"Sekretariat {north}", 2),
    ]
