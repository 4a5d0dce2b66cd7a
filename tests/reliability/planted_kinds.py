"""Clean rows of every table, and the kinds of error that are planted in them, each with the code that it must raise."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

Row = dict[str, object]


class Error(str):
    """An error value of a spreadsheet, such as #N/A."""

    __slots__ = ()


@dataclass(frozen=True)
class TableKind:
    """Field -> heading, and the n-th clean row."""

    columns: Mapping[str, str]
    row: Callable[[int], Row]


def born(n: int) -> date:
    return date(1966 + n % 30, n // 30 % 12 + 1, n * 7 % 28 + 1)


def nip(n: int) -> str:
    day = born(n)
    return f"{day:%Y%m%d}{day.year + 25}{n % 12 + 1:02d}{1 + n % 2}{900 + n % 100}"


def employee(n: int) -> Row:
    day = born(n)
    return {
        "nip": nip(n), "nama": f"Contoh {'ABCDEFGH'[n % 8]}{'aeiou'[n % 5]}n", "tanggal_lahir": f"{day:%d-%m-%Y}",
        "jenis_kelamin": "LP"[n % 2], "status_asn": "PNS", "golongan": ("III/a", "III/b", "IV/a", "II/d")[n % 4],
        "tmt_golongan": f"01-04-{2015 + n % 10}", "jenis_jabatan": ("Fungsional", "Pelaksana", "Struktural")[n % 3],
        "jabatan": ("Arsiparis Ahli Muda", "Pengadministrasi Perkantoran", "Camat Contoh")[n % 3],
        "jenjang": "Ahli Muda" if n % 3 == 0 else None, "eselon": "III.a" if n % 3 == 2 else None,
        "tmt_jabatan": f"{n % 28 + 1:02d}/0{n % 9 + 1}/{2016 + n % 9}", "unit_kerja": f"Dinas Contoh {n % 7}",
        "tingkat_pendidikan": ("S-1", "S-2", "D-III")[n % 3], "kelas_jabatan": 5 + n % 9,
        "hukuman_disiplin": ("Tidak Pernah", None, "Ringan")[n % 3],
    }  # fmt: skip


def position(n: int) -> Row:
    return {
        "nip": nip(n), "jabatan": f"Arsiparis {('Terampil', 'Mahir')[n % 2]}", "unit_kerja": "Dinas Contoh",
        "tmt_jabatan": f"01-{n % 12 + 1:02d}-{2000 + n % 20}", "sampai": f"01-{n % 12 + 1:02d}-{2003 + n % 20}", "kelas_jabatan": 6,
    }  # fmt: skip


def appraisal(n: int) -> Row:
    atas = n % 4 == 0
    word = "Di Atas Ekspektasi" if atas else "Sesuai Ekspektasi"
    return {
        "nip": nip(n),
        "tahun": 2024 + n % 2,
        "hasil_kerja": word,
        "perilaku_kerja": word,
        "predikat": "Sangat Baik" if atas else "Baik",
    }


def level(n: int) -> Row:
    names = ("Integritas", "Kerja Sama", "Komunikasi", "Pelayanan Publik", "Mengelola Perubahan")
    return {
        "nip": nip(n),
        "kompetensi": names[n % 5],
        "level": ("3", 2, "2,5", 3.75)[n % 4],
        "tanggal_asesmen": f"{n % 28 + 1}-3-2025",
    }


def training(n: int) -> Row:
    return {
        "nip": nip(n), "nama_pelatihan": f"Pelatihan Teknis Contoh {n % 5}", "tanggal_mulai": f"{n % 27 + 1:02d}-05-{2018 + n % 7}",
        "jp": 20 + n % 30, "biaya": ("1.500.000", 3500000, "Rp 2.750.000,00")[n % 3],
    }  # fmt: skip


def course(n: int) -> Row:
    return {
        "kode": f"K-{n:03d}", "nama_pelatihan": f"Pelatihan {n}", "kompetensi": "Integritas", "level_akhir": 3, "jp": 24, "biaya": 3000000,
        "kuota": 30,
    }  # fmt: skip


def vacancy(n: int) -> Row:
    return {
        "kode": f"LOW-{n:03d}",
        "jabatan": "Camat Contoh",
        "unit_kerja": f"Kecamatan {n % 9}",
        "jumlah": 1,
        "tmt": "01-01-2027",
    }


TABLES: dict[str, TableKind] = {
    "employees": TableKind(
        {"nip": "NIP", "nama": "NAMA", "tanggal_lahir": "TANGGAL LAHIR", "jenis_kelamin": "JENIS KELAMIN", "status_asn": "STATUS ASN",
         "golongan": "GOLONGAN", "tmt_golongan": "TMT GOLONGAN", "jenis_jabatan": "JENIS JABATAN", "jabatan": "JABATAN", "jenjang": "JENJANG",
         "eselon": "ESELON", "tmt_jabatan": "TMT JABATAN", "unit_kerja": "UNIT KERJA", "tingkat_pendidikan": "TINGKAT PENDIDIKAN",
         "kelas_jabatan": "KELAS JABATAN", "hukuman_disiplin": "HUKUMAN DISIPLIN"}, employee),
    "positions": TableKind({"nip": "NIP", "jabatan": "JABATAN", "unit_kerja": "UNIT KERJA", "tmt_jabatan": "TMT JABATAN", "sampai": "SAMPAI",
                            "kelas_jabatan": "KELAS JABATAN"}, position),
    "appraisals": TableKind({"nip": "NIP", "tahun": "TAHUN", "hasil_kerja": "HASIL KERJA", "perilaku_kerja": "PERILAKU KERJA",
                             "predikat": "PREDIKAT"}, appraisal),
    "assessments": TableKind({"nip": "NIP", "kompetensi": "KOMPETENSI", "level": "LEVEL", "tanggal_asesmen": "TANGGAL ASESMEN"}, level),
    "trainings": TableKind({"nip": "NIP", "nama_pelatihan": "NAMA PELATIHAN", "tanggal_mulai": "TANGGAL MULAI", "jp": "JP", "biaya": "BIAYA"},
                           training),
    "courses": TableKind({"kode": "KODE", "nama_pelatihan": "NAMA PELATIHAN", "kompetensi": "KOMPETENSI", "level_akhir": "LEVEL AKHIR",
                          "jp": "JP", "biaya": "BIAYA", "kuota": "KUOTA"}, course),
    "vacancies": TableKind({"kode": "KODE", "jabatan": "JABATAN", "unit_kerja": "UNIT KERJA", "jumlah": "JUMLAH", "tmt": "TMT"}, vacancy),
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A kind of error: in which field, which values, and the code that tells it."""

    name: str
    table: str
    field: str
    code: str
    values: tuple[object, ...] = ()
    change: Callable[[str], object] | None = None
    also: tuple[str, ...] = ()  # what the error makes of its neighbours, told at other cells of its row

    def spoil(self, row: Row, rng: random.Random) -> None:
        if self.change is not None:
            row[self.field] = self.change(str(row[self.field]))
        else:
            row[self.field] = rng.choice(self.values)


def _at(place: int, digits: str) -> Callable[[str], object]:
    return lambda text: text[:place] + digits + text[place + len(digits) :]


E, P, A, S, T, C, V = (
    "employees",
    "positions",
    "appraisals",
    "assessments",
    "trainings",
    "courses",
    "vacancies",
)
ERRORS = tuple(map(Error, ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?")))
KINDS: tuple[Kind, ...] = (
    Kind("NIP stored as a number", E, "nip", "SEL-NIP-ANGKA", change=float),
    Kind("NIP in scientific notation", E, "nip", "SEL-NIP-ILMIAH", ("1,98501E+17", "1.98507152010011E+17")),
    Kind("NIP without its last digit", E, "nip", "NIP-BENTUK", change=lambda text: text[:-1]),
    Kind("NIP with a digit too many", E, "nip", "NIP-BENTUK", change=lambda text: text + "1"),
    Kind("NIP with a letter", E, "nip", "NIP-BENTUK", change=_at(5, "O")),
    Kind("old NIP", E, "nip", "NIP-LAMA", ("131234567", "510098765")),
    Kind("NIK instead of NIP", E, "nip", "NIP-NIK", ("3201011501850001",)),
    Kind("NIP of no birthday", E, "nip", "NIP-TANGGAL", change=_at(4, "13")),
    Kind("NIP of month 00", E, "nip", "NIP-TMT", change=_at(12, "00")),
    Kind("NIP of sex 3", E, "nip", "NIP-KELAMIN", change=_at(14, "3")),
    Kind("NIP missing", E, "nip", "KOSONG-WAJIB", (None, "-", "null")),
    Kind("error instead of a NIP", E, "nip", "SEL-GALAT", ERRORS),
    Kind("name missing", E, "nama", "KOSONG-WAJIB", (None, " ", "-")),
    Kind("position missing", E, "jabatan", "KOSONG-WAJIB", (None, "n/a")),
    Kind("unit missing", E, "unit_kerja", "KOSONG-WAJIB", (None, "--")),
    Kind("error instead of a name", E, "nama", "SEL-GALAT", ERRORS),
    Kind("formula without a result", E, "jabatan", "SEL-RUMUS", ("=A1", "=VLOOKUP(A2,B:C,2,0)")),
    Kind("truth value in a text", E, "unit_kerja", "SEL-JENIS", (True, False)),
    Kind("text that became a date", E, "jabatan", "SEL-JADI-TANGGAL", (date(2024, 3, 1), date(2019, 12, 5))),
    Kind("date that is not in the calendar", E, "tmt_jabatan", "TANGGAL-MUSTAHIL", ("31-02-2020", "30/02/2019", "12-13-2020", "32-01-2021")),
    Kind("year of two digits", E, "tmt_golongan", "TANGGAL-TAHUN-PENDEK", ("01-04-19", "1/4/23", "1 April 19")),
    Kind("two dates in a cell", E, "tmt_golongan", "TANGGAL-DUA", ("01-04-2019 s.d. 01-04-2023", "01-04-2019/02-04-2019")),
    Kind("words instead of a date", E, "tmt_jabatan", "TANGGAL-BENTUK", ("belum ada", "menyusul")),
    Kind("date known by half", E, "tmt_jabatan", "TANGGAL-SEBAGIAN", ("April 2020", "2020", "00-00-2015", "04/2020")),
    Kind("number that is no day", E, "tmt_golongan", "TANGGAL-SERIAL", (7, 123, 999999)),
    Kind("birthday of another", E, "tanggal_lahir", "NIP-LAHIR-BEDA", ("03-03-1999",)),
    Kind("sex of another", E, "jenis_kelamin", "NIP-KELAMIN-BEDA", change=lambda text: "P" if text == "L" else "L"),
    Kind("PPPK with the NIP of a PNS", E, "status_asn", "NIP-STATUS-BEDA", ("PPPK", "P3K"), also=("GOLONGAN-STATUS",)),
    Kind("golongan of PPPK with the NIP of a PNS", E, "golongan", "NIP-GOLONGAN-BEDA", ("IX", "VII")),
    Kind("no golongan of this world", E, "golongan", "GOLONGAN-ASING", ("V/a", "III/f", "tiga", "3x")),
    Kind("golongan that may be two", E, "golongan", "GOLONGAN-RANCU", (11, "12", "13", 14)),
    Kind("two golongan in a cell", E, "golongan", "GOLONGAN-DUA", ("III/a, III/b", "Penata Muda (III/b)", "II/c - II/d")),
    Kind("no sex", E, "jenis_kelamin", "KELAMIN-ASING", ("X", "pegawai", "3")),
    Kind("no status", E, "status_asn", "STATUS-ASING", ("Honorer", "THL", "pensiun")),
    Kind("no kind of position", E, "jenis_jabatan", "JENIS-JABATAN-ASING", ("9", "lain-lain", "tenaga")),
    Kind("no jenjang", E, "jenjang", "JENJANG-ASING", ("Ahli Super", "Senior", "III/a")),
    Kind("no eselon", E, "eselon", "ESELON-ASING", ("VII.a", "eselon tinggi", "X")),
    Kind("no level of education", E, "tingkat_pendidikan", "PENDIDIKAN-ASING", ("S-9", "kursus", "lulus")),
    Kind("half a class of position", E, "kelas_jabatan", "ANGKA-BULAT", (9.5, "8,5")),
    Kind("class of position that became a date", E, "kelas_jabatan", "SEL-JADI-TANGGAL", (date(2026, 9, 8), date(2026, 7, 9))),
    Kind("negative class of position", E, "kelas_jabatan", "ANGKA-RENTANG", (-3, "-7")),
    Kind("words instead of a number", E, "kelas_jabatan", "ANGKA-BENTUK", ("sembilan", "kelas atas", "9a")),
    Kind("percentage instead of a number", E, "kelas_jabatan", "ANGKA-PERSEN", ("90%", "12,5 %")),
    Kind("no punishment", E, "hukuman_disiplin", "HUKUMAN-ASING", ("agak berat", "teguran?", "X")),
    Kind("history without a date", P, "tmt_jabatan", "KOSONG-WAJIB", (None, "-", "0000-00-00")),
    Kind("history with an impossible end", P, "sampai", "TANGGAL-MUSTAHIL", ("31-04-2020", "29-02-2021")),
    Kind("year that is none", A, "tahun", "TAHUN-BENTUK", ("24", "dua ribu", 20244)),
    Kind("no rating", A, "hasil_kerja", "EKSPEKTASI-ASING", ("lumayan", "Baik", "Ekspektasi")),
    Kind("no predikat", A, "predikat", "PREDIKAT-ASING", ("Istimewa", "A", "Sangat")),
    Kind("predikat against the matrix", A, "predikat", "KINERJA-PREDIKAT-BEDA", ("Sangat Kurang", "Kurang")),
    Kind("level above the scale", S, "level", "LEVEL-RENTANG", (6, "7,5", 100)),
    Kind("level in words", S, "level", "LEVEL-BENTUK", ("tiga", "L3?", "baik")),
    Kind("level that may be a share", S, "level", "LEVEL-PECAHAN", (0.6, "0,75")),
    Kind("level that became a date", S, "level", "SEL-JADI-TANGGAL", (date(2026, 3, 2), date(2026, 5, 3))),
    Kind("level missing", S, "level", "KOSONG-WAJIB", (None, "-")),
    Kind("competency of no dictionary", S, "kompetensi", "KOMPETENSI-ASING", ("Rata-rata", "Integritaz")),
    Kind("thousands or decimals", T, "jp", "ANGKA-RANCU", ("1.500", "2,250")),
    Kind("cost in words", T, "biaya", "ANGKA-BENTUK", ("gratis", "Rp sekian", "3 juta lebih")),
    Kind("training without a name", T, "nama_pelatihan", "KOSONG-WAJIB", (None, " ")),
    Kind("course without a cost", C, "biaya", "KOSONG-WAJIB", (None, "-")),
    Kind("course to a level above the scale", C, "level_akhir", "LEVEL-RENTANG", (9, "12")),
    Kind("seats that are no whole number", C, "kuota", "ANGKA-BULAT", (30.5, "12,5")),
    Kind("vacancy without a position", V, "jabatan", "KOSONG-WAJIB", (None, "null")),
    Kind("vacancy from an impossible day", V, "tmt", "TANGGAL-MUSTAHIL", ("31-06-2027",)),
)  # fmt: skip
