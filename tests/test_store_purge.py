"""A purged person is gone from every byte, and the chain still proves what is left."""

import sqlite3
from contextlib import closing

import pytest

from asnkarier.errors import StoreError, UsageError
from asnkarier.store.purging.purge import Purge
from asnkarier.store.records import NewEvent
from asnkarier.store.store import Store
from asnkarier.store.verification import summary, verify
from store_samples import FEB, JAN, MAR, A, B, C, level, person, plain, put

NOW = "2026-05-01T00:00:00+00:00"
NAME = "Bambang Wiryawan"


def asked(*nips, **more):
    return Purge(nips, NOW, "operator", **more)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A, nama=NAME), person(B, nama="Sari Dewi")])
        put(store, "employees", f"sk {NAME.lower()} {A}", [person(A, nama=NAME, jabatan="Kepala")], FEB)
        named = [person(B, nama="Sari Dewi", jabatan="Ketua"), person(A, nama=NAME.upper(), jabatan="Camat")]
        put(store, "employees", "c", named, MAR, complete=True, named=(A, C), set_aside=(A,))
        appraisals = [
            {"nip": B, "tahun": 2024, "predikat": "baik", "atasan_nip": A},
            {"nip": B, "tahun": 2025, "predikat": "baik", "atasan_nip": C},
            {"nip": A, "tahun": 2025, "predikat": "baik", "atasan_nip": C},
        ]
        put(store, "appraisals", "d", appraisals)
        put(store, "appraisals", "e", [{"nip": B, "tahun": 2025, "predikat": "cukup", "atasan_nip": A}], FEB)
        put(store, "assessments", "f", [level(B, "integritas", 3), level(A, "integritas", 2)])
        put(store, "assessments", "g", [level(A, "integritas", 4)], FEB)
        put(store, "mentoring_pairs", "h", [{"nip": B, "nip_mentor": A, "tanggal_mulai": "2026-01-01"}])
        body = {"decided": [A, B], "standing": {A: {"rank": 1}}, "reason": f"karena bambang  wiryawan ({A})"}
        store.record_event(NewEvent("decision", NOW, "operator", "LOW-01", body))
        store.record_event(NewEvent("run", NOW, "operator", "malam", {"exit_code": 0}))
    assert verify(path, 0) == []
    return path


def held(folder):
    """The bytes of everything beside the store, in one."""
    return b"".join(one.read_bytes() for one in sorted(folder.iterdir()))


def test_the_person_is_gone_from_every_byte_and_the_chain_holds(path):
    assert A.encode() in held(path.parent)
    assert NAME.encode() in held(path.parent)
    with Store.open(path) as store:
        digests = [one.digest for one in store.batches()]
        done = store.purge(asked(A))
        assert [one.digest for one in store.batches()] == digests  # what the chain goes through
    assert (done.people, done.facts["employees"], done.facts["mentoring_pairs"], done.others) == (1, 3, 1, 2)
    bytes_ = held(path.parent)
    assert A.encode() not in bytes_
    assert NAME.lower().encode() not in bytes_.lower()
    assert b"Sari Dewi" in bytes_
    assert verify(path, 0) == []
    with Store.open(path, mode="r") as store:
        assert plain(store.load("employees", MAR), "nip", "jabatan") == [(B, "Ketua")]
        assert plain(store.load("appraisals", MAR), "nip", "tahun", "predikat", "atasan_nip") == [
            (B, 2024, "baik", None),
            (B, 2025, "cukup", None),
        ]
        assert plain(store.load("assessments", MAR), "nip", "level") == [(B, 3.0)]
        (decision,) = store.events("decision")
        assert decision.body["decided"] == ["purged-1-1", B]
        assert decision.body["standing"] == {}
        assert decision.body["reason"] == "karena purged-1-1 (purged-1-1)"
        assert store.altered_events() == frozenset()


def test_no_later_fact_takes_the_number_of_one_that_is_gone(path):
    with Store.open(path) as store:
        store.purge(asked(A))
        put(store, "assessments", "i", [level(C, "integritas", 1)], MAR)
        put(store, "employees", "k", [person(C, nama="Citra Ayu")], FEB)
        assert plain(store.load("assessments", JAN), "nip", "level") == [(B, 3.0)]
        store.undo(store.batches()[-2].batch_id, now=NOW, by="operator")
        assert plain(store.load("assessments", MAR), "nip", "level") == [(B, 3.0)]
    assert verify(path, 0) == []


def test_everybody_may_go_and_come_again(path):
    with Store.open(path) as store:
        store.purge(asked(A))
        store.purge(asked(B, C))
        assert len(store.load("employees", MAR)) == 0
        assert verify(path, 0) == []
        put(store, "employees", "n", [person(A, nama=NAME)], MAR)
        assert plain(store.load("employees", MAR), "nip") == [(A,)]
        store.purge(asked(A))
    assert verify(path, 0) == []
    assert not any(one.encode() in held(path.parent) for one in (A, B, C))


def test_a_preview_counts_the_same_and_removes_nothing(path):
    with Store.open(path) as store:
        before = store.fingerprint(MAR)
        seen = store.purge_preview(asked(A))
        assert store.fingerprint(MAR) == before
        assert store.purge(asked(A)) == seen
        with pytest.raises(UsageError):
            store.purge(asked(A))
    assert verify(path, 0) == []


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM tombstones WHERE batch_id = 1",
        "UPDATE tombstones SET ids = x'0400' WHERE batch_id = 1",
        "UPDATE employees SET jabatan = 'Lain' WHERE nip = '{B}'",
        "DELETE FROM employees WHERE nip = '{B}'",
        "UPDATE batches SET \"file\" = 'x' WHERE batch_id = 2",
    ],
)
def test_what_is_changed_after_a_purge_is_told(path, change):
    with Store.open(path) as store:
        store.purge(asked(A))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change.replace("{B}", B))
    assert any(one.part == "chain" and one.grave for one in verify(path, 0))


def test_an_older_copy_of_the_program_goes_too(path):
    copy = path.with_name(path.name + ".schema19.bak")
    copy.write_bytes(path.read_bytes())
    with Store.open(path) as store:
        store.purge(asked(A))
    assert not copy.exists()


def _vacuum_fails(monkeypatch):
    """What is inside a program that dies, or has no room, after the rows are gone: nothing is written anew."""
    monkeypatch.setattr("asnkarier.store.opening.transactions.sum_path", _no_room)


def _no_room(_path):
    raise OSError("no room")


@pytest.mark.parametrize("who", [(A,), (C,), ()], ids=["the same", "another", "nobody"])
def test_a_rewriting_that_failed_is_owed_until_a_later_purge_does_it(path, monkeypatch, who):
    copy = path.with_name(path.name + ".schema19.bak")
    copy.write_bytes(b"older")
    with Store.open(path) as store:
        assert not store.owes_rewriting()
        with monkeypatch.context() as broken:
            _vacuum_fails(broken)
            with pytest.raises(StoreError):
                store.purge(asked(A))
        assert A.encode() in held(path.parent)
    with Store.open(path) as store:
        assert store.owes_rewriting()
        assert summary(path, 0).owed
        seen = store.purge_preview(asked(*who))
        assert store.owes_rewriting()  # a preview does nothing
        done = store.purge(asked(*who))
        assert done == seen
        assert done.owed
        assert (done.people, done.number) == ((1, 2) if who == (C,) else (0, None))
        assert not store.owes_rewriting()
        with pytest.raises(UsageError):
            store.purge(asked(A))
    assert not summary(path, 0).owed
    assert not any(one in held(path.parent) for one in (A.encode(), NAME.encode()))
    assert not copy.exists()
    assert verify(path, 0) == []


def test_whoever_reads_meanwhile_leaves_the_rewriting_owed(path):
    with Store.open(path, wait=0) as store, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM batches").fetchone()
        with pytest.raises(StoreError):
            store.purge(asked(A))
        assert store.owes_rewriting()
        reader.execute("ROLLBACK")
        assert store.purge(asked(A)).owed
        assert not store.owes_rewriting()
    assert A.encode() not in held(path.parent)
    assert verify(path, 0) == []


def test_a_purge_of_nobody_is_refused_where_nothing_is_owed(path):
    with Store.open(path) as store:
        before = store.fingerprint(MAR)
        with pytest.raises(UsageError):
            store.purge(asked())
        assert store.fingerprint(MAR) == before
