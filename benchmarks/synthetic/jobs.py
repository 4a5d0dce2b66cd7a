"""Jobs that are not on the organisation chart: functional families and pelaksana jobs."""

from dataclasses import dataclass

JENJANG = {
    "jf_pemula": ("Pemula", 5),
    "jf_terampil": ("Terampil", 6),
    "jf_mahir": ("Mahir", 7),
    "jf_penyelia": ("Penyelia", 8),
    "jf_ahli_pertama": ("Ahli Pertama", 8),
    "jf_ahli_muda": ("Ahli Muda", 9),
    "jf_ahli_madya": ("Ahli Madya", 11),
}
LADDERS = (
    ("jf_terampil", "jf_mahir", "jf_penyelia"),
    ("jf_ahli_pertama", "jf_ahli_muda", "jf_ahli_madya"),
)


@dataclass(frozen=True, slots=True)
class Family:
    """A functional family: where it works, what its people studied, how many per jenjang."""

    name: str
    place: str  # school, clinic, or the name of an agency
    study: str
    weight: float
    jenjang: tuple[tuple[str, float], ...]


def jf_title(family: str, kelompok: str) -> str:
    """Name the post of a family at a jenjang."""
    return f"{family} {JENJANG[kelompok][0]}"


def written_for_pppk(family: str, kelompok: str) -> str:
    """Write the post as SIASN does for PPPK: TERAMPIL - PERAWAT."""
    return f"{JENJANG[kelompok][0]} - {family}".upper()


GURU = (
    Family(
        "Guru",
        "school",
        "guru",
        1.0,
        (("jf_ahli_pertama", 0.55), ("jf_ahli_muda", 0.32), ("jf_ahli_madya", 0.13)),
    ),
)
KESEHATAN = (
    Family(
        "Perawat",
        "clinic",
        "perawat",
        0.42,
        (
            ("jf_terampil", 0.35),
            ("jf_mahir", 0.22),
            ("jf_penyelia", 0.08),
            ("jf_ahli_pertama", 0.23),
            ("jf_ahli_muda", 0.12),
        ),
    ),
    Family(
        "Bidan",
        "clinic",
        "bidan",
        0.28,
        (("jf_terampil", 0.55), ("jf_mahir", 0.3), ("jf_ahli_pertama", 0.15)),
    ),
    Family("Dokter", "clinic", "dokter", 0.1, (("jf_ahli_pertama", 0.5), ("jf_ahli_muda", 0.5))),
    Family("Sanitarian", "clinic", "kesehatan", 0.1, (("jf_terampil", 0.7), ("jf_mahir", 0.3))),
    Family("Perekam Medis", "clinic", "kesehatan", 0.1, (("jf_terampil", 0.6), ("jf_mahir", 0.4))),
)
_SPECIALIST = (("jf_ahli_pertama", 0.5), ("jf_ahli_muda", 0.35), ("jf_ahli_madya", 0.15))
TEKNIS_JF = (
    # Analis SDM Aparatur Ahli Pertama are planted only: the promotion case depends on it.
    Family(
        "Analis SDM Aparatur",
        "Badan Kepegawaian dan Pengembangan SDM",
        "umum",
        0.14,
        (("jf_ahli_muda", 0.75), ("jf_ahli_madya", 0.25)),
    ),
    Family("Auditor", "Inspektorat", "umum", 0.22, _SPECIALIST),
    Family("Perencana", "Badan Perencanaan Pembangunan Daerah", "umum", 0.18, _SPECIALIST),
    Family(
        "Pranata Komputer",
        "Dinas Komunikasi dan Informatika",
        "komputer",
        0.2,
        (("jf_terampil", 0.3), ("jf_ahli_pertama", 0.5), ("jf_ahli_muda", 0.2)),
    ),
    Family(
        "Arsiparis",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "umum",
        0.14,
        (("jf_terampil", 0.5), ("jf_mahir", 0.2), ("jf_ahli_pertama", 0.3)),
    ),
    Family(
        "Analis Kebijakan",
        "Badan Pengelola Keuangan dan Aset Daerah",
        "umum",
        0.12,
        (("jf_ahli_pertama", 0.6), ("jf_ahli_muda", 0.4)),
    ),
)

# pelaksana job -> (kelas, weight)
PELAKSANA = {
    "Pengadministrasi Perkantoran": (5, 0.34),
    "Operator Layanan Operasional": (5, 0.1),
    "Pengolah Data dan Informasi": (6, 0.18),
    "Pengelola Layanan Operasional": (6, 0.1),
    "Penelaah Teknis Kebijakan": (7, 0.22),
    "Penata Layanan Operasional": (7, 0.06),
}
PENATA_BARANG = "Penata Laksana Barang"
