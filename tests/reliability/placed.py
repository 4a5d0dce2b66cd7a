"""Placements, chains and exchanges of invented agencies: every gate, kind, score, gain and policy of every row against the cells of the files, by hand-written rules."""

import csv
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import main, read_once

from in_process import asn
from placement_oracle import PREDIKAT, Office

SEED = 52_000
AGENCIES = 40
COMPETENCIES = {"integritas": "Integritas", "kerja_sama": "Kerja Sama", "komunikasi": "Komunikasi"}
UNITS = tuple(f"Bidang {one}" for one in "ABCD")
FIELDS = (
    "Manajemen",
    "Manajemen SDM",
    "Akuntansi",
    "Hukum",
    "Administrasi Negara",
    "Manajemen Informatika",
    "Ilmu Tak Bernama",
    "",
)
POSTS = {
    "Kepala Bidang Keuangan": ("administrator", 11, "III.b", {"integritas": 3, "kerja_sama": 3, "komunikasi": 3}, ("S-1", "mutlak", ["Rumpun Ekonomi dan Bisnis"])),
    "Kepala Bidang Umum": ("administrator", 11, "III.b", {"integritas": 3, "kerja_sama": 2, "komunikasi": 3}, ("S-1", "penting", ["Manajemen", "Hukum"])),
    "Kepala Seksi Anggaran": ("pengawas", 9, "IV.a", {"integritas": 2, "kerja_sama": 3, "komunikasi": 2}, ("D-III", "mutlak", ["Manajemen", "Akuntansi"])),
    "Kepala Seksi Layanan": ("pengawas", 9, "IV.a", {"integritas": 2, "kerja_sama": 2, "komunikasi": 2}, ("D-III", "penting", ["Hukum", "Administrasi Publik"])),
    "Kepala Subbagian Arsip": ("pengawas", 8, "IV.b", {"integritas": 2, "kerja_sama": 2, "komunikasi": 1}, ("D-III", "perlu", ["Manajemen Informatika"])),
    "Pengelola Data": ("pelaksana", 7, "", {"integritas": 2, "kerja_sama": 2, "komunikasi": 2}, ("SLTA", "perlu", ["Manajemen"])),
    "Analis Kebijakan Ahli Muda": ("jf_ahli_muda", 9, "", {"integritas": 2, "kerja_sama": 2, "komunikasi": 2}, ("S-1", "perlu", ["Hukum"])),
    "Analis Kebijakan Ahli Pertama": ("jf_ahli_pertama", 8, "", {"integritas": 2, "kerja_sama": 2, "komunikasi": 2}, ("S-1", "perlu", ["Hukum"])),
}  # fmt: skip
KINDS = {"jf_ahli_muda": "fungsional", "jf_ahli_pertama": "fungsional", "pelaksana": "pelaksana"}
ASKED = (
    ((), {}),
    (("--cascade",), {"moves": 20, "depth": 3}),
    (
        ("--cascade", "--moves", "12", "--depth", "4", "--exchanges"),
        {"moves": 12, "depth": 4, "exchanges": True},
    ),
)
Report = dict[str, Any]


def held(jabatan: str, unit: str, since: str, until: str = "") -> dict[str, object]:
    kelompok, kelas, eselon = POSTS[jabatan][:3]
    return {
        "jabatan": jabatan, "jenis_jabatan": KINDS.get(kelompok, "struktural"), "eselon": eselon, "kelas_jabatan": kelas,
        "unit_kerja": unit, "tmt_jabatan": since, "sampai": until,
    }  # fmt: skip


def person(dice: random.Random, number: int, tables: Mapping[str, list[dict[str, object]]]) -> None:
    """Add one person to the tables: mostly somebody who may rise, with a flaw or a blank now and then."""
    born, began = dice.choice((1968, 1975, 1980, 1984, 1987)), 2010
    nip = f"{born}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}{began}01{dice.choice('12')}{900 + number % 100}"
    jabatan = dice.choices([*POSTS], (5, 5, 12, 12, 8, 30, 14, 6))[0]
    unit = dice.choice(UNITS)
    days = sorted(
        f"{dice.randint(2011, 2025)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}" for _ in range(2)
    )
    first = "Pengelola Data" if jabatan != "Kepala Bidang Umum" else "Kepala Seksi Layanan"
    tables["positions"] += [
        {"nip": nip, **held("Pengelola Data", dice.choice(UNITS), "2010-02-01")},
        {
            "nip": nip,
            **held(
                dice.choice((first, "Analis Kebijakan Ahli Muda", "Kepala Seksi Anggaran")),
                dice.choice(UNITS),
                days[0],
            ),
        },
    ]
    punished = dice.random() < 0.1
    post = held(jabatan, unit, "" if dice.random() < 0.03 else days[1])
    del post["sampai"]
    tables["employees"].append(
        {"nip": nip, "nama": f"Orang {number}", "status_asn": dice.choices(("PNS", "PPPK"), (19, 1))[0],
         "kedudukan_hukum": dice.choices(("Aktif", "", "Cuti di Luar Tanggungan Negara"), (18, 1, 1))[0], "golongan": "III/d", **post,
         "tingkat_pendidikan": dice.choices(("S-1", "S-2", "D-III", "SLTA", ""), (10, 4, 4, 1, 1))[0], "pendidikan": dice.choice(FIELDS),
         "hukuman_disiplin": dice.choice(("ringan", "sedang", "berat")) if punished else dice.choices(("tidak pernah", ""), (19, 1))[0],
         "hukuman_selesai": f"{dice.randint(2018, 2027)}-06-15" if punished else ""}
    )  # fmt: skip
    for name in COMPETENCIES.values():
        if dice.random() < 0.97:
            tables["assessments"].append(
                {"nip": nip, "kompetensi": name, "level": dice.choices((1, 2, 3, 4), (1, 3, 5, 3))[0], "tanggal_asesmen": "2026-03-02"}
            )  # fmt: skip
    for year in (2024, 2025):
        if dice.random() < 0.96:
            both = (
                ("sesuai ekspektasi", "sesuai ekspektasi")
                if dice.random() < 0.6
                else dice.choice([*PREDIKAT])
            )
            tables["appraisals"].append(
                {"nip": nip, "tahun": year, "hasil_kerja": both[0], "perilaku_kerja": both[1]}
            )
    for course in range(dice.randint(0, 2)):
        ended = f"{dice.choice((2024, 2025, 2026))}-0{dice.randint(1, 9)}-10"
        tables["trainings"].append(
            {"nip": nip, "nama_pelatihan": f"Kursus {course}", "tanggal_mulai": ended, "tanggal_selesai": ended, "jp": dice.choice((6, 8, 20, 32))}
        )  # fmt: skip


def invent(folder: Path, dice: random.Random, people: int) -> Office:
    """Write an office of so many people, import its files, and return what a reader of the files knows of it."""
    (folder / "standards").mkdir(parents=True)
    for number, (name, (kelompok, _, _, levels, (jenjang, tingkat, fields))) in enumerate(POSTS.items()):
        (folder / "standards" / f"s{number}.yaml").write_text(
            f"jabatan: {name}\nkelompok: {kelompok}\nkompetensi: {levels}\npersyaratan:\n"
            f"  pendidikan: {{jenjang: {jenjang}, bidang: {fields}, tingkat: {tingkat}}}\n".replace("'", ""),
            encoding="utf-8",
        )
    tables = {
        name: [] for name in ("employees", "assessments", "appraisals", "trainings", "positions", "vacancies")
    }
    for number in range(people):
        person(dice, number, tables)
    for number in range(6):
        tables["vacancies"].append(
            {"kode": f"LOW-{number:02d}", "jabatan": dice.choice([*POSTS][:5]), "unit_kerja": f"Unit {number}", "jumlah": dice.choice((1, 1, 2)),
             "tmt": dice.choice(("", "2026-12-01", "2027-02-15"))}
        )  # fmt: skip
    policy = {
        "least": dice.choice((1, 5, people // 5)),
        "apart": [tuple(dice.sample([str(row["nip"]) for row in tables["employees"]], 2)) for _ in range(3)],
    }
    pairs = "".join(f"    - {{nip: ['{one}', '{other}'], reason: uji}}\n" for one, other in policy["apart"])
    (folder / "config.yaml").write_text(
        f"as_of: 2026-11-01\nlanguage: en\nplacement:\n  least_in_unit: {policy['least']}\n  apart:\n{pairs}",
        encoding="utf-8",
    )
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        done = asn("--quiet", "import", f"{name}.csv", "--as", name, cwd=folder)
        assert done.code == 0, done.err + done.out
    standards = {
        name: {"kelompok": kelompok, "kompetensi": {COMPETENCIES[one]: most for one, most in levels.items()}, "jenjang": jenjang, "mutlak": tingkat == "mutlak", "bidang": fields}
        for name, (kelompok, _, _, levels, (jenjang, tingkat, fields)) in POSTS.items()
    }  # fmt: skip
    return Office(folder, standards, policy)


def asked_of(folder: Path, words: Sequence[str]) -> Report:
    done = asn("--quiet", "recommend-placement", *words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    read_once()
    faults, rows, reports, kinds = [], 0, 0, set()
    for number in range(1 if quick else AGENCIES):
        dice = random.Random(SEED + number)
        place = folder / f"kantor{number}"
        office = invent(place, dice, 60 if quick else dice.randint(40, 99))
        for words, limits in ASKED:
            report = asked_of(place, words)
            reports, rows = reports + 1, rows + len(report["rows"])
            kinds |= {(row["route"], row["kind"]) for row in report["rows"]}
            faults += [
                f"seed {SEED + number} {' '.join(words)}: {one}" for one in office.wrong(report, **limits)
            ]
    if not quick and len(kinds) < 3:
        faults.append(f"only {kinds} were proposed")
    figure = f"{rows} rows of {reports} proposals for {1 if quick else AGENCIES} agencies, {len(faults)} claims not borne out by the files"
    return figure, faults


if __name__ == "__main__":
    sys.exit(main(__doc__ or "", run))
