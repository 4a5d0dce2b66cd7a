"""Single bits flipped in the store's file, and in its write-ahead log after a crash: does `asn doctor` see each one?"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from figures import NOW, main
from store_agency import fill

from asnkarier.agency.workspace import Workspace
from asnkarier.errors import StoreError
from asnkarier.settings import Settings
from asnkarier.settings_parts.workspace import Paths
from asnkarier.store.store import Store
from asnkarier.store.trust.sumfile import sum_path
from asnkarier.store.verification import verify
from asnkarier.workflows.keeping.examine_store import examine, is_broken
from store_samples import FEB, nip, person, put

FLIPS, IN_LOG, HEADER_BITS = 1500, 300, 800
QUICK_FLIPS, QUICK_IN_LOG = 60, 15
Seen = Callable[[Path], bool]


def broken(path: Path) -> bool:
    """Whether `asn doctor` calls the store at `path` broken; any other exception than StoreError goes through."""
    workspace = Workspace(path.parent, Settings(paths=Paths(store=path.name)), FEB, wait=0)
    try:
        return is_broken(examine(workspace, path, now=NOW, terminal="utf-8")[0])
    except StoreError:
        return True


def sound(path: Path) -> bool:
    return verify(path, 0) == []


def places(size: int, flips: int, rng: random.Random) -> Iterator[int]:
    """Bits to flip: up to half of them in the header, where every field is another story, the rest anywhere."""
    header = rng.sample(range(HEADER_BITS), min(flips // 2, HEADER_BITS))
    yield from header
    yield from rng.sample(range(HEADER_BITS, size * 8), flips - len(header))


def undetected(store: Path, target: Path, flips: int, rng: random.Random, seen: Seen = broken) -> list[str]:
    """Flip bits of `target`, a file of the store at `store`, one at a time, and return those that nobody noticed."""
    data = target.read_bytes()
    missed = []
    for bit in places(len(data), flips, rng):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        target.write_bytes(flipped)
        if not seen(store):
            missed.append(f"{target.name}: bit {bit} (byte {bit // 8} of {len(data)})")
        target.write_bytes(data)
    return missed


def crashed_copy(store: Path, folder: Path) -> Path:
    """Return a copy of the store whose last import is still in the write-ahead log, as a killed process leaves it."""
    folder.mkdir()
    for file in (store, sum_path(store)):
        shutil.copy(file, folder / file.name)
    copy = folder / store.name
    child = os.fork()
    if not child:
        put(
            Store.open(copy),
            "employees",
            "akhir",
            [person(nip(number)) for number in range(200, 230)],
            as_of=FEB,
        )
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    return copy


def trial(quick: bool, folder: Path) -> tuple[str, list[str]]:
    rng = random.Random(2026)
    flips, in_log = (QUICK_FLIPS, QUICK_IN_LOG) if quick else (FLIPS, IN_LOG)
    store = folder / "asn.db"
    fill(store)
    faults = [] if sound(store) else ["the untouched store is called broken"]
    faults += undetected(store, store, flips, rng)
    copy = crashed_copy(store, folder / "crashed")
    faults += [] if sound(copy) else ["the store with its log is called broken"]
    faults += undetected(copy, copy.with_name(copy.name + "-wal"), in_log, rng)
    faults += [] if sound(store) and sound(copy) else ["a mended store is called broken"]
    size = store.stat().st_size
    return (
        f"{flips} bits flipped in a store of {size} bytes and {in_log} in its log: {len(faults)} undetected",
        faults,
    )


if __name__ == "__main__":
    sys.exit(main(__doc__, trial))
