"""Workbooks made to break a reader: damaged, forged, huge, or merely written in ways that the standard allows."""

import struct
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter
from hostile_cases import Cases, either, exact, facts, refused

from sheets.workbooks import (
    MAIN,
    RELATIONS,
    STRICT,
    STRICT_RELATIONS,
    inline,
    pack,
    raw_parts,
    raw_xlsx,
    sheet_xml,
    write,
)

HEADER = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]
ONE = ("198501152010011901", "Contoh Satu", "Arsiparis Terampil", "Dinas Contoh")
TWO = ("198602162011012902", "Contoh Dua", "Pranata Komputer Ahli Muda", "Dinas Contoh")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
workbooks = Cases()


def row_xml(number: int, values, *, first: str = "A") -> str:
    cells = "".join(inline(f"{chr(ord(first) + place)}{number}", text) for place, text in enumerate(values))
    return f'<row r="{number}">{cells}</row>'


TABLE = row_xml(1, HEADER) + row_xml(2, ONE)


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def whole(folder: Path) -> bytes:
    return write(folder / "utuh.xlsx", [HEADER, ONE, TWO]).read_bytes()


# ── bytes that are no workbook ───────────────────────────────────────────────────────────────────────────────────────
for _name, _file, _content, _code in (
    ("empty file", "a.xlsx", b"", "BERKAS-KOSONG"),
    ("encrypted workbook (OLE)", "a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "BERKAS-TERKUNCI"),
    ("zip of nothing", "a.xlsx", b"PK\x05\x06" + b"\0" * 18, "BERKAS-RUSAK"),
    ("zip head and zeros", "a.xlsx", b"PK\x03\x04" + b"\0" * 100, "BERKAS-RUSAK"),
    ("lock file of an open workbook", "~$a.xlsx", b"\x05user" + b" " * 100, "BERKAS-KUNCI-EXCEL"),
    ("PDF named .xlsx", "a.xlsx", b"%PDF-1.7 ...", "BERKAS-ASING"),
    ("PNG named .xls", "a.xls", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "BERKAS-ASING"),
    ("JPEG named .xlsx", "a.xlsx", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4, "BERKAS-ASING"),
    ("gzip named .xlsx", "a.xlsx", b"\x1f\x8b\x08" + bytes(range(256)), "BERKAS-ASING"),
    ("7z named .xlsx", "a.xlsx", b"7z\xbc\xaf\x27\x1c" + bytes(range(256)), "BERKAS-ASING"),
    ("all 256 bytes", "a.xlsx", bytes(range(256)) * 8, "BERKAS-ASING"),
    ("XML spreadsheet of 2003", "a.xls", b"<?xml version='1.0'?><Workbook/>", "BERKAS-ASING"),
):  # fmt: skip
    workbooks.add(
        _name, refused(_code), lambda folder, file=_file, content=_content: put(folder / file, content)
    )

for _tenth in range(1, 10):
    workbooks.add(
        f"zip cut after {_tenth} tenths",
        refused("BERKAS-RUSAK"),
        lambda folder, tenth=_tenth: put(folder / "a.xlsx", (raw := whole(folder))[: len(raw) * tenth // 10]),
    )


@workbooks("bytes before the zip", either(refused("BERKAS-ASING"), refused("BERKAS-RUSAK"), facts(ONE, TWO)))
def _(folder):
    return put(folder / "a.xlsx", b"MZ stub" + b"\0" * 64 + whole(folder))


@workbooks("bytes after the zip", either(refused("BERKAS-RUSAK"), facts(ONE, TWO)))
def _(folder):
    return put(folder / "a.xlsx", whole(folder) + b"tambahan" * 20)


@workbooks("wrong CRC of the sheet", refused("BERKAS-RUSAK"))
def _(folder):
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in raw_parts(sheet_xml(TABLE)).items():
            archive.writestr(name, text)
    return put(path, path.read_bytes().replace(b"Satu", b"Dusa"))


@workbooks("locked part", refused("BERKAS-TERKUNCI"))
def _(folder):
    raw = bytearray(raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE)).read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            (flags,) = struct.unpack_from("<H", raw, place + offset)
            struct.pack_into("<H", raw, place + offset, flags | 1)
            place = raw.find(mark, place + 4)
    return put(folder / "a.xlsx", bytes(raw))


@workbooks("unknown compression", refused("BERKAS-RUSAK"))
def _(folder):
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        for name, text in raw_parts(sheet_xml(TABLE)).items():
            archive.writestr(name, text)
    return path


@workbooks("zip bomb", refused("ZIP-BOM"), slow=True)
def _(folder):
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in raw_parts("").items():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(64):
                part.write(b" " * (1 << 20))
    return path


@workbooks("zip bomb in the shared strings", refused("ZIP-BOM"), slow=True)
def _(folder):
    path = folder / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in raw_parts(sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')).items():
            archive.writestr(name, text)
        archive.writestr(
            "xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>' + "A" * (40 << 20) + "</t></si></sst>"
        )
    return path


@workbooks("ten thousand parts and one", refused("ZIP-BAGIAN"), slow=True)
def _(folder):
    with zipfile.ZipFile(folder / "a.xlsx", "w") as archive:
        for number in range(10_001):
            archive.writestr(f"x{number}", b"")
    return folder / "a.xlsx"


@workbooks("one part twice", refused("BERKAS-RUSAK"))
def _(folder):
    path = raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL/worksheets\\sheet1.xml", sheet_xml(""))
    return path


for _name, _parts, _code in (
    ("Word document named .xlsx", {"word/document.xml": "<x/>"}, "BERKAS-ASING"),
    ("zip of pictures named .xlsx", {"foto/1.jpg": "x"}, "BERKAS-ASING"),
):
    workbooks.add(_name, refused(_code), lambda folder, parts=_parts: pack(folder / "a.xlsx", parts))


# ── XML that lies, attacks or breaks off ─────────────────────────────────────────────────────────────────────────────
for _name, _prolog in (
    ("DOCTYPE", "<!DOCTYPE worksheet>"),
    ("XML entity bomb", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'),
    ("external entity", '<!DOCTYPE x SYSTEM "file:///etc/hostname">'),
    ("parameter entity", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://contoh.invalid/x"> %p;]>'),
):  # fmt: skip
    workbooks.add(
        f"{_name} in a sheet",
        refused("XLSX-DOCTYPE"),
        lambda folder, p=_prolog: raw_xlsx(
            folder / "a.xlsx", sheet_xml(TABLE).replace("<worksheet", f"{p}<worksheet", 1)
        ),
    )
    workbooks.add(
        f"{_name} in the shared strings",
        refused("XLSX-DOCTYPE"),
        lambda folder, p=_prolog: raw_xlsx(
            folder / "a.xlsx",
            sheet_xml(TABLE),
            shared=f'<?xml version="1.0"?>{p}<sst xmlns="{MAIN}"><si><t>x</t></si></sst>',
        ),
    )
    workbooks.add(
        f"{_name} in the workbook part",
        refused("XLSX-DOCTYPE"),
        lambda folder, p=_prolog: pack(
            folder / "a.xlsx",
            (parts := raw_parts(sheet_xml(TABLE)))
            | {"xl/workbook.xml": parts["xl/workbook.xml"].replace("<workbook", f"{p}<workbook", 1)},
        ),
    )

for _name, _sheet in (
    ("empty sheet part", ""),
    ("sheet part cut in a tag", "<worksheet"),
    ("sheet part cut in a row", sheet_xml(TABLE)[:-90]),
    ("tags crossed", f'<worksheet xmlns="{MAIN}"><sheetData><row></sheetData></worksheet>'),
    ("foreign root", "<other/>"),
    ("foreign namespace", sheet_xml(TABLE, ns="urn:contoh")),
    ("undefined entity", sheet_xml('<row r="1"><c r="A1"><v>&undefined;</v></c></row>')),
    ("NUL in the XML", sheet_xml("\x00")),
    ("control character in the XML", sheet_xml(row_xml(1, ["NIP\x01"]))),
    ("invalid UTF-8 in the XML", sheet_xml(row_xml(1, HEADER)).encode().replace(b"NAMA", b"NA\xffMA")),
    ("50 open tags", sheet_xml("<a>" * 50)),
    ("two roots", sheet_xml(TABLE) + "<worksheet/>"),
):  # fmt: skip
    workbooks.add(
        _name,
        refused("XLSX-XML"),
        lambda folder, sheet=_sheet: pack(
            folder / "a.xlsx", raw_parts("") | {"xl/worksheets/sheet1.xml": sheet}
        ),
    )


@workbooks("100,000 nested tags", refused("XLSX-XML", "LEMBAR-KOSONG"), slow=True)
def _(folder):
    deep = f'<worksheet xmlns="{MAIN}"><sheetData>{"<a>" * 100_000}{"</a>" * 100_000}</sheetData></worksheet>'
    return raw_xlsx(folder / "a.xlsx", deep)


@workbooks("an attribute of two million characters", facts(ONE))
def _(folder):
    return raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE, head=f'<sheetPr codeName="{"x" * 2_000_000}"/>'))


workbooks.add(
    "a million shared strings promised, one kept",
    exact({"A1": ("t", "NIP")}),
    lambda folder: raw_xlsx(
        folder / "a.xlsx",
        sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        shared=f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295"><si><t>NIP</t></si></sst>',
    ),
)
for _name, _head in (
    ("too large", '<dimension ref="A1:XFD1048576"/>'),
    ("too small", '<dimension ref="A1"/>'),
    ("nonsense", '<dimension ref="SALAH"/>'),
):
    workbooks.add(
        f"dimension that lies: {_name}",
        facts(ONE),
        lambda folder, h=_head: raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE, head=h)),
    )

CORNERS = row_xml(1, ["NIP"]) + f'<row r="1048576">{inline("XFD1048576", "ujung")}</row>'
workbooks.add(
    "cells at A1 and XFD1048576",
    exact({"A1": ("t", "NIP"), "XFD1048576": ("t", "ujung")}),
    lambda folder: raw_xlsx(folder / "a.xlsx", sheet_xml(CORNERS)),
)
workbooks.add(
    "one stray cell at row 1,048,576",
    facts(ONE),
    lambda folder: raw_xlsx(
        folder / "a.xlsx", sheet_xml(TABLE + f'<row r="1048576">{inline("H1048576", "x")}</row>')
    ),
)
for _name, _rows in (
    ("address beyond the last column", row_xml(1, ["x"]).replace('"A1"', '"XFE1"')),
    ("address beyond the last row", '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
    ("row 0", '<row r="0"><c r="A0"><v>1</v></c></row>'),
    ("address of another row", '<row r="2"><c r="A3"><v>1</v></c></row>'),
    ("address in other letters", '<row r="2"><c r="Ä2"><v>1</v></c></row>'),
    ("one address twice", '<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>'),
    ("one row twice with the same address", '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'),
    ("a cell outside a row", '<c r="A2"><v>1</v></c>'),
    ("a row number in words", '<row r="dua"><c r="A2"><v>1</v></c></row>'),
    ("a negative row", '<row r="-2"><c r="A2"><v>1</v></c></row>'),
):  # fmt: skip
    workbooks.add(
        _name, refused("XLSX-ALAMAT"), lambda folder, rows=_rows: raw_xlsx(folder / "a.xlsx", sheet_xml(rows))
    )

for _name, _cell, _code in (
    ("a shared string that does not exist", '<c r="A1" t="s"><v>7</v></c>', "XLSX-TEKS-BERSAMA"),
    ("a negative shared string", '<c r="A1" t="s"><v>-1</v></c>', "XLSX-TEKS-BERSAMA"),
    ("a shared string in words", '<c r="A1" t="s"><v>nol</v></c>', "XLSX-TEKS-BERSAMA"),
    ("an unknown cell type", '<c r="A1" t="z"><v>1</v></c>', "XLSX-JENIS-SEL"),
):
    workbooks.add(
        _name,
        refused(_code),
        lambda folder, cell=_cell: raw_xlsx(folder / "a.xlsx", sheet_xml(f'<row r="1">{cell}</row>')),
    )


# ── cells as the raw XML has them ────────────────────────────────────────────────────────────────────────────────────
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/></numFmts>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
RAW = (
    ("an 18-digit number stays as written", '<c r="A1"><v>198501152010011901</v></c>', ("n", "198501152010011901")),
    ("1.98507152010011E+17 stays as written", '<c r="A1"><v>1.98507152010011E+17</v></c>', ("n", "1.98507152010011E+17")),
    ("17 decimals stay as written", '<c r="A1"><v>0.10000000000000001</v></c>', ("n", "0.10000000000000001")),
    ("a formula without a result", '<c r="A1"><f>1+1</f></c>', ("f", "")),
    ("a formula with an empty result", '<c r="A1" t="str"><f>""</f><v></v></c>', ("t", "")),
    ("a formula with a text result", '<c r="A1" t="str"><f>A2</f><v>hasil</v></c>', ("t", "hasil")),
    ("a formula with a number result", '<c r="A1"><f>1+1</f><v>2</v></c>', ("n", "2")),
    ("#N/A", '<c r="A1" t="e"><v>#N/A</v></c>', ("e", "#N/A")),
    ("#REF! of a formula", '<c r="A1" t="e"><f>B1</f><v>#REF!</v></c>', ("e", "#REF!")),
    ("a truth value", '<c r="A1" t="b"><v>1</v></c>', ("b", "1")),
    ("a styled date", '<c r="A1" s="1"><v>43556</v></c>', ("d", "43556")),
    ("an ISO date cell", '<c r="A1" t="d"><v>2019-04-01</v></c>', ("t", "2019-04-01")),
    ("blanks inside inline text", '<c r="A1" t="inlineStr"><is><t xml:space="preserve">  a  b </t></is></c>', ("t", "  a  b ")),
    ("runs of rich text", '<c r="A1" t="inlineStr"><is><r><t>Su</t></r><r><rPr><b/></rPr><t>san</t></r></is></c>', ("t", "Susan")),
    ("phonetic hints", '<c r="A1" t="inlineStr"><is><t>漢</t><rPh sb="0" eb="1"><t>kan</t></rPh></is></c>', ("t", "漢")),
    ("_x000D_", '<c r="A1" t="inlineStr"><is><t>a_x000D_b</t></is></c>', ("t", "a\rb")),
    ("an escaped escape", '<c r="A1" t="inlineStr"><is><t>a_x005F_x000D_b</t></is></c>', ("t", "a_x000D_b")),
    ("character references", '<c r="A1" t="inlineStr"><is><t>&#65;&amp;&#x42;&lt;</t></is></c>', ("t", "A&B<")),
    ("CDATA", '<c r="A1" t="inlineStr"><is><t><![CDATA[<b>&]]></t></is></c>', ("t", "<b>&")),
    ("a comment inside a value", '<c r="A1"><v>12<!-- x -->34</v></c>', ("n", "1234")),
    ("blanks around a number", '<c r="A1"><v> 5 </v></c>', ("n", "5")),
    ("a cell without an address", "<c><v>5</v></c>", ("n", "5")),
    ("an address with dollar signs", '<c r="$A$1"><v>5</v></c>', ("n", "5")),
    ("an emoji", '<c r="A1" t="inlineStr"><is><t>🙂</t></is></c>', ("t", "🙂")),
    ("an extension element in a cell", '<c r="A1"><v>5</v><extLst><ext uri="x"/></extLst></c>', ("n", "5")),
    ("a surrogate pair in escapes", '<c r="A1" t="inlineStr"><is><t>_xD83D__xDE42_</t></is></c>', ("t", "🙂")),
)  # fmt: skip
for _name, _cell, _value in RAW:
    workbooks.add(
        _name,
        exact({"A1": _value}),
        lambda folder, cell=_cell: raw_xlsx(
            folder / "a.xlsx", sheet_xml(f'<row r="1">{cell}</row>'), styles=STYLES
        ),
    )
workbooks.add(
    "a cell that is styled but empty",
    exact({"B1": ("n", "1")}),
    lambda folder: raw_xlsx(
        folder / "a.xlsx",
        sheet_xml('<row r="1"><c r="A1" s="1"/><c r="B1"><v>1</v></c></row>'),
        styles=STYLES,
    ),
)
workbooks.add(
    "rows without numbers, cells without addresses",
    exact({"A1": ("n", "1"), "B1": ("n", "2"), "A2": ("n", "3")}),
    lambda folder: raw_xlsx(
        folder / "a.xlsx", sheet_xml("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    ),
)
workbooks.add(
    "an address that leaves its row out",
    exact({"A2": ("n", "1")}),
    lambda folder: raw_xlsx(folder / "a.xlsx", sheet_xml('<row r="2"><c r="A"><v>1</v></c></row>')),
)
workbooks.add(
    "cells out of order",
    exact({"A2": ("n", "3"), "B1": ("n", "2"), "A1": ("n", "1")}),
    lambda folder: raw_xlsx(
        folder / "a.xlsx",
        sheet_xml(
            '<row r="2"><c r="A2"><v>3</v></c></row><row r="1"><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>'
        ),
    ),
)


# ── ways of writing a workbook that are allowed, or nearly ───────────────────────────────────────────────────────────
workbooks.add(
    "Strict OOXML",
    facts(ONE),
    lambda folder: raw_xlsx(
        folder / "a.xlsx", sheet_xml(TABLE, ns=STRICT), ns=STRICT, relations=STRICT_RELATIONS
    ),
)
workbooks.add(
    "back-slashes in the names of the zip",
    facts(ONE),
    lambda folder: pack(
        folder / "a.xlsx",
        {name.replace("/", "\\"): text for name, text in raw_parts(sheet_xml(TABLE)).items()},
    ),
)
workbooks.add(
    "names of the zip in capitals",
    facts(ONE),
    lambda folder: pack(
        folder / "a.xlsx", {name.upper(): text for name, text in raw_parts(sheet_xml(TABLE)).items()}
    ),
)
workbooks.add("no styles part", facts(ONE), lambda folder: raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE)))
workbooks.add(
    "a styles part that is declared and not there",
    refused("BERKAS-RUSAK"),
    lambda folder: pack(
        folder / "a.xlsx",
        {
            name: text
            for name, text in raw_parts(sheet_xml(TABLE), styles=STYLES).items()
            if name != "xl/styles.xml"
        },
    ),
)
workbooks.add(
    "an absolute target with a leading slash",
    facts(ONE),
    lambda folder: raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE), target="/xl/worksheets/sheet1.xml"),
)
workbooks.add(
    "a target that climbs out of its folder and back",
    facts(ONE),
    lambda folder: raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE), target="../xl/./worksheets/sheet1.xml"),
)
workbooks.add(
    "a sheet part that is not there",
    refused("BERKAS-RUSAK"),
    lambda folder: raw_xlsx(folder / "a.xlsx", sheet_xml(TABLE), target="worksheets/lain.xml"),
)
workbooks.add(
    "a prefix before every tag",
    facts(ONE),
    lambda folder: pack(folder / "a.xlsx", raw_parts(_prefixed(sheet_xml(TABLE)))),
)
workbooks.add(
    "the sheet in UTF-16",
    facts(ONE),
    lambda folder: pack(
        folder / "a.xlsx",
        raw_parts("")
        | {"xl/worksheets/sheet1.xml": sheet_xml(TABLE).replace("UTF-8", "UTF-16").encode("utf-16")},
    ),
)
workbooks.add(
    "the sheet with a byte order mark",
    facts(ONE),
    lambda folder: pack(
        folder / "a.xlsx", raw_parts("") | {"xl/worksheets/sheet1.xml": sheet_xml(TABLE).encode("utf-8-sig")}
    ),
)


def _prefixed(sheet: str) -> str:
    for tag in ("worksheet", "sheetData", "row", "c", "is", "t"):
        for end in (" ", ">"):
            sheet = sheet.replace(f"<{tag}{end}", f"<x:{tag}{end}")
        sheet = sheet.replace(f"</{tag}>", f"</x:{tag}>")
    return sheet.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')


@workbooks("macro workbook", facts(ONE, TWO))
def _(folder):
    path = folder / "a.xlsm"
    with zipfile.ZipFile(put(folder / "b.xlsx", whole(folder))) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            content = old.read(entry).replace(b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml")
            new.writestr(entry.filename, content)
        new.writestr("xl/vbaProject.bin", OLE)
    return path


@workbooks("workbook named .xls", facts(ONE, TWO))
def _(folder):
    return put(folder / "a.xls", whole(folder))


@workbooks("workbook named .csv", facts(ONE, TWO))
def _(folder):
    return put(folder / "a.csv", whole(folder))


@workbooks("chart sheets beside the table", facts(ONE))
def _(folder):
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        page = book.add_worksheet("Data")
        for y, row in enumerate((HEADER, ONE)):
            page.write_row(y, 0, row)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Data!$A$1:$A$2"})
        book.add_chartsheet("Grafik").set_chart(chart)
    return folder / "a.xlsx"


@workbooks("a chart sheet and a hidden empty one", refused("LEMBAR-TIADA", "LEMBAR-KOSONG"))
def _(folder):
    with xlsxwriter.Workbook(folder / "a.xlsx") as book:
        book.add_worksheet("Data").hide()
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Data!$A$1:$A$2"})
        book.add_chartsheet("Grafik").set_chart(chart)
    return folder / "a.xlsx"


@workbooks("a sheet without any cell", refused("LEMBAR-KOSONG"))
def _(folder):
    return write(folder / "a.xlsx", [])


# ── NIPs and their neighbours ────────────────────────────────────────────────────────────────────────────────────────
def _with_nip(cell: str):
    def make(folder: Path) -> Path:
        rest = "".join(inline(f"{letter}2", text) for letter, text in zip("BCD", ONE[1:], strict=True))
        rows = row_xml(1, HEADER) + f'<row r="2">{cell}{rest}</row>' + row_xml(3, TWO)
        return raw_xlsx(folder / "a.xlsx", sheet_xml(rows), styles=STYLES)

    return make


for _name, _cell, _code in (
    ("NIP as an 18-digit number", '<c r="A2"><v>198501152010011901</v></c>', "SEL-NIP-ANGKA"),
    ("NIP as 1.98501152010011E+17", '<c r="A2"><v>1.98501152010011E+17</v></c>', "SEL-NIP-ANGKA"),
    ("NIP as a number under a date format", '<c r="A2" s="1"><v>198501152010011901</v></c>', "SEL-NIP-ANGKA"),
    ("NIP as the text 1.98501152010011E+17", inline("A2", "1.98501152010011E+17"), "SEL-NIP-ILMIAH"),
    ("NIP as the text 1,98501E+17", inline("A2", "1,98501E+17"), "SEL-NIP-ILMIAH"),
    ("NIP with .0", inline("A2", "198501152010011901.0"), "NIP-BENTUK"),
    ("NIP with a letter O", inline("A2", "1985O1152010011901"), "NIP-BENTUK"),
    ("NIP with Arabic digits", inline("A2", "١٩٨٥٠١١٥٢٠١٠٠١١٩٠١"), "NIP-BENTUK"),
    ("NIP with full-width digits", inline("A2", "１９８５０１１５２０１００１１９０１"), "NIP-BENTUK"),
    ("NIP of 17 digits", inline("A2", "19850115201001190"), "NIP-BENTUK"),
    ("NIP of 19 digits", inline("A2", "1985011520100119010"), "NIP-BENTUK"),
    ("old NIP", inline("A2", "131234567"), "NIP-LAMA"),
    ("NIK", inline("A2", "3201011501850001"), "NIP-NIK"),
    ("NIP of 30 February", inline("A2", "198502302010011901"), "NIP-TANGGAL"),
    ("NIP as #N/A", '<c r="A2" t="e"><v>#N/A</v></c>', "SEL-GALAT"),
    ("NIP as a formula without a result", '<c r="A2"><f>B2</f></c>', "SEL-RUMUS"),
    ("NIP as a truth value", '<c r="A2" t="b"><v>1</v></c>', "SEL-JENIS"),
    ("NIP missing", '<c r="A2" s="1"/>', "KOSONG-WAJIB"),
):
    workbooks.add(_name, facts(TWO, told={_code: ["A2"]}), _with_nip(_cell))

for _name, _text in (
    ("NIP with an apostrophe", "'198501152010011901"),
    ("NIP in groups", "19850115 201001 1 901"),
    ("NIP in groups of no-break spaces", "19850115\u00a0201001\u00a01\u00a0901"),
    ("NIP with zero-width characters", "\u200b198501152010011901\ufeff"),
    ("NIP with blanks around", "  198501152010011901 "),
    ("NIP with the word NIP", "NIP. 198501152010011901"),
):
    workbooks.add(_name, facts(ONE, TWO), _with_nip(inline("A2", _text)))


# ── layouts ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _rows(rows, **words):
    return lambda folder: write(folder / "a.xlsx", rows, **words)


workbooks.add(
    "no-break spaces and zero-width characters in names and headings",
    facts(ONE),
    _rows(
        [
            ["N\u00a0I\u00a0P", "\u200bNAMA\u200b", " JABATAN ", "UNIT\nKERJA"],
            [ONE[0], "Contoh\u00a0Satu\u200b", ONE[2], "Dinas  Contoh "],
        ]
    ),
)
workbooks.add("headings twice, the same cells below", facts(ONE), _rows([[*HEADER, "NIP"], [*ONE, ONE[0]]]))
workbooks.add(
    "headings twice, other cells below", refused("KOLOM-GANDA"), _rows([[*HEADER, "NIP"], [*ONE, TWO[0]]])
)
workbooks.add(
    "merged header of two rows and a number row",
    facts((*ONE, date(2020, 3, 1)), fields="nip nama jabatan unit_kerja tmt_jabatan"),
    _rows(
        [["IDENTITAS", None, "JABATAN", None, "UNIT KERJA"], ["NIP", "NAMA", "NAMA JABATAN", "TMT", None], ["1", "2", "3", "4", "5"],
         [*ONE[:3], "01-03-2020", ONE[3]]],
        merges=("A1:B1", "C1:D1", "E1:E2"),
    ),
)  # fmt: skip
workbooks.add(
    "titles, group rows, totals and signatures",
    facts(ONE, TWO),
    _rows(
        [["DAFTAR NOMINATIF"], ["PEMERINTAH KOTA CONTOH"], [], HEADER, [1, 2, 3, 4], ["DINAS CONTOH"], list(ONE), ["BIDANG DUA"], list(TWO),
         ["JUMLAH", None, None, 2], [], [None, None, None, "Contoh, 31 Januari 2026"], [None, None, None, "Kepala Badan"], [],
         [None, None, None, "Contoh Kepala"], [None, None, None, "NIP. 197001011995031901"]]
    ),
)  # fmt: skip
workbooks.add(
    "merged person cells over rows",
    facts(
        (ONE[0], "Arsiparis", date(2012, 1, 1)),
        (ONE[0], "Arsiparis Mahir", date(2016, 1, 1)),
        fields="nip jabatan tmt_jabatan",
    ),
    lambda folder: _merged_people(folder / "a.xlsx"),
)


def _merged_people(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["NIP", "NAMA", "JABATAN", "TMT JABATAN", "SAMPAI"], [ONE[0], ONE[1], "Arsiparis", "01-01-2012", "01-01-2016"],
                [None, None, "Arsiparis Mahir", "01-01-2016", None]):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    book.save(path)
    return path


def _hidden(path: Path, *, rows=False, sheet=None) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "Data"
    for row in (HEADER, ONE, TWO):
        page.append(list(row))
    if rows:
        page.row_dimensions[2].hidden = True
    if sheet:
        other = book.create_sheet("Lama", 0)
        other.append(HEADER)
        other.append([TWO[0], "Nama Lama", *TWO[2:]])
        other.sheet_state = sheet
        book.active = 1
    book.save(path)
    return path


workbooks.add("hidden rows are read", facts(ONE, TWO), lambda folder: _hidden(folder / "a.xlsx", rows=True))
workbooks.add(
    "a hidden sheet is passed over",
    facts(ONE, TWO),
    lambda folder: _hidden(folder / "a.xlsx", sheet="hidden"),
)
workbooks.add(
    "a very hidden sheet is passed over",
    facts(ONE, TWO),
    lambda folder: _hidden(folder / "a.xlsx", sheet="veryHidden"),
)
workbooks.add(
    "merges over the whole sheet",
    refused("KOLOM-WAJIB", "KEPALA-TIADA"),
    lambda folder: raw_xlsx(
        folder / "a.xlsx",
        sheet_xml(
            row_xml(1, ["NIP", "NAMA"]), extra='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    ),
)
workbooks.add(
    "a merge without an end",
    refused("XLSX-ALAMAT"),
    lambda folder: raw_xlsx(
        folder / "a.xlsx", sheet_xml(TABLE, extra='<mergeCells><mergeCell ref="A1:B"/></mergeCells>')
    ),
)
workbooks.add(
    "headings of no table", refused("KEPALA-TIADA"), _rows([["Warna", "Bentuk"], ["merah", "bulat"]])
)
workbooks.add("a needed column is missing", refused("KOLOM-WAJIB"), _rows([HEADER[:3], ONE[:3]]))
workbooks.add(
    "the same person twice with different facts",
    facts(told={"BARIS-BERTENTANGAN": ["A2", "A3"]}),
    _rows([HEADER, ONE, (ONE[0], "Contoh Lain", *ONE[2:])]),
)
workbooks.add(
    "dates counted from 1904",
    facts((*ONE, date(2019, 4, 1)), fields="nip nama jabatan unit_kerja tmt_jabatan"),
    lambda folder: write(
        folder / "a.xlsx", [[*HEADER, "TMT JABATAN"], [*ONE, date(2019, 4, 1)]], date_1904=True
    ),
)
workbooks.add(
    "a text that became a date",
    facts(told={"SEL-JADI-TANGGAL": ["C2"]}),
    _rows([HEADER, [ONE[0], ONE[1], date(2020, 3, 1), ONE[3]]]),
)
workbooks.add(
    "a formula that somebody typed as text",
    facts((*ONE[:2], "=1+1", ONE[3])),
    _rows([HEADER, [*ONE[:2], "=1+1", ONE[3]]]),
)
workbooks.add(
    "RELATIONS that point to another computer",
    facts(ONE),
    lambda folder: pack(
        folder / "a.xlsx",
        (parts := raw_parts(sheet_xml(TABLE)))
        | {
            "xl/_rels/workbook.xml.rels": parts["xl/_rels/workbook.xml.rels"].replace(
                "</Relationships>",
                f'<Relationship Id="rId9" TargetMode="External" Type="{RELATIONS}/worksheet" Target="http://contoh.invalid/a.xml"/></Relationships>',
            )
        },
    ),
)
