"""What names of files say, asked without opening any: every report does, and reading workbooks is loaded by none."""

import os
from pathlib import Path


def name_of(path: Path) -> str:
    """Return a name of a file as text; bytes that are no UTF-8, as old programs leave them, are shown in hexadecimal."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def is_rejects(name: str) -> bool:
    """Return whether a file is a copy of rejected rows, FILE.ditolak.xlsx or FILE.ditolak.2.xlsx: a part of another list."""
    return ".ditolak." in name
