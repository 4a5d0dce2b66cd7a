"""16 processes import and read one store at once: does every import arrive, and does every reader see whole imports only?"""

import os
import random
import sys
import time
import traceback
from pathlib import Path

from figures import main

from asnkarier.store.store import Store
from asnkarier.store.verification import verify
from store_samples import JAN, A, nip, person, put

PROCESSES, OPERATIONS, QUICK = 16, 50, 6
ROWS = 3  # of each import; a reader must never see a part of them
WAIT = 120.0


def work(path: Path, me: int, operations: int, rng: random.Random) -> None:
    """Import and read in turn, opening the store anew each time as a command does."""
    for number in range(operations):
        rows = [person(nip(ROWS * (me * operations + number) + place)) for place in range(ROWS)]
        with Store.open(path, wait=WAIT) as store:
            done = put(store, "employees", f"{me}-{number}", [*rows, person(A, row=99)])
        if done.repeated or done.batch_id is None:
            raise AssertionError(f"process {me}: import {number} was taken for another")
        if rng.random() < 0.5:
            read(path, me, number + 1)


def read(path: Path, me: int, own: int) -> None:
    with Store.open(path, wait=WAIT, mode="r") as store:
        people, batches = store.load("employees", JAN), store.batches()
    if len(people) != ROWS * len(batches) + 1:
        raise AssertionError(f"process {me} saw {len(people)} people of {len(batches)} imports")
    if sum(batch.file.startswith(f"{me}-") for batch in batches) != own:
        raise AssertionError(f"process {me} lost sight of its own imports")


def start(path: Path, me: int, operations: int) -> int:
    """Fork a process that works; it ends with 1 and a traceback when anything goes wrong."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work(path, me, operations, random.Random(me))
        code = 0
    except BaseException:  # noqa: BLE001 - told to the parent by the exit code
        traceback.print_exc()
    finally:
        os._exit(code)


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    operations = QUICK if quick else OPERATIONS
    path = folder / "new" / "asn.db"  # they also race to make it
    started = time.monotonic()
    children = [start(path, me, operations) for me in range(PROCESSES)]
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    took = time.monotonic() - started
    faults = [f"{failed} processes failed"] if failed else []
    with Store.open(path, mode="r") as store:
        arrived, people = store.batches(), store.load("employees", JAN)
    expected = PROCESSES * operations
    if len({batch.file for batch in arrived}) != expected or len(people) != ROWS * expected + 1:
        faults.append(f"{len(arrived)} of {expected} imports and {len(people)} people arrived")
    faults += [str(finding) for finding in verify(path, 5)]
    known = {
        "asn.db",
        "asn.db-sum",
        "asn.db-wal",
        "asn.db-shm",
    }  # SQLite cannot take its log away for a reader
    faults += [f"left over: {file.name}" for file in path.parent.iterdir() if file.name not in known]
    return (
        f"{PROCESSES} processes x {operations} imports: {expected - len(arrived)} lost, {took:.0f} s",
        faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, trial))
