"""Headings with hints for who fills them in, and recaps of appraisals with a column per year."""

import pytest

from asnkarier.sheets.schema import heading_key
from sheets.workbooks import codes, nip, read, write


@pytest.mark.parametrize(
    "text, key",
    [
        ("NIP (Wajib)", "NIP"), ("NIP*", "NIP"), ("NIP (*)", "NIP"), ("NIP (18 digit)", "NIP"), ("NIP [required]", "NIP"), ("NIP - wajib diisi", "NIP"), ("NIP (wajib, 18 digit angka)", "NIP"),
        ("Tanggal Lahir (YYYY-MM-DD)", "TANGGALLAHIR"), ("Tanggal Lahir (dd/mm/yyyy)", "TANGGALLAHIR"), ("Tanggal Lahir (hh-bb-tttt)", "TANGGALLAHIR"), ("Tanggal Lahir dd-mm-yyyy", "TANGGALLAHIR"),
        ("Golongan (contoh: III/a)", "GOLONGAN"), ("Golongan\n(Contoh : III/a, IV/b)", "GOLONGAN"), ("Jenis Kelamin (L/P)", "JENISKELAMIN"), ("Jabatan (opsional)", "JABATAN"), ("Unit Kerja <pilih dari daftar>", "UNITKERJA"),
        ("NIP (Lama)", "NIPLAMA"), ("Unor (2)", "UNOR2"), ("Nama (Atasan)", "NAMAATASAN"), ("Jabatan (yang dilamar)", "JABATANYANGDILAMAR"), ("(Wajib)", "WAJIB"), ("*", ""), ("Durasi (JP)", "DURASIJP"),
    ],
)  # fmt: skip
def test_hints_are_no_part_of_a_heading(text, key):
    assert heading_key(text) == key


def test_a_form_with_hints_is_read(tmp_path):
    head = ["Nama Lengkap (Wajib)", "NIP (Wajib, 18 digit)", "Tanggal Lahir (YYYY-MM-DD)", "Jabatan *", "Unit Kerja*", "Golongan (contoh: III/a)", "NIP (Atasan)"]  # fmt: skip
    found = read(
        write(tmp_path / "a.xlsx", [head, ["Budi", nip(1), "1965-01-02", "Guru", "SD", "III/c", nip(2)]])
    )
    assert found.accepted[["nip", "nama", "golongan"]].to_numpy().tolist() == [[nip(1), "Budi", "III/c"]]
    assert found.unmapped == (("G", "NIP (Atasan)"),)


@pytest.mark.parametrize(
    "head, merges",
    [
        ([["NIP", "NAMA", "PREDIKAT 2023", "PREDIKAT 2024"]], []),
        ([["NIP", "NAMA", "Predikat Kinerja Tahun 2023", "Predikat Kinerja Tahun 2024"]], []),
        ([["NIP", "NAMA", "2023 Predikat", "2024 Predikat"]], []),
        (
            [["NIP", "NAMA", "PREDIKAT KINERJA", None], [None, None, "2023", "2024"]],
            ["A1:A2", "B1:B2", "C1:D1"],
        ),
        (
            [["NIP", "NAMA", "TAHUN 2023", "TAHUN 2024"], [None, None, "PREDIKAT", "PREDIKAT"]],
            ["A1:A2", "B1:B2"],
        ),
    ],
)
def test_a_column_per_year_is_an_appraisal_of_each_year(tmp_path, head, merges):
    rows = [
        *head,
        [nip(1), "A", "Baik", "Sangat Baik"],
        [nip(2), "B", None, "Baik"],
        [nip(3), "C", None, None],
    ]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    first = len(head) + 1
    assert found.kind == "appraisals"
    assert found.accepted[["nip", "tahun", "predikat", "row", "col"]].to_numpy().tolist() == [
        [nip(1), 2023, "baik", first, "C"],
        [nip(1), 2024, "sangat_baik", first, "D"],
        [nip(2), 2024, "baik", first + 1, "D"],
    ]
    assert (codes(found), found.accepted_rows) == ({"PENILAIAN-KOSONG": 1}, 3)


def test_a_year_twice_is_a_contradiction_and_a_column_of_years_rules(tmp_path):
    rows = [["NIP", "PREDIKAT 2023", "Predikat Kinerja 2023"], [nip(1), "Baik", "Kurang"]]
    assert codes(read(write(tmp_path / "a.xlsx", rows))) == {"BARIS-BERTENTANGAN": 1}
    rows = [["NIP", "TAHUN", "PREDIKAT", "PREDIKAT 2023"], [nip(1), 2024, "Baik", "Kurang"]]
    found = read(write(tmp_path / "b.xlsx", rows))
    assert found.accepted[["tahun", "predikat"]].to_numpy().tolist() == [[2024, "baik"]]
