"""`NAME.db-sum`: the sums of the store's present and next state, in two places that take turns.

A place is overwritten as it stands and never moved, so no moment leaves a temporary file or loses the sum of the state
that is in force. A sum is `announced` before its transaction is committed, and `committed` after.
"""

import errno
import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from asnkarier.store.trust.image import Image

Word = Literal["announced", "committed"]
Verdict = Literal["sound", "unknown", "changed", "older"]

_LINE: Final = re.compile(
    rb"(\d{10}) ([0-9a-f]{64}) (\d{10}) (announced|committed) ([0-9a-f]{16})\n", re.DOTALL
)
_LENGTH: Final = 10 + 1 + 64 + 1 + 10 + 1 + 9 + 1 + 16 + 1


@dataclass(frozen=True, slots=True)
class Entry:
    """The sum of one state of the store."""

    number: int
    sum: str
    sqlite: int
    word: Word

    def line(self) -> bytes:
        """Return the entry as one line that vouches for itself."""
        text = f"{self.number:010d} {self.sum} {self.sqlite:010d} {self.word} ".encode()
        return text + _check(text) + b"\n"


Entries = tuple[Entry | None, Entry | None]


def _check(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:16].encode()


def sum_path(path: Path) -> Path:
    """Return where the sums of the store at `path` lie."""
    return path.with_name(path.name + "-sum")


def read_entries(path: Path) -> Entries:
    """Return the entries; None for one that was not written whole, or not yet."""
    try:
        data = sum_path(path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        data = b""
    return _entry(data[:_LENGTH]), _entry(data[_LENGTH : 2 * _LENGTH])


def _entry(line: bytes) -> Entry | None:
    found = _LINE.fullmatch(line)
    if found is None or _check(line[: found.start(5)]) != found[5]:
        return None
    word: Word = "committed" if found[4] == b"committed" else "announced"
    return Entry(int(found[1]), found[2].decode(), int(found[3]), word)


def judge(entries: Entries, seen: Image) -> Verdict:
    """Return whether the store is what was written: `older` when a committed state is missing, `unknown` without sums."""
    if not any(entries):  # no file, or its first line was not written whole
        return "unknown"
    committed = max((entry.number for entry in entries if entry and entry.word == "committed"), default=0)
    if seen.number < committed:
        return "older"
    for entry in entries:
        if entry is not None and entry.number == seen.number:
            same = entry.sum == seen.sum and entry.sqlite == seen.sqlite and seen.counters_agree
            return "sound" if same else "changed"
    # The very first transaction of a store was announced and never came to be.
    return "unknown" if seen.number == 0 and committed == 0 else "changed"


def announce(path: Path, before: int, entry: Entry) -> None:
    """Write the sum of the next state to the place that does not hold that of state `before`. OSError: it cannot be."""
    with _opened(path) as descriptor:
        data = os.read(descriptor, 2 * _LENGTH)
        first = _entry(data[:_LENGTH])
        _write(descriptor, 1 if first is not None and first.number == before else 0, entry)
        os.fsync(descriptor)


def confirm(path: Path, entry: Entry) -> None:
    """Say that the announced state is the store's, unless a later one has taken the place meanwhile."""
    with _opened(path) as descriptor:
        data = os.read(descriptor, 2 * _LENGTH)
        for place in (0, 1):
            if _entry(data[place * _LENGTH : (place + 1) * _LENGTH]) == entry:
                _write(descriptor, place, replace(entry, word="committed"))


def _write(descriptor: int, place: int, entry: Entry) -> None:
    os.lseek(descriptor, place * _LENGTH, os.SEEK_SET)
    line = entry.line()
    if os.write(descriptor, line) != len(line):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # only a full disk takes less than a line


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    target = sum_path(path)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(target, flags, 0o600)
    try:
        _lock(descriptor)
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Keep a late `confirm` from meeting the `announce` of another process; closing the file lets go."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
