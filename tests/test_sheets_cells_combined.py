"""Two facts in one cell, and one person on two rows: read where certain, else refused with what to do."""

from datetime import date

import openpyxl
import pandas as pd
import pytest

from asnkarier.model.problem import Severity
from asnkarier.sheets.cells import combined
from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.reading import read_tables
from asnkarier.sheets.results import Fault
from sheets.workbooks import VOCABULARY, codes, nip, options, places, read, write

PERSON = [nip(1), "Budi"]


@pytest.mark.parametrize(
    "text, jabatan, unit",
    [
        ("Kepala Bidang Mutasi / Badan Kepegawaian", "Kepala Bidang Mutasi", "Badan Kepegawaian"),
        ("Kepala Bidang Mutasi\nBKPSDM", "Kepala Bidang Mutasi", "BKPSDM"),
        ("Guru Ahli Muda pada SDN 1 Medan", "Guru Ahli Muda", "SDN 1 Medan"),
        ("Sekretaris Camat - Kecamatan Medan Baru", "Sekretaris Camat", "Kecamatan Medan Baru"),
        (
            "Pengadministrasi Umum/Kepegawaian / Dinas Sosial",
            "Pengadministrasi Umum/Kepegawaian",
            "Dinas Sosial",
        ),
        ("KEPALA SEKSI MUTASI / BADAN KEPEGAWAIAN", "KEPALA SEKSI MUTASI", "BADAN KEPEGAWAIAN"),
    ],
)
def test_position_and_unit(text, jabatan, unit):
    assert combined.parse_jabatan_of_pair(text, TEXT) == jabatan
    assert combined.parse_unit_of_pair(text, TEXT) == unit


@pytest.mark.parametrize(
    "text",
    ["Camat Medan Baru", "Kepala Bidang Mutasi\ndan Promosi", "Guru / SDN 1 / Dinas Pendidikan", "Analis / Umum", "KEPALA / DISHUB", "Dinas Sosial / Kecamatan X"],
)  # fmt: skip
def test_position_and_unit_that_cannot_be_told_apart(text):
    for parse in (combined.parse_jabatan_of_pair, combined.parse_unit_of_pair):
        fault = parse(text, TEXT)
        assert isinstance(fault, Fault)
        assert fault.code == "SEL-GABUNGAN"
    if "Dinas Pendidikan" in text:
        assert (
            fault.facts["alternatives"] == "Guru | SDN 1 / Dinas Pendidikan; Guru / SDN 1 | Dinas Pendidikan"
        )
    if text == "Analis / Umum":  # no cut is certain, so the possible one is told
        assert fault.facts["alternatives"] == "Analis | Umum"
    if text == "Camat Medan Baru":
        assert fault.facts["alternatives"] == "-"


@pytest.mark.parametrize(
    "text, jabatan, eselon",
    [
        ("Kepala Seksi Mutasi / Eselon IV.a", "Kepala Seksi Mutasi", "IV.a"), ("Camat\nIII.a", "Camat", "III.a"), ("Camat (III/a)", "Camat", "III.a"),
        ("Camat (\nIII.a)", "Camat", "III.a"), ("Camat, Es. III a", "Camat", "III.a"), ("Kepala Dinas II.b ", "Kepala Dinas II.b", None),
        ("Camat ", "Camat", None), ("(III.a)", None, "III.a"), (" / ", None, None),
    ],
)  # fmt: skip
def test_position_and_eselon(text, jabatan, eselon):
    assert combined.parse_jabatan_before_eselon(text, TEXT) == jabatan
    assert combined.parse_eselon_of_pair(text, TEXT) == eselon


@pytest.mark.parametrize("kind", [NUMBER, DATE])
def test_a_number_holds_no_two_facts(kind):
    told = combined.parse_jabatan_before_eselon("43556", kind)
    assert told == Fault("SEL-GABUNGAN", {"value": "43556", "alternatives": "-"})
    assert combined.parse_eselon_of_pair("43556", kind) is None
    assert combined.parse_tingkat_of_pair("43556", kind) == Fault("PENDIDIKAN-ASING", {"value": "43556"})
    assert combined.parse_bidang_of_pair("43556", kind) is None


@pytest.mark.parametrize(
    "text, level, field",
    [
        ("S1 / PKP", "S-1", None), ("S-1/Sarjana / Diklatpim Tk. IV", "S-1", None), ("S-2 Manajemen\nPIM III", "S-2", "MANAJEMEN"), ("SLTA/SMA / ADUM", "SLTA", None),
        ("S1 Hukum, Diklat PIM III", "S-1", "HUKUM"), ("D-III Kebidanan", "D-III", "KEBIDANAN"), ("PKP", None, None),
    ],
)  # fmt: skip
def test_education_and_training(text, level, field):
    found = combined.parse_tingkat_of_pair(text, TEXT)
    assert (found if level is None else found.upper().startswith(level.split("-")[0])) is (
        None if level is None else True
    )
    assert combined.parse_bidang_of_pair(text, TEXT) == field


@pytest.mark.parametrize("text, code", [("S1 / S2", "SEL-GABUNGAN"), ("tidak jelas", "PENDIDIKAN-ASING")])
def test_education_that_is_not_clear(text, code):
    fault = combined.parse_tingkat_of_pair(text, TEXT)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.facts["value"]) == (code, text)
    assert combined.parse_bidang_of_pair(text, TEXT) is None


def test_position_and_date():
    assert combined.parse_jabatan_before_date("Camat / 01-04-2019", TEXT) == "Camat"
    assert combined.parse_jabatan_before_date("Kepala Seksi, TMT 1 April 2019", TEXT) == "Kepala Seksi"
    assert combined.parse_jabatan_before_date("Guru Kelas 6", TEXT) == "Guru Kelas 6"
    assert isinstance(combined.parse_jabatan_before_date("43556", NUMBER), Fault)


def test_a_whole_sheet_of_combined_columns(tmp_path):
    header = ["NAMA / NIP", "Tempat, Tanggal Lahir", "JABATAN/INSTANSI", "Pendidikan / Diklat Terakhir"]
    rows = [
        [
            f"Budi / {nip(1, birth='19850202')}",
            "Medan, 2 Pebruari 1985",
            "Camat / Kecamatan Medan",
            "S1 / PKA",
        ],
        [f"Ani / {nip(2)}", None, "Camat Medan", "S1"],
    ]
    reading = read(write(tmp_path / "a.xlsx", [header, *rows]))
    row = reading.accepted.iloc[0]
    assert (row["nama"], row["jabatan"], row["unit_kerja"], row["tingkat_pendidikan"]) == (
        "Budi",
        "Camat",
        "Kecamatan Medan",
        "S-1",
    )
    assert str(row["tanggal_lahir"].date()) == "1985-02-02"
    assert (reading.rejected_rows, places(reading, "SEL-GABUNGAN")) == ((3,), ["C3"])


def test_a_pair_gives_the_field_that_is_missing(tmp_path):
    rows = [
        ["NIP", "NAMA", "JABATAN/INSTANSI", "UNIT KERJA"],
        [*PERSON, "Camat / Kecamatan Medan", "Kantor Camat"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows), kind="employees")
    assert reading.accepted[["jabatan", "unit_kerja"]].iloc[0].tolist() == ["Camat", "Kantor Camat"]


# ── lists of rank: a person on two rows ──────────────────────────────────────────────────────────────────────────

DUK = [
    ["DAFTAR URUT KEPANGKATAN"],
    ["NO", "NAMA", "GOL RUANG", "JABATAN", "UNIT KERJA", "TANGGAL LAHIR"],
    [None, "NIP", "TMT", "TMT", None, None],
    [1, 2, 3, 4, 5, 6],
    [1, "Budi", "III/a", "Guru", "SD", "02-02-1985"],
    [None, nip(1, birth="19850202"), "01-04-2019", "02-05-2020", None, None],
    ["DINAS KESEHATAN"],
    [2, "Ani", "IV/a", "Camat", "Kecamatan", None],
    [None, nip(2), "01-04-2020", None, None, None],
]


def test_a_person_on_two_rows_is_one(tmp_path):
    reading = read(write(tmp_path / "a.xlsx", DUK, merges=["A5:A6", "E5:E6"]))
    assert (reading.kind, reading.header_rows, reading.rows, reading.accepted_rows) == (
        "employees",
        (2, 3),
        2,
        2,
    )
    frame = reading.accepted
    assert frame[["nip", "nama", "golongan", "jabatan", "unit_kerja", "row"]].to_numpy().tolist() == [
        [nip(1, birth="19850202"), "Budi", "III/a", "Guru", "SD", 5], [nip(2), "Ani", "IV/a", "Camat", "Kecamatan", 8],
    ]  # fmt: skip
    assert [str(day)[:10] for day in frame["tmt_golongan"]] == ["2019-04-01", "2020-04-01"]
    assert [str(day)[:10] for day in frame["tmt_jabatan"]] == ["2020-05-02", "NaT"]
    assert codes(reading) == {"DUK-DIBACA": 1}
    assert places(reading, "DUK-DIBACA") == ["A2"]
    assert dict(reading.skipped_notes) == {4: "nomor_kolom", 7: "kelompok"}


def test_the_nip_may_stand_above(tmp_path):
    rows = [
        ["NIP", "JABATAN", "UNIT KERJA"],
        ["NAMA", None, None],
        [nip(1), "Guru", "SD"],
        ["Budi", None, None],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert reading.accepted[["nip", "nama", "jabatan"]].to_numpy().tolist() == [[nip(1), "Budi", "Guru"]]


def test_headings_above_each_other_over_cells_of_two_facts(tmp_path):
    rows = [["NAMA", "GOL RUANG", "JABATAN", "UNIT KERJA"], ["NIP", "TMT", None, None]]
    rows += [
        [f"Budi\nNIP. {nip(1)}", "III/a\n01-04-2019", "Guru", "SD"],
        [f"Ani\n{nip(2)}", "III/b", "Guru", "SD"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert reading.accepted[["nip", "nama", "golongan"]].to_numpy().tolist() == [
        [nip(1), "Budi", "III/a"],
        [nip(2), "Ani", "III/b"],
    ]
    assert reading.accepted["tmt_golongan"].notna().tolist() == [True, False]


def test_faults_of_the_lower_row_have_its_place(tmp_path):
    rows = [*DUK[:5], [None, "12345678901", "31-02-2019", None, None, None], *DUK[7:]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.rows, reading.rejected_rows) == (2, (5,))
    assert (places(reading, "NIP-BENTUK"), places(reading, "TANGGAL-MUSTAHIL")) == (["B6"], ["C6"])


def test_a_person_without_nip_on_two_rows_is_rejected_never_lost(tmp_path):
    rows = [
        *DUK[:6],
        [2, "Ani", "IV/a", "Camat", "Kecamatan", None],
        [None, None, "01-04-2020", None, None, None],
        [3, "Cici", "IV/a", "Guru", "SD", None],
        [None, nip(3), None, None, None, None],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert reading.accepted["nama"].tolist() == ["Budi", "Cici"]
    assert 7 in reading.rejected_rows
    assert reading.rows == reading.accepted_rows + len(reading.rejected_rows)


def test_rows_that_do_not_alternate_are_refused_with_their_place(tmp_path):
    reading = read(write(tmp_path / "a.xlsx", [*DUK[:6], [None, nip(3), "01-04-2019", None, None, None]]))
    assert (reading.refused, places(reading, "DUK-BERTUMPUK")) == (True, ["B6"])
    twice = read(write(tmp_path / "b.xlsx", [*DUK[:5], [None, nip(1), None, None, "SMP", None]]))
    assert (twice.refused, places(twice, "DUK-DUA-ISI")) == (True, ["E6"])


def test_a_header_of_two_rows_over_single_rows_is_no_list_of_rank(tmp_path):
    rows = [
        ["NIP", "NAMA", "GOLONGAN", None, "JABATAN", "UNIT KERJA"],
        [None, None, "RUANG", "TMT", None, None],
        [nip(1), "Budi", "III/a", "01-04-2019", "Guru", "SD"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=["C1:D1"]))
    assert (reading.accepted_rows, "DUK-DIBACA" in codes(reading)) == (1, False)


def test_a_rejected_person_goes_back_on_two_rows(workspace, run_asn):
    rows = [*DUK[:5], [None, "salah 123456789", "01-04-2019", None, None, None], *DUK[7:]]
    write(workspace / "duk.xlsx", rows)
    done = run_asn("import", "duk.xlsx", "--format", "json", cwd=workspace)
    assert done.json()["files"][0]["rejected"] == 1
    book = openpyxl.load_workbook(workspace / "duk.ditolak.xlsx")
    page = book.worksheets[0]
    red = [cell.coordinate for row in page.iter_rows() for cell in row if cell.comment]
    assert red == ["B5"]
    page["B5"].value = nip(1, birth="19850202")
    book.save(workspace / "duk.ditolak.xlsx")
    done = run_asn("import", "duk.ditolak.xlsx", "--format", "json", cwd=workspace)
    assert (done.code, done.json()["files"][0]["accepted"]) == (0, 1), done.err


def test_every_code_of_this_room_fills_its_sentence():
    from asnkarier.model.codes.tables import TABLE_CODES

    facts = dict.fromkeys(
        (
            "sheet",
            "sheets",
            "kind",
            "missing",
            "headings",
            "value",
            "alternatives",
            "heading",
            "mapping",
            "key",
            "reason",
            "other",
            "lowest",
            "highest",
            "options",
        ),
        "x",
    )
    for sentence, remedy in TABLE_CODES.values():
        assert "{" not in sentence.format(**facts) + remedy.format(**facts)


def test_tables_of_a_list_of_rank_are_counted_once(tmp_path):
    found = read_tables(write(tmp_path / "a.xlsx", DUK), vocabulary=VOCABULARY, options=options())
    assert len(found) == 1


@pytest.mark.parametrize(
    "text, jabatan, tmt",
    [
        ("Kepala Seksi Kurikulum 2 / 1 Agust 2020", "Kepala Seksi Kurikulum 2", date(2020, 8, 1)),
        ("Staf, 1 Agust. 2020", "Staf", date(2020, 8, 1)),
        ("Guru - 2020-05-01", "Guru", date(2020, 5, 1)),
        ("Kepala Seksi", "Kepala Seksi", None),
        ("Kepala SDN 12 Medan 05", "Kepala SDN 12 Medan 05", None),
        ("Guru (TMT. 01/05/20)", None, "TANGGAL-TAHUN-PENDEK"),
        ("Guru, 1 Mei '20", None, "TANGGAL-TAHUN-PENDEK"),
        ("Guru 01-05-2019 / 01-05-2020", None, "TANGGAL-DUA"),
        ("Guru, 2020", None, "TANGGAL-BENTUK"),
    ],
)
def test_position_and_its_day(tmp_path, text, jabatan, tmt):
    rows = [["NIP", "NAMA", "JABATAN / TMT", "UNIT KERJA"], [*PERSON, text, "SD"]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    found = set(codes(reading)) - {"KOLOM-DIBAGI"}
    assert found == ({tmt} if isinstance(tmt, str) else set())
    if not found:
        (fact,) = reading.accepted[["jabatan", "tmt_jabatan"]].astype(object).to_numpy().tolist()
        assert fact[0] == jabatan
        assert fact[1] is pd.NaT if tmt is None else fact[1].date() == tmt


@pytest.mark.parametrize(
    "text, golongan, day",
    [
        ("III/c / 1 Agust. 2020", "III/c", "2020-08-01"),
        ("IX / 01-03-2024", "IX", "2024-03-01"),
        ("Penata\nIII/c\n01-04-2019", "III/c", "2019-04-01"),
        ("01-04-2019", None, "2019-04-01"),
        ("III/c", "III/c", None),
        ("III/c, 01-04-19", "III/c", "TANGGAL-TAHUN-PENDEK"),
        ("Penata Muda (III/b) 01-04-2019", "GOLONGAN-DUA", "2019-04-01"),
    ],
)
@pytest.mark.parametrize("heading", ["GR / TMT", "PANGKAT\nGOL. RUANG\nTMT"])
def test_golongan_and_its_day(tmp_path, heading, text, golongan, day):
    rows = [["NIP", "NAMA", "JABATAN", "UNIT KERJA", heading], [*PERSON, "Guru", "SD", text]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    faults = [problem.code for problem in reading.problems if problem.severity is Severity.ERROR]
    if faults:
        assert faults == [value for value in (golongan, day) if value and value.isupper() and "-" in value]
        return
    facts = reading.accepted[["golongan", "tmt_golongan"]].astype("str").fillna("").to_numpy().tolist()
    assert facts == [[golongan or "", day or ""]]


@pytest.mark.parametrize("heading", ["NAMA PEGAWAI / NIP", "Nama dan NIP", "NIP / NAMA", "NAMA LENGKAP\nNIP"])
@pytest.mark.parametrize(
    "more, values, kind",
    [
        (["TAHUN", "PREDIKAT"], ["2024", "Baik"], "appraisals"),
        (["NAMA PELATIHAN", "JP"], ["Diklat", "20"], "trainings"),
        (["Integritas", "Komunikasi"], ["3", "2"], "assessments"),
        (["JABATAN", "TMT JABATAN", "SAMPAI"], ["Guru", "01-02-2020", "sekarang"], "positions"),
    ],
)
def test_a_name_beside_the_nip_in_every_list_about_people(tmp_path, heading, more, values, kind):
    reading = read(write(tmp_path / "a.xlsx", [[heading, *more], [f"Budi\nNIP. {nip(1)}", *values]]))
    assert (reading.kind, reading.rejected_rows) == (kind, ())
    assert set(reading.accepted["nip"]) == {nip(1)}


@pytest.mark.parametrize("parse", [combined.parse_jabatan_before_eselon, combined.parse_jabatan_before_date])
def test_a_number_is_no_position_and_has_no_other_reading(parse):
    found = parse("45000", NUMBER)
    assert (found.code, dict(found.facts)) == ("SEL-GABUNGAN", {"value": "45000", "alternatives": "-"})
