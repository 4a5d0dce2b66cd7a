import sqlite3
from contextlib import closing

import pytest

from asnkarier.errors import StoreError
from asnkarier.model.frames import PROVENANCE, TABLES
from asnkarier.store.opening import connection as connecting
from asnkarier.store.opening.migrations import Migration, migrate, packaged_migrations
from asnkarier.store.store import Store
from store_samples import JAN, A, level, person, plain, put

TYPES = {"text": "TEXT", "date": "TEXT", "number": "REAL", "integer": "INTEGER"}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "asn.db") as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_the_schema_holds_the_fields_of_the_frames(store, table):
    """The cell stands first and its fields behind it, by name: a later field is a later column, wherever frames have it."""
    columns = {row[1]: row[2] for row in store._connection.execute(f"PRAGMA table_info({table.name})")}
    provenance = {"fact_id": "INTEGER", "source_id": "INTEGER", "row": "INTEGER", "col": "TEXT"}
    assert list(columns)[:4] == list(provenance) == ["fact_id", *PROVENANCE]
    assert columns == provenance | {field.name: TYPES[field.kind] for field in table.fields}


def test_every_table_is_strict_and_named(store):
    tables = {
        row[1]: row[5] for row in store._connection.execute("PRAGMA table_list") if "sqlite_" not in row[1]
    }
    assert set(tables) == {
        *TABLES,
        "meta",
        "batches",
        "sources",
        "attestations",
        "changed_facts",
        "events",
        "complete_lists",
        "set_aside",
        "tombstones",
    }
    assert set(tables.values()) == {1}


@pytest.mark.parametrize("nip", ["1980010120050119", "19800101200501190x", "1980010120050119011"])
def test_a_wrong_nip_is_refused_and_nothing_stored(store, nip):
    with pytest.raises(StoreError, match=r"nothing (of this file )?was stored"):
        put(store, "employees", "a", [person(A), person(nip)])
    assert store.batches() == []
    assert store.load("employees", JAN).empty


def test_a_text_that_is_no_unicode_is_refused(store):
    with pytest.raises(StoreError, match=r"nothing (of this file )?was stored"):
        put(store, "employees", "a", [person(A, nama="\ud800")])
    assert store.batches() == []


def test_a_missing_required_value_is_refused(store):
    with pytest.raises(StoreError, match=r"nothing (of this file )?was stored"):
        put(store, "assessments", "a", [level(A, "integritas", None)])


def test_migrations_are_numbered_without_holes():
    assert [step.version for step in packaged_migrations()] == list(range(1, len(packaged_migrations()) + 1))


NEXT = Migration(
    packaged_migrations()[-1].version + 1,
    "-- one; comment\nCREATE TABLE extra (\n  a TEXT DEFAULT ';'\n) STRICT;\nINSERT INTO extra VALUES ('x')",
)


def extra(path):
    with closing(sqlite3.connect(path)) as plain_connection:
        return plain_connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'extra'").fetchone()[
            0
        ]


@pytest.mark.parametrize("mode", ["r", "w"])
def test_an_older_store_is_backed_up_and_brought_up_to_date(tmp_path, monkeypatch, mode):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A)])
    steps = (*packaged_migrations(), NEXT)
    monkeypatch.setattr(connecting, "packaged_migrations", lambda: steps)
    monkeypatch.setattr(connecting, "migrate", lambda opened, where: migrate(opened, where, steps))
    with Store.open(path, mode=mode) as store:
        assert plain(store.load("employees", JAN), "nip") == [(A,)]
    backup = tmp_path / f"asn.db.schema{NEXT.version - 1}.bak"
    assert extra(path) == 1
    assert extra(backup) == 0
    assert backup.stat().st_mode & 0o077 == 0
    monkeypatch.undo()
    with Store.open(backup, mode="r") as store:
        assert plain(store.load("employees", JAN), "nip") == [(A,)]


def test_a_failing_migration_leaves_the_old_store(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A)])
        wrong = Migration(NEXT.version, NEXT.sql + ";\nCREATE TABLE employees (a TEXT) STRICT;")
        with pytest.raises(StoreError, match="already exists"):
            migrate(store._connection, path, (*packaged_migrations(), wrong))
    assert extra(path) == 0
    with Store.open(path) as store:
        assert len(store.load("employees", JAN)) == 1


def test_integrity_is_sound(store):
    put(store, "employees", "a", [person(A)])
    assert store.verify() == []
