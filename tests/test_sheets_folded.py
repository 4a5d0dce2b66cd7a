"""Lists of rank (DUK) in the ways they are printed: two rows a person, two facts in a cell, names of other things."""

import pytest

from sheets.workbooks import codes, nip, read, write

TOP = [["DAFTAR URUT KEPANGKATAN"], []]
EXPECTED = [
    (nip(1), "Budi", "III/c", 2020, "Kepala Seksi A", "IV.a"),
    (nip(2), "Siti", "III/b", 2021, "Kepala Seksi B", "IV.b"),
]


def people(found):
    rows = found.accepted
    years = [day.year for day in rows["tmt_golongan"]]
    names = ("nip", "nama", "golongan", "jabatan", "eselon")
    first = rows[list(names)].to_numpy().tolist()
    return [
        (key, nama, golongan, year, *rest)
        for (key, nama, golongan, *rest), year in zip(first, years, strict=True)
    ]


LAYOUTS = {
    "name over nip": (
        [["NO", "NAMA", "PANGKAT/GOL", "JABATAN", "UNIT KERJA"], [None, "NIP", "TMT", "ESELON"]],
        lambda key, nama, gol, tmt, jab, esl: [[1, nama, gol, jab, "Dinas"], [None, key, tmt, esl]],
        ["A3:A4", "E3:E4"],
    ),
    "nip in a column of its own": (
        [["NO", "NAMA", "NIP", "PANGKAT", "JABATAN", "UNIT KERJA"], [None, None, None, "TMT", "ESELON"]],
        lambda key, nama, gol, tmt, jab, esl: [[1, nama, key, gol, jab, "Dinas"], [None, None, None, tmt, esl]],
        ["A3:A4", "B3:B4", "C3:C4", "F3:F4"],
    ),
    "one heading for two rows": (
        [["NO", "NAMA / NIP", "GOL RUANG / TMT", "JABATAN / ESELON", "UNIT KERJA"]],
        lambda key, nama, gol, tmt, jab, esl: [[1, nama, gol, jab, "Dinas"], [None, key, tmt, esl]],
        [],
    ),
    "one row, two facts in a cell": (
        [["NO", "NAMA / NIP", "GOL RUANG / TMT", "JABATAN / ESELON", "UNIT KERJA"]],
        lambda key, nama, gol, tmt, jab, esl: [[1, f"{nama}\n{key}", f"{gol}\n{tmt}", f"{jab}\n{esl}", "Dinas"]],
        [],
    ),
    "latihan jabatan": (
        [
            ["NO", "NAMA", "NIP", "PANGKAT", None, "JABATAN", None, "LATIHAN JABATAN", None, "PENDIDIKAN", None, "UNIT KERJA"],
            [None, None, None, "GOL", "TMT", "NAMA", "ESELON", "NAMA", "TAHUN", "NAMA", "TK IJAZAH"],
        ],
        lambda key, nama, gol, tmt, jab, esl: [[1, nama, key, gol, tmt, jab, esl, "PIM III", "2018", "Manajemen", "S2", "Dinas"]],
        ["A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3", "J3:K3", "L3:L4"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_list_of_rank_is_read_without_a_question(tmp_path, name):
    head, rows_of, merges = LAYOUTS[name]
    rows = [*TOP, *head]
    for key, nama, golongan, year, jabatan, eselon in EXPECTED:
        rows += rows_of(key, nama, golongan, f"01-04-{year}", jabatan, eselon)
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert (found.rows, found.rejected_rows) == (2, ())
    assert people(found) == EXPECTED
    if name == "latihan jabatan":
        assert found.accepted["tingkat_pendidikan"].tolist() == ["S-2", "S-2"]
        assert ("H", "LATIHAN JABATAN > NAMA") in found.ignored


def test_a_row_that_holds_more_than_lower_halves_is_a_person_of_its_own(tmp_path):
    head, rows_of, merges = LAYOUTS["nip in a column of its own"]
    rows = [*TOP, *head]
    for key, nama, golongan, year, jabatan, eselon in EXPECTED:
        rows += rows_of(key, nama, golongan, f"01-04-{year}", jabatan, eselon)
    rows[5][1] = "Orang Lain"  # a name in the second row of the first person
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert "DUK-DIBACA" not in codes(found)
    assert found.refused or found.accepted.empty


@pytest.mark.parametrize(
    "parent, child, means",
    [
        ("UNIT KERJA", "NAMA", "unit_kerja"), ("JABATAN", "NAMA", "jabatan"), ("DATA PEGAWAI", "NAMA", "nama"), ("SUAMI/ISTRI", "NAMA", None), ("ANAK", "TANGGAL LAHIR", None),
        ("DIKLAT", "NAMA", None), ("PENGHARGAAN", "NAMA", None), ("PANGKAT", "NAMA", None), ("DATA PEGAWAI", "TANGGAL LAHIR", "tanggal_lahir"),
    ],
)  # fmt: skip
def test_a_heading_speaks_of_what_stands_above_it(tmp_path, parent, child, means):
    rows = [["NIP", "NAMA LENGKAP", "JABATAN NAMA", "UNOR NAMA", parent, None], [None, None, None, None, child, "KETERANGAN"], [nip(1), "A", "Guru", "SD", "x", "y"]]  # fmt: skip
    found = read(write(tmp_path / "a.xlsx", rows, merges=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1"]))
    columns = {name for name, letters in found.columns.items() if letters == "E"}
    lesser = {
        problem.facts.get("field")
        for problem in found.problems
        if problem.code in ("KOLOM-LEBIH", "KOLOM-GANDA")
    }
    assert columns | lesser == ({means} if means else set())


@pytest.mark.parametrize(
    "text, jabatan, eselon",
    [
        ("Kepala Seksi A\nIV.a", "Kepala Seksi A", "IV.a"), ("Kepala Seksi A (IV/a)", "Kepala Seksi A", "IV.a"), ("Kepala Seksi A, Eselon IV.a", "Kepala Seksi A", "IV.a"),
        ("Kepala UPT Wilayah I / III.b", "Kepala UPT Wilayah I", "III.b"), ("Analis Kebijakan", "Analis Kebijakan", None), ("Kepala UPT Wilayah I", "Kepala UPT Wilayah I", None),
    ],
)  # fmt: skip
def test_an_eselon_at_the_end_of_a_position(tmp_path, text, jabatan, eselon):
    found = read(
        write(
            tmp_path / "a.xlsx",
            [["NIP", "NAMA", "JABATAN / ESELON", "UNIT KERJA"], [nip(1), "A", text, "Dinas"]],
        )
    )
    assert found.accepted["jabatan"].tolist() == [jabatan]
    assert found.accepted["eselon"].astype(object).where(found.accepted["eselon"].notna(), None).tolist() == [
        eselon
    ]
