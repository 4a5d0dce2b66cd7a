"""The store's files on disk: private from the first moment, for they hold personal data."""

import glob
import os
from pathlib import Path
from urllib.parse import quote


def create_private(path: Path) -> None:
    """Create `path` (0600) in its folder (0700) unless they exist; SQLite gives its side files the same mode."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def read_only_uri(path: Path) -> str:
    """Return the SQLite address that opens `path` without the right to change it."""
    return f"file:{quote(str(path))}?mode=ro"


def read_write_uri(path: Path) -> str:
    """Return the SQLite address that opens the existing file at `path` for writing."""
    return f"file:{quote(str(path))}?mode=rw"


def replace_private(path: Path, data: bytes) -> None:
    """Put a file (0600) with `data` in the place of `path`, whole or not at all.

    The file in the making has one fixed name, so that what a killed process leaves is overwritten, not collected.
    """
    making = path.with_name(path.name + ".new")
    making.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        making.replace(path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise


def files_of(path: Path) -> list[Path]:
    """Return the store's file at `path` and those that lie beside it: log, sum, note, backup copies."""
    return sorted(file for file in path.parent.glob(f"{glob.escape(path.name)}*") if file.is_file())


def no_file_among(path: Path) -> Path | None:
    """Return what stands in the place of the store at `path`, or of a file beside it, and is no ordinary file.

    A pipe there would be waited for without end, and SQLite does not heed a signal meanwhile.
    """
    for side in ("", "-journal", "-wal", "-shm", "-sum", "-holder"):
        file = path.with_name(path.name + side)
        if file.exists() and not file.is_file():
            return file
    return None


def older_copies(path: Path) -> list[Path]:
    """Return the copies of the store at `path` that were made before it was brought up to date."""
    return sorted(path.parent.glob(f"{glob.escape(path.name)}.schema*.bak"))
