"""What a command saw on a past day, it sees again: through later imports and through what was taken back since."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.store.store import Store
from examples import few
from store_samples import FEB, JAN, MAR, A, B, person, plain, put
from test_store_properties import DAYS, KNOWN, LEVELS, slow_employees, slow_levels

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("employees"), DAYS, st.lists(KNOWN, max_size=3)),
        st.tuples(st.just("assessments"), DAYS, st.lists(LEVELS, max_size=3)),
        st.tuples(st.just("undo"), st.integers(0, 9)),
    ),
    max_size=9,
)


def everything(store, as_of, known_at=None):
    """All that reading can tell, so that then and now can be compared as one value."""
    frames = [store.load(table, as_of, known_at=known_at) for table in ("employees", "assessments")]
    frames.append(store.load_latest_levels(as_of, known_at=known_at))
    frames += [store.versions(table, A, as_of, known_at=known_at) for table in ("employees", "assessments")]
    return (
        [
            pd.io.json.ujson_dumps(
                frame.astype(object).where(frame.notna(), None).astype(str).values.tolist()
            )
            for frame in frames
        ],
        store.fingerprint(as_of, known_at=known_at),
        store.inputs(as_of, known_at=known_at),
        store.batches(known_at=known_at),
    )


@settings(max_examples=few(8, whole=30), deadline=None)
@given(STEPS)
def test_every_past_moment_is_what_it_was(steps):
    model, undone, seen = [], set(), {}
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
        for number, step in enumerate(steps):
            if step[0] == "undo":
                open_ones = [
                    one for one in store.batches() if one.kind == "import" and one.status == "active"
                ]
                if not open_ones:
                    continue
                chosen = open_ones[step[1] % len(open_ones)].batch_id
                newest = store.undo(chosen, now="2026-04-02T00:00:00Z", by="x").batch_id
                undone.add(chosen)
            else:
                newest = put(store, step[0], f"file {number}", step[2], as_of=step[1]).batch_id
                model.append((newest, step[1], step[0], step[2]))
            imports = [(day, one in undone, (table, rows)) for one, day, table, rows in model]
            seen[newest] = {as_of: (everything(store, as_of), imports) for as_of in (JAN, FEB, MAR)}
        for known_at, days in seen.items():
            for as_of, (then, imports) in days.items():
                assert everything(store, as_of, known_at) == then
                found = store.load("employees", as_of, known_at=known_at)
                assert plain(found, "nip", "nama", "golongan", "kelas_jabatan") == slow_employees(
                    imports, as_of
                )
                levels = store.load_latest_levels(as_of, known_at=known_at)
                assert levels["level"].tolist() == slow_levels(imports, as_of)[1]


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "asn.db") as opened:
        put(opened, "employees", "a", [person(A)], imported_at="2026-04-01T02:03:04Z")
        put(
            opened, "employees", "b", [person(B)], imported_at="2026-04-01T09:00:00+07:00"
        )  # a clock put back
        opened.undo(1, now="2026-04-02T00:00:00+00:00", by="x")
        yield opened


def test_before_the_first_batch_nothing_is_known(store):
    assert store.load("employees", MAR, known_at=0).empty
    assert store.batches(known_at=0) == []
    assert store.inputs(MAR, known_at=0) == []


def test_a_batch_taken_back_later_still_counted(store):
    assert plain(store.load("employees", JAN, known_at=2), "nip") == [(A,), (B,)]
    assert plain(store.load("employees", JAN), "nip") == [(B,)]
    assert [one.status for one in store.batches(known_at=2)] == ["active", "active"]
    assert [one.status for one in store.batches()] == ["undone", "active", "active"]


def test_a_number_beyond_every_batch_is_now(store):
    assert plain(store.load("employees", JAN, known_at=10**30), "nip") == [(B,)]


@pytest.mark.parametrize(
    "moment, batch",
    [
        (datetime(2026, 4, 1, 1, tzinfo=UTC), 0),
        (datetime(2026, 4, 1, 2, tzinfo=UTC), 2),
        (datetime(2026, 4, 1, 23, 59, tzinfo=UTC), 2),
        (datetime(2026, 4, 2, tzinfo=UTC), 3),
    ],
)
def test_a_moment_is_the_last_batch_recorded_by_then(store, moment, batch):
    assert store.batch_at(moment) == batch
