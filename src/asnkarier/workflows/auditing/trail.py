"""What commands told of people: a line each in `audit.log` beside the store, chained like batches, with nobody's name.

`audit.end` says how long the log was after its last line, and the digest of that line, so that lines cut off the end are noticed.
The store itself is not written for it: a report would then need the right to write, and each would cost a sum of all pages.
"""

import hashlib
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from asnkarier import __version__

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.book import Book

START: Final = "0" * 64
_MODE: Final = 0o600
_NIP: Final = re.compile(r"(?<!\d)\d{18}(?!\d)")
_TAIL: Final = 65_536

Written = tuple[Path, str]  # a file and its sha256


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail. sound: it follows the line before it; place: from 1; told: what it says, empty where it cannot be read."""

    place: int
    told: dict[str, Any]
    sound: bool


def trail_path(workspace: "Workspace") -> Path:
    """Return where the trail lies."""
    return workspace.store_path.with_name("audit.log")


def people_in(book: "Book") -> int:
    """Return of how many people the tables of a report speak, by their NIP or pseudonym."""
    found: set[str] = set()
    for one in book.data():
        if any(column.key == "nip" for column in one.columns):
            values: Any = one.rows["nip"]
            several = (
                values.unique() if hasattr(values, "unique") else values
            )  # a column of a frame, or of plain rows
            found.update(value for value in several if isinstance(value, str))
    return len(found)


def told_of(
    workspace: "Workspace",
    command: str,
    people: int | None,
    written: Sequence[Written],
    narrowed: Sequence[str],
    *,
    hidden: bool,
) -> dict[str, Any]:
    """Return what a line says: the command, which options narrowed it (not what they said), how many people, which files came of it.

    people: None where that was not counted. hidden: people are told by pseudonyms. A NIP in the name of a file is left out.
    """
    return {
        "command": command,
        "as_of": workspace.as_of.isoformat(),
        "known_at": workspace.known_at,
        "people": people,
        "pseudonyms": hidden,
        "narrowed_by": sorted(narrowed),
        "outputs": [
            {"file": _NIP.sub("…", _named(workspace, path)), "sha256": digest} for path, digest in written
        ],
        "asn": __version__,
    }


def keep(workspace: "Workspace", told: dict[str, Any], at: datetime, by: str) -> None:
    """Add a line. Who may not write beside the store, or has no store, leaves none: a report needs no right to write."""
    if not workspace.store_path.is_file():
        return
    with suppress(OSError), _opened(trail_path(workspace)) as stream:
        last, ended = _last(stream)
        # A mark before the first line, so that lines without one are lines whose mark is gone.
        if not last and _end(workspace) is None:
            _mark(workspace, 0, START)
        whole = _reaches(stream, _end(workspace))
        line = {
            "at": at.isoformat(timespec="seconds"),
            "by": by,
            **told,
            "before": _digest(last) if last else START,
        }
        text = json.dumps(line, ensure_ascii=False, sort_keys=True).encode(errors="replace")
        os.write(stream, (b"" if ended else b"\n") + text + b"\n")
        if whole:  # else the mark stays, so that what is missing is still noticed
            _mark(workspace, os.lseek(stream, 0, os.SEEK_END), _digest(text))


def nothing_cut(workspace: "Workspace") -> bool:
    """Return whether the trail still holds the line that was its last; True where none was ever written. OSError: it cannot be read."""
    end = _end(workspace)
    if not trail_path(workspace).exists():
        return end is None
    with trail_path(workspace).open("rb") as file:
        return _reaches(file.fileno(), end)


def read_trail(workspace: "Workspace") -> Iterator[Line]:
    """Yield the lines in order; a line that is not what was written is told by not being sound. OSError: they cannot be read."""
    path = trail_path(workspace)
    if not path.exists():
        return
    before = START
    for place, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            told = json.loads(line)
        except ValueError:
            told = {}
        told = told if isinstance(told, dict) else {}
        yield Line(place, told, told.get("before") == before)
        before = _digest(line)


def _end(workspace: "Workspace") -> tuple[int, str] | None:
    """Return the marked length and digest, None where there is no mark; a mark that says nothing is kept by no trail."""
    try:
        size, digest = _end_path(workspace).read_text(encoding="ascii").split()
        return int(size), digest
    except FileNotFoundError:
        return None
    except ValueError:
        return -1, ""


def _end_path(workspace: "Workspace") -> Path:
    return trail_path(workspace).with_name("audit.end")


def _mark(workspace: "Workspace", size: int, digest: str) -> None:
    path = _end_path(workspace)
    new = path.with_name(f"audit.end.{os.getpid()}.{threading.get_ident()}")
    stream = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), _MODE)
    try:
        os.write(stream, f"{size} {digest}\n".encode())
    finally:
        os.close(stream)
    new.replace(path)


def _reaches(stream: int, end: tuple[int, str] | None) -> bool:
    """Return whether the log is as long as was marked, with the line there that was the last; without a mark, whether it is empty."""
    length = os.lseek(stream, 0, os.SEEK_END)
    if end is None:
        return length == 0
    size, digest = end
    if size == 0:
        return digest == START
    if not 0 < size <= length:
        return False
    last, ended = _last(stream, size)
    return ended and _digest(last) == digest


def _named(workspace: "Workspace", path: Path) -> str:
    full = path.absolute()
    return full.relative_to(workspace.root).as_posix() if full.is_relative_to(workspace.root) else str(full)


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open the trail to be added to, for this process alone while it does; OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    stream = os.open(path, flags, _MODE)
    try:
        if sys.platform != "win32":
            import fcntl

            with suppress(OSError):  # a file system without locks
                fcntl.flock(stream, fcntl.LOCK_EX)
        yield stream
    finally:
        os.close(stream)


def _last(stream: int, size: int | None = None) -> tuple[bytes, bool]:
    """Return the last line, and whether it was written to its end. size: of the log as far as it counts, None: all of it."""
    size = os.lseek(stream, 0, os.SEEK_END) if size is None else size
    room = _TAIL
    while True:
        start = max(0, size - room)
        os.lseek(stream, start, os.SEEK_SET)
        data = _read(stream, size - start)
        lines = data.splitlines()
        if start == 0 or len(lines) > 1:
            return (lines[-1] if lines else b""), not data or data.endswith(b"\n")
        room *= 16


def _read(stream: int, count: int) -> bytes:
    parts: list[bytes] = []
    while count > 0 and (part := os.read(stream, count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


Keep = Callable[["Book", Sequence[Written]], None]
