"""Workbooks reopened: same bytes, text that stays text, real numbers and days, print set-up, every limit of Excel."""

import io
import zipfile
from contextvars import copy_context
from dataclasses import replace
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

import asnkarier
from asnkarier import language
from asnkarier.model.book import Column, Record, Table
from asnkarier.model.office.front import Front
from asnkarier.reports.excel.cells import LONGEST_TEXT, fitting, utf16_length
from asnkarier.reports.excel.formats import row_height, text_units
from asnkarier.reports.excel.names import sheet_name
from asnkarier.reports.excel.sheets import cell_lines
from asnkarier.reports.excel.tables import can_be_a_table, table_name
from asnkarier.reports.excel.workbook import write_workbook
from asnkarier.reports.produce import produce
from asnkarier.reports.shown.column_layout import count_lines
from reports_example import COLUMNS, book, frame


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def opened(report, **options):
    buffer = io.BytesIO()
    write_workbook(report, buffer, **options)
    return openpyxl.load_workbook(buffer)


def one_column(values, kind="text", dtype=object, **options):
    sheet = Table(
        "rows", "Data", (Column("x", "X", kind),), pd.DataFrame({"x": pd.Series(values, dtype=dtype)})
    )
    return opened(book(blocks=(sheet,)), **options)["Data"]


def everything(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_same_report_same_bytes():
    first = produce(book(), "xlsx")
    assert first == produce(book(), "xlsx")
    assert first != produce(book(as_of=date(2025, 8, 18)), "xlsx")
    created = openpyxl.load_workbook(io.BytesIO(first)).properties.created
    assert created == datetime(2025, 8, 17)


def test_many_cells_wait_on_disk_and_give_the_same_bytes(monkeypatch):
    small = produce(book(), "xlsx")
    monkeypatch.setattr("asnkarier.reports.excel.workbook._MANY_CELLS", 0)
    large = produce(book(), "xlsx")
    assert {i.filename: i.CRC for i in zipfile.ZipFile(io.BytesIO(large)).infolist()} == {
        i.filename: i.CRC for i in zipfile.ZipFile(io.BytesIO(small)).infolist()
    }
    assert large == produce(book(), "xlsx")


@pytest.mark.parametrize("on_disk", [False, True])
def test_how_a_workbook_is_packed_changes_no_cell(monkeypatch, on_disk):
    monkeypatch.setattr("asnkarier.reports.excel.workbook._MANY_CELLS", 0 if on_disk else 10**6)
    packed = {}
    for level in (0, 1, 2, 6):
        monkeypatch.setattr("asnkarier.reports.excel.packing.LEVEL", level)
        packed[level] = produce(book(), "xlsx")
    sizes = [len(data) for data in packed.values()]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 2
    parts, cells = [], []
    for data in packed.values():
        package = zipfile.ZipFile(io.BytesIO(data))
        parts.append({name: package.read(name) for name in package.namelist()})
        sheets = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        cells.append(
            [
                (cell.coordinate, cell.value, cell.data_type, cell.number_format)
                for sheet in sheets
                for row in sheet.iter_rows()
                for cell in row
            ]
        )
    assert all(one == parts[0] for one in parts)
    assert all(one == cells[0] for one in cells)
    assert len(cells[0]) > 0


@given(st.text(st.characters(codec="utf-8")), st.integers(1, 60))
def test_lines_and_widths_are_those_of_the_long_way(text, width):
    wanted = 0.86 * len(text) + (0.45 - 0.86) * text.count(" ") + 0.2 * sum(map(str.isupper, text))
    assert text_units(text) == pytest.approx(wanted)
    room = max(width - 2.4, 1)
    assert cell_lines(text, width) == min(count_lines(text.replace("/", "/ "), room, text_units), 30)


def test_sheets_and_headings():
    result = opened(book())
    assert result.sheetnames == ["Cover", "Gaps per competency", "Remarks", "Legal basis", "Provenance"]
    data = result["Gaps per competency"]
    assert [cell.value for cell in data[1]] == [column.label for column in COLUMNS]
    assert data.max_row == 4


def test_values_have_the_types_and_formats_of_their_kind():
    data = opened(book())["Gaps per competency"]
    found = {column.key: data.cell(2, i) for i, column in enumerate(COLUMNS, 1)}
    assert {key: (cell.value, cell.data_type, cell.number_format) for key, cell in found.items()} == {
        "nip": ("198501152010011901", "s", "@"),
        "nama": ("Siti Rahayu, S.E.", "s", "@"),
        "jabatan": ("Kepala Bidang Mutasi dan Promosi Aparatur", "s", "@"),
        "unit_kerja": ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "s", "@"),
        "kompetensi": ("integritas", "s", "@"),
        "required": (3, "n", "General"),
        "level": (2, "n", "General"),
        "gap": (-1, "n", "+General;-General;0"),
        "status": ("below standard", "s", "@"),
        "jpm": (85.19, "n", "0.00"),
        "biaya": (1500000, "n", "#,##0"),
        "tahun": (2025, "n", "0"),
        "tanggal_asesmen": (datetime(2025, 3, 17), "d", "yyyy-mm-dd"),
        "critical": ("yes", "s", "@"),
        "components": ("JPM 0.6; performance no data", "s", "@"),
    }
    assert [cell.value for cell in data[4]][5:] == [
        3, None, None, "not assessed", None, None, None, datetime(2024, 12, 31), None, None,
    ]  # fmt: skip


def test_nothing_is_a_formula_a_link_or_markup():
    texts = ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "http://example.com", "{=1}", "0012", "1e5", "TRUE",
             "<r><t>x</t></r>", "<r>&</r>", "<b>&amp;", "_x0041_", " lead", "two\nlines", "tab\there", "#N/A"]  # fmt: skip
    sheet = one_column(texts)
    assert [cell.value for (cell,) in sheet.iter_rows(min_row=2)] == texts
    assert {cell.data_type for (cell,) in sheet.iter_rows(min_row=2)} == {"s"}
    assert not sheet._hyperlinks
    package = zipfile.ZipFile(io.BytesIO(produce(book(), "xlsx")))
    assert not any(b"<f>" in package.read(name) for name in package.namelist())


def test_hostile_texts_on_the_cover_and_in_headings_and_names():
    hostile = '=HYPERLINK("x")&[\'"'
    report = book(agency=hostile, title=hostile, notes=("<r>&</r>", "=1+1"), counts={"=1": 2}, version="=1")
    report = replace(report, blocks=(replace(report.blocks[0], title=hostile),))
    result = opened(report)
    cover = result["Cover"]
    assert {cell.data_type for row in cover.iter_rows() for cell in row if cell.value is not None} <= {
        "s",
        "n",
    }
    assert "•  <r>&</r>" in everything(cover)
    assert hostile in everything(cover)
    assert result.sheetnames[1] == '=HYPERLINK("x")&-\'"'
    assert len(result.worksheets[1].HeaderFooter.__class__.__name__) > 0
    assert (
        "&&" in result.worksheets[1].oddHeader.center.text
        or "&" in result.worksheets[1].oddHeader.center.text
    )


READABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)


@settings(max_examples=30, deadline=None)
@given(st.lists(READABLE, min_size=1, max_size=6))
def test_any_text_comes_back(texts):
    sheet = one_column(texts)
    got = [cell.value for (cell,) in sheet.iter_rows(min_row=2, max_row=len(texts) + 1)]
    assert got == [text or None for text in texts]


def test_control_characters_are_escaped_as_excel_does():
    report = book(
        blocks=(Table("rows", "D", (Column("x", "X"),), pd.DataFrame({"x": ["bell\x07\r", "half\ud800"]})),)
    )
    strings = zipfile.ZipFile(io.BytesIO(produce(report, "xlsx"))).read("xl/sharedStrings.xml").decode()
    assert "<t>bell_x0007__x000D_</t>" in strings
    assert "<t>half\ufffd</t>" in strings


def test_frozen_filtered_repeated_and_coloured():
    sheet = opened(book())["Gaps per competency"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref is None
    (table,) = sheet.tables.values()
    assert (table.name, table.ref, table.autoFilter.ref) == ("Gaps_per_competency", "A1:O4", "A1:O4")
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (
        9,
        1,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "17 August 2025" in sheet.oddHeader.right.text
    assert sheet.oddFooter.right.text == "Page &P of &N"
    rules = {
        str(rng.sqref): [rule.operator for rule in found]
        for rng, found in sheet.conditional_formatting._cf_rules.items()
    }
    assert rules == {"H2:H4": ["lessThan", "greaterThan"]}
    fills = [sheet.cell(row, 9).fill.start_color.rgb for row in (2, 3, 4)]
    assert len(set(fills)) == 3
    package = zipfile.ZipFile(io.BytesIO(produce(book(), "xlsx")))
    assert b'numberStoredAsText="1"' in package.read("xl/worksheets/sheet2.xml")


def test_widths_follow_content_within_limits():
    sheet = opened(book())["Gaps per competency"]
    widths = [sheet.column_dimensions[get_column_letter(i)].width for i in range(1, len(COLUMNS) + 1)]
    assert widths[0] >= 18
    assert all(6 < width < 62 for width in widths)
    long_text = one_column(["satu dua tiga empat lima " * 20])
    assert long_text.column_dimensions["A"].width <= 62
    assert long_text.row_dimensions[2].height > 50


def test_a_sheet_without_rows_says_so_on_paper():
    assert one_column([]).oddHeader.center.text == "&BData: no rows&B"
    assert one_column(["satu"]).oddHeader.center.text == "&BData&B"


def test_a_heading_has_a_line_for_every_word_that_does_not_fit():
    """Words break at blanks: three words of seven letters need three lines where two of them do not fit into one."""
    labels = ("Yang pertama pada", "Sebelas")
    columns = tuple(Column(str(at), label, "integer") for at, label in enumerate(labels))
    sheet = Table("rows", "Data", columns, pd.DataFrame({"0": [1], "1": [2]}))
    page = opened(book(blocks=(sheet,)))["Data"]
    assert page.column_dimensions["A"].width < 14
    assert page.row_dimensions[1].height >= row_height(3)


def test_cover_says_whose_what_when_and_that_people_decide():
    texts = everything(opened(book())["Cover"])
    for part in ("BKPSDM Kota Contoh & Sekitarnya", "Competency gaps", "as of 17 August 2025", "•  One person has no assessment.",
                 "•  Totals: Spent counts whole classes.", "Totals", 1500000.5, "people: 3; assessed: 2"):  # fmt: skip
        assert part in texts
    made_of = everything(opened(book())["Provenance"])
    for part in ("asnkarier 0.1.0", "c0ffee12", "pegawai.xlsx", "ab" * 32):
        assert part in made_of
    statement = next(text for text in texts if isinstance(text, str) and "UU 27/2022 Pasal 10" in text)
    assert "recommendation" in statement
    assert any(isinstance(text, str) and text.startswith("NIP. …") for text in texts)
    behind = everything(opened(book())["Remarks"])
    for part in ("•  One person has no assessment.", "Gaps per competency", "rows: 3", "people"):
        assert part in behind


def test_the_first_sheet_is_one_page_and_all_remarks_stand_behind():
    told = tuple(f"Remark {number} of the cover." for number in range(80))
    result = opened(replace(book(), notes=told))
    sheet = result["Cover"]
    assert sheet.page_setup.fitToHeight in (None, 1)
    assert sheet.page_setup.fitToWidth in (None, 1)
    first = [one for one in everything(sheet) if str(one).startswith("•  Remark")]
    assert 3 <= len(first) < 80
    assert [one for one in everything(result["Remarks"]) if str(one).startswith("•  Remark")] == [
        f"•  {one}" for one in told
    ]
    height = sum(sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1))
    assert height < 1400


def test_the_first_sheet_names_lines_and_leads_to_them():
    result = opened(book())
    sheet = result["Cover"]
    links = {
        cell.value: cell.hyperlink.location
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink and cell.value
    }
    assert links["Siti Rahayu, S.E."] == "'Gaps per competency'!A2"
    assert links["Budi [red]Santoso[/red]\ufffd[31m"] == "'Gaps per competency'!A4"
    data = result["Gaps per competency"]
    assert (data["B2"].value, data["B4"].value) == ("Siti Rahayu, S.E.", "Budi [red]Santoso[/red]_x001B_[31m")
    beside = next(row[1].value for row in sheet.iter_rows() if row[0].value == "Siti Rahayu, S.E.")
    assert beside.startswith("198501152010011901; ")


def test_a_front_orders_and_picks_the_lines_that_are_named():
    def named(front):
        sheet = opened(replace(book(), front=front))["Cover"]
        return [cell.value for row in sheet.iter_rows() for cell in row if cell.hyperlink and cell.value][:-1]

    assert named(Front("rows", ("kompetensi",), by=("required",))) == [
        "integritas",
        "pengambilan_keputusan",
        "teknis/manajemen_sdm_aparatur",
    ]
    assert named(Front("rows", ("kompetensi",), by=("-jpm",))) == [
        "integritas",
        "teknis/manajemen_sdm_aparatur",
    ]
    assert named(Front("rows", ("kompetensi",), by=("-gap",))) == [
        "integritas",
        "teknis/manajemen_sdm_aparatur",
    ]
    assert named(Front("rows", ("kompetensi",), by=("-gap",), but_zero=True)) == ["integritas"]
    assert named(Front("none", ("kompetensi",))) == []
    assert named(Front("rows", ("nothing",))) == []
    # Columns that the reader left out order nothing.
    assert len(named(Front("rows", ("kompetensi", "nothing"), by=("nothing",)))) == 3


def columns_in(value):
    if isinstance(value, Column):
        yield value.key
    elif isinstance(value, tuple | list):
        for one in value:
            yield from columns_in(one)
    elif isinstance(value, dict):
        yield from columns_in(list(value.values()))


def test_every_front_names_columns_of_its_report():
    fronts = 0
    for path in sorted((Path(asnkarier.__file__).parent / "reports" / "books").glob("*.py")):
        module = import_module(f"asnkarier.reports.books.{path.stem}")
        known = set(columns_in(list(vars(module).values())))
        for value in vars(module).values():
            for front in value.values() if isinstance(value, dict) else (value,):
                if isinstance(front, Front):
                    fronts += 1
                    assert {*front.columns, *(one.lstrip("-") for one in front.by)} <= known, path.stem
    assert fronts >= 20


def summed(figures, **more):
    columns = (
        Column("x", "Name"),
        Column("n", "Figure", "integer", summed=True),
        Column("cost", "Cost", "money", summed=True),
    )
    rows = pd.DataFrame(
        {"x": ["a"] * len(figures), "n": pd.array(figures, dtype="Int64"), "cost": [1.5] * len(figures)}
    )
    buffer = io.BytesIO()
    write_workbook(book(blocks=(Table("rows", "Data", columns, rows),)), buffer, **more)
    formulas, values = (
        openpyxl.load_workbook(buffer)["Data"],
        openpyxl.load_workbook(buffer, data_only=True)["Data"],
    )
    return [[cell.value for cell in page[page.max_row]] for page in (formulas, values)], formulas


def test_figures_that_add_up_are_summed_below_by_a_formula_with_its_value():
    (formulas, values), sheet = summed([2, 3, 5])
    assert formulas == ["Total", "=SUBTOTAL(109,B2:B4)", "=SUBTOTAL(109,C2:C4)"]
    assert values == ["Total", 10, 4.5]
    assert dict(sheet.tables.items()) == {"Data": "A1:C4"}


def test_what_is_not_known_is_never_summed_as_nothing():
    (formulas, values), _ = summed([2, None, 5])
    assert formulas == ["Total", None, "=SUBTOTAL(109,C2:C4)"]
    assert values == ["Total", None, 4.5]


@pytest.mark.parametrize(("figures", "more"), [([7], {}), ([], {}), ([1, 2, 3], {"most_rows": 2})])
def test_one_line_no_line_and_a_part_of_a_table_have_no_sum(figures, more):
    (formulas, _), sheet = summed(figures, **more)
    assert "Total" not in formulas
    assert sheet.max_row == min(len(figures), 2) + 1


@pytest.mark.parametrize(
    ("title", "name"),
    [("Data", "Data"), ("A1", "_A1"), ("xfd 12", "xfd_12"), ("R1C1", "_R1C1"), ("C", "_C"), ("2027 plan", "_2027_plan"), ("Ké (2)", "Ké_2"), ("–", "_")],
)  # fmt: skip
def test_names_of_tables_are_names_to_excel(title, name):
    assert table_name(title, set()) == name


def test_no_two_tables_share_a_name():
    taken = set()
    assert [table_name(one, taken) for one in ("Data (2)", "data 2", "Data_2")] == [
        "Data_2",
        "data_2_",
        "Data_2__",
    ]


@pytest.mark.parametrize("headings", [["A", "a"], ["A", ""], ["A", "b\nc"], []])
def test_headings_that_excel_refuses_make_no_table(headings):
    assert not can_be_a_table(headings)


def test_long_record_has_its_own_sheet():
    columns = tuple(
        Column(f"f{i}", f"Fact {i}", "gap" if i == 0 else "date" if i == 1 else "text") for i in range(13)
    )
    row = pd.DataFrame(
        {
            c.key: [-2.0 if c.kind == "gap" else pd.Timestamp("2025-01-31") if c.kind == "date" else "x"]
            for c in columns
        }
    )
    result = opened(book(blocks=(*book().blocks, Record("facts", "Facts", columns, row))))
    facts = result["Facts"]
    assert [cell.value for cell in facts["B"]][:3] == [-2, datetime(2025, 1, 31), "x"]
    assert [cell.value for cell in facts["A"]] == [column.label for column in columns]


def test_legal_basis_names_rule_value_citation_and_how_sure_it_is():
    sheet = opened(book())["Legal basis"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3, max_col=5)]
    assert rows[0] == ["Title", "Value", "Stands in", "Source", "In force since"]
    assert rows[1] == [
        "Pendidikan paling rendah S-1", "S-1", "PP 11/2017 Pasal 54 ayat (1) huruf b", "primary source", "2017-04-07",
    ]  # fmt: skip
    assert rows[2][3] == "secondary source"
    more = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3, min_col=6, max_col=9)]
    assert more == [
        ["Certainty", "Amended by, not read", "Note", "Name for asn rules"],
        ["one source", "PP 17/2020", "Setara S-1.", "ADM-PENDIDIKAN"],
        ["", "", "", "JPM"],
    ]
    last = everything(opened(book())["Provenance"])
    known = last.index("How well the law is known")
    assert last[known + 1 : known + 7] == [
        "Rules used",
        2,
        "of them not certain",
        0,
        "of them amended in words that were not read",
        1,
    ]
    told = "•  Of 2 rules used, 0 are not certain and 1 were amended in words that were not read: see the sheet of the legal basis."
    assert told in everything(opened(book())["Cover"])
    without = opened(book(citations=()))
    assert "Legal basis" not in without.sheetnames
    assert not [text for text in everything(without["Cover"]) if "rules used" in str(text)]


def test_empty_table_is_still_a_table():
    sheet = opened(book(frame().head(0)))["Gaps per competency"]
    assert sheet.max_row == 1
    assert sheet.auto_filter.ref == "A1:O1"


def test_more_rows_than_a_sheet_holds_continue_on_the_next():
    rows = pd.DataFrame({"x": [f"r{i}" for i in range(7)]})
    report = book(blocks=(Table("rows", "Data", (Column("x", "X"),), rows),))
    result = opened(report, most_rows=3)
    names = ["Data", "Data (2)", "Data (3)"]
    assert [name for name in result.sheetnames if name.startswith("Data")] == names
    got = [[cell.value for cell in result[name]["A"]] for name in names]
    assert got == [["X", "r0", "r1", "r2"], ["X", "r3", "r4", "r5"], ["X", "r6"]]
    assert {"Data (3)", "rows: 1"} <= set(everything(result["Remarks"]))


@pytest.mark.parametrize("character", ["a", "😀"])
def test_text_longer_than_a_cell_is_cut_visibly(character):
    longest = character * (LONGEST_TEXT // utf16_length(character))
    assert fitting(longest) == (longest, False)
    result = opened(
        book(
            blocks=(
                Table("rows", "Data", (Column("x", "X"),), pd.DataFrame({"x": [longest + character, "ok"]})),
            )
        )
    )
    cut = result["Data"]["A2"]
    assert utf16_length(cut.value) <= LONGEST_TEXT
    assert f"[cut: {len(longest) + 1} characters; whole in CSV and JSON]" in cut.value
    assert cut.fill.start_color.rgb == "FFFDE7E7"
    assert "•  Data, X: texts too long for a cell were cut and are marked." in everything(result["Cover"])


def test_numbers_and_days_that_excel_cannot_hold_are_text():
    assert one_column([10**15, 10**15 - 1, 2**62], "integer", "Int64")["A2"].value == str(10**15)
    days = one_column([date(1900, 2, 28), date(1900, 3, 1), date(9999, 12, 31)], "date")
    assert [days[f"A{row}"].value for row in (2, 3, 4)] == [
        "1900-02-28",
        datetime(1900, 3, 1),
        datetime(9999, 12, 31),
    ]


def test_floats_keep_every_digit():
    values = [0.1, 1 / 3, 2.345678, 1e-6, 123456.789]
    sheet = one_column(values, "level", "float64")
    assert [sheet[f"A{row}"].value for row in range(2, 7)] == [0.1, 0.333333, 2.345678, 1e-6, 123456.789]


def test_sheet_names_are_legal_and_different():
    taken = set()
    names = [
        sheet_name(title, taken)
        for title in ("A/B:C", "a?b*c", "", "History", "'x'", "Kesenjangan kompetensi per unit kerja", "Kesenjangan kompetensi per unit kerja dan orang", "😀" * 20, "\ud800")
    ]  # fmt: skip
    assert names == [
        "A-B-C", "a-b-c (2)", "-", "History -", "x", "Kesenjangan kompetensi per unit", "Kesenjangan kompetensi per (2)", "😀" * 15, "\ufffd",
    ]  # fmt: skip
    assert all(utf16_length(name) <= 31 for name in names)


def test_what_tells_sheets_of_one_title_apart_is_not_cut_off():
    taken = set()
    title = "Apakah kenaikan bertahan sesudah pelatihan – rincian"
    assert sheet_name(title, taken) == "Apakah kenaikan berta – rincian"
    assert sheet_name(title, taken) == "Apakah kenaikan b – rincian (2)"
    assert len(sheet_name("A – " + "b" * 40, taken)) == 31


def test_two_sheets_of_one_title_both_appear():
    first = book().blocks[0]
    result = opened(book(blocks=(first, replace(first, key="again"))))
    assert result.sheetnames[1:3] == ["Gaps per competency", "Gaps per competency (2)"]


def test_days_follow_the_language():
    class Translations:
        def gettext(self, text):
            return {"2025-12-31": "31-12-2025"}.get(text, text)

    def in_indonesian():
        language._active.set(Translations())
        return opened(book())

    cell = copy_context().run(in_indonesian)["Gaps per competency"]["M2"]
    assert (cell.value, cell.number_format) == (datetime(2025, 3, 17), "dd-mm-yyyy")


def test_an_xlsxwriter_that_drops_the_rows_is_noticed(monkeypatch):
    monkeypatch.setattr("asnkarier.reports.excel.stream.StreamedWorksheet._write_sheet_data", lambda _: None)
    with pytest.raises(RuntimeError, match="XlsxWriter"):
        produce(book(), "xlsx")


def test_disk_failure_comes_out_as_oserror():
    class Full(io.BytesIO):
        def write(self, _):
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_workbook(book(), Full())


def test_shared_strings_are_counted_right():
    rows = pd.concat([frame()] * 5, ignore_index=True)
    package = zipfile.ZipFile(io.BytesIO(produce(book(rows), "xlsx")))
    strings = package.read("xl/sharedStrings.xml").decode()
    uses = sum(
        package.read(name).count(b't="s"')
        for name in package.namelist()
        if name.startswith("xl/worksheets/sheet")
    )
    assert f'count="{uses}"' in strings
    assert f'uniqueCount="{strings.count("<si>")}"' in strings


@pytest.mark.slow
def test_many_rows_stay_quick_and_right():
    rows = pd.DataFrame(
        {"nip": [f"{i:018d}" for i in range(60_000)], "gap": np.tile([-1.0, 0.0, np.nan], 20_000)}
    )
    report = book(
        blocks=(Table("rows", "Data", (Column("nip", "NIP", "nip"), Column("gap", "Gap", "gap")), rows),)
    )
    package = zipfile.ZipFile(io.BytesIO(produce(report, "xlsx")))
    data = package.read("xl/worksheets/sheet2.xml")
    assert data.count(b"<row ") == 60_001
    assert b'<row r="60001"><c r="A60001"' in data


@pytest.mark.parametrize("kind", ["level", "gap"])
def test_levels_of_many_decimals_show_two_and_hold_all(kind):
    values = [0.333333, 2.5, 3.0, -1.666667, 2.996001, -0.004]
    sheet = one_column(values, kind, "float64")
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == values
    long = {"level": "0.00", "gap": "+0.00;-0.00;0"}[kind]
    plain = {"level": "General", "gap": "+General;-General;0"}[kind]
    # Two decimals would show 2.996 as 3 and -0.004 as nothing: those stay as they are.
    assert [cell.number_format for cell in cells] == [long, plain, plain, long, plain, plain]
