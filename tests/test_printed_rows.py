"""What of a long list is printed: the first rows, said on the paper; all of it only on purpose."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from asnkarier.model.book import Book, Column, PlainRows, Table
from asnkarier.model.office.signing import Paper
from asnkarier.reports.excel.workbook import write_workbook
from in_process import asn


def sheet(rows, paper):
    table = Table(
        "rows",
        "Temuan",
        (Column("n", "Nomor", "integer"), Column("t", "Teks")),
        PlainRows({"n": range(rows), "t": ["x"] * rows}),
    )
    buffer = io.BytesIO()
    write_workbook(replace(Book("x@1", "Judul", date(2026, 1, 1), "Kota", (table,)), paper=paper), buffer)
    return openpyxl.load_workbook(buffer)["Temuan"]


@pytest.mark.parametrize(
    ("rows", "paper", "area", "told"),
    [
        (200, None, None, "Temuan"),
        (201, None, "'Temuan'!$A$1:$B$201", "1 to 200 of 201: Temuan"),
        (5, Paper(rows=4), "'Temuan'!$A$1:$B$5", "1 to 4 of 5: Temuan"),
        (4, Paper(rows=4), None, "Temuan"),
        (900, Paper(rows=None), None, "Temuan"),
    ],
)
def test_long_lists_are_printed_in_part_and_say_so(rows, paper, area, told):
    found = sheet(rows, paper)
    assert (found.print_area or None) == area
    assert str(found.oddHeader.center.text).removesuffix("&B").endswith(told)
    assert found.max_row == rows + 1  # every row is in the workbook


@pytest.mark.parametrize(("size", "code"), [("A4", "9"), ("F4", "14")])
def test_the_paper_of_the_office_reaches_every_sheet(small_agency, tmp_path, size, code):
    config = tmp_path / "config.yaml"
    text = (small_agency / "config.yaml").read_text(encoding="utf-8")
    paths = "".join(
        f"  {one}: {small_agency / place}\n"
        for one, place in (("store", ".asn/asnkarier.db"), ("standards", "standards"))
    )
    config.write_text(f"{text}print: {{paper: {size}, rows: 3}}\npaths:\n{paths}", encoding="utf-8")
    done = asn("gap", "--output", "gap.xlsx", cwd=tmp_path)
    assert done.code == 0, done.err
    book = openpyxl.load_workbook(tmp_path / "gap.xlsx")
    assert {str(one.page_setup.paperSize) for one in book} == {code}
    assert any((one.print_area or "").endswith("$4") for one in book)


def test_a_size_that_no_printer_has_is_refused_with_its_line(tmp_path):
    (tmp_path / "config.yaml").write_text("print: {paper: A9}\n", encoding="utf-8")
    done = asn("gap", cwd=tmp_path)
    assert done.code == 3
    assert "config.yaml:1" in done.err
