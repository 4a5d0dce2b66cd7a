"""Keeps a solver's own words off the standard output, which holds data and nothing else."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_C_LIBRARY = "ucrtbase" if sys.platform == "win32" else None


@contextmanager
def no_chatter() -> Iterator[None]:
    """Send file descriptor 1 to nowhere while a C library runs.

    HiGHS prints a line from its C++ code whatever its output option says (ERGO-Code/HiGHS, seen through scipy 1.17),
    which would end up in the middle of a JSON document. C buffers its output, so it is flushed on both sides.
    """
    try:
        kept = os.dup(1)
    except OSError:  # there is no standard output to protect
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        _flush()
        os.dup2(nowhere, 1)
        yield
    finally:
        _flush()
        os.dup2(kept, 1)
        os.close(nowhere)
        os.close(kept)


def _flush() -> None:
    if sys.stdout is not None and not sys.stdout.closed:
        sys.stdout.flush()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(_C_LIBRARY).fflush(None)
