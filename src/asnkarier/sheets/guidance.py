"""What to write into each kind of cell: the words of blank forms, kept beside the parsers that read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from asnkarier.model.golongan import PANGKAT
from asnkarier.model.messages import N_
from asnkarier.model.pendidikan import TINGKAT_PENDIDIKAN


@dataclass(frozen=True, slots=True)
class Guidance:
    """An explanation (English msgid), the values a dropdown offers, and an example."""

    explanation: str
    example: str
    choices: tuple[str, ...] = ()


TITLES: Final[Mapping[str, str]] = {
    "employees": N_("Employees"),
    "units": N_("Units"),
    "positions": N_("History of positions"),
    "appraisals": N_("Appraisals"),
    "assessments": N_("Assessed levels"),
    "assessment_results": N_("Results of assessments"),
    "trainings": N_("History of trainings"),
    "training_plan": N_("Plan of training that is kept"),
    "training_requests": N_("Requests for training"),
    "courses": N_("Catalogue of courses"),
    "credit_points": N_("Credit points of functional posts"),
    "competency_tests": N_("Competency tests for the next jenjang"),
    "training_surveys": N_("Answers about trainings"),
    "mentoring_pairs": N_("Pairs of mentor and mentee"),
    "vacancies": N_("Vacancies"),
    "formation": N_("People that posts need"),
    "standard_inputs": N_("Levels that posts need, as people concerned say"),
}
_EXPECTATIONS: Final = ("Di Atas Ekspektasi", "Sesuai Ekspektasi", "Di Bawah Ekspektasi")
_APPRAISALS: Final = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
_CATEGORIES: Final = (
    "Optimal",
    "Cukup Optimal",
    "Kurang Optimal",
    "Memenuhi Syarat",
    "Masih Memenuhi Syarat",
    "Kurang Memenuhi Syarat",
)
_JENJANG: Final = (
    "Pemula",
    "Terampil",
    "Mahir",
    "Penyelia",
    "Ahli Pertama",
    "Ahli Muda",
    "Ahli Madya",
    "Ahli Utama",
)
_ESELON: Final = ("I.a", "I.b", "II.a", "II.b", "III.a", "III.b", "IV.a", "IV.b")
GUIDANCE: Final[Mapping[str, Guidance]] = {
    "nip": Guidance(N_("18 digits, as text"), "198501152010011901"),
    "nip_lain": Guidance(N_("18 digits, as text"), "197001011995011901"),
    "teks": Guidance(N_("text"), "Contoh"),
    "nama": Guidance(N_("text"), "Contoh"),
    "kode": Guidance(N_("a code that occurs once, as text"), "K-001"),
    "tanggal": Guidance(N_("day, month, year with four digits"), "31-12-2024"),
    "tanggal_awal": Guidance(N_("day, month, year with four digits"), "31-12-2024"),
    "tanggal_akhir": Guidance(N_("day, month, year with four digits"), "31-12-2024"),
    "jadwal": Guidance(N_("when it is held: days, months or a part of the year"), "3-7 Maret 2025"),
    "tahun": Guidance(N_("a year with four digits"), "2025"),
    "tahun_rencana": Guidance(N_("a year with four digits"), "2027"),
    "bulat": Guidance(N_("a whole number"), "9"),
    "angka": Guidance(N_("a number, with a comma before decimals"), "20"),
    "kredit": Guidance(N_("credit points, with a comma before decimals"), "112,5"),
    "uang": Guidance(N_("an amount in rupiah"), "1.500.000"),
    "level": Guidance(N_("a level, with a comma before decimals; empty when not assessed"), "2,5"),
    "persen": Guidance(N_("percent, with a comma before decimals"), "82,5"),
    "kategori_jpm": Guidance(N_("category of the job-person match"), "Optimal", _CATEGORIES),
    "kompetensi": Guidance(N_("the name of a competency as in the dictionary"), "Integritas"),
    "level_standar": Guidance(N_("a whole level of the scale; empty when you cannot say"), "3"),
    "jabatan_dikenal": Guidance(N_("the position as in the list of employees or its standard"), "Camat"),
    "kompetensi_dikenal": Guidance(N_("the name of a competency as in the dictionary"), "Integritas"),
    "peran": Guidance(N_("how you know the post"), "Atasan", ("Atasan", "Pemangku", "Pengguna")),
    "kode_responden": Guidance(N_("a code that stands for one person, never a name or a NIP"), "A-01"),
    "jenis_kelamin": Guidance(N_("L (male) or P (female)"), "P", ("L", "P")),
    "status_asn": Guidance(N_("kind of civil servant"), "PNS", ("PNS", "CPNS", "PPPK")),
    "kedudukan_hukum": Guidance(
        N_("legal position as BKN names it"), "Aktif", ("Aktif", "CLTN", "Tugas Belajar")
    ),
    "golongan": Guidance(N_("golongan ruang; IX and the like for PPPK"), "III/a", tuple(PANGKAT)),
    "jenis_jabatan": Guidance(N_("kind of position"), "Pelaksana", ("Struktural", "Fungsional", "Pelaksana")),
    "jenjang": Guidance(N_("jenjang of a functional position"), "Ahli Muda", _JENJANG),
    "eselon": Guidance(N_("eselon of a structural position"), "III.a", _ESELON),
    "tingkat_pendidikan": Guidance(N_("highest level of education"), "S-1", TINGKAT_PENDIDIKAN),
    "pendidikan": Guidance(N_("field of study"), "Manajemen"),
    "hukuman": Guidance(
        N_("gravest disciplinary punishment; empty when not known"),
        "Tidak Pernah",
        ("Tidak Pernah", "Ringan", "Sedang", "Berat"),
    ),
    "ekspektasi": Guidance(N_("rating"), "Sesuai Ekspektasi", _EXPECTATIONS),
    "predikat": Guidance(N_("appraisal of the year"), "Baik", _APPRAISALS),
    "lulus": Guidance(N_("whether the test was passed"), "Lulus", ("Lulus", "Tidak Lulus")),
    "status_pelatihan": Guidance(
        N_("how the training ended for the participant; empty when not known"),
        "Lulus",
        ("Lulus", "Tidak Lulus", "Mengundurkan Diri", "Tidak Hadir", "Sedang Mengikuti", "Belum Mengikuti"),
    ),
    "fase": Guidance(
        N_("what was asked, and when"), "Reaksi", ("Reaksi", "Ujian Awal", "Ujian Akhir", "Perilaku")
    ),
    "asal": Guidance(N_("who asks for it: the unit, or the person"), "Unit", ("Unit", "Pribadi")),
    "skor": Guidance(
        N_(
            "a number with a comma before decimals; without a scale `reaksi` and `perilaku` are 1–5, tests 0–100"
        ),
        "4,5",
    ),
    "ya_tidak": Guidance(N_("1 for yes, 0 for no"), "0", ("0", "1")),
}
