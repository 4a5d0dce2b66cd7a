"""Events are only ever added, superseded by name, and chained: what was flipped, deleted or put elsewhere is told."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.errors import StoreError, UsageError
from asnkarier.store.records import NewEvent
from asnkarier.store.store import Store
from asnkarier.store.trust.sumfile import sum_path
from asnkarier.store.verification import verify
from examples import few
from store_samples import A, B, person, put

NOW = "2026-04-02T00:00:00+00:00"


def event(kind="run", about="malam", **more):
    return NewEvent(kind, NOW, "operator", about, **more)


@pytest.fixture
def path(tmp_path):
    """A store with an import, four events of two kinds, one of them superseded."""
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        store.record_event(event(about="kosong"))
        put(store, "employees", "a", [person(A)])
        store.record_event(event(body={"exit_code": 0}))
        store.record_event(event("decision", "LOW-01", body={"decided": "2"}))
        store.record_event(event("decision", "LOW-01", body={"decided": "3"}, supersedes=3))
    return path


def sentences(path):
    return [str(finding) for finding in verify(path, 0) if finding.grave]


def test_events_are_read_by_kind_in_order(path):
    with Store.open(path, mode="r") as store:
        runs, decisions = store.events("run"), store.events("decision")
        assert [(one.event_id, one.about, one.known_at) for one in runs] == [
            (1, "kosong", 0),
            (2, "malam", 1),
        ]
        assert [(one.supersedes, one.superseded_by) for one in decisions] == [(None, 4), (3, None)]
        assert runs[1].body == {"exit_code": 0}
        assert store.events() == [*runs, *decisions]
        assert store.events("audit") == []
        assert [batch.batch_id for batch in store.batches()] == [1]  # no batch comes of an event
    assert verify(path, 0) == []


@pytest.mark.parametrize("wanted", [3, 2, 99, 10**30, 0])
def test_only_an_open_event_of_the_same_kind_is_superseded(path, wanted):
    with Store.open(path) as store, pytest.raises(UsageError):
        store.record_event(event("decision", supersedes=wanted))
    assert verify(path, 0) == []
    with Store.open(path) as store:
        assert len(store.events()) == 4


def test_a_reader_records_nothing(path):
    with Store.open(path, mode="r") as store, pytest.raises(StoreError, match="reading only"):
        store.record_event(event())


@pytest.mark.parametrize("body", [{"x": float("nan")}, {"x": {1, 2}}])
def test_what_json_cannot_hold_is_refused_whole(path, body):
    with Store.open(path) as store, pytest.raises((TypeError, ValueError)):
        store.record_event(event(body=body))
    assert verify(path, 0) == []


FORBIDDEN = (
    "UPDATE events SET body = '{}' WHERE event_id = 2",
    "DELETE FROM events WHERE event_id = 4",
    "INSERT OR REPLACE INTO events SELECT * FROM events WHERE event_id = 2",
    "INSERT INTO events SELECT 0, kind, at, by, about, body, known_at, NULL, digest FROM events WHERE event_id = 2",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_store_itself_refuses_to_change_an_event(path, statement):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = connection.execute("SELECT * FROM events").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match=r"events|event follows"):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM events").fetchall() == before


SWAP = (
    "UPDATE events SET event_id = 9 WHERE event_id = 1",
    "UPDATE events SET event_id = 1 WHERE event_id = 2",
    "UPDATE events SET event_id = 2 WHERE event_id = 9",
)
TAMPERED = {
    ("UPDATE events SET kind = 'audit' WHERE event_id = 2",): "event 2: what it holds",
    ("UPDATE events SET \"at\" = '2020-01-01T00:00:00' WHERE event_id = 1",): "event 1: what it holds",
    ("UPDATE events SET \"by\" = 'lain' WHERE event_id = 4",): "event 4: what it holds",
    ("UPDATE events SET about = 'LOW-02' WHERE event_id = 3",): "event 3: what it holds",
    ("UPDATE events SET body = '{\"exit_code\":1}' WHERE event_id = 2",): "event 2: what it holds",
    ("UPDATE events SET known_at = 0 WHERE event_id = 2",): "event 2: what it holds",
    ("UPDATE events SET supersedes = NULL WHERE event_id = 4",): "event 4: what it holds",
    ("UPDATE events SET digest = replace(digest, substr(digest, 1, 1), 'e') WHERE event_id = 1",): "event",
    ("DELETE FROM events WHERE event_id = 2",): "event 3: what it holds",
    ("DELETE FROM events WHERE event_id = 4",): "events are missing: 4",
    ("DELETE FROM events",): "events are missing: 1, 2, 3, 4",
    SWAP: "event 1: what it holds",
}


@pytest.mark.parametrize("statements", TAMPERED, ids=lambda statements: statements[0])
def test_the_chain_of_events_sees_what_was_flipped_deleted_or_moved(path, statements):
    sum_path(path).unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for name in ("events_stay", "events_remain", "events_follow"):
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
    found = sentences(path)
    assert any(TAMPERED[statements] in sentence for sentence in found), found
    assert all("LOW" not in sentence and "malam" not in sentence for sentence in found)


def test_an_event_that_lost_its_guards_is_told(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER events_stay")
    assert any("do not agree" in sentence for sentence in sentences(path))


KINDS = st.sampled_from(["run", "decision", "audit"])
BODIES = st.dictionaries(
    st.text(max_size=4),
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
)
RECORDED = st.lists(st.tuples(KINDS, BODIES, st.none() | st.integers(1, 6)), max_size=8)


@settings(max_examples=few(20, whole=60), deadline=None)
@given(RECORDED, st.data())
def test_events_are_what_a_plain_list_says(recorded, data):
    model = []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
        for number, (kind, body, wanted) in enumerate(recorded):
            allowed = wanted is None or (
                wanted <= len(model)
                and model[wanted - 1][0] == kind
                and wanted not in [one[2] for one in model]
            )
            if not allowed:
                with pytest.raises(UsageError):
                    store.record_event(event(kind, body=body, supersedes=wanted))
                continue
            if data.draw(st.booleans()):
                put(store, "employees", f"file {number}", [person(B, nama=f"Nama {number}")])
            known_at = len(store.batches())
            told = store.record_event(event(kind, body=body, supersedes=wanted))
            model.append((kind, body, wanted, known_at))
            assert told.event_id == len(model)
        assert [(one.kind, one.body, one.supersedes, one.known_at) for one in store.events()] == model
        for kind in ("run", "decision", "audit"):
            assert [one.body for one in store.events(kind)] == [one[1] for one in model if one[0] == kind]
        assert store.verify() == []
