"""Small invented agencies, each asked twice: order of files, strangers, better facts, absent people and more money change only what they may.

A world is a handful of people with levels, appraisals, trainings and courses, written as CSV files and asked through the command. What must
hold: the order in which files come in changes nothing, lists of earlier days among them; a file about somebody else changes nobody; a fact
that meets a requirement worsens no status; who leaves the list worsens nobody's place; more budget never lowers the plan; and `--known-at` with
any past batch says byte for byte what was said then, whatever came in or was taken back since.
"""

import csv
import json
import random
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from figures import Tally, main, read_once

from asnkarier.workflows.importing import import_files
from in_process import asn

SEED = 31_000
WORLDS = 300
EARLIER = "employees_lama"
EARLIER_DAY = "2026-05-01"
QUIET = ("--quiet",)
COMPETENCIES = ("Integritas", "Kerja Sama", "Komunikasi")
IDS = ("integritas", "kerja_sama", "komunikasi")
POST = "Kepala Bidang A"
BETTER = {"eligible": 3, "one_gate_short": 2, "unknown": 1, "ineligible": 0}
EXPECTATIONS = ("di atas ekspektasi", "sesuai ekspektasi", "di bawah ekspektasi")
CONFIG = "as_of: 2026-11-01\nlanguage: en\ncomplete_registers: [trainings]\n"
STANDARDS = {
    "bidang.yaml": f"jabatan: {POST}\nkelompok: administrator\nkompetensi: {{integritas: 3, kerja_sama: 2, komunikasi: 3}}\n",
    "seksi.yaml": "jabatan: Kepala Seksi A\nkelompok: pengawas\nkompetensi: {integritas: 3, kerja_sama: 3, komunikasi: 2}\n",
}
Row = dict[str, object]


@dataclass
class World:
    """The tables of one agency by file name, as lists of rows."""

    employees: list[Row] = field(default_factory=list)
    assessments: list[Row] = field(default_factory=list)
    appraisals: list[Row] = field(default_factory=list)
    trainings: list[Row] = field(default_factory=list)
    courses: list[Row] = field(default_factory=list)
    employees_lama: list[Row] = field(default_factory=list)

    def without(self, nip: str) -> "World":
        tables = (self.employees, self.assessments, self.appraisals, self.trainings)
        left = ([row for row in rows if row["nip"] != nip] for rows in tables)
        lama = [row for row in self.employees_lama if row["nip"] != nip]
        return World(*left, self.courses, lama)

    def tables(self) -> dict[str, list[Row]]:
        return {name: rows for name, rows in vars(self).items() if rows}


def nip_of(number: int, born: int) -> str:
    return f"{born}01012010011{900 + number}"


def make_world(dice: random.Random) -> World:
    world = World()
    for number in range(dice.randint(3, 7)):
        nip = nip_of(number, dice.choice((1970, 1980, 1985, 1988)))
        world.employees.append(
            {"nip": nip, "nama": f"Orang {number}", "status_asn": "PNS", "kedudukan_hukum": dice.choice(("Aktif", "Aktif", "")),
             "golongan": dice.choice(("III/c", "III/d", "IV/a")), "jenis_jabatan": "struktural", "jabatan": "Kepala Seksi A",
             "eselon": "IV.a", "tmt_jabatan": f"{dice.randint(2016, 2025)}-01-05", "unit_kerja": dice.choice(("Dinas A", "Dinas B")),
             "tingkat_pendidikan": dice.choice(("S-1", "S-1", "D-III")), "pendidikan": "Manajemen",
             "hukuman_disiplin": dice.choice(("tidak pernah", "tidak pernah", ""))}
        )  # fmt: skip
        for competency in COMPETENCIES:
            if dice.random() < 0.8:
                world.assessments.append(
                    {
                        "nip": nip,
                        "kompetensi": competency,
                        "level": dice.randint(1, 4),
                        "tanggal_asesmen": f"{dice.randint(2024, 2026)}-05-01",
                    }
                )
        for year in (2024, 2025):
            if dice.random() < 0.85:
                both = [dice.choice(EXPECTATIONS[:2]) for _ in range(2)]
                world.appraisals.append(
                    {"nip": nip, "tahun": year, "hasil_kerja": both[0], "perilaku_kerja": both[1]}
                )
        if dice.random() < 0.5:
            world.trainings.append(
                {
                    "nip": nip,
                    "nama_pelatihan": "Kursus Lama",
                    "tanggal_mulai": "2025-03-01",
                    "tanggal_selesai": "2025-03-04",
                    "jp": dice.choice((8, 20, 40)),
                }
            )
    for number in range(dice.randint(2, 5)):
        world.courses.append(
            {"kode": f"C{number}", "nama_pelatihan": f"Kursus {number}", "kompetensi": dice.choice(COMPETENCIES), "level_akhir": dice.randint(2, 4), "jp": 20,
             "biaya": dice.randint(1, 6) * 500_000, "biaya_kelas": dice.choice((0, 1_000_000)), "kuota": dice.randint(1, 5), "minimal_peserta": 1, "kelas": dice.randint(1, 2)}
        )  # fmt: skip
    for row in world.employees:
        if dice.random() < 0.5:
            other = {
                "golongan": dice.choice(("III/b", "III/c")),
                "unit_kerja": dice.choice(("Dinas A", "Dinas B")),
            }
            world.employees_lama.append(row | other)
    return world


def build(folder: Path, world: World, order: Sequence[str] | None = None) -> Path:
    """Write the world into a workspace of its own and import its files, one command each, in the order given."""
    (folder / "standards").mkdir(parents=True)
    (folder / "config.yaml").write_text(CONFIG)
    for name, text in STANDARDS.items():
        (folder / "standards" / name).write_text(text)
    for name in order or sorted(world.tables()):
        bring(folder, name, world.tables()[name])
    return folder


def bring(folder: Path, name: str, rows: Sequence[Row], kind: str | None = None) -> None:
    """Import some rows as a file of their own; the earlier list of employees as of its own day."""
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    day = ("--as-of", EARLIER_DAY) if name == EARLIER else ()
    kind = "employees" if name == EARLIER else kind or name
    done = asn(*QUIET, *day, "import", f"{name}.csv", "--as", kind, cwd=folder)
    assert done.code == 0, done.err


@dataclass(frozen=True)
class Base:
    """A workspace that is only copied, what it said at the end and after one of its batches, and those batches."""

    folder: Path
    last: int
    said: tuple[str, ...]
    early: int
    early_said: tuple[str, ...]
    answers: "Answers"

    def copy(self, name: str) -> Path:
        return Path(shutil.copytree(self.folder, self.folder.with_name(name)))


def make_base(folder: Path, world: World, dice: random.Random) -> Base:
    names = sorted(world.tables())
    early, early_said = dice.randrange(1, len(names)), ()
    build(folder, world, names[:early])
    early_said = said(folder)
    for name in names[early:]:
        bring(folder, name, world.tables()[name])
    return Base(folder, len(names), said(folder), early, early_said, ask(folder))


def said(folder: Path, *globals_: object) -> tuple[str, ...]:
    """Return what some reports say, to the byte; a day without people is an answer, too."""
    forms = (("gap", "json"), ("gap", "csv"), ("history", "csv"))
    told = [asn(*QUIET, *globals_, name, "--format", form, cwd=folder) for name, form in forms]
    return tuple(f"{one.code} {one.err} {one.out}" for one in told)


@dataclass(frozen=True)
class Answers:
    """What the commands say: the gap of every item, status and rank of everybody, what leaves or closes each gate."""

    items: list[Row]
    people: dict[str, Row]
    findings: dict[tuple[str, str], Row]


def ask(folder: Path) -> Answers:
    items = json.loads(asn(*QUIET, "gap", "--by", "item", "--format", "json", cwd=folder).out)["rows"]
    told = shortlist(folder)
    people = {row["nip"]: row for row in told["rows"]}
    findings = {(row["nip"], row["rule_id"]): row for row in told["findings"]}
    return Answers(items, people, findings)


def shortlist(folder: Path) -> dict[str, list[Row]]:
    return json.loads(asn(*QUIET, "promote-shortlist", POST, "--all", "--format", "json", cwd=folder).out)


def order_of_files(tally: Tally, folder: Path, world: World, base: Base, dice: random.Random) -> None:
    order = sorted(world.tables())
    dice.shuffle(order)
    after = ask(build(folder / "order", world, order))
    same = _uncited(after) == _uncited(base.answers)
    tally.expect(same, f"{folder.name}: order {order} changes the answers")


def _uncited(answers: Answers) -> Answers:
    """Return the answers without cells: of two lists that say the same of somebody, the first imported one is cited."""
    bare = [{name: part for name, part in row.items() if name != "source"} for row in answers.items]
    told = {
        key: {name: part for name, part in row.items() if name != "source"}
        for key, row in answers.findings.items()
    }
    return Answers(bare, answers.people, told)


def a_stranger(tally: Tally, folder: Path, world: World, base: Base, dice: random.Random) -> None:
    other = base.copy("stranger")
    nip = nip_of(90, 1985)
    person = world.employees[0] | {"nip": nip, "nama": "Orang Lain", "unit_kerja": "Dinas Lain"}
    bring(other, "orang_lain", [person], "employees")
    bring(
        other,
        "asesmen_lain",
        [{"nip": nip, "kompetensi": "Integritas", "level": 1, "tanggal_asesmen": "2026-05-01"}],
        "assessments",
    )
    after, before = ask(other), base.answers
    items = [row for row in after.items if row["nip"] != nip]
    tally.expect(items == before.items, f"{folder.name}: a stranger's files change somebody's gap")
    findings = {key: row for key, row in after.findings.items() if key[0] != nip}
    tally.expect(findings == before.findings, f"{folder.name}: a stranger's files change somebody's findings")


def a_better_fact(tally: Tally, folder: Path, world: World, base: Base, dice: random.Random) -> None:
    nip = str(dice.choice(world.employees)["nip"])
    known = {row["kompetensi"] for row in world.assessments if row["nip"] == nip}
    years = {row["tahun"] for row in world.appraisals if row["nip"] == nip}
    levels = [
        {"nip": nip, "kompetensi": one, "level": 4, "tanggal_asesmen": "2026-06-01"}
        for one in COMPETENCIES
        if one not in known
    ]
    good = [
        {"nip": nip, "tahun": year, "hasil_kerja": EXPECTATIONS[0], "perilaku_kerja": EXPECTATIONS[0]}
        for year in (2024, 2025)
        if year not in years
    ]
    if not (levels or good):
        return
    other = base.copy("better")
    if levels:
        bring(other, "asesmen_baru", levels, "assessments")
    if good:
        bring(other, "kinerja_baru", good, "appraisals")
    was = base.answers.people[nip]["status"]
    now = next(row["status"] for row in shortlist(other)["rows"] if row["nip"] == nip)
    tally.expect(BETTER[str(now)] >= BETTER[str(was)], f"{folder.name}: a met fact turns {was} into {now}")


def somebody_less(tally: Tally, folder: Path, world: World, base: Base, dice: random.Random) -> None:
    gone = str(dice.choice(world.employees)["nip"])
    for row in shortlist(build(folder / "less", world.without(gone)))["rows"]:
        was = base.answers.people[str(row["nip"])]
        tally.expect(
            row["status"] == was["status"],
            f"{folder.name}: without another, {was['status']} becomes {row['status']}",
        )
        if row["rank"] is not None and was["rank"] is not None:
            tally.expect(
                row["rank"] <= was["rank"],
                f"{folder.name}: without another, rank {was['rank']} becomes {row['rank']}",
            )


def more_money(tally: Tally, folder: Path, world: World, base: Base, dice: random.Random) -> None:
    best = -1.0
    for budget in sorted(dice.sample(range(500_000, 20_000_000, 250_000), 3)):
        words = ("recommend-training", "--budget", budget, "--format", "json")
        done = asn(*QUIET, *words, cwd=base.folder)
        assert done.code in (0, 1), f"{folder.name}: {words} ended with {done.code}: {done.err}"
        told = json.loads(done.out)["totals"]
        tally.expect(
            told["objective"] >= best,
            f"{folder.name}: with {budget} the plan is worth less than with less money",
        )
        tally.expect(told["spent"] <= budget, f"{folder.name}: {budget} is overspent")
        tally.expect(
            told["objective"] <= told["bound"], f"{folder.name}: the bound of {budget} lies below the plan"
        )
        best = told["objective"]


def the_past(tally: Tally, folder: Path, world: World, base: Base, dice: random.Random) -> None:
    """Where strangers have come in, a list is taken back as well; what was said after two earlier batches stays."""
    other = folder / "stranger"
    asn(*QUIET, "undo", dice.randint(1, base.last), cwd=other)
    for batch, then in ((base.last, base.said), (base.early, base.early_said)):
        now = said(other, "--known-at", batch)
        # A refusal names the moment that was asked about; then nobody had asked about one.
        same = all(a == b or (a[:2], b[:2]) == ("2 ", "2 ") for a, b in zip(now, then, strict=True))
        tally.expect(same, f"{folder.name}: batch {batch} says another thing than then")


LAWS: tuple[Callable[..., None], ...] = (
    order_of_files,
    a_stranger,
    a_better_fact,
    somebody_less,
    more_money,
    the_past,
)


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    read_once()
    # What a file says against others is warned of at import and half its time; no comparison here is about warnings.
    import_files.contradictions = lambda *_: []  # type: ignore[assignment]
    tally, worlds = Tally(), 3 if quick else WORLDS
    for number in range(worlds):
        dice = random.Random(SEED + number)
        here = folder / f"world{number}"
        world = make_world(dice)
        base = make_base(here / "base", world, dice)
        for law in LAWS:
            law(tally, here, world, base, dice)
        shutil.rmtree(here)
    return f"{worlds} small agencies, {tally.trials:,} comparisons, {len(tally.faults)} broken", tally.faults


if __name__ == "__main__":
    sys.exit(main("Small agencies asked twice: only what may change does", trial))
