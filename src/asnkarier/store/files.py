"""The store's files on disk: private from the first moment, for they hold personal data."""

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
