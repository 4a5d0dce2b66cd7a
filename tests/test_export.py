"""`asn export`: what comes out goes in again and changes nothing; types, bytes, rights, and what is refused."""

import csv
import os
import sqlite3
import stat
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.model.frames import TABLES
from asnkarier.reports import extras
from asnkarier.reports.books.export import export_book
from asnkarier.reports.shown.for_excel import excel_csv_chunks
from asnkarier.reports.shown.machine import csv_chunks
from asnkarier.sheets.schema import schemas
from asnkarier.workflows.keeping.export_facts import exported_list
from in_process import asn
from machines import told_by_machines
from sheets.workbooks import nip, read

ODD = (
    '=HYPERLINK("x")', "+62 811", "-5+cmd|' /C calc'!A0", "@SUM(A1)", "＝1+1", "Kepala;=x; -y", "O'Neil", 'kata "kutip"', "baris\nkedua",
    "0012", "1e5", "2020-01-31", "Guru, S.Pd.", "Ünïcode ✓", "197610012004111946", "1.234,5", "tanda ' di tengah",
)  # fmt: skip
LETTERS = st.text("abKé =+-@'\";,|\n\t＝１12.", min_size=1, max_size=12)
# A whole column of texts that begin with an apostrophe is read without it (some exports mark every text so): see decision 0053.
TEXT = st.one_of(st.sampled_from(ODD), LETTERS).filter(lambda text: not text.lstrip().startswith("'"))
DAYS = st.dates(date(1990, 1, 1), date(2026, 6, 30)).map(date.isoformat)
WORDS = {
    "status_asn": ("PNS", "PPPK"), "golongan": ("III/a", "IV/c", "IX"), "jenis_kelamin": ("L", "P"), "eselon": ("II.a", "IV.b"),
    "jenis_jabatan": ("struktural", "fungsional", "pelaksana"), "jenjang": ("ahli_muda", "terampil"), "tingkat_pendidikan": ("S-1", "D-III"),
    "kedudukan_hukum": ("Aktif", "Tugas Belajar"), "hukuman": ("tidak_pernah", "ringan", "berat"), "ekspektasi": ("di_atas", "sesuai", "di_bawah"),
    "predikat": ("sangat_baik", "butuh_perbaikan", "kurang"), "kompetensi": ("integritas", "teknis/manajemen_sdm_aparatur", "Kerja Sama"),
    "kompetensi_dikenal": ("integritas", "kerja_sama"), "jabatan_dikenal": ("Camat",), "peran": ("pemangku", "atasan", "pakar"),
    "kode_responden": ("R1", "R2"), "kategori_jpm": ("MS", "KMS"), "lulus": ("lulus", "tidak_lulus"), "fase": ("reaksi", "sebelum", "sesudah"),
    "asal": ("pegawai", "atasan"), "status_pelatihan": ("selesai", "tidak_hadir"), "ya_tidak": ("1", "0"), "jadwal": ("TW IV", "Oktober"),
}  # fmt: skip
FIGURES = {
    "angka": st.sampled_from(("40", "2.5", "0.125")), "uang": st.sampled_from(("4250000", "0", "1500000.5")), "bulat": st.integers(0, 40).map(str),
    "level": st.sampled_from(("0", "3", "2.5", "2.6666666666666665")), "level_standar": st.integers(1, 5).map(str),
    "persen": st.floats(50, 99).map(repr), "kredit": st.sampled_from(("12.5", "100", "37.333")), "skor": st.sampled_from(("3", "4.5", "77.77")),
    "tahun": st.integers(2018, 2025).map(str), "tahun_rencana": st.integers(2024, 2028).map(str),
}  # fmt: skip


def cell(kind: str, place: int):
    """Cells of one kind as lists write them."""
    if kind in ("nip", "nip_lain"):
        return st.integers(0, 60).map(lambda one: nip(100 * place + one))
    if kind == "nama":
        return st.sampled_from(("Budi", "Sri, S.Pd.", "=Joko", "D'Arcy;+Sy"))
    if kind.startswith("tanggal"):
        return DAYS
    if kind in WORDS:
        return st.sampled_from(WORDS[kind])
    return FIGURES.get(kind, TEXT)


@st.composite
def lists(draw, kind: str):
    """The cells of a list of this kind: some rows, required cells filled, others now and then empty."""
    schema = schemas()[kind]
    fields = [schema.fields[name] for name in TABLES[kind].columns if name in schema.fields]
    rows = draw(st.integers(1, 5))
    cells = [
        [
            draw(cell(one.cell, row) if one.required else st.one_of(st.just(""), cell(one.cell, row)))
            for one in fields
        ]
        for row in range(rows)
    ]
    return [one.name for one in fields], cells


def facts(reading) -> pd.DataFrame:
    return reading.accepted[[one for one in TABLES[reading.kind].columns if one in reading.accepted]]


@pytest.mark.parametrize("kind", sorted(TABLES))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_comes_out_is_read_again_as_it_was(tmp_path, kind, data):
    head, rows = data.draw(lists(kind))
    first = tmp_path / f"{os.urandom(4).hex()}.csv"
    with first.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    before = read(first, kind=kind)
    if before.accepted.empty:
        return
    book = export_book([exported_list(kind, before.accepted)], date(2026, 1, 1))
    for chunks in (csv_chunks, excel_csv_chunks):
        second = first.with_suffix(".again.csv")
        second.write_bytes("".join(chunks(book)).encode())
        after = read(second, kind=kind)
        pd.testing.assert_frame_equal(facts(after), facts(before))


PEOPLE = (
    "NIP,NAMA,JABATAN,UNIT KERJA,TANGGAL LAHIR,KELAS JABATAN\n"
    f"{nip(1)},'=Budi,Camat,Kecamatan A,1985-01-15,9\n{nip(2)},Sri Dewi,Arsiparis,Kecamatan A,,\n{nip(3)},Umar,Arsiparis,Kecamatan B,,\n"
)
LEVELS = f"NIP,KOMPETENSI,LEVEL,TANGGAL ASESMEN\n{nip(1)},Integritas,2.6666666666666665,2026-01-05\n{nip(3)},Integritas,3,2026-01-05\n"


@pytest.fixture
def office(workspace):
    """Three people, one of whom the complete list of June no longer names, and two levels."""
    (workspace / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    (workspace / "asesmen.csv").write_text(LEVELS, encoding="utf-8")
    (workspace / "juni.csv").write_text(PEOPLE.rpartition(nip(3))[0], encoding="utf-8")
    assert asn("import", "pegawai.csv", "asesmen.csv", "--as-of", "2026-01-10", cwd=workspace).code == 0
    done = asn(
        "import", "juni.csv", "--complete", "--confirm-leavers", "--as-of", "2026-06-01", cwd=workspace
    )
    assert done.code == 0, done.err
    return workspace


def lines(folder: Path, *words: str) -> list[list[str]]:
    done = asn("export", *words, "--format", "csv", cwd=folder)
    assert done.code == 0, done.err
    return list(csv.reader(done.out.splitlines()))


def test_a_folder_of_all_lists_goes_in_again_and_changes_nothing(office):
    assert asn("export", "--output", "data", cwd=office).code == 0
    made = sorted((office / "data").iterdir())
    assert [one.name for one in made] == ["assessments.csv", "employees.csv"]
    assert all(stat.S_IMODE(one.stat().st_mode) == 0o600 for one in made)
    before = asn("gap", "--format", "json", cwd=office).json()["rows"]
    done = asn("import", "data", "--format", "json", cwd=office).json()
    assert [(one["accepted"], one["rejected"]) for one in done["files"]] == [(0, 0), (0, 0)]
    assert asn("gap", "--format", "json", cwd=office).json()["rows"] == before
    assert asn("export", "--output", "again", cwd=office).code == 0
    assert [one.read_bytes() for one in sorted((office / "again").iterdir())] == [
        one.read_bytes() for one in made
    ]


def test_who_has_left_comes_back_by_no_import_and_is_named_all_the_same(office):
    assert [one[0] for one in lines(office, "employees", "--columns", "nip")] == ["nip", nip(1), nip(2)]
    told = asn("export", "employees", "--format", "csv", cwd=office)
    assert "1" in told.err
    assert "--nip" in told.err
    assert [one[0] for one in lines(office, "employees", "--columns", "nip", "--as-of", "2026-05-01")][
        1:
    ] == [nip(1), nip(2), nip(3)]
    assert lines(office, "--nip", nip(3), "--columns", "nama,jabatan") == [
        ["nama", "jabatan"],
        ["Umar", "Arsiparis"],
    ]


def test_what_was_known_then(office):
    assert len(lines(office, "employees", "--known-at", "1", "--as-of", "2026-06-01")) == 4


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("employes",), 2, "employees"),
        (("employees", "--columns", "nip,namaa", "--format", "csv"), 2, "nama"),
        (("--columns", "nip", "--output", "data"), 2, "employees, assessments"),
        (("--columns", "nip", "--output", "data.sqlite"), 2, "employees, assessments"),
        (("--nip", nip(50)), 2, nip(50)),
        (("--output", "data.xyz"), 2, ".xyz"),
        (("--output", "standards"), 5, "standards"),
        (("--output", "config.yaml", "--format", "csv"), 5, "config.yaml"),
        (("--output", "nowhere/data.sqlite"), 5, "nowhere"),
        (("--format", "parquet"), 2, "--output"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(office, words, code, told):
    before = sorted(office.glob("[!.]*/**/*")), sorted(office.glob("*"))
    done = asn("export", *words, cwd=office)
    assert done.code == code, done.err
    assert told in done.err
    assert (sorted(office.glob("[!.]*/**/*")), sorted(office.glob("*"))) == before


def test_a_database_holds_the_lists_and_nothing_of_the_store(office):
    assert asn("export", "--output", "data.sqlite", cwd=office).code == 0
    assert stat.S_IMODE((office / "data.sqlite").stat().st_mode) == 0o600
    with sqlite3.connect(office / "data.sqlite") as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        people = connection.execute(
            "SELECT nip, nama, tanggal_lahir, kelas_jabatan, pendidikan FROM employees"
        ).fetchall()
        levels = connection.execute(
            "SELECT level, typeof(level) FROM assessments WHERE nip = ?", (nip(1),)
        ).fetchall()
        about = dict(connection.execute("SELECT key, value FROM asn_about"))
    connection.close()
    assert tables == {"employees", "assessments", "asn_about", "asn_inputs"}
    assert people == [(nip(1), "=Budi", "1985-01-15", 9, None), (nip(2), "Sri Dewi", None, None, None)]
    assert levels == [(2.6666666666666665, "real")]
    assert (about["schema"], about["as_of"]) == ("asn.export/1", "2026-11-01")


def test_parquet_has_types_and_nulls(office):
    duckdb = pytest.importorskip("duckdb")
    assert asn("export", "employees", "--output", "pegawai.parquet", cwd=office).code == 0
    with duckdb.connect() as connection:
        read = f"FROM '{office}/pegawai.parquet'"
        types = {name: kind for name, kind, *_ in connection.execute(f"DESCRIBE {read}").fetchall()}
        rows = connection.execute(
            f"SELECT nip, nama, tanggal_lahir, kelas_jabatan, pendidikan {read}"
        ).fetchall()
    assert (types["nip"], types["tanggal_lahir"], types["kelas_jabatan"]) == ("VARCHAR", "DATE", "BIGINT")
    assert rows == [(nip(1), "=Budi", date(1985, 1, 15), 9, None), (nip(2), "Sri Dewi", None, None, None)]


def test_nobody_is_named_with_pseudonyms(office):
    assert asn("export", "--pseudonymize", "--output", "data.sqlite", cwd=office).code == 0
    data = (office / "data.sqlite").read_bytes()
    assert b"ASN-" in data
    assert not any(one in data for one in (nip(1).encode(), b"Budi", b"Sri Dewi", b"1985-01-15"))


def test_other_reports_are_databases_too(office):
    assert asn("gap", "--output", "gap.sqlite", cwd=office).code == 0
    with sqlite3.connect(office / "gap.sqlite") as connection:
        told = connection.execute("SELECT nip FROM rows ORDER BY nip").fetchall()
    connection.close()
    assert told == sorted([(nip(1),), (nip(2),)])


SCRIPT = """
import hashlib
from datetime import date
import pandas as pd
from asnkarier.language import activate
from asnkarier.model.frames import TABLES
from asnkarier.reports.books.export import export_book
from asnkarier.reports.databases.parquet import parquet_bytes
from asnkarier.reports.databases.sqlite import sqlite_bytes
from asnkarier.reports.produce import produce
from asnkarier.workflows.keeping.export_facts import exported_list
activate("LANGUAGE")
frame = pd.DataFrame({"nip": ["1", "2"], "kompetensi": ["integritas", "kerja_sama"], "level": [1.5, None], "tanggal_asesmen": [None, pd.Timestamp("2026-01-05")]})
book = export_book([exported_list("assessments", frame)], date(2026, 1, 1))
made = [produce(book, "csv"), sqlite_bytes(book), parquet_bytes(next(book.data()))]
print([hashlib.sha256(one).hexdigest() for one in made])
"""


def test_the_same_bytes_whatever_the_machine_and_the_language():
    pytest.importorskip("duckdb")
    told = [
        *told_by_machines(SCRIPT.replace("LANGUAGE", "id")),
        *told_by_machines(SCRIPT.replace("LANGUAGE", "en")),
    ]
    assert told[0]
    assert len(set(told)) == 1


def test_what_is_not_installed_is_told_in_one_line(office, monkeypatch):
    monkeypatch.setattr(extras, "find_spec", lambda _name: None)
    done = asn("export", "employees", "--output", "pegawai.parquet", cwd=office)
    assert done.code == 5
    assert "asnkarier[parquet]" in done.err
    assert not (office / "pegawai.parquet").exists()
