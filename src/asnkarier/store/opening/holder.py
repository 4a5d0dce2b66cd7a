"""A note beside a lock that names the process holding it. SQLite and the system keep locks, but not a name."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """The process at work: what command or job it runs ("asn" when it did not say), and since when it holds the lock."""

    pid: int
    host: str
    doing: str = "asn"
    since: str = ""


def _note(path: Path) -> Path:
    return path.with_name(path.name + "-holder")


@contextmanager
def holding(path: Path, doing: str, since: str = "") -> Iterator[None]:
    """Leave the note while this process holds the lock of the file at `path`; a note is only a courtesy, so it never fails.

    since: as those who wait will read it; when not given, the moment of the note.
    """
    note = _note(path)
    try:
        _write(note, doing, since)
    except OSError:  # no room for it: half a note is none
        with suppress(OSError):
            note.unlink(missing_ok=True)
    try:
        yield
    finally:
        holder = _told(path)
        if holder is not None and holder.pid == os.getpid():  # the next writer may have left its own by now
            with suppress(OSError):
                note.unlink(missing_ok=True)


def _write(note: Path, doing: str, since: str) -> None:
    if note.exists() and not note.is_file():  # a pipe would be waited for without end
        return
    told = {"pid": os.getpid(), "host": socket.gethostname(), "doing": doing, "since": since}
    descriptor = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(told, stream)


def current_holder(path: Path) -> Holder | None:
    """Return who holds the lock of the file at `path`, or None when unknown (a note left by a killed process does not count)."""
    holder = _told(path)
    if holder is None:
        return None
    return holder if holder.host != socket.gethostname() or process_lives(holder.pid) else None


def forget_the_dead(path: Path) -> None:
    """Take away the note of a process that ended without doing so itself."""
    if _note(path).exists() and current_holder(path) is None:
        with suppress(OSError):
            _note(path).unlink(missing_ok=True)


def _told(path: Path) -> Holder | None:
    if not _note(path).is_file():
        return None
    try:
        told = json.loads(_note(path).read_text(encoding="utf-8"))
        doing = str(told.get("doing", "")) or "asn"  # a version before this one did not tell
        written = datetime.fromtimestamp(_note(path).stat().st_mtime).astimezone()
        since = str(told.get("since", "")) or written.isoformat(" ", "seconds")
        return Holder(int(told["pid"]), str(told["host"]), doing, since)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def process_lives(pid: int) -> bool:
    """Return whether a process of this machine is alive."""
    if os.name == "nt":  # signal 0 would end the process there
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
