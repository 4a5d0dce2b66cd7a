"""One lock per workspace, so that two batch runs never mix; it names who holds it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from asnkarier.errors import StoreError, StoreLocked
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.store.opening.holder import current_holder, holding


def job_lock_path(store: Path) -> Path:
    """Return where the lock of the workspace with this store lies."""
    return store.with_name("run.lock")


@contextmanager
def job_lock(path: Path, job: str, now: datetime, wait: float) -> Iterator[None]:
    """Hold the lock file at `path`, since `now` as those who wait will read it; StoreLocked names the holder when it is not free within `wait` seconds.

    StoreError: the lock file cannot be made.
    """
    lock = FileLock(path, timeout=wait, mode=0o600)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise StoreLocked(
            N_("another run of asn is at work: {holder}"),
            N_("wait for it, or raise --wait; the lock goes by itself when that process ends"),
            facts={"holder": _holder(path)},
        ) from error
    except OSError as error:
        raise StoreError(
            N_("the lock {file} cannot be made: {reason}"),
            N_("check who owns the file and its folder"),
            facts={"file": path, "reason": error.strerror or type(error).__name__},
        ) from error
    try:
        with holding(path, job, now.isoformat(" ", "seconds")):
            yield
    finally:
        lock.release()


def lock_holder(path: Path) -> str | None:
    """Return who holds the lock file at `path`, None when nobody does."""
    if not path.exists():
        return None
    lock = FileLock(path, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return _holder(path)
    lock.release()
    return None


def _holder(path: Path) -> str:
    holder = current_holder(path)
    if holder is None:
        return "?"
    told = N_("job {job}, process {pid} on {host} since {since}")
    return message(told, job=holder.doing, pid=holder.pid, host=holder.host, since=holder.since)
