"""For any facts in any order: what goes in comes out, and what counts is what a slow and simple reading says."""

import tempfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.model.frames import TABLES
from asnkarier.store.coded import stored_columns
from asnkarier.store.store import Store
from store_samples import FEB, JAN, MAR, A, B, batch, frame, plain, put

NIPS = st.integers(900, 999).map(lambda number: f"198001012005011{number}")
VALUES = {
    "text": st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    "date": st.dates(),
    "number": st.floats(allow_nan=False),
    "integer": st.integers(-(2**63), 2**63 - 1),
}


def said_in(field):
    return NIPS if "nip" in field.name.split("_") else VALUES[field.kind]


def rows_of(table):
    fields = {
        field.name: said_in(field) if field.required else st.none() | said_in(field) for field in table.fields
    }
    row = st.fixed_dictionaries({**fields, "col": st.none() | st.sampled_from(["D", "AA"])})
    return st.lists(row, max_size=6, unique_by=lambda row: tuple(row[name] for name in table.key))


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_what_goes_in_comes_out(table):
    @settings(max_examples=15, deadline=None)
    @given(rows_of(table))
    def check(rows):
        given_frame = frame(table.name, rows)
        with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
            put(store, table.name, "a", rows)
            loaded = store.load(table.name, JAN)
            assert store.verify() == []
        order = given_frame.sort_values(list(table.key), na_position="first", kind="stable")
        order["source_id"] = order["source_id"] + 1
        pd.testing.assert_frame_equal(loaded, order.reset_index(drop=True), check_exact=True)

    check()


# Small domains, so that repetition, contradiction and return to an old value all happen.
KNOWN = st.fixed_dictionaries(
    {
        "nip": st.sampled_from([A, B]),
        "nama": st.sampled_from(["x", "y"]),
        "golongan": st.sampled_from([None, "III/a", "III/b"]),
        "kelas_jabatan": st.sampled_from([None, 7, 8]),
    }
)
LEVELS = st.fixed_dictionaries(
    {
        "nip": st.sampled_from([A, B]),
        "kompetensi": st.just("integritas"),
        "level": st.sampled_from([2.0, 2.5]),
        "tanggal_asesmen": st.sampled_from([None, JAN, FEB]),
    }
)
DAYS = st.sampled_from([JAN, FEB, MAR])
IMPORTS = st.lists(
    st.tuples(
        DAYS,
        st.sampled_from([None, "at once", "at the end"]),  # when the import is taken back
        st.one_of(
            st.tuples(st.just("employees"), st.lists(KNOWN, max_size=3)),
            st.tuples(st.just("assessments"), st.lists(LEVELS, max_size=3)),
        ),
    ),
    max_size=7,
)


def counting(imports, table, as_of):
    """Every row that counts on a day, oldest word first."""
    chosen = [
        (day, n, rows)
        for n, (day, undone, (name, rows)) in enumerate(imports)
        if name == table and not undone
    ]
    return [
        (day, row)
        for day, _, rows in sorted(chosen, key=lambda c: c[:2])
        for row in rows
        if day <= as_of or (row.get("tanggal_asesmen") or date.max) <= as_of  # a day of its own that has come
    ]


def slow_employees(imports, as_of):
    known = {}
    for _, row in counting(imports, "employees", as_of):
        merged = known.setdefault(row["nip"], {})
        merged.update({name: value for name, value in row.items() if value is not None})
    return [
        tuple(known[nip].get(name) for name in ("nip", "nama", "golongan", "kelas_jabatan"))
        for nip in sorted(known)
    ]


def slow_levels(imports, as_of):
    full, latest = {}, {}
    for day, row in counting(imports, "assessments", as_of):
        asesmen = row["tanggal_asesmen"]
        full[row["nip"], asesmen or date.min] = row["level"]
        when = (asesmen or day, asesmen is not None)
        if when[0] <= as_of and when >= latest.get(row["nip"], (when, 0))[0]:
            latest[row["nip"]] = (when, row["level"])
    return [full[key] for key in sorted(full)], [latest[nip][1] for nip in sorted(latest)]


def take_back(store, batch_id):
    store.undo(batch_id, now="2026-04-02T00:00:00Z", by="x")


@settings(max_examples=80, deadline=None)
@given(IMPORTS)
def test_what_counts_is_what_a_slow_reading_says(imports):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
        for number, (day, undone, (table, rows)) in enumerate(imports):
            result = put(store, table, f"file {number}", rows, as_of=day)
            assert result.accepted + result.unchanged == len(rows)
            if undone == "at once":
                take_back(store, result.batch_id)
        for found in store.batches():
            if (
                found.kind == "import"
                and imports[int(found.file.split()[-1].removesuffix(".xlsx"))][1] == "at the end"
            ):
                take_back(store, found.batch_id)
        for as_of in (JAN, FEB, MAR):
            known = plain(store.load("employees", as_of), "nip", "nama", "golongan", "kelas_jabatan")
            assert known == slow_employees(imports, as_of)
            full, latest = slow_levels(imports, as_of)
            assert store.load("assessments", as_of)["level"].tolist() == full
            assert store.load_latest_levels(as_of)["level"].tolist() == latest


@settings(max_examples=30, deadline=None)
@given(IMPORTS, DAYS)
def test_a_preview_tells_what_add_does(imports, day):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
        for number, (as_of, _, (table, rows)) in enumerate(imports):
            told = store.preview(table, frame(table, rows), as_of)
            done = put(store, table, f"file {number}", rows, as_of=as_of)
            assert (told.accepted, told.unchanged, told.facts) == (done.accepted, done.unchanged, done.facts)
            before = store.fingerprint(as_of)
            again = put(store, table, f"again {number}", rows, as_of=as_of)
            assert store.fingerprint(as_of) == before
            assert (
                store.find_batch(batch(table, f"again {number}").sha256, table, "").batch_id == again.batch_id
            )


def test_columns_of_a_fact_begin_with_its_cell():
    assert all(stored_columns(table)[:3] == ("source_id", "row", "col") for table in TABLES.values())
