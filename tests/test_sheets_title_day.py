"""The day that titles or the sheet's name state: the one day, else the one year, else nothing."""

from datetime import date

import pytest

from asnkarier.sheets.cells.title_day import StatedDay, stated_day


@pytest.mark.parametrize(
    ("title", "day", "year"),
    [
        ("KEADAAN PER 31 DESEMBER 2025", date(2025, 12, 31), None),
        ("Posisi per tanggal 1 Januari 2026", date(2026, 1, 1), None),
        ("Daftar pegawai per 30-06-2025", date(2025, 6, 30), None),
        ("Kondisi s.d. 31 Mei 2025", date(2025, 5, 31), None),
        ("DUK Tahun 2025", None, 2025),
        ("Periode 1 Januari s.d. 31 Desember 2024", None, None),
        ("per Desember 2025", None, None),
        ("Data per 31/13/2025", None, None),
        ("Tahun 2025/2026", None, None),
    ],
)
def test_what_a_title_states(title, day, year):
    found = stated_day([title], None)
    assert (found.day, found.year) == (day, year)


def test_several_days_state_none_and_the_title_speaks_before_the_sheet():
    assert stated_day(["per 31 Des 2025", "per 30 Juni 2025"], None) == StatedDay(by="title", doubt=True)
    assert stated_day(["per 31 Des 2025"], "per 1 Jan 2026").day == date(2025, 12, 31)
    assert stated_day(["Nominatif"], "per 1 Jan 2026").day == date(2026, 1, 1)


def test_the_year_is_the_titles_or_else_the_sheets_and_who_says_it_is_kept():
    assert stated_day(["DUK Tahun 2025"], "per 1 Jan 2026") == StatedDay(year=2025, by="title")
    assert stated_day(["DUK Tahun 2025", "Tahun 2025"], None) == StatedDay(year=2025, by="title")
    assert stated_day(["Nominatif"], "Tahun 2024") == StatedDay(year=2024, by="sheet")


def test_several_years_state_none_so_the_sheet_is_asked():
    titles = ["DUK Tahun 2024", "Tahun 2025"]
    assert stated_day(titles, None) == StatedDay()
    assert stated_day(titles, "per 1 Jan 2026") == StatedDay(date(2026, 1, 1), by="sheet")
    assert stated_day(titles, "Tahun 2023") == StatedDay(year=2023, by="sheet")


def test_a_day_stands_before_a_year_and_the_same_day_twice_is_one():
    assert stated_day(["Tahun 2024", "per 31 Des 2025", "keadaan 31-12-2025"], None) == StatedDay(
        date(2025, 12, 31), by="title"
    )


@pytest.mark.parametrize(
    "title",
    [
        "Keadaan\nper   31\tDesember  2025",
        "per 31\N{EN DASH}12\N{EN DASH}2025",
        "per: 2025-12-31",
        "AS OF 31/12/2025",
    ],
)
def test_blanks_dashes_and_case_make_no_other_day(title):
    assert stated_day([title], None) == StatedDay(date(2025, 12, 31), by="title")


def test_nothing_said_is_nothing_stated():
    assert stated_day([], None) == StatedDay(None, None, "", doubt=False)
    assert stated_day(["Daftar"], "Sheet1") == StatedDay()
