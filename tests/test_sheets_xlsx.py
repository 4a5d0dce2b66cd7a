"""The workbook reader: raw text, kind and address of every cell, whatever program wrote it."""

import zipfile
from datetime import date

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asnkarier.sheets.grid import (
    BOOL,
    DATE,
    ERROR,
    FORMULA,
    NUMBER,
    TEXT,
    Grid,
    column_letters,
    column_number,
)
from asnkarier.sheets.parts.archive import Archive
from asnkarier.sheets.parts.numberformat import shows_date, shows_month
from asnkarier.sheets.refusal import RefusedError
from asnkarier.sheets.xlsx import xmltext
from asnkarier.sheets.xlsx.numberformats import date_styles
from asnkarier.sheets.xlsx.sharedstrings import unescape
from asnkarier.sheets.xlsx.workbook import Workbook
from sheets.workbooks import (
    MAIN,
    SHARED,
    STRICT,
    STRICT_RELATIONS,
    inline,
    pack,
    raw_parts,
    raw_xlsx,
    sheet_xml,
    write,
)


def grid_of(path, sheet=0) -> Grid:
    with Workbook(path) as workbook:
        return workbook.read(workbook.sheets[sheet])


def cells(grid: Grid) -> dict[str, tuple[str, int]]:
    rows = grid.rows_at(np.arange(grid.height))
    return {
        f"{grid.letters(column)}{grid.row_numbers[row]}": cell
        for row, line in rows.items()
        for column, cell in line.items()
    }


def code_of(action) -> str:
    with pytest.raises(RefusedError) as caught:
        action()
    return caught.value.code


def test_column_letters_are_one_to_one():
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(column_number(column_letters(n)) == n for n in range(1, 16385, 7))
    for bad in ("", "a", "XFE", "A1"):
        with pytest.raises(ValueError):
            column_number(bad)


def test_kinds_and_raw_texts(tmp_path):
    styles = f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="170" formatCode="dd\\ mmmm\\ yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="4"/></cellXfs></styleSheet>'
    rows = (
        '<row r="2" hidden="1"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>198501152010011901</v></c><c r="C2" s="1"><v>43556</v></c>'
        '<c r="D2" s="2"><v>43556.5</v></c><c r="E2" s="3"><v>1.50</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#N/A</v></c>'
        '<c r="H2"><f>SUM(E2:E3)</f></c><c r="I2"><f>1+1</f><v/></c><c r="J2"><f>1+1</f><v>2</v></c><c r="K2" t="str"><f>""</f><v></v></c>'
        '<c r="L2" t="d"><v>2019-04-01</v></c><c r="M2" s="3"/><c r="N2" t="s"><v/></c></row>'
    )
    shared = f'<sst xmlns="{MAIN}" count="2" uniqueCount="4000000000"><si><t>x</t></si><si><r><t xml:space="preserve">Contoh </t></r><r><t>Pegawai_x000D_</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></si></sst>'
    grid = grid_of(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows), styles=styles, shared=shared))
    assert cells(grid) == {
        "A2": ("Contoh Pegawai\r", TEXT),
        "B2": ("198501152010011901", NUMBER),
        "C2": ("43556", DATE),
        "D2": ("43556.5", DATE),
        "E2": ("1.50", NUMBER),
        "F2": ("1", BOOL),
        "G2": ("#N/A", ERROR),
        "H2": ("", FORMULA),
        "I2": ("", FORMULA),
        "J2": ("2", NUMBER),
        "K2": ("", TEXT),
        "L2": ("2019-04-01", TEXT),
    }
    assert grid.hidden_rows == {2}


def test_cells_without_addresses_follow_each_other(tmp_path):
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r='7'><c r='C7'><v>4</v></c><c><v>5</v></c></row>"
    assert {place: text for place, (text, _) in cells(grid_of(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows)))).items()} == {
        "A1": "1", "B1": "2", "A2": "3", "C7": "4", "D7": "5",
    }  # fmt: skip


def test_lower_case_and_absolute_references_are_read(tmp_path):
    rows = '<row r="3"><c r="b3"><v>1</v></c><c r="$C$3"><v>2</v></c></row>'
    assert set(cells(grid_of(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows))))) == {"B3", "C3"}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="3"><c r="B4"><v>1</v></c></row>',
        '<row r="3"><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row>',
        '<row r="3"><c r="XFE3"><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="3"><c r="3"><v>1</v></c></row>',
        '<row r="1"><c r="A11"><v>1</v></c></row>',
        '<c r="A1"><v>1</v></c><row r="2"><c r="A2"><v>2</v></c></row>',
        '<row r="2"><c r="A2"><v>2</v></c></row><c r="A3"><v>1</v></c>',
        '<row r="2"><c r="A2"><v>2</v></c><v>3</v></row>',
        '<row r="2"><c r="A2"><v>2</v></c><row r="3"><c r="A3"><v>2</v></c></row></row>',
    ],
)
def test_impossible_or_repeated_addresses_are_refused(tmp_path, rows):
    assert code_of(lambda: grid_of(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows)))) == "XLSX-ALAMAT"


@pytest.mark.parametrize("index", ["9", "-1", "x", "1.0"])
def test_a_missing_shared_string_is_refused(tmp_path, index):
    rows = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
    shared = f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>'
    path = raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows), shared=shared)
    assert code_of(lambda: grid_of(path)) == "XLSX-TEKS-BERSAMA"


def test_only_cells_inside_the_sheet_data_are_read(tmp_path):
    rows = '<row r="1"><f>1</f><is><t>x</t></is><c r="B1"><v>1</v></c></row><f/>'
    path = raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows, head="<f/><v>1</v>", extra="<c r='A9'><v>1</v></c>"))
    assert cells(grid_of(path)) == {"B1": ("1", NUMBER)}


def test_an_unknown_cell_type_is_refused(tmp_path):
    path = raw_xlsx(tmp_path / "a.xlsx", sheet_xml('<row r="1"><c r="A1" t="z"><v>1</v></c></row>'))
    assert code_of(lambda: grid_of(path)) == "XLSX-JENIS-SEL"


def test_one_stray_cell_in_the_last_corner_costs_one_row(tmp_path):
    rows = f'<row r="1">{inline("A1", "x")}</row><row r="1048576">{inline("XFD1048576", "y")}</row>'
    grid = grid_of(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows, head='<dimension ref="A1:XFD1048576"/>')))
    assert (grid.height, grid.width) == (2, 2)
    assert set(cells(grid)) == {"A1", "XFD1048576"}


def test_a_lying_dimension_changes_nothing(tmp_path):
    rows = f'<row r="1" spans="1:16384">{inline("A1", "x")}{inline("C1", "y")}</row>'
    grid = grid_of(raw_xlsx(tmp_path / "a.xlsx", sheet_xml(rows, head='<dimension ref="A1"/>')))
    assert set(cells(grid)) == {"A1", "C1"}


def test_strict_workbooks_and_foreign_prefixes(tmp_path):
    strict = sheet_xml(f'<row r="1">{inline("A1", "x")}</row>', ns=STRICT)
    assert cells(grid_of(raw_xlsx(tmp_path / "s.xlsx", strict, ns=STRICT, relations=STRICT_RELATIONS))) == {
        "A1": ("x", TEXT)
    }
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:z="urn:z"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v><z:v>9</z:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    assert cells(grid_of(raw_xlsx(tmp_path / "p.xlsx", prefixed))) == {"A1": ("1", NUMBER)}


@pytest.mark.parametrize(
    "target", ["/xl/worksheets/sheet1.xml", "worksheets\\sheet1.xml", "./worksheets/../worksheets/Sheet1.XML"]
)
def test_targets_in_any_spelling(tmp_path, target):
    path = raw_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{inline("A1", "x")}</row>'), target=target)
    assert cells(grid_of(path)) == {"A1": ("x", TEXT)}


def test_back_slashes_in_part_names(tmp_path):
    parts = raw_parts(sheet_xml(f'<row r="1">{inline("A1", "x")}</row>'))
    path = pack(tmp_path / "a.xlsx", {name.replace("/", "\\"): text for name, text in parts.items()})
    assert cells(grid_of(path)) == {"A1": ("x", TEXT)}


def test_hidden_sheets_epoch_and_merges(tmp_path):
    sheet = sheet_xml(
        f'<row r="1">{inline("A1", "x")}</row>', extra='<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
    )
    path = raw_xlsx(
        tmp_path / "a.xlsx", sheet, state='state="veryHidden"', workbook_pr='<workbookPr date1904="1"/>'
    )
    with Workbook(path) as workbook:
        assert [entry.hidden for entry in workbook.sheets] == [True]
        grid = workbook.read(workbook.sheets[0])
    assert grid.epoch_1904
    assert [(m.top, m.left, m.bottom, m.right) for m in grid.merges] == [(1, 1, 3, 1)]


@pytest.mark.parametrize(
    "code, is_date",
    [
        ("dd/mm/yyyy", True), ("[$-421]dd mmmm yyyy", True), ("[h]:mm", True), ("mm:ss.0", True), ("General", False), ('"Rp"#,##0', False),
        ("[Red]0.00", False), ("#,##0 \\d", False), ("0.00E+00", False), ("@", False), ("[$Rp-421]#,##0.00", False), ('0" hari"', False),
        ("yyyy", True), ("0%", False), ("_(* #,##0_)", False),
    ],
)  # fmt: skip
def test_formats_that_show_a_date(code, is_date):
    assert shows_date(code) is is_date


@pytest.mark.parametrize(
    "code, is_month",
    [
        ("mmm-yy", True), ("mm/yyyy", True), ("[$-421]mmmm yyyy;@", True), ("yyyy-mm", True), ("dd mmm yy", False), ("yyyy", False), ("mmm", False),
        ("h:mm", False), ('"day" mmm-yy', True), ("mmm-yy hh:mm", False), ("General", False),
    ],
)  # fmt: skip
def test_formats_that_show_a_month_and_no_day(code, is_month):
    assert shows_month(code) is is_month


@pytest.mark.parametrize(
    "written, meant",
    [
        ("a_x000D_b", "a\rb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x00", "_x00"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("plain_text", "plain_text"),
    ],
)
def test_escapes(written, meant):
    assert unescape(written) == meant


texts = st.text(
    st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=("Cs", "Cc")),
    min_size=1,
    max_size=20,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.one_of(st.none(), texts, st.integers(0, 10**17), st.floats(0, 1e9)), max_size=5),
        min_size=1,
        max_size=5,
    )
)
def test_what_xlsxwriter_writes_comes_back(tmp_path, rows):
    found = cells(grid_of(write(tmp_path / "a.xlsx", rows)))
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            text, kind = found.pop(f"{column_letters(x + 1)}{y + 1}", (None, None))
            if value is None:
                assert text is None
            elif isinstance(value, str):
                assert (text, kind) == (value, TEXT)
            else:
                assert kind == NUMBER
                assert float(text) == pytest.approx(float(value), rel=1e-15)
    assert not found


def test_the_head_alone_can_be_read(tmp_path):
    path = write(tmp_path / "a.xlsx", [[str(i)] for i in range(50)])
    with Workbook(path) as workbook:
        assert workbook.read(workbook.sheets[0], most_rows=5).height == 5
        assert workbook.read(workbook.sheets[0]).height == 50


HOSTILE = sorted((SHARED / "hostile").glob("*.xlsx")) if SHARED.is_dir() else []


@pytest.mark.skipif(not HOSTILE, reason="no folder of odd workbooks beside this checkout")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore")
def test_odd_workbooks_hold_what_openpyxl_sees(path):
    """Where the two differ the XML decides: openpyxl leaves `_x000D_` as it is, reads `_x005F_` as `_`, and shows formulas instead of results."""
    oracle = openpyxl.load_workbook(path)
    with Workbook(path) as workbook:
        assert [sheet.name for sheet in workbook.sheets] == [sheet.title for sheet in oracle.worksheets]
        for sheet in workbook.sheets:
            ours = cells(workbook.read(sheet))
            theirs = {
                c.coordinate: c for row in oracle[sheet.name].iter_rows() for c in row if c.value is not None
            }
            assert ours.keys() == theirs.keys()
            for place, (text, kind) in ours.items():
                _compare(text, kind, theirs[place])


def _compare(text, kind, theirs):
    if theirs.data_type == "f":
        return
    if kind == TEXT:
        assert text in (theirs.value, unescape(str(theirs.value)))
    elif kind == DATE:
        assert theirs.is_date
    elif kind == BOOL:
        assert theirs.value is (text == "1")
    elif kind == ERROR:
        assert theirs.value == text
    else:
        assert float(text) == theirs.value


def test_dates_of_the_1904_epoch_stay_serials(tmp_path):
    path = write(tmp_path / "a.xlsx", [[date(2019, 4, 1)]], date_1904=True)
    grid = grid_of(path)
    assert grid.epoch_1904
    assert cells(grid)["A1"] == ("42094", DATE)


def test_every_built_in_format_that_shows_a_date_is_known_and_no_other(tmp_path):
    """ECMA-376 part 1, 18.8.30: 14-22, 45-47, and 27-36, 50-58 of East Asian workbooks; the style is the number here."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in range(170))
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("styles.xml", f'<styleSheet xmlns="{main}"><cellXfs>{formats}</cellXfs></styleSheet>')
    with Archive(path) as archive:
        archive.verify()
        found = {int(style) for style in date_styles(archive, "styles.xml").dates}
    assert found == {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


@pytest.mark.parametrize(
    ("said", "epoch_1904"),
    [(None, False), ("<workbookPr/>", False), *((f'<workbookPr date1904="{word}"/>', word in {"1", "true", "on"})
      for word in ("0", "1", "false", "true", "off", "on"))],
)  # fmt: skip
def test_days_count_from_1900_unless_the_workbook_says_1904(tmp_path, said, epoch_1904):
    path = raw_xlsx(tmp_path / "a.xlsx", sheet_xml(f'<row r="1">{inline("A1", "x")}</row>'), workbook_pr=said)
    assert grid_of(path).epoch_1904 is epoch_1904


@pytest.mark.parametrize("kind", ["inlineStr", "d"])
def test_a_value_written_beside_its_kind_is_text(tmp_path, kind):
    sheet = sheet_xml(f'<row r="1"><c r="A1" t="{kind}"><v> 2026-01-02 </v></c></row>')
    assert cells(grid_of(raw_xlsx(tmp_path / "a.xlsx", sheet))) == {"A1": ("2026-01-02", TEXT)}


@pytest.mark.parametrize(("written", "letter"), [("&#13;", "\r"), ("&#xD;", "\r"), ("&#65;", "A"), ("&#7;", None), ("&#x1f;", None)])  # fmt: skip
def test_numbered_characters(written, letter):
    match = xmltext._REFERENCE.fullmatch(written)
    if letter is None:
        with pytest.raises(ValueError, match=r"&#"):
            xmltext._character(match)
    else:
        assert xmltext._character(match) == letter
