"""A small office as an analyst has it in files: two recaps of assessments and one of e-Kinerja a year, with courses in between.

Sixteen people took a course that raises a level by one, fourteen one that does nothing, four one that nothing is known about; 24 took none. Every second
of all of them rose by one level by himself, so that before and after alone sees an effect in both courses.
"""

from pathlib import Path

WORKS, NULL, UNKNOWN, NONE = 16, 14, 4, 24
UNITS = ("Dinas Contoh", "Badan Contoh")
CONFIG = "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\nlanguage: en\n"


def nip(number: int) -> str:
    """Return the NIP of an invented person."""
    return f"19800101 200501 1 {900 + number}".replace(" ", "")


PEOPLE = [nip(number) for number in range(WORKS + NULL + UNKNOWN + NONE)]


def course_of(number: int) -> str:
    """Return which course somebody took."""
    edges = ((WORKS, "works"), (WORKS + NULL, "null"), (WORKS + NULL + UNKNOWN, "unknown"))
    return next((name for edge, name in edges if number < edge), "none")


def write_office(folder: Path) -> Path:
    """Write the workspace and its files, not yet imported."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    lists = {"pegawai": _employees(), "diklat": _trainings(), "katalog": _courses()}
    lists |= {
        f"asesmen_{day[:4]}": _levels(day, rise)
        for day, rise in (("2022-03-07", -1), ("2024-03-04", 0), ("2026-03-02", 1))
    }
    lists["asesmen_2026b"] = _levels("2026-09-07", 1)[:1] + [
        line for line in _levels("2026-09-07", 1) if nip(0) in line
    ]
    lists |= {f"kinerja_{year}": _appraisals(year) for year in (2023, 2025)}
    lists["survei"] = _answers()
    for name, lines in lists.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


KINDS = {
    "pegawai": "employees", "asesmen": "assessments", "diklat": "trainings", "katalog": "courses", "kinerja": "appraisals", "survei": "training_surveys",
}  # fmt: skip


def _employees() -> list[str]:
    rows = (
        f"{one},Pegawai {number:02d},PNS,pelaksana,Pengolah Data,2019-01-01,{UNITS[number % 2]}"
        for number, one in enumerate(PEOPLE)
    )
    return ["NIP,Nama,Status ASN,Jenis Jabatan,Jabatan,TMT Jabatan,Unit Kerja", *rows]


def _levels(day: str, rise: int) -> list[str]:
    lines = ["NIP,Kompetensi,Level,Tanggal Asesmen"]
    for number, one in enumerate(PEOPLE):
        course = course_of(number)
        own = (number // 2) % 2 if rise > 0 else 0
        for kompetensi, taught in (("Integritas", "works"), ("Komunikasi", "null")):
            gain = 1 if rise > 0 and course == taught == "works" else 0
            level = 2 + (own if kompetensi == "Komunikasi" or number % 4 == 3 else 0) + gain
            lines.append(f"{one},{kompetensi},{level},{day}")
    return lines


def _trainings() -> list[str]:
    lines = ["NIP,Nama Pelatihan,Lembaga Penyelenggara,Tanggal Mulai,Tanggal Selesai,JP,Biaya"]
    names = {"works": "Bimtek Integritas", "null": "Bimtek Komunikasi", "unknown": "Seminar Lain"}
    for number, one in enumerate(PEOPLE):
        course = course_of(number)
        if course in names:
            provider = "Lembaga Contoh" if number == 0 else "BPSDM Contoh"
            lines.append(f"{one},{names[course]},{provider},2024-05-06,2024-05-08,24,1500000")
    return lines


def _courses() -> list[str]:
    head = "Kode,Nama Pelatihan,Jenis,Kompetensi,Level Awal,Level Akhir,JP,Biaya"
    return [
        head,
        "INT-2,Bimtek Integritas,Bimtek,Integritas,2,3,24,1500000",
        "KOM-2,Bimtek Komunikasi,Bimtek,Komunikasi,2,3,24,1500000",
    ]


def _answers() -> list[str]:
    """Return what was asked about the two courses: everybody praises the one that does nothing, and its tests rise by 20."""
    lines = [
        "NIP,Nama Pelatihan,Penyelenggara,Tanggal,Kuesioner Evaluasi (1-5),Pre Test,Post Test,Evaluasi Atasan"
    ]
    for number, one in enumerate(PEOPLE):
        course = course_of(number)
        if course == "null":
            lines.append(
                f"{one},Bimtek Komunikasi,BPSDM Contoh,08-05-2024,{5 if number % 2 else 4},{50 + number},{70 + number},"
            )
            lines.append(
                f"{one},Bimtek Komunikasi,BPSDM Contoh,{'01-09-2024' if number % 2 else '01-06-2024'},,,,4"
            )
        elif course == "works" and 0 < number < 8:
            lines.append(f"{one},Bimtek Integritas,BPSDM Contoh,08-05-2024,3,,,")
    lines += [
        ",Seminar Gelap,Hotel Contoh,08-05-2024,4,,,",
        "198001012005011999,Bimtek Komunikasi,BPSDM Contoh,08-05-2024,1,,,",
    ]
    return lines


def _appraisals(year: int) -> list[str]:
    lines = ["NIP,Tahun,Hasil Kerja,Perilaku Kerja"]
    for number, one in enumerate(PEOPLE):
        better = year == 2025 and number == 0
        lines.append(
            f"{one},{year},{'Di Atas Ekspektasi' if better else 'Sesuai Ekspektasi'},Sesuai Ekspektasi"
        )
    return lines
