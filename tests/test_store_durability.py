"""A killed process, a full disk and many writers at once: the old state or the new one, never less."""

import errno
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from asnkarier.errors import StoreError
from asnkarier.store.opening import failures
from asnkarier.store.opening.failures import store_failure
from asnkarier.store.store import Store
from store_samples import JAN, A, B, nip, person, plain, put

MANY = [person(nip(number)) for number in range(3000)]

KILLED = """
import os, signal, sys
from pathlib import Path
from store_samples import put
from test_store_durability import MANY
from asnkarier.store.store import Store

path, how, when = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = Store.open(path)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if how == "steps":  # in the middle of whatever SQLite is doing then
    calls = iter(range(when))
    store._connection.set_progress_handler(lambda: next(calls, None) is None and die(), 100)
elif how == "commit":  # when everything is written but not yet committed
    store._connection.set_trace_callback(lambda sql: sql == "COMMIT" and die())
put(store, "employees", "b", MANY)
die()
"""


def run(script, *words, **more):
    environment = {"PYTHONPATH": ":".join([str(Path(__file__).parent), *sys.path])}
    return subprocess.Popen([sys.executable, "-c", script, *map(str, words)], env=environment, **more)


@pytest.mark.parametrize(
    ("how", "when", "stored"),
    [
        ("steps", 1, False),
        ("steps", 40, False),
        ("steps", 300, False),
        ("commit", 0, False),
        ("after", 0, True),
    ],
)
def test_a_killed_import_leaves_the_old_state_or_the_new_one(tmp_path, how, when, stored):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A)])
    child = run(KILLED, path, how, when, stderr=subprocess.PIPE)
    assert (child.wait(), child.stderr.read()) == (-9, b"")
    child.stderr.close()
    with Store.open(path, mode="r") as store:
        assert len(store.load("employees", JAN)) == 1 + len(MANY) * stored
        assert len(store.batches()) == 1 + stored
        assert store.verify() == []
    with Store.open(path) as store:
        assert put(store, "employees", "b", MANY).repeated is stored
        assert len(store.load("employees", JAN)) == 1 + len(MANY)


def test_a_full_disk_stores_nothing(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A)])
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(StoreError, match="no room left"):
            put(store, "employees", "b", MANY)
        assert plain(store.load("employees", JAN), "nip") == [(A,)]
        assert len(store.batches()) == 1
        store._connection.execute("PRAGMA max_page_count = 100000")
        assert put(store, "employees", "b", MANY).accepted == len(MANY)


def full(*_words, **_more):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_note_that_found_no_room_leaves_nothing_behind(tmp_path, monkeypatch):
    with Store.open(tmp_path / "asn.db") as store:
        monkeypatch.setattr("asnkarier.store.opening.holder.json.dump", full)
        assert put(store, "employees", "a", [person(A)]).accepted == 1
    assert not (tmp_path / "asn.db-holder").exists()


def test_a_log_without_room_is_a_full_disk(tmp_path, monkeypatch):
    """SQLite calls it a failing disk when the file that several processes share has no room."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR | 19 << 8  # SQLITE_IOERR_SHMSIZE
    assert "disk fails" in store_failure(error, tmp_path / "asn.db").reason
    monkeypatch.setattr(failures.shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert "no room left" in store_failure(error, tmp_path / "asn.db").reason


def test_an_interrupted_import_stores_nothing(tmp_path, monkeypatch):
    with Store.open(tmp_path / "asn.db") as store:
        put(store, "employees", "a", [person(A)])

        def interrupted(*_):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("asnkarier.store.store.write_counts", interrupted)
            with pytest.raises(KeyboardInterrupt):
                put(store, "employees", "b", [person(B)])
        assert len(store.batches()) == 1
        assert put(store, "employees", "b", [person(B)]).accepted == 1


WRITER = """
import sys
from pathlib import Path
from store_samples import A, nip, person, put
from asnkarier.store.store import Store

path, me = Path(sys.argv[1]), int(sys.argv[2])
for number in range(10):
    with Store.open(path, wait=60) as store:
        put(store, "employees", f"{me}-{number}", [person(nip(10 * me + number)), person(A)])
"""


def test_eight_processes_lose_nothing(tmp_path):
    path = tmp_path / "new" / "asn.db"  # they also race to create it
    children = [run(WRITER, path, me, stderr=subprocess.PIPE) for me in range(8)]
    outcomes = [(child.communicate()[1].decode(), child.returncode) for child in children]
    assert outcomes == [("", 0)] * 8
    with Store.open(path, mode="r") as store:
        assert len(store.batches()) == 80
        assert len(store.load("employees", JAN)) == 81
        assert sum(found.counts["unchanged"] for found in store.batches()) == 79
        assert store.verify() == []
    assert [file.name for file in path.parent.iterdir() if "holder" in file.name] == []


def test_the_same_bytes_from_two_sides_count_once(tmp_path):
    path = tmp_path / "asn.db"
    Store.open(path).close()

    def one(_):
        with Store.open(path, wait=30) as store:
            return put(store, "employees", "a", [person(A)])

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(one, range(4)))
    assert sorted(result.repeated for result in results) == [False, True, True, True]
    assert {result.batch_id for result in results} == {1}
