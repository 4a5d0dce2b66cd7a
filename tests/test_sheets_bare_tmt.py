"""Columns called TMT and nothing else: named by what stands beside them, or told and left out; never another fact's date."""

import pytest

from sheets.workbooks import codes, nip, places, read, write

VALUES = {"NIP": nip(1), "NAMA": "A", "GOLONGAN": "III/c", "PANGKAT": "III/c", "RUANG": "c", "JABATAN": "Kepala Seksi", "ESELON": "IV.a", "JENJANG": "Ahli Muda", "KELAS JABATAN": 9, "UNIT KERJA": "Dinas"}  # fmt: skip


def table(path, *headings):
    number, row = 0, []
    for heading in headings:
        number += heading == "TMT"
        row.append(f"0{number}-04-2020" if heading == "TMT" else VALUES[heading])
    return read(write(path, [["NIP", "NAMA", *headings, "UNIT KERJA"], [VALUES["NIP"], "A", *row, "Dinas"]]))


def months_of(found):
    """Return which of the TMT columns, counted from 1, gave each date."""
    return {
        name: found.accepted[name].iloc[0].day
        for name in ("tmt_golongan", "tmt_jabatan")
        if found.accepted[name].notna().all()
    }


@pytest.mark.parametrize(
    "headings, expected",
    [
        (("GOLONGAN", "TMT", "JABATAN", "TMT"), {"tmt_golongan": 1, "tmt_jabatan": 2}),
        (("JABATAN", "TMT", "GOLONGAN", "TMT"), {"tmt_jabatan": 1, "tmt_golongan": 2}),
        (("GOLONGAN", "TMT", "JABATAN"), {"tmt_golongan": 1}),
        (("GOLONGAN", "RUANG", "TMT", "JABATAN", "ESELON", "TMT"), {"tmt_golongan": 1, "tmt_jabatan": 2}),
        (
            ("GOLONGAN", "TMT", "JABATAN", "JENJANG", "KELAS JABATAN", "TMT"),
            {"tmt_golongan": 1, "tmt_jabatan": 2},
        ),
        (("PANGKAT", "TMT", "JABATAN", "TMT"), {"tmt_golongan": 1, "tmt_jabatan": 2}),
        (("TMT", "GOLONGAN", "TMT", "JABATAN"), {"tmt_golongan": 1, "tmt_jabatan": 2}),
        (("TMT", "JABATAN", "TMT", "GOLONGAN"), {"tmt_jabatan": 1, "tmt_golongan": 2}),
        (("TMT", "PANGKAT", "GOLONGAN", "TMT", "JABATAN"), {"tmt_golongan": 1, "tmt_jabatan": 2}),
    ],
)
def test_a_tmt_belongs_to_what_stands_beside_it(tmp_path, headings, expected):
    found = table(tmp_path / "a.xlsx", *headings)
    assert months_of(found) == expected
    assert "KOLOM-TMT" not in codes(found)
    assert all(found.doubts[name] < 1 for name in expected)


@pytest.mark.parametrize(
    "headings, expected, told",
    [
        (("TMT", "GOLONGAN", "JABATAN"), {}, ["C1"]),
        (("TMT", "GOLONGAN", "TMT", "JABATAN", "TMT"), {"tmt_jabatan": 3}, ["C1", "E1"]),
        (("TMT", "JABATAN", "GOLONGAN", "TMT"), {"tmt_golongan": 2}, ["C1"]),
    ],
)
def test_a_tmt_in_doubt_is_told_and_left_out(tmp_path, headings, expected, told):
    found = table(tmp_path / "a.xlsx", *headings)
    assert months_of(found) == expected
    assert places(found, "KOLOM-TMT") == told
    assert {letters for letters, _ in found.unmapped} == {cell[0] for cell in told}
