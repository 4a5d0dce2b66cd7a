"""A small office with a plan of training: six invented people, two courses, a kept plan as a list, and what happened."""

from pathlib import Path

A, B, C, D, E, F = (f"198001012005011{number}" for number in range(901, 907))
PEOPLE = {A: "PNS", B: "PNS", C: "PNS", D: "PNS", E: "PNS", F: "PPPK"}
UNIT = {A: "Dinas Satu", B: "Dinas Satu", C: "Dinas Dua", D: "Dinas Dua", E: "Dinas Tiga", F: "Dinas Tiga"}
CONFIG = "agency: Pemerintah Kota Contoh\nas_of: 2026-11-01\nlanguage: en\n"
PLAN_HEAD = "Rencana,NIP,Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,Kelas,JP,Biaya,Biaya Kelas,Tahun,Tanggal Mulai,Tanggal Selesai,Tanggal Rencana"


def plan_line(name, nip, kode, title, kompetensi, low, high, *, jp=24, cost=1_000_000, fixed=2_000_000, kelas=1, begin="", end=""):  # fmt: skip
    return f"{name},{nip},{kode},{title},{kompetensi},{low},{high},{kelas},{jp},{cost},{fixed},2026,{begin},{end},2026-01-05"


def bimtek(nip, name="rencana 2026"):
    return plan_line(name, nip, "K1", "Bimtek Integritas", "Integritas", 1, 2)


def kursus(nip, name="rencana 2026"):
    more = {"jp": 10, "cost": 500_000, "fixed": "", "begin": "2026-03-30", "end": "2026-03-31"}
    return plan_line(name, nip, "K2", "Kursus Kerja Sama", "Kerja Sama", 2, 3, **more)


LISTS = {
    "pegawai": [
        "NIP,Nama,Status ASN,Jenis Jabatan,Jabatan,TMT Jabatan,Unit Kerja",
        *(
            f"{nip},Pegawai {number},{status},pelaksana,Pengolah Data,2019-01-01,{UNIT[nip]}"
            for number, (nip, status) in enumerate(PEOPLE.items(), start=1)
        ),
    ],
    "rencana": [PLAN_HEAD, *(bimtek(one) for one in (A, B, C, D)), kursus(A), kursus(E)],
    "diklat": [
        "NIP,Nama Pelatihan,Tanggal Mulai,Tanggal Selesai,JP,Biaya,Keterangan",
        f"{A},Bimtek Integritas,2026-02-02,2026-02-04,24,1100000,LULUS",
        f"{B},BIMTEK  INTEGRITAS,2026-02-02,2026-02-04,24,900000,Tidak lulus",
        f"{C},Bimtek Integritas,2026-02-02,2026-02-04,24,,Mengundurkan diri karena sakit",
        f"{A},Kursus Kerja Sama,2026-03-30,2026-03-31,,,Angkatan II",
        f"{E},Kursus Kerja Sama,2025-12-01,2025-12-02,10,500000,Lulus",
        f"{F},Bimtek Integritass,2026-05-04,2026-05-06,24,1000000,-",
    ],
    "asesmen": [
        "NIP,Kompetensi,Level,Tanggal Asesmen",
        f"{A},Integritas,1,2025-12-01",
        f"{A},Integritas,3,2026-06-01",
        f"{A},Kerja Sama,2,2025-12-01",
        f"{A},Kerja Sama,1,2026-06-01",
        f"{D},Integritas,2,2026-06-01",
        f"{E},Integritas,1,2026-06-01",
        f"{F},Integritas,1,2026-06-01",
        f"{E},Kerja Sama,2,2026-06-01",
    ],
    "katalog": [
        "Kode,Nama Pelatihan,Kompetensi,Level Awal,Level Akhir,JP,Biaya,Biaya Kelas,Kuota,Kelas",
        "K1,Bimtek Integritas,Integritas,1,2,24,1000000,2000000,10,1",
        "K2,Kursus Kerja Sama,Kerja Sama,2,3,10,500000,,10,1",
    ],
}  # fmt: skip
KINDS = {
    "pegawai": "employees", "rencana": "training_plan", "diklat": "trainings", "asesmen": "assessments", "katalog": "courses",
}  # fmt: skip


STANDARD = "jabatan: Pengolah Data\nkelompok: pelaksana\nkompetensi: {integritas: 2, kerja_sama: 3}\n"


def write_office(folder: Path, lists=LISTS, config: str = CONFIG) -> Path:
    """Write the workspace and its files, not yet imported."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    (folder / "standards").mkdir(exist_ok=True)
    (folder / "standards" / "pengolah_data.yaml").write_text(STANDARD, encoding="utf-8")
    for name, lines in lists.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def import_all(folder: Path, asn, *names: str, day: str = "2026-01-05") -> None:
    """Import these lists (all without names) as they are known from a day."""
    for name in names or KINDS:
        done = asn("--as-of", day, "import", f"{name}.csv", "--as", KINDS[name], cwd=folder)
        assert done.code == 0, done.err
