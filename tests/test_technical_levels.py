"""Levels of technical competencies are kept whatever the agency's standards say of them yet, and told where they are not."""

import itertools
import json
import shutil
from datetime import date

import pytest

from asnkarier.store.store import Store
from in_process import asn
from sheets.workbooks import codes, nip, places, read, write
from store_samples import A, B

DAY = date(2026, 11, 1)
PEOPLE = f"NIP,NAMA,JABATAN,UNIT KERJA,JENIS JABATAN,ESELON\n{A},Sari,Kepala Bidang Arsip,Bidang Arsip,struktural,III.b\n{B},Budi,Arsiparis,Bidang Arsip,,\n"
WIDE = (
    "NIP,Nama,Tanggal Asesmen,Integritas,Kompetensi Teknis Pengelolaan Arsip,MSDM,Pengadan Barang dan Jasa\n"
    f"{A},Sari,2025-03-01,3,2,4,1\n{B},Budi,2025-03-01,2,3,,2\n"
)
LONG = (
    "NIP,Kompetensi,Level,Tanggal Asesmen\n"
    f"{A},Integritas,3,2025-03-01\n{A},Pengelolaan Arsip,2,2025-03-01\n{A},MSDM,4,2025-03-01\n"
    f"{A},Pengadan Barang dan Jasa,1,2025-03-01\n{B},Integritas,2,2025-03-01\n"
    f"{B},Pengelolaan Arsip,3,2025-03-01\n{B},Pengadan Barang dan Jasa,2,2025-03-01\n"
)
STANDARD = (
    "jabatan: Kepala Bidang Arsip\nkelompok: administrator\nkompetensi:\n  integritas: 3\n"
    "  teknis/pengelolaan_arsip: 3\n  teknis/manajemen_sdm_aparatur: 3\n  teknis/pengadaan_barang_dan_jasa: 3\n"
)
DICTIONARY = (
    "teknis/manajemen_sdm_aparatur: {nama: Manajemen SDM Aparatur, alias: [MSDM], urusan: kepegawaian}\n"
)


def do(step, folder):
    if step == "standards":
        (folder / "standards").mkdir()
        (folder / "standards" / "arsip.yaml").write_text(STANDARD, encoding="utf-8")
        (folder / "kompetensi.yaml").write_text(DICTIONARY, encoding="utf-8")
        return
    done = asn("import", f"{step}.csv", cwd=folder)
    assert done.code == 0, done.err


@pytest.fixture
def office(tmp_path):
    def make(name, recap):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "config.yaml").write_text("agency: Kota Contoh\nas_of: 2026-11-01\n", encoding="utf-8")
        (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
        (folder / "recap.csv").write_text(recap, encoding="utf-8")
        return folder

    return make


@pytest.mark.parametrize("recap", [WIDE, LONG], ids=["wide", "long"])
def test_standards_first_last_or_in_between_give_the_same_facts(office, recap):
    told = set()
    for number, order in enumerate(itertools.permutations(("standards", "people", "recap"))):
        folder = office(str(number), recap)
        for step in order:
            do(step, folder)
        with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
            digest = store.fingerprint(DAY)
        rows = json.loads(asn("gap", "--by", "item", "--format", "json", cwd=folder).out)["rows"]
        told.add((digest, tuple((one["nip"], one["kompetensi"], one["level"]) for one in rows)))
    assert len(told) == 1
    levels = {kompetensi: level for nip, kompetensi, level in told.pop()[1] if nip == A}
    assert levels == {
        "integritas": 3,
        "teknis/pengelolaan_arsip": 2,
        "teknis/manajemen_sdm_aparatur": 4,  # by the agency's dictionary
        "teknis/pengadaan_barang_dan_jasa": 1,  # by a name that is hardly in doubt
    }


def test_wide_and_long_recaps_tell_the_same(office):
    digests = set()
    for name, recap in (("wide", WIDE), ("long", LONG)):
        folder = office(name, recap)
        do("recap", folder)
        with Store.open(folder / ".asn" / "asnkarier.db", mode="r") as store:
            digests.add(store.fingerprint(DAY))
    assert len(digests) == 1


def test_what_is_no_level_or_no_name_is_told(tmp_path):
    header = ["NIP", "Integritas", "Pengelolaan Arsip", "Akuntansi", "Peringkat", "Umur", "Uraian Singkat"]
    rows = [header, [A, 3, 2, 3, 1, 40, "x"], [B, 2, 5, 80, 2, 3, "y"]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert set(reading.accepted["kompetensi"]) == {"integritas", "teknis/pengelolaan_arsip"}
    assert places(reading, "KOLOM-TEKNIS") == ["C1"]
    assert places(reading, "KOLOM-BUKAN-LEVEL") == ["D3"]
    assert places(reading, "KOLOM-BUKAN-NAMA") == ["E1"]
    assert [letters for letters, _ in reading.unmapped] == ["D", "E", "G"]


@pytest.mark.parametrize(
    ("cells", "levels"),
    [
        (["0,6", "2", "3,5"], [0.6, 2, 3.5]),
        (["0.6", "2", "3.5"], [0.6, 2, 3.5]),
        ([0.6, 2, 3.5], [0.6, 2, 3.5]),
        (["2", "0,05", "0"], [2, 0.05, 0]),
        ([0, 5, "5,0"], [0, 5, 5]),
        (["0,4", "1", "0"], [0.4, 1, 0]),  # an index would look alike: kept, and each share is told
        (["0,4", "0,75", "0,9"], [0.4, 0.75, 0.9]),
        (["0,6", "-", "3"], [0.6, 3]),
    ],
)
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_levels_below_one_are_levels_and_told_as_in_a_known_column(tmp_path, cells, levels, suffix):
    def told(heading):
        rows = [["NIP", "Kerjasama", heading], *([nip(one), 3, cell] for one, cell in enumerate(cells, 1))]
        if suffix == "xlsx":
            return read(write(tmp_path / "a.xlsx", rows))
        text = "\n".join(";".join(map(str, row)) for row in rows)
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        return read(tmp_path / "a.csv")

    unknown, known = told("Pengelolaan Arsip Dinamis"), told("Integritas")
    mine = unknown.accepted[unknown.accepted["kompetensi"] == "teknis/pengelolaan_arsip_dinamis"]
    assert mine["level"].tolist() == levels
    assert places(unknown, "KOLOM-BUKAN-LEVEL") == []
    assert places(unknown, "LEVEL-PECAHAN") == places(known, "LEVEL-PECAHAN")
    assert len(places(unknown, "LEVEL-PECAHAN")) == sum(0 < level < 1 for level in levels)


@pytest.mark.parametrize("stray", ["5,1", "5.1", 5.1, 6, "-1", "60%", "dua"])
def test_what_lies_outside_the_scale_is_the_cell_that_is_named(tmp_path, stray):
    rows = [["NIP", "Integritas", "Arsip Statis"], [nip(1), 3, "0,6"], [nip(2), 3, 5], [nip(3), 3, stray]]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert set(reading.accepted["kompetensi"]) == {"integritas"}
    assert places(reading, "KOLOM-BUKAN-LEVEL") == ["C4"]


def test_a_recap_of_technical_competencies_alone_is_one(tmp_path):
    rows = [
        ["HASIL UJI KOMPETENSI TEKNIS"],
        ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "Arsip Statis"],
        [A, "S", "x", "y", 2],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows))
    assert (reading.kind, reading.accepted["kompetensi"].tolist()) == ("assessments", ["teknis/arsip_statis"])
    plain = read(write(tmp_path / "b.xlsx", rows[1:]))
    assert plain.kind == "employees"


def test_standard_level_and_gap_below_a_name_that_nothing_knows(tmp_path):
    rows = [
        ["NIP", "Integritas", "Arsip Statis", None, None],
        [None, None, "Standar", "Level", "Gap"],
        [A, 3, 3, 2, -1],
    ]
    reading = read(write(tmp_path / "a.xlsx", rows, merges=["A1:A2", "B1:B2", "C1:E1"]))
    assert reading.accepted[["kompetensi", "level", "col"]].to_numpy().tolist() == [
        ["integritas", 3.0, "B"],
        ["teknis/arsip_statis", 2.0, "D"],
    ]


def test_a_column_may_be_named_as_any_technical_competency(tmp_path):
    rows = [["NIP", "Integritas", "Peringkat"], [A, 3, 2]]
    reading = read(write(tmp_path / "a.xlsx", rows), mapping={"Peringkat": "teknis/arsip_statis"})
    assert reading.accepted["kompetensi"].tolist() == ["integritas", "teknis/arsip_statis"]
    assert codes(reading) == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("arsip: {}\n", "1:1"),
        ("teknis/arsip: {alias: [A]}\nteknis/surat: {alias: [a]}\n", "2:1"),
        ("teknis/arsip:\n  nam: x\n", "2:3"),
        ("- x\n", "1:1"),
    ],
)
def test_a_wrong_dictionary_names_the_place(office, text, place):
    folder = office("a", WIDE)
    (folder / "kompetensi.yaml").write_text(text, encoding="utf-8")
    done = asn("import", "recap.csv", cwd=folder)
    assert (done.code, f"kompetensi.yaml:{place}" in done.err) == (3, True), done.err
    shutil.rmtree(folder)
