"""What was stored is what is there: the chain sees changes of content, the sum sees changes of bytes."""

import os
import random
import shutil
import sqlite3
from contextlib import closing

import numpy as np
import pandas as pd
import pytest

from asnkarier.errors import StoreError
from asnkarier.store.opening.migrations import packaged_migrations
from asnkarier.store.store import Store
from asnkarier.store.trust import chain
from asnkarier.store.trust.chain import START
from asnkarier.store.trust.sumfile import Entry, announce, confirm, read_entries, sum_path
from asnkarier.store.verification import verify
from store_samples import FEB, JAN, A, B, C, level, nip, old_store, person, plain, put

NOW = "2026-04-02T00:00:00Z"


@pytest.fixture
def path(tmp_path):
    """A store with four imports, one of them taken back."""
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A, nama="Kenari"), person(B, golongan="III/a")])
        put(store, "units", "b", [{"id": "1", "nama_unor": "satu"}])
        people = [person(A, nama="Kenari"), person(B, golongan="III/b"), person(C, golongan="III/c")]
        put(store, "employees", "c", people, as_of=FEB)
        put(store, "assessments", "d", [level(A, "integritas", 3.0), level(B, "integritas", 2.5)])
        store.undo(2, now=NOW, by="operator")
    return path


def change(path, *statements):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def parts(path):
    return sorted({finding.part for finding in verify(path, 0) if finding.grave})


def sentences(path):
    return [str(finding) for finding in verify(path, 0)]


def digests(path):
    with Store.open(path, mode="r") as store:
        return [batch.digest for batch in store.batches()]


def test_a_sound_store_has_no_findings(path):
    assert verify(path, 0) == []
    with Store.open(path) as store:
        assert store.verify() == []


def test_every_batch_is_chained(path):
    found = digests(path)
    assert len(set(found)) == 5
    assert START not in found
    assert all(len(digest) == 64 for digest in found)


def test_the_same_imports_give_the_same_chain_and_another_history_another_one(tmp_path):
    chains = []
    for name, people in (("one", [A, B]), ("two", [A, B]), ("three", [B, A])):
        with Store.open(tmp_path / name) as store:
            put(store, "employees", "a", [person(one) for one in people])
            put(store, "units", "b", [{"id": "1", "nama_unor": "satu"}])
        chains.append(digests(tmp_path / name))
    assert chains[0] == chains[1]
    assert chains[0][0] != chains[2][0]
    assert chains[0][1] != chains[2][1]  # though its own content is the same


TAMPERED = {
    "UPDATE employees SET nama = 'Lain' WHERE fact_id = 1": "batch 1: what it holds",
    "UPDATE employees SET golongan = NULL WHERE fact_id = 4": "batch 3: what it holds",
    "UPDATE assessments SET level = 2.500001 WHERE fact_id = 2": "batch 4: what it holds",
    'UPDATE employees SET "row" = 9 WHERE fact_id = 2': "batch 1: what it holds",
    "UPDATE employees SET col = 'B' WHERE fact_id = 2": "batch 1: what it holds",
    "UPDATE employees SET source_id = 3 WHERE fact_id = 2": "batch 1: what it holds",
    "UPDATE employees SET source_id = 2 WHERE fact_id = 2": "1 facts in employees belong to no batch",
    "DELETE FROM employees WHERE fact_id = 4": "batch 3: what it holds",
    "UPDATE employees SET fact_id = 9 WHERE fact_id = 4": "batch 3: what it holds",
    "UPDATE employees SET golongan = 'IV/a' WHERE fact_id = 2": "batch 1: what it holds",
    "DELETE FROM employees WHERE fact_id = 2": "batch 3: what it holds",  # what changes it says nothing any more
    "DELETE FROM changed_facts": "batch 3: what it holds",
    "UPDATE changed_facts SET said = X'00'": "batch 3: what it holds",
    "UPDATE changed_facts SET said = firsts": "batch 3: what it holds",
    "UPDATE changed_facts SET firsts = said": "batch 3: what it holds",
    "UPDATE changed_facts SET ids = X'0400'": "batch 3: what it holds",
    "UPDATE changed_facts SET ids = X'0300'": "batch 3: what it holds",  # there is such a fact
    "INSERT INTO units SELECT 2, source_id, 3, NULL, '2', 'dua', NULL FROM units": "batch 2: what it holds",
    "UPDATE batches SET imported_by = 'lain' WHERE batch_id = 4": "batch 4: what it holds",
    "UPDATE batches SET imported_at = '2026-01-01T00:00:00Z' WHERE batch_id = 5": "batch 5: what it holds",
    "UPDATE batches SET as_of = '2020-01-01' WHERE batch_id = 1": "batch 1: what it holds",
    "UPDATE batches SET counts = '{}' WHERE batch_id = 3": "batch 3: what it holds",
    "UPDATE batches SET table_name = 'lain' WHERE batch_id = 2": "batch 2: what it holds",
    "UPDATE batches SET digest = '' WHERE batch_id = 5": "batch 5: what it holds",
    "UPDATE batches SET digest = sha256 WHERE batch_id = 2": "batch 3: what it holds",
    "UPDATE batches SET status = 'active'": "batch 2: whether it counts",
    "UPDATE batches SET status = 'undone' WHERE batch_id = 1": "batch 1: whether it counts",
    "UPDATE attestations SET added = X'0002' WHERE batch_id = 1": "batch 1: what it holds",
    "UPDATE attestations SET added = X'8000' WHERE batch_id = 1": "batch 1: what it holds",
    "UPDATE attestations SET removed = X'0000' WHERE batch_id = 3": "batch 3: what it holds",
    "DELETE FROM attestations WHERE batch_id = 4": "batch 4: what it holds",
    "UPDATE sources SET sheet = 'Lain' WHERE source_id = 1": "batch 1: what it holds",
    "UPDATE sources SET columns = '{}' WHERE source_id = 1": "batch 1: what it holds",
    "DELETE FROM batches WHERE batch_id = 5": "batches are missing: 5",
    "UPDATE sqlite_sequence SET seq = 7": "batches are missing: 6, 7",
    "UPDATE meta SET value = '999'": "newer version",
    "PRAGMA application_id = 7": "does not say that it is a store",
}


@pytest.mark.parametrize("statement", TAMPERED)
def test_the_chain_sees_changes_of_content_even_without_a_sum(path, statement):
    sum_path(path).unlink()
    change(path, statement)
    found = sentences(path)
    assert any(TAMPERED[statement] in sentence for sentence in found), found
    assert parts(path) != []


def test_two_batches_that_change_places_break_the_chain(path):
    sum_path(path).unlink()
    tables = ("batches", "sources", "attestations")
    away = [f"UPDATE {table} SET batch_id = -batch_id WHERE batch_id IN (1, 3)" for table in tables]  # noqa: S608
    back = [f"UPDATE {table} SET batch_id = 4 + batch_id WHERE batch_id < 0" for table in tables]  # noqa: S608
    change(path, "PRAGMA foreign_keys = OFF", *away, *back)
    assert "batch 1: what it holds is not what was stored" in sentences(path)


def test_a_rewritten_file_with_the_same_content_is_told_apart(path):
    change(path, "VACUUM")
    assert parts(path) == ["sum"]


def test_a_lost_relation_is_named_without_its_content(path):
    change(path, "PRAGMA foreign_keys = OFF", "UPDATE employees SET source_id = 99 WHERE fact_id = 1")
    assert "employees row 1 names a row of sources that does not exist" in sentences(path)


def test_a_table_without_row_numbers_names_none(path, tmp_path):
    older = tmp_path / "older" / "asn.db"
    old_store(path, older, schema=8)
    change(older, "PRAGMA foreign_keys = OFF", "DELETE FROM batches WHERE batch_id = 4")
    found = [sentence for sentence in sentences(older) if "attestations" in sentence]
    assert found == ["a row of attestations names a row of batches that does not exist"]


# ── nothing is built on a damaged store ──────────────────────────────────────────────────────────────────────────


def flip(path, place, bit=2):
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def unused_byte(path):
    """A place inside a page that no cell uses."""
    data = path.read_bytes()
    return next(place for place in range(4096 * 2, len(data)) if not any(data[place : place + 64])) + 32


def test_a_bit_that_nobody_reads_is_seen_and_stops_imports(path):
    flip(path, unused_byte(path))
    assert parts(path) == ["sum"]
    with Store.open(path, mode="r") as store:
        assert len(store.load("employees", JAN)) == 2
    with Store.open(path) as store, pytest.raises(StoreError, match="do not agree") as caught:
        put(store, "units", "e", [{"id": "2", "nama_unor": "dua"}])
    assert "asn doctor" in caught.value.hint
    assert parts(path) == ["sum"]  # and the damage is not covered up


def test_without_its_sum_a_store_goes_on_and_gets_a_new_one(path):
    flip(path, unused_byte(path))
    sum_path(path).unlink()
    assert [(finding.part, finding.grave) for finding in verify(path, 0)] == [("sum", False)]
    with Store.open(path) as store:
        put(store, "units", "e", [{"id": "2", "nama_unor": "dua"}])
    assert verify(path, 0) == []


def test_an_older_copy_is_told_apart(path, tmp_path):
    shutil.copy(path, tmp_path / "copy")
    with Store.open(path) as store:
        put(store, "units", "e", [{"id": "2", "nama_unor": "dua"}])
    shutil.copy(tmp_path / "copy", path)
    assert parts(path) == ["sum"]
    assert "imports are missing" in sentences(path)[0]
    with Store.open(path) as store, pytest.raises(StoreError, match="older than its sum"):
        put(store, "units", "e", [{"id": "2", "nama_unor": "dua"}])


@pytest.mark.parametrize("lost", ["gone", "emptied"])
@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_store_that_vanished_is_not_silently_started_anew(path, lost, mode):
    if lost == "gone":
        path.unlink()
    else:
        path.write_bytes(b"")
    with pytest.raises(StoreError, match="imports are missing"):
        Store.open(path, mode=mode)
    sum_path(path).unlink()
    Store.open(path).close()
    assert verify(path, 0) == []


def test_an_import_before_the_log_is_lost_is_missed(path, tmp_path):
    """A log that went missing, or was damaged, takes imports with it: SQLite would go on without a word."""
    child = os.fork()
    if not child:
        put(Store.open(path), "units", "e", [{"id": "2", "nama_unor": "dua"}])
        os._exit(0)
    os.waitpid(child, 0)
    log = path.with_name(path.name + "-wal")
    assert log.stat().st_size > 0
    assert verify(path, 0) == []
    log.unlink()
    assert parts(path) == ["sum"]
    assert "imports are missing" in sentences(path)[0]


def test_findings_and_errors_hold_no_content(path):
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Kenari", b"Ken\xffri"))  # no UTF-8
    told = sentences(path)
    with pytest.raises(StoreError, match="damaged") as caught, Store.open(path, mode="r") as store:
        store.load("employees", JAN)
    assert told
    for text in (*told, str(caught.value), repr(caught.value.facts)):
        assert "Ken" not in text
        assert A not in text


def test_verify_changes_nothing(path):
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    verify(path, 0)
    after = {file.name: file.read_bytes() for file in path.parent.iterdir() if not file.name.endswith("-shm")}
    assert {name: after[name] for name in before} == before
    assert all(not data for name, data in after.items() if name not in before)


# ── the file of sums ─────────────────────────────────────────────────────────────────────────────────────────────


def entry(number, word="announced"):
    return Entry(number, f"{number:064d}", 3040001, word)


def test_sums_take_turns_and_never_move(tmp_path):
    store = tmp_path / "asn.db"
    for number in range(1, 6):
        announce(store, number - 1, entry(number))
        assert {found.number for found in read_entries(store) if found} >= {number, max(number - 1, 1)}
        confirm(store, entry(number))
        assert entry(number, "committed") in read_entries(store)
    assert {found.number for found in read_entries(store)} == {4, 5}
    assert [file.name for file in tmp_path.iterdir()] == ["asn.db-sum"]


def test_a_late_confirmation_touches_no_other_state(tmp_path):
    store = tmp_path / "asn.db"
    for number in (1, 2, 3):
        announce(store, number - 1, entry(number))
    confirm(store, entry(1))
    assert read_entries(store) == (entry(3), entry(2))


def test_a_torn_sum_is_none_and_leaves_the_other_one(tmp_path):
    store = tmp_path / "asn.db"
    announce(store, 0, entry(1))
    announce(store, 1, entry(2))
    whole = sum_path(store).read_bytes()
    for length in range(len(whole)):
        sum_path(store).write_bytes(whole[:length])
        assert read_entries(store) == ((entry(1) if length >= len(whole) // 2 else None), None)


def test_a_flipped_bit_in_the_sums_is_never_an_error_of_another_kind(path):
    data, rng = sum_path(path).read_bytes(), random.Random(2026)
    for bit in rng.sample(range(len(data) * 8), 60):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        sum_path(path).write_bytes(flipped)
        assert parts(path) in ([], ["sum"])
    sum_path(path).write_bytes(data)
    assert verify(path, 0) == []


# ── older stores ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_older_store_is_chained_as_if_it_had_always_been(path, tmp_path):
    older = tmp_path / "older" / "asn.db"
    old_store(path, older)
    assert [(finding.part, finding.grave) for finding in verify(older, 0)] == [
        ("sum", False),
        ("schema", False),
    ]
    assert packaged_migrations()[-1].version > 1
    with Store.open(older, mode="r") as store:
        assert plain(store.load("units", JAN), "id") == []  # taken back
    assert digests(older) == digests(path)
    assert verify(older, 0) == []
    with closing(sqlite3.connect(older.with_name("asn.db.schema1.bak"))) as copy:
        assert copy.execute("SELECT value FROM meta").fetchall() == [("1",)]
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_large_list_is_chained(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        store._connection.execute("PRAGMA cache_size = 10")  # pages leave the memory before the sum is taken
        put(store, "employees", "a", [person(nip(number), nama=f"Nama {number}") for number in range(3000)])
        put(
            store,
            "employees",
            "b",
            [person(nip(number), nama=f"Nama {number} x") for number in range(3000)],
            as_of=FEB,
        )
    assert verify(path, 0) == []


@pytest.mark.parametrize("words", [0, 1, 3, 40, 10_000])
@pytest.mark.parametrize("count", [0, 1, 50, 3_000])
def test_values_stand_in_the_digest_as_they_first_appear(words, count):
    codes = np.random.default_rng(words + count).integers(-1, words, count).astype(np.int32)
    places, found = chain._factorized(codes, words)
    wanted_places, wanted = pd.factorize(codes)
    assert places.tolist() == wanted_places.tolist()
    assert found.tolist() == wanted.tolist()
