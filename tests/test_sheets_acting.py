"""A person on a second row as Plt. of another post: the post of their own counts, the row is told and nobody is lost."""

import pytest
import xlsxwriter

from asnkarier.model.jabatan import is_acting, own_post
from asnkarier.sheets.reading import read_tables
from sheets.workbooks import VOCABULARY, codes, nip, options, places, read, write

HEAD = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "GOLONGAN"]
OWN = [nip(1), "Budi", "Kepala Bidang A", "Dinas A", "IV/a"]
OTHER = [nip(2), "Siti", "Analis", "Dinas A", "III/a"]


@pytest.mark.parametrize(
    "text",
    ["Plt. Kepala Dinas B", "PLH Sekretaris", "Pj. Sekretaris Daerah", "Pjs Camat", "Pgs. Kepala", "Penjabat Bupati", "Pelaksana Tugas Camat", "Kepala Dinas B (Plt.)", "Camat, Plh"],
)  # fmt: skip
def test_acting_posts(text):
    assert is_acting(text)


@pytest.mark.parametrize(
    "text", ["Kepala Dinas", "Pelaksana", "Pengelola PLTMH", "Penjaga Sekolah", "Pjok Guru"]
)
def test_posts_of_ones_own(text):
    assert not is_acting(text)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Plt. Kepala Dinas B", None),
        ("Kepala Dinas B (Plt.)", None),
        ("Plt. Kepala Bidang / Kepala Seksi", None),
        ("Kepala Subbagian Keuangan / Plt. Kepala Bidang Mutasi", "KEPALA SUBBAGIAN KEUANGAN"),
        ("Camat A dan Pj. Sekretaris Daerah", "CAMAT A"),
        ("Kepala Seksi (Plt) Umum", None),
        ("Camat, Plh", None),
        ("Kepala Dinas", "Kepala Dinas"),
        ("Kepala Bidang Pangan, PJU dan Pertanian", "Kepala Bidang Pangan, PJU dan Pertanian"),
    ],
)
def test_the_post_of_ones_own_beside_an_acting_one(text, own):
    assert own_post(text) == own


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (1, 2, 0)])
def test_the_post_of_ones_own_counts(tmp_path, order):
    acting = [nip(1), "Budi", "Plt. Kepala Dinas B", "Dinas B", "IV/a"]
    rows = [[OWN, acting, OTHER][place] for place in order]
    found = read(write(tmp_path / "a.xlsx", [HEAD, *rows]))
    at, own = order.index(1) + 2, order.index(0) + 2
    assert codes(found) == {"BARIS-PLT": 1}
    assert places(found, "BARIS-PLT") == [f"A{at}"]
    assert found.problems[0].facts["other"] == f"A{own}"
    assert (found.rows, found.accepted_rows, found.duplicate_rows) == (3, 3, (at,))
    assert dict(zip(found.accepted["nip"], found.accepted["jabatan"], strict=True)) == {nip(1): "Kepala Bidang A", nip(2): "Analis"}  # fmt: skip


@pytest.mark.parametrize(
    "second",
    [
        [nip(1), "Budi", "Kepala Dinas B", "Dinas B", "IV/a"],
        [nip(1), "Joko", "Plt. Kepala Dinas B", "Dinas B", "IV/a"],
        [nip(1), "Budi", "Plt. Kepala Dinas B", "Dinas B", "IV/b"],
    ],
)
def test_what_contradicts_stays_a_contradiction(tmp_path, second):
    found = read(write(tmp_path / "a.xlsx", [HEAD, OWN, second]))
    assert (codes(found), found.accepted_rows) == ({"BARIS-BERTENTANGAN": 2}, 0)


def test_an_acting_post_alone_is_the_only_one_there_is(tmp_path):
    found = read(write(tmp_path / "a.xlsx", [HEAD, [nip(1), "Budi", "Plt. Camat", "Kecamatan", "IV/a"]]))
    assert (codes(found), found.accepted["jabatan"].tolist()) == ({}, ["Plt. Camat"])


def test_the_two_rows_may_stand_on_two_sheets(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name, rows in {
            "Satu": [HEAD, OWN],
            "Dua": [HEAD, [nip(1), "Budi", "Plh. Camat", "Kecamatan", ""]],
        }.items():
            page = book.add_worksheet(name)
            for y, row in enumerate(rows):
                page.write_row(y, 0, row)
    first, second = read_tables(tmp_path / "a.xlsx", vocabulary=VOCABULARY, options=options())
    assert (first.accepted["jabatan"].tolist(), second.accepted.empty) == (["Kepala Bidang A"], True)
    assert second.problems[0].facts["other"] == "Satu!A2"
