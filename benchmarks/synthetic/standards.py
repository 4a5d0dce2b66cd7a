"""Job standards of the synthetic agency, as data."""

from dataclasses import dataclass

from synthetic import organisation as org
from synthetic.competencies import MANSOSKUL

Need = dict[str, int]


@dataclass(frozen=True, slots=True)
class Standard:
    """One standard: the posts it holds for, levels per competency and requirements."""

    berkas: str
    jabatan: tuple[str, ...]
    kelompok: str
    urusan: str
    levels: Need
    pendidikan: str
    bidang: tuple[str, ...] = ()
    pangkat: str = ""
    kritis: tuple[str, ...] = ()
    pelatihan: tuple[tuple[str, str, str], ...] = ()
    pengalaman: tuple[tuple[str, int, str], ...] = ()
    catatan: str = ""


def nine(base: int, **other: int) -> Need:
    """Give the nine competencies one level, except those named."""
    return {slug: other.get(slug, base) for slug in MANSOSKUL}


def teknis(**levels: int) -> Need:
    """Give technical competencies their levels."""
    return {f"teknis/{slug}": level for slug, level in levels.items()}


PKN = (("Pelatihan Kepemimpinan Nasional Tingkat II", "manajerial", "penting"),)
PKA = (("Pelatihan Kepemimpinan Administrator", "manajerial", "penting"),)
PKP = (("Pelatihan Kepemimpinan Pengawas", "manajerial", "penting"),)
ADM_YEARS = (("Pengawas atau JF setingkat di bidang terkait", 3, "mutlak"),)
PGW_YEARS = (("Pelaksana atau JF setingkat di bidang terkait", 4, "mutlak"),)
JPT_YEARS = (("Jabatan di bidang terkait secara kumulatif", 5, "mutlak"),)
ALL_FIELDS = ("Administrasi Publik", "Manajemen", "Hukum", "Ilmu Pemerintahan", "Akuntansi")


def jpt_standard(berkas: str, jabatan: str, urusan: str, levels: Need, note: str = "") -> Standard:
    """Write a standard of a head of agency."""
    return Standard(
        berkas,
        (jabatan,),
        "jpt_pratama",
        urusan,
        levels,
        "S-1",
        pelatihan=PKN,
        pengalaman=JPT_YEARS,
        kritis=("pengambilan_keputusan",),
        catatan=note,
    )


def administrator_standard(berkas: str, jabatan: tuple[str, ...], urusan: str, levels: Need) -> Standard:
    """Write a standard of an administrator."""
    return Standard(
        berkas,
        jabatan,
        "administrator",
        urusan,
        levels,
        "S-1",
        ALL_FIELDS,
        "III/d",
        ("pengambilan_keputusan",),
        PKA,
        ADM_YEARS,
    )


def pengawas_standard(berkas: str, jabatan: tuple[str, ...], urusan: str, levels: Need) -> Standard:
    """Write a standard of a pengawas."""
    return Standard(berkas, jabatan, "pengawas", urusan, levels, "D-III", pelatihan=PKP, pengalaman=PGW_YEARS)


def plain_standard(
    berkas: str, jabatan: tuple[str, ...], kelompok: str, urusan: str, needs: Need, education: str
) -> Standard:
    """Write a standard with nothing but levels and education."""
    return Standard(berkas, jabatan, kelompok, urusan, needs, education)


VACANT_KABID = "Kepala Bidang Mutasi dan Promosi"
VACANT_KASI = "Kepala Seksi Pengelolaan Informasi Administrasi Kependudukan"
VACANT_IDENTITY = "Kepala Seksi Identitas Penduduk"
VACANT_MOVES = "Kepala Seksi Pindah Datang Penduduk"
VACANT_KADIS = f"Kepala {org.KOMINFO}"
VACANT_JF = "Analis SDM Aparatur Ahli Muda"


def by_post(standards: list[Standard]) -> dict[str, Standard]:
    """Index the standards by post name."""
    return {jabatan: standard for standard in standards for jabatan in standard.jabatan}
