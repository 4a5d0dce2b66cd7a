"""SIGTERM and SIGINT in the middle of a large import, and of waiting for the store: how soon is it over, and is it undone?"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from figures import AS_OF, main, make_workspace

from asnkarier.store.opening.transactions import writing
from asnkarier.store.store import Store
from asnkarier.store.verification import verify
from in_process import asn
from store_samples import nip

PEOPLE, SIGNALS = 20_000, 24
QUICK_PEOPLE, QUICK_SIGNALS = 3_000, 3
LIMIT = 2.0  # seconds from the signal to the end of the process
HEADINGS = "NIP;NAMA;JABATAN;UNIT KERJA;GOL. RUANG;PENDIDIKAN TERAKHIR\n"


def list_of(people: int, path: Path) -> None:
    lines = (
        f"{nip(number)};Nama {number};Analis;Bidang {number % 90};III/a;S-1\n" for number in range(people)
    )
    path.write_text(HEADINGS + "".join(lines), encoding="utf-8")


def in_child(act: Callable[[], int]) -> int:
    """Fork a process that leaves with what `act` returns; it says nothing."""
    child = os.fork()
    if child:
        return child
    code = 70
    # A shell starts what runs in the background deaf to Ctrl-C, and its children with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        code = act()
    except KeyboardInterrupt:  # before `asn` took over
        code = 128 + signal.SIGINT
    finally:
        os._exit(code)


def ended(child: int, sent: float) -> tuple[int, float]:
    status = os.waitpid(child, 0)[1]
    code = os.waitstatus_to_exitcode(status)
    return (128 - code if code < 0 else code), time.monotonic() - sent


def stopped(child: int, after: float, how: signal.Signals) -> tuple[int, float]:
    """Send the signal and return the exit code, and how long it took from there."""
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(child, how)
    return ended(child, time.monotonic())


def known_people(office: Path) -> int:
    store = office / ".asn" / "asnkarier.db"
    if not store.exists() or not store.stat().st_size:
        return 0
    with Store.open(store) as opened:
        return len(opened.load("employees", AS_OF))


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    people, signals = (QUICK_PEOPLE, QUICK_SIGNALS) if quick else (PEOPLE, SIGNALS)
    rng, faults, slowest, undone = random.Random(2026), [], 0.0, 0
    make_workspace(folder / "kantor")
    list_of(people, folder / "pegawai.csv")
    office = folder / "kantor"

    def importing() -> int:
        return asn("import", folder / "pegawai.csv", cwd=office).code

    # The second import counts: the first finds neither libraries nor law in the memory of the machine.
    for _ in range(2):
        forget(office)
        started = time.monotonic()
        code, _took = ended(in_child(importing), started)
        whole = time.monotonic() - started
    if code != 0 or known_people(office) != people:
        return "", [f"the import does not work without signals (exit {code}, {known_people(office)} people)"]
    for number in range(signals):
        forget(office)
        how = (signal.SIGTERM, signal.SIGINT)[number % 2]
        after = rng.uniform(0.02, 0.98) * whole
        code, took = stopped(in_child(importing), after, how)
        slowest, seen = max(slowest, took), known_people(office)
        undone += seen == 0
        point = f"{how.name} after {after:.2f} s of {whole:.2f} s"
        if code != 0 and took > LIMIT:
            faults.append(f"{point}: ended after {took:.1f} s")
        if (code, seen) not in {(0, people), (128 + how, 0), (128 + how, people)}:
            faults.append(f"{point}: exit {code} with {seen} people")
        if (office / ".asn" / "asnkarier.db").exists():
            faults += [
                f"{point}: {finding}"
                for finding in verify(office / ".asn" / "asnkarier.db", 5)
                if finding.grave
            ]
        faults += [
            f"{point}: left over {file.name}"
            for file in office.rglob("*")
            if file.name.endswith((".tmp", ".new", "-holder"))
        ]
    forget(office)  # what is stored already needs no lock and waits for none
    waiting, late = while_waiting(office, importing, whole + 0.8)
    faults += waiting
    figure = f"{signals} signals during an import of {people} rows ({undone} took it back), 2 while waiting:"
    return f"{figure} the slowest end after {max(slowest, late):.2f} s", faults


def forget(office: Path) -> None:
    for file in (office / ".asn").glob("asnkarier.db*"):
        file.unlink()


def wait_for(marker: Path) -> None:
    """Return once `marker` exists: the store is held, however slow this machine is."""
    while not marker.exists():
        time.sleep(0.01)


def while_waiting(office: Path, importing: Callable[[], int], after: float) -> tuple[list[str], float]:
    """Hold the store's write lock while another process wants it, and stop that one."""
    path, faults, slowest = office / ".asn" / "asnkarier.db", [], 0.0
    for how in (signal.SIGTERM, signal.SIGINT):
        held = office / f"held-{how.name}"
        child = in_child(lambda held=held: wait_for(held) or importing())  # forked before the store is open
        with Store.open(path) as store, writing(store._connection, store._path):
            held.touch()
            code, took = stopped(child, after, how)
        held.unlink()
        slowest = max(slowest, took)
        if code != 128 + how or took > LIMIT:
            faults.append(f"{how.name} while waiting: exit {code} after {took:.1f} s")
    return faults, slowest


if __name__ == "__main__":
    sys.exit(main(__doc__, trial))
