"""What SQLite reports, as sentences that a person can act on."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from asnkarier.errors import StoreError, StoreLocked
from asnkarier.model.messages import N_
from asnkarier.store.opening.holder import current_holder
from asnkarier.store.opening.waiting import is_busy, primary_code

_RESTORE = N_("Keep the damaged file, put back a backup copy, and import the newer files again.")
_SENTENCES = {
    sqlite3.SQLITE_CORRUPT: (N_("The store {path} is damaged."), _RESTORE),
    sqlite3.SQLITE_NOTADB: (N_("{path} is damaged or not a store of asnkarier."), _RESTORE),
    sqlite3.SQLITE_FULL: (
        N_("There is no room left on the disk for the store {path}; nothing was stored."),
        N_("Free some space and repeat the command."),
    ),
    sqlite3.SQLITE_IOERR: (
        N_("The disk fails for the store {path} ({detail}); what was being stored was left out whole."),
        N_("Check the disk and its free space, then repeat the command."),
    ),
    sqlite3.SQLITE_READONLY: (
        N_("The store {path} may not be written."),
        N_("Check who owns the file and its folder."),
    ),
    sqlite3.SQLITE_CANTOPEN: (
        N_("The store {path} cannot be opened."),
        N_("Check who owns the file and its folder."),
    ),
    sqlite3.SQLITE_CONSTRAINT: (
        N_("The store {path} refused a row that breaks its rules ({detail}); nothing was stored."),
        "",
    ),
}
_OTHERWISE = (N_("The store {path} cannot be read or written: {detail}"), "")
_LEAST_ROOM = 65_536  # bytes: a log and its index need more
_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def store_failure(error: sqlite3.Error, path: Path) -> StoreError:
    """Return the StoreError that says what `error` means for the person in front of the store at `path`."""
    if is_busy(error):
        return _busy(path)
    code = primary_code(error)
    if not code:  # found by Python, as a text that is no UTF-8: its own words would show what the text holds
        code, error = sqlite3.SQLITE_CORRUPT, sqlite3.DatabaseError()
    if code == sqlite3.SQLITE_IOERR and _is_full(path):  # what several processes share found no room
        code = sqlite3.SQLITE_FULL
    reason, hint = _SENTENCES.get(code, _OTHERWISE)
    return StoreError(reason, hint, facts={"path": str(path), "detail": str(error)})


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


def _busy(path: Path) -> StoreLocked:
    hint = N_("Wait until it has finished, or wait longer with --wait.")
    holder = current_holder(path)
    if holder is None:
        return StoreLocked(
            N_("The store {path} is busy: another process is writing."), hint, facts={"path": str(path)}
        )
    return StoreLocked(
        N_("The store {path} is busy: {doing}, process {pid} on {host}, is writing since {since}."),
        hint,
        facts={"path": str(path), **asdict(holder)},
    )


@contextmanager
def clear_failures(path: Path) -> Iterator[None]:
    """Turn what goes wrong inside into StoreError; errors of our own making (ProgrammingError) stay bugs."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise store_failure(error, path) from error
    except OSError as error:
        reason, hint = _SENTENCES[sqlite3.SQLITE_FULL] if error.errno in _NO_ROOM else _OTHERWISE
        raise StoreError(reason, hint, facts={"path": str(path), "detail": str(error)}) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            N_("A text holds characters that cannot be stored ({detail}); nothing was stored."),
            facts={"detail": str(error)},
        ) from error
