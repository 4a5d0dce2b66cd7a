"""The store's transactions: one instant to read from; all or nothing to write, on nothing but a sound file."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias

from asnkarier.errors import StoreError
from asnkarier.model.messages import N_
from asnkarier.store.opening.failures import clear_failures
from asnkarier.store.opening.holder import holding
from asnkarier.store.opening.waiting import patiently
from asnkarier.store.trust.image import (
    Image,
    count_state,
    image,
    larger_than_the_file,
    library_version,
    state_number,
)
from asnkarier.store.trust.sumfile import (
    Entries,
    Entry,
    Verdict,
    announce,
    confirm,
    judge,
    read_entries,
    sum_path,
)

Look: TypeAlias = Callable[[sqlite3.Connection], Image]
_MUCH = 0.2  # of the pages
_TRIES = 50  # to see the file and its sums at one instant while others write

DISAGREEMENTS: dict[Verdict, tuple[str, str]] = {
    "changed": (
        N_(
            "The store {path} and its sum {sum} do not agree: one of them was damaged, or changed from outside."
        ),
        N_(
            "Ask `asn doctor` what is damaged. Put back backup copies of both, or remove {sum} to go on as it is."
        ),
    ),
    "older": (
        N_("The store {path} is older than its sum {sum} says: imports are missing."),
        N_("Put back the newer copy. If you went back on purpose, remove {sum}."),
    ),
}


class Connection(sqlite3.Connection):
    """A connection that knows how long it may wait, for what command, and which state of the file it has found sound.

    older_copy: the copy of the older file, made before this connection brought it up to date. entries: the sums that lay
    beside the file at the instant that a reader sees.
    """

    wait: float = 0
    doing: str = ""
    sound_at: int | None = None
    older_copy: Path | None = None
    entries: Entries = (None, None)

    def data_version(self) -> int:
        """Return a number that changes when somebody else has written."""
        return int(self.execute("PRAGMA data_version").fetchone()[0])


@contextmanager
def reading(connection: Connection, path: Path) -> Iterator[Connection]:
    """See one instant of the store for all that is read inside."""
    with clear_failures(path):
        if connection.in_transaction:
            yield connection
            return
        begin_reading(connection)
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")


def begin_reading(connection: Connection) -> None:
    """Open a transaction and fix its instant by a first read."""

    def attempt() -> None:
        connection.execute("BEGIN")
        try:
            state_number(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise

    patiently(attempt, connection.wait)


def begin_with_sums(connection: Connection, path: Path) -> Entries:
    """Begin reading, and return the sums as they were at that instant, while others write."""
    for _ in range(_TRIES):
        entries = read_entries(path)
        begin_reading(connection)
        if read_entries(path) == entries:
            return entries
        connection.execute("ROLLBACK")
    begin_reading(connection)
    return entries


def verdict_on(connection: Connection, path: Path, entries: Entries, look: Look = image) -> Verdict:
    """Return whether what the transaction of `connection` sees is what was written; look: how its pages are seen."""
    if not any(entries):
        return "unknown"
    return "changed" if larger_than_the_file(connection, path) else judge(entries, look(connection))


@contextmanager
def writing(connection: Connection, path: Path) -> Iterator[Connection]:
    """Hold the write lock for what is done inside: all of it is stored, durably, or nothing.

    The file must be what was last written to it (StoreError): an import on top of damage would hide the damage.
    """
    entry = None
    with clear_failures(path):
        patiently(lambda: connection.execute("BEGIN IMMEDIATE"), connection.wait)
        try:
            with holding(path, connection.doing):
                _must_be_sound(connection, path)
                before = connection.total_changes
                yield connection
                if connection.total_changes != before:
                    entry = _announced(connection, path)
                connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has already rolled back
                connection.execute("ROLLBACK")
            raise
        if entry is not None:
            with suppress(OSError):  # the state is stored; whoever finds it takes an announced sum as well
                confirm(path, entry)


def give_back_room(connection: Connection, path: Path) -> None:
    """Make the file as small as what it holds, when a migration has left much of it unused.

    SQLite does that in a transaction of its own, whose sum nobody knows before: meanwhile there is none, as after a restore without
    one, and whoever dies in between leaves a sound store that the next import gives its sum. No room, or others at work: it stays large.
    """
    (free,), (pages,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("freelist_count", "page_count")
    )
    if free >= _MUCH * pages:
        write_anew(connection, path)


def write_anew(connection: Connection, path: Path) -> bool:
    """Write the file anew with nothing but what it holds, and empty its log; return whether both came about (see `give_back_room`)."""
    done = False
    with clear_failures(path), suppress(OSError):
        sum_path(path).unlink(missing_ok=True)
        with suppress(sqlite3.OperationalError):
            connection.execute("VACUUM")
            done = True
        with writing(connection, path):
            connection.execute("UPDATE meta SET value = value WHERE key = 'schema_version'")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return done and not busy
    return False


def _must_be_sound(connection: Connection, path: Path) -> None:
    if connection.sound_at == connection.data_version():
        return
    verdict = verdict_on(connection, path, read_entries(path))
    if verdict in DISAGREEMENTS:
        raise disagreement(verdict, path)
    connection.sound_at = connection.data_version()


def disagreement(verdict: Verdict, path: Path) -> StoreError:
    """Return the error for a store that is not what was written."""
    return StoreError(*DISAGREEMENTS[verdict], facts={"path": str(path), "sum": sum_path(path).name})


def _announced(connection: Connection, path: Path) -> Entry:
    """Write down the sum of what is about to be committed."""
    before = state_number(connection)
    count_state(connection)
    next_state = image(connection)
    entry = Entry(next_state.number, next_state.sum, library_version(), "announced")
    announce(path, before, entry)
    return entry
