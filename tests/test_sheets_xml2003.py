"""Workbooks in the XML of Excel 2003: every cell exact, nothing reached outside, damage refused."""

import pytest

from asnkarier.sheets.grid import BOOL, DATE, ERROR, FORMULA, NUMBER, TEXT
from asnkarier.sheets.source import open_source
from sheets.workbooks import codes, nip, read

SS = "urn:schemas-microsoft-com:office:spreadsheet"
STYLES = '<Styles><Style ss:ID="Default"/><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="e"><NumberFormat ss:Format="dd/mm/yyyy;@"/></Style><Style ss:ID="n"><NumberFormat ss:Format="0.00"/></Style></Styles>'


def workbook(
    *sheets, head='<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n', before="", prefix=""
):
    body = "".join(
        f'<Worksheet ss:Name="{name}"><Table>{rows}</Table>{options}</Worksheet>'
        for name, rows, options in sheets
    )
    return f'{head}<Workbook xmlns="{SS}" xmlns:ss="{SS}" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40">{before}{STYLES}{body}</Workbook>{prefix}'


def cell(text, kind="String", **attributes):
    given = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell{given}><Data ss:Type="{kind}">{text}</Data></Cell>'


def row(*cells, **attributes):
    given = "".join(f' ss:{name}="{value}"' for name, value in attributes.items())
    return f"<Row{given}>{''.join(cells)}</Row>"


PEOPLE = row(*map(cell, ("NIP", "NAMA", "JABATAN", "UNIT KERJA", "TMT JABATAN"))) + row(
    cell(nip(1)),
    cell("Budi &amp; Co"),
    cell("Guru"),
    cell("SD"),
    cell("2020-04-01T00:00:00.000", "DateTime", StyleID="d"),
)


def put(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def cells(path, sheet=0):
    with open_source(path) as source:
        grid = source.read(source.workbook.sheets[sheet])
    found = {}
    for position, values in enumerate(grid.head(grid.height)):
        for column, (text, kind) in values.items():
            found[f"{grid.letters(column)}{grid.row_numbers[position]}"] = (text, kind)
    return found, grid


@pytest.mark.parametrize("head", ['<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n', '<?xml version="1.0" encoding="UTF-8"?>', "", "\ufeff<?xml version='1.0'?>", '<?xml version="1.0"?><!-- laporan -->'])  # fmt: skip
@pytest.mark.parametrize("suffix", ["xls", "xml"])
def test_people_are_read(tmp_path, head, suffix):
    found = read(put(tmp_path / f"a.{suffix}", workbook(("Data", PEOPLE, ""), head=head)))
    assert (found.sheet, found.accepted[["nip", "nama"]].to_numpy().tolist()) == (
        "Data",
        [[nip(1), "Budi & Co"]],
    )
    assert str(found.accepted["tmt_jabatan"].iloc[0].date()) == "2020-04-01"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(tmp_path, encoding):
    text = workbook(
        ("Data", PEOPLE.replace("Budi", "Café"), ""), head=f'<?xml version="1.0" encoding="{encoding}"?>'
    )
    assert read(put(tmp_path / "a.xls", text, encoding)).accepted["nama"].tolist() == ["Café & Co"]


def test_every_kind_of_cell_keeps_what_is_written(tmp_path):
    rows = row(
        cell("198407112008031901", "Number"), cell("43922", "Number", StyleID="e"), cell("1.50", "Number", StyleID="n"), cell("1", "Boolean"), cell("#N/A", "Error"),
        '<Cell ss:Formula="=R1C1"/>', cell("", "String"), "<Cell/>", '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>Te</B>bal</ss:Data><Comment><ss:Data>catatan</ss:Data></Comment></Cell>',
        cell("2020-04-01T17:00:00.000", "DateTime"), cell("a&#10;b"),
    )  # fmt: skip
    found, _ = cells(put(tmp_path / "a.xls", workbook(("Data", rows, ""))))
    assert found == {
        "A1": ("198407112008031901", NUMBER), "B1": ("43922", DATE), "C1": ("1.50", NUMBER), "D1": ("1", BOOL), "E1": ("#N/A", ERROR), "F1": ("", FORMULA),
        "I1": ("Tebal", TEXT), "J1": (repr(43922 + 17 / 24), DATE), "K1": ("a\nb", TEXT),
    }  # fmt: skip


def test_places_that_are_written_and_places_that_follow(tmp_path):
    rows = row(cell("a"), cell("b", Index=3), cell("c", MergeAcross=1, MergeDown=1), cell("d")) + row(cell("e"), Index=5, Hidden=1) + row(Span=2) + row(cell("f"))  # fmt: skip
    found, grid = cells(put(tmp_path / "a.xls", workbook(("Data", rows, ""))))
    assert {at: text for at, (text, _) in found.items()} == {
        "A1": "a",
        "C1": "b",
        "D1": "c",
        "F1": "d",
        "A5": "e",
        "A9": "f",
    }
    assert [(merge.top, merge.left, merge.bottom, merge.right) for merge in grid.merges] == [(1, 4, 2, 5)]
    assert grid.hidden_rows == {5}


def test_sheets_and_the_epoch(tmp_path):
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
    before = '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>'
    path = put(tmp_path / "a.xls", workbook(("Data", PEOPLE, ""), ("Arsip", PEOPLE, options), before=before))
    with open_source(path) as source:
        assert [(sheet.name, sheet.hidden) for sheet in source.workbook.sheets] == [
            ("Data", False),
            ("Arsip", True),
        ]
    found = read(path)
    assert str(found.accepted["tmt_jabatan"].iloc[0].date()) == "2020-04-01"
    assert "LEMBAR-TERSEMBUNYI" in codes(found)


@pytest.mark.parametrize(
    "text, code",
    [
        (workbook(("Data", PEOPLE, ""))[:-30], "BERKAS-XML2003"), (workbook(), "BERKAS-XML2003"), (workbook(("Data", row(cell("x", Index=99_999)), "")), "BERKAS-XML2003"),
        (workbook(("Data", row(cell("x", Index="-1")), "")), "BERKAS-XML2003"), (workbook(("Data", row(cell("besok", "DateTime")), "")), "BERKAS-XML2003"),
        (workbook(("Data", row(cell("x", "Ganjil")), "")), "BERKAS-XML2003"), (workbook(("Data", row(cell("x"), cell("y", Index=1)), "")), "XLSX-ALAMAT"),
        (workbook(("Data", PEOPLE, ""), head='<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'), "XLSX-DOCTYPE"),
        (workbook(("Data", PEOPLE.replace("Budi", "&luar;"), "")), "BERKAS-XML2003"), (workbook(("Data", row(cell("2020-13-01T00:00:00.000", "DateTime")), "")), "BERKAS-XML2003"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_refused(tmp_path, text, code):
    found = read(put(tmp_path / "a.xls", text))
    assert found.refused
    assert codes(found) == {code: 1}


def test_a_nip_as_a_number_is_refused_as_everywhere(tmp_path):
    rows = PEOPLE.replace(f'<Data ss:Type="String">{nip(1)}', f'<Data ss:Type="Number">{nip(1)}')
    assert codes(read(put(tmp_path / "a.xls", workbook(("Data", rows, ""))))) == {"SEL-NIP-ANGKA": 1}
