"""Twelve monthly drops of one agency run by themselves (joiners, leavers, corrections, a broken and a duplicate file), against one import of the truth.

Each run is a process without environment, in the plain locale, with its output closed. At the end the agency is what one import of the last
lists makes of an empty office; any month dropped again changes nothing; and the reports of each month come again byte for byte by its day and the newest batch of then.
"""

import csv
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import ROOT, Tally, main

import in_process
from asnkarier.store.store import Store

SEED = 81_000
PEOPLE, MONTHS = 5_000, 12
QUICK_PEOPLE, QUICK_MONTHS = 30, 2
POSTS = {"Analis": "pelaksana", "Pengelola": "pelaksana", "Kepala Seksi": "pengawas"}
UNITS = tuple(f"Dinas {number}" for number in range(1, 21))
CONFIG = """language: en
import: {complete: [employees], most_leavers: 10%, still_seconds: 0}
output: {folders: dated}
jobs:
  bulanan:
    - {run: import}
    - {run: gap, formats: [json, csv], options: {by: person}}
    - {run: gap, name: gap-unit, formats: [csv, xlsx], options: {by: unit}}
    - {run: check, formats: [json]}
    - {run: diff, formats: [json, txt]}
  masuk:
    - {run: import}
"""
STANDARD = "jabatan: {post}\nkelompok: {kelompok}\nkompetensi: {{integritas: 3, kerja_sama: 2}}\n"
# What rebuilds a file of a month: the words of the command, beside its day and the newest batch of then.
REBUILT = {
    "gap.json": ("gap", "--by", "person"),
    "gap.csv": ("gap", "--by", "person"),
    "gap-unit.csv": ("gap", "--by", "unit"),
    "gap-unit.xlsx": ("gap", "--by", "unit"),
}


@dataclass(frozen=True)
class Person:
    nip: str
    nama: str
    jabatan: str
    unit: str
    levels: tuple[int, int]


People = dict[str, Person]


@dataclass
class Agency:
    """Who is listed, and who will join; each month moves on."""

    dice: random.Random
    listed: People = field(default_factory=dict)
    made: int = 0

    def join(self, count: int) -> None:
        for _ in range(count):
            number, self.made = self.made, self.made + 1
            nip = f"{1965 + number % 35}{1 + number // 35 % 12:02d}{1 + number // 420 % 28:02d}2010011{900 + number // 11760}"
            one = Person(
                nip,
                f"Orang {number}",
                self.dice.choice(list(POSTS)),
                self.dice.choice(UNITS),
                (self.dice.randint(1, 4), self.dice.randint(1, 4)),
            )
            self.listed[nip] = one

    def month(self) -> None:
        """Let half a percent leave and join, and two percent be corrected or moved."""
        some = max(1, len(self.listed) // 200)
        for nip in self.dice.sample(sorted(self.listed), some):
            del self.listed[nip]
        self.join(some + self.dice.randint(0, some))
        for nip in self.dice.sample(sorted(self.listed), 4 * some):
            one, what = self.listed[nip], self.dice.choice(("nama", "unit", "jabatan", "levels"))
            value = {
                "nama": f"{one.nama} S.E.",
                "unit": self.dice.choice(UNITS),
                "jabatan": self.dice.choice(list(POSTS)),
                "levels": (self.dice.randint(1, 4), self.dice.randint(1, 4)),
            }[what]
            self.listed[nip] = replace(one, **{what: value})


def write(path: Path, rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def export(folder: Path, listed: People, day: date) -> None:
    """Write both lists of the month: everybody, and the levels that were assessed until then."""
    people = [[one.nip, one.nama, one.jabatan, one.unit, "III/a"] for one in listed.values()]
    write(folder / "pegawai.csv", [["NIP", "NAMA", "JABATAN", "UNIT KERJA", "GOL. RUANG"], *people])
    rows = [
        [one.nip, name, level, day.isoformat()]
        for one in listed.values()
        for name, level in zip(("Integritas", "Kerja Sama"), one.levels, strict=True)
    ]
    write(folder / "asesmen.csv", [["NIP", "kompetensi", "level", "tanggal_asesmen"], *rows])


def office(folder: Path) -> Path:
    for name in ("inbox", "standards"):
        (folder / name).mkdir(parents=True)
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    for number, (post, kelompok) in enumerate(POSTS.items()):
        text = STANDARD.format(post=post, kelompok=kelompok)
        (folder / "standards" / f"{number}.yaml").write_text(text, encoding="utf-8")
    return folder


IN_PROCESS = False  # what is asked after the months; in the short form all but the run of one month


def asn(folder: Path, *words: object, alone: bool = True) -> tuple[int, str]:
    """Run `asn` in a process without environment; alone: with stdout closed, as a careless timer starts it."""
    if IN_PROCESS:
        ran = in_process.asn(*words, cwd=folder)
        return ran.code, ran.err
    line = [sys.executable, "-m", "asnkarier", *map(str, words)]
    plain = {"LANG": "C", "PYTHONPATH": str(ROOT / "src")}
    started = ["/bin/sh", "-c", 'exec "$@" >&-', "sh", *line] if alone else line
    done = subprocess.run(started, cwd=folder, env=plain, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, check=False)  # fmt: skip
    return done.returncode, done.stderr.decode("utf-8", "replace")


@dataclass(frozen=True)
class Month:
    """A month as it went: its day, the newest batch after it, its reports by name."""

    day: date
    batch: int
    reports: Mapping[str, bytes]


def held(folder: Path, day: date) -> tuple[object, ...]:
    """Return what the store knows on the day, and its imports."""
    with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
        return store.fingerprint(day), [one.batch_id for one in store.batches()], store.verify()


def present(folder: Path, day: date) -> tuple[dict[object, tuple[object, ...]], set[tuple[object, ...]]]:
    """Return the values of everybody who is there on the day, and the newest level of each of them."""
    with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
        gone = set(store.leavers(day)["nip"])
        people = store.load("employees", day)[["nip", "nama", "jabatan", "unit_kerja", "golongan"]]
        levels = store.load("assessments", day)[["nip", "kompetensi", "tanggal_asesmen", "level"]]
    there = people[~people["nip"].isin(gone)]
    newest = levels[~levels["nip"].isin(gone)].sort_values("tanggal_asesmen", kind="stable")
    last = newest.drop_duplicates(["nip", "kompetensi"], keep="last")[["nip", "kompetensi", "level"]]
    rows = {row[0]: row[1:] for row in there.itertuples(index=False, name=None)}
    return rows, set(last.itertuples(index=False, name=None))


def run_month(tally: Tally, folder: Path, number: int, day: date, troubles: tuple[int, int]) -> Month:
    """Drop the lists of a month, with a broken or a duplicate file where its turn is, run, and keep what came of it."""
    inbox, (broken, twice) = folder / "inbox", troubles
    where = f"month {number + 1}"
    if number == broken:
        (inbox / "rusak.xlsx").write_bytes(b"PK\x03\x04" + (inbox / "pegawai.csv").read_bytes()[:2000])
    if number == twice:
        shutil.copyfile(inbox / "pegawai.csv", inbox / "pegawai (1).csv")
    code, err = asn(folder, "--as-of", day, "run", "bulanan")
    tally.expect(code == (1 if number == broken else 0), f"{where}: exit {code}, {err[-300:]}")
    said = len(err.splitlines())
    tally.expect(said == (number in (0, broken)), f"{where}: {said} lines: {err[-300:]}")
    waiting = [path.name for path in inbox.iterdir() if path.is_file()]
    tally.expect(waiting == [], f"{where}: still in the inbox: {waiting}")
    refused = [path.name for path in (inbox / "ditolak").glob("*")]
    tally.expect(len(refused) == (number >= broken), f"{where}: refused {refused}")
    with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
        batch = store.batches()[-1].batch_id
    out = folder / "out" / day.isoformat()
    return Month(day, int(batch or 0), {path.name: path.read_bytes() for path in out.iterdir()})


def rebuilt(tally: Tally, folder: Path, month: Month, before: Month | None, *, quick: bool) -> None:
    """Hold every report of the month (quick: that of gaps) against the same question asked at the end."""
    asked = {"gap.json": REBUILT["gap.json"]} if quick else dict(REBUILT) | {"check.json": ("check",)}
    if before is not None and not quick:
        since = f"{before.day}@{before.batch}"
        asked |= {"diff.json": ("diff", since, f"{month.day}@{month.batch}")}
    for name, words in asked.items():
        target = folder / "kembali" / name
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        code, err = asn(folder, "--as-of", month.day, "--known-at", month.batch, *words, "--output", target, alone=False)  # fmt: skip
        same = target.is_file() and target.read_bytes() == month.reports.get(name)
        tally.expect(same, f"{month.day} {name}: exit {code}, not the bytes of then; {err[-200:]}")


def again(tally: Tally, folder: Path, kept: Path, month: Month, last: date, job: str) -> None:
    """Drop the files of a month once more and run it as of its day: nothing may change."""
    before = held(folder, last), held(folder, month.day)
    for path in (kept / month.day.isoformat()).iterdir():
        shutil.copy2(path, folder / "inbox" / path.name)
    code, err = asn(folder, "--as-of", month.day, "run", job)
    tally.expect(code == 0, f"{month.day} again: exit {code}, {err[-300:]}")
    tally.expect(
        (held(folder, last), held(folder, month.day)) == before, f"{month.day} again: the store has changed"
    )


def run(quick: bool, folder: Path) -> tuple[str, list[str]]:
    global IN_PROCESS  # noqa: PLW0603 - how commands run is the same for the whole script
    people, months = (QUICK_PEOPLE, QUICK_MONTHS) if quick else (PEOPLE, MONTHS)
    tally, agency = Tally(), Agency(random.Random(SEED))
    agency.join(people)
    place, kept = office(folder / "kantor"), folder / "disimpan"
    troubles = (1, 1) if quick else (4, 7)
    told: list[Month] = []
    for number in range(months):
        day = date(2026, number + 1, 1)
        if number:
            agency.month()
        export(place / "inbox", agency.listed, day)
        IN_PROCESS = quick and number == 0
        shutil.copytree(place / "inbox", kept / day.isoformat(), ignore=shutil.ignore_patterns("di*"))
        told.append(run_month(tally, place, number, day, troubles))
        print(f"  month {number + 1}", file=sys.stderr)
    IN_PROCESS, last = True, told[-1].day
    truth = office(folder / "sekali")
    export(truth / "inbox", agency.listed, last)
    code, err = asn(truth, "--as-of", last, "run", "bulanan")
    tally.expect(code == 0, f"the truth at once: exit {code}, {err[-300:]}")
    tally.expect(
        present(place, last) == present(truth, last), "the agency is not what one import of the truth makes"
    )
    for name in ("gap.csv", "gap-unit.csv"):
        at_once = (truth / "out" / last.isoformat() / name).read_bytes()
        tally.expect(told[-1].reports[name] == at_once, f"{name} is not what one import of the truth makes")
    for before, month in [*zip([None, *told], told, strict=False)][-1 if quick else 0 :]:
        rebuilt(tally, place, month, before, quick=quick)
    for number, month in enumerate(told[:1] if quick else told):
        again(tally, place, kept, month, last, "masuk" if quick or number % 6 else "bulanan")
        print(f"  again {month.day}", file=sys.stderr)
    tally.expect(held(place, last)[2] == [], "the store is not sound")
    figure = (
        f"{months} monthly drops of {people:,} people, {agency.made - people} joiners, a broken and a duplicate file:"
        f" {tally.trials} comparisons with the truth at once, with reports of then and with months run again, {len(tally.faults)} wrong"
    )
    return figure, tally.faults


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
