"""Write what the demo evaluates: recaps of four years, courses in between, what people say of them, and mentors, all of the sample's invented people.

`python benchmarks/evaluated.py data/samples/evaluasi`. Five courses were given in February 2024 to people of low measured level, who would rise by
themselves as well: of what before and after shows, EFFECTS alone is the course's. The best praised course does nothing.
"""

import argparse
import csv
from pathlib import Path

from synthetic.dice import Dice, Floats

SEED = 2026
PEOPLE = Path(__file__).parents[1] / "data" / "samples" / "pegawai_siasn.csv"
ROUNDS = {"2022": "2022-03-07", "2023": "2023-09-04", "2025": "2025-03-03", "2026": "2026-03-02"}
# Competency -> kode, name, provider, fee, class cost, what it raises a level by, how it is praised (1 to 5).
COURSES = {
    "Integritas": (
        "EV-INT",
        "Pelatihan Integritas ASN",
        "BPSDM Provinsi Contoh",
        1_500_000,
        6_000_000,
        0.9,
        4.2,
    ),
    "Kerja Sama": (
        "EV-KJS",
        "Pelatihan Kerja Sama Tim",
        "BPSDM Provinsi Contoh",
        1_200_000,
        6_000_000,
        0.6,
        3.9,
    ),
    "Komunikasi": (
        "EV-KOM",
        "Seminar Komunikasi Efektif",
        "Lembaga Pelatihan Rekaan",
        2_750_000,
        0,
        0.0,
        4.7,
    ),
    "Orientasi pada Hasil": (
        "EV-OPH",
        "Pelatihan Orientasi Hasil",
        "BPSDM Provinsi Contoh",
        900_000,
        4_000_000,
        0.3,
        3.6,
    ),
    "Pelayanan Publik": (
        "EV-PP",
        "Bimtek Pelayanan Publik",
        "Lembaga Pelatihan Rekaan",
        1_800_000,
        0,
        0.7,
        4.0,
    ),
}
SENT = 32
_LOWEST, _HIGHEST = 1.0, 5.0
_GROWTH = 0.12  # levels a year, of everybody


def main() -> None:
    """Write the lists into the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    people = _people()
    levels = {name: _levels(name, len(people)) for name in COURSES}
    sent = {name: _sent(name, levels[name]["2023"]) for name in COURSES}
    for name, (*_, effect, _praise) in COURSES.items():
        for year in ("2025", "2026"):
            for place in sent[name]:
                levels[name][year][place] += effect
    for year, day in ROUNDS.items():
        rows = [
            [nip, day, *(_whole(levels[name][year][place]) for name in COURSES)]
            for place, nip in enumerate(people)
        ]
        _write(folder / f"rekap_asesmen_{year}.csv", ["NIP", "Tanggal Asesmen", *COURSES], rows)
    _write(folder / "katalog_diklat.csv", _CATALOGUE, [
        [kode, name, "Klasikal", competency, 1, 4, 24, fee, by_class or "", provider]
        for competency, (kode, name, provider, fee, by_class, _, _) in COURSES.items()
    ])  # fmt: skip
    _write(folder / "riwayat_diklat.csv", _TRAININGS, [
        [people[place], name, provider, "2024-02-12", "2024-02-16", 24]
        for competency, (_, name, provider, *_) in COURSES.items() for place in sent[competency]
    ])  # fmt: skip
    _write(folder / "rekap_ekinerja_2023.csv", _RATINGS, _ratings(people))
    _write(
        folder / "evaluasi_diklat.csv",
        _ANSWERS,
        [row for name in COURSES for row in _answers(people, name, sent[name])],
    )
    _write(folder / "mentor.csv", _MENTORS, _mentors(people, levels["Integritas"]["2025"]))


_CATALOGUE = [
    "Kode",
    "Nama Pelatihan",
    "Jenis",
    "Kompetensi",
    "Level Awal",
    "Level Akhir",
    "JP",
    "Biaya",
    "Biaya Kelas",
    "Penyelenggara",
]
_TRAININGS = ["NIP", "Nama Pelatihan", "Penyelenggara", "Tanggal Mulai", "Tanggal Selesai", "JP"]
_RATINGS = ["NIP", "Tahun", "Hasil Kerja", "Perilaku Kerja"]
_ANSWERS = [
    "NIP",
    "Nama Pelatihan",
    "Penyelenggara",
    "Tanggal",
    "Kuesioner Evaluasi (1-5)",
    "Pre Test",
    "Post Test",
    "Evaluasi Atasan",
]
_MENTORS = ["NIP Mentee", "NIP Mentor", "Kompetensi", "Tanggal Mulai", "Tanggal Selesai"]


def _people() -> list[str]:
    with PEOPLE.open(encoding="utf-8-sig", newline="") as file:
        return sorted(row["NIP BARU"].strip("'") for row in csv.DictReader(file, delimiter="|"))


def _levels(name: str, people: int) -> dict[str, Floats]:
    """Return what each round measures, between the lines of whole levels: a level of one's own that grows, and luck on the day."""
    own = 1.6 + 2.0 * Dice(SEED, f"own {name}").uniform(people)
    found = {}
    for year, day in ROUNDS.items():
        luck = Dice(SEED, f"luck {name} {year}").uniform(people) - 0.5
        found[year] = own + _GROWTH * (int(day[:4]) - 2022) + 1.2 * luck
    return found


def _sent(name: str, before: Floats) -> list[int]:
    """Return who was sent: the lower measured the likelier."""
    draw = Dice(SEED, f"sent {name}").uniform(len(before)) + 0.6 * before
    return sorted(draw.argsort(kind="stable")[:SENT].tolist())


def _whole(level: float) -> int:
    return int(min(_HIGHEST, max(_LOWEST, round(float(level)))))


def _ratings(people: list[str]) -> list[list[object]]:
    draw = Dice(SEED, "ratings").uniform(len(people))
    words = ["Di Atas Ekspektasi" if one > 0.85 else "Sesuai Ekspektasi" for one in draw]
    return [[nip, 2023, word, "Sesuai Ekspektasi"] for nip, word in zip(people, words, strict=True)]


def _answers(people: list[str], name: str, sent: list[int]) -> list[list[object]]:
    _, course, provider, *_, effect, praise = COURSES[name]
    draws = [
        Dice(SEED, f"{what} {name}").uniform(len(sent)) for what in ("praise", "before", "after", "seen")
    ]
    rows: list[list[object]] = []
    for number, place in enumerate(sent):
        thought, before, after, seen = (float(draw[number]) for draw in draws)
        stars = min(5, max(1, round(praise + 1.6 * (thought - 0.5))))
        test = round(45 + 20 * before)
        rows.append(
            [
                people[place],
                course,
                provider,
                "2024-02-16",
                stars,
                test,
                round(min(100, test + 8 + 25 * effect + 10 * after)),
                "",
            ]
        )
        if number % 4:
            rows.append(
                [
                    people[place],
                    course,
                    provider,
                    "2024-06-20",
                    "",
                    "",
                    "",
                    min(5, max(1, round(2.8 + effect + 2 * (seen - 0.5)))),
                ]
            )
    return rows


def _mentors(people: list[str], level: Floats) -> list[list[object]]:
    order = level.argsort(kind="stable").tolist()
    return [
        [people[low], people[high], "Integritas", "2025-04-07", "2025-10-06" if number % 3 else "2027-04-06"]
        for number, (low, high) in enumerate(zip(order[:9], order[:-10:-1], strict=True))
    ]


def _write(path: Path, head: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    main()
