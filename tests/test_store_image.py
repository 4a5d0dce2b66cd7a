"""The store's pages, read from the file, are what a transaction sees; where that is not certain, nothing is said."""

import sqlite3
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.store.trust.image import image, image_on_disk


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    return connection


def reading(path: Path) -> sqlite3.Connection:
    connection = opened(path)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM t").fetchone()
    return connection


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(("write", "checkpoint", "read", "judge")), min_size=4, max_size=14))
def test_the_file_is_what_an_open_transaction_sees_or_nothing_is_said(
    tmp_path_factory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("image") / "s.db"
    writer = opened(path)
    writer.execute("CREATE TABLE t (x)")
    writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    readers: list[sqlite3.Connection] = []
    for step in steps:
        if step == "write":
            writer.execute("INSERT INTO t VALUES (randomblob(5000))")
        elif step == "checkpoint":
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif step == "read":
            readers.append(reading(path))
        else:
            for reader in readers:
                assert image_on_disk(reader, path) in (None, image(reader))
    for reader in readers:
        assert image_on_disk(reader, path) in (None, image(reader))
        reader.close()
    writer.close()


def test_without_a_log_the_file_answers(tmp_path: Path) -> None:
    writer = opened(tmp_path / "s.db")
    writer.execute("CREATE TABLE t (x)")
    writer.close()
    reader = reading(tmp_path / "s.db")
    assert image_on_disk(reader, tmp_path / "s.db") == image(reader) is not None


def test_with_something_in_the_log_it_does_not(tmp_path: Path) -> None:
    writer = opened(tmp_path / "s.db")
    writer.execute("CREATE TABLE t (x)")
    reader = reading(tmp_path / "s.db")
    assert image_on_disk(reader, tmp_path / "s.db") is None
