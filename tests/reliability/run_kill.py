"""kill -9, failed writes, a full disk, a held store, a folder that nobody may read and a clock set back in the middle of `asn run`: the next run makes it good.

What is held against an undisturbed run: the facts of the store and its imports, each dropped file in its place and nowhere else, the rows
set aside, the reports, no litter. The disk is full where a limit on the size of files (RLIMIT_FSIZE) says so, and on a small tmpfs where one may be mounted.
"""

import csv
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from figures import Tally, main
from store_faults import Faults, in_calls, in_lines
from store_kill import points

from asnkarier.agency.workspace import Workspace
from asnkarier.cli.exits import Exit, exit_code
from asnkarier.errors import AsnkarierError
from asnkarier.settings import load_settings
from asnkarier.store.store import Store
from asnkarier.workflows.running.run_job import Outside, run_job

POINTS = {"calls": {"kill": 110, "torn": 70, "once": 40, "full": 40}, "lines": {"kill": 130}}
QUICK_POINTS = {"calls": {"kill": 1, "full": 1}, "lines": {"kill": 1}}
LIMITS, QUICK_LIMITS = 12, 0
PEOPLE = 40
DAY, NOW = date(2026, 11, 1), datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
NOBODY = 65534
CONFIG = """language: en
import: {complete: [employees], most_leavers: 50%}
jobs:
  malam:
    - {run: import}
    - {run: gap, formats: [json, csv], options: {by: person}}
"""
STANDARD = "jabatan: Analis\nkelompok: pelaksana\nkompetensi: {integritas: 3}\n"
CRASHED, KILLED = 99, -9
Act = Callable[[Path], int]


def nip(number: int) -> str:
    return f"{1970 + number // 9 % 30}0{1 + number % 9}152010011{900 + number % 100}"


def write(path: Path, rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def people(first: int, last: int, unit: str) -> list[list[str]]:
    rows = [[nip(one), f"Orang {one}", "Analis", f"{unit} {one % 5}", "III/a"] for one in range(first, last)]
    return [["NIP", "NAMA", "JABATAN", "UNIT KERJA", "GOL. RUANG"], *rows]


def levels(last: int) -> list[list[str]]:
    rows = [[nip(one), "Integritas", str(1 + one % 4), "2026-05-01"] for one in range(last)]
    return [["NIP", "kompetensi", "level", "tanggal_asesmen"], *rows]


def prepare(folder: Path) -> None:
    """Make an office that ran once, and drop into its inbox the next list, one with a bad row, one of levels, the first again, and rubbish."""
    (folder / "inbox").mkdir(parents=True)
    (folder / "standards").mkdir()
    (folder / "standards" / "a.yaml").write_text(STANDARD, encoding="utf-8")
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    inbox = folder / "inbox"
    write(inbox / "pegawai.csv", people(0, PEOPLE, "Bidang"))
    if run_in(folder, NOW - timedelta(days=30), day=DAY - timedelta(days=30)):
        raise AssertionError("the office does not run")
    write(inbox / "pegawai.csv", [*people(2, PEOPLE + 3, "Seksi"), ["123", "Salah", "Analis", "X", "III/a"]])
    write(inbox / "asesmen.csv", levels(PEOPLE))
    (inbox / "catatan.csv").write_text("apa;ini\n1;2\n", encoding="utf-8")
    for path in inbox.glob("*.csv"):
        os.utime(path, (NOW.timestamp() - 3600, NOW.timestamp() - 3600))


def run_in(folder: Path, now: datetime = NOW, *, day: date = DAY, wait: float = 0.2) -> int:
    """Run the job in this process; return its exit code."""
    workspace = Workspace(folder, load_settings(folder / "config.yaml"), day, wait=wait)
    for name, read in READ_ONCE.items():
        workspace.__dict__[name] = read
    READ_ONCE.update(rulebook=workspace.rulebook, catalog=workspace.catalog)
    outside = Outside(lambda: now, lambda _seconds: None, exit_code, int(Exit.BUG))
    try:
        return int(run_job(workspace, None, outside).exit_code)
    except AsnkarierError as error:
        return int(exit_code(error))


READ_ONCE: dict[str, object] = {}  # the law and the standards, read before the forks


def forked(act: Act, folder: Path) -> int:
    """Run `act` in a process of its own; return its exit code, `KILLED`, or `CRASHED`."""
    child = os.fork()
    if not child:
        code = CRASHED
        try:
            tempfile.tempdir = str(folder)  # litter is seen wherever it would lie
            code = act(folder)
        finally:
            sys.settrace(None)
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    return KILLED if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


@dataclass(frozen=True)
class State:
    """What an office is after a run; rows of the store, files of the inbox by place, reports by name, what does not belong there."""

    store: tuple[object, ...]
    dropped: tuple[tuple[str, str], ...]
    reports: tuple[tuple[str, str], ...]
    litter: tuple[str, ...] = ()
    wrong: tuple[str, ...] = field(default=())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def state(folder: Path) -> State:
    with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
        kept = [(one.table, one.file, one.complete, sorted(one.counts.items())) for one in store.batches()]
        held = (store.fingerprint(DAY), store.fingerprint(DAY - timedelta(days=30)), *map(str, kept))
        wrong = tuple(map(str, store.verify()))
    inbox, out = folder / "inbox", folder / "out"
    files = [path for path in folder.rglob("*") if path.is_file()]
    dropped = [(str(one.parent.relative_to(inbox)), one) for one in files if one.is_relative_to(inbox)]
    # The rows set aside may lie in the output folder, where the disk refused the inbox for a moment.
    aside = {one.name.partition(".")[0] for one in files if ".ditolak." in one.name}
    lists = sorted((where, digest(one)) for where, one in dropped if ".ditolak." not in one.name)
    reports = sorted((one.name, digest(one)) for one in out.iterdir() if one.suffix in (".json", ".csv"))
    orphans = {one for where, one in dropped if where == "." and ".ditolak." in one.name}
    litter = sorted(one.name for one in files if one.suffix in (".tmp", ".new") or one in orphans)
    return State(
        held,
        (*lists, *((name, "set aside") for name in sorted(aside))),
        tuple(one for one in reports if one[0] != "run.json"),
        tuple(litter),
        wrong,
    )


class Trial:
    """An office before its run, and what it must be after it."""

    def __init__(self, folder: Path) -> None:
        self.pristine, self.work = folder / "before", folder / "work"
        prepare(self.pristine)
        self.tally = Tally()
        self.restore()
        self.code = run_in(
            self.work
        )  # here, so that forks find every module loaded: some may not read the library
        self.good = state(self.work)

    def restore(self, work: Path | None = None) -> Path:
        work = work or self.work
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(self.pristine, work, dirs_exist_ok=True)
        return work

    def steps(self, where: str) -> int:
        counter = self.restore().with_suffix(".steps")

        def counted(folder: Path) -> int:
            faults = Faults()
            (in_calls if where == "calls" else in_lines)(faults)
            code = run_in(folder)
            counter.write_text(str(faults.steps))
            return code

        forked(counted, self.work)
        return int(counter.read_text())

    def disturbed(self, what: str, act: Act, work: Path | None = None, *, one_by_one: bool = False) -> int:
        """Let it happen, let the next run come, and look. one_by_one: some lists wait for the next run, so that they come in another order."""
        work = work or self.restore()
        ended = forked(act, work)
        self.tally.expect(ended not in (CRASHED, int(Exit.BUG)), f"{what}: ended with {ended}")
        later = forked(lambda folder: run_in(folder, NOW + timedelta(days=1)), work)
        # What was set aside by the run before is no news; all else is as if nothing had happened.
        self.tally.expect(later in (0, self.code), f"{what}: the next run ended with {later}")
        found = state(work)
        for name in ("store", "dropped", "reports", "litter", "wrong"):
            seen, due = getattr(found, name), getattr(self.good, name)
            if one_by_one:  # JSON names its lists in their order
                seen, due = ([*map(str, sorted(one, key=str))] for one in (seen, due))
                seen, due = ([text for text in one if "gap.json" not in text] for one in (seen, due))
            self.tally.expect(
                seen == due, f"{what} (exit {ended}, {later}): {name}: {_difference(seen, due)}"
            )
        self.tally.expect(_log_is_sound(work), f"{what}: the log has more than one broken line")
        return ended


def _difference(seen: Sequence[object], due: Sequence[object]) -> str:
    return f"too much {[one for one in seen if one not in due]}, missing {[one for one in due if one not in seen]}"[
        :400
    ]


def _log_is_sound(work: Path) -> bool:
    broken = 0
    for line in (work / ".asn" / "asn.log").read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            json.loads(line)
        except ValueError:
            broken += 1
    return broken <= 1


def with_faults(where: str, faults: Faults) -> Act:
    def act(folder: Path) -> int:
        (in_calls if where == "calls" else in_lines)(faults)
        return run_in(folder)

    return act


def with_limit(size: int) -> Act:
    """No file may grow beyond `size` bytes: what a quota does."""

    def act(folder: Path) -> int:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
        return run_in(folder)

    return act


def held_store(trial: Trial) -> None:
    """Another process writes to the store while the run wants to."""
    work = trial.restore()
    with Store.open(work / ".asn" / "asnkarier.db", mode="w", wait=1.0) as store:
        store._connection.execute("BEGIN IMMEDIATE")
        ended = forked(run_in, work)
        store._connection.execute("ROLLBACK")
    trial.tally.expect(ended == Exit.BUSY, f"held store: exit {ended}")
    trial.disturbed("held store", run_in, work)


def unreadable(trial: Trial, what: str) -> None:
    """A folder or file that this account may not read; as root the run is somebody else's."""
    work = trial.restore()
    if os.geteuid() == 0:
        for path in (work.parent.parent, work.parent):  # the way there
            path.chmod(path.stat().st_mode | 0o011)
        for path in (work, *work.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    path = work / what
    mode = path.stat().st_mode
    path.chmod(0)

    def act(folder: Path) -> int:
        if os.geteuid() == 0:
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        return run_in(folder)

    ended = forked(act, work)
    path.chmod(mode)
    trial.tally.expect(ended not in (0, CRASHED, KILLED, int(Exit.BUG)), f"unreadable {what}: exit {ended}")
    trial.disturbed(f"unreadable {what}", act, work, one_by_one=what.endswith(".csv"))


def clock_set_back(trial: Trial) -> None:
    """The machine wakes up in 2019, and is put right."""
    trial.disturbed("clock set back", lambda folder: run_in(folder, datetime(2019, 1, 1, tzinfo=UTC)))


def small_disks(trial: Trial, sizes: list[int]) -> int:
    """A tmpfs of few pages, where one may be mounted; return how many were tried."""
    place = trial.work.parent / "disk"
    place.mkdir()
    done = 0
    for pages in sizes:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={pages * 4096}", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        )
        if mounted.returncode:
            return done
        try:
            done += 1
            shutil.copytree(trial.pristine, place / "kantor")
            ended = forked(run_in, place / "kantor")
            remount = ["mount", "-o", "remount,size=64m", str(place)]
            subprocess.run(remount, capture_output=True, check=True)
            trial.disturbed(f"disk of {pages} pages (exit {ended})", run_in, place / "kantor")
        finally:
            subprocess.run(["umount", str(place)], capture_output=True, check=False)
    return done


def pages_of(folder: Path) -> int:
    return sum(1 + path.stat().st_size // 4096 for path in folder.rglob("*"))


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    (folder / "kantor").mkdir(parents=True)
    one = Trial(folder / "kantor")
    rng, told, started = random.Random(2026), [], time.monotonic()
    for where, hows in (QUICK_POINTS if quick else POINTS).items():
        steps = one.steps(where)
        for how, most in hows.items():
            done = 0
            for step in points(steps, most, rng):
                one.disturbed(f"{how} at step {step} of {where}", with_faults(where, Faults(how, step)))  # type: ignore[arg-type]
                done += 1
            told.append(f"{done} {how} of {steps} {where}")
            print(f"  {told[-1]}, {time.monotonic() - started:.0f} s", file=sys.stderr)
    limits = QUICK_LIMITS if quick else LIMITS
    largest = (one.work / ".asn" / "asnkarier.db").stat().st_size
    for number in range(limits):
        one.disturbed(f"files of {number} of {limits}", with_limit(1 + largest * number // limits))
    pages = pages_of(one.pristine)
    disks = 0 if quick else small_disks(one, [pages + 1 + 8 * number for number in range(12)])
    if not quick:
        held_store(one)
    clock_set_back(one)
    for what in ("inbox",) if quick else ("inbox", "inbox/pegawai.csv", ".asn/asnkarier.db", "out"):
        unreadable(one, what)
    figure = (
        f"runs disturbed by {', '.join(told)}, {limits} limits on the size of files, {disks} small disks, {'a held store, ' * (not quick)}a clock set back,"
        f" folders and files that nobody may read: {one.tally.trials} comparisons after the next run, {len(one.tally.faults)} wrong"
    )
    return figure, one.tally.faults


if __name__ == "__main__":
    sys.exit(main(__doc__, trial))
