"""Dates that another program has changed, that are known by half, or that stand two in a cell: told, never guessed."""

from datetime import date, datetime

import pandas as pd
import pytest
import xlsxwriter

from asnkarier.sheets.cells.date import date_parser, parse_end_of_range, start_date_parser
from asnkarier.sheets.grid import DATE, MONTH, TEXT
from asnkarier.sheets.results import CellContext, Fault, Told
from asnkarier.sheets.rows.raw import RawCell, as_text
from sheets.workbooks import AS_OF, VOCABULARY, codes, nip, places, read, write

PLAIN = CellContext(VOCABULARY, AS_OF)
EPOCH = date(1899, 12, 30)


def serial(day, hours=0.0):
    return repr((day - EPOCH).days + hours / 24)


def outcome(result):
    if isinstance(result, Told):
        return result.value, result.fault.code
    return result.code if isinstance(result, Fault) else result


def parsed(cells, place=0):
    texts, kinds = zip(*cells, strict=True)
    return date_parser(PLAIN, texts, kinds)(*cells[place])


def real(year, month, day):
    return serial(date(year, month, day)), DATE


@pytest.mark.parametrize(
    "cells, expected",
    [
        ([real(2020, 5, 3), ("25/03/2020", TEXT), real(2021, 2, 1)], "TANGGAL-RANCU"),
        ([real(2020, 5, 3), ("25/03/2020", TEXT), ("4/1/2020", TEXT)], date(2020, 5, 3)),
        ([real(2020, 5, 3), ("25/03/2020", TEXT), real(2020, 5, 13)], date(2020, 5, 3)),
        ([real(2020, 5, 5), ("25/03/2020", TEXT)], date(2020, 5, 5)),
        ([real(2020, 4, 1), ("25/03/2020", TEXT), real(2021, 10, 1)], date(2020, 4, 1)),
        ([real(2020, 5, 3), ("25 Maret 2020", TEXT)], date(2020, 5, 3)),
        ([real(2020, 5, 3), ("2020-03-25", TEXT)], date(2020, 5, 3)),
        ([real(2020, 5, 3), ("03/25/2020", TEXT)], "TANGGAL-RANCU"),
        ([real(2020, 5, 3)], date(2020, 5, 3)),
        ([real(2020, 5, 3), ("31-02-2020", TEXT)], date(2020, 5, 3)),
    ],
)
def test_real_dates_among_leftover_texts_may_have_day_and_month_exchanged(cells, expected):
    assert outcome(parsed(cells)) == expected


@pytest.mark.parametrize(
    "texts, expected",
    [
        (("4/1/2020 12:00:00 AM",), "TANGGAL-RANCU"), (("10/1/2019 12:00:00 AM", "4/1/2020 12:00:00 AM"), "TANGGAL-RANCU"), (("4/1/2020 12:00 a.m.",), "TANGGAL-RANCU"),
        (("4/1/2020 12:00:00 AM", "25/3/2020 12:00:00 AM"), date(2020, 1, 4)), (("4/4/2020 12:00:00 AM",), date(2020, 4, 4)), (("4/1/2020 0:00",), date(2020, 1, 4)),
        (("4/1/2020 00.00.00",), date(2020, 1, 4)),
    ],
)  # fmt: skip
def test_am_and_pm_are_written_where_the_month_stands_first(texts, expected):
    assert outcome(date_parser(PLAIN, texts)(texts[0], TEXT)) == expected


def at(hours, day=date(2020, 3, 31)):
    return serial(day, hours), DATE


@pytest.mark.parametrize(
    "cells, expected",
    [
        ([at(17), at(17, date(2019, 9, 30))], "TANGGAL-ZONA"), ([at(16)], "TANGGAL-ZONA"), ([at(15)], "TANGGAL-ZONA"), ([at(16.5)], "TANGGAL-ZONA"),
        ([at(23.999)], "TANGGAL-ZONA"), ([at(16.88)], "TANGGAL-ZONA"), ([at(17), at(0)], "TANGGAL-ZONA"), ([at(0), at(17)], date(2020, 3, 31)),
        ([at(17), at(9.5)], date(2020, 3, 31)), ([at(8)], date(2020, 3, 31)),
        ([("2020-03-31 17:00:00", TEXT)], "TANGGAL-ZONA"), ([("31/03/2020 17:00", TEXT), at(17)], "TANGGAL-ZONA"), ([("2020-03-31 17:00:00", TEXT), ("2020-03-31 08:12:00", TEXT)], date(2020, 3, 31)),
    ],
)  # fmt: skip
def test_midnight_on_another_clock_is_told_with_both_days(cells, expected):
    result = parsed(cells)
    assert outcome(result) == expected
    if expected == "TANGGAL-ZONA":
        assert (result.facts["first"], result.facts["second"]) == ("2020-03-31", "2020-04-01")


@pytest.mark.parametrize(
    "text",
    ["00-00-2015", "00/00/2015", "2015-00-00", "00-04-2015", "2015-04-00", "2015", "Tahun 2015", "April 2015", "Apr-2015", "04/2015", "2015-04"],
)  # fmt: skip
def test_a_date_known_by_half_is_unknown_and_told(text):
    result = date_parser(PLAIN)(text, TEXT)
    assert outcome(result) == (None, "TANGGAL-SEBAGIAN")
    assert result.fault.facts["year"] == "2015"


@pytest.mark.parametrize("text, expected", [("13/2015", "TANGGAL-BENTUK"), ("Apr-15", "TANGGAL-BENTUK"), ("00-13-2015", "TANGGAL-MUSTAHIL"), ("3020", "TANGGAL-BENTUK")])  # fmt: skip
def test_what_is_not_even_half_a_date(text, expected):
    assert outcome(date_parser(PLAIN)(text, TEXT)) == expected


def test_a_year_in_a_cell_that_shows_dates_is_a_year():
    assert outcome(date_parser(PLAIN)("2015", DATE)) == (None, "TANGGAL-SEBAGIAN")


def test_a_required_date_known_by_half_leaves_the_row_out(tmp_path):
    rows = [["NIP", "RIWAYAT JABATAN", "TMT JABATAN", "SAMPAI"], [nip(1), "Guru", "2015", None], [nip(2), "Guru", "01-02-2015", None]]  # fmt: skip
    found = read(write(tmp_path / "a.xlsx", rows))
    assert codes(found) == {"TANGGAL-SEBAGIAN": 1, "KOSONG-WAJIB": 1}
    assert found.accepted["nip"].tolist() == [nip(2)]


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("12 s.d. 15 Maret 2020", (3, 12), (3, 15)), ("12-15 Maret 2020", (3, 12), (3, 15)), ("12 - 15 Maret 2020", (3, 12), (3, 15)), ("28 Feb - 3 Maret 2020", (2, 28), (3, 3)),
        ("28 Februari s/d 3 Maret 2020", (2, 28), (3, 3)), ("12 sampai dengan 15 Maret 2020", (3, 12), (3, 15)), ("12 sd 15 Mar 2020", (3, 12), (3, 15)), ("Tgl. 12 dan 13 Maret 2020", (3, 12), (3, 13)),
        ("12-03-2020 s.d. 15-03-2020", (3, 12), (3, 15)), ("12/03/2020 - 15/03/2020", (3, 12), (3, 15)), ("2020-03-12 s/d 2020-03-15", (3, 12), (3, 15)), ("12/03 s.d. 15/03/2020", (3, 12), (3, 15)),
        ("12 \u2013 15 Maret 2020", (3, 12), (3, 15)), ("12\u201315 Maret 2020", (3, 12), (3, 15)), ("12 Maret 2020 hingga 15 Maret 2020", (3, 12), (3, 15)),
    ],
)  # fmt: skip
def test_two_days_in_a_cell(text, first, last):
    assert start_date_parser(PLAIN, (), ())(text, TEXT) == date(2020, *first)
    assert parse_end_of_range(text, TEXT) == date(2020, *last)


@pytest.mark.parametrize("text", ["15 s.d. 12 Maret 2020", "12, 15 dan 19 Maret 2020", "28 Des - 3 Januari 2020", "12 s.d. 15", "40 s.d. 41 Maret 2020"])  # fmt: skip
def test_two_days_that_cannot_be_known(text):
    assert isinstance(start_date_parser(PLAIN, (), ())(text, TEXT), Fault)
    assert parse_end_of_range(text, TEXT) is None


def test_a_range_beside_a_column_of_last_days_is_refused(tmp_path):
    rows = [
        ["NIP", "NAMA DIKLAT", "TANGGAL MULAI", "TANGGAL SELESAI"],
        [nip(1), "PKP", "12 s.d. 15 Maret 2020", "15-03-2020"],
    ]
    assert codes(read(write(tmp_path / "a.xlsx", rows))) == {"TANGGAL-DUA": 1}


MONTH_HEADS = ["NIP", "NAMA DIKLAT", "TANGGAL MULAI", "TANGGAL SELESAI"]


def dated_cells(path, heads, rows):
    """A sheet whose (day, number format) cells are real dates."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, heads)
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, tuple):
                    page.write_datetime(
                        at, column, datetime(*cell[0]), book.add_format({"num_format": cell[1]})
                    )
                else:
                    page.write(at, column, cell)
    return path


@pytest.mark.parametrize(
    ("cells", "days", "told"),
    [
        # Typed as Mar-27: a program keeps the first, which nobody wrote.
        ([((2026, 3, 1), "mmm-yy"), ((2026, 4, 1), "mmm-yy")], [None, None], 2),
        ([((2026, 3, 1), 17), ((2026, 4, 9), "dd-mm-yyyy")], [None, (2026, 4, 9)], 1),
        ([((2026, 3, 1), "[$-421]mmmm yyyy"), ((2026, 4, 1), "dd-mm-yyyy")], [None, (2026, 4, 1)], 1),
        # Another cell that shows no day holds one: days are real, and only not shown.
        ([((2026, 3, 1), "mmm-yy"), ((2026, 4, 9), "mmm-yy")], [(2026, 3, 1), (2026, 4, 9)], 0),
        ([((2026, 3, 1), "dd-mm-yyyy"), ((2026, 4, 1), "d mmm yyyy")], [(2026, 3, 1), (2026, 4, 1)], 0),
    ],
)  # fmt: skip
def test_a_month_that_a_program_keeps_as_its_first_day_is_no_date(tmp_path, cells, days, told):
    rows = [[nip(at), "PKP", cell, None] for at, cell in enumerate(cells, 1)]
    found = read(dated_cells(tmp_path / "a.xlsx", MONTH_HEADS, rows))
    assert codes(found) == ({"TANGGAL-BULAN": told} if told else {})
    expected = [None if day is None else date(*day) for day in days]
    assert [None if pd.isna(one) else one.date() for one in found.accepted["tanggal_mulai"]] == expected
    assert sorted(places(found, "TANGGAL-BULAN")) == [
        f"C{at}" for at, day in enumerate(days, 2) if day is None
    ]


def test_a_month_suffices_for_a_schedule(tmp_path):
    heads = ["KODE", "NAMA PELATIHAN", "KOMPETENSI", "LEVEL AKHIR", "JP", "BIAYA", "JADWAL"]
    cells = [((2027, 3, 1), "mmm-yy"), ((2027, 4, 1), "mm/yyyy"), ((2027, 5, 3), "dd-mm-yyyy"), "Juni 2027"]
    rows = [[f"K{at}", f"Kursus {at}", "Integritas", 2, 8, 1, cell] for at, cell in enumerate(cells)]
    found = read(dated_cells(tmp_path / "a.xlsx", heads, rows))
    assert found.accepted["jadwal"].tolist() == ["03-2027", "04-2027", "03-05-2027", "Juni 2027"]
    assert codes(found) == {}


def test_set_aside_rows_write_a_month_as_a_month():
    assert as_text(RawCell(serial(date(2027, 3, 1)), MONTH, 2), epoch_1904=False) == "03-2027"
    assert as_text(RawCell(serial(date(2027, 3, 9)), MONTH, 2), epoch_1904=False) == "09-03-2027"


def year_cell(path, value, number_format):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["NIP", "TAHUN", "PREDIKAT KINERJA"])
        page.write_string(1, 0, nip(1))
        write_cell = page.write_datetime if isinstance(value, datetime) else page.write_number
        write_cell(1, 1, value, book.add_format({"num_format": number_format}))
        page.write_string(1, 2, "Baik")
    return read(path)


@pytest.mark.parametrize(
    "value, number_format, told",
    [
        (datetime(2024, 1, 1), "yyyy", {"TAHUN-TANGGAL": 1}), (datetime(2024, 12, 31), "dd-mm-yyyy", {"TAHUN-TANGGAL": 1}), (2024, "yyyy", {}), (2024, "General", {}),
    ],
)  # fmt: skip
def test_the_year_of_a_cell_that_shows_a_date(tmp_path, value, number_format, told):
    found = year_cell(tmp_path / "a.xlsx", value, number_format)
    assert (found.accepted["tahun"].tolist(), codes(found)) == ([2024], told)


def test_a_day_of_another_age_is_no_year(tmp_path):
    assert codes(year_cell(tmp_path / "a.xlsx", 5, "yyyy")) == {"TAHUN-BENTUK": 1}


def test_the_nip_states_the_month_of_appointment(tmp_path):
    pns, pppk = "198501152010011901", "198501152022211901"
    head = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "TMT CPNS", "TMT GOLONGAN"]
    rows = [[key, "A", "Guru", "SD", start, class_] for key, start, class_ in [(pns, "01-01-2010", "01-04-2020"), (f"{pns[:-1]}2", "03-01-2011", "04-01-2020"), (pppk, "01-03-2022", "02-03-2022"), (f"{pppk[:-1]}2", "01-03-2021", "01-03-2022")]]  # fmt: skip
    found = read(write(tmp_path / "a.xlsx", [head, *rows]))
    assert (places(found, "NIP-TMT-BEDA"), places(found, "TMT-TANGGAL")) == (["E3", "E5"], ["F3"])
    assert found.accepted_rows == 4
