"""Every field of a person keeps its own cell: that of the list that said it, not of the list that came last."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.store.records import SourceSheet
from asnkarier.store.store import Store
from examples import few
from store_samples import FEB, JAN, MAR, A, B, batch, frame, plain
from test_store_properties import DAYS

FIELDS = ("nama", "golongan", "kelas_jabatan", "hukuman_disiplin")


def sheet(name, *fields):
    return {0: SourceSheet(f"{name}.csv", None, (1,), dict(zip(("nip", *fields), "ABCDEFG", strict=False)))}


def put(store, name, rows, fields, as_of=JAN):
    return store.add(batch("employees", name, as_of), frame("employees", rows), sheet(name, *fields))


def cells(store, nip, as_of=MAR, known_at=None):
    """Where the fields of a person stand, as FILE:row, None for nowhere."""
    told = store.load_employees(as_of, known_at=known_at)[1]().set_index("nip").loc[nip]
    files = {number: source.file.removesuffix(".csv") for number, source in store.sources().items()}
    return {
        name: None
        if told[f"{name}.source_id"] < 0
        else f"{files[told[f'{name}.source_id']]}:{told[f'{name}.row']}"
        for name in ("nip", *FIELDS)
    }


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "asn.db") as opened:
        yield opened


def test_a_field_cites_the_list_that_said_it(store):
    everything = [{"nip": A, "nama": "x", "golongan": "III/a", "hukuman_disiplin": "tidak_pernah"}]
    put(store, "pegawai", everything, ("nama", "golongan", "hukuman_disiplin"))
    put(store, "rekap", [{"nip": B, "nama": "z"}, {"nip": A, "nama": "y"}], ("nama",), FEB)
    assert cells(store, A) == {
        "nip": "rekap:3",
        "nama": "rekap:3",
        "golongan": "pegawai:2",
        "kelas_jabatan": None,
        "hukuman_disiplin": "pegawai:2",
    }
    assert cells(store, A, JAN)["nama"] == "pegawai:2"
    assert cells(store, A, known_at=1)["nama"] == "pegawai:2"


def test_a_value_that_is_not_there_cites_the_empty_cell_where_it_belongs(store):
    put(store, "a", [{"nip": A, "nama": "x"}], ("nama", "golongan"))
    put(store, "b", [{"nip": A, "nama": "y"}], ("nama", "golongan", "hukuman_disiplin"), FEB)
    put(store, "c", [{"nip": A, "nama": "z"}], ("nama",), MAR)
    assert cells(store, A) == {
        "nip": "c:2",
        "nama": "c:2",
        "golongan": "b:2",
        "kelas_jabatan": None,
        "hukuman_disiplin": "b:2",
    }


def test_a_cleared_cell_keeps_the_value_and_the_cell_that_holds_it(store):
    put(store, "a", [{"nip": A, "hukuman_disiplin": "berat"}], ("nama", "hukuman_disiplin"))
    put(store, "b", [{"nip": A, "nama": "y"}], ("nama", "hukuman_disiplin"), FEB)
    frame_, *_ = store.load_employees(FEB)
    assert plain(frame_, "hukuman_disiplin") == [("berat",)]
    assert cells(store, A)["hukuman_disiplin"] == "a:2"


def test_nobody_stands_nowhere(store):
    told, where, _ = store.load_employees(JAN)
    assert told.empty
    assert where().empty
    assert "golongan.source_id" in where().columns


VALUES = {
    "nama": st.sampled_from(["x", "y"]),
    "golongan": st.sampled_from([None, "III/a", "III/b"]),
    "kelas_jabatan": st.sampled_from([None, 7]),
    "hukuman_disiplin": st.sampled_from([None, "berat"]),
}
ROWS = st.lists(st.fixed_dictionaries({"nip": st.sampled_from([A, B]), **VALUES}), max_size=3)
LISTS = st.lists(st.tuples(DAYS, st.sets(st.sampled_from(FIELDS)), ROWS), max_size=6)


@settings(max_examples=few(20, whole=80), deadline=None)
@given(LISTS)
def test_the_cited_cell_holds_the_value(lists):
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "asn.db") as store:
        written = {}
        for number, (day, fields, rows) in enumerate(lists):
            told = [{name: row[name] if name in ("nip", *fields) else None for name in row} for row in rows]
            put(store, f"file {number}", told, fields, day)
            for place, row in enumerate(told, start=2):
                written[f"file {number}:{place}"] = row | {"fields": {"nip", *fields}}
        for as_of in (JAN, FEB, MAR):
            told, where, _ = store.load_employees(as_of)
            assert where()["nip"].tolist() == told["nip"].tolist()
            assert store.load("employees", as_of).equals(told)
            for nip, *values in plain(told, "nip", *FIELDS):
                places = cells(store, nip, as_of)
                for name, value in zip(FIELDS, values, strict=True):
                    cell = written.get(places[name])
                    if cell is None:
                        assert value is None
                    else:
                        assert cell["nip"] == nip
                        assert cell[name] == value
                        assert name in cell["fields"]
