"""Waiting for other processes in Python: SQLite's own waiting would not hear Ctrl-C or SIGTERM."""

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRIMARY_CODE = 0xFF  # extended result codes keep the primary one in their lowest byte
_FIRST_PAUSE, _LONGEST_PAUSE = 0.002, 0.03  # seconds


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's result code, 0 when Python itself found the error."""
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE


def is_busy(error: sqlite3.Error) -> bool:
    """Return True when another process holds what was asked for."""
    return primary_code(error) in _BUSY


def patiently(attempt: Callable[[], Result], wait: float) -> Result:
    """Return what `attempt` returns, tried again while the store is busy, for `wait` seconds at most."""
    deadline = time.monotonic() + wait
    pause = _FIRST_PAUSE
    while True:
        try:
            return attempt()
        except sqlite3.OperationalError as error:
            left = deadline - time.monotonic()
            if not is_busy(error) or left <= 0:
                raise
        time.sleep(min(pause, left))
        pause = min(pause * 1.5, _LONGEST_PAUSE)
