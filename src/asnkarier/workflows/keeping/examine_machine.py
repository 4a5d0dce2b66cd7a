"""What `asn` runs on: versions, encoding, time zone, disk."""

import locale
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier import __version__
from asnkarier.language import _, message
from asnkarier.model.messages import N_
from asnkarier.reports.books.doctor import Check

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_OLDEST_SQLITE: Final = (3, 37)  # STRICT tables
_ROOM: Final = 200_000_000  # bytes that should be free beside three times the store
_NETWORK: Final = frozenset({"9p", "cifs", "nfs", "nfs4", "smb3", "smbfs", "fuse.sshfs"})


def examine_versions() -> Iterator[Check]:
    """Look at the versions of the program, Python, SQLite and the libraries."""
    from asnkarier.store.verification import sqlite_version

    yield Check("asn", "ok", __version__)
    yield Check("python", "ok", f"{platform.python_version()} ({platform.system()} {platform.machine()})")
    sqlite = ".".join(map(str, sqlite_version()))
    if sqlite_version() < _OLDEST_SQLITE:
        oldest = ".".join(map(str, _OLDEST_SQLITE))
        yield Check(
            "sqlite",
            "fault",
            sqlite,
            message(N_("install Python with SQLite {oldest} or newer"), oldest=oldest),
        )
    else:
        yield Check("sqlite", "ok", sqlite)
    found = {name: _version(name) for name in _libraries()}
    detail = ", ".join(f"{name} {number or '—'}" for name, number in found.items())
    if not found:
        yield Check("libraries", "ok", _(N_("asnkarier runs from its sources, not as an installed package")))
    elif all(found.values()):
        yield Check("libraries", "ok", detail)
    else:
        yield Check(
            "libraries", "fault", detail, _(N_("install asnkarier again: a library that it needs is missing"))
        )


def _libraries() -> list[str]:
    """Return what the installed package says it needs everywhere; nothing when it is not installed."""
    try:
        needed = requires("asnkarier") or []
    except PackageNotFoundError:
        return []
    return sorted(re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in needed if ";" not in line)


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def examine_surroundings(workspace: "Workspace | None", now: datetime, terminal: str) -> Iterator[Check]:
    """Look at the encoding of the terminal (its name is `terminal`) and at the time zone."""
    region = ".".join(part for part in locale.getlocale() if part) or "—"
    detail = message(N_("terminal {terminal}, locale {region}"), terminal=terminal or "—", region=region)
    if terminal.lower().replace("-", "") == "utf8":
        yield Check("encoding", "ok", detail)
    else:
        remedy = N_(
            "set PYTHONUTF8=1, or write to files with --output, or names may not be shown as they are"
        )
        yield Check("encoding", "warning", detail, _(remedy))
    here = now.astimezone()
    if workspace is not None:
        zone = workspace.settings.timezone
        told = message(N_("{zone}; this machine: {here}"), zone=zone, here=here.strftime("%Z (UTC%z)"))
        yield Check("timezone", "ok", told)


def examine_disk(folders: dict[str, Path], store: Path) -> Iterator[Check]:
    """Look at the room on the disks of `folders` (by what they are for), and whether the store's can be shared safely."""
    size = store.stat().st_size if store.is_file() else 0
    for purpose, folder in folders.items():
        there = next(place for place in (folder, *folder.parents) if place.exists())
        free = shutil.disk_usage(there).free
        detail = message(N_("{free} MB free for {folder}"), free=free // 1_000_000, folder=folder)
        if free < _ROOM + 3 * size:
            yield Check(f"disk.{purpose}", "warning", detail, _(N_("make room before the next import")))
        else:
            yield Check(f"disk.{purpose}", "ok", detail)
    kind = _kind_of_disk(store)
    if kind in _NETWORK:
        yield Check(
            "disk.kind",
            "warning",
            message(N_("the store lies on a network disk ({kind})"), kind=kind),
            _(N_("move the store to a disk of this machine: over the network its locks cannot be relied on")),
        )


def _kind_of_disk(path: Path) -> str:
    """Return the type of the file system that holds `path`; empty where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return ""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    points = [(parts[1].replace("\\040", " "), parts[2]) for parts in map(str.split, lines) if len(parts) > 2]  # noqa: PLR2004
    resolved = path.resolve()
    holding = [(len(point), kind) for point, kind in points if resolved.is_relative_to(point)]
    return max(holding, default=(0, ""))[1]
