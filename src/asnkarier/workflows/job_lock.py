"""One lock per workspace, so that two batch runs never mix; it names who holds it."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from asnkarier.errors import StoreLocked
from asnkarier.model.messages import N_


@contextmanager
def job_lock(path: Path, job: str, now: datetime, wait: float) -> Iterator[None]:
    """Hold the lock file at `path`; StoreLocked names the holder when it is not free within `wait` seconds."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    holder = path.with_suffix(".holder")
    lock = FileLock(path, timeout=wait, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreLocked(
            N_("another run of asn is at work: {holder}"),
            N_("wait for it, or raise --wait; the lock goes by itself when that process ends"),
            facts={"holder": _read(holder)},
        ) from error
    try:
        _write(
            holder, {"pid": os.getpid(), "host": socket.gethostname(), "job": job, "since": now.isoformat()}
        )
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _read(holder: Path) -> str:
    try:
        facts = json.loads(holder.read_text(encoding="utf-8"))
        return "job {job}, process {pid} on {host} since {since}".format(**facts)
    except (OSError, ValueError, KeyError):
        return "?"


def _write(holder: Path, facts: dict[str, object]) -> None:
    descriptor = os.open(holder, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(facts, file)
