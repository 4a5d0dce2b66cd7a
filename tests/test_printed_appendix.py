"""What of a workbook is printed with the others: lists and pages that a terminal shows; an appendix only where config.yaml asks, and a list without rows has no sheet."""

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from asnkarier.model.book import Book, Column, Page, PlainRows, Table
from asnkarier.model.office.signing import Paper
from asnkarier.reports.excel.workbook import write_workbook
from in_process import asn
from pdf_told import told_to_page
from test_shortlist_usual_office import office, settings

__all__ = ["office"]
NUMBER = Column("n", "Number", "integer")


def table(key, title, count, **more):
    return Table(key, title, (NUMBER,), PlainRows({"n": list(range(count))}), **more)


def some_book(*, appendix=False):
    wide = (Column("nip", "NIP", "nip"), Column("t", "Text"), Column("more", "More", behind=True))
    rows = PlainRows({"nip": ["198001012005011901"], "t": ["x"], "more": ["y"]})
    blocks = (
        Table("rows", "List", wide, rows),
        table("empty", "Nobody", 0),
        table("findings", "Findings", 3, terminal=False),
        Page("One person", (table("own", "Own", 2),), appendix=True),
        Page("Summary", (table("sum", "Sum", 2),)),
    )
    paper = Paper(appendix=True) if appendix else None
    return Book("asn.x/1", "Title", date(2026, 1, 1), "Kota", blocks, paper=paper)


def opened(book):
    buffer = io.BytesIO()
    write_workbook(book, buffer)
    return openpyxl.load_workbook(buffer)


def printed(sheet):
    """Whether a cell of the print area holds something; without one all is printed."""
    if not sheet.print_area:
        return True
    left, top, right, bottom = range_boundaries(sheet.print_area.rpartition("!")[2])
    area = sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
    return any(value is not None for row in area for value in row)


APPENDIX = {"List – details", "Findings", "One person"}


def test_an_appendix_is_printed_only_where_that_is_asked_for():
    found, asked = opened(some_book()), opened(some_book(appendix=True))
    assert found.sheetnames == asked.sheetnames
    assert set(found.sheetnames) > APPENDIX
    assert {sheet.title for sheet in found if not printed(sheet)} == APPENDIX
    assert all(map(printed, asked))
    assert found["Findings"].max_row == 4, "the workbook holds it all the same"
    assert "appendix, not printed: Findings" in found["Findings"].oddHeader.center.text
    told = [cell.value for row in found["One person"].iter_rows(max_row=4) for cell in row if cell.value]
    assert any("clear its print area" in str(one) for one in told)
    told = {cell.value for row in found["Remarks"].iter_rows() for cell in row}
    assert "rows: 3; appendix, not printed with the others" in told


def test_a_list_without_rows_is_a_sentence_and_no_sheet():
    found = opened(some_book())
    assert "Nobody" not in found.sheetnames
    lines = [[cell.value for cell in row] for row in found["Remarks"].iter_rows(max_col=2)]
    assert ["Nobody", "no rows"] in lines
    assert not [link for link in found["Remarks"]._hyperlinks if "Nobody" in (link.location or "")]


def test_the_main_list_has_a_sheet_though_it_is_empty():
    book = Book("asn.x/1", "Title", date(2026, 1, 1), "Kota", (table("rows", "List", 0, terminal=False),))
    assert printed(opened(book)["List"])


def test_a_pdf_leaves_the_appendix_out_and_says_so(monkeypatch):
    told = told_to_page(some_book(), monkeypatch)
    assert [one["title"] for one in told["sections"] if one["title"]] == ["Summary"]
    assert "1 pages of the appendix" in " ".join(told["notes"])
    told = told_to_page(some_book(appendix=True), monkeypatch)
    assert [one["title"] for one in told["sections"] if one["title"]] == ["One person", "Summary"]
    assert told["notes"] == []


@pytest.mark.parametrize("wanted", [False, True])
def test_a_shortlist_prints_its_lists_and_its_candidates_where_asked(office, tmp_path, wanted):
    more = "print: {appendix: true}\n" if wanted else ""
    (office / "config.yaml").write_text(settings(more=more), encoding="utf-8")
    file = tmp_path / "daftar.xlsx"
    assert asn("promote-shortlist", "V1", "--output", file, cwd=office).code == 0
    book = openpyxl.load_workbook(file)
    pages = [name for name in book.sheetnames if name[:2] in ("1.", "2.")]
    assert len(pages) == 2
    unprinted = {sheet.title for sheet in book if not printed(sheet)}
    assert unprinted >= {*pages, "Findings", "Candidates – details"} if not wanted else unprinted == set()
    assert printed(book["Candidates"])
    assert (book["Candidates"].page_setup.fitToWidth or 1) == 1, "one page wide"
