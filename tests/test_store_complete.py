"""Lists that are everybody: who is left out is gone since that day, an empty cell is empty, and a half list says nothing of others."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.store.opening.transactions import sqlite3
from asnkarier.store.records import SourceSheet
from asnkarier.store.store import Store
from asnkarier.store.trust.sumfile import sum_path
from asnkarier.store.verification import verify
from examples import few
from store_samples import FEB, JAN, MAR, A, B, C, batch, frame, plain

FIELDS = ("nama", "golongan", "hukuman_disiplin")
APR = date(2026, 4, 30)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "asn.db") as opened:
        yield opened


def put(store, name, rows, as_of=JAN, *, complete=False, named=(), fields=FIELDS):
    rows = [{"nip": row} if isinstance(row, str) else row for row in rows]
    sheet = SourceSheet(f"{name}.csv", None, (1,), dict(zip(("nip", *fields), "ABCDEFG", strict=False)))
    told = batch("employees", name, as_of, complete=complete, named=tuple(named))
    return store.add(told, frame("employees", rows), {0: sheet})


def gone(store, as_of, known_at=None):
    found = store.leavers(as_of, known_at=known_at)
    return {nip: day.date() for nip, day in zip(found["nip"], found["since"], strict=True)}


def values(store, as_of, name="golongan", known_at=None):
    return dict(plain(store.load_employees(as_of, known_at=known_at)[0], "nip", name))


def test_who_is_left_out_is_gone_since_that_day_and_back_when_named(store):
    put(store, "a", [A, B, C], JAN, complete=True)
    put(store, "b", [A, B], FEB, complete=True)
    put(store, "c", [A], MAR, complete=True)
    put(store, "d", [C], APR)  # not complete: it says nothing of others
    assert gone(store, JAN) == {}
    assert gone(store, FEB) == {C: FEB}
    assert gone(store, MAR) == {B: MAR, C: FEB}
    assert gone(store, APR) == {B: MAR}
    assert gone(store, APR, known_at=2) == {C: FEB}
    assert len(store.load("employees", APR)) == 3  # what was known of them is known


def test_a_list_of_punishments_brings_nobody_back(store):
    put(store, "all", [A, B], JAN, complete=True)
    put(store, "most", [A], FEB, complete=True)
    put(store, "punished", [{"nip": B, "hukuman_disiplin": "ringan"}], MAR, fields=("hukuman_disiplin",))
    put(store, "only punished", [{"nip": C, "hukuman_disiplin": "ringan"}], MAR, fields=("hukuman_disiplin",))
    assert gone(store, APR) == {B: FEB}
    assert values(store, APR, "hukuman_disiplin")[B] == "ringan"
    assert store.would_leave((), APR) == [A]
    assert plain(store.last_named(APR), "nip", "batch_id") == [(A, 2), (B, 1)]
    put(store, "new", [B], APR)
    assert gone(store, APR) == {}


def test_a_list_of_punishments_that_only_repeats_brings_nobody_back(store):
    listed = {"nip": B, "hukuman_disiplin": "ringan"}
    put(store, "all", [A, listed], JAN, complete=True)
    put(store, "most", [A], FEB, complete=True)
    put(
        store, "punished", [listed], MAR, fields=("hukuman_disiplin",)
    )  # vouches for the very fact of January
    assert gone(store, APR) == {B: FEB}


def test_people_first_listed_later_are_no_leavers_of_an_older_list(store):
    put(store, "new", [A, B, C], MAR)
    put(store, "old", [A], FEB, complete=True)
    assert gone(store, MAR) == {}
    assert gone(store, FEB) == {}
    put(store, "older", [A, B], JAN)
    assert gone(store, FEB) == {B: FEB}
    assert gone(store, MAR) == {}


def test_a_complete_list_taken_back_lets_everybody_return(store):
    put(store, "a", [A, B])
    wrong = put(store, "half", [A], FEB, complete=True)
    assert gone(store, MAR) == {B: FEB}
    store.undo(wrong.batch_id, now="2026-05-01T00:00:00Z", by="x")
    assert gone(store, MAR) == {}
    assert gone(store, MAR, known_at=2) == {B: FEB}


def test_who_stands_on_a_row_set_aside_is_no_leaver(store):
    put(store, "a", [A, B, C])
    put(store, "b", [A], FEB, complete=True, named=[B])
    assert gone(store, FEB) == {C: FEB}
    put(store, "c", [A], MAR, complete=True)
    assert gone(store, MAR) == {B: MAR, C: FEB}


def test_who_would_leave_is_told_before_anything_is_stored(store):
    put(store, "a", [A, B, C])
    assert store.would_leave([A], FEB) == [B, C]
    put(store, "b", [A, B], FEB, complete=True)
    assert store.would_leave([A], MAR) == [B]  # C has left already
    assert store.would_leave([A], date(2025, 1, 1)) == []
    assert store.would_leave([], MAR) == [A, B]


def test_an_empty_cell_takes_away_only_in_a_complete_list(store):
    put(store, "a", [{"nip": A, "golongan": "III/a", "hukuman_disiplin": "berat"}])
    kept = put(store, "b", [{"nip": A, "golongan": "III/b"}], FEB)
    assert (kept.emptied, kept.accepted) == ({"hukuman_disiplin": 1}, 1)
    assert values(store, FEB, "hukuman_disiplin") == {A: "berat"}
    taken = put(store, "c", [{"nip": A, "golongan": "III/b"}], MAR, complete=True)
    assert (taken.emptied, taken.accepted, taken.unchanged) == ({"hukuman_disiplin": 1}, 1, 0)
    assert values(store, MAR, "hukuman_disiplin") == {A: None}
    assert values(store, FEB, "hukuman_disiplin") == {A: "berat"}
    assert values(store, MAR, "hukuman_disiplin", known_at=2) == {A: "berat"}
    again = put(store, "d", [{"nip": A, "golongan": "III/b"}], APR)  # an incomplete one gives nothing back
    assert (again.emptied, again.accepted) == ({}, 0)
    assert values(store, APR, "hukuman_disiplin") == {A: None}
    where = store.load_employees(APR)[1]().iloc[0]
    assert store.sources()[where["hukuman_disiplin.source_id"]].file == "c.csv"


def test_a_column_that_the_list_does_not_have_is_not_empty(store):
    put(store, "a", [{"nip": A, "golongan": "III/a", "hukuman_disiplin": "berat"}])
    result = put(
        store, "b", [{"nip": A, "golongan": "III/a"}], FEB, complete=True, fields=("nama", "golongan")
    )
    assert (result.emptied, result.accepted) == ({}, 0)
    assert values(store, FEB, "hukuman_disiplin") == {A: "berat"}


def test_the_same_row_under_more_headings_says_more(store):
    put(store, "a", [{"nip": A, "hukuman_disiplin": "berat"}])
    put(store, "b", [{"nip": A, "golongan": "III/a"}], FEB, fields=("nama", "golongan"))
    put(store, "c", [{"nip": A, "golongan": "III/a"}], MAR, complete=True)
    assert values(store, MAR, "hukuman_disiplin") == {A: None}


def test_a_preview_tells_what_is_emptied(store):
    put(store, "a", [{"nip": A, "golongan": "III/a"}])
    rows = frame("employees", [{"nip": A, "nama": "x"}])
    sheet = {0: SourceSheet("b.csv", None, (1,), {"nip": "A", "nama": "B", "golongan": "C"})}
    assert store.preview("employees", rows, FEB, sheet, complete=True).emptied == {"golongan": 1}
    assert store.preview("employees", rows, FEB).emptied == {}


def test_only_employees_are_complete(store):
    with pytest.raises(ValueError, match="only a list of employees"):
        store.add(batch("units", "u", complete=True), frame("units", []), {})
    assert store.batches() == []


def test_the_chain_holds_what_makes_a_list_complete(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "a", [A, B], complete=True, named=[C])
        assert [one.complete for one in store.batches()] == [True]
    assert verify(path, 0) == []
    sum_path(path).unlink()
    for statement in ("UPDATE complete_lists SET named = '[]'", "DELETE FROM complete_lists"):
        with sqlite3.connect(path) as connection:
            connection.execute(statement)
        assert "batch 1: what it holds is not what was stored" in [str(one) for one in verify(path, 0)]


# ── against a plain model ────────────────────────────────────────────────────────────────────────────────────────

ROW = st.fixed_dictionaries(
    {
        "nip": st.sampled_from([A, B, C]),
        "golongan": st.sampled_from([None, "III/a", "III/b"]),
        "hukuman_disiplin": st.sampled_from([None, "berat"]),
    }
)
LISTS = st.lists(
    st.tuples(
        st.sampled_from([JAN, FEB, MAR]),
        st.booleans(),
        st.sets(st.sampled_from(["golongan", "hukuman_disiplin"])),
        st.lists(ROW, max_size=3, unique_by=lambda row: row["nip"]),
        st.sets(st.sampled_from([A, B, C]), max_size=1),
        st.booleans(),
    ),
    max_size=6,
)


def model(lists, as_of):
    """Values and leavers as a plain reading says: list by list, in order of their days."""
    known, left = {}, {}
    order = sorted(range(len(lists)), key=lambda place: (lists[place][0], place))
    for place in order:
        day, complete, fields, rows, named, undone = lists[place]
        if undone or day > as_of:
            continue
        for row in rows:
            person = known.setdefault(row["nip"], {})
            for name in ("golongan", "hukuman_disiplin"):
                if name in fields and (row[name] is not None or complete):
                    person[name] = row[name]
            left.pop(row["nip"], None)
        if complete:
            for nip in named:
                left.pop(nip, None)
            for nip in known.keys() - {row["nip"] for row in rows} - named:
                left.setdefault(nip, day)
    return known, left


@settings(max_examples=few(20, whole=80), deadline=None)
@given(LISTS)
def test_values_and_leavers_are_what_a_plain_reading_says(lists):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
        for number, (day, complete, fields, rows, named, undone) in enumerate(lists):
            told = [{name: row[name] if name in ("nip", *fields) else None for name in row} for row in rows]
            result = put(
                store,
                f"f{number}",
                told,
                day,
                complete=complete,
                named=named,
                fields=("nama", *sorted(fields)),
            )
            if undone:
                store.undo(result.batch_id, now="2026-05-01T00:00:00Z", by="x")
        for as_of in (JAN, FEB, MAR):
            known, left = model(lists, as_of)
            for name in ("golongan", "hukuman_disiplin"):
                assert values(store, as_of, name) == {nip: person.get(name) for nip, person in known.items()}
            assert gone(store, as_of) == left
        assert store.verify() == []
