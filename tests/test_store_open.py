import os
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing, suppress

import pytest

from asnkarier.errors import StoreError, StoreLocked
from asnkarier.store.opening.migrations import APPLICATION_ID, schema_version
from asnkarier.store.store import Store
from store_samples import JAN, SHEET, A, B, batch, frame, nip, person, plain, put


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="POSIX file modes")
def test_files_are_private_even_under_a_generous_umask(tmp_path):
    old = os.umask(0)
    try:
        path = tmp_path / "data" / "asn.db"
        with Store.open(path) as store:
            put(store, "employees", "a", [person(A)])
            assert {file.name: mode_of(file) for file in path.parent.iterdir()} == {
                "asn.db": 0o600,
                "asn.db-wal": 0o600,
                "asn.db-shm": 0o600,
                "asn.db-sum": 0o600,
            }
        assert mode_of(path.parent) == 0o700
    finally:
        os.umask(old)


def test_settings_of_the_connection(tmp_path):
    with Store.open(tmp_path / "asn.db") as store:
        asked = {
            name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "application_id", "busy_timeout")
        }
    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "application_id": APPLICATION_ID,
        "busy_timeout": 250,
    }


@pytest.mark.parametrize("empty_file", [False, True])
def test_reading_a_missing_store_tells_to_import_and_creates_nothing(tmp_path, empty_file):
    path = tmp_path / "none" / "asn.db"
    if empty_file:
        path.parent.mkdir()
        path.touch()
    with pytest.raises(StoreError) as caught:
        Store.open(path, mode="r")
    assert "Import" in caught.value.hint
    assert path.exists() == empty_file


def test_a_file_of_length_zero_becomes_a_store(tmp_path):
    (tmp_path / "asn.db").touch()
    with Store.open(tmp_path / "asn.db") as store:
        assert store.batches() == []


@pytest.mark.parametrize("mode", ["r", "w"])
@pytest.mark.parametrize("application_id", [0, 77])
def test_a_database_of_another_program_is_refused_untouched(tmp_path, mode, application_id):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")
        other.execute(f"PRAGMA application_id = {application_id}")
        other.commit()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store.open(path, mode=mode)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_store_of_a_newer_version_is_refused(tmp_path, mode):
    path = tmp_path / "asn.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as newer:
        newer.execute("UPDATE meta SET value = '999'")
        newer.commit()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(path, mode=mode)


@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_file_that_is_no_database_is_refused(tmp_path, mode):
    path = tmp_path / "asn.db"
    path.write_text("nip;nama\n" * 500)
    with pytest.raises(StoreError, match="damaged or not a store"):
        Store.open(path, mode=mode)


@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_damaged_store_is_reported(tmp_path, mode):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(nip(number)) for number in range(1000)])
    size = path.stat().st_size
    with path.open("r+b") as file:  # the header stays, most pages are lost
        file.seek(4096)
        file.write(b"\xa5" * (size - 4096))
    with pytest.raises(StoreError, match="damaged"), Store.open(path, mode=mode) as store:
        store.load("employees", JAN)


def test_a_folder_in_place_of_the_file_is_reported(tmp_path):
    with pytest.raises(StoreError):
        Store.open(tmp_path)


def test_a_reader_never_writes(tmp_path):
    path = tmp_path / "asn.db"
    Store.open(path).close()
    with Store.open(path, mode="r") as store:
        with pytest.raises(StoreError, match="reading only"):
            put(store, "employees", "a", [person(A)])
        with pytest.raises(StoreError, match="reading only"):
            store.undo(1, now="2026-04-01T00:00:00Z", by="x")


def test_a_reader_sees_one_instant(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as writer:
        with Store.open(path, mode="r") as reader:
            put(writer, "employees", "a", [person(A)])
            assert reader.load("employees", JAN).empty
            assert reader.batches() == []
        with Store.open(path, mode="r") as reader:
            assert plain(reader.load("employees", JAN), "nip") == [(A,)]


def test_a_preview_stores_nothing(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as writer:
        put(writer, "employees", "a", [person(A)])
    with Store.open(path, mode="r") as store:
        seen = store.preview("employees", frame("employees", [person(A), person(B)]), JAN)
        assert (seen.batch_id, seen.accepted, seen.unchanged, seen.facts) == (None, 1, 1, 1)
        assert len(store.load("employees", JAN)) == 1


HOLD = """
import sys, time
from pathlib import Path
from asnkarier.store.opening.transactions import writing
from asnkarier.store.store import Store
path = Path(sys.argv[1])
store = Store.open(path)
with writing(store._connection, path):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def busy(tmp_path):
    path = tmp_path / "asn.db"
    Store.open(path).close()
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "held\n"
    yield path, child
    child.kill()
    child.communicate()


def test_a_busy_store_names_who_holds_it_after_the_wait(busy):
    path, child = busy
    started = time.monotonic()
    with Store.open(path, wait=0.3) as store, pytest.raises(StoreLocked) as caught:
        store.add(batch("employees", "a"), frame("employees", [person(A)]), SHEET)
    assert 0.2 < time.monotonic() - started < 5
    assert caught.value.facts["pid"] == child.pid
    assert str(child.pid) in str(caught.value)


def test_a_busy_store_can_be_read(busy):
    with Store.open(busy[0], wait=0, mode="r") as store:
        assert store.load("employees", JAN).empty


def test_a_killed_writer_leaves_the_store_free(busy):
    path, child = busy
    child.kill()
    child.wait()
    with Store.open(path, wait=5) as store:
        assert put(store, "employees", "a", [person(A)]).accepted == 1


def test_the_note_of_a_dead_process_names_nobody(tmp_path):
    path = tmp_path / "asn.db"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with Store.open(path, wait=0) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        (tmp_path / "asn.db-holder").write_text(f'{{"pid": {gone.pid}, "host": "{socket.gethostname()}"}}')
        with pytest.raises(StoreLocked, match="another process"):
            put(store, "employees", "a", [person(A)])


def test_a_store_that_another_process_is_making_is_not_foreign(tmp_path):
    """Its mark and its tables are read at one instant: the other process may finish between the two."""
    path = tmp_path / "asn.db"
    path.touch()
    looking = sqlite3.connect(path, isolation_level=None)

    def finish_meanwhile(statement: str) -> None:
        if "sqlite_schema" in statement:
            with suppress(StoreError):
                Store.open(path, wait=0).close()

    looking.set_trace_callback(finish_meanwhile)
    assert schema_version(looking, path) == 0
    assert not looking.in_transaction
    looking.close()
