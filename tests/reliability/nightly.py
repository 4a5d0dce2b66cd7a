"""Weeks of nightly exports of small invented agencies: joiners, leavers, returns, transfers, slips and half an export, against a plain model.

Every night the export lies under one name in the inbox, and a job imports it and makes gaps and a training plan; then a shortlist is asked
for. The model keeps who is listed, in which post and unit, and knows nothing of the store. One export is cut in half, one has a wrong unit that is put
right, and one misses a person and is byte for byte the older one the night after.
"""

import csv
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import Tally, main, read_once

from asnkarier.store.store import Store
from in_process import asn

SEED = 52_000
AGENCIES, NIGHTS, PEOPLE = 4, 36, 60
QUICK_NIGHTS, QUICK_PEOPLE = 7, 40
FIRST = date(2026, 9, 1)
UNITS = ("Dinas A", "Dinas B", "Dinas C")
POSTS = {"Kepala Seksi A": "IV.a", "Kepala Seksi B": "IV.a", "Kepala Bidang A": "III.b"}
TARGET = "Kepala Bidang A"
NEEDED = 3
CONFIG = """language: en
import: {complete: [employees], most_leavers: 5%}
jobs:
  malam:
    - {run: import}
    - {run: gap, formats: [json], options: {by: person}}
    - {run: recommend-training, formats: [json], options: {budget: 900000000}}
"""
STANDARD = "jabatan: {post}\nkelompok: {kelompok}\nkompetensi: {{integritas: 3}}\n"


@dataclass(frozen=True)
class Person:
    """Somebody as the export of a night shows them; level: of the one competency, never exported with them."""

    nip: str
    jabatan: str
    unit: str
    level: int

    def row(self) -> dict[str, str]:
        return {
            "nip": self.nip, "nama": f"Orang {self.nip[-3:]}", "status_asn": "PNS", "kedudukan_hukum": "Aktif", "golongan": "III/d",
            "jenis_jabatan": "struktural", "jabatan": self.jabatan, "eselon": POSTS[self.jabatan], "unit_kerja": self.unit,
        }  # fmt: skip


Listed = dict[str, Person]


@dataclass
class Plain:
    """The plain model: what was listed at the end of each day, and whoever was once listed and is not now."""

    days: dict[date, Listed] = field(default_factory=dict)
    listed: Listed = field(default_factory=dict)
    gone: Listed = field(default_factory=dict)

    def night(self, day: date, export: Listed) -> None:
        self.gone = {nip: one for nip, one in (self.gone | self.listed).items() if nip not in export}
        self.listed = dict(export)
        self.days[day] = self.listed


def make_office(folder: Path, pool: list[Person]) -> None:
    """Write a workspace with standards, levels of everybody who will ever be listed, and one course."""
    for name in ("standards", "inbox"):
        (folder / name).mkdir(parents=True)
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    for number, (post, eselon) in enumerate(POSTS.items()):
        kelompok = "administrator" if eselon == "III.b" else "pengawas"
        text = STANDARD.format(post=post, kelompok=kelompok)
        (folder / "standards" / f"{number}.yaml").write_text(text, encoding="utf-8")
    levels = [
        {"nip": one.nip, "kompetensi": "Integritas", "level": one.level, "tanggal_asesmen": "2026-05-01"}
        for one in pool
    ]
    course = {
        "kode": "K1", "nama_pelatihan": "Kursus Integritas", "jenis": "klasikal", "kompetensi": "Integritas", "level_awal": "",
        "level_akhir": NEEDED, "jp": 20, "biaya": 100_000, "kuota": 500,
    }  # fmt: skip
    write(folder / "inbox" / "asesmen.csv", levels)
    write(folder / "inbox" / "katalog.csv", [course])


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, list(rows[0]))
        out.writeheader()
        out.writerows(rows)


def invented(dice: random.Random, count: int) -> list[Person]:
    return [
        Person(
            f"{1970 + number % 20}0{1 + number % 9}1{number % 9}2010011{900 + number % 100}",
            dice.choice(list(POSTS)),
            dice.choice(UNITS),
            dice.randint(1, 4),
        )
        for number in range(count)
    ]


def exports(
    dice: random.Random, pool: list[Person], nights: int, people: int
) -> Iterator[tuple[str, Listed]]:
    """Yield what each night's export is called here, and whom it lists; what is called `half` must change nothing."""
    half, slip, wrong = sorted(dice.sample(range(2, nights - 2, 2), 3)) if nights > 9 else (2, 3, 5)
    listed = {one.nip: one for one in pool[:people]}
    waiting, gone = pool[people:], []
    yield "first", dict(listed)
    for night in range(1, nights):
        if night == half:
            yield "half", dict(list(listed.items())[: len(listed) // 2])
        elif night == slip:
            yield "slip", dict(list(listed.items())[1:])
        elif night == slip + 1:
            yield "the bytes of the night before last", dict(listed)
        elif night == wrong:
            one = dice.choice(list(listed.values()))
            yield "wrong unit", listed | {one.nip: replace(one, unit="Dinas Keliru")}
        else:
            waiting, gone = _move(dice, listed, waiting, gone)
            yield "moves", dict(listed)


def _move(
    dice: random.Random, listed: Listed, waiting: list[Person], gone: list[Person]
) -> tuple[list[Person], list[Person]]:
    """Let somebody leave, join, return or move to another post; return who waits and who has gone."""
    for _ in range(dice.randint(0, 2)):
        one = listed.pop(dice.choice(list(listed)))
        gone = [*gone, one]
    if waiting and dice.random() < 0.6:
        listed[waiting[0].nip], waiting = waiting[0], waiting[1:]
    if gone and dice.random() < 0.4:
        back = dice.choice(gone)
        listed[back.nip] = replace(back, unit=dice.choice(UNITS))
        gone = [one for one in gone if one.nip != back.nip]
    for one in dice.sample(list(listed.values()), dice.randint(0, 3)):
        listed[one.nip] = replace(one, unit=dice.choice(UNITS), jabatan=dice.choice(list(POSTS)))
    return waiting, gone


def rows_of(folder: Path, name: str) -> list[dict[str, object]]:
    return list(json.loads((folder / "out" / f"{name}.json").read_text(encoding="utf-8"))["rows"])


def places(rows: list[dict[str, object]]) -> dict[object, tuple[object, object]]:
    return {row["nip"]: (row["jabatan"], row["unit_kerja"]) for row in rows}


def expected(listed: Listed) -> dict[object, tuple[object, object]]:
    return {one.nip: (one.jabatan, one.unit) for one in listed.values()}


def digest(folder: Path, day: date) -> tuple[str, str]:
    """Return what is known on the day, and the end of the chain of imports."""
    with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
        return store.fingerprint(day), store.batches()[-1].digest


def look(tally: Tally, folder: Path, plain: Plain, day: date, where: str) -> None:
    """Hold what the night's reports say against the model."""
    listed = plain.listed
    tally.expect(places(rows_of(folder, "gap")) == expected(listed), f"{where}: gap")
    short = {one.nip for one in listed.values() if one.level < NEEDED}
    tally.expect({row["nip"] for row in rows_of(folder, "recommend-training")} == short, f"{where}: plan")
    below = {one.nip for one in listed.values() if one.jabatan != TARGET}
    asked = asn("--as-of", day, "promote-shortlist", TARGET, "--all", "--format", "json", cwd=folder)
    judged = {row["nip"] for row in asked.json()["rows"]}
    tally.expect(judged == below, f"{where}: shortlist, {sorted(judged ^ below)}")


def series(tally: Tally, folder: Path, seed: int, nights: int, people: int) -> int:
    """Run one agency through its nights and look back at each of them; return how many people left."""
    dice = random.Random(seed)
    pool = invented(dice, min(100, people + nights))
    make_office(folder, pool)
    plain, left = Plain(), 0
    for number, (what, written) in enumerate(exports(dice, pool, nights, people)):
        day, where = FIRST + timedelta(days=number), f"agency {seed}, night {number} ({what})"
        before = digest(folder, day) if number else None
        write(folder / "inbox" / "pegawai.csv", [one.row() for one in written.values()])
        done = asn("--as-of", day, "run", cwd=folder)
        tally.expect(done.code == (what == "half"), f"{where}: exit {done.code}, {done.err[-300:]}")
        if what == "half":
            tally.expect(digest(folder, day) == before, f"{where}: the store has changed")
        export = plain.listed if what == "half" else written
        left += len(plain.listed.keys() - export.keys())
        plain.night(day, export)
        look(tally, folder, plain, day, where)
    for day, listed in plain.days.items():
        asked = asn("--as-of", day, "gap", "--by", "person", "--format", "json", cwd=folder).json()["rows"]
        tally.expect(places(asked) == expected(listed), f"agency {seed}, as of {day}: gap")
    return left


def run(quick: bool, folder: Path) -> tuple[str, list[str]]:
    read_once()
    tally, left = Tally(), 0
    agencies, nights, people = (1, QUICK_NIGHTS, QUICK_PEOPLE) if quick else (AGENCIES, NIGHTS, PEOPLE)
    for number in range(agencies):
        left += series(tally, folder / f"kantor{number}", SEED + number, nights, people)
    figure = f"{agencies * nights} nightly exports of {agencies} agencies, {left} leavers, {agencies} half exports: {tally.trials} comparisons, {len(tally.faults)} wrong"
    return figure, tally.faults


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
