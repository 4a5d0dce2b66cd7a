"""Where the agencies of a rollup are counted: one after the other, on the cores of this machine, or by the workers of a Dask cluster."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, TypeVar

from asnkarier.errors import OutputError, UsageError
from asnkarier.model.messages import N_
from asnkarier.reports.extras import MISSING

Word = TypeVar("Word")
Answer = TypeVar("Answer")
_UNREACHABLE: Final = N_("--scheduler {address}: no Dask scheduler answers there")
_START: Final = N_("start one with dask scheduler and workers with dask worker, or leave the option out")
_NO_WORKERS: Final = N_("--scheduler {address}: no worker has joined it within {seconds} seconds")
_ADD_WORKERS: Final = N_("start workers with: dask worker {address}")
_STRANGE: Final = N_("--scheduler {address}: its workers cannot do the work ({detail})")
_SAME: Final = N_(
    "install the same version of asnkarier on every worker, and let each see the folders under the same path"
)
_KILLED: Final = N_("A process of the rollup was ended by the system, most likely for want of memory.")
_FEWER: Final = N_("let fewer work at a time with --jobs")
_PATIENCE: Final = 10  # seconds that a scheduler, and its first worker, may take to answer


def cores() -> int:
    """Return how many processes can work at a time here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(
    task: Callable[[Word], Answer], words: Sequence[Word], *, jobs: int | None, scheduler: str | None
) -> Iterator[Answer]:
    """Yield the answer to every word in the order in which they come: what is made of them may not depend on it.

    jobs: processes at a time (None: as many as there are cores). UsageError: the scheduler does not answer or cannot do it.
    """
    if scheduler is not None:
        yield from _on_cluster(task, words, scheduler)
        return
    many = min(cores() if jobs is None else jobs, len(words))
    if many <= 1:
        yield from map(task, words)
        return
    try:
        with ProcessPoolExecutor(many) as pool:
            pending = [pool.submit(task, word) for word in words]
            for one in as_completed(pending):
                yield one.result()
    except BrokenProcessPool as error:
        raise OutputError(_KILLED, _FEWER) from error


def _on_cluster(task: Callable[[Word], Answer], words: Sequence[Word], address: str) -> Iterator[Answer]:
    """Yield what the workers answer; Dask is loaded only here."""
    if find_spec("distributed") is None:
        raise OutputError(MISSING, facts={"extra": "cluster"})
    client = _client(address)
    try:
        pending = client.map(task, words, pure=False)
        for one in import_module("distributed").as_completed(pending, loop=client.loop):
            yield _result(one, address)
    finally:
        client.close()


def _result(future: Any, address: str) -> Any:
    killed = import_module("distributed").KilledWorker
    try:
        return future.result()
    except (killed, ImportError, OSError) as error:
        facts = {"address": address, "detail": type(error).__name__}
        raise UsageError(_STRANGE, _SAME, facts=facts) from error


def _client(address: str) -> Any:
    facts: dict[str, object] = {"address": address, "seconds": _PATIENCE}
    try:
        client = import_module("distributed").Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise UsageError(_UNREACHABLE, _START, facts=facts) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        client.close()
        raise UsageError(_NO_WORKERS, _ADD_WORKERS, facts=facts) from error
    return client
