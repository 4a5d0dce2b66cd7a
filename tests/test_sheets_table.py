"""Several tables in one file: on several sheets, below each other, or almost a table; none is lost without a word."""

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.sheets.layout.remembered import Remembered
from asnkarier.sheets.reading import read_tables
from sheets.workbooks import VOCABULARY, codes, nip, options, places, write, write_csv

PLAIN = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]
COURSES = ["Kode", "Nama Pelatihan", "Kompetensi", "Level Akhir", "Biaya"]
COURSE = ["K-1", "Pelatihan", "Integritas", "3", "1000"]


def person(number, **changes):
    return list(
        ({"nip": nip(number), "nama": f"Orang {number}", "jabatan": "Guru", "unit": "SD"} | changes).values()
    )


def tables(path, **words):
    return read_tables(path, vocabulary=VOCABULARY, options=options(**words))


def book(path, sheets, hidden=()):
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            page = workbook.add_worksheet(name)
            if name in hidden:
                page.hide()
            for y, row in enumerate(rows):
                for x, value in enumerate(row):
                    if value is not None:
                        page.write(y, x, value)
    return path


def summary(readings):
    return [(one.kind, one.sheet, one.header_rows, one.rows, one.accepted_rows) for one in readings]


# ── sheets ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_whole_sheet_of_a_known_kind_is_read(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {"Petunjuk": [["Isi lembar Data"]], "Data": [PLAIN, person(1)], "Diklat": [["NIP", "Nama Diklat", "JP"], [nip(1), "PKP", "20"]], "Data 2": [["JUDUL"], PLAIN, person(2), person(3)]},
    )  # fmt: skip
    found = tables(path)
    assert summary(found) == [
        ("employees", "Data", (1,), 1, 1), ("trainings", "Diklat", (1,), 1, 1), ("employees", "Data 2", (2,), 2, 2),
    ]  # fmt: skip
    assert all(one.problems == () for one in found)
    assert summary(tables(path, sheet="data 2")) == summary(found)[2:]
    assert [one.sheet for one in tables(path, kind="trainings")] == ["Diklat"]


def test_a_sheet_that_is_almost_a_table_is_told(tmp_path):
    sheets = {
        "Data": [PLAIN, person(1)],
        "Lama": [["NIP", "NAMA", "JABATAN", "UNIT KRJA"], person(2)],
        "Rekap": [["Golongan", "Jumlah"], ["III/a", 3]],
    }
    (found,) = tables(book(tmp_path / "a.xlsx", sheets))
    told = {
        problem.facts["sheet"]: problem.severity
        for problem in found.problems
        if problem.code == "LEMBAR-LEWAT"
    }
    assert told["Lama"] == "warning"
    assert told.get("Rekap") in (None, "note")


def test_hidden_sheets_are_told_and_read_when_named(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {"Data": [PLAIN, person(1)], "Arsip": [PLAIN, person(2)], "Pilihan": [["Guru"], ["Camat"]]},
        hidden=("Arsip", "Pilihan"),
    )
    (found,) = tables(path)
    assert (codes(found), found.problems[0].facts) == ({"LEMBAR-TERSEMBUNYI": 1}, {"sheets": "Arsip"})
    assert tables(path, sheet="Arsip")[0].accepted_rows == 1


def test_a_mapping_counts_for_the_sheets_that_have_its_headings(tmp_path):
    sheets = {
        "Data": [["NIP", "NAMA", "JABATAN", "UNIT KRJA"], person(1)],
        "Diklat": [["NIP", "Nama Diklat", "JP"], [nip(1), "PKP", "20"]],
    }
    path = book(tmp_path / "a.xlsx", sheets)
    found = tables(path, mapping={"UNIT KRJA": "unit_kerja"})
    assert [(one.kind, one.accepted_rows) for one in found] == [("employees", 1), ("trainings", 1)]
    assert all(
        "PETA-KOLOM" in codes(one) for one in tables(path, mapping={"TIDAK ADA": "unit_kerja"}) if one.refused
    )


@pytest.mark.parametrize("cut", [1, 2, 4])
def test_rows_over_several_sheets_are_what_they_would_be_on_one(tmp_path, cut):
    rows = [person(1), person(2), person(1), person(3), person(3, jabatan="Kepala"), person(4)]
    (one,) = tables(book(tmp_path / "satu.xlsx", {"A": [PLAIN, *rows]}))
    first, second = tables(
        book(tmp_path / "dua.xlsx", {"A": [PLAIN, *rows[:cut]], "B": [PLAIN, *rows[cut:]]})
    )
    accepted = sorted([*first.accepted["nip"], *second.accepted["nip"]])
    assert accepted == sorted(one.accepted["nip"]) == sorted([nip(1), nip(2), nip(4)])
    assert first.rows + second.rows == one.rows
    assert len(first.rejected_rows) + len(second.rejected_rows) == len(one.rejected_rows) == 2
    assert len(first.duplicate_rows) + len(second.duplicate_rows) == len(one.duplicate_rows) == 1
    if cut == 4:
        (told,) = [problem for problem in second.problems if problem.code == "BARIS-BERTENTANGAN"]
        assert (told.location.sheet, told.location.cell, told.facts["other"]) == ("B", "A2", "A!A5")


def test_zeroed_digits_are_seen_over_several_sheets(tmp_path):
    lost = [person(number, nip=f"1985011520100110{number}"[:15] + "000") for number in (1, 2)]
    lost[1][0] = "198601152010012000"
    both = book(tmp_path / "dua.xlsx", {"A": [PLAIN, lost[0], person(3)], "B": [PLAIN, lost[1], person(4)]})
    first, second = tables(both)
    assert (first.rejected_rows, second.rejected_rows) == ((2,), (2,))
    assert (codes(first), codes(second)) == ({"NIP-NOL": 1}, {"NIP-NOL": 1})
    (one,) = tables(book(tmp_path / "satu.xlsx", {"A": [PLAIN, lost[0]], "Kosong": []}))
    assert (one.rejected_rows, codes(one)) == ((), {"NIP-URUT": 1})


# ── below each other ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_second_table_below_is_read_too(tmp_path):
    rows = [
        ["PEGAWAI"],
        PLAIN,
        person(1),
        person(2),
        ["Jumlah", 2],
        [],
        ["KATALOG"],
        COURSES,
        COURSE,
        ["K-2", *COURSE[1:]],
    ]
    found = tables(write(tmp_path / "a.xlsx", rows))
    assert summary(found) == [("employees", "Sheet1", (2,), 2, 2), ("courses", "Sheet1", (8,), 2, 2)]
    assert found[0].skipped_notes == ((5, "jumlah"), (7, "kelompok")) or found[0].skipped_notes[0] == (
        5,
        "jumlah",
    )
    assert found[1].accepted["row"].tolist() == [9, 10]
    assert all(one.problems == () for one in found)


def test_tables_of_the_same_kind_with_other_columns_are_read_apart(tmp_path):
    other = ["NAMA", "UNIT KERJA", "JABATAN", "NIP"]
    rows = [PLAIN, person(1), other, ["Ani", "SMP", "Camat", nip(2)], PLAIN, person(3)]
    found = tables(write(tmp_path / "a.xlsx", rows))
    facts = [list(row) for one in found for row in one.accepted[["nip", "nama", "unit_kerja"]].to_numpy()]
    assert facts == [[nip(1), "Orang 1", "SD"], [nip(2), "Ani", "SMP"], [nip(3), "Orang 3", "SD"]]
    assert [one.header_rows for one in found] == [(1,), (3,), (5,)]


def test_a_header_repeated_on_every_page_is_no_second_table(tmp_path):
    (found,) = tables(
        write(tmp_path / "a.xlsx", [PLAIN, person(1), PLAIN, person(2), ["NIP", "NAMA"], person(3)])
    )
    assert (found.rows, found.skipped_notes) == (3, ((3, "kepala_berulang"), (5, "kepala_berulang")))


def test_a_small_table_above_the_one_with_more_columns_is_not_taken_for_a_title(tmp_path):
    wide = [*PLAIN, "TMT JABATAN", "GOLONGAN", "ESELON"]
    rows = [["KATALOG"], COURSES, COURSE, [], ["PEGAWAI"], wide, [*person(1), "01-02-2020", "III/a", None]]
    found = tables(write(tmp_path / "a.xlsx", rows))
    assert summary(found) == [("courses", "Sheet1", (2,), 1, 1), ("employees", "Sheet1", (6,), 1, 1)]


def test_people_below_under_headings_that_are_not_all_known_are_refused_with_their_place(tmp_path):
    rows = [PLAIN, person(1), [], ["NAMA", "NIP", "JABATAN", "UNIT KRJA"], ["Ani", nip(2), "Guru", "SD"]]
    first, second = tables(write(tmp_path / "a.xlsx", rows))
    assert (first.accepted_rows, first.problems, second.refused) == (1, (), True)
    assert places(second, "TABEL-KEDUA") == ["A4"]


def test_a_recap_below_is_told_and_not_read(tmp_path):
    rows = [PLAIN, person(1), [], ["Eselon", "Golongan", "Jenjang", "Banyaknya"], ["II.b", "IV/c", None, 1]]
    (found,) = tables(write(tmp_path / "a.xlsx", rows))
    assert (found.rows, places(found, "TABEL-LEWAT")) == (1, ["A4"])
    assert found.skipped_notes == ((4, "tabel_lain"), (5, "tabel_lain"))


def test_a_named_header_row_reads_that_table_alone(tmp_path):
    rows = [PLAIN, person(1), [], COURSES, COURSE]
    path = write(tmp_path / "a.xlsx", rows)
    (upper,) = tables(path, header_row=1)
    assert (upper.kind, codes(upper)) == ("employees", {"TABEL-LEWAT": 1})
    (lower,) = tables(path, header_row=4)
    assert (lower.kind, lower.accepted_rows, lower.problems) == ("courses", 1, ())


def test_tables_below_each_other_in_a_csv(tmp_path):
    text = "\n".join(";".join(row) for row in (PLAIN, person(1), COURSES, COURSE))
    assert [one.kind for one in tables(write_csv(tmp_path / "a.csv", text))] == ["employees", "courses"]


def test_no_row_is_without_an_account(tmp_path):
    cell = st.one_of(
        st.none(),
        st.sampled_from(["Jumlah", "NIP", "NAMA", "JABATAN", "UNIT KERJA", "Kode", "SD", "x", "Kompetensi"]),
        st.integers(0, 9),
    )
    good = st.builds(person, st.integers(1, 99))
    headers = st.sampled_from([PLAIN, PLAIN[::-1], COURSES, PLAIN[:3]])
    bodies = st.lists(st.one_of(good, headers, st.just(COURSE), st.lists(cell, max_size=5)), max_size=10)

    @settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(bodies)
    def check(body):
        found = tables(write(tmp_path / "a.xlsx", [PLAIN, person(1), *body]))
        told = set()
        for one in found:
            told |= {*one.header_rows, *one.title_rows, *one.data_rows} | {
                row for row, _ in one.skipped_notes
            }
            assert one.rows == one.accepted_rows + len(one.rejected_rows) == len(one.data_rows)
            if one.refused:
                assert any(problem.severity == "error" for problem in one.problems)
        filled = {y for y, row in enumerate(body, 3) if any(value is not None for value in row)}
        if not any(one.refused for one in found):
            assert filled <= told
        counted = [row for one in found for row in one.data_rows]
        assert len(counted) == len(set(counted))

    check()


def beside(path, rows, merges=(), **words):
    return tables(write(path, rows, merges=merges), **words)


def test_tables_beside_each_other_are_read_each(tmp_path):
    rows = [
        ["DATA PEGAWAI"],
        [*PLAIN, None, *PLAIN, None, "KODE", "ARTI"],
        [*person(1), None, *person(2), None, "A", "Aktif"],
        [*person(3), None, "x", *person(4)[1:]],
        [*[None] * 5, *person(5)],
        ["JUMLAH", None, None, 2, None, "JUMLAH", None, None, 3],
    ]
    first, second = beside(tmp_path / "a.xlsx", rows)
    assert first.accepted["nip"].tolist() == [nip(1), nip(3)]
    assert second.accepted["nip"].tolist() == [nip(2), nip(5)]
    assert (second.columns["nip"], second.rejected_rows, places(second, "NIP-BENTUK")) == ("F", (4,), ["F4"])
    assert (first.left, second.left) == ("", "F")
    assert codes(first) == {}


def test_tables_of_two_kinds_beside_each_other(tmp_path):
    rows = [
        [*PLAIN, None, "NIP", "NAMA PELATIHAN", "JP"],
        [*person(1), None, nip(1), "Diklat A", 20],
        [*person(2), None, None, "Diklat B", 30],
    ]
    people, trainings = beside(tmp_path / "a.xlsx", rows, ["F2:F3"])
    assert (people.kind, people.accepted_rows) == ("employees", 2)
    assert trainings.accepted[["nip", "nama_pelatihan"]].to_numpy().tolist() == [
        [nip(1), "Diklat A"],
        [nip(1), "Diklat B"],
    ]


def test_the_same_person_in_both_tables_counts_once(tmp_path):
    _, second = beside(tmp_path / "a.xlsx", [[*PLAIN, None, *PLAIN], [*person(1), None, *person(1)]])
    assert (codes(second), second.duplicate_rows) == ({"BARIS-GANDA": 1}, (2,))


@pytest.mark.parametrize(
    "header, row, options",
    [
        ([*PLAIN, *PLAIN], [*person(1), *person(2)], {}),
        ([*PLAIN, None, "NIP", "NAMA"], [*person(1), None, nip(2), "Atasan"], {}),
        ([*PLAIN, None, *PLAIN], [*person(1), None, *person(2)], {"mapping": {"A": "nip"}}),
    ],
)
def test_columns_that_nobody_can_tell_apart_are_refused_as_before(tmp_path, header, row, options):
    (reading,) = beside(tmp_path / "a.xlsx", [header, row], **options)
    assert reading.refused
    assert "KOLOM-GANDA" in codes(reading)


def test_a_hidden_sheet_that_a_mapping_names_is_not_told_as_unread(tmp_path):
    path = book(
        tmp_path / "a.xlsx", {"Data": [PLAIN, person(1)], "Lama": [PLAIN, person(2)]}, hidden=("Lama",)
    )
    (plain,) = tables(path)
    assert (plain.sheet, codes(plain)) == ("Data", {"LEMBAR-TERSEMBUNYI": 1})
    known = Remembered("x.yaml", "employees", dict(zip("ABCD", PLAIN, strict=True)), {}, "Lama")
    (reading,) = tables(path, remembered=(known,))
    assert (reading.sheet, codes(reading)) == ("Lama", {"PETA-INGAT": 1})
