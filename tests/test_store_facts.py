"""What is stored, what counts on a day, and what is left after taking an import back."""

from datetime import date

import pandas as pd
import pytest

from asnkarier.errors import StoreError, UsageError
from asnkarier.model.book import InputFile
from asnkarier.model.frames import EMPLOYEES, TABLES
from asnkarier.store.coded import stored_columns
from asnkarier.store.records import Restored, Source, SourceSheet
from asnkarier.store.store import Store
from asnkarier.store.vouching.lanes import said_by
from store_samples import FEB, JAN, MAR, SHEET, A, B, C, batch, frame, level, nip, person, plain, put

NOW = "2026-04-02T00:00:00Z"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "asn.db") as opened:
        yield opened


def people(store, as_of, *names):
    return plain(store.load("employees", as_of), "nip", *names)


def counted(result):
    return result.accepted, result.unchanged, result.facts


@pytest.mark.parametrize("place", [0, 1, 15, 16, 17, 40, 48])  # 16 of 49 go in together, the last one alone
def test_a_refused_row_is_named_and_nothing_of_its_file_is_stored(store, place):
    put(store, "employees", "a", [person(A)])
    many = [person(nip(number) + ("" if number < place else "\n")) for number in range(49)]
    with pytest.raises(StoreError) as told:
        put(store, "employees", "b", many)
    assert (told.value.facts["file"], told.value.facts["row"]) == ("b.xlsx", place + 2)
    assert people(store, JAN, "nama") == [(A, "Sari")]
    assert put(store, "employees", "b", [person(nip(number)) for number in range(49)]).facts == len(many)


# ── types ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_an_empty_table_loads_with_its_types(store, table):
    loaded = store.load(table.name, JAN)
    kinds = {"text": "str", "date": "datetime64[s]", "number": "float64", "integer": "Int64"}
    expected = {field.name: kinds[field.kind] for field in table.fields}
    assert loaded.dtypes.astype(str).to_dict() == {
        **expected,
        "source_id": "Int64",
        "row": "Int64",
        "col": "str",
    }
    assert loaded.empty
    assert list(store.load_latest_levels(JAN).columns) == list(stored_columns(TABLES["assessments"]))


def test_a_frame_may_lack_columns_and_rows(store):
    rows = frame("employees", [person(A)])[["nip", "nama", "jabatan", "unit_kerja", "source_id", "row"]]
    store.add(batch("employees", "a"), rows, SHEET)
    assert people(store, JAN, "nama", "golongan", "tanggal_lahir", "kelas_jabatan") == [
        (A, "Sari", None, None, None)
    ]
    assert counted(store.add(batch("employees", "b"), rows.iloc[:0], SHEET)) == (0, 0, 0)
    assert counted(put(store, "units", "c", [])) == (0, 0, 0)


# ── what counts on a day ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_batch_is_seen_from_its_day_on(store):
    put(store, "employees", "a", [person(A)], as_of=FEB)
    assert people(store, date(2026, 2, 27)) == []
    assert people(store, FEB) == [(A,)]


def test_the_day_decides_not_the_order_of_import(store):
    put(store, "units", "march", [{"id": "1", "nama_unor": "baru"}], as_of=MAR)
    put(store, "units", "january", [{"id": "1", "nama_unor": "lama"}], as_of=JAN)
    for day, name in ((JAN, "lama"), (FEB, "lama"), (MAR, "baru")):
        assert plain(store.load("units", day), "nama_unor") == [(name,)]


def test_on_the_same_day_the_later_import_counts(store):
    put(store, "units", "first", [{"id": "1", "nama_unor": "satu"}])
    put(store, "units", "second", [{"id": "1", "nama_unor": "dua"}])
    assert plain(store.load("units", JAN), "nama_unor") == [("dua",)]


def test_a_newer_fact_counts_whole_so_a_value_can_be_emptied(store):
    put(store, "units", "a", [{"id": "1", "nama_unor": "satu", "id_atasan": "0"}], as_of=JAN)
    put(store, "units", "b", [{"id": "1", "nama_unor": "satu"}], as_of=FEB)
    assert plain(store.load("units", FEB), "id", "id_atasan") == [("1", None)]
    assert plain(store.load("units", JAN), "id", "id_atasan") == [("1", "0")]


def test_an_employee_keeps_the_latest_known_value_of_every_field(store):
    put(
        store,
        "employees",
        "a",
        [person(A, golongan="III/a", eselon="IV.a", kelas_jabatan=8), person(B)],
        as_of=JAN,
    )
    put(
        store,
        "employees",
        "b",
        [person(A, golongan="III/b", tmt_golongan=date(2026, 2, 1), row=9)],
        as_of=FEB,
    )
    put(store, "employees", "c", [person(B, eselon="III.a")], as_of=MAR)
    fields = ("golongan", "tmt_golongan", "eselon", "kelas_jabatan", "row")
    assert people(store, MAR, *fields) == [
        (A, "III/b", pd.Timestamp(2026, 2, 1), "IV.a", 8, 9),
        (B, None, None, "III.a", None, 2),
    ]
    assert people(store, JAN, *fields)[0] == (A, "III/a", None, "IV.a", 8, 2)


def test_an_empty_text_takes_nothing_away(store):
    put(store, "employees", "a", [person(A, eselon="IV.a")], as_of=JAN)
    put(store, "employees", "b", [person(A, eselon="")], as_of=FEB)
    assert people(store, FEB, "eselon") == [(A, "IV.a")]


def test_facts_of_unknown_people_wait_for_them(store):
    put(store, "appraisals", "a", [{"nip": A, "tahun": 2025, "predikat": "baik"}])
    assert plain(store.load("appraisals", JAN), "nip", "tahun") == [(A, 2025)]


# ── what is new ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_what_changed_is_stored_again(store):
    put(store, "employees", "a", [person(A), person(B), person(C)])
    again = put(store, "employees", "b", [person(B), person(A, golongan="III/a"), person(C)], as_of=FEB)
    assert counted(again) == (1, 2, 1)
    assert store.batches()[-1].counts == {"accepted": 1, "unchanged": 2}
    assert said_by(store._connection, EMPLOYEES, 2).tolist() == [2, 3, 4]


def test_missing_keys_are_equal(store):
    rows = [
        ("assessments", level(A, "integritas", 3.0)),
        ("trainings", {"nip": A, "nama_pelatihan": "Diklat"}),
        ("appraisals", {"nip": A, "tahun": 2025, "predikat": "baik"}),
    ]
    for table, row in rows:
        assert counted(put(store, table, "a", [row])) == (1, 0, 1)
        assert counted(put(store, table, "b", [row])) == (0, 1, 0)
        assert len(store.load(table, JAN)) == 1


def test_a_sheet_row_is_accepted_when_any_of_its_facts_is_new(store):
    def recap(second):
        return [
            level(A, "integritas", 3.0, row=5, col="D"),
            level(A, "kerjasama", second, row=5, col="E"),
            level(B, "integritas", 2.0, row=6, col="D"),
            level(B, "kerjasama", 2.0, row=6, col="E"),
        ]

    assert counted(put(store, "assessments", "a", recap(3.0))) == (2, 0, 4)
    assert counted(put(store, "assessments", "b", recap(4.0))) == (1, 1, 1)
    assert plain(store.load("assessments", JAN), "nip", "level", "col") == [
        (A, 3.0, "D"),
        (A, 4.0, "E"),
        (B, 2.0, "D"),
        (B, 2.0, "E"),
    ]


def test_the_same_row_number_of_two_sheets_is_two_rows(store):
    rows = frame("employees", [person(A, row=2), person(B, row=2, source_id=7)])
    sheets = {0: SHEET[0], 7: SourceSheet("b.xlsx", None, (1, 2), {"nip": "A"})}
    assert store.add(batch("employees", "a"), rows, sheets).accepted == 2
    assert store.sources()[2] == Source(
        "b.xlsx", None, (1, 2), {"nip": "A"}, 1, batch("employees", "a").sha256
    )
    assert people(store, JAN, "source_id") == [(A, 1), (B, 2)]


def test_a_later_import_for_an_earlier_day_is_compared_with_that_day(store):
    put(store, "units", "march", [{"id": "1", "nama_unor": "satu"}], as_of=MAR)
    assert counted(put(store, "units", "jan", [{"id": "1", "nama_unor": "satu"}], as_of=JAN)) == (1, 0, 1)
    assert plain(store.load("units", FEB), "nama_unor") == [("satu",)]


def test_a_value_that_returns_is_new_again(store):
    for name, golongan, day in (("a", "III/a", JAN), ("b", "III/b", FEB), ("c", "III/a", MAR)):
        assert put(store, "employees", name, [person(A, golongan=golongan)], as_of=day).accepted == 1
    assert people(store, MAR, "golongan") == [(A, "III/a")]


def test_lists_with_different_columns_do_not_wake_each_other(store):
    full, short = person(A, golongan="III/a", pendidikan="Hukum"), person(A, golongan="III/a")
    assert counted(put(store, "employees", "full", [full])) == (1, 0, 1)
    # The short list says nothing new; it is kept all the same, because it may outlive the full one.
    assert counted(put(store, "employees", "short", [short])) == (0, 1, 1)
    assert counted(put(store, "employees", "full again", [full])) == (0, 1, 0)
    assert counted(put(store, "employees", "short again", [short])) == (0, 1, 0)
    for number in (1, 3):
        store.undo(number, now=NOW, by="x")
    assert people(store, JAN, "golongan", "pendidikan") == [(A, "III/a", None)]


def test_rows_that_contradict_each_other_are_all_kept_and_the_last_counts(store):
    rows = [{"id": "1", "nama_unor": "satu"}, {"id": "1", "nama_unor": "dua"}, {"id": "2", "nama_unor": "x"}]
    put(store, "units", "a", rows)
    assert plain(store.load("units", JAN), "nama_unor") == [("dua",), ("x",)]
    put(store, "units", "b", rows[::-1], as_of=FEB)
    assert plain(store.load("units", FEB), "nama_unor") == [("satu",), ("x",)]


def test_the_same_bytes_again_change_nothing(store):
    put(store, "employees", "a", [person(A), person(B)])
    before = store.fingerprint(JAN)
    again = put(store, "employees", "a", [person(A), person(B)])
    assert (again.repeated, again.batch_id, *counted(again)) == (True, 1, 0, 2, 0)
    assert len(store.batches()) == 1
    assert store.fingerprint(JAN) == before
    assert put(store, "employees", "a", [person(A)], options_digest="other sheet").repeated is False


def test_the_tables_of_a_file_are_what_they_would_be_one_by_one(tmp_path):
    arrivals = [
        (batch("employees", "a", options_digest="1"), frame("employees", [person(A), person(B)]), SHEET),
        (batch("units", "a"), frame("units", [{"id": "1", "nama_unor": "satu"}]), SHEET),
        (batch("employees", "a", options_digest="2"), frame("employees", [person(B), person(C)]), SHEET),
    ]
    with Store.open(tmp_path / "one.db") as one, Store.open(tmp_path / "all.db") as together:
        apart = [one.add(*arrival) for arrival in arrivals]
        assert together.add_all(arrivals) == apart
        assert [counted(result) for result in apart] == [(2, 0, 2), (1, 0, 1), (1, 1, 1)]
        assert together.batches() == one.batches()  # their digests too
        assert together.fingerprint(JAN) == one.fingerprint(JAN)
        assert [result.repeated for result in together.add_all(arrivals)] == [True] * 3
        assert together.verify() == []


# ── undo ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_undo_brings_back_what_was_known_before(store):
    put(store, "employees", "a", [person(A, golongan="III/a")], as_of=JAN)
    put(store, "employees", "b", [person(A, golongan="III/b"), person(B)], as_of=FEB)
    undone = store.undo(2, now=NOW, by="atasan")
    assert people(store, MAR, "golongan") == [(A, "III/a")]
    assert (undone.kind, undone.undoes, undone.imported_by, undone.imported_at) == ("undo", 2, "atasan", NOW)
    assert [(b.batch_id, b.kind, b.status) for b in store.batches()] == [
        (1, "import", "active"),
        (2, "import", "undone"),
        (3, "undo", "active"),
    ]


def test_undo_tells_what_came_back(store):
    put(store, "employees", "a", [person(A, golongan="III/a"), person(B)], as_of=JAN)
    put(
        store,
        "employees",
        "b",
        [person(A, golongan="III/b"), person(B, golongan="II/a"), person(C)],
        as_of=FEB,
    )
    put(store, "employees", "c", [person(B, golongan="II/a")], as_of=FEB)
    store.undo(2, now=NOW, by="x")
    assert store.restored(2, MAR) == Restored(back=1, gone=1, kept=1)
    assert store.restored(2, JAN) == Restored(0, 0, 0)  # it was not yet known then
    store.undo(3, now=NOW, by="x")
    assert store.restored(3, FEB) == Restored(back=1, gone=0, kept=0)
    store.undo(1, now=NOW, by="x")
    assert store.restored(1, FEB) == Restored(back=0, gone=2, kept=0)
    with pytest.raises(KeyError):
        store.restored(99, FEB)


def test_undo_keeps_what_another_batch_repeats(store):
    put(store, "units", "a", [{"id": "1", "nama_unor": "satu"}, {"id": "2", "nama_unor": "dua"}], as_of=JAN)
    put(store, "units", "b", [{"id": "1", "nama_unor": "satu"}], as_of=FEB)
    store.undo(1, now=NOW, by="x")
    assert plain(store.load("units", JAN), "id") == []
    assert plain(store.load("units", FEB), "id") == [("1",)]


def test_after_undo_the_same_bytes_may_come_again(store):
    put(store, "employees", "a", [person(A)])
    store.undo(1, now=NOW, by="x")
    assert store.find_batch(batch("employees", "a").sha256, "employees", "") is None
    again = put(store, "employees", "a", [person(A)])
    assert (again.repeated, again.accepted) == (False, 1)


def test_what_cannot_be_undone(store):
    put(store, "employees", "a", [person(A)])
    store.undo(1, now=NOW, by="x")
    for number in (1, 2, 99):  # undone already, an undo itself, unknown
        with pytest.raises(UsageError, match=str(number)):
            store.undo(number, now=NOW, by="x")


# ── latest levels ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_latest_assessment_counts_per_person_and_kompetensi(store):
    rows = [
        level(A, "integritas", 2.0, date(2024, 5, 1)),
        level(A, "integritas", 3.0, date(2025, 5, 1)),
        level(A, "integritas", 4.0, date(2026, 3, 1)),
        level(A, "kerjasama", 1.0, date(2024, 5, 1)),
    ]
    put(store, "assessments", "a", rows[::-1])
    assert plain(store.load_latest_levels(FEB), "kompetensi", "level") == [
        ("integritas", 3.0),
        ("kerjasama", 1.0),
    ]
    assert plain(store.load_latest_levels(date(2026, 3, 1)), "kompetensi", "level")[0] == ("integritas", 4.0)
    assert len(store.load("assessments", FEB)) == 4


def test_a_level_without_a_date_counts_from_the_day_of_its_batch(store):
    put(store, "assessments", "a", [level(A, "integritas", 2.0)], as_of=FEB)
    put(store, "assessments", "b", [level(A, "integritas", 3.0, date(2026, 2, 27))], as_of=FEB)
    latest = store.load_latest_levels(FEB)
    assert plain(latest, "level", "tanggal_asesmen") == [(2.0, None)]


def test_on_the_same_day_a_date_that_was_told_beats_that_of_the_batch(store):
    put(store, "assessments", "a", [level(A, "integritas", 4.0, FEB)], as_of=FEB)
    put(store, "assessments", "b", [level(A, "integritas", 2.0)], as_of=FEB)
    assert plain(store.load_latest_levels(FEB), "level") == [(4.0,)]
    put(store, "assessments", "c", [level(A, "integritas", 2.0)], as_of=MAR)
    assert plain(store.load_latest_levels(MAR), "level") == [(2.0,)]


# ── explaining ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_versions_tell_where_each_value_came_from(store):
    put(store, "employees", "a", [person(A, golongan="III/a", eselon="IV.a"), person(B)], as_of=JAN)
    put(store, "employees", "b", [person(A, golongan="III/b", row=8)], as_of=FEB)
    put(store, "employees", "c", [person(A, golongan="III/b", row=9)], as_of=MAR)
    found = store.versions("employees", A, MAR)
    assert plain(found, "golongan", "row", "batch_id", "vouched_by") == [
        ("III/a", 2, 1, 1),
        ("III/b", 8, 2, 3),
    ]
    assert list(found["vouched_as_of"]) == [pd.Timestamp(JAN), pd.Timestamp(MAR)]
    eselon = found[found["eselon"].notna()].iloc[-1]
    assert store.sources()[eselon["source_id"]].file == "daftar.xlsx"
    assert len(store.versions("employees", A, JAN)) == 1
    assert store.versions("employees", C, MAR).empty


def test_inputs_name_the_files_that_count(store):
    put(store, "employees", "b", [person(A)], as_of=MAR, counts={"rows": 3, "rejected": 2})
    put(store, "units", "a", [{"id": "1", "nama_unor": "satu"}], as_of=JAN)
    put(store, "units", "c", [{"id": "2", "nama_unor": "dua"}], as_of=JAN)
    store.undo(3, now=NOW, by="x")
    units = InputFile("a.xlsx", "units", batch("units", "a").sha256, 1)
    assert store.inputs(FEB) == [units]
    assert store.inputs(MAR) == [units, InputFile("b.xlsx", "employees", batch("employees", "b").sha256, 3)]


def test_the_fingerprint_is_that_of_the_knowledge_not_of_its_history(tmp_path):
    imports = [
        ("employees", "a", [person(A, golongan="III/a"), person(B)]),
        ("units", "b", [{"id": "1", "nama_unor": "satu"}]),
        ("assessments", "c", [level(A, "integritas", 3.0)]),
    ]
    prints = []
    for name, order in (("one", imports), ("two", imports[::-1])):
        with Store.open(tmp_path / name) as store:
            for table, file, rows in order:
                put(store, table, file, rows)
            prints.append(store.fingerprint(JAN))
    assert prints[0] == prints[1]
    with Store.open(tmp_path / "one") as store:
        put(store, "employees", "d", [person(B), person(A, golongan="III/a")])
        assert store.fingerprint(JAN) == prints[0]
        put(store, "employees", "e", [person(A, golongan="III/b")], as_of=FEB)
        assert store.fingerprint(JAN) == prints[0] != store.fingerprint(FEB)
