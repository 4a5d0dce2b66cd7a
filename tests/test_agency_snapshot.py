"""A snapshot: what is known on a day, what was known before an import, and what would be known if."""

import shutil
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from asnkarier.agency.cover import stamped
from asnkarier.agency.known import EMPLOYEE_CELLS, EMPLOYEE_WORDS, LEVELS, LISTED, NAMED_BY, NAMES, RESULTS
from asnkarier.agency.people import People
from asnkarier.agency.snapshot import known_then, load_snapshot, load_somebody
from asnkarier.agency.workspace import Workspace
from asnkarier.analysis.careers.dossiers import REGISTERS
from asnkarier.errors import UsageError
from asnkarier.model.book import Book
from asnkarier.model.frames import PROVENANCE, TABLES
from asnkarier.settings import Settings
from conftest import make_workspace
from store_samples import FEB, JAN, MAR, SHEET, A, B, C, batch, frame, person

TODAY = date(2026, 11, 1)
BOOK = Book("asn.uji/1", "Uji", TODAY, "", ())
KEPALA = {"jabatan": "Kepala Subbidang Mutasi", "jenis_jabatan": "struktural", "eselon": "IV.a"}


def level(nip, value, day=None):
    return {"nip": nip, "kompetensi": "integritas", "level": value, "tanggal_asesmen": day}


# One list after the other: a change, a repetition of an older word, a list of an older day, a new table.
IMPORTS = (
    ("employees", JAN, [person(A, **KEPALA), person(B)]),
    ("assessments", JAN, [level(A, 2.0), level(B, 3.0, "2025-05-01")]),
    ("employees", MAR, [person(A, jabatan="Kepala Bidang Mutasi", eselon="III.a"), person(C)]),
    ("assessments", MAR, [level(A, 3.0), level(B, 4.0, "2024-05-01")]),
    ("employees", FEB, [person(A, **KEPALA), person(B, nama="Sari Dewi")]),
    ("positions", FEB, [{"nip": A, "jabatan": "Analis", "tmt_jabatan": "2015-01-01"}]),
    ("employees", MAR, [person(B), person(A, jabatan="Kepala Bidang Mutasi", eselon="III.a")]),
)


@pytest.fixture
def office(tmp_path):
    return Workspace(make_workspace(tmp_path / "kantor"), Settings(), TODAY)


@pytest.fixture(scope="module")
def told_then(tmp_path_factory):
    """A workspace with every import, not to be changed, and what was known after each: {number of the last batch: tables}."""
    office, told = (
        Workspace(make_workspace(tmp_path_factory.mktemp("then") / "kantor"), Settings(), TODAY),
        {},
    )
    for number, (table, day, rows) in enumerate(IMPORTS, start=1):
        with office.open_store("w") as store:
            added = store.add(batch(table, f"{number}", day), frame(table, rows), SHEET)
        with office.open_store() as store:
            now = load_snapshot(office, store)
            told[added.batch_id] = {name: plain(now.frames, name) for name in NAMES}
    return office, told


@pytest.fixture
def filled(told_then, tmp_path):
    """The same in a workspace of the test's own, which holds nothing made before."""
    office, told = told_then
    return replace(office, root=shutil.copytree(office.root, tmp_path / "terisi")), told


def plain(frames, name):
    """The fields and places of a table, in an order of its own."""
    if name == EMPLOYEE_CELLS:
        cells = frames[name].set_index("nip").astype("int64")
        return cells.sort_index()
    table = {LEVELS: "assessments", RESULTS: "assessment_results", EMPLOYEE_WORDS: "employees"}.get(
        name, name
    )
    if name == LISTED:
        return frames[name][list(NAMED_BY)].sort_values("nip", ignore_index=True)
    rows = frames[name][[*TABLES[table].columns, *PROVENANCE]].astype({"source_id": "Int64", "row": "Int64"})
    # Words about one person keep their order; between people it says nothing.
    key = ["nip"] if name == EMPLOYEE_WORDS else list(TABLES[table].key)
    return rows.sort_values(key, kind="stable", ignore_index=True)


def test_what_was_known_when_a_batch_was_the_newest_is_what_was_told_then(filled):
    office, told = filled
    with office.open_store() as store:
        now = load_snapshot(office, store)
        for batch_id in told:
            before = known_then(now, store, batch_id)
            assert before.known_at == batch_id
            for name in NAMES:
                assert_frame_equal(
                    plain(before.frames, name),
                    told[batch_id][name],
                    check_dtype=False,
                    obj=f"{name} at {batch_id}",
                )


def test_tables_not_touched_since_are_shared_and_the_law_is_the_same(filled):
    office, told = filled
    with office.open_store() as store:
        now = load_snapshot(office, store)
        before = known_then(now, store, max(told) - 1)
        assert before.frames["positions"] is now.frames["positions"]
        assert before.frames["employees"] is not now.frames["employees"]
        assert before.rulebook is now.rulebook


def test_what_is_taken_back_later_was_known_all_the_same(filled):
    office, told = filled
    with office.open_store("w") as store:
        for batch_id in told:
            store.undo(batch_id, now="2026-04-02T00:00:00Z", by="operator")
    with office.open_store() as store:
        now = load_snapshot(office, store)
        assert now.employees.empty
        before = known_then(now, store, max(told))
        assert before.employees["nip"].tolist() == [A, B, C]
        assert known_then(now, store, 0).employees.empty


def test_a_workspace_may_ask_what_was_known_then(filled):
    office, told = filled
    first = min(told)
    with office.open_store() as store:
        then = load_snapshot(replace(office, known_at=first), store)
        assert then.known_at == first
        for name in NAMES:
            assert_frame_equal(plain(then.frames, name), told[first][name], check_dtype=False)
        assert len(stamped(BOOK, then, store).inputs) == 1
        assert len(stamped(BOOK, load_snapshot(office, store), store).inputs) == len(IMPORTS)


def test_views_follow_from_the_frames(filled):
    office, _ = filled
    with office.open_store() as store:
        now = load_somebody(office, store)
        assert now.employees["nip"].tolist() == [A, B, C]
        assert dict(zip(now.employees["nip"], now.employees["kelompok"], strict=True))[A] == "administrator"
        assert now.people.employees["standar"].iloc[0] == "default:administrator"
        assert now.classes["KEPALA BIDANG MUTASI"] == "administrator"
        assert now.dossiers.people.tolist() == [A, B, C]
        assert isinstance(now.people, People)
        assert now.people is now.people


def test_what_if_somebody_held_another_post(filled):
    office, _ = filled
    with office.open_store() as store:
        now = load_somebody(office, store)
        people = now.frames["employees"]
        moved = people.assign(
            **{name: people[name].where(people["nip"] != B, value) for name, value in KEPALA.items()}
        )
        then = now.with_(frames={"employees": moved})
        assert then.employees.set_index("nip").loc[B, "kelompok"] == "pengawas"
        assert then.people.employees.set_index("nip").loc[B, "standar"] == "kasubbid_mutasi_dan_kepangkatan"
        assert pd.isna(now.employees.set_index("nip").loc[B, "kelompok"])
        assert then.frames[LEVELS] is now.frames[LEVELS]
        assert then.register.value("eselon").tolist()[1] == "IV.a"


def test_what_if_a_level_rose_or_the_limit_were_shorter(filled):
    office, _ = filled
    with office.open_store() as store:
        now = load_somebody(office, store)
        higher = now.with_(frames={LEVELS: now.frames[LEVELS].assign(level=5.0)})
        assert set(higher.levels["level"]) == {5.0}
        strict = now.with_(settings=Settings.model_validate({"assessment": {"valid_years": 1}}))
        assert len(now.levels) == 2
        assert strict.levels["nip"].tolist() == [A]


def test_looking_ahead_keeps_the_facts_and_moves_the_day(filled):
    office, _ = filled
    with office.open_store() as store:
        now = load_somebody(office, store)
        later = now.with_(as_of=date(2031, 1, 1))
        assert later.dossiers.as_of == date(2031, 1, 1)
        assert later.frames is now.frames
        with pytest.raises(ValueError, match="says nothing of 2026-01-01"):
            now.with_(as_of=date(2026, 1, 1))


def test_looking_ahead_everybody_is_older_and_no_fact_newer(filled):
    office, _ = filled
    with office.open_store() as store:
        now = load_somebody(office, store)
        assert now.ahead(None) is now.ahead(TODAY) is now.ahead(date(2026, 1, 1)) is now
        then = now.ahead(date(2029, 5, 1))
        assert then is now.ahead(date(2029, 5, 1))
        assert (then.as_of, then.dossiers.as_of, then.dossiers.last_year) == (
            date(2029, 5, 1),
            date(2029, 5, 1),
            2025,
        )
        assert then.ahead(date(2030, 1, 1)).dossiers.last_year == now.dossiers.last_year == 2025
        assert then.frames is now.frames


def test_no_such_table_to_change(filled):
    office, _ = filled
    with office.open_store() as store, pytest.raises(KeyError, match="pegawai"):
        load_somebody(office, store).with_(frames={"pegawai": pd.DataFrame()})


def test_among_some_people(filled):
    office, _ = filled
    with office.open_store() as store:
        now = load_somebody(office, store)
        few = now.among([A])
        assert few.employees["nip"].tolist() == few.levels["nip"].tolist() == [A]
        assert few.dossiers.count == 1
        assert few.frames["vacancies"] is now.frames["vacancies"]
        assert now.dossiers.count == 3


def test_tables_are_read_once_and_only_when_asked_for(filled):
    office, _ = filled
    read = []

    class Counting:
        def __init__(self, store):
            self.store = store

        def __getattr__(self, name):
            def call(*words, **_more):
                read.append((name, *words[:1]))
                return getattr(self.store, name)(*words)

            return call

    with office.open_store() as store:
        now = load_somebody(office, Counting(store))
        # Batches once for what has lists at all, once for the names of files.
        people = [("batches",), ("load_employees", TODAY), ("sources",), ("batches",), ("leavers", TODAY)]
        people += [("taken_away", "hukuman_disiplin"), ("set_aside", REGISTERS)]
        assert read == people
        assert len(now.people.employees) == len(now.people.matrices.people) == 3
        assert read == [*people, ("load_assessments", TODAY)]


def test_nobody_known_yet(office):
    with office.open_store("w"):
        pass
    with office.open_store() as store:
        assert load_snapshot(office, store).people.employees.empty
        with pytest.raises(UsageError, match="no employees"):
            load_somebody(office, store)
