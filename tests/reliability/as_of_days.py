"""Every first of a month from April 2017 to 2027, and the first day of the law: no command stops for want of a rule or of people.

Two offices are asked: one whose lists are as old as the law, and one whose first lists are of November 2026 and whose own
regulations repeal one table of the law after the other. A gate that asks a table without a value on the day must be unknown
and say so, every other one must not.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import AS_OF, SAMPLES, Tally, main, read_once

from asnkarier.analysis.gates.registry import known_checks
from asnkarier.rules import loader
from asnkarier.rules.rulebook import AGES_BY_NAME, RuleBook
from in_process import Ran, asn

LAW = date(2017, 4, 7)
LAST_YEAR = 2027
QUICK = ((2017, 4), (2023, 7))
PEOPLE = 60
EVERY = 12
POST = "Kepala Bidang Mutasi dan Promosi"
UNIT = "Badan Kepegawaian dan Pengembangan SDM"
REPEALED = {
    "kinerja/matriks_predikat": 2024,
    "kinerja/urutan_predikat": 2025,
    "kompetensi/level_kelas_jabatan": 2026,
    "jabatan/rotasi": 2020,
    "jabatan/bup": 2021,
    "jabatan/bup_jabatan_fungsional": 2019,
    "jabatan/eselon_kelompok": 2027,
    "jabatan/jenjang_berikutnya": 2023,
    "pengembangan/jam_pelajaran": 2022,
    "kompetensi/kategori_jpm_pengisian": 2022,
}
CONFIG = (
    f"agency: Pemerintah Kota Contoh\npaths: {{standards: {SAMPLES / 'standards'}}}\n"
    "jobs:\n  malam:\n    - {run: import}\n    - {run: gap, formats: [csv]}\n    - {run: check, formats: [csv]}\n"
)
NOBODY = ("tidak memuat pegawai", "holds no employees")
# Exit 2 as it is documented: these ask for a list that nobody had on that day.
WANTED_LISTS = {
    "recommend-training": "tidak ada pelatihan yang diketahui",
    "recommend-placement": "tidak ada lowongan",
}


def days(quick: bool) -> Iterator[date]:
    yield LAW
    for year in range(LAW.year, LAST_YEAR + 1):
        for month in range(4 if year == LAW.year else 1, 13):
            if not quick or (year, month) in QUICK:
                yield date(year, month, 1)


@dataclass
class Office:
    """A workspace, whose command is run in this process; since: the day of its first lists."""

    folder: Path
    since: date
    nip: str = ""

    def run(self, day: date, *words: object) -> Ran:
        return asn("--as-of", day, *words, cwd=self.folder)


def some_people(target: Path) -> list[str]:
    """Write the first rows of the sample register; return the NIPs."""
    lines = (SAMPLES / "pegawai_siasn.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    target.write_text("".join(lines[: PEOPLE + 1]), encoding="utf-8")
    return [row["NIP BARU"].lstrip("'") for row in csv.DictReader(lines[: PEOPLE + 1], delimiter="|")]


def open_office(folder: Path, since: date, repealed: dict[str, int]) -> Office:
    (folder / "inbox").mkdir(parents=True)
    (folder / "config.yaml").write_text(CONFIG)
    for name, year in repealed.items():
        own = folder / "regulations" / f"{name}.yaml"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(f'nilai:\n  {year}-06-15: {{nilai: null, dasar: "kebijakan-bawaan"}}\n')
    nips = some_people(folder / "pegawai_siasn.csv")
    files = [one for one in sorted(SAMPLES.glob("*.xlsx")) if "nominatif" not in one.name]
    office = Office(folder, since, nips[0])
    for words in (("pegawai_siasn.csv",), files):
        done = office.run(since, "import", *words)
        assert done.code == 0, done.err
    return office


# What rests on tables of the law, asked in both offices; and what else must answer on any day.
RESTING = (("gap", "--by", "person"), ("recommend-placement",), ("check",))
OTHERS = (
    ("gap", "--by", "unit"),
    ("gap", "--by", "kompetensi"),
    ("recommend-training", "--unit", UNIT, "--budget", "20000000"),
    ("history",),
)


def without_value(book: RuleBook, day: date) -> set[str]:
    """Return the gates that ask a table of the law without a value on the day, and all of those before the law."""
    found = set()
    for rules in book.rule_sets.values():
        for one in rules.syarat:
            # The post asked about is no functional one: laws of functional posts are not needed.
            names = [name for name in known_checks()[one.uji].parameters if name != AGES_BY_NAME]
            if one.uji == "jpm_minimal" and one.since <= day:
                names.append(f"kompetensi/kategori_jpm_{one.at(day).value['set']}")
            if day < rules.berlaku or any(book.in_force(name, day) is None for name in names):
                found.add(one.id)
    return found


def for_some(book: RuleBook, day: date) -> set[str]:
    """Return the gates that a table without a value leaves open for some people only: whose class it alone would tell."""
    if book.in_force("jabatan/eselon_kelompok", day) is not None:
        return set()
    rules = book.rule_sets.values()
    return {one.id for part in rules for one in part.syarat if one.uji == "pengalaman_jabatan"}


def judge_findings(tally: Tally, told: Ran, lacking: set[str], maybe: set[str], what: str) -> None:
    tally.expect(told.code == 0, f"{what}: exit {told.code}, {told.err.strip()[-200:]}")
    for row in told.json()["findings"] if told.code == 0 else []:
        silent = (row["result"], row["reason_code"]) == ("unknown", "rule_not_in_force")
        tally.expect(
            silent == (row["rule_id"] in lacking) or (silent and row["rule_id"] in maybe),
            f"{what}: {row['rule_id']} is {row['result']} ({row['reason_code']})",
        )


def a_day(tally: Tally, office: Office, day: date, number: int) -> None:
    """Ask everything on one day; a row of a new list comes in as well, by hand and by a job.

    The office without old lists is asked everything once a year.
    """
    whole = office.since == LAW or number % EVERY == 0
    for words in (*RESTING, *OTHERS) if whole else RESTING:
        told, what = office.run(day, *words, "--format", "csv"), f"{day} {' '.join(map(str, words))}"
        known = WANTED_LISTS.get(str(words[0])) if day < office.since else None
        is_so = told.code == 0 or (told.code == 2 and known is not None and known in told.err)
        tally.expect(is_so, f"{what}: exit {told.code}, {told.err.strip()[-200:]}")
        tally.expect(not any(word in told.err for word in NOBODY), f"{what}: says that there is nobody")
        rows = len(told.out.splitlines()) - 1
        tally.expect(rows > 0 or words[0] != "gap", f"{what}: an empty answer")
    own = office.folder / "regulations"
    book = loader.load_rulebook(own if own.is_dir() else None, {}, checks=known_checks())
    lacking, maybe = without_value(book, day), for_some(book, day)
    asked = ("explain", office.nip, "--for", POST, "--format", "json")
    judge_findings(tally, office.run(day, *asked), lacking, maybe, f"{day} explain --for")
    listed = ("promote-shortlist", POST, "--all", "--format", "json")
    judge_findings(tally, office.run(day, *listed), lacking, maybe, f"{day} promote-shortlist")
    if whole:
        bring(tally, office, day, number)


def bring(tally: Tally, office: Office, day: date, number: int) -> None:
    row = f"nip,kompetensi,level,tanggal_asesmen\n{office.nip},Integritas,{1 + number % 4},{day}\n"
    (office.folder / "baru.csv").write_text(row)
    (office.folder / "inbox" / "baru.csv").write_text(row.replace("Integritas", "Komunikasi"))
    for words in (("import", "baru.csv", "--as", "assessments"), ("run", "malam")):
        told = office.run(day, *words)
        tally.expect(told.code == 0, f"{day} {words[0]}: exit {told.code}, {told.err.strip()[-200:]}")


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    read_once()
    tally, asked = Tally(), list(days(quick))
    offices = (open_office(folder / "lama", LAW, {}), open_office(folder / "baru", AS_OF, REPEALED))
    for number, day in enumerate(asked):
        for office in offices:
            a_day(tally, office, day, number)
    figure = f"{len(asked)} as_of days tried in {len(offices)} offices, {tally.trials:,} answers and findings, {len(tally.faults)} wrong"
    return figure, tally.faults


if __name__ == "__main__":
    sys.exit(main("Any day since the first law: no command stops for want of a rule", trial))
