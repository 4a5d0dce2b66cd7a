"""`asn standards import`: every layout, what is kept of files that exist, and that bad input changes nothing."""

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from asnkarier.model.codes.standards import STANDARD_CODES
from standards_office import empty_office, files, standard, workbook

TITLES = [["STANDAR KOMPETENSI JABATAN"], ["Tahun 2026"], []]
HEADS = ["No", "Nama Jabatan", "Kelompok", "Urusan", "Integritas", "Kerjasama", "Pengadaan Barang & Jasa"]
COMMENTED = """\
# Ditetapkan dengan SK 12/2025
jabatan: Kepala Seksi Arsip     # nama lama: Kasi Arsip
kode: A-1
kelompok: pengawas
kompetensi:
  integritas: 2                 # sesuai SK
  kerja_sama: {level: 2, bobot: 2, kritis: true}   # penting
  teknis/pengelolaan_arsip: 3   # dari ANRI
persyaratan:
  pangkat: Penata Muda
  pelatihan: [{nama: PKP, tingkat: mutlak}]
"""


@pytest.fixture
def office(tmp_path):
    return empty_office(tmp_path / "kantor")


def take(run_asn, office, path, *words):
    done = run_asn("standards", "import", path, *words, cwd=office)
    assert done.code == 0, done.err
    return done


def read(office, name):
    return yaml.safe_load((office / "standards" / f"{name}.yaml").read_text(encoding="utf-8"))


def test_wide_with_titles_a_number_row_sections_totals_and_notes(office, run_asn, tmp_path):
    rows = [
        *TITLES,
        HEADS,
        [1, 2, 3, 4, 5, 6, 7],
        [None, "I. PENGAWAS"],
        [1, "Kepala Seksi Umum", "Pengawas", "Umum", 2, "Level 2", 0],
        [2, "Kepala Seksi Data & Arsip", "pengawas", "-", 3, "-", "3"],
        HEADS,
        [3, "Camat", "Jabatan Administrator", "Wilayah", 3.0, None, None],
        ["Jumlah", None, None, None, 8, 2, 3],
        [],
        ["Catatan: - berarti tidak dipersyaratkan"],
        [None, None, None, None, None, "Contoh, 5 Januari 2026"],
        [None, None, None, None, None, "NIP 19700101 199003 1 901"],
    ]
    done = take(run_asn, office, workbook(tmp_path / "w.xlsx", ("SKJ", rows)))
    assert sorted(files(office)) == [
        "camat.yaml",
        "kepala_seksi_data_dan_arsip.yaml",
        "kepala_seksi_umum.yaml",
    ]
    assert read(office, "kepala_seksi_umum") == {
        "jabatan": "Kepala Seksi Umum", "kelompok": "pengawas", "urusan": "Umum",
        "kompetensi": {"integritas": 2, "kerja_sama": 2},
    }  # fmt: skip
    assert read(office, "kepala_seksi_data_dan_arsip")["kompetensi"] == {
        "integritas": 3, "teknis/pengadaan_barang_dan_jasa": 3,
    }  # fmt: skip
    assert "urusan" not in read(office, "kepala_seksi_data_dan_arsip")
    assert read(office, "camat")["kompetensi"] == {"integritas": 3}
    assert "SKJ!B6: 'I. PENGAWAS'" in done.err
    assert done.err.count("SKJ-BARIS-LEWAT") == 1
    assert run_asn("standards", "check", cwd=office).code == 0


def two_rows(first, second, *rows):
    return [["SKJ"], first, second, *rows]


def test_group_titles_merged_above_the_names(office, run_asn, tmp_path):
    rows = two_rows(
        ["No", "Jabatan", "Kelompok", "Kompetensi Manajerial", None, "Sosial Kultural", "Teknis", None, "Pendidikan", "Pangkat"],
        [None, None, None, "1. Integritas", "2. Komunikasi", "Perekat Bangsa", "Pelayanan Publik Dasar", "Audit", None, None],
        [1, "Auditor Ahli Muda", None, 3, 3, 3, 2, 3, "S-1/D-IV Akuntansi, Hukum", "Penata (III/c)"],
        [2, "Kepala Dinas Contoh", "JPT Pratama", 4, 4, 4, None, None, "S2", "IV/c"],
    )  # fmt: skip
    merges = ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "G2:H2", "I2:I3", "J2:J3")
    take(run_asn, office, workbook(tmp_path / "g.xlsx", ("SKJ", rows), merges=merges))
    assert read(office, "auditor_ahli_muda") == {
        "jabatan": "Auditor Ahli Muda", "kelompok": "jf_ahli_muda",
        "kompetensi": {"integritas": 3, "komunikasi": 3, "perekat_bangsa": 3,
                       "teknis/pelayanan_publik_dasar": 2, "teknis/audit": 3},
        "persyaratan": {"pendidikan": {"jenjang": "S-1", "bidang": ["Akuntansi", "Hukum"]}, "pangkat": "III/c"},
    }  # fmt: skip
    assert read(office, "kepala_dinas_contoh")["persyaratan"] == {
        "pendidikan": {"jenjang": "S-2"},
        "pangkat": "IV/c",
    }


@pytest.mark.parametrize(
    ("cell", "fields"),
    [
        ("Manajemen, Administrasi Publik, Hukum, Psikologi", ["Manajemen", "Administrasi Publik", "Hukum", "Psikologi"]),
        ("Manajemen;Hukum / Psikologi", ["Manajemen", "Hukum", "Psikologi"]),
        ("1. Manajemen\n2. Hukum\n\n- Keuangan dan Perbankan", ["Manajemen", "Hukum", "Keuangan dan Perbankan"]),
        ("Manajemen, Hukum, dan Psikologi", ["Manajemen", "Hukum", "Psikologi"]),
        ("Hukum, Manajemen Sumber\nDaya Manusia", ["Hukum", "Manajemen Sumber Daya Manusia"]),
        ("Ekonomi\nManajemen", ["Ekonomi", "Manajemen"]),
        ("Teknik (Sipil, Mesin), Hukum", ["Teknik (Sipil, Mesin)", "Hukum"]),
        ('"Seni, Budaya"; Hukum', ["Seni, Budaya", "Hukum"]),
        ("Hukum, , hukum ,Hukum", ["Hukum", "hukum"]),
    ],
)  # fmt: skip
def test_fields_of_study_in_a_cell_of_their_own(office, run_asn, tmp_path, cell, fields):
    rows = [["Jabatan", "Kelompok", "Integritas", "Bidang Pendidikan"], ["Camat", "Administrator", 3, cell]]
    path = workbook(tmp_path / "b.xlsx", ("SKJ", rows))
    take(run_asn, office, path)
    assert read(office, "camat")["persyaratan"]["pendidikan"]["bidang"] == fields
    before = files(office)
    take(run_asn, office, path)
    assert files(office) == before


def test_fields_of_study_below_the_level_in_one_cell(office, run_asn, tmp_path):
    rows = [
        ["Jabatan", "Kelompok", "Integritas", "Pendidikan"],
        ["Camat", "Administrator", 3, "S-1\nManajemen\nHukum"],
    ]
    take(run_asn, office, workbook(tmp_path / "b.xlsx", ("SKJ", rows)))
    assert read(office, "camat")["persyaratan"]["pendidikan"] == {
        "jenjang": "S-1",
        "bidang": ["Manajemen", "Hukum"],
    }


def test_a_name_of_the_agencys_table_that_holds_a_comma_stays_whole(office, run_asn, tmp_path):
    from asnkarier.sheets.standards.studies import split_studies, study_key

    whole = frozenset(map(study_key, ["Kesehatan, Keselamatan Kerja", "Hukum"]))
    cell = "Hukum, kesehatan,  Keselamatan Kerja/Hukum"
    assert split_studies(cell, whole) == ("Hukum", "kesehatan, Keselamatan Kerja")
    assert split_studies(cell) == ("Hukum", "kesehatan", "Keselamatan Kerja")


def test_a_mended_list_of_fields_survives_the_workbook_it_came_from(office, run_asn, tmp_path):
    cell = "Manajemen, Hukum, Psikologi"
    rows = [["Jabatan", "Kelompok", "Integritas", "Bidang Pendidikan"], ["Camat", "Administrator", 3, cell]]
    path = workbook(tmp_path / "b.xlsx", ("SKJ", rows))
    take(run_asn, office, path)
    file = office / "standards" / "camat.yaml"
    text = yaml.safe_load(file.read_text(encoding="utf-8"))
    mended = (
        "# dipisah dengan tangan\n" + yaml.safe_dump(text, sort_keys=False, allow_unicode=True)
    ).encode()
    file.write_bytes(mended)
    take(run_asn, office, path)
    assert file.read_bytes() == mended


LONG = ["Jabatan", "Kelompok", "Kompetensi", "Level", "Bobot", "Kritis"]


def test_long_with_merged_positions(office, run_asn, tmp_path):
    rows = [
        LONG,
        ["Camat", "Administrator", "Integritas", 3, None, None],
        [None, None, "Kerja-Sama", 3, 2, "ya"],
        [None, None, "Tata Kelola Wilayah", 3, 1, "tidak"],
        ["Lurah", "Pengawas", "INTEGRITAS", 2, None, "TIDAK"],
        ["Lurah", "Pengawas", "Komunikasi", 0, None, None],
    ]
    take(run_asn, office, workbook(tmp_path / "l.xlsx", ("SKJ", rows), merges=("A2:A4", "B2:B4")))
    assert read(office, "camat")["kompetensi"] == {
        "integritas": 3, "kerja_sama": {"level": 3, "bobot": 2, "kritis": True}, "teknis/tata_kelola_wilayah": 3,
    }  # fmt: skip
    assert read(office, "lurah") == {
        "jabatan": "Lurah",
        "kelompok": "pengawas",
        "kompetensi": {"integritas": 2},
    }


def test_a_csv_is_read_too(office, run_asn, tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("Jabatan;Kelompok;Integritas;Komunikasi\nCamat;administrator;3;0\n", encoding="cp1252")
    take(run_asn, office, path)
    assert read(office, "camat")["kompetensi"] == {"integritas": 3}


def test_an_eselon_tells_the_class_where_the_law_does(office, run_asn, tmp_path):
    heads, rest = ["Jabatan", "Kelompok", "Eselon", "Integritas"], [3]
    rows = [
        ["Kepala Dinas", None, "II.b", 4],
        ["Camat", None, "III/a", 3],
        ["Lurah", "pengawas", "Non Eselon", 2],
    ]
    take(run_asn, office, workbook(tmp_path / "e.xlsx", ("S", [heads, *rows])))
    assert [read(office, name)["kelompok"] for name in ("kepala_dinas", "camat", "lurah")] == [
        "jpt_pratama",
        "administrator",
        "pengawas",
    ]
    kept = files(office)
    for eselon, word in (
        ("V.a", "SKJ-KELOMPOK-TIADA"),
        ("tinggi", "ESELON-ASING"),
        (None, "SKJ-KELOMPOK-TIADA"),
    ):
        path = workbook(tmp_path / "f.xlsx", ("S", [heads, ["Kepala UPT", None, eselon, *rest]]))
        done = run_asn("standards", "import", path, cwd=office)
        assert (done.code, files(office)) == (1, kept)
        assert word in done.err


def test_the_difference_is_shown_and_comments_and_other_keys_stay(tmp_path, run_asn):
    office = empty_office(tmp_path / "kantor", {"arsip": COMMENTED, "lain": standard("Lurah")})
    before = files(office)
    rows = [
        ["Jabatan", "Kelompok", "Integritas", "Kerja Sama", "Komunikasi", "Pengelolaan Arsip"],
        ["KEPALA SEKSI  ARSIP", "pengawas", 3, 2, 2, "-"],
        ["Lurah", "pengawas", 2, 2, 2, None],
    ]
    path = workbook(tmp_path / "w.xlsx", ("SKJ", rows))
    shown = run_asn("standards", "import", path, "--dry-run", "--format", "json", cwd=office)
    assert files(office) == before
    told = shown.json()
    assert told["schema"] == "asn.standards.import/1"
    assert told["totals"] == {"new": 0, "changed": 1, "unchanged": 1, "differences": 3}
    assert [(row["standar"], row["status"]) for row in told["rows"]] == [
        ("arsip", "changed"),
        ("lain", "unchanged"),
    ]
    assert [
        (row["kompetensi"], row["part"], row["was"], row["now"], row["cell"]) for row in told["differences"]
    ] == [
        ("integritas", "level", "2", "3", "w.xlsx:SKJ!C2"),
        ("komunikasi", "level", "", "2", "w.xlsx:SKJ!E2"),
        ("teknis/pengelolaan_arsip", "level", "3", "", "w.xlsx:SKJ!A2"),
    ]
    os.utime(office / "standards" / "lain.yaml", (1, 1))
    people = take(run_asn, office, path).out
    assert "Integritas" in people
    changed = COMMENTED.replace("integritas: 2 ", "integritas: 3 ").replace(
        "  teknis/pengelolaan_arsip: 3   # dari ANRI\n", "  # dari ANRI\n  komunikasi: 2\n"
    )
    assert files(office) == before | {"arsip.yaml": changed.encode()}
    assert read(office, "arsip") == {
        "jabatan": "Kepala Seksi Arsip", "kode": "A-1", "kelompok": "pengawas",
        "kompetensi": {"integritas": 3, "kerja_sama": {"level": 2, "bobot": 2, "kritis": True}, "komunikasi": 2},
        "persyaratan": {"pangkat": "Penata Muda", "pelatihan": [{"nama": "PKP", "tingkat": "mutlak"}]},
    }  # fmt: skip
    assert (office / "standards" / "lain.yaml").stat().st_mtime == 1
    again = take(run_asn, office, path, "--format", "json").json()["totals"]
    assert (again["changed"], again["unchanged"]) == (0, 2)


def test_what_a_workbook_has_no_place_for_stays(tmp_path, run_asn):
    office = empty_office(tmp_path / "kantor", {"arsip": COMMENTED})
    rows = [["Jabatan", "Pangkat", "Integritas"], ["Kepala Seksi Arsip", "III/a", 2]]
    take(run_asn, office, workbook(tmp_path / "w.xlsx", ("SKJ", rows)))
    assert files(office)["arsip.yaml"] == COMMENTED.encode()  # III/a is what `Penata Muda` says
    rows[1][1] = None
    take(run_asn, office, workbook(tmp_path / "w.xlsx", ("SKJ", rows)))
    assert files(office)["arsip.yaml"] == COMMENTED.replace("  pangkat: Penata Muda\n", "").encode()


def test_sheets_of_weights_trainings_and_experience(office, run_asn, tmp_path):
    path = workbook(
        tmp_path / "w.xlsx",
        ("SKJ", [["Jabatan", "Kelompok", "Integritas", "Audit"], ["Camat", "administrator", 3, 2], ["Lurah", "pengawas", 2, 2]]),
        ("Bobot", [["Jabatan", "Kompetensi", "Bobot", "Kritis"], ["camat", "Integritas", "2,5", "v"], ["Lurah", "Audit", None, True]]),
        ("Diklat", [["Jabatan", "Pelatihan", "Jenis", "Tingkat"], ["Camat", "PKA", "Manajerial", "penting"], ["Camat", "Dasar", None, "perlu"]]),
        ("Kerja", [["Jabatan", "Pengalaman", "Tahun", "Tingkat"], ["Lurah", "Staf", 3, "Mutlak"]]),
    )  # fmt: skip
    take(run_asn, office, path)
    assert read(office, "camat")["kompetensi"] == {
        "integritas": {"level": 3, "bobot": 2.5, "kritis": True}, "teknis/audit": 2,
    }  # fmt: skip
    assert read(office, "lurah")["kompetensi"]["teknis/audit"] == {"level": 2, "kritis": True}
    assert read(office, "camat")["persyaratan"] == {
        "pelatihan": [{"nama": "PKA", "jenis": "manajerial", "tingkat": "penting"}, {"nama": "Dasar", "tingkat": "perlu"}]
    }  # fmt: skip
    assert read(office, "lurah")["persyaratan"] == {
        "pengalaman": [{"uraian": "Staf", "tahun": 3, "tingkat": "mutlak"}]
    }


def test_a_family_shares_one_file(tmp_path, run_asn):
    office = empty_office(tmp_path / "kantor", {"kasi": standard(["Kasi A", "Kasi B"])})
    before = files(office)
    heads = ["Standar", "Jabatan", "Integritas"]
    take(run_asn, office, workbook(tmp_path / "a.xlsx", ("S", [heads[1:], ["Kasi A", 2], ["Kasi B", 2]])))
    assert files(office) == before
    alone = workbook(tmp_path / "b.xlsx", ("S", [heads[1:], ["Kasi A", 3]]))
    done = run_asn("standards", "import", alone, cwd=office)
    assert (done.code, files(office)) == (1, before)
    assert "SKJ-RUMPUN" in done.err
    assert "Kasi B" in done.err
    take(run_asn, office, workbook(tmp_path / "c.xlsx", ("S", [heads, [None, "Kasi B; Kasi A", 3]])))
    assert read(office, "kasi")["kompetensi"]["integritas"] == 3
    take(run_asn, office, workbook(tmp_path / "d.xlsx", ("S", [heads, ["kasi", "Kasi A; Kasi C", 3]])))
    assert read(office, "kasi")["jabatan"] == ["Kasi A", "Kasi C"]


def test_files_are_private_and_written_all_or_none(office, run_asn, tmp_path, monkeypatch):
    rows = [["Jabatan", "Kelompok", "Integritas"], *([f"Kasi {n}", "pengawas", 2] for n in range(5))]
    path = workbook(tmp_path / "w.xlsx", ("S", rows))
    take(run_asn, office, path)
    kept = files(office)
    assert {stat.S_IMODE((office / "standards" / name).stat().st_mode) for name in kept} == {0o600}
    for row in rows[1:]:
        row[2] = 3
    path = workbook(tmp_path / "w.xlsx", ("S", rows))
    replace, seen = Path.replace, []

    def third_fails(self, target):
        seen.append(target)
        if len(seen) == 3:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", third_fails)
    done = run_asn("standards", "import", path, cwd=office)
    assert done.code == 5, done.err
    monkeypatch.undo()
    assert files(office) == kept
    assert list((office / "standards").glob(".*")) == []
    assert take(run_asn, office, path).code == 0


def test_what_is_passed_over_or_new_is_told(office, run_asn, tmp_path):
    first = [
        ["Jabatan", "Kelompok", "Integritas", "Syarat Lain", "Audit"],
        ["Camat", "administrator", 3, "sehat", 2],
    ]
    path = workbook(tmp_path / "w.xlsx", ("S", first), ("Daftar", [["Jabatan", "Urusan"], ["Camat", "umum"]]))
    done = take(run_asn, office, path, "--format", "json")
    assert "S!D1" in done.err
    assert "SKJ-KOLOM-LEWAT" in done.err
    assert "SKJ-LEMBAR-LEWAT" in done.err
    assert "SKJ-KOLOM-BARU" not in done.err  # it has a table of its own
    assert done.json()["new_competencies"] == [
        {"kompetensi": "teknis/audit", "name": "Audit", "standards": 1, "cell": "w.xlsx:S!E1"}
    ]


def test_every_code_of_workbooks_is_met_here():
    assert (
        STANDARD_CODES.keys() - set(re.findall(r"SKJ(?:-[A-Z]+)+", Path(__file__).read_text("utf-8")))
        == set()
    )


def test_who_stops_reading_the_difference_gets_the_files_all_the_same(office, tmp_path):
    rows = [["Jabatan", "Kelompok", "Integritas"], *([f"Kasi {n}", "pengawas", 2] for n in range(3))]
    path = workbook(tmp_path / "w.xlsx", ("S", rows))
    words = [sys.executable, "-m", "asnkarier", "standards", "import", str(path)]
    with subprocess.Popen(words, cwd=office, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.stderr.read()
    assert process.returncode == 0
    assert len(files(office)) == 3


HEAD = ["Jabatan", "Kelompok", "Pendidikan", "Pangkat", "Integritas", "Kerja Sama"]
GOOD = ["Camat", "administrator", "S-1", "III/d", 3, 3]


def bad(column, value):
    row = list(GOOD)
    row[HEAD.index(column)] = value
    return [HEAD, row, ["Lurah", "pengawas", None, None, 2, 2]]


BAD = [
    ("level 7", bad("Integritas", 7), ["S!E2", "LEVEL-RENTANG"]),
    ("level 2.5", bad("Integritas", 2.5), ["S!E2", "SKJ-LEVEL-BULAT"]),
    ("a word", bad("Integritas", "tinggi"), ["S!E2", "LEVEL-BENTUK"]),
    ("a negative level", bad("Integritas", -1), ["S!E2"]),
    ("a date", bad("Integritas", __import__("datetime").date(2026, 3, 2)), ["S!E2", "SEL-JADI-TANGGAL"]),
    ("an error", bad("Integritas", "#REF!"), ["S!E2", "SEL-GALAT"]),
    ("kelompok", bad("Kelompok", "administratur"), ["S!B2", "SKJ-KELOMPOK", "administrator"]),
    ("no kelompok", bad("Kelompok", None), ["S!A2", "SKJ-KELOMPOK-TIADA"]),
    ("pendidikan", bad("Pendidikan", "Sarjanawan"), ["S!C2", "SKJ-PENDIDIKAN"]),
    ("pangkat", bad("Pangkat", "III/f"), ["S!D2", "SKJ-PANGKAT"]),
    ("no jabatan", bad("Jabatan", None), ["S!A2", "SKJ-JABATAN-KOSONG"]),
    ("a number as jabatan", bad("Jabatan", 12), ["S!A2", "SKJ-NAMA"]),
    ("two rows", [*bad("Jabatan", "Camat"), ["CAMAT", "administrator", None, None, 2, 2]], ["S!A4", "SKJ-BARIS-GANDA", "A2"]),
    ("no level", [HEAD, ["Camat", "administrator", None, None, 0, 0]], ["S!A2", "SKJ-TANPA-LEVEL"]),
    ("nearly right", [["Jabatan", "Kelompok", "Integrtas"], ["Camat", "administrator", 3]], ["S!C1", "maksud Anda Integritas?"]),
    ("unknown", [["Jabatan", "Kelompok", "Manajerial", None], [None, None, "Integritas", "Keberanian"], ["Camat", "administrator", 3, 3]], ["S!D2", "Keberanian", "SKJ-KOLOM-ASING"]),
    ("two columns", [["Jabatan", "Kelompok", "Integritas", "INTEGRITAS "], ["Camat", "administrator", 3, 3]], ["S!D1", "SKJ-KOMPETENSI-GANDA"]),
    ("no table", [["Warna", "Bentuk"], ["merah", "bulat"]], ["b.xlsx", "SKJ-LEMBAR", "asn template standards"]),
    ("one file name", [HEAD, ["Kasi +A", *GOOD[1:]], ["Kasi A", *GOOD[1:]]], ["S!A3", "SKJ-SATU-BERKAS", "kasi_a.yaml"]),
    ("no Latin letter", [HEAD, ["主任", *GOOD[1:]]], ["S!A2", "SKJ-NAMA"]),
    ("long twice", [LONG, ["Camat", "administrator", "Integritas", 3], ["Camat", "administrator", "Integritas", 3]], ["S!C3", "SKJ-KOMPETENSI-GANDA"]),
    ("long, two classes", [LONG, ["Camat", "administrator", "Integritas", 3], ["Camat", "pengawas", "Komunikasi", 3]], ["S!B3", "SKJ-BARIS-BEDA"]),
    ("long, no position", [LONG, ["Camat", "administrator", "Integritas", 3], [None, None, "Komunikasi", 3]], ["S!A3", "SKJ-JABATAN-KOSONG"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "words"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_input_is_one_line_with_its_cell_and_nothing_is_written(office, run_asn, tmp_path, rows, words):
    done = run_asn("standards", "import", workbook(tmp_path / "b.xlsx", ("S", rows)), cwd=office)
    assert done.code == 1, done.err
    assert len([line for line in done.err.splitlines() if line.startswith("  kesalahan:")]) == 1, done.err
    for word in words:
        assert word in done.err, done.err
    assert files(office) == {}


SIDE = [
    ("Bobot", ["Jabatan", "Kompetensi", "Bobot"], ["Sekda", "Integritas", 2], ["Bobot!A2", "SKJ-ASING"]),
    (
        "Bobot",
        ["Jabatan", "Kompetensi", "Bobot"],
        ["Camat", "Komunikasi", 2],
        ["Bobot!B2", "SKJ-TIDAK-DIMINTA"],
    ),
    ("Bobot", ["Jabatan", "Kompetensi", "Bobot"], ["Camat", "Integritas", 0], ["Bobot!C2", "SKJ-BOBOT"]),
    (
        "Bobot",
        ["Jabatan", "Kompetensi", "Kritis"],
        ["Camat", "Integritas", "mungkin"],
        ["Bobot!C2", "YA-TIDAK"],
    ),
    (
        "P",
        ["Jabatan", "Pelatihan", "Jenis", "Tingkat"],
        ["Camat", "PKA", "x", "perlu"],
        ["P!C2", "SKJ-JENIS"],
    ),
    (
        "P",
        ["Jabatan", "Pelatihan", "Jenis", "Tingkat"],
        ["Camat", "PKA", None, "wajib"],
        ["P!D2", "SKJ-TINGKAT"],
    ),
    (
        "P",
        ["Jabatan", "Pelatihan", "Jenis", "Tingkat"],
        ["Camat", "PKA", None, None],
        ["P!B2", "SKJ-NILAI-TIADA"],
    ),
    ("P", ["Jabatan", "Pengalaman", "Tahun", "Tingkat"], ["Camat", "x", 61, "perlu"], ["P!C2", "SKJ-TAHUN"]),
]


@pytest.mark.parametrize(("sheet", "heads", "row", "words"), SIDE)
def test_bad_cells_of_the_sheets_beside(office, run_asn, tmp_path, sheet, heads, row, words):
    path = workbook(tmp_path / "b.xlsx", ("S", [HEAD, GOOD]), (sheet, [heads, row]))
    done = run_asn("standards", "import", path, cwd=office)
    assert done.code == 1, done.err
    for word in words:
        assert word in done.err, done.err
    assert files(office) == {}


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("../luar", 1, ["SKJ-NAMA-BERKAS"]),
        ("a:b", 1, ["SKJ-NAMA-BERKAS"]),
        ("LURAH", 1, ["SKJ-SATU-BERKAS"]),
        ("bidang/camat.yaml", 0, []),
    ],
)
def test_the_name_of_a_file_may_be_said(tmp_path, run_asn, name, code, words):
    office = empty_office(tmp_path / "kantor", {"lurah": standard("Kepala Kelurahan, nama lama Lurah")})
    rows = [["Standar", *HEAD], [name, *GOOD]]
    done = run_asn("standards", "import", workbook(tmp_path / "b.xlsx", ("S", rows)), cwd=office)
    assert done.code == code, done.err
    assert all(word in done.err for word in words), done.err
    if code:
        assert sorted(files(office)) == ["lurah.yaml"]
    else:
        assert sorted(files(office)) == ["bidang/camat.yaml", "lurah.yaml"]


def test_a_position_keeps_its_one_standard(tmp_path, run_asn):
    office = empty_office(tmp_path / "kantor", {"lurah": standard("Lurah"), "camat": standard("Camat")})
    rows = [["Standar", *HEAD], ["lurah", *GOOD]]
    done = run_asn("standards", "import", workbook(tmp_path / "b.xlsx", ("S", rows)), cwd=office)
    assert done.code == 1
    assert "SKJ-MILIK-LAIN" in done.err


def test_a_level_with_a_decimal_stays_where_it_was(tmp_path, run_asn):
    office = empty_office(tmp_path / "kantor", {"camat": standard("Camat", kompetensi={"integritas": 2.5})})
    before = files(office)
    rows = [["Jabatan", "Integritas", "Kerja Sama"], ["Camat", "2,5", 2]]
    take(run_asn, office, workbook(tmp_path / "b.xlsx", ("S", rows)))
    assert files(office) == before


@pytest.mark.parametrize(
    ("text", "word"), [("jabatan: [\n", "YAML-SINTAKS"), ("jabatan: Lurah\nkelompok: x\nkompetensi: {integritas: 2}\n", "SKJ-KELOMPOK")]
)  # fmt: skip
def test_a_standard_that_is_wrong_stops_everything(tmp_path, run_asn, text, word):
    office = empty_office(tmp_path / "kantor", {"lurah": text})
    done = run_asn("standards", "import", workbook(tmp_path / "b.xlsx", ("S", [HEAD, GOOD])), cwd=office)
    assert done.code == 3
    assert word in done.err
    assert sorted(files(office)) == ["lurah.yaml"]


def test_a_form_that_cannot_be_changed_line_by_line_is_left_alone(tmp_path, run_asn):
    text = "jabatan: Camat\nkelompok: administrator\nkompetensi: {integritas: 3, # satu\n  kerja_sama: 3}\n"
    office = empty_office(tmp_path / "kantor", {"camat": text, "lurah": standard("Lurah")})
    before = files(office)
    rows = [["Jabatan", "Integritas", "Kerja Sama"], ["Camat", 3, 0], ["Lurah", 3, 3]]
    done = run_asn("standards", "import", workbook(tmp_path / "b.xlsx", ("S", rows)), cwd=office)
    assert done.code == 3
    assert "SKJ-SUNTING" in done.err
    assert files(office) == before
    rows[1] = ["Camat", 4, 3]
    take(run_asn, office, workbook(tmp_path / "b.xlsx", ("S", rows[:2])))
    assert files(office)["camat.yaml"] == text.replace("integritas: 3", "integritas: 4").encode()


def test_the_dictionary_of_the_agency_names_technical_competencies(office, run_asn, tmp_path):
    (office / "kompetensi.yaml").write_text(
        "teknis/pengadaan: {nama: Pengadaan Barang & Jasa, alias: [PBJ]}\nteknis/audit: {}\n",
        encoding="utf-8",
    )
    heads = ["Jabatan", "Kelompok", "PENGADAAN BARANG-DAN-JASA", "Audit"]
    take(run_asn, office, workbook(tmp_path / "a.xlsx", ("S", [heads, ["Camat", "administrator", 3, 2]])))
    assert read(office, "camat")["kompetensi"] == {"teknis/pengadaan": 3, "teknis/audit": 2}
    kept = files(office)
    for heading, words in {
        "Pengadaan Barang dan Jaso": ["SKJ-KOLOM-MIRIP", "Pengadaan Barang"],
        "Statistik": ["SKJ-KOLOM-ASING", "Statistik"],
    }.items():
        heads[2] = heading
        path = workbook(tmp_path / "b.xlsx", ("S", [heads, ["Lurah", "pengawas", 3, 2]]))
        done = run_asn("standards", "import", path, cwd=office)
        assert done.code == 1, done.err
        assert all(word in done.err for word in words), done.err
        assert files(office) == kept
    heads[2] = "teknis/statistik"  # an id is meant as it stands
    take(run_asn, office, workbook(tmp_path / "b.xlsx", ("S", [heads, ["Lurah", "pengawas", 3, 2]])))
    assert "teknis/statistik" in read(office, "lurah")["kompetensi"]


def test_a_dictionary_that_is_wrong_stops_everything(office, run_asn, tmp_path):
    (office / "kompetensi.yaml").write_text("manajerial/x: {}\n", encoding="utf-8")
    done = run_asn("standards", "import", workbook(tmp_path / "b.xlsx", ("S", [HEAD, GOOD])), cwd=office)
    assert done.code == 3
    assert "KAMUS-NAMA" in done.err


def test_a_file_that_is_not_there_is_a_wrong_word(office, run_asn):
    done = run_asn("standards", "import", "tidak.xlsx", cwd=office)
    assert done.code == 2
    assert "tidak.xlsx" in done.err
