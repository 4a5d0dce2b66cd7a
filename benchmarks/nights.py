"""Measure what nightly imports cost as they add up: the store, its attestations, import and gap.

`python benchmarks/nights.py --people 2000 --nights 60 --share 0.01` writes a synthetic agency and imports all of it; every night after, the
same two files come again with the share of the people moved to another unit and the share of the levels assessed otherwise. On the checkpoint
nights import and gap run as whole processes, beside the same in a store that has seen that night alone: processor seconds and peak memory.
"""

import argparse
import csv
import io
import os
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from agency import write_agency
from run import ASN, run_costs, tell
from synthetic.build import Agency, build_agency
from synthetic.siasn import COLUMNS, siasn_rows

SEED = 2026
FIRST = date(2026, 11, 1)
TITLE = "# Nightly imports"
ONCE = "rekap_ekinerja_2024.xlsx rekap_ekinerja_2025.xlsx riwayat_diklat.xlsx riwayat_jabatan.xlsx unor.xlsx katalog_diklat.xlsx"
NIGHTLY = ["pegawai.csv", "asesmen.csv"]
UNIT = COLUMNS.index("UNOR NAMA")
LEVELS = ("NIP", "Kompetensi", "Level", "Tanggal Asesmen")


@dataclass
class Lists:
    """What the two files of a night say; it moves on from night to night."""

    people: list[list[str]]
    levels: list[list[str]]
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))

    @classmethod
    def of(cls, agency: Agency) -> "Lists":
        levels = [
            [one.nip, slug.replace("_", " "), str(1 + level // 100 % 5), str(one.assessed_on)]
            for one in agency.people
            if one.assessed_on is not None
            for slug, level in one.levels.items()
        ]
        return cls(list(siasn_rows(agency.people, agency.as_of)), levels)

    def move_on(self, share: float) -> None:
        """Let the share of the people change units, two by two, and the share of the levels change."""
        moved = self.dice.sample(self.people, round(share * len(self.people)))
        units = [row[UNIT] for row in moved]
        for row, unit in zip(moved, [*units[1:], *units[:1]], strict=True):
            row[UNIT] = unit
        for row in self.dice.sample(self.levels, round(share * len(self.levels))):
            row[2] = str(1 + int(row[2]) % 5)

    def write(self, folder: Path) -> None:
        for name, header, rows in zip(NIGHTLY, (COLUMNS, LEVELS), (self.people, self.levels), strict=True):
            with (folder / name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([header, *rows])


@dataclass(frozen=True)
class Figures:
    """A night: bytes of the store, facts, rows and bytes of what batches vouch for, and (processor seconds, MB) of two commands."""

    size: int
    facts: int
    rows: int
    vouched: int
    done: tuple[tuple[float, float], ...]


def asn_here(folder: Path, *words: str) -> None:
    """Run a command in this process, as the entry point would: the nights between need no figures."""
    from asnkarier.cli.app import run
    from asnkarier.cli.entry import globals_first

    before, said = Path.cwd(), io.StringIO()
    os.chdir(folder)
    try:
        with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")), redirect_stderr(said):
            code = run(globals_first(list(words)))
    finally:
        os.chdir(before)
    if code:
        raise SystemExit(f"{words} ended with {code}: {said.getvalue()[-800:]}")


def command(day: date, *words: str) -> list[str]:
    return [*ASN, "--as-of", day.isoformat(), *words]


def measured(folder: Path, day: date) -> Figures:
    """Import the night's files and make gaps, each as a process of its own."""
    from asnkarier.model.frames import TABLES
    from asnkarier.store.facts import read_facts

    done = tuple(
        run_costs(command(day, *words), folder)
        for words in (("import", *NIGHTLY), ("gap", "--by", "person", "-o", "gap.json"))
    )
    path = folder / ".asn" / "asnkarier.db"
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        facts = sum(len(read_facts(store, TABLES[name])[0]) for name in ("employees", "assessments"))
        (rows,) = store.execute("SELECT count(*) FROM attestations").fetchone()
        try:
            (vouched,) = store.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name = 'attestations'"
            ).fetchone()
        except sqlite3.OperationalError:  # a library without that table
            vouched = 0
    return Figures(path.stat().st_size, facts, rows, vouched, done)


def office(folder: Path, data: Path, complete: bool) -> None:
    """Write a workspace with the standards of the agency."""
    folder.mkdir()
    shutil.copytree(data / "standards", folder / "standards")
    lists = "import: {complete: [employees]}\n" if complete else ""
    (folder / "config.yaml").write_text(f"language: en\n{lists}", encoding="utf-8")


def nights(words: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Live through the nights and yield a line of the table per checkpoint."""
    agency = build_agency(words.people, SEED, FIRST)
    data, old = folder / "data", folder / "office"
    write_agency(agency, data)
    office(old, data, words.complete)
    lists, bases = Lists.of(agency), []
    asked = {1, 2, words.nights, *words.at}
    asn_here(old, "--as-of", str(FIRST), "import", *(str(data / name) for name in ONCE.split()))
    kept = old.with_name("once")
    shutil.copytree(old, kept)
    for night in range(1, words.nights + 1):
        day = FIRST + timedelta(days=night - 1)
        lists.write(old)
        if night in asked:
            figures = measured(old, day)
            bases = [*bases, figures][:2]  # the first night, and the first that repeats a list
            fresh = folder / f"fresh{night}"
            shutil.copytree(kept, fresh)
            lists.write(fresh)
            yield line(night, figures, bases, measured(fresh, day))
        else:
            asn_here(old, "--as-of", str(day), "import", *NIGHTLY)
        lists.move_on(words.share)


def line(night: int, now: Figures, bases: list[Figures], fresh: Figures) -> str:
    size = f"{now.size / 1e6:.1f} MB | × {now.size / fresh.size:.2f} | {now.facts:,} | {now.rows:,} / {now.vouched / 1e6:.2f} MB"
    costs = " | ".join(
        f"{seconds:.2f} s / {peak:.0f} MB | {to_nights(place, now, bases)} | × {seconds / fresh.done[place][0]:.2f}"
        for place, (seconds, peak) in enumerate(now.done)
    )
    return f"| {night} | {size} | {costs} |"


def to_nights(place: int, now: Figures, bases: list[Figures]) -> str:
    """Return the seconds of a command as so many times those of the first two nights, and the memory as that of the first."""
    seconds, peak = now.done[place]
    times = " / ".join(f"{seconds / base.done[place][0]:.2f}" for base in bases)
    return f"× {times} | × {peak / bases[0].done[place][1]:.2f}"


HEAD = """| night | store | to a fresh one | facts of the two lists | attestations | import | s to nights 1 / 2 | MB to night 1 | s to a fresh one | gap | s to nights 1 / 2 | MB to night 1 | s to a fresh one |
|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""


def main() -> None:
    """Measure, print, and put the table into the page of results when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--nights", type=int, default=60)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--at", type=int, nargs="*", default=[], help="further checkpoint nights")
    parser.add_argument("--complete", action="store_true", help="every list of employees is everybody")
    parser.add_argument("--keep", type=Path, help="leave the workspace in this new folder")
    parser.add_argument(
        "--out", type=Path, help="write the table into this page, instead of the same nights there"
    )
    words = parser.parse_args()
    asked = (
        f"--people {words.people} --nights {words.nights} --share {words.share:g}"
        + " --complete" * words.complete
    )
    limit = "≤ 2 × a fresh one" if words.nights * words.share > 3.3 else "≤ 3 × a fresh one"
    text = [
        f"## `python benchmarks/nights.py {asked}`",
        "",
        f"{words.people:,} people, {words.share:.0%} of rows changed every night. Target of the last night: store {limit}, import and gap ≤ 1.3 × night 1; night 2 is the first that repeats a list.",
        "",
        HEAD,
    ]
    print("\n".join(text), flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        if words.keep:
            words.keep.mkdir(parents=True)
        tell(nights(words, words.keep or Path(temporary)), text, words.out, TITLE)


if __name__ == "__main__":
    main()
