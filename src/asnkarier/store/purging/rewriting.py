"""The rewriting that a purge owes the file: a mark in the store from the transaction that takes the rows until their bytes are overwritten."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from asnkarier.store.opening.files import older_copies
from asnkarier.store.opening.transactions import Connection, write_anew, writing

_MARK: Final = "rewriting_owed"


def owe(connection: sqlite3.Connection) -> None:
    """Note that the file must be written anew, in the transaction that is open."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (_MARK,))


def owes(connection: sqlite3.Connection) -> bool:
    """Return whether bytes of people who were purged may still be in the file, or in an older copy of it."""
    return connection.execute("SELECT 1 FROM meta WHERE key = ?", (_MARK,)).fetchone() is not None


def pay(connection: Connection, path: Path) -> bool:
    """Delete the older copies, write the file anew, and only then take the mark away; return whether all of it came about."""
    try:
        for copy in older_copies(path):
            copy.unlink(missing_ok=True)
    except OSError:
        return False
    if not write_anew(connection, path):
        return False
    with writing(connection, path):
        connection.execute("DELETE FROM meta WHERE key = ?", (_MARK,))
    return True
