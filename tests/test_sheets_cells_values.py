"""Dates and numbers: one meaning each, or a problem; never a guess."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asnkarier.sheets.cells import number
from asnkarier.sheets.cells.date import date_parser, end_date_parser
from asnkarier.sheets.cells.number import (
    level_parser,
    number_parser,
    parse_money,
    parse_whole,
    parse_year,
    parse_yes_no,
)
from asnkarier.sheets.cells.text import is_empty, parse_code, parse_text, tidy
from asnkarier.sheets.grid import BOOL, DATE, NUMBER, TEXT
from asnkarier.sheets.results import CellContext, Fault, Told
from sheets.rows import MONTHS
from sheets.workbooks import AS_OF, VOCABULARY, read, write

PLAIN = CellContext(VOCABULARY, AS_OF)


def day(text, kind=TEXT, context=PLAIN):
    return date_parser(context)(text, kind)


def outcome(result):
    return result.code if isinstance(result, Fault) else result


@pytest.mark.parametrize(
    "text",
    [
        "01-04-2019", "1/4/2019", "01.04.2019", "1 4 2019", "2019-04-01", "2019/04/01", "1 April 2019", "01 Apr 2019", "1-Apr-2019",
        "TMT 01-04-2019", "s.d. 1 April 2019", "Medan, 1 April 2019", "1 APRIL 2019", "2019-04-01 00:00:00", "2019-04-01T00:00:00Z",
        "01-04-2019 10:15 WIB", "20190401", "01042019", "'01-04-2019", " 01-04-2019 ", "tgl. 1 April 2019", "01 - 04 - 2019", "1 April, 2019", "01\u201304\u20132019", "01\u201104\u20112019",
    ],
)  # fmt: skip
def test_the_first_of_april(text):
    assert day(text) == date(2019, 4, 1)


@pytest.mark.parametrize(
    "column, text, expected",
    [
        (("12/31/2019", "4/1/2019"), "4/1/2019", "TANGGAL-RANCU"),
        (("12/31/2019", "4/1/2019"), "12/31/2019", "TANGGAL-MUSTAHIL"),
        (("12/31/2019", "4/4/2019"), "4/4/2019", date(2019, 4, 4)),
        (("12/31/2019", "4/1/2019"), "4 Januari 2019", date(2019, 1, 4)),
        (("12/31/2019", "4/1/2019"), "2019-04-01", date(2019, 4, 1)),
        (("12/31/2019", "31/12/2019", "4/1/2019"), "4/1/2019", date(2019, 1, 4)),
        (("4/1/2019", "5/1/2019"), "4/1/2019", date(2019, 1, 4)),
        (("12/31/19", "4/1/2019"), "4/1/2019", date(2019, 1, 4)),
    ],
)
def test_a_column_that_puts_the_month_first_leaves_no_day_to_be_guessed(column, text, expected):
    result = date_parser(PLAIN, column)(text, TEXT)
    assert outcome(result) == expected
    if expected == "TANGGAL-RANCU":
        assert (result.facts["first"], result.facts["second"]) == ("2019-01-04", "2019-04-01")


@pytest.mark.parametrize(
    "text, month",
    [
        ("Nopember", 11), ("Pebruari", 2), ("Agt", 8), ("Ags", 8), ("Agu", 8), ("Nop", 11), ("Peb", 2), ("Okt", 10), ("Des", 12), ("Mei", 5),
        ("May", 5), ("August", 8), ("December", 12), ("Sept", 9), ("Agust", 8), ("Agust.", 8), ("Agus", 8), ("Febr.", 2), ("Pebr", 2), *((name, number) for number, name in enumerate(MONTHS, 1)),
    ],
)  # fmt: skip
def test_months(text, month):
    assert day(f"7 {text} 2020") == day(f"7 {text.upper()} 2020") == date(2020, month, 7)


@pytest.mark.parametrize(
    "text, code",
    [
        ("13-13-2019", "TANGGAL-MUSTAHIL"), ("31-04-2019", "TANGGAL-MUSTAHIL"), ("29-02-2019", "TANGGAL-MUSTAHIL"), ("04/13/2019", "TANGGAL-MUSTAHIL"),
        ("01-04-0219", "TANGGAL-MUSTAHIL"), ("01-04-19", "TANGGAL-TAHUN-PENDEK"), ("1-Apr-23", "TANGGAL-TAHUN-PENDEK"), ("4/1/19", "TANGGAL-TAHUN-PENDEK"),
        ("12 s.d. 15 Maret 2022", "TANGGAL-DUA"), ("12/03/2022 - 15/03/2022", "TANGGAL-DUA"), ("12-15 Maret 2022", "TANGGAL-DUA"),
        ("besok", "TANGGAL-BENTUK"), ("1 Aprilis 2019", "TANGGAL-BENTUK"),
        ("2019-03-31T17:00:00.000Z", "TANGGAL-BENTUK"), ("198502022010012901", "TANGGAL-BENTUK"), ("435567", "TANGGAL-BENTUK"),
    ],
)  # fmt: skip
def test_what_is_no_certain_date(text, code):
    assert outcome(day(text)) == code


def test_words_after_a_date_are_dropped_with_a_word():
    result = day("01 April 2024/ Pembina Tk.I")
    assert isinstance(result, Told)
    assert (result.value, result.fault.code) == (date(2024, 4, 1), "TANGGAL-TAMBAHAN")


@pytest.mark.parametrize(
    "text",
    [
        "0000-00-00", "1900-01-00", "-", "null", "NULL", "n/a", "00/00/0000", "", "\u00a0", "\\N", "[NULL]", "(null)", "<NULL>", "(blank)", "(kosong)",
        "NA", "N.A.", "<NA>", "NaN", "NaT", "undefined", "Kosong", "...", "\u2013\u2013", "_", "( - )", "Belum diisi", "0000-00-00 00:00:00", "\u202aNULL\u202c",
    ],
)  # fmt: skip
def test_empty_spellings(text):
    assert is_empty(text)


@pytest.mark.parametrize("text", ["0", "N", "\\", "(A)", "[", "Nulla", "Nunun", "Na'im", "-1", "?", "Ananta"])
def test_what_is_not_empty(text):
    assert not is_empty(text)


@pytest.mark.parametrize(
    "text, kind, epoch_1904, expected",
    [
        ("43556", NUMBER, False, date(2019, 4, 1)), ("43556", DATE, False, date(2019, 4, 1)), ("42094", DATE, True, date(2019, 4, 1)),
        ("43556.75", DATE, False, date(2019, 4, 1)), ("10000", NUMBER, False, date(1927, 5, 18)), ("60000", NUMBER, False, date(2064, 4, 8)),
        ("9999", NUMBER, False, "TANGGAL-SERIAL"), ("60001", NUMBER, False, "TANGGAL-SERIAL"),
        ("60001", DATE, False, date(2064, 4, 9)), ("60", DATE, False, "TANGGAL-SERIAL"), ("0", DATE, False, None), ("0.5", DATE, False, "TANGGAL-SERIAL"),
        ("1E+300", DATE, False, "TANGGAL-SERIAL"), ("-5", NUMBER, False, "TANGGAL-SERIAL"), ("20190401", NUMBER, False, date(2019, 4, 1)),
        ("4.3556E4", DATE, False, date(2019, 4, 1)),
    ],
)  # fmt: skip
def test_serial_days(text, kind, epoch_1904, expected):
    assert outcome(day(text, kind, CellContext(VOCABULARY, AS_OF, epoch_1904=epoch_1904))) == expected


def test_serial_days_written_as_text_are_told():
    result = day("43556", TEXT, CellContext(VOCABULARY, AS_OF))
    assert isinstance(result, Told)
    assert (result.value, result.fault.code) == (date(2019, 4, 1), "TANGGAL-SERIAL-TEKS")
    assert outcome(day("43556", TEXT, CellContext(VOCABULARY, AS_OF, epoch_1904=True))) == "TANGGAL-BENTUK"
    assert outcome(day("60001")) == "TANGGAL-SERIAL"


days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(days)
def test_every_day_reads_as_itself_in_every_spelling(when):
    month = MONTHS[when.month - 1]
    for text in (
        f"{when:%d-%m-%Y}", f"{when:%d/%m/%Y}", f"{when:%Y-%m-%d}", f"{when.day} {month} {when.year}", f"{when.day}-{month[:3]}-{when.year}",
        f"{when:%Y%m%d}", f"{when:%d%m%Y}", f"Medan, {when.day} {month} {when.year}",
    ):  # fmt: skip
        assert day(text) == when, text


@given(st.integers(10_000, 60_000))
def test_a_serial_is_a_count_of_days(serial):
    assert day(str(serial), NUMBER) == date(1899, 12, 30) + timedelta(days=serial)


money = parse_money
written = number_parser("ANGKA-BENTUK", thousands=True)
hours = number_parser("ANGKA-BENTUK", thousands=None)
level = level_parser(0, 5)


@pytest.mark.parametrize(
    "text, amount",
    [
        ("Rp 22.783.750,00", 22783750), ("Rp. 1.500.000,-", 1500000), ("Rp1.500", 1500), ("1.500", 1500), ("1,500", 1500), ("1.500,50", "ANGKA-BULAT"),
        ("22,783,750.00", 22783750), ("1500000", 1500000), ("IDR 750.000", 750000), ("750.000 rupiah", 750000), ("0", 0), ("12,5", "ANGKA-BULAT"),
        ("1.50", "ANGKA-BULAT"), ("1.5E3", "ANGKA-BENTUK"), ("1.50.000", "ANGKA-BENTUK"), ("1,500.000,00", "ANGKA-BENTUK"), ("1,5 juta", 1_500_000), ("2,5 jt", 2_500_000), ("1.250 juta", "ANGKA-RANCU"),
        ("(1.500)", "ANGKA-BENTUK"), ("-1.500", "ANGKA-RENTANG"), ("98.75%", "ANGKA-PERSEN"), ("12.34,567", "ANGKA-BENTUK"), ("9" * 30, "ANGKA-RENTANG"),
    ],
)  # fmt: skip
def test_money(text, amount):
    assert outcome(money(text, TEXT)) == amount


@pytest.mark.parametrize(
    "text, number",
    [
        ("907 JP", 907), ("3,5 Jam", 3.5), ("20", 20), ("1.500", "ANGKA-RANCU"), ("1,500 JP", "ANGKA-RANCU"), ("20 jam pelajaran", 20), ("0.500", 0.5),
        ("1234.567", 1234.567), ("lima", "ANGKA-BENTUK"), ("20JP", 20), ("12 s.d. 14", "ANGKA-BENTUK"),
    ],
)  # fmt: skip
def test_hours(text, number):
    assert outcome(hours(text, TEXT)) == number


@pytest.mark.parametrize(
    "text, kind, value",
    [
        ("2,32", TEXT, 2.32), ("2.32", TEXT, 2.32), ("3", TEXT, 3), ("Level 3", TEXT, 3), ("1.500", TEXT, 1.5), ("3.2900000000000001", NUMBER, 3.29),
        ("5", NUMBER, 5), ("5.01", NUMBER, "LEVEL-RENTANG"), ("0", NUMBER, 0), ("-1", NUMBER, "ANGKA-RENTANG"), ("75%", TEXT, "ANGKA-PERSEN"),
        ("tinggi", TEXT, "LEVEL-BENTUK"), ("43556", DATE, "SEL-JADI-TANGGAL"), ("6", TEXT, "LEVEL-RENTANG"), ("NaN", NUMBER, "LEVEL-BENTUK"),
        ("1e400", NUMBER, "ANGKA-RENTANG"),
    ],
)  # fmt: skip
def test_levels(text, kind, value):
    assert outcome(level(text, kind)) == value


@pytest.mark.parametrize(
    "parser, text, kind, value",
    [
        (parse_whole, "9", TEXT, 9), (parse_whole, "9.0", NUMBER, 9), (parse_whole, "9,5", TEXT, "ANGKA-BULAT"), (parse_whole, "IX", TEXT, "ANGKA-BENTUK"),
        (parse_year, "2024", TEXT, 2024), (parse_year, "2024", NUMBER, 2024), (parse_year, "Tahun 2024", TEXT, 2024), (parse_year, "24", TEXT, "TAHUN-BENTUK"),
        (parse_year, "2024.0", NUMBER, 2024), (parse_year, "45292", DATE, "TAHUN-BENTUK"), (parse_yes_no, "1", NUMBER, 1), (parse_yes_no, "Tidak", TEXT, 0),
        (parse_yes_no, "0", BOOL, 0), (parse_yes_no, "mungkin", TEXT, "YA-TIDAK"), (parse_text, "43556", DATE, "SEL-JADI-TANGGAL"), (parse_text, "12", NUMBER, "12"),
        (parse_code, "1001", NUMBER, "1001"), (parse_code, "1001.0", NUMBER, "1001"), (parse_code, "1.234567890123456E+17", NUMBER, "SEL-ANGKA-PANJANG"),
        (parse_code, "1234567890123456", NUMBER, "SEL-ANGKA-PANJANG"), (parse_code, "K-01", TEXT, "K-01"), (parse_code, "1", DATE, "SEL-JADI-TANGGAL"),
    ],
)  # fmt: skip
def test_other_cells(parser, text, kind, value):
    assert outcome(parser(text, kind)) == value


def test_texts_are_tidied_but_not_changed():
    assert tidy("  Dinas\u00a0 Pendidikan\n\u200b Kota ") == "Dinas Pendidikan Kota"
    assert tidy("'081234") == "081234"
    assert tidy("'Aisyiyah") == "'Aisyiyah"
    assert tidy("=1+1") == "=1+1"
    assert tidy("a\x1cb\x00") == "a\x1cb\x00"


@given(st.integers(0, 10**9))
def test_whole_rupiah_in_every_spelling_agree(amount):
    indonesian = f"{amount:,}".replace(",", ".")
    for text in (
        f"Rp {indonesian}",
        f"Rp. {indonesian},-",
        f"{indonesian},00",
        f"{amount:,}",
        f"{amount:,}.00",
        str(amount),
    ):
        assert money(text, TEXT) == amount
    assert money(str(amount), NUMBER) == amount


@given(st.decimals(0, 10**9, places=2))
def test_indonesian_and_machine_spelling_agree(amount):
    text = f"{amount:,.2f}".replace(",", "x").replace(".", ",").replace("x", ".")
    assert (
        written(f"Rp {text}", TEXT)
        == written(f"{amount:,.2f}", TEXT)
        == written(str(amount), NUMBER)
        == float(amount)
    )


@given(st.text(max_size=15), st.sampled_from([TEXT, NUMBER, DATE]))
def test_no_text_breaks_a_parser(text, kind):
    for parser in (
        date_parser(PLAIN),
        money,
        hours,
        level,
        parse_whole,
        parse_year,
        parse_yes_no,
        parse_text,
        parse_code,
    ):
        result = parser(text, kind)
        found = result.value if isinstance(result, Told) else result
        assert found != "" or is_empty(text)  # what is empty never comes as far as a parser
        assert not isinstance(found, float) or math.isfinite(found)


def test_dates_of_both_epochs_come_back_from_workbooks(tmp_path):
    rows = [["KODE", "JABATAN", "UNIT KERJA", "TMT"], ["1", "Guru", "SD", date(2019, 4, 1)]]
    for name, epoch in (("a.xlsx", False), ("b.xlsx", True)):
        reading = read(write(tmp_path / name, rows, date_1904=epoch))
        assert [f"{when:%Y-%m-%d}" for when in reading.accepted["tmt"]] == ["2019-04-01"]
        assert str(reading.accepted["tmt"].dtype) == "datetime64[s]"


@pytest.mark.parametrize(
    "text, level",
    [("L3", 3.0), ("Level-3", 3.0), ("Lv. 2,5", 2.5), ("level 4", 4.0), ("L", "LEVEL-BENTUK"), ("Level -1", "LEVEL-BENTUK"), ("L3b", "LEVEL-BENTUK")],
)  # fmt: skip
def test_levels_behind_their_word(text, level):
    assert outcome(level_parser(0, 5)(text, TEXT)) == level


def test_the_class_of_a_post_behind_its_word():
    assert parse_whole("Kelas 9", TEXT) == 9


@pytest.mark.parametrize("text, whole, decimal", [("1.234", "1234", "1,234"), ("12,500", "12500", "12,500")])
def test_a_number_in_doubt_names_both_readings(text, whole, decimal):
    found = number_parser("ANGKA-BENTUK", thousands=None)(text, TEXT)
    assert (found.code, found.facts["whole"], found.facts["decimal"]) == ("ANGKA-RANCU", whole, decimal)


@pytest.mark.parametrize(
    "text, expected",
    [("sekarang", None), ("s.d. Sekarang", None), ("Saat ini", None), ("31-12-2020", date(2020, 12, 31)), ("nanti", "TANGGAL-BENTUK")],
)  # fmt: skip
def test_what_has_not_ended_has_no_end(text, expected):
    assert outcome(end_date_parser(PLAIN, ())(text, TEXT)) == expected
    assert text[0] == "3" or outcome(day(text)) == "TANGGAL-BENTUK"


@pytest.mark.parametrize("text, code", [("0,75", "LEVEL-PECAHAN"), ("0", None), ("1", None), ("1,01", None)])
def test_a_level_below_one_may_be_a_share(text, code):
    found = level_parser(0, 5)(text, TEXT)
    assert (found.fault.code if isinstance(found, Told) else None) == code


@pytest.mark.parametrize(
    ("plain", "thousands", "machine"),
    [("1.000.000", None, "1000000"), ("1.00.000", None, ""), ("1,000,000", None, "1000000"), ("1.000,5", None, "1000.5"), ("1,000.5", None, "1000.5"),
     ("1.00,5", None, ""), ("1.000", None, None), ("1.000", True, "1000"), ("0.125", None, "0.125"), ("12", None, "12"), ("1,5", None, "1.5")],
)  # fmt: skip
def test_separators_as_a_machine_writes_them(plain, thousands, machine):
    assert number._machine_spelling(plain, thousands=thousands) == machine
