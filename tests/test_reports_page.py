"""Pages and charts of a workbook: the charts read cells that hold the figures, the page prints one page wide."""

import io
import itertools
import re
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from asnkarier import language
from asnkarier.model.book import Chart, Column, Page, Table, Text
from asnkarier.model.said import Code, Said
from asnkarier.reports.excel.page import _UNITS
from asnkarier.reports.produce import produce
from charts_example import charts
from reports_example import book

NATIVE = [chart for chart in charts() if chart.kind not in ("matrix", "boxes")]


@pytest.fixture(autouse=True)
def _english():
    token = language._active.set(None)
    yield
    language._active.reset(token)


def package(*blocks):
    return zipfile.ZipFile(io.BytesIO(produce(book(blocks=blocks), "xlsx")))


def opened(*blocks):
    return openpyxl.load_workbook(io.BytesIO(produce(book(blocks=blocks), "xlsx")))


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def referenced(workbook, formula):
    sheet, cells = re.fullmatch(r"'?(.+?)'?!(.+)", formula).groups()
    return [cell.value for row in workbook[sheet][cells.replace("$", "")] for cell in row]


def chart_files(archive):
    return sorted(name for name in archive.namelist() if name.startswith("xl/charts/"))


def test_same_report_same_bytes():
    report = book(blocks=(*book().blocks, *charts(), Page("Page", (*charts(), *book().blocks))))
    assert produce(report, "xlsx") == produce(report, "xlsx")


def test_charts_outside_a_page_stand_together():
    result = opened(*book().blocks, *charts())
    assert result.sheetnames == [
        "Cover",
        "Gaps per competency",
        "Charts",
        "Remarks",
        "Legal basis",
        "Provenance",
    ]
    assert len(result["Charts"]._charts) == len(NATIVE)
    assert [chart.title for chart in charts() if chart.title not in texts(result["Charts"])] == []
    assert "People by category; Scores; Categories by competency" in "; ".join(
        map(str, texts(result["Remarks"]))
    )
    assert len(result["Cover"]._charts) == 1


@pytest.mark.parametrize("number", range(len(NATIVE)))
def test_a_chart_reads_its_labels_and_figures_from_cells(number):
    chart = NATIVE[number]
    archive, workbook = package(*charts()), opened(*charts())
    # The first chart is the one on the first sheet, which reads the same cells.
    xml = archive.read(f"xl/charts/chart{number + 2}.xml").decode()
    labels = re.findall(r"<c:cat>.*?<c:f>(.+?)</c:f>", xml)
    values = re.findall(r"<c:val>.*?<c:f>(.+?)</c:f>", xml)
    assert len(labels) == len(values) == len(chart.series) + (chart.upto is not None)
    for place, column in enumerate(chart.series):
        found = [None if cell is None else float(cell) for cell in referenced(workbook, values[place])]
        wanted = [None if pd.isna(value) else float(value) for value in chart.rows[column.key]]
        assert found == wanted
        assert len(referenced(workbook, labels[place])) == len(chart.rows)


def test_what_is_only_possible_is_drawn_on_top():
    (chart,) = (one for one in charts() if one.upto is not None)
    workbook, archive = opened(chart), package(chart)
    values = re.findall(r"<c:val>.*?<c:f>(.+?)</c:f>", archive.read("xl/charts/chart1.xml").decode())
    assert referenced(workbook, values[1]) == [5, 0, None]


def test_words_of_the_reader_stand_at_the_bars():
    workbook, archive = opened(charts()[0]), package(charts()[0])
    (labels,) = re.findall(r"<c:cat>.*?<c:f>(.+?)</c:f>", archive.read("xl/charts/chart1.xml").decode())
    assert referenced(workbook, labels)[:2] == ["Memenuhi Syarat", "Masih Memenuhi Syarat"]


def test_parts_of_a_bar_differ_on_paper_without_colour():
    archive = package(charts()[2])
    xml = archive.read("xl/charts/chart1.xml").decode()
    assert len(set(re.findall(r'<a:pattFill prst="(\w+)"', xml))) == 2


def test_a_matrix_is_shaded_in_its_cells_and_needs_no_chart():
    archive = package(charts()[5])
    assert chart_files(archive) == []
    assert b"colorScale" in archive.read("xl/worksheets/sheet2.xml")


def test_a_matrix_wider_than_the_page_goes_on_below_by_one_scale():
    weeks = tuple(Column(f"w{number}", f"{number:02d}/01", "integer") for number in range(45))
    rows = pd.DataFrame([{"kelas": "A", **{one.key: place for place, one in enumerate(weeks)}}])
    chart = Chart("matrix", "Weeks", Column("kelas", "Class"), weeks, rows)
    archive, sheet = package(Page("Weeks of a year", (chart,))), opened(Page("Weeks of a year", (chart,)))
    shown = sheet["Weeks of a year"]
    assert shown.max_column <= _UNITS
    found = texts(shown)
    assert [one for one in found if isinstance(one, int)] == list(range(45))
    assert found.count("A") == 3
    xml = archive.read("xl/worksheets/sheet2.xml").decode()
    assert set(re.findall(r'<cfvo type="num" val="(\d+)"/>', xml)) == {"0", "44"}
    assert xml.count("<colorScale>") == 3


def test_a_page_holds_everything_and_prints_one_page_wide():
    long = "satu dua tiga empat lima enam tujuh " * 20
    result = opened(Page("A page", (Text((long, "Second."), "Verdict"), *book().blocks, charts()[0])))
    sheet = result["A page"]
    found = texts(sheet)
    for part in ("A page", "Verdict", long, "Second.", "Gaps per competency", "Siti Rahayu, S.E.", "Totals", 1500000.5,
                 "Spent counts whole classes.", "People by category"):  # fmt: skip
        assert part in found
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    (row,) = (cell.row for line in sheet.iter_rows() for cell in line if cell.value == long)
    assert sheet.row_dimensions[row].height > 50
    assert sheet.max_column <= _UNITS
    assert len(sheet._charts) == 1


def test_hostile_texts_stay_texts_on_a_page():
    sheet = opened(Page("A page", (Text(("=1+1", "<r>&</r>")), *book().blocks)))["A page"]
    assert {"=1+1", "<r>&</r>", '=HYPERLINK("http://x")'} <= {str(value).strip() for value in texts(sheet)}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)} == {
        "s"
    }


def test_no_chart_is_cut_by_the_end_of_a_sheet_of_paper():
    sheet = opened(*NATIVE * 2)["Charts"]
    ends = [0, *(mark.id for mark in sheet.row_breaks.brk), sheet.max_row + 50]
    assert len(ends) > 2
    for chart in sheet._charts:
        first, last = chart.anchor._from.row, chart.anchor.to.row
        assert any(start <= first and last <= end for start, end in itertools.pairwise(ends))


def test_an_empty_table_on_a_page_says_so():
    empty = replace(book().blocks[0], rows=book().blocks[0].rows.head(0))
    assert "no rows" in texts(opened(Page("A page", (empty,)))["A page"])


def test_too_many_columns_for_a_page_are_refused():
    columns = tuple(Column(f"c{i}", "X") for i in range(_UNITS + 1))
    wide = Table("rows", "T", columns, pd.DataFrame({column.key: ["x"] for column in columns}))
    with pytest.raises(ValueError, match="columns"):
        package(Page("A page", (wide,)))


def test_sentences_outside_a_page_stand_on_the_cover():
    assert "•  Read this first." in texts(opened(*book().blocks, Text(("Read this first.",)))["Cover"])


def test_what_was_said_is_told_in_words():
    told = Text((Said("recorded", (("value", Code("di_atas")),)),))
    assert "above expectation" in texts(opened(Page("A page", (told,)))["A page"])
    assert "•  above expectation" in texts(opened(*book().blocks, told)["Cover"])


def test_machine_forms_hold_the_tables_of_pages_and_no_charts():
    plain, paged = book(), book(blocks=(Text(("Words.",)), Page("A page", (*charts(), *book().blocks))))
    assert produce(paged, "json") == produce(plain, "json")
    assert produce(paged, "csv") == produce(plain, "csv")
