"""Rows: data, rejected, or passed over for a stated reason; accepted + rejected = rows read."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.model.frames import TABLES
from asnkarier.sheets.schema import schemas
from sheets.workbooks import SHARED, codes, nip, places, raw_xlsx, read, sheet_xml, write, write_csv

HEADER = ["NO", "NIP", "NAMA", "JABATAN", "UNIT KERJA"]


def person(number, **changes):
    row = {
        "no": number,
        "nip": nip(number),
        "nama": f"Orang {number}",
        "jabatan": "Guru",
        "unit": "SD",
    } | changes
    return list(row.values())


def reasons(reading) -> dict[int, str]:
    return dict(reading.skipped_notes)


def test_groups_totals_notes_and_signatures_are_passed_over_by_name(tmp_path):
    rows = [
        ["DAFTAR PEGAWAI"], HEADER, [1, 2, 3, 4, 5], ["I", None, "DINAS PENDIDIKAN"], person(1), person(2), ["Jumlah Dinas Pendidikan", None, None, None, 2],
        ["DINAS KESEHATAN"], person(3), HEADER, person(4), ["TOTAL", 4], ["Catatan: data sementara"], ["   "], ["* termasuk CPNS"],
        [None, None, None, "Medan, 3 Januari 2025"], [None, None, None, "Kepala BKPSDM"], [None, None, None, "Drs. Budi, M.Si."], [None, None, None, "NIP. 196801011990031901"],
    ]  # fmt: skip
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.rows, reading.accepted_rows, reading.rejected_rows) == (4, 4, ())
    assert reasons(reading) == {
        3: "nomor_kolom", 4: "kelompok", 7: "jumlah", 8: "kelompok", 10: "kepala_berulang", 12: "jumlah", 13: "catatan", 14: "kosong", 15: "catatan",
        16: "tanda_tangan", 17: "tanda_tangan", 18: "catatan", 19: "tanda_tangan",
    }  # fmt: skip
    assert reading.problems == ()


def test_signatures_in_the_nip_column_are_no_people(tmp_path):
    rows = [
        HEADER,
        person(1),
        [None, "Mengetahui,"],
        [None, "Kepala Dinas"],
        [None, "NIP. 196801011990031901"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.rows, reading.problems) == (1, ())
    assert reasons(reading) == dict.fromkeys((3, 4, 5), "tanda_tangan")


@pytest.mark.parametrize(
    "row, cell",
    [
        ([5, None, "Orang Tanpa NIP", "Guru", "SD"], "B3"), ([None, None, "Orang", "Guru", None], "B3"), ([5, None, "Budi", None, None], "B3"),
        ([None, "-", "Orang", "Guru", "SD"], "B3"), ([None, "belum ada", "Orang", "Guru", "SD"], "B3"), ([None, None, "Budi", None, None], "B3"),
    ],
)  # fmt: skip
def test_a_person_without_nip_is_rejected_never_passed_over(tmp_path, row, cell):
    reading = read(write(tmp_path / "a.xlsx", [HEADER, person(1), row, person(2)]))
    assert (reading.rows, reading.accepted_rows, reading.rejected_rows) == (3, 2, (3,))
    assert {problem.location.cell for problem in reading.problems} >= {cell}
    assert reasons(reading) == {}


def test_the_last_person_without_nip_is_rejected_too(tmp_path):
    reading = read(write(tmp_path / "a.xlsx", [HEADER, person(1), person(2, nip=None)]))
    assert (reading.rows, reading.rejected_rows) == (2, (3,))


def test_errors_and_formulas_without_result_are_never_empty(tmp_path):
    text = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{word}</t></is></c>'
        for letter, word in zip("ABCDE", HEADER, strict=True)
    )
    cells = f'<c r="B2" t="inlineStr"><is><t>{nip(1)}</t></is></c><c r="C2"><f>A1</f></c><c r="D2" t="e"><v>#REF!</v></c><c r="E2" t="b"><v>1</v></c>'
    formula = '<row r="3"><c r="B3"><f>X1</f></c><c r="C3" t="str"><f>""</f><v></v></c><c r="D3" t="str"><f>"Guru"</f><v>Guru</v></c></row>'
    reading = read(
        raw_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{text}</row><row r="2">{cells}</row>{formula}'))
    )
    assert reading.rejected_rows == (2, 3)
    found = {problem.location.cell: problem.code for problem in reading.problems}
    assert found == {
        "C2": "SEL-RUMUS",
        "D2": "SEL-GALAT",
        "E2": "SEL-JENIS",
        "B3": "SEL-RUMUS",
        "C3": "KOSONG-WAJIB",
        "E3": "KOSONG-WAJIB",
    }


def test_an_optional_cell_that_cannot_be_read_rejects_its_row(tmp_path):
    rows = [
        [*HEADER, "TMT JABATAN"],
        [*person(1), "01-04-2019"],
        [*person(2), "31-02-2019"],
        [*person(3), None],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.accepted_rows, reading.rejected_rows, places(reading, "TANGGAL-MUSTAHIL")) == (
        2,
        (3,),
        ["F3"],
    )


def test_merged_people_carry_over_their_rows_and_only_those(tmp_path):
    header = ["No", "NIP", "Nama", "Nama Pelatihan", "JP"]
    rows = [
        header,
        [1, nip(1), "A", "PKP", "907 JP"],
        [None, None, None, "Bimtek", 20],
        [2, nip(2), "B", "PKP", 3],
        [None, None, None, "Webinar", 2],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=["A2:A3", "B2:B3", "C2:C3"]))
    assert reading.accepted[["nip", "nama_pelatihan", "row"]].to_numpy().tolist() == [
        [nip(1), "PKP", 2],
        [nip(1), "Bimtek", 3],
        [nip(2), "PKP", 4],
    ]
    assert reading.rejected_rows == (5,)
    assert places(reading, "KOSONG-WAJIB") == ["B5"]


def test_a_bad_merged_cell_is_told_once_and_rejects_all_its_rows(tmp_path):
    rows = [["NIP", "Nama Pelatihan", "JP"], ["123", "PKP", 1], [None, "Bimtek", 2], [None, "Webinar", 3]]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=["A2:A4"]))
    assert reading.rejected_rows == (2, 3, 4)
    assert places(reading, "NIP-BENTUK") == ["A2"]


def test_repeated_and_contradicting_rows(tmp_path):
    rows = [
        HEADER,
        person(1),
        person(2),
        person(1, no=9),
        person(3),
        person(3, jabatan="Kepala"),
        person(3, jabatan="Kepala"),
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.rows, reading.accepted_rows, reading.duplicate_rows, reading.rejected_rows) == (
        6,
        3,
        (4,),
        (5, 6, 7),
    )
    assert reading.accepted["row"].tolist() == [2, 3]
    assert places(reading, "BARIS-GANDA") == ["B4"]
    others = {
        problem.location.cell: problem.facts["other"]
        for problem in reading.problems
        if problem.code == "BARIS-BERTENTANGAN"
    }
    assert others == {"B5": "B6", "B6": "B5", "B7": "B5"}


def test_wide_assessments_become_one_fact_per_level(tmp_path):
    rows = [
        [
            "NIP",
            "Integritas",
            "Komunikasi",
            "Kompetensi Teknis Manajemen SDM Aparatur",
            "Kemampuan Intelektual",
            "Tanggal Asesmen",
            "JPM (%)",
        ]
    ]
    rows += [
        [nip(1), 3, "2,5", None, 4, "12 Maret 2024", "88,5%"],
        [nip(2), None, "-", None, None, None, None],
        [nip(3), 6, 2, None, None, None, None],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows), assessed_on=date(2025, 1, 1))
    assert (reading.kind, reading.rows, reading.accepted_rows, reading.rejected_rows) == (
        "assessments",
        3,
        2,
        (4,),
    )
    facts = reading.accepted[["nip", "kompetensi", "level", "row", "col"]].to_numpy().tolist()
    assert facts == [
        [nip(1), "integritas", 3.0, 2, "B"], [nip(1), "komunikasi", 2.5, 2, "C"], [nip(1), "potensi/kemampuan_intelektual", 4.0, 2, "E"],
    ]  # fmt: skip
    assert set(reading.accepted["tanggal_asesmen"].dt.date) == {date(2024, 3, 12)}
    assert codes(reading) == {"ASESMEN-KOSONG": 1, "LEVEL-RENTANG": 1}


def test_wide_assessments_without_a_date_take_the_given_one(tmp_path):
    path = write(tmp_path / "a.xlsx", [["NIP", "Integritas", "Komunikasi"], [nip(1), 3, 2]])
    assert read(path).accepted["tanggal_asesmen"].isna().all()
    assert set(read(path, assessed_on=date(2025, 1, 1)).accepted["tanggal_asesmen"].dt.date) == {
        date(2025, 1, 1)
    }


def test_contradicting_levels_reject_both_people_rows(tmp_path):
    rows = [
        ["NIP", "Integritas", "Komunikasi"],
        [nip(1), 3, 2],
        [nip(1), 3, 4],
        [nip(2), 1, 1],
        [nip(2), 1, 1],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.rows, reading.accepted_rows, reading.rejected_rows, reading.duplicate_rows) == (
        4,
        2,
        (2, 3),
        (5,),
    )
    assert len(reading.accepted) == 2


def test_long_assessments(tmp_path):
    rows = [
        ["NIP", "Kompetensi", "Level"],
        [nip(1), "Integritas", 3],
        [nip(1), "2. KERJASAMA", "2,5"],
        [nip(1), "Kesabaran", 1],
        [nip(1), "Komunikasi", None],
        [nip(1), "Orintasi pada Hasil", 2],
        [nip(1), "Rata-rata", 2],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert reading.accepted[["kompetensi", "level"]].to_numpy().tolist() == [
        ["integritas", 3.0],
        ["kerja_sama", 2.5],
        ["teknis/kesabaran", 1.0],
    ]
    assert codes(reading) == {"KOMPETENSI-ASING": 2, "KOMPETENSI-BARU": 1, "KOSONG-WAJIB": 1}


def test_the_year_of_appraisals(tmp_path):
    rows = [
        ["REKAP SKP"],
        ["Tahun : 2024"],
        ["nip", "hasil_kerja", "perilaku_kerja"],
        [nip(1), "Sesuai", "Di Atas"],
        [nip(2), None, "-"],
    ]
    path = write(tmp_path / "a.xlsx", rows)
    reading = read(path)
    assert reading.accepted["tahun"].tolist() == [2024]
    assert (reading.accepted_rows, codes(reading)) == (2, {"PENILAIAN-KOSONG": 1})
    assert read(path, period=2023).accepted["tahun"].tolist() == [2023]
    assert codes(read(write(tmp_path / "b.xlsx", rows[2:]))) == {"TAHUN-TIADA": 1}
    assert read(
        write(tmp_path / "c.xlsx", [["nip", "tahun_skp", "predikat"], [nip(1), 2022, "Baik"]]), period=2023
    ).accepted["tahun"].tolist() == [2022]


# What the row says of its year, the period that it states, and whether both can be true.
PERIODS = [
    (2025, "01-01-2025", "31-12-2025", True),
    (2025, "01-12-2024", "30-11-2025", True),  # either year may be meant
    (2024, "01-12-2024", "30-11-2025", True),
    (2025, "31-12-2025", "31-12-2025", True),
    (2025, "01-01-2026", "31-12-2026", False),
    (2025, "01-01-2024", "31-12-2024", False),
    (2025, None, "31-12-2025", True),
    (2025, None, "01-01-2026", False),
    (2025, "31-12-2025", None, True),
    (2025, "01-01-2026", None, False),
    (2025, None, None, True),
]


@pytest.mark.parametrize(("year", "begin", "end", "agrees"), PERIODS)
def test_an_appraisal_of_one_year_with_a_period_of_another_counts_for_neither(
    tmp_path, year, begin, end, agrees
):
    head = ["nip", "tahun_skp", "periode_awal_skp", "periode_akhir_skp", "predikat"]
    sound = [nip(2), 2025, "01-01-2025", "31-12-2025", "Baik"]
    reading = read(write(tmp_path / "a.xlsx", [head, [nip(1), year, begin, end, "Kurang"], sound]))
    assert reading.accepted["nip"].tolist() == ([nip(1)] if agrees else []) + [nip(2)]
    assert places(reading, "TAHUN-PERIODE-BEDA") == ([] if agrees else ["B2"])
    assert (reading.rows, reading.rejected_rows) == (2, () if agrees else (2,))


def test_the_year_of_a_title_or_of_the_command_is_held_against_the_period_too(tmp_path):
    rows = [
        ["nip", "periode_awal", "periode_akhir", "predikat"],
        [nip(1), "01-01-2025", "31-12-2025", "Baik"],
    ]
    titled = write(tmp_path / "a.xlsx", [["Rekap SKP Tahun 2026"], *rows])
    assert places(read(titled), "TAHUN-PERIODE-BEDA") == ["C3"]
    assert read(titled, period=2025).accepted["tahun"].tolist() == [2025]
    bare = write(tmp_path / "b.xlsx", rows)
    assert read(bare, period=2024).rejected_rows == (2,)
    assert read(bare, period=2025).accepted_rows == 1


def test_hidden_rows_are_read_and_told(tmp_path):
    text = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{word}</t></is></c>'
        for letter, word in zip("ABCDE", HEADER, strict=True)
    )
    data = "".join(
        f'<c r="{letter}2" t="inlineStr"><is><t>{word}</t></is></c>'
        for letter, word in zip("ABCDE", map(str, person(1)), strict=True)
    )
    reading = read(
        raw_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{text}</row><row r="2" hidden="1">{data}</row>'))
    )
    assert (reading.accepted_rows, codes(reading)) == (1, {"BARIS-TERSEMBUNYI": 1})


@pytest.mark.parametrize("kind", TABLES)
def test_frames_have_the_columns_and_types_of_the_house(tmp_path, kind):
    dtypes = {"text": "str", "date": "datetime64[s]", "number": "float64", "integer": "Int64"}
    samples = {
        "nip": nip(1),
        "jabatan": "Camat",
        "kompetensi": "Integritas",
        "peran": "Atasan",
        "level": "3",
        "level_akhir": "3",
        "tmt_jabatan": "01-04-2019",
        "tahun": "2024",
        "biaya": "0",
        "predikat": "Baik",
        "jpm": "80",
        "angka_kredit": "25",
        "jenjang_tujuan": "Ahli Muda",
        "tanggal": "01-02-2025",
        "tanggal_mulai": "01-02-2025",
        "hasil": "Lulus",
        "nip_mentor": nip(2),
        "nip_mentee": nip(1),
        "fase": "Reaksi",
        "nilai": "4",
        "kebutuhan": "3",
    }
    fields = [
        f.name for f in TABLES[kind].fields if f.required or f.name in ("predikat", "jpm", "angka_kredit")
    ]
    headings = [schemas()[kind].fields[name].heading for name in fields]
    full = read(
        write(tmp_path / "a.xlsx", [headings, [samples.get(name, "x") for name in fields]]), kind=kind
    )
    refused = read(write(tmp_path / "b.xlsx", [["TMT"], ["x"]]), kind=kind, header_row=1)
    assert (len(full.accepted), refused.refused) == (1, True)
    for frame in (full.accepted, refused.accepted):
        expected = {f.name: dtypes[f.kind] for f in TABLES[kind].fields} | {"row": "int64", "col": "str"}
        assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == expected


def test_every_row_is_counted_and_every_address_is_real(tmp_path):
    cell = st.one_of(
        st.none(), st.text("aZ19-. ", max_size=8), st.integers(0, 10**6), st.just("Jumlah"), st.just("SD")
    )
    good = st.builds(lambda n, x: [None, nip(n), "Nama", "Guru", x], st.integers(1, 99), cell)
    rows = st.lists(st.one_of(good, st.lists(cell, max_size=5)), max_size=12)

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rows)
    def check(body):
        reading = read(write(tmp_path / "a.xlsx", [HEADER, *body]), kind="employees")
        assert reading.rows == reading.accepted_rows + len(reading.rejected_rows)
        filled = {y for y, row in enumerate(body, 2) if any(value not in (None, "") for value in row)}
        taken = set(reading.accepted["row"]) | set(reading.rejected_rows) | set(reading.duplicate_rows)
        passed = {row: reason for row, reason in reading.skipped_notes if reason != "kosong" or row in filled}
        assert taken | set(passed) == filled
        assert len(taken) == reading.rows
        blamed = {
            int(problem.location.cell[1:]) for problem in reading.problems if problem.severity == "error"
        }
        assert blamed == set(reading.rejected_rows)

    check()


LAYOUTS = SHARED / "layouts"
EXPECTED = {
    "ekinerja_skp_rekap_header_row8.xlsx": ("appraisals", 12, 12, ((22, "jumlah"),)),
    "gap_asesmen_wide_headers.xlsx": ("assessments", 12, 12, ()),
    "nominatif_mixed_types.xlsx": ("employees", 12, 8, ()),
    "riwayat_diklat_merged_person.xlsx": ("trainings", 15, 15, ()),
    "siasn_export_pipe.csv": ("employees", 12, 12, ()),
}


@pytest.mark.skipif(not LAYOUTS.is_dir(), reason="no example layouts beside this checkout")
@pytest.mark.parametrize("name", EXPECTED)
def test_layouts_of_real_offices(name):
    reading = read(LAYOUTS / name)
    assert (reading.kind, reading.rows, reading.accepted_rows, reading.skipped_notes) == EXPECTED[name]
    assert reading.unmapped == ()
    assert {problem.code for problem in reading.problems} <= {"SEL-NIP-ANGKA", "KOLOM-MIRIP", "KOLOM-HASIL"}


def test_csv_and_workbook_of_one_table_give_the_same_facts(tmp_path):
    rows = [HEADER, *(person(number) for number in range(1, 6))]
    book = read(write(tmp_path / "a.xlsx", rows)).accepted
    text = read(
        write_csv(tmp_path / "a.csv", "\n".join(";".join(str(value) for value in row) for row in rows))
    ).accepted
    assert book.equals(text)


def test_column_numbers_under_a_repeated_header_are_no_nip(tmp_path):
    header, numbers = HEADER[1:], [1, 2, 3, 4]
    rows = [header, numbers, person(1)[1:], header, numbers, person(2)[1:], [7, "Orang 7", "Guru", "SD"]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.accepted_rows, reading.rejected_rows) == (2, (7,))
    assert reasons(reading) == {2: "nomor_kolom", 4: "kepala_berulang", 5: "nomor_kolom"}
    assert places(reading, "SEL-NIP-ANGKA") == ["A7"]


def test_a_field_of_study_of_several_degrees_is_unknown_and_told(tmp_path):
    rows = [
        ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "PENDIDIKAN TERAKHIR"],
        [nip(1), "A", "Guru", "SD", "D3 Gizi; S1 Gizi"],
        [nip(2), "B", "Guru", "SD", "S1 Gizi"],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert places(found, "PENDIDIKAN-DUA") == ["E2"]
    assert found.accepted["tingkat_pendidikan"].fillna("-").tolist() == ["-", "S-1"]
    assert found.accepted["pendidikan"].fillna("-").tolist() == ["-", "GIZI"]


@pytest.mark.parametrize(
    "name", ["198407112008031901", "Budi 198407112008031901", "Budi 500 123 456", 12345, "123", "..1.."]
)
def test_digits_are_no_name(tmp_path, name):
    found = read(
        write(tmp_path / "a.xlsx", [HEADER, [1, nip(1), name, "Guru", "SD"], person(2, nama="Budi II")])
    )
    assert places(found, "NAMA-ANGKA") == ["C2"]
    assert found.accepted["nama"].tolist() == ["Budi II"]


@pytest.mark.parametrize(
    "cell, name",
    [
        (f"Budi, S.H.\n500123456 / {nip(1)}", "Budi, S.H."), (f"Budi\nNIP LAMA 500 123 456\nNIP. {nip(1)}", "Budi"), (f"{nip(1)}\nBudi", "Budi"),
        (f"Budi (500123456)\n{nip(1)[:8]} {nip(1)[8:14]} {nip(1)[14]} {nip(1)[15:]}", "Budi"),
    ],
)  # fmt: skip
def test_an_old_nip_beside_the_new_one_is_no_name(tmp_path, cell, name):
    found = read(write(tmp_path / "a.xlsx", [["NAMA/NIP", "JABATAN", "UNIT KERJA"], [cell, "Guru", "SD"]]))
    assert found.accepted[["nip", "nama"]].to_numpy().tolist() == [[nip(1), name]]


@pytest.mark.parametrize(
    "headings",
    [
        ("JUMLAH PNS",),
        ("L", "P"),
        ("III", "IV"),
        ("JUMLAH", "KETERANGAN"),
        ("LAKI-LAKI", "PEREMPUAN", "TOTAL"),
    ],
)
def test_a_table_that_counts_people_is_no_list_of_units(tmp_path, headings):
    rows = [["KODE UNIT", "NAMA UNIT KERJA", *headings], ["1", "Dinas", *(3 for _ in headings)]]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert (found.refused, codes(found)) == (True, {"UNIT-REKAP": 1})
    assert read(write(tmp_path / "b.xlsx", rows), kind="units").accepted_rows == 1
    with_parents = [[*rows[0], "ID ATASAN"], [*rows[1], "0"]]
    assert read(write(tmp_path / "c.xlsx", with_parents)).accepted_rows == 1
