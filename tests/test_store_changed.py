"""Facts written as changes of the first one of their key, read as the facts that they are."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.errors import StoreError
from asnkarier.model.frames import ASSESSMENTS, EMPLOYEES, TABLES
from asnkarier.store.changed.packing import (
    Changed,
    pack_changed,
    unpack_cells,
    unpack_numbers,
)
from asnkarier.store.facts import read_facts
from asnkarier.store.store import Store
from asnkarier.store.verification import verify
from asnkarier.store.vouching.packed import ids_of, unpack
from examples import few
from store_samples import FEB, JAN, MAR, A, B, C, frame, level, nip, old_store, person, plain, put
from test_store_properties import IMPORTS, rows_of, take_back

VALUES = st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.integers()


@st.composite
def changes(draw):
    ids = sorted(draw(st.sets(st.integers(1, 2**40), min_size=1, max_size=9)))
    firsts = draw(st.lists(st.integers(1, 2**40), min_size=len(ids), max_size=len(ids)))
    some = sorted(draw(st.sets(st.integers(0, len(ids) - 1), min_size=1)))
    told = {
        "source_id": (None, [7]),
        "level": (some, draw(st.lists(VALUES, min_size=len(some), max_size=len(some)))),
    }
    return Changed(np.array(ids, np.int64), np.array(firsts, np.int64), told)


@given(changes())
def test_packed_changes_come_back(one):
    ids, firsts, said = pack_changed(one)
    assert ids_of(unpack(ids)).tolist() == one.ids.tolist()
    assert [found.tolist() for found in unpack_numbers([firsts, firsts])] == [one.firsts.tolist()] * 2
    cells = {name: tuple(told) for name, told in unpack_cells(said, ASSESSMENTS, len(one.ids)).items()}
    assert cells == one.cells


@given(changes(), st.data())
def test_a_flipped_bit_is_damage_or_says_the_same(one, data):
    """The last byte of what is packed has bits that nobody reads."""
    _, firsts, said = pack_changed(one)
    readers = (
        (firsts, lambda raw: [one.tolist() for one in unpack_numbers([raw])]),
        (said, lambda raw: unpack_cells(raw, ASSESSMENTS, 9)),
    )
    for whole, read in readers:
        raw = bytearray(whole)
        bit = data.draw(st.integers(16, 8 * len(raw) - 1))  # behind the two bytes that name the method
        raw[bit // 8] ^= 1 << bit % 8
        try:
            told = read(bytes(raw))
        except sqlite3.DatabaseError:
            continue
        assert str(told) == str(read(whole))


@pytest.mark.parametrize(
    "cells",
    [
        {"level": (None, [1.0])},  # no sheet
        {"source_id": (None, [1]), "nama": (None, ["x"])},  # no such column
        {"source_id": (None, [1]), "level": ([0, 2], [1.0, 2.0])},  # no such place
        {"source_id": (None, [1]), "level": ([-1], [1.0])},
        {"source_id": (None, [1]), "level": ([0, 1], [1.0, 2.0, 3.0])},
        {"source_id": (None, [1, 2, 3])},
        {"source_id": 3},
        [],
    ],
)
def test_cells_that_no_store_writes_are_damage(cells):
    *_, said = pack_changed(Changed(np.array([1, 2]), np.array([1, 1]), cells))
    with pytest.raises(sqlite3.DatabaseError, match="cannot be read"):
        unpack_cells(said, ASSESSMENTS, 2)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_what_changes_a_fact_comes_out_as_it_went_in(table):
    """Any values over any others: the last word counts, of an employee field by field."""

    @settings(max_examples=4, deadline=None)
    @given(rows_of(table), rows_of(table))
    def check(before, after):
        keys = [{name: row[name] for name in table.key} for row in after]
        before = [{**row, **key} for row, key in zip(before, keys, strict=False)]
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
            put(store, table.name, "a", before)
            put(store, table.name, "b", after, as_of=FEB)
            loaded = store.load(table.name, MAR)[list(table.columns)]
            assert store.verify() == []
        if table is EMPLOYEES:
            older = {row["nip"]: row for row in before}
            after = [
                {name: old if row[name] is None else row[name] for name, old in older[row["nip"]].items()}
                if row["nip"] in older
                else row
                for row in after
            ]
        wanted = frame(table.name, after).sort_values(list(table.key), na_position="first", kind="stable")
        wanted = wanted.reset_index(drop=True)[list(table.columns)]
        pd.testing.assert_frame_equal(loaded, wanted, check_exact=True)

    check()


def rows_in(path):
    with closing(sqlite3.connect(path)) as connection:
        names = [*(table.name for table in TABLES.values()), "changed_facts"]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}  # noqa: S608


def told(store, known):
    states = [store.fingerprint(day, known_at=one) for day in (JAN, FEB, MAR) for one in (None, *known)]
    versions = [store.versions(table, one, MAR) for table in ("employees", "assessments") for one in (A, B)]
    return states, [frame.to_json(date_format="iso") for frame in versions], store.batches()


@settings(max_examples=few(2, whole=6), deadline=None)
@given(IMPORTS)
def test_a_store_of_schema_10_is_brought_to_what_would_be_written_today(imports):
    """Row for row and byte for byte; every past state is what it was, the chain holds, and the copy is the old store."""
    with tempfile.TemporaryDirectory() as folder:
        new, old = Path(folder) / "new.db", Path(folder) / "old" / "asn.db"
        with Store.open(new) as store:
            for number, (day, undone, (table, rows)) in enumerate(imports):
                result = put(store, table, f"file {number}", rows, as_of=day)
                if undone:
                    take_back(store, result.batch_id)
            known = range(len(store.batches()))
            before = told(store, known)
        old_store(new, old, schema=10)
        with closing(sqlite3.connect(old)) as connection:
            count = connection.execute("SELECT count(*) FROM employees").fetchone()
        with Store.open(old) as store:
            assert store.older_copy == old.with_name("asn.db.schema10.bak")
            assert told(store, known) == before
            assert store.verify() == []
        assert rows_in(old) == rows_in(new)
        with closing(sqlite3.connect(old.with_name("asn.db.schema10.bak"))) as connection:
            assert connection.execute("SELECT count(*) FROM employees").fetchone() == count


def test_only_the_first_fact_of_a_key_is_a_row(tmp_path):
    """And a year of changes takes a fraction of the room of the first list."""
    path, people = tmp_path / "asn.db", [nip(number) for number in range(400)]
    with Store.open(path) as store:
        for night in range(30):
            rows = [
                person(one, unit_kerja=f"Bidang {(number + night) // 30}")
                for number, one in enumerate(people)
            ]
            put(store, "employees", f"night {night}", rows, as_of=date(2026, 1, 1 + night))
        ids, facts = read_facts(store._connection, EMPLOYEES)
        assert ids.tolist() == list(range(1, len(facts) + 1))
        assert len(facts) > 700
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT nip) FROM employees").fetchone() == (
            400,
            400,
        )
        size = "SELECT sum(length(ids) + length(firsts) + length(said)) FROM changed_facts"
        assert connection.execute(size).fetchone()[0] < 12 * (len(facts) - 400)


def test_two_rows_of_one_list_about_one_person_are_both_kept(tmp_path):
    with Store.open(tmp_path / "asn.db") as store:
        put(store, "employees", "a", [person(A, golongan="III/a"), person(A, golongan="III/b"), person(B)])
        assert plain(store.versions("employees", A, JAN), "fact_id", "row", "golongan") == [
            (1, 2, "III/a"),
            (2, 3, "III/b"),
        ]
        assert plain(store.load("employees", JAN), "golongan") == [("III/b",), (None,)]


def test_one_person_is_read_without_the_others(tmp_path):
    with Store.open(tmp_path / "asn.db") as store:
        put(store, "employees", "a", [person(one, golongan="III/a") for one in (A, B, C)])
        put(store, "employees", "b", [person(one, golongan="III/b") for one in (C, A)], as_of=FEB)
        put(store, "employees", "c", [person(B, golongan="III/c")], as_of=MAR)
        for who, ids in ((A, [1, 5]), (B, [2, 6]), (C, [3, 4])):
            found, facts = read_facts(store._connection, EMPLOYEES, keys=(who,))
            assert found.tolist() == ids
            assert len(set(facts.codes["nip"].tolist())) == 1
        assert read_facts(store._connection, EMPLOYEES, keys=())[0].tolist() == []


def test_the_rules_of_a_table_hold_for_what_changes_its_rows(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "assessments", "a", [level(A, "integritas", 2.0), level(B, "integritas", 2.0)])
        with pytest.raises(StoreError) as refused:
            put(
                store,
                "assessments",
                "b",
                [level(C, "integritas", 3.0), level(A, "integritas", 3.0), level(B, "integritas", None)],
            )
        assert (refused.value.facts["file"], refused.value.facts["row"]) == ("b.xlsx", 4)
        assert plain(store.load("assessments", MAR), "level") == [(2.0,), (2.0,)]
        assert len(store.batches()) == 1
    assert verify(path, 0) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM employees WHERE fact_id = 1",  # the first fact
        "UPDATE employees SET fact_id = 3 WHERE fact_id = 2",  # two facts of one id
        "UPDATE changed_facts SET said = substr(said, 1, 9)",
    ],
)
def test_what_changes_nothing_readable_is_damage(tmp_path, statement):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "employees", "a", [person(A, golongan="III/a"), person(B)])
        put(store, "employees", "b", [person(A, golongan="III/b")])
    path.with_name("asn.db-sum").unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
    with Store.open(path, mode="r") as store, pytest.raises(StoreError, match="damaged"):
        store.load("employees", JAN)
    assert any(finding.grave for finding in verify(path, 0))


SAID = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy")), min_size=6, max_size=6)


@settings(max_examples=few(10, whole=30), deadline=None)
@given(st.lists(SAID, min_size=2, max_size=4), st.data())
def test_some_people_are_read_as_everybody_is(lists, data):
    """Whatever changed of whom in which list: the facts of some of them, and some of their fields, are those of the whole table."""
    fields = ("nip", "golongan", "unit_kerja")
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
        for number, said in enumerate(lists):
            people = [person(nip(one), golongan=a, unit_kerja=x) for one, (a, x) in enumerate(said)]
            put(store, "employees", f"list {number}", people, as_of=JAN)
        ids, facts = read_facts(store._connection, EMPLOYEES)
        whole = said_of(facts, fields)
        for some in ({nip(one)} for one in range(6)):
            some |= {nip(one) for one in data.draw(st.sets(st.integers(0, 6), max_size=2))}
            asked = data.draw(st.sampled_from([None, fields[:2]]))
            found, few = read_facts(store._connection, EMPLOYEES, keys=some, fields=asked)
            mine = [place for place, row in enumerate(whole) if row[0] in some]
            told = len(asked or fields)
            assert found.tolist() == ids[mine].tolist()
            assert said_of(few, fields[:told]) == [whole[place][:told] for place in mine]


def said_of(facts, fields):
    words = {name: [*facts.words[name].values_in_order(), None] for name in fields}
    return list(
        zip(*([words[name][code] for code in facts.codes[name].tolist()] for name in fields), strict=True)
    )
