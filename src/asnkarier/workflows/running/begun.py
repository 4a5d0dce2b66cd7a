"""Which runs began and did not come to their end: one that was killed leaves no record of itself."""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path


def _path(store: Path) -> Path:
    return store.with_name("run.begun")


def note_begun(store: Path, job: str, started: datetime) -> None:
    """Note that a run of `job` began, until `note_ended`; under the lock of the workspace. A courtesy: where it cannot be written the run goes on."""
    _write(store, {**begun(store), job: started.isoformat(timespec="seconds")})


def note_ended(store: Path, job: str) -> None:
    """Take the note away: the run is recorded, however it went."""
    left = {name: since for name, since in begun(store).items() if name != job}
    if left:
        _write(store, left)
        return
    with suppress(OSError):
        _path(store).unlink(missing_ok=True)


def begun(store: Path) -> dict[str, str]:
    """Return by job when the run began of which no end is known; a run that is still at work is one of them."""
    try:
        told = json.loads(_path(store).read_text(encoding="utf-8"))
        return {str(job): datetime.fromisoformat(since).isoformat() for job, since in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(store: Path, told: dict[str, str]) -> None:
    path = _path(store)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump(told, stream)
        fresh.replace(path)
