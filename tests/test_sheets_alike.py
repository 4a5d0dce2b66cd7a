"""Sheets whose names are nearly or wholly alike, and names of files that are no text: nothing is mistaken or lost."""

import os
import sys

import openpyxl
import pytest
import xlsxwriter

from asnkarier.sheets.names import name_of
from asnkarier.sheets.reading import read_tables
from asnkarier.sheets.rows.raw import raw_rows
from asnkarier.sheets.source import open_source
from in_process import asn
from sheets.workbooks import VOCABULARY, codes, nip, options, pack, raw_parts, read, sheet_xml, write_csv

HEAD = ["NIP", "NAMA", "JABATAN", "UNIT KERJA"]


def two_sheets(path, first, second, bad=False):
    with xlsxwriter.Workbook(path) as book:
        for number, name in enumerate((first, second)):
            page = book.add_worksheet(name)
            page.write_row(0, 0, HEAD)
            page.write_row(
                1, 0, [nip(number + 1) + ("X" if bad and number else ""), f"Orang {name!r}", "Guru", "SD"]
            )
    return path


def test_the_exact_name_is_found_first(tmp_path):
    path = two_sheets(tmp_path / "a.xlsx", "Data", "Data ")
    with open_source(path) as source:
        assert [source.find(name).name for name in ("Data", "Data ")] == ["Data", "Data "]
        assert source.find("data") is None  # two are meant alike
    path = two_sheets(tmp_path / "b.xlsx", "Data", "Lain")
    with open_source(path) as source:
        assert source.find(" data").name == "Data"


def test_rows_go_back_from_the_sheet_they_stand_on(tmp_path):
    path = two_sheets(tmp_path / "a.xlsx", "Data", "Data ", bad=True)
    second = read_tables(path, vocabulary=VOCABULARY, options=options())[1]
    assert second.rejected_rows == (2,)
    assert raw_rows(path, second.sheet, [2]).texts(2)[1] == "Orang 'Data '"


def test_both_sheets_are_stored_and_the_rejected_row_is_the_right_one(tmp_path):
    (tmp_path / "config.yaml").write_text("language: en\n")
    two_sheets(tmp_path / "a.xlsx", "Data", "Data ")
    assert asn("import", "a.xlsx", cwd=tmp_path).code == 0
    told = asn("import", two_sheets(tmp_path / "b.xlsx", "Lain", "Lain ", bad=True), cwd=tmp_path)
    assert (told.code, "b.xlsx:Lain !A2" in told.err) == (1, True)
    back = openpyxl.load_workbook(tmp_path / "b.ditolak.xlsx").worksheets[0]
    assert back["B2"].value == "Orang 'Lain '"


def test_two_sheets_of_one_name_are_refused(tmp_path):
    rows = "<row r='1'/>"
    parts = raw_parts(sheet_xml(rows))
    first = parts["xl/workbook.xml"]
    sheet = first[first.index("<sheet ") : first.index("/>", first.index("<sheet ")) + 2]
    parts["xl/workbook.xml"] = first.replace(sheet, sheet + sheet)
    found = read(pack(tmp_path / "a.xlsx", parts))
    assert (found.refused, codes(found)) == (True, {"LEMBAR-KEMBAR": 1})


@pytest.mark.parametrize("between", ["", "<!-- -->", "<mergeCells/>"])
def test_two_tables_in_one_sheet_part_are_damage(tmp_path, between):
    text = sheet_xml("<row r='1'/>").replace("</sheetData>", f"</sheetData>{between}<sheetData></sheetData>")
    assert codes(read(pack(tmp_path / "a.xlsx", raw_parts(text)))) == {"BERKAS-RUSAK": 1}


@pytest.mark.skipif(sys.platform != "linux", reason="only here a name of a file may be no text")
def test_a_name_that_is_no_text_stops_nobody(tmp_path):
    (tmp_path / "config.yaml").write_text("language: en\njobs: {malam: [{run: import}]}\n")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    odd = inbox / os.fsdecode(b"d\xe9f.csv")
    write_csv(odd, ",".join(HEAD) + f"\n{nip(1)},A,Guru,SD\nX,B,Guru,SD\n")
    write_csv(inbox / "z.csv", ",".join(HEAD) + f"\n{nip(2)},C,Guru,SD\n")
    assert name_of(odd) == r"d\xe9f.csv"
    done = asn("import", "inbox", cwd=tmp_path)
    assert (done.code, done.err.count("1 accepted")) == (1, 2)
    assert r"d\xe9f.csv" in done.err
    assert asn("run", "malam", cwd=tmp_path).code in (0, 1)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_stops_nobody(tmp_path):
    (tmp_path / "config.yaml").write_text("language: en\njobs: {malam: [{run: import}]}\n")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    write_csv(inbox / "a.csv", ",".join(HEAD) + f"\n{nip(1)},A,Guru,SD\n").chmod(0)
    write_csv(inbox / "z.csv", ",".join(HEAD) + f"\n{nip(2)},C,Guru,SD\n")
    assert asn("run", "malam", cwd=tmp_path).code == 1


def test_an_input_that_is_gone_or_closed_keeps_its_reason(tmp_path):
    from asnkarier.workflows.running.steps import _input

    assert set(_input(tmp_path / "tiada.csv")) == {"file", "unreadable"}
