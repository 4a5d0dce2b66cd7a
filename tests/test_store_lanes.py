"""What batches vouch for, written as changes of one another, read as the sets that they are."""

import sqlite3
from contextlib import closing
from datetime import date
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.model.frames import EMPLOYEES
from asnkarier.store.batches import counting_batches, insert_batch
from asnkarier.store.opening import transactions
from asnkarier.store.opening.migrations import packaged_migrations
from asnkarier.store.store import Store
from asnkarier.store.trust.sumfile import sum_path
from asnkarier.store.vouching.lanes import Heads, read_lanes, runs_by_batch, said_by
from asnkarier.store.vouching.packed import ids_of, pack, runs_of, unpack
from asnkarier.store.vouching.sight import sight, telling
from store_samples import FEB, JAN, MAR, A, B, batch, nip, old_store, person, put

MOST = 90  # facts
SETS = st.sets(st.integers(1, MOST), max_size=MOST)
DAYS = st.sampled_from([JAN, FEB, MAR])


@given(st.sets(st.integers(1, 2**40), max_size=30))
def test_packed_numbers_come_back(numbers):
    ids = np.array(sorted(numbers), np.int64)
    assert ids_of(unpack(pack(runs_of(ids)))).tolist() == ids.tolist()


@given(st.binary(max_size=12))
def test_bytes_are_packed_numbers_or_damage(data):
    """Nothing is read in two ways: what can be read is what would be written."""
    try:
        runs = unpack(data)
    except sqlite3.DatabaseError:
        return
    assert pack(runs) == data
    assert all(first <= last for first, last in runs.tolist())
    assert all(one[1] + 1 < two[0] for one, two in pairwise(runs.tolist()))


# Each list is a new one, or an earlier one with a few facts more and less, as nights are.
STEPS = st.lists(
    st.tuples(st.integers(0, 3), SETS, st.sets(st.integers(1, MOST), max_size=4), DAYS, st.booleans()),
    max_size=9,
)


def told(steps):
    """What every batch vouches for, its day, and whether it is a complete list."""
    said = []
    for back, whole, few, day, complete in steps:
        said.append((whole if back == 0 or back > len(said) else said[-back][0] ^ few, day, complete))
    return said


@cache
def nothing():
    """The bytes of a store without facts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for step in packaged_migrations():
            connection.executescript(step.sql)
        return connection.serialize()


def stored(connection, said):
    connection.deserialize(nothing())
    for number, (ids, day, complete) in enumerate(said):
        batch_id = insert_batch(connection, batch("employees", f"f{number}", day, complete=complete))
        Heads.read(connection, EMPLOYEES).vouch(connection, batch_id, sorted(ids))


def plain_sight(batches, said, asked):
    latest, complete = dict.fromkeys(asked, -1), dict.fromkeys(asked, -1)
    for place, one in enumerate(batches):
        for fact in said[one.batch_id - 1][0] & set(asked):
            latest[fact] = place
            complete[fact] = place if one.complete else complete[fact]
    return list(latest.values()), list(complete.values())


@settings(max_examples=50, deadline=None)
@given(STEPS, st.integers(0, 9), DAYS, st.sets(st.integers(1, MOST), max_size=20))
def test_lanes_say_what_the_batches_say(steps, known_at, day, asked):
    said = told(steps)
    with closing(sqlite3.connect(":memory:")) as connection:
        stored(connection, said)
        for batch_id, (ids, _, _) in enumerate(said, start=1):
            assert said_by(connection, EMPLOYEES, batch_id).tolist() == sorted(ids)
        whole = {batch_id: ids_of(runs).tolist() for batch_id, runs in runs_by_batch(connection, EMPLOYEES)}
        assert whole == {number: sorted(ids) for number, (ids, _, _) in enumerate(said, start=1) if ids}
        facts = np.array(sorted(asked), np.int64)
        for until in (None, known_at):
            found = sight(connection, EMPLOYEES, facts, day, known_at=until)
            batches = counting_batches(connection, day, EMPLOYEES, known_at=until)
            latest, complete = plain_sight(batches, said, facts.tolist())
            assert found.latest.tolist() == latest
            assert found.complete is None or found.complete.tolist() == complete
        tell = {number for number, (ids, _, _) in enumerate(said, start=1) if ids & asked}
        assert telling(connection, EMPLOYEES, facts) == tell


def test_two_lists_that_take_turns_stand_in_two_lanes():
    one, two = set(range(1, 80, 3)), set(range(2, 80, 3))
    with closing(sqlite3.connect(":memory:")) as connection:
        stored(connection, [(ids ^ {number}, JAN, False) for number in range(3, 9, 3) for ids in (one, two)])
        assert [[member.batch_id for member in lane] for lane in read_lanes(connection, EMPLOYEES)] == [
            [1, 3],
            [2, 4],
        ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attestations SET removed = X'0000' WHERE batch_id = 1",  # a fact leaves that is not there
        "UPDATE attestations SET added = X'0000' WHERE batch_id = 3",  # one comes in that is there
        "UPDATE attestations SET follows = 1 WHERE batch_id = 3",
        "UPDATE attestations SET added = X'80' WHERE batch_id = 1",
    ],
)
def test_what_is_no_lane_is_damage(statement):
    one = set(range(1, 80, 3))
    with closing(sqlite3.connect(":memory:")) as connection:
        stored(connection, [(one, JAN, False), (one ^ {4}, JAN, False), (one ^ {4, 7}, JAN, False)])
        if "follows" in statement:  # the schema refuses a second follower: as if it did not
            connection.execute("CREATE TABLE copy AS SELECT * FROM attestations")
            connection.execute("DROP TABLE attestations")
            connection.execute("ALTER TABLE copy RENAME TO attestations")
        connection.execute(statement)
        with pytest.raises(sqlite3.DatabaseError, match="cannot be read"):
            sight(connection, EMPLOYEES, np.arange(1, 80), JAN)
        assert any(runs is None for _, runs in runs_by_batch(connection, EMPLOYEES))


def test_an_older_store_says_what_it_said(tmp_path, monkeypatch):
    """Runs of facts, one row each, become lanes; the copy stays, the chain too, and little is left of the room that they took."""
    new, old = tmp_path / "new.db", tmp_path / "old" / "asn.db"
    people = [nip(number) for number in range(24)]
    with Store.open(new) as store:
        for night in range(14):
            rows = [
                person(one, golongan=f"III/{'ab'[(night >= number) % 2]}")
                for number, one in enumerate(people)
            ]
            put(store, "employees", f"night {night}", rows, as_of=date(2026, 1, 1 + night // 2))
        store.undo(7, now="2026-04-02T00:00:00Z", by="x")
        moments = [(day, known_at) for day in (JAN, date(2026, 1, 4)) for known_at in (None, 8)]
        before = [store.fingerprint(day, known_at=known_at) for day, known_at in moments]
        versions, chain = store.versions("employees", people[3], JAN), store.batches()
    old_store(new, old, schema=8)
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT count(*) FROM attestations").fetchone()[0] > 20
    monkeypatch.setattr(transactions, "_MUCH", 0)  # so small a store has little to give back
    with Store.open(old) as store:
        assert store._connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        assert sum_path(old).exists()
        assert store.older_copy == old.with_name("asn.db.schema8.bak")
        assert [store.fingerprint(day, known_at=known_at) for day, known_at in moments] == before
        assert store.versions("employees", people[3], JAN).equals(versions)
        assert store.batches() == chain
        assert store.verify() == []
        put(store, "employees", "tomorrow", [person(A), person(B)])
        assert store.verify() == []
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT count(*) FROM attestations").fetchone() == (15,)
