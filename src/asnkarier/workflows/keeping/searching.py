"""Which files of a folder hold somebody's NIP, and of which that cannot be told."""

import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LARGEST: Final = 200_000_000  # bytes of a file that is searched
# What files begin with whose texts are packed in ways of their own: PDF, Parquet.
_PACKED: Final = (b"%PDF", b"PAR1")
_UNREADABLE: Final = (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError)


@dataclass(frozen=True, slots=True)
class Searched:
    """Files by their path in the folder. naming: they hold one of the NIPs. closed: they may."""

    naming: tuple[str, ...]
    closed: tuple[str, ...]


def search(root: Path, store: Path, nips: Collection[str]) -> Searched:
    """Look for NIPs in plain texts and workbooks below `root`; the store's own files are left out. Without a NIP nothing is looked at."""
    wanted = [one.encode() for one in nips]
    files = (one for one in sorted(root.rglob("*")) if one.is_file() and not one.is_symlink())
    others = (one for one in files if not (one.parent == store.parent and one.name.startswith(store.name)))
    found = [(str(one.relative_to(root)), _holds_one(one, wanted)) for one in others] if wanted else []
    return Searched(
        tuple(name for name, holds in found if holds), tuple(name for name, holds in found if holds is None)
    )


def _holds_one(file: Path, wanted: Sequence[bytes]) -> bool | None:
    """Return whether a file holds a NIP; None: that cannot be told."""
    try:
        if file.stat().st_size > _LARGEST:
            return None
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as parts:
                return any(_holds(parts.read(part), wanted) for part in parts.namelist())
        data = file.read_bytes()
    except _UNREADABLE:
        return None
    return _holds(data, wanted) or (None if data.startswith(_PACKED) else False)


def _holds(data: bytes, wanted: Sequence[bytes]) -> bool:
    return any(one in data for one in wanted)
