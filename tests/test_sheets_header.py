"""Headers of real sheets: titles above, rows merged and stacked, columns numbered, names doubled or misspelt."""

from types import SimpleNamespace

import pytest

from asnkarier.sheets.layout import detection
from sheets.workbooks import codes, nip, places, read, write, write_csv

PLAIN = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]
PERSON = [nip(1), "Budi", "Guru", "SD"]


def test_titles_and_blank_rows_above(tmp_path):
    rows = [
        ["DAFTAR NOMINATIF PEGAWAI"],
        ["PEMERINTAH KOTA CONTOH"],
        [],
        ["Keadaan : 31 Desember 2024"],
        [],
        PLAIN,
        PERSON,
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.kind, reading.header_rows, reading.rows) == ("employees", (6,), 1)


@pytest.mark.parametrize("heading", ["GOL AKHIR NAMA", "GOL AKHIR", "Gol. Akhir"])
def test_the_last_golongan_is_read_under_each_of_its_names(tmp_path, heading):
    reading = read(write(tmp_path / "a.xlsx", [[*PLAIN, heading], [*PERSON, "III/c"]]))
    assert set(reading.columns) == {"nip", "nama", "jabatan", "unit_kerja", "golongan"}


def test_merged_header_of_two_rows_and_numbered_columns(tmp_path):
    rows = [
        [
            "No",
            "NIP",
            "Nama",
            "Pangkat Terakhir",
            None,
            "Jabatan",
            None,
            None,
            "Masa Kerja",
            None,
            "Unit Kerja",
        ],
        [None, None, None, "Gol. Ruang", "TMT", "Nama", "Eselon", "TMT", "Tahun", "Bulan", None],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
        [
            1,
            nip(1),
            "Budi",
            "III/a",
            "01-04-2019",
            "Kepala Seksi",
            "IV.a",
            "03-01-2022",
            9,
            4,
            "Dinas Contoh",
        ],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:H1", "I1:J1", "K1:K2"]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert (reading.header_rows, reading.skipped_notes) == ((1, 2), ((3, "nomor_kolom"),))
    assert dict(reading.columns) == {
        "nip": "B", "nama": "C", "golongan": "D", "tmt_golongan": "E", "jabatan": "F", "eselon": "G", "tmt_jabatan": "H", "unit_kerja": "K",
    }  # fmt: skip
    assert reading.headings["jabatan"] == "Jabatan > Nama"
    assert reading.unmapped == ()
    assert reading.accepted_rows == 1


def test_unmerged_parents_cover_the_blanks_to_their_right(tmp_path):
    text = f"NIP;NAMA;JABATAN;;;UNIT KERJA\n;;NAMA;ESELON;TMT;\n{nip(1)};Budi;Kepala Seksi;IV.a;03-01-2022;Dinas\n"
    reading = read(write_csv(tmp_path / "a.csv", text))
    assert reading.header_rows == (1, 2)
    assert (
        reading.columns["jabatan"],
        reading.columns["eselon"],
        reading.columns["tmt_jabatan"],
        reading.columns["nama"],
    ) == ("C", "D", "E", "B")


def test_bare_tmt_takes_the_meaning_of_its_left_neighbour(tmp_path):
    header = ["NIP", "NAMA", "GOL", "PANGKAT", "TMT", "JABATAN", "TMT", "UNIT KERJA", "TMT"]
    person = [nip(1), "Budi", "III/a", "Penata Muda", "01-04-2019", "Guru", "02-05-2020", "SD", "x"]
    reading = read(write(tmp_path / "a.xlsx", [header, person]))
    assert (reading.columns["tmt_golongan"], reading.columns["tmt_jabatan"]) == ("E", "G")
    assert reading.unmapped == (("I", "TMT"),)


def test_the_kind_is_told_by_the_headings(tmp_path):
    headers = {
        "units": ["ID", "NAMA_UNOR", "ID_ATASAN"],
        "positions": ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "TMT JABATAN", "NO SK", "TGL SK"],
        "appraisals": ["nip", "nama", "tahun", "hasil_kerja", "perilaku_kerja"],
        "assessments": ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "Integritas", "Kerjasama", "Komunikasi"],
        "trainings": ["NIP", "Nama", "Nama Diklat", "JP"],
        "courses": ["Kode", "Nama Pelatihan", "Kompetensi", "Level Akhir", "Biaya"],
        "vacancies": ["Kode", "Jabatan", "Unit Kerja", "Jumlah"],
        "employees": PLAIN,
    }
    for kind, header in headers.items():
        assert read(write(tmp_path / f"{kind}.xlsx", [header, ["x"] * len(header)])).kind == kind


def test_a_table_of_two_possible_kinds_asks(tmp_path):
    rows = [["NIP", "NAMA", "JABATAN", "UNIT KERJA", "TMT JABATAN", "NO SK"], [*PERSON, "01-04-2019", "1"]]
    path = write(tmp_path / "a.xlsx", rows)
    assert codes(read(path)) == {"KEPALA-JENIS-RAGU": 1}
    assert read(path, kind="employees").accepted_rows == 1
    reading = read(path, kind="positions")
    assert (reading.kind, reading.accepted_rows, reading.certainty) == ("positions", 1, 1.0)


def test_a_missing_column_names_what_was_found_and_what_is_near(tmp_path):
    reading = read(write(tmp_path / "a.xlsx", [["NIP", "NAMA", "JABATAN", "UNIT KRJA"], PERSON]))
    assert reading.refused
    assert reading.rows == 0
    problem = next(problem for problem in reading.problems if problem.code == "KOLOM-WAJIB")
    assert (problem.facts["field"], problem.facts["nearest"]) == ("unit_kerja", "UNIT KRJA")
    assert "JABATAN" in str(problem.facts["headings"])


@pytest.mark.parametrize(("place", "renamed"), [(1, "Personil"), (3, "Tempat Bertugas")])
def test_a_staff_list_with_a_renamed_heading_is_no_history(tmp_path, place, renamed):
    heads = [
        "NIP",
        "NAMA",
        "JABATAN",
        "UNIT KERJA",
        "TMT JABATAN",
        "KEDUDUKAN HUKUM",
        "TANGGAL LAHIR",
        "TINGKAT PENDIDIKAN",
    ]
    row = [*PERSON, "01-04-2019", "Aktif", "15-01-1985", "S-1"]
    heads[place] = renamed
    found = read(write(tmp_path / "a.xlsx", [heads, row]))
    assert found.refused
    problem = next(one for one in found.problems if one.code == "KOLOM-WAJIB")
    assert (problem.facts["kind"], problem.facts["nearest"]) == ("employees", renamed)
    kept = {"NAMA", "JABATAN", "TMT JABATAN", renamed, "NIP"}
    plain = [place for place, head in enumerate(heads) if head in kept | {"UNIT KERJA"}]
    history = [[line[place] for place in plain] for line in (heads, row)]
    assert read(write(tmp_path / "b.xlsx", history)).kind == "positions", "which says nothing else of people"


@pytest.mark.parametrize("column", ["UNIT KRJA", "unit krja", "d"])
def test_a_column_can_be_named(tmp_path, column):
    path = write(tmp_path / "a.xlsx", [["NIP", "NAMA", "JABATAN", "UNIT KRJA"], PERSON])
    assert read(path, mapping={column: "unit_kerja"}).accepted["unit_kerja"].tolist() == ["SD"]


def test_named_columns_must_exist_and_name_a_field(tmp_path):
    path = write(tmp_path / "a.xlsx", [PLAIN, PERSON])
    assert codes(read(path, mapping={"KANTOR": "unit_kerja"}, kind="employees")) == {"PETA-KOLOM": 1}
    assert codes(read(path, mapping={"NAMA": "alamat"}, kind="employees"))["PETA-FIELD"] == 1


def test_a_column_can_be_left_out_or_become_a_competency(tmp_path):
    path = write(tmp_path / "a.xlsx", [["NIP", "Integritas", "Komunikasi", "Skor SDM"], [nip(1), 3, 2, 4]])
    reading = read(path, mapping={"Komunikasi": "-", "Skor SDM": "teknis/manajemen_sdm_aparatur"})
    assert reading.accepted["kompetensi"].tolist() == ["integritas", "teknis/manajemen_sdm_aparatur"]
    assert reading.ignored == (("C", "Komunikasi"),)


def test_sheet_and_header_row_can_be_named(tmp_path):
    rows = [PLAIN, ["uraian"] * 4, ["NIP", "NAMA", "JABATAN", "UNIT"], PERSON]
    path = write(tmp_path / "a.xlsx", rows, sheet="Data PNS")
    assert codes(read(path, header_row=3, sheet="data pns ")) == {"KOLOM-WAJIB": 1}
    assert read(path, header_row=3, mapping={"UNIT": "unit_kerja"}).accepted_rows == 1
    assert codes(read(path, header_row=40)) == {"KEPALA-BARIS": 1}
    reading = read(path, sheet="Lembar2")
    assert codes(reading) == {"LEMBAR-TIADA": 1}
    assert "Data PNS" in str(reading.problems[0].facts["sheets"])


def test_twin_columns(tmp_path):
    same = read(write(tmp_path / "a.xlsx", [[*PLAIN, "NAMA"], [*PERSON, "Budi"]]))
    assert (same.accepted_rows, codes(same)) == (1, {"KOLOM-KEMBAR": 1})
    different = read(write(tmp_path / "b.xlsx", [[*PLAIN, "NAMA"], [*PERSON, "Ani"]]))
    assert (different.refused, codes(different)) == (True, {"KOLOM-GANDA": 1})
    assert places(different, "KOLOM-GANDA") == ["E1"]
    chosen = read(tmp_path / "b.xlsx", mapping={"E": "nama", "B": "-"})
    assert chosen.accepted["nama"].tolist() == ["Ani"]


def test_second_choices_are_told(tmp_path):
    reading = read(
        write(
            tmp_path / "a.xlsx",
            [
                ["NIP", "NAMA", "JABATAN", "OPD", "NAMA JABATAN", "PANGKAT"],
                [nip(1), "Budi", "x", "Dinas", "Guru", "Penata"],
            ],
        )
    )
    assert codes(reading) == {"KOLOM-CADANGAN": 2, "KOLOM-LEBIH": 1}
    assert reading.accepted[["unit_kerja", "jabatan", "golongan"]].iloc[0].tolist() == [
        "Dinas",
        "Guru",
        "III/c",
    ]
    assert places(reading, "KOLOM-LEBIH") == ["C1"]


def test_misspelt_competencies_are_read_only_when_hardly_in_doubt(tmp_path):
    header = ["NIP", "Orintasi Pada Hasil", "Mengelola Prubahn Besar", "Integritas", "Saran Pengembangan 3"]
    reading = read(write(tmp_path / "a.xlsx", [header, [nip(1), 3, 2, 4, "x"]]))
    assert reading.accepted["kompetensi"].tolist() == ["orientasi_pada_hasil", "integritas"]
    assert places(reading, "KOLOM-MIRIP") == ["B1"]
    assert places(reading, "KOLOM-USUL") == ["C1"]
    assert reading.unmapped == (("C", "Mengelola Prubahn Besar"),)
    assert reading.ignored == (("E", "Saran Pengembangan 3"),)


def test_standards_and_gaps_beside_levels_are_not_levels(tmp_path):
    rows = [
        ["NIP", "Integritas", None, None, "Komunikasi", None, None],
        [None, "Standar", "Capaian", "Gap", "Standar", "Capaian", "Gap"],
        [nip(1), 3, 2, -1, 3, 4, 1],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=["A1:A2", "B1:D1", "E1:G1"]))
    assert reading.accepted[["kompetensi", "level", "col"]].to_numpy().tolist() == [
        ["integritas", 2.0, "C"],
        ["komunikasi", 4.0, "F"],
    ]


def test_two_columns_of_one_competency_are_refused(tmp_path):
    reading = read(write(tmp_path / "a.xlsx", [["NIP", "Integritas", "M.1"], [nip(1), 3, 2]]))
    assert codes(reading) == {"KOLOM-GANDA": 1}


def test_two_persons_fields_stacked_in_one_column_are_told(tmp_path):
    rows = [
        ["No", "Nama Pegawai", "Jabatan", "Unit Kerja"],
        [None, "Pendidikan", "TMT Jabatan", None],
        [1, "Budi", "Guru", "SD"],
        [None, "S1", "01-04-2019", None],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows), kind="employees", header_row=1)
    assert reading.refused


def test_no_header_at_all(tmp_path):
    assert codes(read(write(tmp_path / "a.xlsx", [["apa", "saja"], [1, 2]]))) == {"KEPALA-TIADA": 1}
    assert codes(read(write(tmp_path / "b.xlsx", []))) == {"LEMBAR-KOSONG": 1}


def test_the_sheet_with_the_table_is_found(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        pages = [book.add_worksheet(name) for name in ("Petunjuk", "Arsip", "Data", "Data 2")]
        pages[1].hide()
        pages[0].write_string(0, 0, "Isi lembar Data")
        for page in pages[1:]:
            page.write_row(0, 0, PLAIN)
            page.write_row(1, 0, PERSON)
    reading = read(tmp_path / "a.xlsx")
    assert (reading.sheet, codes(reading)) == ("Data", {"LEMBAR-LAIN": 1, "LEMBAR-TERSEMBUNYI": 1})
    assert "Arsip" not in str(reading.problems[0].facts)
    assert reading.problems[1].facts == {"sheets": "Arsip"}
    assert read(tmp_path / "a.xlsx", sheet="Arsip").accepted_rows == 1


def test_two_facts_in_one_column_are_read_where_they_cannot_be_mistaken(tmp_path):
    header = [
        "NO",
        "NAMA / NIP",
        "Tempat, Tanggal Lahir",
        "GR / TMT",
        "JABATAN",
        "UNIT KERJA",
        "Pendidikan / Diklat Terakhir",
    ]
    rows = [
        [
            1,
            "Dr. Budi, S.Pd.\nNIP. 19850202 201001 1 901",
            "Medan, 2 Pebruari 1985",
            "III/a / 01-04-2019",
            "Guru",
            "SD",
            "S1 / PKP",
        ],
        [2, "198602032011012902 Ani", "Medan, 3 Februari 1986", "Penata, III/c", "Guru", "SD", None],
        [3, "Tanpa NIP", None, None, "Guru", "SD", None],
        [4, "198502022010011901 / 198602032011012902", None, None, "Guru", "SD", None],
        [5, 198502022010011903, None, None, "Guru", "SD", None],
    ]
    reading = read(write(tmp_path / "a.xlsx", [header, *rows]))
    assert (reading.accepted_rows, reading.rejected_rows) == (2, (4, 5, 6))
    frame = reading.accepted
    assert frame[["nip", "nama", "golongan"]].to_numpy().tolist() == [
        ["198502022010011901", "Dr. Budi, S.Pd.", "III/a"],
        ["198602032011012902", "Ani", "III/c"],
    ]
    assert frame["tmt_golongan"].isna().tolist() == [False, True]
    assert frame["tanggal_lahir"].dt.day.tolist() == [2, 3]
    assert places(reading, "KOLOM-DIBAGI") == ["B1", "D1", "G1"]
    assert frame["tingkat_pendidikan"].tolist()[0] == "S-1"
    assert (places(reading, "NIP-BENTUK"), places(reading, "SEL-NIP-ANGKA")) == (["B4", "B5"], ["B6"])


def test_the_long_list_of_a_regency(tmp_path):
    header = [
        "No.", "NIP", "NIP Baru", "Nama", "Tempat Lahir", "Tgl. Lahir", "L/P", "Status", "Gol. Ruang", "TMT Pangkat", "Eselon", "Jabatan", "TMT Jabatan",
        "TMT Pensiun", "Pendidikan", "Jurusan", "Lulus", "Unit Kerja", "Satuan Kerja",
    ]  # fmt: skip
    person = [
        1, "130123456", nip(1, birth="19700302", start="199503"), "Budi", "Medan", "02-03-1970", "L", "PNS", "IV/a", "01-04-2019", "III.b", "Kepala Bidang",
        "3 Januari 2022", "01-04-2028", "S2", "Hukum", 1994, "Bidang Mutasi", "BKPSDM",
    ]  # fmt: skip
    reading = read(write(tmp_path / "a.xlsx", [["DATA PEGAWAI"], *[[]] * 7, header, person]))
    assert (reading.header_rows, reading.accepted_rows, reading.unmapped, reading.problems) == (
        (9,),
        1,
        (),
        (),
    )
    assert reading.ignored == (("A", "No."), ("B", "NIP"), ("E", "Tempat Lahir"), ("Q", "Lulus"))
    row = reading.accepted.iloc[0]
    assert (row["nip"], row["tingkat_pendidikan"], row["pendidikan"], row["unit_induk"]) == (
        person[2],
        "S-2",
        "Hukum",
        "BKPSDM",
    )


FIVE = [
    ["DAFTAR NOMINATIF"],
    [],
    ["NO", "DATA PEGAWAI", None, None, None, None, None, None],
    [None, "IDENTITAS", None, "KEPEGAWAIAN", None, None, None, "TEMPAT"],
    [None, "NAMA", "NIP", "PANGKAT", None, "JABATAN", None, "UNIT KERJA"],
    [None, None, None, "GOL/", "TMT", "NAMA", "TMT", None],
    [None, None, None, "RUANG", None, "JABATAN", None, None],
]
FIVE_MERGES = (
    "B3:H3",
    "B4:C4",
    "D4:G4",
    "D5:E5",
    "F5:G5",
    "A3:A7",
    "B5:B7",
    "C5:C7",
    "H5:H7",
    "E6:E7",
    "G6:G7",
)
NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8]
FACT = [1, "Budi", nip(1), "III/a", "01-04-2019", "Guru", "01-05-2019", "SD"]


@pytest.mark.parametrize("merges, numbers", [(FIVE_MERGES, [NUMBERS]), (FIVE_MERGES, []), ((), [NUMBERS])])
def test_the_header_ends_where_its_merged_cells_end_or_its_column_numbers_begin(tmp_path, merges, numbers):
    reading = read(write(tmp_path / "a.xlsx", [*FIVE, *numbers, FACT], merges=merges))
    assert reading.header_rows[-1] == 7
    assert (reading.rows, reading.rejected_rows, codes(reading)) == (1, (), {})
    assert reading.columns == {
        "nama": "B", "nip": "C", "golongan": "D", "tmt_golongan": "E", "jabatan": "F", "tmt_jabatan": "G", "unit_kerja": "H",
    }  # fmt: skip


def test_a_merged_heading_over_people_is_no_header_of_five_rows(tmp_path):
    rows = [[*PLAIN, "KET"], [*PERSON, None], [nip(2), "Ani", "Guru", "SD", None]]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=("E1:E3",)))
    assert (reading.header_rows, reading.accepted_rows) == ((1,), 2)


MISSPELT = ["Nomer Induk Pegawe", "Nama Pegawe", "Jabatn", "Unit Krja"]


def test_a_header_of_misspelt_headings_is_proposed_and_never_taken(tmp_path):
    path = write(tmp_path / "a.xlsx", [["Daftar"], MISSPELT, PERSON])
    (problem,) = read(path).problems
    assert (problem.code, problem.facts["row"]) == ("KEPALA-MIRIP", 2)
    assert problem.facts["headings"] == (
        "Nomer Induk Pegawe ≈ nip (85 %), Nama Pegawe ≈ nama (86 %), Jabatn ≈ jabatan (92 %), Unit Krja ≈ unit_kerja (94 %)"
    )
    named = read(path, header_row=2)
    assert set(codes(named)) == {"KOLOM-WAJIB"}
    assert (named.kind, [proposal.field for proposal in named.proposals]) == (
        "employees",
        ["nip", "nama", "jabatan", "unit_kerja"],
    )


def test_a_row_of_a_person_is_no_header_even_when_it_is_named(tmp_path):
    path = write(tmp_path / "a.xlsx", [PERSON, [nip(2), *PERSON[1:]]])
    for mapping in ({}, {"A": "nip", "B": "nama", "C": "jabatan", "D": "unit_kerja"}):
        (problem,) = read(path, header_row=1, mapping=mapping).problems
        assert (problem.code, problem.facts) == ("KEPALA-BARIS", {"row": 1})


def test_a_named_row_of_words_that_are_near_to_nothing_shows_none_of_them(tmp_path):
    (problem,) = read(write(tmp_path / "a.xlsx", [["Budi", "Guru"], PERSON]), header_row=1).problems
    assert problem.facts == {"row": 1}


def test_the_columns_of_who_appraised_are_not_the_persons(tmp_path):
    rows = [
        ["REKAP SKP TAHUN 2024"],
        ["PEGAWAI YANG DINILAI", None, "PEJABAT PENILAI", None, "PENILAIAN", None],
        ["NIP", "NAMA", "NIP", "NAMA", "HASIL KERJA", "PREDIKAT"],
        [nip(1), "Budi", nip(9), "Ani", "Sesuai Ekspektasi", "Baik"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=("A2:B2", "C2:D2", "E2:F2")))
    assert reading.accepted[["nip", "tahun", "hasil_kerja", "predikat"]].to_numpy().tolist() == [
        [nip(1), 2024, "sesuai", "baik"]
    ]
    assert [letters for letters, _ in reading.ignored] == ["B", "C", "D"]


@pytest.mark.parametrize(
    "title, year",
    [
        ("Periode 1 Januari s.d. 31 Desember 2024", 2024),
        ("PERIODE 01 JANUARI 2024 - 31 DESEMBER 2024", 2024),
        ("Periode 1 Januari 2023 s.d. 31 Desember 2024", None),
        ("Periode 1 Januari s.d. 31 Maret 2024", None),
        ("Keadaan 31 Desember 2024", None),
    ],
)
def test_a_title_from_the_first_to_the_last_day_of_a_year_names_it(tmp_path, title, year):
    reading = read(write(tmp_path / "a.xlsx", [[title], ["NIP", "PREDIKAT SKP"], [nip(1), "Baik"]]))
    assert (codes(reading), reading.accepted_rows) == (({}, 1) if year else ({"TAHUN-TIADA": 1}, 0))
    assert reading.accepted["tahun"].tolist() == ([year] if year else [])


INITIALS = ["INT", "kjsm", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]


def test_initials_of_competencies_are_read_together_and_never_alone(tmp_path):
    reading = read(
        write(tmp_path / "a.xlsx", [["NIP", "NAMA", *INITIALS], [nip(1), "Budi", *range(1, 6), 1, 2, 3, 4]])
    )
    assert (reading.kind, reading.accepted_rows) == ("assessments", 1)
    assert reading.accepted["kompetensi"].tolist()[:3] == ["integritas", "kerja_sama", "komunikasi"]
    assert set(reading.doubts.values()) == {0.9}
    few = read(
        write(tmp_path / "b.xlsx", [["NIP", "Integritas", "Komunikasi", "PP", "PK"], [nip(1), 1, 2, 3, 4]])
    )
    assert [heading for _, heading in few.unmapped] == ["PP", "PK"]
    assert few.accepted["kompetensi"].tolist() == ["integritas", "komunikasi"]


@pytest.mark.parametrize(
    ("score", "rival", "certainty"), [(3.0, 1.0, 0.75), (2.0, 1.0, 0.667), (1.0, -5.0, 1.0), (0.0, 0.0, 0.0)]
)
def test_certainty_is_the_share_of_the_best_kind_to_the_thousandth(score, rival, certainty):
    assert detection._certainty(SimpleNamespace(score=score), SimpleNamespace(score=rival)) == certainty
    assert detection._certainty(SimpleNamespace(score=score), None) == 1.0
