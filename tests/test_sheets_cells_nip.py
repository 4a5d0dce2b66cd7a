"""NIP cells: eighteen digits survive every way of writing them, and whatever has lost a digit is refused."""

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.model.problem import Severity
from asnkarier.sheets.cells.nip import nip_parser
from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.results import Fault, Told
from sheets.workbooks import AS_OF, codes, nip, places, read, write, write_csv

GOOD = "198502022010012901"
HEADER = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]


def parse(text, kind=TEXT):
    return nip_parser(AS_OF, {})(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        GOOD, f"'{GOOD}", f" {GOOD} ", "19850202 201001 2 901", "19850202.201001.2.901", "19850202-201001-2-901", f"\u00a0{GOOD}\u200b",
        f"NIP. {GOOD}", f"NIP {GOOD}", f"{GOOD}\n", f"{GOOD}\r\n", f"\n{GOOD}\n", f"{GOOD}\t", f"{GOOD}\u2028", f"\u202a{GOOD}\u202c", f"\u2066{GOOD}\u2069", f"\u200e{GOOD}\u061c", "1985 02 02 2010 01 2 901", f"\ufeff{GOOD}", "19850202/201001/2/901",
    ],
)  # fmt: skip
def test_spellings_of_one_nip(text):
    assert parse(text) == GOOD


@pytest.mark.parametrize("kind", [NUMBER, DATE])
@pytest.mark.parametrize("text", [GOOD, "1.98502022010013E+17", "43556"])
def test_a_number_is_always_refused(text, kind):
    result = parse(text, kind)
    assert isinstance(result, Fault)
    assert result.code == "SEL-NIP-ANGKA"


@pytest.mark.parametrize(
    "text, code",
    [
        ("1.98507152010011E+17", "SEL-NIP-ILMIAH"), ("1,98501E+17", "SEL-NIP-ILMIAH"), ("2E+17", "SEL-NIP-ILMIAH"),
        (f"{GOOD}.0", "NIP-BENTUK"), ("19850202201001290.1", "NIP-BENTUK"), ("1985020220100129 01x", "NIP-BENTUK"),
        ("130123456", "NIP-LAMA"), ("130 123 456", "NIP-LAMA"), ("1271000000000001", "NIP-NIK"), ("198502302010011901", "NIP-TANGGAL"),
        ("198502022010131901", "NIP-TMT"), ("198502022010013901", "NIP-KELAMIN"), ("tidak ada", "NIP-BENTUK"), (f"{GOOD} / {GOOD}", "NIP-BENTUK"),
        ("١٩٨٥٠٢٠٢٢٠١٠٠١٢٩٠١", "NIP-BENTUK"), ("19850202201001,901", "NIP-BENTUK"),
    ],
)  # fmt: skip
def test_what_is_no_nip(text, code):
    result = parse(text)
    assert isinstance(result, Fault)
    assert result.code == code


@pytest.mark.parametrize(
    "text, code",
    [
        ("201502022030012901", "NIP-USIA"), ("193502021960012901", "NIP-USIA"), ("198502021999012901", "NIP-TMT-USIA"),
        ("198502022027012901", "NIP-TMT-DEPAN"), ("198502022027211901", "NIP-TMT-DEPAN"),
    ],
)  # fmt: skip
def test_what_is_hard_to_believe_is_told_and_let_in(text, code):
    result = parse(text)
    assert isinstance(result, Told)
    assert (result.value, result.fault.code) == (text, code)
    assert (result.fault.severity, result.fault.facts["value"]) == (Severity.WARNING, text)


def test_next_month_is_still_believable():
    assert parse("198502022026122901") == "198502022026122901"


def test_the_fourth_of_the_age_limits():
    assert isinstance(parse("200911222026012901"), Told)  # 16, seventeen tomorrow
    assert parse("200911212026012901") == "200911212026012901"


births = st.dates(min_value=AS_OF.replace(year=1962), max_value=AS_OF.replace(year=2004))
nips = st.builds(
    lambda day, year, month, sex, number: f"{day:%Y%m%d}{day.year + 20 + year}{month:02d}{sex}{number:03d}",
    births, st.integers(0, 2), st.integers(1, 12), st.sampled_from("12"), st.integers(900, 999),
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(nips, min_size=1, max_size=6, unique=True))
def test_no_digit_ever_changes_on_the_way_through_a_file(tmp_path, people):
    rows = [HEADER, *([number, "Budi", "Guru", "SD"] for number in people)]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "b.xlsx")
    write(tmp_path / "a.xlsx", rows)
    write_csv(tmp_path / "c.csv", "\n".join(";".join(row) for row in rows))
    write_csv(tmp_path / "d.csv", "\n".join("|".join([f"'{row[0]}", *row[1:]]) for row in rows), "utf-16")
    for name in ("a.xlsx", "b.xlsx", "c.csv", "d.csv"):
        assert read(tmp_path / name).accepted["nip"].tolist() == people


def test_numbers_among_texts_are_refused_one_by_one(tmp_path):
    rows = [
        HEADER,
        [nip(1), "A", "Guru", "SD"],
        [int(nip(2)), "B", "Guru", "SD"],
        ["1.98E+17", "C", "Guru", "SD"],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.rows, reading.accepted_rows, reading.rejected_rows) == (3, 1, (3, 4))
    assert places(reading, "SEL-NIP-ANGKA") == ["A3"]
    assert places(reading, "SEL-NIP-ILMIAH") == ["A4"]


def test_one_zeroed_nip_warns_and_several_are_refused(tmp_path):
    def row(number):
        return [number, "A", "Guru", "SD"]

    one = read(write(tmp_path / "a.xlsx", [HEADER, row("198502022010012000"), row(nip(1))]))
    assert (one.accepted_rows, codes(one)) == (2, {"NIP-URUT": 1})
    two = read(
        write(
            tmp_path / "b.xlsx", [HEADER, row("198502022010012000"), row(nip(1)), row("198602022010012000")]
        )
    )
    assert (two.accepted_rows, codes(two)) == (1, {"NIP-NOL": 2})


def test_contradictions_between_nip_and_columns_warn(tmp_path):
    header = [*HEADER, "TANGGAL LAHIR", "JENIS KELAMIN", "STATUS ASN", "GOLONGAN"]
    same = [GOOD, "Ani", "Guru", "SD", "02-02-1985", "P", "PNS", "III/a"]
    other = [nip(2, birth="19850203", sex="2"), "Ina", "Guru", "SD", "04-02-1985", "L", "PPPK", "IX"]
    empty = [nip(3), "Eko", "Guru", "SD", None, None, None, None]
    reading = read(write(tmp_path / "a.xlsx", [header, same, other, empty]))
    assert reading.accepted_rows == 3
    assert {problem.code: problem.location.cell for problem in reading.problems} == {
        "NIP-LAHIR-BEDA": "E3", "NIP-KELAMIN-BEDA": "F3", "NIP-STATUS-BEDA": "G3", "NIP-GOLONGAN-BEDA": "H3",
    }  # fmt: skip
