"""The folder into which files are dropped: what is still being written is left, what is done is put away once it is stored.

`diproses/` holds what went in, `ditolak/` what was refused and the rows that were set aside. A name there carries a part of the digest of
the bytes, so that a list of the same name next month replaces nothing, and the same bytes once more make no second copy.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from asnkarier.sheets.names import is_rejects, name_of
from asnkarier.workflows.importing.import_files import digest_of
from asnkarier.workflows.importing.summary import FileOutcome

DONE: Final = "diproses"
REFUSED: Final = "ditolak"
_UNREADABLE: Final = "BERKAS-BACA"
_DIGITS: Final = 12
_LONGEST_STEM: Final = 180  # bytes; names end at 255
Pause = Callable[[float], None]
_Look = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Dropped:
    """The files of the folder: those that lie still, as they were then, and those that are still being written."""

    still: Mapping[Path, _Look | None] = field(default_factory=dict)
    growing: Sequence[Path] = ()


def look_twice(files: Iterable[Path], seconds: float, now: datetime, pause: Pause) -> Dropped:
    """Return which files lie still: none of the last `seconds` before `now`, or the same after `seconds` more.

    A day in the future, as after a clock that was set back, is no reason to trust a file. pause: waits so many seconds.
    """
    first = {path: _look(path) for path in files}
    old = now.timestamp() - seconds
    fresh = [path for path, seen in first.items() if seen is not None and max(seen[2:]) / 1e9 > old]
    if fresh and seconds > 0:
        pause(seconds)
    growing = [path for path in fresh if _look(path) != first[path]]
    growing += [path for path in first if path not in growing and _is_held(path)]
    return Dropped({path: seen for path, seen in first.items() if path not in growing}, growing)


def _look(path: Path) -> _Look | None:
    """Return what changes while somebody writes a file; None when it cannot be asked."""
    try:
        found = path.stat()
    except OSError:
        return None
    # The time of the last change of any kind shows what keeps the day of the original while it is copied.
    changed = 0 if sys.platform == "win32" else found.st_ctime_ns
    return found.st_ino, found.st_size, found.st_mtime_ns, changed


def _is_held(path: Path) -> bool:
    """Return whether another program has the file open: on Windows a file is given its full size before it is copied."""
    if sys.platform != "win32":
        return False
    try:
        path.rename(path)
    except OSError:
        return True
    return False


@dataclass(frozen=True, slots=True)
class PutAway:
    """Name of a file -> where it is now, relative to the folder; how many could not be put away, and why."""

    moved: Mapping[str, str] = field(default_factory=dict)
    stuck: int = 0
    reason: str = ""


def put_away(folder: Path, dropped: Dropped, outcomes: Iterable[FileOutcome]) -> PutAway:
    """Move every file that was read to `diproses` or `ditolak`; one that has changed since stays for the next time, and so does a link."""
    told: dict[str, list[FileOutcome]] = {}
    for one in outcomes:
        told.setdefault(one.file, []).append(one)
    moved, stuck, reason = {}, 0, ""
    for path, seen in dropped.still.items():
        found = told.get(name_of(path), [])
        where = _place(found)
        if not where or path.is_symlink() or _look(path) != seen:
            continue
        try:
            # The list itself goes last: where a run is killed in between, the next one finds the rest by it.
            for rejects in _set_aside(path):
                _move(folder, rejects, REFUSED)
            moved[name_of(path)] = _move(folder, path, where)
        except OSError as error:
            stuck, reason = stuck + 1, error.strerror or type(error).__name__
    return PutAway(moved, stuck, reason)


def _place(outcomes: Sequence[FileOutcome]) -> str:
    """Return where a file belongs; nowhere yet when it could not be read, or changed while it was."""
    if not outcomes or any(one.code == _UNREADABLE for outcome in outcomes for one in outcome.problems):
        return ""
    return DONE if any(one.kind is not None and not one.strict for one in outcomes) else REFUSED


def _set_aside(path: Path) -> list[Path]:
    """Return the workbooks of rows of this file that were set aside, be it by a run that was killed."""
    beside = (one for one in path.parent.iterdir() if one.name.startswith(f"{path.stem}.ditolak."))
    return sorted(one for one in beside if is_rejects(one.name) and one.is_file() and one != path)


def _move(folder: Path, path: Path, where: str) -> str:
    """Move a file and return where it is, relative to the folder. OSError: it cannot be moved."""
    sha256 = digest_of(path)
    room = folder / where
    if not room.is_dir():
        room.mkdir(mode=folder.stat().st_mode & 0o777, exist_ok=True)
    target = _free(room, path, sha256)
    path.replace(target)
    return f"{where}/{name_of(target)}"


def _free(room: Path, path: Path, sha256: str) -> Path:
    """Return a place that holds nothing, or these very bytes."""
    stem, _, rest = path.name.partition(".ditolak.") if is_rejects(path.name) else (path.stem, "", "")
    ending = f".ditolak.{rest}" if rest else path.suffix
    short = os.fsdecode(os.fsencode(stem)[:_LONGEST_STEM])
    number = 1
    while True:
        again = f".{number}" if number > 1 else ""
        target = room / f"{short}.{sha256[:_DIGITS]}{again}{ending}"
        if not target.exists() or digest_of(target) == sha256:
            return target
        number += 1
