"""Files made to break a reader: each is refused with its code, quickly, or read exactly; nothing is raised."""

import struct
import time
import zipfile

import pytest

from asnkarier.sheets.grid import DATE, NUMBER, TEXT
from asnkarier.sheets.source import open_source
from sheets.workbooks import MAIN, SHARED, codes, inline, pack, raw_parts, raw_xlsx, read, sheet_xml, write

ROW = f'<row r="1">{inline("A1", "NIP")}{inline("B1", "NAMA")}</row>'


def code(path) -> str:
    reading = read(path)
    assert reading.refused
    assert reading.rows == 0
    assert reading.accepted.empty
    return reading.problems[-1].code


def put(path, content: bytes):
    path.write_bytes(content)
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    "name, content, expected",
    [
        ("a.xlsx", b"", "BERKAS-KOSONG"),
        ("a.csv", b"\xef\xbb\xbf \r\n", "BERKAS-KOSONG"),
        ("a.xls", OLE, "BERKAS-XLS"),
        ("a.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00", "BERKAS-XLS"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "BERKAS-TERKUNCI"),
        ("a.xls", b"\n<html><table><tr><td> </td></tr></table></html>", "BERKAS-HTML"),
        ("a.xls", b"<html><body>Masuk dahulu</body></html>", "BERKAS-HTML"),
        ("a.html", b"<table><tr><td>" * 41 + b"x", "BERKAS-HTML-DALAM"),
        ("a.xls", b"<!-- x --><TABLE border=1>", "BERKAS-HTML"),
        ("a.xls", b"<?xml version='1.0'?><html xmlns='x'><table/></html>", "BERKAS-HTML"),
        ("a.xml", b"<?xml version='1.0'?><Workbook/>", "BERKAS-ASING"),
        (
            "a.xls",
            b"<?xml version='1.0'?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>",
            "BERKAS-XML2003",
        ),
        ("a.json", b'[{"nip": "1", "nama": "x"}]', "BERKAS-ASING"),
        ("a.csv", b'\xef\xbb\xbf{\n  "data": [\n', "BERKAS-ASING"),
        ("a.txt", b'{"nip": 1}\n{"nip": 2}\n', "BERKAS-ASING"),
        ("a.txt", '[["NIP", "NAMA"]]'.encode("utf-16"), "BERKAS-ASING"),
        ("a.sql", b"-- MySQL dump 10.13\n--\n\nDROP TABLE IF EXISTS pegawai;\n", "BERKAS-ASING"),
        ("a.txt", b"INSERT INTO pegawai VALUES ('1');\n", "BERKAS-ASING"),
        (
            "a.xls",
            b"\xef\xbb\xbf<?xml version='1.0'?><ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "BERKAS-XML2003",
        ),
        ("a.csv", b"%PDF-1.7 ...", "BERKAS-ASING"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "BERKAS-ASING"),
        ("a.csv", bytes(range(256)) * 8, "BERKAS-ASING"),
        ("~$a.xlsx", b"\x05user" + b" " * 100, "BERKAS-KUNCI-EXCEL"),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18, "BERKAS-RUSAK"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 100, "BERKAS-RUSAK"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(tmp_path, name, content, expected):
    assert code(put(tmp_path / name, content)) == expected


def test_a_folder_and_a_missing_file_are_refused(tmp_path):
    assert code(tmp_path) == "BERKAS-BACA"
    assert code(tmp_path / "nowhere.xlsx") == "BERKAS-BACA"


def test_the_suffix_decides_nothing(tmp_path):
    workbook = write(tmp_path / "a.csv", [["NIP", "NAMA", "JABATAN", "UNIT KERJA"]])
    assert read(workbook).kind == "employees"
    text = put(tmp_path / "a.xlsx", b"NIP;NAMA;JABATAN;UNIT KERJA\n")
    assert read(text).kind == "employees"


@pytest.mark.parametrize(
    "parts, expected",
    [
        ({"xl/workbook.bin": b"x"}, "BERKAS-XLSB"),
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "BERKAS-ODS"),
        ({"mimetype": "application/epub+zip", "content.xml": "<x/>"}, "BERKAS-ASING"),
        ({"word/document.xml": "<x/>"}, "BERKAS-ASING"),
    ],
)
def test_other_zips_are_refused_by_name(tmp_path, parts, expected):
    assert code(pack(tmp_path / "a.xlsx", parts)) == expected


def test_truncated_at_every_tenth(tmp_path):
    whole = write(tmp_path / "a.xlsx", [["NIP", "NAMA"], ["1", "2"]]).read_bytes()
    for part in range(1, 10):
        assert code(put(tmp_path / "b.xlsx", whole[: len(whole) * part // 10])) == "BERKAS-RUSAK"


def test_a_wrong_checksum_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in raw_parts(sheet_xml(ROW)).items():
            archive.writestr(name, text)
    raw = path.read_bytes()
    assert raw.count(b"NAMA") == 1
    assert code(put(path, raw.replace(b"NAMA", b"NIMA"))) == "BERKAS-RUSAK"


def test_flipped_bytes_never_crash(tmp_path):
    whole = bytearray(write(tmp_path / "a.xlsx", [["NIP", "NAMA"], ["198501152010011901", "2"]]).read_bytes())
    for place in range(0, len(whole), 97):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        # Two columns are no list of people: whatever the flip did, the file is refused with a reason.
        reading = read(put(tmp_path / "b.xlsx", bytes(broken)))
        assert reading.refused
        assert reading.problems


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path):
    path = tmp_path / "a.xlsx"
    blank = b" " * (1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in raw_parts("").items():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(64):
                part.write(blank)
    start = time.monotonic()
    assert code(path) == "ZIP-BOM"
    assert time.monotonic() - start < 5


def test_too_many_parts_are_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"x{number}", b"")
    assert code(path) == "ZIP-BAGIAN"


def test_a_part_that_occurs_twice_is_refused(tmp_path):
    path = raw_xlsx(tmp_path / "a.xlsx", sheet_xml(ROW))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/worksheets\\sheet1.xml", sheet_xml(""))
    assert code(path) == "BERKAS-RUSAK"


def test_a_locked_part_is_refused(tmp_path):
    path = raw_xlsx(tmp_path / "a.xlsx", sheet_xml(ROW))
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            (flags,) = struct.unpack_from("<H", raw, place + offset)
            struct.pack_into("<H", raw, place + offset, flags | 1)
            place = raw.find(mark, place + 4)
    assert code(put(path, bytes(raw))) == "BERKAS-TERKUNCI"


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE worksheet>",
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost/x"> %p;]>',
    ],
)
def test_document_types_and_entities_are_refused(tmp_path, prolog):
    text = sheet_xml(ROW).replace("<worksheet", f"{prolog}<worksheet", 1)
    assert code(raw_xlsx(tmp_path / "a.xlsx", text)) == "XLSX-DOCTYPE"
    shared = f'<?xml version="1.0"?>{prolog}<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'
    assert code(raw_xlsx(tmp_path / "b.xlsx", sheet_xml(ROW), shared=shared)) == "XLSX-DOCTYPE"


@pytest.mark.parametrize(
    "sheet",
    [
        "", "<worksheet", f'<worksheet xmlns="{MAIN}"><sheetData><row></sheetData></worksheet>', "<other/>",
        sheet_xml('<row r="1"><c r="A1"><v>&undefined;</v></c></row>'), sheet_xml("\x00"), sheet_xml("<a>" * 50),
    ],
)  # fmt: skip
def test_broken_xml_is_refused_with_its_part(tmp_path, sheet):
    reading = read(raw_xlsx(tmp_path / "a.xlsx", sheet))
    assert reading.refused
    assert reading.problems[-1].code == "XLSX-XML"
    assert "sheet1.xml" in str(reading.problems[-1].facts["part"])


def test_deeply_nested_xml_ends(tmp_path):
    deep = f'<workbook xmlns="{MAIN}">' + "<a>" * 100_000
    parts = raw_parts(sheet_xml(ROW)) | {"xl/workbook.xml": deep}
    assert code(pack(tmp_path / "a.xlsx", parts)) == "XLSX-XML"
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData>'
        + "<a>" * 100_000
        + "</a>" * 100_000
        + "</sheetData></worksheet>"
    )
    assert code(raw_xlsx(tmp_path / "b.xlsx", sheet)) in ("XLSX-XML", "LEMBAR-KOSONG")


def test_huge_claims_cost_nothing(tmp_path):
    shared = f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>NIP</t></si></sst>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    reading = read(
        raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows, head='<dimension ref="A1:XFD1048576"/>'), shared=shared)
    )
    assert "KEPALA-TIADA" in codes(reading)


def test_merges_over_the_whole_sheet_are_clipped(tmp_path):
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:B1048576"/></mergeCells>'
    reading = read(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(ROW, extra=merge)), kind="employees")
    assert reading.refused
    assert (
        code(
            raw_xlsx(
                tmp_path / "b.xlsx", sheet_xml(ROW, extra='<mergeCells><mergeCell ref="A1:B"/></mergeCells>')
            )
        )
        == "XLSX-ALAMAT"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_parts_in_other_encodings(tmp_path, encoding):
    text = sheet_xml(ROW).replace("UTF-8", "UTF-16" if encoding == "utf-16" else "UTF-8")
    path = pack(tmp_path / "a.xlsx", raw_parts("") | {"xl/worksheets/sheet1.xml": text.encode(encoding)})
    assert dict.fromkeys(codes(read(path, kind="employees"))) == {"KOLOM-WAJIB": None}


HOSTILE = sorted((SHARED / "hostile").glob("*.xls*")) if SHARED.is_dir() else []


@pytest.mark.skipif(not HOSTILE, reason="no folder of odd workbooks beside this checkout")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_odd_workbooks_are_refused_with_a_reason(path):
    """None of them is a table of this house: each must end in a refusal that names its reason."""
    reading = read(path)
    assert reading.refused
    assert reading.problems
    assert path.suffix != ".xls" or codes(reading) == {"KEPALA-TIADA": 1}


@pytest.mark.skipif(not HOSTILE, reason="no folder of odd workbooks beside this checkout")
def test_old_workbooks_of_other_hands_are_read_exactly():
    with open_source(SHARED / "hostile" / "dates-1904.xls") as source:
        grid = source.read(source.visible()[0])
    assert grid.epoch_1904
    # 1 January 2000, counted from 1904
    assert [line.get(0) for line in grid.head(1)] == [("35064", DATE)]
    with open_source(SHARED / "hostile" / "big-texty-numbers-xls.xls") as source:
        grid = source.read(source.visible()[0])
    beyond = {2**31 - 1, 2**31, 2**31 + 1, -(2**31), -(2**31) - 1}
    rows = grid.head(7)[2:]
    assert {int(line[0][0]) for line in rows} == {int(line[1][0]) for line in rows} == beyond
    assert {(line[0][1], line[1][1]) for line in rows} == {(NUMBER, TEXT)}


def test_size_limits_hold_over_all_parts(tmp_path, monkeypatch):
    monkeypatch.setattr("asnkarier.sheets.parts.archive.MAX_UNPACKED", 2000)
    assert code(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(ROW, extra=" " * 2000))) == "BERKAS-BESAR"
    monkeypatch.setattr("asnkarier.sheets.parts.archive.MAX_UNPACKED", 10**6)
    monkeypatch.setattr("asnkarier.sheets.xlsx.worksheet.MAX_CELLS", 1)
    monkeypatch.setattr("asnkarier.sheets.xlsx.regular.MAX_CELLS", 1)
    assert code(raw_xlsx(tmp_path / "b.xlsx", sheet_xml(ROW))) == "BERKAS-BESAR"


def test_a_missing_part_and_an_unknown_compression_are_refused(tmp_path):
    parts = raw_parts(sheet_xml(ROW))
    del parts["xl/worksheets/sheet1.xml"]
    assert code(pack(tmp_path / "a.xlsx", parts)) == "BERKAS-RUSAK"
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w", zipfile.ZIP_LZMA) as archive:
        for name, text in raw_parts(sheet_xml(ROW)).items():
            archive.writestr(name, text)
    assert code(tmp_path / "b.xlsx") == "BERKAS-RUSAK"
