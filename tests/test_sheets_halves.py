"""Golongan and ruang in two columns are one fact; a PNS without ruang is told, never read as a PPPK."""

from datetime import date

import pytest

from asnkarier.sheets.rows.halves import golongan_of_halves
from sheets.workbooks import codes, nip, places, read, write

PPPK = "198501152022211901"


@pytest.mark.parametrize(
    "golongan, ruang, expected",
    [
        ("III", "c", "III/c"), ("3", "C", "3/C"), ("III/c", "c", "III/c"), ("III/c", "d", "III/c III/d"), ("III", "III/c", "III/c"),
        ("III/c", "Melati", "III/c Melati"), ("IV", "III/c", "IV III/c"),
    ],
)  # fmt: skip
def test_two_halves_of_a_golongan(golongan, ruang, expected):
    assert golongan_of_halves(golongan, ruang) == expected


def table(path, first, second, *pairs):
    rows = [["NIP", "NAMA", first, second, "JABATAN", "UNIT KERJA"]]
    for number, (golongan, ruang, *own) in enumerate(pairs, 1):
        rows.append([own[0] if own else nip(number), "A", golongan, ruang, "Guru", "SD"])
    return read(write(path, rows))


@pytest.mark.parametrize(
    "first, second", [("GOLONGAN", "RUANG"), ("GOL", "RG"), ("Gol.", "Ruang"), ("GOLONGAN", "RUANG GAJI")]
)
def test_two_columns_are_one_golongan(tmp_path, first, second):
    found = table(
        tmp_path / "a.xlsx",
        first,
        second,
        ("III", "c"),
        (3, "a"),
        ("IV/b", "b"),
        ("IV/c", None),
        ("IX", "-", PPPK),
    )
    assert found.accepted["golongan"].tolist() == ["III/c", "III/a", "IV/b", "IV/c", "IX"]
    assert (found.unmapped, found.columns["golongan"]) == ((), "C")


def test_what_halves_cannot_say_is_refused_at_the_golongan(tmp_path):
    found = table(tmp_path / "a.xlsx", "GOLONGAN", "RUANG", ("III", None), ("III/c", "d"), ("III", date(2020, 1, 1)), (None, "c"), ("III", "x"))  # fmt: skip
    assert found.accepted_rows == 0
    assert {problem.location.cell: problem.code for problem in found.problems} == {
        "C2": "GOLONGAN-TANPA-RUANG",
        "C3": "GOLONGAN-DUA",
        "C4": "SEL-JADI-TANGGAL",
        "C5": "GOLONGAN-ASING",
        "C6": "GOLONGAN-ASING",
    }


@pytest.mark.parametrize("value", ["III", "Golongan III", "Gol. III", 3, "4"])
def test_a_pns_without_ruang_is_no_pppk(tmp_path, value):
    rows = [["NIP", "NAMA", "JABATAN", "UNIT KERJA", "GOLONGAN"], [nip(1), "A", "Guru", "SD", value], [PPPK, "B", "Guru", "SD", "III"]]  # fmt: skip
    found = read(write(tmp_path / "a.xlsx", rows))
    assert places(found, "GOLONGAN-TANPA-RUANG") == ["E2"]
    assert found.accepted["golongan"].tolist() == ["III"]
    assert "NIP-GOLONGAN-BEDA" not in codes(found)
