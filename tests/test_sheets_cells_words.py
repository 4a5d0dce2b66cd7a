"""Cells that hold one word of a list, in the spellings of real files; unknown words are problems, blanks stay unknown."""

from dataclasses import replace
from datetime import date

import pytest

from asnkarier.sheets.cells.parsers import CELL_KINDS, parser_for
from asnkarier.sheets.cells.text import is_empty
from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.guidance import GUIDANCE
from asnkarier.sheets.results import CellContext, Fault, Told
from law import load_rulebook
from sheets.workbooks import AS_OF, VOCABULARY, codes, nip, read, write

CONTEXT = CellContext(replace(VOCABULARY, punishments=load_rulebook().punishments(AS_OF)), AS_OF)


def parse(cell, text, kind=TEXT, texts=()):
    result = parser_for(cell, CONTEXT, texts or (text,), (kind,) * len(texts or (text,)), {})(text, kind)
    if isinstance(result, Told):
        return result.value, result.fault.code
    return result.code if isinstance(result, Fault) else result


@pytest.mark.parametrize(
    "cell, text, value",
    [
        ("jenis_kelamin", "L", "L"), ("jenis_kelamin", "p", "P"), ("jenis_kelamin", "M", "L"), ("jenis_kelamin", "F", "P"),
        ("jenis_kelamin", "Laki-Laki", "L"), ("jenis_kelamin", "PEREMPUAN", "P"), ("jenis_kelamin", "Pria", "L"), ("jenis_kelamin", "Wanita", "P"),
        ("jenis_kelamin", "1", "L"), ("jenis_kelamin", "2", "P"), ("jenis_kelamin", "X", "KELAMIN-ASING"),
        ("status_asn", "P", "PNS"), ("status_asn", "C", "CPNS"), ("status_asn", "P3K", "PPPK"), ("status_asn", "pns", "PNS"), ("status_asn", "PNSD", "PNS"), ("status_asn", "honorer", "STATUS-ASING"),
        ("kedudukan_hukum", "01", "Aktif"), ("kedudukan_hukum", "1", "Aktif"), ("kedudukan_hukum", "AKTIF", "Aktif"), ("kedudukan_hukum", "PPPK Aktif", "PPPK Aktif"),
        ("kedudukan_hukum", "masa persiapan pensiun", "Masa Persiapan Pensiun"), ("kedudukan_hukum", "Cuti Besar", ("Cuti Besar", "KEDUDUKAN-ASING")),
        ("kedudukan_hukum", "PNS Aktif", "Aktif"), ("kedudukan_hukum", "Aktif (PNS)", "Aktif"), ("kedudukan_hukum", "Aktif PPPK", "PPPK Aktif"), ("kedudukan_hukum", "P3K AKTIF", "PPPK Aktif"),
        ("kedudukan_hukum", "01 - Aktif", "Aktif"), ("kedudukan_hukum", "02 - Aktif", ("02 - Aktif", "KEDUDUKAN-ASING")), ("kedudukan_hukum", "MENINGGAL DUNIA (PNS)", "Meninggal dunia"),
        ("kedudukan_hukum", "Aktf", ("Aktf", "KEDUDUKAN-MIRIP")), ("kedudukan_hukum", "AKTIF BEKERJA", ("AKTIF BEKERJA", "KEDUDUKAN-MIRIP")),
        ("kedudukan_hukum", "Belum Aktif", ("Belum Aktif", "KEDUDUKAN-ASING")), ("kedudukan_hukum", "PNS", ("PNS", "KEDUDUKAN-ASING")),
        ("jenis_jabatan", "1", "struktural"), ("jenis_jabatan", "2", "fungsional"), ("jenis_jabatan", "4", "pelaksana"), ("jenis_jabatan", "JABATAN FUNGSIONAL", "fungsional"),
        ("jenis_jabatan", "JFT", "fungsional"), ("jenis_jabatan", "JFU", "pelaksana"), ("jenis_jabatan", "Fungsional Umum", "pelaksana"),
        ("jenis_jabatan", "Jabatan Struktural", "struktural"), ("jenis_jabatan", "JPT Pratama", "struktural"), ("jenis_jabatan", "Administrator", "struktural"),
        ("jenis_jabatan", "3", "JENIS-JABATAN-ASING"), ("jenis_jabatan", "Nonmanajerial", "JENIS-JABATAN-ASING"),
        ("jenjang", "Ahli Muda", "ahli_muda"), ("jenjang", "MU", "ahli_muda"), ("jenjang", "Kepala", "JENJANG-ASING"),
        ("eselon", "II/B", "II.b"), ("eselon", "IV a", "IV.a"), ("eselon", "Non Eselon", None), ("eselon", "Staf", None), ("eselon", "JFT", None), ("eselon", "JPT Pratama", "ESELON-ASING"), ("eselon", "tinggi", "ESELON-ASING"),
        ("golongan", "Penata Muda (III/a)", "III/a"), ("golongan", "3d", "III/d"), ("golongan", "31", "III/a"), ("golongan", "9", "IX"), ("golongan", "Golongan IX", "IX"),
        ("golongan", "11", "GOLONGAN-RANCU"), ("golongan", "14", "GOLONGAN-RANCU"), ("golongan", "15", "XV"), ("golongan", "18", "GOLONGAN-ASING"), ("golongan", "III/a, III/b", "GOLONGAN-DUA"),
        ("golongan", "Penata Muda (III/b)", "GOLONGAN-DUA"), ("golongan", "Pembina IV/b", "GOLONGAN-DUA"), ("golongan", "Pembina Tk. I - IV/b", "IV/b"),
        ("golongan", "Gol. III/b", "III/b"), ("golongan", "IV/c TMT 1 April 2019", "IV/c"), ("golongan", "III/c - Penata - 01 April 2020", "III/c"),
        ("tingkat_pendidikan", "S1 PGSD", "S-1"), ("tingkat_pendidikan", "40", "S-1"), ("tingkat_pendidikan", "Kejar Paket", "PENDIDIKAN-ASING"),
        ("pendidikan", "S-1 Ilmu Hukum", "ILMU HUKUM"), ("pendidikan", "Ilmu Hukum", "Ilmu Hukum"), ("pendidikan", "S1", None), ("pendidikan", "Sarjana Hukum", "HUKUM"),
        ("hukuman", "Sedang", "sedang"), ("hukuman", "Hukuman Disiplin Berat", "berat"), ("hukuman", "Tidak pernah", "tidak_pernah"), ("hukuman", "Tidak pernah dijatuhi hukuman disiplin", "tidak_pernah"),
        ("hukuman", "Tidak pernah dijatuhi hukuman disiplin sedang", "HUKUMAN-ASING"), ("hukuman", "Tingkat Ringan", "ringan"),
        ("hukuman", "Teguran Lisan", "ringan"), ("hukuman", "Pemotongan tunjangan kinerja sebesar 25% (dua puluh lima persen) selama 6 (enam) bulan", "sedang"),
        ("hukuman", "Penurunan jabatan setingkat lebih rendah selama 12 bulan", "berat"), ("hukuman", "Penurunan jabatan setingkat lebih rendah", "berat"),
        ("hukuman", "Potong tukin 25 % 9 bulan", "sedang"), ("hukuman", "PEMOTONGAN TUKIN 25 PERSEN", "sedang"), ("hukuman", "Teguran tertulis s.d. 31-12-2025", "ringan"),
        ("hukuman", "Penurunan pangkat setingkat lebih rendah selama 1 (satu) tahun", "sedang"), ("hukuman", "Penurunan pangkat setingkat lebih rendah selama 3 tahun", "HUKUMAN-ASING"),
        ("hukuman", "Penurunan pangkat setingkat lebih rendah", "HUKUMAN-ASING"), ("hukuman", "Teguran tertulis 5 Maret 2024", "HUKUMAN-ASING"),
        ("hukuman", "Sedang s.d. 31-12-2025", "sedang"), ("hukuman", "Sedang dan berat", "HUKUMAN-ASING"),
        ("ekspektasi", "Diatas Ekspektasi", "di_atas"), ("ekspektasi", "DI ATAS EKSPEKTASI", "di_atas"), ("ekspektasi", "Sesuai", "sesuai"),
        ("ekspektasi", "Dibawah Ekspektasi", "di_bawah"), ("ekspektasi", "di bawah", "di_bawah"), ("ekspektasi", "Baik", "EKSPEKTASI-ASING"), ("ekspektasi", "Sesuai Ekspetasi", "sesuai"), ("ekspektasi", "Dibawah Expektasi", "di_bawah"),
        ("ekspektasi", "Sesuai Target", "EKSPEKTASI-ASING"),
        ("predikat", "Sangat Baik", "sangat_baik"), ("predikat", "Kurang/misconduct", "kurang"), ("predikat", "BUTUH PERBAIKAN", "butuh_perbaikan"),
        ("predikat", "Cukup", ("butuh_perbaikan", "PREDIKAT-LAMA")), ("predikat", "Buruk", ("sangat_kurang", "PREDIKAT-LAMA")), ("predikat", "Lumayan", "PREDIKAT-ASING"),
        ("kompetensi", "1. INTEGRITAS", "integritas"), ("kompetensi", "Kerjasama", "kerja_sama"), ("kompetensi", "teknis/manajemen_sdm_aparatur", "teknis/manajemen_sdm_aparatur"),
        ("kompetensi", "Kompetensi Teknis Manajemen SDM Aparatur", "teknis/manajemen_sdm_aparatur"), ("kompetensi", "Orintasi Pada Hasil", "KOMPETENSI-ASING"),
    ],
)  # fmt: skip
def test_words(cell, text, value):
    assert parse(cell, text) == value


@pytest.mark.parametrize(
    "cell",
    sorted(
        {cell for cell in CELL_KINDS if not cell.endswith("_gabungan")}
        - {
            "nip",
            "tanggal",
            "tanggal_awal",
            "tanggal_akhir",
            "tahun",
            "tahun_rencana",
            "teks",
            "kode",
            "jadwal",
            "uang",
            "angka",
            "bulat",
            "level",
            "nip_lain",  # what is no NIP is passed over
            "status_pelatihan",  # kept as unknown
        }
    ),
)
def test_a_word_that_became_a_date_is_no_word(cell):
    assert parse(cell, "43556", DATE).isupper()


@pytest.mark.parametrize(
    "texts, of_p",
    [
        (("L", "P"), "P"),
        (("P", "W"), "L"),
        (("P",), "P"),
        (("L", "P", "W"), "KELAMIN-RANCU"),
        (("M", "P", "W"), "KELAMIN-RANCU"),
    ],
)
def test_p_means_what_stands_beside_it(texts, of_p):
    assert parse("jenis_kelamin", "P", texts=texts) == of_p


def test_numbers_serve_as_codes():
    assert parse("jenis_jabatan", "2", NUMBER) == "fungsional"
    assert parse("jenis_jabatan", "2.0", NUMBER) == "fungsional"
    assert parse("golongan", "31", NUMBER) == "III/a"
    assert parse("kedudukan_hukum", "1", NUMBER) == "Aktif"
    assert parse("tingkat_pendidikan", "5", NUMBER) == "SD"


def test_examples_and_choices_of_blank_forms_are_read_without_a_word():
    assert set(GUIDANCE) == {cell for cell in CELL_KINDS if not cell.endswith("_gabungan")}
    for cell, guidance in GUIDANCE.items():
        for text in (guidance.example, *guidance.choices):
            value = parse(cell, text)
            assert value is not None, (cell, text)
            assert not (isinstance(value, str) and value.isupper() and "-" in value and value != text), (
                cell,
                text,
            )
            assert not isinstance(value, tuple), (cell, text)


def test_a_dash_is_unknown_never_a_clean_record(tmp_path):
    assert is_empty("-")
    header = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "Hukuman Disiplin", "Akhir Hukuman"]
    rows = [
        [nip(1), "A", "Guru", "SD", "-", "-"],
        [nip(2), "B", "Guru", "SD", "Tidak Ada", None],
        [nip(3), "C", "Guru", "SD", "Berat", "31 Desember 2027"],
    ]
    reading = read(write(tmp_path / "a.xlsx", [header, *rows]))
    assert reading.accepted["hukuman_disiplin"].isna().tolist() == [True, False, False]
    assert reading.accepted["hukuman_disiplin"].tolist()[1:] == ["tidak_pernah", "berat"]
    assert reading.accepted["hukuman_selesai"].dt.date.tolist()[2] == date(2027, 12, 31)
    assert codes(reading) == {}


def test_the_length_of_a_punishment_is_no_end_of_it(tmp_path):
    header = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "HUKDIS"]
    kinds = ["Penurunan jabatan setingkat lebih rendah selama 12 bulan", "Teguran tertulis s.d. 31-12-2025"]
    rows = [[nip(place), "A", "Guru", "SD", kind] for place, kind in enumerate(kinds, start=1)]
    frame = read(write(tmp_path / "a.xlsx", [header, *rows])).accepted
    assert frame["hukuman_disiplin"].tolist() == ["berat", "ringan"]
    assert frame["hukuman_selesai"].isna().tolist() == [True, False]
    assert frame["hukuman_selesai"].dt.date.tolist()[1] == date(2025, 12, 31)


@pytest.mark.parametrize("heading, word", [("HUKDIS", "Cukup"), ("PREDIKAT", "Lumayan")])
def test_what_to_write_instead_is_said_in_words_that_are_read(tmp_path, heading, word):
    rows = [
        ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "TAHUN", heading],
        [nip(1), "A", "Guru", "SD", "2025", word],
    ]
    (told,) = (one for one in read(write(tmp_path / "a.xlsx", rows)).problems if "options" in one.facts)
    options = told.facts["options"].split(", ")
    assert not any("_" in one for one in options)
    cell = {"HUKDIS": "hukuman", "PREDIKAT": "predikat"}[heading]
    assert not any(parse(cell, one).isupper() for one in options)


def test_two_facts_in_one_cell_are_parted(tmp_path):
    header = ["NIP", "NAMA", "JABATAN", "UNIT KERJA", "HUKDIS", "PENDIDIKAN"]
    rows = [
        [nip(1), "A", "Guru", "SD", "Sedang s.d. 31-12-2025", "S1 PGSD"],
        [nip(2), "B", "Guru", "SD", "Ringan", "D-III"],
    ]
    frame = read(write(tmp_path / "a.xlsx", [header, *rows])).accepted
    assert frame["hukuman_disiplin"].tolist() == ["sedang", "ringan"]
    assert frame["hukuman_selesai"].dt.date.tolist()[0] == date(2025, 12, 31)
    assert frame["hukuman_selesai"].isna().tolist() == [False, True]
    assert frame["tingkat_pendidikan"].tolist() == ["S-1", "D-III"]
    assert frame["pendidikan"].tolist()[0] == "PGSD"
    header[-1] = "PENDIDIKAN TERAKHIR"
    frame = read(write(tmp_path / "b.xlsx", [header, *rows])).accepted
    assert frame["tingkat_pendidikan"].tolist() == ["S-1", "D-III"]
    assert frame["pendidikan"].tolist()[0] == "PGSD"


@pytest.mark.parametrize("heading", ["GOLONGAN", "ESELON", "JENJANG", "KELAS JABATAN", "STATUS ASN"])
def test_a_word_that_a_spreadsheet_made_a_date_is_told_as_such(tmp_path, heading):
    rows = [["NIP", "NAMA", "JABATAN", "UNIT KERJA", heading], [nip(1), "A", "Guru", "SD", date(2024, 3, 1)]]
    assert codes(read(write(tmp_path / "a.xlsx", rows))) == {"SEL-JADI-TANGGAL": 1}
