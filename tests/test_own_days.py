"""A fact with a day of its own is seen from that day, whenever it was imported; any other from the day of its list."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from asnkarier.store.records import Restored
from asnkarier.store.store import Store
from in_process import asn
from sheets.workbooks import write
from store_samples import FEB, JAN, MAR, A, B, nip, person, plain, put

NOW = "2026-04-02T00:00:00Z"
APPRAISED = {"nip": A, "tahun": 2024, "predikat": "baik"}
TRAINED = {"nip": A, "nama_pelatihan": "PKA"}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "asn.db") as store:
        yield store


@pytest.mark.parametrize(
    ("table", "row", "day"),
    [
        (
            "positions",
            {"nip": A, "jabatan": "Analis", "tmt_jabatan": date(2020, 2, 1)},
            date(2020, 2, 1),
        ),
        ("trainings", {**TRAINED, "tanggal_mulai": date(2024, 3, 4)}, date(2024, 3, 4)),
        (
            "trainings",
            {**TRAINED, "tanggal_mulai": date(2024, 3, 4), "tanggal_selesai": date(2024, 5, 6)},
            date(2024, 5, 6),
        ),
        ("assessment_results", {"nip": A, "jpm": 80.0, "tanggal": date(2025, 3, 1)}, date(2025, 3, 1)),
        ("appraisals", APPRAISED, date(2024, 12, 31)),
        ("appraisals", {**APPRAISED, "periode_akhir": date(2024, 6, 30)}, date(2024, 6, 30)),
        (
            "assessments",
            {"nip": A, "kompetensi": "integritas", "level": 3.0, "tanggal_asesmen": date(2025, 3, 1)},
            date(2025, 3, 1),
        ),
    ],
)
def test_a_dated_fact_is_seen_from_its_own_day(store, table, row, day):
    put(store, table, "a", [row], as_of=MAR)
    assert store.load(table, day - timedelta(days=1)).empty
    assert len(store.load(table, day)) == len(store.versions(table, A, day)) == 1
    assert store.inputs(day - timedelta(days=1)) == []
    assert [one.file for one in store.inputs(day)] == ["a.xlsx"]
    assert store.load(table, day, known_at=0).empty


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("trainings", TRAINED),
        ("assessments", {"nip": A, "kompetensi": "integritas", "level": 3.0}),
        ("employees", person(A, tmt_jabatan=date(2020, 2, 1), tmt_cpns=date(2005, 1, 1))),
        ("vacancies", {"kode": "1", "jabatan": "Analis", "unit_kerja": "Dinas", "tmt": date(2020, 2, 1)}),
    ],
)
def test_any_other_from_the_day_of_its_list(store, table, row):
    put(store, table, "a", [row], as_of=MAR)
    assert store.load(table, FEB).empty
    assert store.inputs(FEB) == []
    assert len(store.load(table, MAR)) == 1


def test_a_later_list_corrects_the_past_and_its_undoing_brings_it_back(store):
    row = {"nip": A, "kompetensi": "integritas", "tanggal_asesmen": JAN}
    put(store, "assessments", "a", [{**row, "level": 2.0}], as_of=JAN)
    put(store, "assessments", "b", [{**row, "level": 3.0}, {**row, "nip": B, "level": 1.0}], as_of=MAR)
    assert store.load_latest_levels(FEB)["level"].tolist() == [3, 1]
    assert store.load_latest_levels(FEB, known_at=1)["level"].tolist() == [2]
    store.undo(2, now=NOW, by="x")
    assert store.load_latest_levels(FEB)["level"].tolist() == [2]
    assert store.restored(2, FEB) == Restored(back=1, gone=1, kept=0)
    assert store.restored(2, date(2026, 1, 30)) == Restored(0, 0, 0)


def test_the_order_of_files_changes_no_fact_of_a_stated_day(tmp_path):
    files = [
        (day, [{"nip": nip(n), "kompetensi": "integritas", "level": float(n), "tanggal_asesmen": own}])
        for n, (day, own) in enumerate([(JAN, None), (FEB, JAN), (MAR, FEB)])
    ]
    files.append((MAR, [{"nip": nip(0), "kompetensi": "integritas", "level": 5.0, "tanggal_asesmen": JAN}]))
    told = set()
    for number, order in enumerate(permutations(range(4))):
        with Store.open(tmp_path / f"{number}.db") as store:
            for n in order:
                day, rows = files[n]
                put(store, "assessments", f"file {n}", rows, as_of=day)
            found = [plain(store.load_latest_levels(day), "nip", "level") for day in (JAN, FEB, MAR)]
            told.add((repr(found), *(store.fingerprint(day) for day in (JAN, FEB, MAR))))
    assert len(told) == 1


def test_a_report_of_an_earlier_day_knows_what_was_imported_later(tmp_path):
    (tmp_path / "config.yaml").write_text("agency: Kota Contoh\nas_of: 2026-11-01\n", encoding="utf-8")
    head = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]
    write(tmp_path / "a.xlsx", [["Keadaan per 1 Januari 2024"], head, [A, "Sari", "Analis", "Dinas"]])
    write(tmp_path / "r.xlsx", [["NIP", "Integritas", "Tanggal Asesmen"], [A, 3, date(2024, 5, 2)]])
    done = asn("import", "a.xlsx", "r.xlsx", cwd=tmp_path)
    assert done.code == 0, done.err
    with Store.open(tmp_path / ".asn" / "asnkarier.db", mode="r") as store:
        assert store.load_latest_levels(date(2024, 5, 1)).empty
        assert store.load_latest_levels(date(2024, 5, 2))["level"].tolist() == [3]
    before, after = (
        asn("--as-of", day, "explain", A, "--format", "json", cwd=tmp_path).out
        for day in ("2024-05-01", "2024-05-02")
    )
    assert "r.xlsx" not in before
    assert "r.xlsx" in after
