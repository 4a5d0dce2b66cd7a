"""Every problem code of this room has an input that triggers it, and a sentence that its facts fill."""

import re
import struct
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter

from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.codes.sheets import SHEET_CODES
from asnkarier.sheets.legacy import reader as legacy
from sheets.old_files import MIMETYPE, Old, Sheet, brt, wide, write_xlsb
from sheets.workbooks import inline, nip, pack, raw_parts, raw_xlsx, read, sheet_xml, write, write_csv

BASE = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]
PERSON = [nip(1), "A", "Guru", "SD"]


def column(heading, *values, head=BASE, person=PERSON):
    """Return a writer of a table with one more column; every value stands in a row of its own."""
    rows = [[*head, heading], *([nip(number), *person[1:], value] for number, value in enumerate(values, 1))]
    return lambda path: write(path, rows)


def month_cell(path):
    """Write a table whose last column holds what a program makes of a month that is typed: Mar-27."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, [*BASE, "TMT JABATAN"])
        page.write_row(1, 0, [nip(1), *PERSON[1:]])
        page.write_datetime(1, len(BASE), datetime(2027, 3, 1), book.add_format({"num_format": "mmm-yy"}))
    return path


def nips(*values):
    return lambda path: write(path, [BASE, *([value, *PERSON[1:]] for value in values)])


def data(content, name="a.bin"):
    def make(path):
        target = path.with_name(name)
        target.write_bytes(content)
        return target

    return make


def raw(rows, **more):
    return lambda path: raw_xlsx(path, sheet_xml(rows), **more)


def many_parts(path):
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"x{number}", b"")
    return path


def bomb(path):
    return pack(path, raw_parts(" " * (40 << 20)))


def two_sheets(path):
    sheet = sheet_xml(
        '<row r="1">'
        + "".join(inline(f"{letter}1", word) for letter, word in zip("ABCD", BASE, strict=True))
        + "</row>"
    )
    sheet = sheet.replace("</sheetData>", '<row r="2">' + inline("A2", nip(1)) + "</row></sheetData>")
    parts = raw_parts(sheet)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "</sheets>", '<sheet name="Lain" sheetId="2" r:id="rId9"/></sheets>'
    )
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    )
    return pack(path, parts | {"xl/worksheets/sheet2.xml": sheet})


def two_alike(path):
    parts = raw_parts(sheet_xml("<row/>"))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        "</sheets>", re.search(r"<sheet .*?/>", parts["xl/workbook.xml"])[0] + "</sheets>"
    )
    return pack(path, parts)


def unknown_record(path):
    name = brt(62, struct.pack("<II", 1, 0) + b"\0" + wide("Budi") + struct.pack("<I", 0))
    return write_xlsb(path, Old([Sheet("Data", [["x"]], more=name)]))


def far_cell(path):
    row = brt(0, struct.pack("<IIHBBBI", 1_048_575, 0, 300, 0, 0, 0, 0))
    cell = brt(6, struct.pack("<II", 16_383, 0) + wide("y"))
    return write_xlsb(path, Old([Sheet("Data", [["x"]], more=row + cell)]))


# What a file cannot bring about in good time is brought about by a limit or an answer of another kind.
CHANGED = {"BERKAS-WAKTU": ("SECONDS", 0), "BERKAS-PEMBACA": ("MAGIC", b"another")}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
SKP = ["NIP", "TAHUN", "HASIL KERJA", "PERILAKU KERJA", "PREDIKAT"]
FORM = ["JABATAN", "KOMPETENSI", "LEVEL YANG DIBUTUHKAN", "PERAN", "KODE RESPONDEN"]
WIDE = ["NIP", "Integritas", "Komunikasi"]


def table(*rows, **words):
    return lambda path: write(path, rows), words


CASES = {
    "BERKAS-BACA": (lambda path: path.parent, {}),
    "BERKAS-KOSONG": (data(b""), {}),
    "BERKAS-KUNCI-EXCEL": (data(b"x", "~$a.xlsx"), {}),
    "BERKAS-BESAR": (lambda path: write_csv(path, "NIP\n" * 1_048_577), {}),
    "BERKAS-TERKUNCI": (data(OLE + "EncryptedPackage".encode("utf-16-le")), {}),
    "BERKAS-RUSAK": (data(b"PK\x03\x04x"), {}),
    "BERKAS-XLS": (data(OLE), {}),
    "BERKAS-XLSB": (lambda path: pack(path, {"xl/workbook.bin": b"x"}), {}),
    "BERKAS-ODS": (lambda path: pack(path, {"mimetype": MIMETYPE, "content.xml": "<x/>"}), {}),
    "BERKAS-SELISIH": (unknown_record, {}),
    "BERKAS-XML2003": (data(b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>"), {}),
    "BERKAS-MEMORI": (far_cell, {}),
    "BERKAS-WAKTU": (data(b"<table><td>x</table>"), {}),
    "BERKAS-PEMBACA": (data(b"<table><td>x</table>"), {}),
    "BERKAS-HTML": (data(b"<html><table>"), {}),
    "BERKAS-HTML-DALAM": (data(b"<table><td>" * 41), {}),
    "BERKAS-ASING": (data(b"%PDF-1.7"), {}),
    "ZIP-BAGIAN": (many_parts, {}),
    "ZIP-BOM": (bomb, {}),
    "XLSX-XML": (raw("<row>"), {}),
    "XLSX-DOCTYPE": (lambda path: raw_xlsx(path, "<!DOCTYPE x><x/>"), {}),
    "XLSX-ALAMAT": (raw('<row r="1"><c r="A2"><v>1</v></c></row>'), {}),
    "XLSX-JENIS-SEL": (raw('<row r="1"><c r="A1" t="z"><v>1</v></c></row>'), {}),
    "XLSX-TEKS-BERSAMA": (raw('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), {}),
    "CSV-KUTIP-LEPAS": (
        data(f'NIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},"A 19" B","x","y"\n'.encode(), "a.csv"),
        {},
    ),
    "CSV-KUTIP": (data(b'NIP,NAMA\n1,"A,B\n2,C,D\n3,E,F,G\n', "a.csv"), {}),
    "CSV-CP1252": (data("NIP,NAMA\n1,é\n".encode("cp1252"), "a.csv"), {"kind": "employees"}),
    "LEMBAR-TIADA": table(BASE, sheet="x"),
    "LEMBAR-KOSONG": table(),
    "LEMBAR-LAIN": (two_sheets, {}),
    "KEPALA-TIADA": table(["x"]),
    "KEPALA-MIRIP": table(["Nomer Induk Pegawe", "Nama Pegawe"], PERSON[:2]),
    "KEPALA-SATU-SEL": table(["NIP,NAMA,JABATAN,UNIT KERJA"], [f"{nip(1)},A,Guru,SD"]),
    "KEPALA-BARIS": table(BASE, PERSON, header_row=9),
    "KEPALA-JENIS-RAGU": table([*BASE, "TMT JABATAN", "NO SK"], [*PERSON, "01-04-2019", "1"]),
    "KOLOM-WAJIB": table(BASE[:3], PERSON[:3], kind="employees"),
    "TAHUN-TIADA": table(["NIP", "NAMA", "PREDIKAT"], [nip(1), "A", "Baik"]),
    "KOLOM-GANDA": (column("NAMA", "B"), {}),
    "KOLOM-KEMBAR": (column("NAMA", "A"), {}),
    "KOLOM-LEBIH": (column("NAMA LENGKAP", "B"), {}),
    "KOLOM-CADANGAN": (column("PANGKAT", "Penata"), {}),
    "KOLOM-GABUNGAN": (column("JABATAN / TMT", "x"), {}),
    "KOLOM-DIBAGI": (column("GR / TMT", "III/a 01-04-2019"), {}),
    "KOLOM-MIRIP": table(["NIP", "Orintasi Pada Hasil", "Integritas"], [nip(1), 1, 2]),
    "KOLOM-USUL": table(["NIP", "Mengelola Prubahn Besar", "Integritas"], [nip(1), 1, 2]),
    "PETA-KOLOM": table(BASE, PERSON, mapping={"x": "nama"}, kind="employees"),
    "PETA-FIELD": table(BASE, PERSON, mapping={"NAMA": "x"}, kind="employees"),
    "BARIS-GANDA": table(BASE, PERSON, PERSON),
    "BARIS-LEBAR": (
        data(f"NIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},Budi, S.Pd,Guru,SD\n".encode(), "a.csv"),
        {},
    ),
    "BARIS-PANJANG": (
        data(
            f"NIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},Ani,Guru,SD\n{nip(2)},Budi,Guru,SD,\n".encode(), "a.csv"
        ),
        {},
    ),
    "BARIS-BERTENTANGAN": table(BASE, PERSON, [*PERSON[:3], "SMP"]),
    "BARIS-TERSEMBUNYI": (
        raw(
            f'<row r="1">{inline("A1", "ID")}{inline("B1", "NAMA_UNOR")}</row><row r="2" hidden="1">{inline("A2", "1")}{inline("B2", "x")}</row>'
        ),
        {},
    ),
    "KOSONG-WAJIB": table(BASE, [nip(1), None, "Guru", "SD"]),
    "PENILAIAN-KOSONG": table(SKP, [nip(1), 2024, None, None, None]),
    "ASESMEN-KOSONG": table(WIDE, [nip(1), None, None]),
    "HASIL-KOSONG": table(["NIP", "JPM", "KATEGORI"], [nip(1), None, None]),
    "KOLOM-HASIL": table(["NIP", "Integritas", "Kerja Sama", "JPM"], [nip(1), 2, 2, "tinggi"]),
    "JPM-BENTUK": table(["NIP", "JPM"], [nip(1), "x"]),
    "JPM-RENTANG": table(["NIP", "JPM"], [nip(1), 200.5]),
    "JPM-PECAHAN": table(["NIP", "JPM"], [nip(1), 80], [nip(2), 0.8]),
    "JPM-DARI-PECAHAN": table(["NIP", "JPM"], [nip(1), 0.8]),
    "KATEGORI-ASING": table(["NIP", "JPM", "KATEGORI"], [nip(1), 80, "x"]),
    "SEL-NIP-ANGKA": (nips(198501152010011901), {}),
    "SEL-NIP-ILMIAH": (nips("1,98501E+17"), {}),
    "SEL-GALAT": (data(f"NIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},#N/A,x,y\n".encode(), "a.csv"), {}),
    "SEL-RUMUS": (
        raw(
            f'<row r="1">{inline("A1", "ID")}{inline("B1", "NAMA_UNOR")}</row><row r="2"><c r="A2"><f>1</f></c>{inline("B2", "x")}</row>'
        ),
        {},
    ),
    "SEL-JENIS": table(BASE, [nip(1), True, "Guru", "SD"]),
    "SEL-JADI-TANGGAL": table(BASE, [nip(1), date(2024, 1, 1), "Guru", "SD"]),
    "SEL-ANGKA-PANJANG": table(["ID", "NAMA_UNOR"], [1234567890123456789, "x"]),
    "NIP-BENTUK": (nips("x1234567"), {}),
    "NIP-LAMA": (nips("130123456"), {}),
    "NIP-NIK": (nips("1271000000000001"), {}),
    "NIP-TANGGAL": (nips("198502302010011901"), {}),
    "NIP-TMT": (nips("198502022010131901"), {}),
    "NIP-KELAMIN": (nips("198502022010013901"), {}),
    "NIP-NOL": (nips("198502022010012000", "198602022010012000"), {}),
    "NIP-URUT": (nips("198502022010012000"), {}),
    "NIP-USIA": (nips("193502021960012901"), {}),
    "NIP-TMT-USIA": (nips("198502021999012901"), {}),
    "NIP-TMT-DEPAN": (nips("198502022027012901"), {}),
    "NIP-LAHIR-BEDA": (column("TANGGAL LAHIR", "01-01-1990"), {}),
    "NIP-KELAMIN-BEDA": (column("JENIS KELAMIN", "Perempuan"), {}),
    "NIP-STATUS-BEDA": (column("STATUS ASN", "PPPK"), {}),
    "NIP-GOLONGAN-BEDA": (column("GOLONGAN", "IX"), {}),
    "TANGGAL-BENTUK": (column("TMT JABATAN", "besok"), {}),
    "TANGGAL-MUSTAHIL": (column("TMT JABATAN", "31-02-2020"), {}),
    "TANGGAL-TAHUN-PENDEK": (column("TMT JABATAN", "01-02-20"), {}),
    "TANGGAL-RANCU": (column("TMT JABATAN", "12/31/2019", "4/1/2019"), {}),
    "TANGGAL-DUA": (column("TMT JABATAN", "01-02-2020 - 02-02-2020"), {}),
    "TANGGAL-SERIAL": (column("TMT JABATAN", 5), {}),
    "TANGGAL-SERIAL-TEKS": (
        data(f"NIP,NAMA,JABATAN,UNIT KERJA,TMT JABATAN\n{nip(1)},A,x,y,43556\n".encode(), "a.csv"),
        {},
    ),
    "TANGGAL-TAMBAHAN": (column("TMT JABATAN", "01-02-2020 / Pembina"), {}),
    "TAHUN-BENTUK": table(SKP, [nip(1), "24", None, None, "Baik"]),
    "ANGKA-BENTUK": (column("KELAS JABATAN", "IX"), {}),
    "ANGKA-RANCU": table(["NIP", "NAMA DIKLAT", "JP"], [nip(1), "x", "1.500"]),
    "ANGKA-BULAT": (column("KELAS JABATAN", 9.5), {}),
    "ANGKA-PERSEN": (column("KELAS JABATAN", "9%"), {}),
    "ANGKA-RENTANG": (column("KELAS JABATAN", -9), {}),
    "LEVEL-BENTUK": table(WIDE, [nip(1), "tinggi", 1]),
    "LEVEL-PECAHAN": table(WIDE, [nip(1), 0.75, 1]),
    "LEVEL-RENTANG": table(WIDE, [nip(1), 6, 1]),
    "YA-TIDAK": table([*SKP, "PLT"], [nip(1), 2024, None, None, "Baik", "mungkin"]),
    "KELAMIN-ASING": (column("JENIS KELAMIN", "X"), {}),
    "KELAMIN-RANCU": (column("JENIS KELAMIN", "L", "P", "W"), {}),
    "STATUS-ASING": (column("STATUS ASN", "honorer"), {}),
    "KEDUDUKAN-ASING": (column("KEDUDUKAN HUKUM", "cuti"), {}),
    "KEDUDUKAN-MIRIP": (column("KEDUDUKAN HUKUM", "Aktf"), {}),
    "GOLONGAN-ASING": (column("GOLONGAN", "V/a"), {}),
    "GOLONGAN-DUA": (column("GOLONGAN", "Penata Muda (III/b)"), {}),
    "GOLONGAN-RANCU": (column("GOLONGAN", "11"), {}),
    "JENIS-JABATAN-ASING": (column("JENIS JABATAN", "x"), {}),
    "JENJANG-ASING": (column("JENJANG", "x"), {}),
    "ESELON-ASING": (column("ESELON", "x"), {}),
    "PENDIDIKAN-ASING": (column("PENDIDIKAN", "x"), {}),
    "GOLONGAN-TANPA-RUANG": (column("GOLONGAN", "III"), {}),
    "TANGGAL-SEBAGIAN": (column("TMT JABATAN", "00-00-2015"), {}),
    "TANGGAL-BULAN": (month_cell, {}),
    "TANGGAL-ZONA": (column("TMT JABATAN", "2020-03-31 17:00:00"), {}),
    "TAHUN-TANGGAL": table(SKP, [nip(1), date(2024, 1, 1), None, None, "Baik"]),
    "TAHUN-PERIODE-BEDA": table([*SKP, "PERIODE AKHIR"], [nip(1), 2024, None, None, "Baik", "31-12-2025"]),
    "TAHUN-DEPAN": table(SKP, [nip(1), 2091, None, None, "Baik"]),
    "NIP-LAIN": table([*SKP, "PEGAWAI ATASAN NIP"], [nip(1), 2024, None, None, "Baik", "atasan"]),
    "NIP-TMT-BEDA": (column("TMT CPNS", "01-01-2001"), {}),
    "TMT-TANGGAL": (column("TMT GOLONGAN", "04-01-2020"), {}),
    "LEMBAR-KEMBAR": (two_alike, {}),
    "NAMA-ANGKA": table(BASE, [nip(1), nip(1), "Guru", "SD"]),
    "BARIS-PLT": table(BASE, PERSON, [nip(1), "A", "Plt. Camat", "Kecamatan"]),
    "UNIT-REKAP": table(["ID", "NAMA UNOR", "JUMLAH PNS"], ["1", "Dinas", 10]),
    "KOLOM-TMT": (
        column(
            "JABATAN",
            "Guru",
            head=["NIP", "NAMA", "UNIT KERJA", "TMT"],
            person=[nip(1), "A", "SD", "01-04-2020"],
        ),
        {},
    ),
    "PENDIDIKAN-DUA": (column("PENDIDIKAN", "S1 Hukum, S2 Hukum"), {}),
    "HUKUMAN-ASING": (column("HUKDIS", "x"), {}),
    "EKSPEKTASI-ASING": table(SKP, [nip(1), 2024, "x", None, None]),
    "PREDIKAT-ASING": table(SKP, [nip(1), 2024, None, None, "x"]),
    "PREDIKAT-LAMA": table(SKP, [nip(1), 2020, None, None, "Cukup"]),
    "KREDIT-KOSONG": table(
        ["NIP", "ANGKA KREDIT", "TANGGAL"], [nip(1), 25, "01-02-2025"], [nip(2), None, "01-02-2025"]
    ),
    "HASIL-PELATIHAN-ASING": table(
        ["NIP", "NAMA PELATIHAN", "TANGGAL MULAI", "JP", "STATUS KELULUSAN"],
        [nip(1), "Bimtek", "01-02-2025", 8, "sakit"],
    ),
    "LULUS-ASING": table(
        ["NIP", "JENJANG TUJUAN", "TANGGAL UJI KOMPETENSI", "HASIL UJI KOMPETENSI"],
        [nip(1), "Ahli Muda", "01-02-2025", "mungkin"],
    ),
    "KOMPETENSI-ASING": table(["NIP", "KOMPETENSI", "LEVEL"], [nip(1), "Total Skor", 1]),
    "JABATAN-ASING": table(FORM, ["Guru", "Integritas", 3, "Atasan", "A-1"]),
    "PERAN-ASING": table(FORM, ["Guru", "Integritas", 3, "Tetangga", "A-1"]),
    "RESPONDEN-NIP": table(FORM, ["Guru", "Integritas", 3, "Atasan", nip(1)]),
    "JAWABAN-KOSONG": table(FORM, ["Guru", "Integritas", None, "Atasan", "A-1"]),
    "KOMPETENSI-BARU": table(["NIP", "KOMPETENSI", "LEVEL"], [nip(1), "Kesabaran", 1]),
    "KOLOM-TEKNIS": table(["NIP", "Kesabaran", "Integritas"], [nip(1), 1, 2]),
    "KOLOM-BUKAN-LEVEL": table(["NIP", "Kesabaran", "Integritas"], [nip(1), 1, 2], [nip(2), 80, 2]),
    "KOLOM-BUKAN-NAMA": table(["NIP", "Peringkat", "Integritas"], [nip(1), 1, 2]),
}


def test_no_code_is_without_a_case():
    assert set(CASES) == set(SHEET_CODES)


@pytest.mark.parametrize("code", CASES)
def test_each_code_has_an_input_that_triggers_it(tmp_path, monkeypatch, code):
    if code in CHANGED:
        monkeypatch.setattr(legacy, *CHANGED[code])
    make, words = CASES[code]
    reading = read(make(tmp_path / "a.xlsx"), **words)
    found = [problem for problem in reading.problems if problem.code == code]
    assert found, [problem.code for problem in reading.problems]
    for problem in found:
        sentence = CATALOGUE[code].sentence.format(**problem.facts)
        assert "{" not in sentence
        CATALOGUE[code].remedy.format(**problem.facts)


def test_a_flat_open_document_is_no_web_page(tmp_path):
    text = '<?xml version="1.0"?><office:document xmlns:office="o" xmlns:table="t"><table:table/></office:document>'
    reading = read(data(text.encode(), "a.fods")(tmp_path / "a"))
    assert [problem.code for problem in reading.problems] == ["BERKAS-ASING"]
