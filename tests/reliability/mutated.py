"""Mutated workbooks, CSV files and YAML files: each ends in an answer, in time and within its memory."""

import faulthandler
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

from figures import another, main, make_workspace, put_in
from mutations import Seeds, collect_seeds, mutate

INPUTS, QUICK, WORKERS = 10_000, 160, 2
LIMIT, MEMORY = 10.0, 1 << 30
STORE_LIVES = 40  # inputs until a worker takes an empty store


def judge(office, seeds: Seeds, number: int, folder: Path) -> str:
    """Feed one mutated input to what reads its kind, through the same doors as a command; return how it ended."""
    from asnkarier.errors import AsnkarierError

    kind, name, content = mutate(seeds, number)
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    try:
        if kind in ("config", "standard", "regulation"):
            return f"{kind}: {_read_yaml(kind, path, folder)}"
        outcome = put_in(office, [path]).files[0]
        outcome.as_json()
        outcome.sentence()
        outcome.notes()
        if outcome.rows != outcome.accepted + outcome.unchanged + outcome.rejected:
            raise AssertionError("rows are lost in the count")
    except AsnkarierError as error:
        for problem in getattr(error, "problems", ()) or ():
            str(problem.location)
        return f"{kind}: {type(error).__name__}"
    finally:
        for left in folder.iterdir():
            if left.is_file() and left.name != "config.yaml":
                left.unlink()
    return f"{kind}: {'refused' if outcome.kind is None else 'read'}"


def _read_yaml(kind: str, path: Path, folder: Path) -> str:
    from asnkarier.analysis.gates.registry import known_checks
    from asnkarier.catalog.loader import load_catalog
    from asnkarier.rules.loader import load_rulebook
    from asnkarier.settings import load_settings

    if kind == "config":
        load_settings(path)
    elif kind == "standard":
        load_catalog(path.parent)
    else:
        load_rulebook(folder / "regulations", {}, checks=known_checks())
    return "read"


def worker(pipe: Connection, place: Path, seeds: Seeds, numbers: Sequence[int]) -> None:
    """Judge the numbers one by one and send how each ended; the parent ends this process when one takes too long."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + _mapped(), MEMORY + _mapped()))
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    office = make_workspace(place / "kantor")
    fresh = another(office, place / "0")
    for done, number in enumerate(numbers):
        if done % STORE_LIVES == STORE_LIVES - 1:
            fresh = another(office, place / str(done))
        pipe.send(("starts", number, 0.0, 0))
        started = time.monotonic()
        try:
            end = judge(fresh, seeds, number, fresh.root)
        except BaseException as error:  # noqa: BLE001 - whatever escapes is the finding
            where = traceback.extract_tb(error.__traceback__)[-1]
            end = f"RAISED {type(error).__name__} at {Path(where.filename).name}:{where.lineno} {str(error)[:80]}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        pipe.send((end, number, time.monotonic() - started, peak))
    pipe.close()


def _mapped() -> int:
    """Return the bytes that the interpreter and its libraries map before any input is read; they are no input's fault."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


class Hand:
    """A worker as the parent sees it."""

    def __init__(self, place: Path, seeds: Seeds, numbers: Sequence[int]) -> None:
        context = multiprocessing.get_context("fork")
        self.place, self.seeds, self.numbers = place, seeds, list(numbers)
        self.pipe, other = context.Pipe(duplex=False)
        self.process = context.Process(target=worker, args=(other, place, seeds, self.numbers))
        self.process.start()
        other.close()
        self.at: int | None = None

    def receive(self) -> tuple[str, int, float, int] | None:
        """Return how the next input ended, or None when this worker is done; its death or delay is an end too."""
        while True:
            try:
                if not self.pipe.poll(LIMIT if self.at is not None else 60):
                    self.process.kill()
                    return self._broken(f"over {LIMIT:.0f} s")
                end, number, seconds, peak = self.pipe.recv()
            except EOFError:
                self.process.join()
                if self.at is None:
                    return None
                code = self.process.exitcode or 0
                return self._broken(f"aborted ({signal.Signals(-code).name if code < 0 else code})")
            if end != "starts":
                self.at = None
                return end, number, seconds, peak
            self.at = number

    def _broken(self, why: str) -> tuple[str, int, float, int]:
        number, self.at = self.at if self.at is not None else self.numbers[0], None
        self.process.join()
        return f"RAISED {why}", number, LIMIT, 0

    def heir(self, number: int) -> "Hand | None":
        """Return a worker for what this one left undone after `number`, None when nothing is left."""
        rest = self.numbers[self.numbers.index(number) + 1 :]
        return Hand(self.place.with_name(f"{self.place.name}-{number}"), self.seeds, rest) if rest else None


def run(quick: bool, folder: Path) -> tuple[str, Sequence[str]]:
    """Share the inputs among workers and gather how each ended."""
    count = QUICK if quick else INPUTS
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    seeds = collect_seeds(folder / "benih")
    hands: list[Hand] = [Hand(folder / f"w{n}", seeds, range(n, count, WORKERS)) for n in range(WORKERS)]
    ends: Counter[str] = Counter()
    faults: list[str] = []
    slowest, peak = 0.0, 0
    while hands:
        hand = hands.pop(0)
        ended = hand.receive()
        if ended is None:
            continue
        end, number, seconds, memory = ended
        slowest, peak = max(slowest, seconds), max(peak, memory)
        ends[end if not end.startswith("RAISED") else "fault"] += 1
        if end.startswith("RAISED") or seconds > LIMIT or memory * 1024 > MEMORY:
            kind, name, _ = mutate(seeds, number)
            faults.append(f"input {number} ({kind}, {name}): {end}, {seconds:.1f} s, {memory >> 10} MB")
        if hand.process.is_alive() or hand.pipe.poll():
            hands.append(hand)
        elif (heir := hand.heir(number)) is not None:
            hands.append(heir)
    print("  " + ", ".join(f"{end} {times}" for end, times in sorted(ends.items())))
    done = sum(ends.values())
    if done != count:
        faults.append(f"only {done} of {count} inputs came to an end")
    figure = f"{done} inputs: {ends['fault']} tracebacks, aborts or delays, slowest {slowest:.1f} s, at most {peak >> 10} MB"
    return figure, faults


if __name__ == "__main__":
    sys.exit(main(__doc__, run))
