"""Names for files and folders in the making that no killed process leaves for good.

Whoever makes one keeps a lock on it while it lives; the system lets go of the lock even after kill -9. What can be locked
by somebody else is therefore left over, and goes when the next one is made.
"""

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_MODE: Final = 0o600
_CREATE: Final = (
    os.O_CREAT | os.O_EXCL | os.O_RDWR
    | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
)  # fmt: skip
_SCRATCH: Final = "asnkarier"


def new_file(folder: Path, stem: str) -> tuple[int, Path]:
    """Create `.stem.RANDOM.tmp` (0600) in `folder` and return it open and locked; those left over go first. OSError."""
    for other in folder.glob(f".{_literal(stem)}.*.tmp"):
        if is_left_over(other):
            other.unlink(missing_ok=True)
    while True:
        path = folder / f".{stem}.{secrets.token_hex(6)}.tmp"
        descriptor = os.open(path, _CREATE, _MODE)
        if _claim(descriptor) and _is_at(descriptor, path):
            return descriptor, path
        os.close(descriptor)  # somebody took it for a left-over before it was locked


@contextlib.contextmanager
def scratch_folder(root: Path | None = None) -> Iterator[str]:
    """Give a folder (0700) for temporary files that goes at the end; those left over go first. OSError.

    root: the folder in which it is made (None: the system's own for such files).
    """
    root = root or Path(tempfile.gettempdir())
    for lock in root.glob(f".{_SCRATCH}.*.tmp"):
        if is_left_over(lock):
            shutil.rmtree(lock.with_suffix(""), ignore_errors=True)
    descriptor, lock = new_file(root, _SCRATCH)
    folder = lock.with_suffix("")
    try:
        folder.mkdir(mode=0o700)
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        try:
            _gone(lock)
        finally:
            os.close(descriptor)


def _gone(path: Path) -> None:
    """Take a file away; a disk that fails once is asked once more, since nobody may come by here again."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        path.unlink(missing_ok=True)


def is_left_over(path: Path) -> bool:
    """Return whether nobody keeps `path` any more; False where that cannot be told."""
    if sys.platform == "win32":
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return os.fstat(descriptor).st_uid == os.getuid() and _claim(descriptor)
    finally:
        os.close(descriptor)


def _claim(descriptor: int) -> bool:
    """Lock an open file for this process; False when another one has it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: nothing is ever swept there
        return True
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _literal(stem: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in stem)
