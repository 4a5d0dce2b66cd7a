"""kill -9 and failed writes at every step of import, undo, migration and export: the old state or the new one, no litter."""

import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
from figures import another, main, make_workspace, put_in
from store_agency import fill
from store_faults import Faults, How, in_calls, in_lines

from asnkarier.agency.workspace import Workspace
from asnkarier.errors import AsnkarierError
from asnkarier.model.book import Book, Column, Table
from asnkarier.settings_parts.workspace import Paths
from asnkarier.store.opening.transactions import sqlite3
from asnkarier.store.store import Store
from asnkarier.store.verification import verify
from store_samples import FEB, MAR, nip, old_store, person, put

PEOPLE = 40
POINTS = {
    "calls": {"kill": 70, "torn": 70, "once": 70, "full": 40},
    "lines": {"kill": 60},
}  # at most, per scenario
QUICK_POINTS = {"calls": {"kill": 3, "torn": 2, "once": 2, "full": 1}, "lines": {"kill": 3}}
State = tuple[object, ...]
DONE, REFUSED, CRASHED = 0, 1, 2


@dataclass(frozen=True)
class Scenario:
    """Something that is done in a folder prepared by `before`; `state` tells the old state from the new one."""

    name: str
    before: Callable[[Path], None]
    act: Callable[[Path], None]
    state: Callable[[Path], State]


def store_state(folder: Path) -> State:
    """What the store holds, and what `verify` finds; a store that is not there yet holds nothing."""
    path = folder / "asn.db"
    if not path.exists() or not path.stat().st_size:
        return ("nothing",)
    grave = [str(finding) for finding in verify(path, 5) if finding.grave]
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            return ("nothing",)
        version = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
        batches = connection.execute(
            "SELECT batch_id, kind, status, counts FROM batches ORDER BY 1"
        ).fetchall()
        facts = connection.execute("SELECT count(*), sum(length(golongan)) FROM employees").fetchone()
    return (*version, *batches, *facts, *grave)


def no_store(folder: Path) -> None:
    folder.mkdir()


def full_store(folder: Path) -> None:
    folder.mkdir()
    fill(folder / "asn.db", PEOPLE)


def older_store(folder: Path) -> None:
    folder.mkdir()
    new = folder / "new.db"
    fill(new, PEOPLE)
    old_store(new, folder / "asn.db")
    for file in folder.glob("new.db*"):
        file.unlink()


def import_list(folder: Path) -> None:
    with Store.open(folder / "asn.db") as store:
        put(
            store,
            "employees",
            "baru",
            [person(nip(number), golongan="III/c") for number in range(PEOPLE + 20)],
            as_of=MAR,
        )


def undo_one(folder: Path) -> None:
    with Store.open(folder / "asn.db") as store:
        if store.batches()[1].status == "active":
            store.undo(2, now="2026-04-03T00:00:00Z", by="operator")


def migrate_it(folder: Path) -> None:
    Store.open(folder / "asn.db").close()


def import_big(folder: Path) -> None:
    """An import whose pages do not fit SQLite's cache, and whose log is checkpointed at the end."""
    with Store.open(folder / "asn.db") as store:
        store._connection.execute("PRAGMA cache_size = 8")
        put(
            store,
            "employees",
            "besar",
            [person(nip(number), golongan="III/d") for number in range(1500)],
            as_of=FEB,
        )


def prepared_import(folder: Path) -> None:
    """A store, and beside it a list with some rows that cannot be used."""
    full_store(folder)
    rows = [f"{nip(number)};Nama {number};Analis;Bidang {number % 9};III/a" for number in range(60)]
    rows[::20] = ["123;Salah;Analis;Bidang 1;III/a"] * 3
    headings = "NIP;NAMA;JABATAN;UNIT KERJA;GOL. RUANG"
    (folder / "pegawai.csv").write_text("\n".join([headings, *rows, ""]), encoding="utf-8")


def import_file(folder: Path) -> None:
    """The whole of `asn import`: read, give the bad rows back, store the good ones."""
    put_in(another(WORKSPACE, folder), [folder / "pegawai.csv"])


def prepared_workbook(folder: Path) -> None:
    """A store, and beside it a workbook of four tables: two of one kind, two of others, one with a row that cannot be used."""
    full_store(folder)
    book = openpyxl.Workbook()
    book.remove(book.active)
    people = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "GOL. RUANG"]
    for name, heading, rows in (
        ("Sekretariat", people, [_listed(number) for number in range(20)]),
        ("Bidang", people, [_listed(number) for number in range(20, 60)] + [["123", *_listed(1)[1:]]]),
        ("Diklat", ["NIP", "NAMA PELATIHAN", "JP"], [[nip(number), "PKP", 900] for number in range(30)]),
        (
            "Unit",
            ["ID", "NAMA UNOR", "ID ATASAN"],
            [[str(number), f"Bidang {number}", None] for number in range(9)],
        ),
    ):
        page = book.create_sheet(name)
        for row in (heading, *rows):
            page.append(row)
    book.save(folder / "kantor.xlsx")


def _listed(number: int) -> list[str]:
    return [nip(number), f"Nama {number}", "Analis", f"Bidang {number % 9}", "III/a"]


def import_workbook(folder: Path) -> None:
    """Several tables of one file: all of them or none."""
    put_in(another(WORKSPACE, folder), [folder / "kantor.xlsx"])


def export(folder: Path) -> None:
    """Replace the workbook of the batches by the present one."""
    from asnkarier.reports.files import write_file
    from asnkarier.reports.produce import produce

    write_file(folder / "riwayat.csv", produce(BOOK, "csv"))
    write_file(folder / "riwayat.xlsx", produce(BOOK, "xlsx"))


def old_reports(folder: Path) -> None:
    folder.mkdir()
    for name in ("riwayat.csv", "riwayat.xlsx"):
        (folder / name).write_bytes(b"lama" * 1000)


def report_states(folder: Path) -> State:
    return tuple((folder / name).read_bytes() for name in ("riwayat.csv", "riwayat.xlsx"))


def _book() -> Book:
    import pandas as pd

    columns = (Column("nip", "NIP", "nip"), Column("jpm", "JPM", "percent"))
    rows = pd.DataFrame({"nip": [nip(number) for number in range(200)], "jpm": [75.0] * 200})
    return Book("asn.gap/1", "x", FEB, "x", (Table("rows", "x", columns, rows),))


BOOK = _book()
WORKSPACE: Workspace  # made once: the law is read in half a second
SCENARIOS = (
    Scenario("first import", no_store, import_list, store_state),
    Scenario("import", full_store, import_list, store_state),
    Scenario("big import", full_store, import_big, store_state),
    Scenario("import file", prepared_import, import_file, store_state),
    Scenario("import workbook", prepared_workbook, import_workbook, store_state),
    Scenario("undo", full_store, undo_one, store_state),
    Scenario("migrate", older_store, migrate_it, store_state),
    Scenario("export", old_reports, export, report_states),
)


def in_child(act: Callable[[Path], None], folder: Path, where: str, faults: Faults) -> int | None:
    """Run `act` in a forked process with faults; return how it ended, None when it was killed.

    When counting, the number of steps comes back as the text of a file beside the folder.
    """
    child = os.fork()
    if not child:
        code = CRASHED
        try:
            (in_calls if where == "calls" else in_lines)(faults)
            act(folder)
            code = DONE
        except AsnkarierError:
            code = REFUSED
        except BaseException:  # noqa: BLE001 - told to the parent as what it is
            traceback.print_exc()
        finally:
            sys.settrace(None)
            if faults.how == "count":
                folder.with_suffix(".steps").write_text(str(faults.steps))
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


class Trial:
    """One scenario at many points."""

    def __init__(self, scenario: Scenario, folder: Path) -> None:
        self.scenario = scenario
        self.pristine, self.work = folder / "pristine", folder / "work"
        folder.mkdir()
        scenario.before(self.pristine)
        self.old = self._state(self.pristine)
        self.faults: list[str] = []
        shutil.copytree(self.pristine, self.work)
        tempfile.tempdir = str(self.work)  # so that litter is seen wherever it would lie
        scenario.act(self.work)
        self.new, self.files = self._state(self.work), self._names()

    def _state(self, folder: Path) -> State:
        return self.scenario.state(folder)

    def _names(self) -> set[str]:
        """Return the names of all files; where the disk refuses, the rejected rows may lie in the output folder."""
        files = (file for file in self.work.rglob("*") if file.is_file())
        return {file.name for file in files if not file.name.endswith(("-shm", "-wal"))}

    def steps(self, where: str) -> int:
        self._restore()
        counter = Faults()
        if in_child(self.scenario.act, self.work, where, counter) != DONE:
            raise AssertionError(f"{self.scenario.name} does not work without faults")
        return int(self.work.with_suffix(".steps").read_text())

    def _restore(self) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.pristine, self.work)

    def at(self, where: str, how: How, step: int) -> None:
        """Let it happen at one step, look, repeat the command, look again."""
        self._restore()
        point = f"{self.scenario.name}: {how} at step {step} of {where}"
        ended = in_child(self.scenario.act, self.work, where, Faults(how, step))
        seen = self._state(self.work)
        if ended == CRASHED:
            self.faults.append(f"{point}: ended with a traceback")
        if not self._one_or_the_other(seen):
            self.faults.append(f"{point}: torn or lost: {str(seen)[:300]}")
        if ended == DONE and seen != self.new:
            self.faults.append(f"{point}: said it was done, and it is not")
        if ended == REFUSED and self.scenario.state is store_state and seen == self.new:
            self.faults.append(f"{point}: said that nothing was stored, and it was")
        self._repeat(point)

    def _one_or_the_other(self, seen: State) -> bool:
        if self.scenario.state is report_states:  # two files, each whole by itself
            return all(part in ends for part, *ends in zip(seen, self.old, self.new, strict=True))
        # A store that was created and has no list yet is the new store before its first import.
        return seen in (self.old, self.new) or (
            self.old == ("nothing",) and seen[0] == self.new[0] and len(seen) == 3
        )

    def _repeat(self, point: str) -> None:
        try:
            self.scenario.act(self.work)
        except AsnkarierError as error:
            self.faults.append(f"{point}: cannot be repeated: {error}")
            return
        if self._state(self.work) != self.new:
            self.faults.append(f"{point}: repeated, it gives something else")
        if litter := self._names() - self.files:
            self.faults.append(f"{point}: left over: {sorted(litter)}")
        if missing := self.files - self._names():
            self.faults.append(f"{point}: never written: {sorted(missing)}")


def points(steps: int, most: int, rng: random.Random) -> Iterator[int]:
    """Return all steps, or `most` of them spread evenly with a seeded start."""
    if steps <= most:
        yield from range(1, steps + 1)
        return
    stride = steps / most
    yield from sorted({1 + int(place * stride + rng.random() * stride) for place in range(most)})


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    global WORKSPACE  # noqa: PLW0603 - the scenarios are plain functions of a folder
    made = make_workspace(folder / "workspace")
    WORKSPACE = replace(made, settings=made.settings.model_copy(update={"paths": Paths(store="asn.db")}))
    rng, done, faults, told = random.Random(2026), 0, [], []
    for scenario in SCENARIOS:
        started, before = time.monotonic(), done
        one = Trial(scenario, folder / scenario.name.replace(" ", "-"))
        for where, hows in (QUICK_POINTS if quick else POINTS).items():
            steps = one.steps(where)
            for how, most in hows.items():
                for step in points(steps, most, rng):
                    one.at(where, how, step)  # type: ignore[arg-type]
                    done += 1
        faults += one.faults
        told.append(f"{scenario.name} {done - before}")
        print(
            f"  {scenario.name}: {done - before} points, {time.monotonic() - started:.0f} s", file=sys.stderr
        )
    return (
        f"{done} kill and failed-write points ({', '.join(told)}): {len(faults)} lost, torn or left over",
        faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, trial))
