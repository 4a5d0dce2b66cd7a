"""One lock per workspace, so that two batch runs never mix; it names who holds it."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from asnkarier.errors import StoreError, StoreLocked
from asnkarier.language import message
from asnkarier.model.messages import N_


def job_lock_path(store: Path) -> Path:
    """Return where the lock of the workspace with this store lies."""
    return store.with_name("run.lock")


@contextmanager
def job_lock(path: Path, job: str, now: datetime, wait: float) -> Iterator[None]:
    """Hold the lock file at `path`, since `now` as those who wait will read it; StoreLocked names the holder when it is not free within `wait` seconds.

    StoreError: the lock file cannot be made.
    """
    holder = path.with_suffix(".holder")
    lock = FileLock(path, timeout=wait, mode=0o600)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StoreLocked(
            N_("another run of asn is at work: {holder}"),
            N_("wait for it, or raise --wait; the lock goes by itself when that process ends"),
            facts={"holder": _read(holder)},
        ) from error
    except OSError as error:
        raise StoreError(
            N_("the lock {file} cannot be made: {reason}"),
            N_("check who owns the file and its folder"),
            facts={"file": path, "reason": error.strerror or type(error).__name__},
        ) from error
    try:
        since = now.isoformat(" ", "seconds")
        with suppress(
            OSError
        ):  # a courtesy: without room for it the run goes on, and says itself what it lacks
            _write(holder, {"pid": os.getpid(), "host": socket.gethostname(), "job": job, "since": since})
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def lock_holder(path: Path) -> str | None:
    """Return who holds the lock file at `path`, None when nobody does."""
    if not path.exists():
        return None
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return _read(path.with_suffix(".holder"))
    lock.release()
    return None


def _read(holder: Path) -> str:
    try:
        facts = json.loads(holder.read_text(encoding="utf-8"))
        return message(N_("job {job}, process {pid} on {host} since {since}"), **facts)
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


def _write(holder: Path, facts: dict[str, object]) -> None:
    descriptor = os.open(holder, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(facts, file)
