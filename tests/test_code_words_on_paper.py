"""What is printed of shortlists and placements names rules and competencies as people do: ids of rules stand in columns of their own, no key of config.yaml in a cell of a table."""

import io
import json
import re
from datetime import date

import openpyxl
import pytest

from asnkarier.model.book import Book, CitationLine, Column, PlainRows, Table
from asnkarier.model.said import LawText, said
from asnkarier.reports.produce import produce
from in_process import asn
from pdf_told import told_to_page
from test_shortlist_usual_office import ANI as SOMEBODY
from test_shortlist_usual_office import office, settings

__all__ = ["office"]
RULE = re.compile(r"\b[A-Z]{2,5}-[A-Z]{3,}\b")
CODE = re.compile(r"\w_\w|\[[a-z]{2}|\b\w+=\w+")
# Sheets of sentences that name config.yaml and commands to be copied, and where a report comes from.
APART = {"Remarks", "Keterangan", "Provenance", "Asal-usul"}
LAW = {"Legal basis", "Dasar Hukum"}
# By what name a rule is asked about: the one column of ids, on the sheet of the law, which no print holds.
NAMES = {"Name for asn rules", "Nama bagi asn rules"}
RULE_FILE = re.compile(r"\b[a-z]+(?:_[a-z]+)*/[a-z]+(?:_[a-z]+)*\b")


def printed_of(sheet):
    """The cells of a sheet that people read: on the sheet of the law those within its print area."""
    if sheet.title not in LAW:
        return [cell for row in sheet.iter_rows() for cell in row]
    area = sheet.print_area.rpartition("!")[2]
    beyond = [cell for row in sheet.iter_rows() for cell in row if cell.column > sheet[area][0][-1].column]
    assert {cell.value for cell in beyond if cell.row == 1} & NAMES
    return [cell for row in sheet[area] for cell in row]


def strange_cells(workbook):
    """The cells of the tables and pages of a workbook that hold a code: sheet, place and text."""
    for sheet in openpyxl.load_workbook(workbook).worksheets:
        if sheet.title in APART:
            continue
        for cell in printed_of(sheet):
            if (
                not isinstance(cell.value, str)
                or cell.value.startswith("asn ")
                or "config.yaml" in cell.value
            ):
                continue
            found = RULE.search(cell.value) or CODE.search(cell.value)
            if found or (sheet.title in LAW and RULE_FILE.search(cell.value)):
                yield sheet.title, cell.coordinate, cell.value


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("promote-shortlist", "V1"),
        ("promote-shortlist", "--all-vacancies"),
        ("promote-shortlist", "V1", "--all"),
        ("recommend-placement",),
        ("recommend-placement", "--cascade"),
        ("succession",),
        ("talent-map",),
        ("profile", SOMEBODY),
        ("explain", SOMEBODY, "--for", "V1"),
        ("review",),
        ("gap",),
        ("ip-asn",),
        ("check",),
    ],
    ids=" ".join,
)
def test_a_workbook_says_rules_by_their_names(office, tmp_path, words, language):
    (office / "config.yaml").write_text(settings(), encoding="utf-8")
    file = tmp_path / "laporan.xlsx"
    done = asn("--language", language, *words, "--output", file, cwd=office)
    assert done.code == 0, done.err
    assert list(strange_cells(file)) == []


def test_machine_output_keeps_the_ids(office):
    (office / "config.yaml").write_text(settings(), encoding="utf-8")
    found = json.loads(asn("promote-shortlist", "V1", "--format", "json", cwd=office).out)
    assert "ADM-DISIPLIN" in found["rows"][0]["gates_unknown"]
    assert "ADM-DISIPLIN" in found["rows"][0]["eligible_on_reason_facts"]["rules"]
    assert "ADM-DISIPLIN" in found["rows"][0]["eligible_on_reason"]


def some_book():
    columns = (Column("rules", "Not met", "list"), Column("why", "Why", "said"))
    rules = ("ADM-A", "JF-A", "lain")
    rows = PlainRows({"rules": [list(rules), []], "why": [said("eligible_open", rules=rules), None]})
    cited = [CitationLine(one, LawText("Bersih, tanpa hukuman"), "", "PP", "primer", "") for one in ("ADM-A", "JF-A")]  # fmt: skip
    return Book(
        "asn.x/1",
        "Report",
        date(2026, 1, 1),
        "",
        (Table("rows", "Rows", columns, rows),),
        citations=tuple(cited),
    )


def test_rules_of_one_name_are_said_once_and_a_name_with_a_comma_stays_one():
    sheets = openpyxl.load_workbook(io.BytesIO(produce(some_book(), "xlsx")))
    values = list(sheets["Rows"].iter_rows(min_row=2, values_only=True))
    assert values[0][0] == "Bersih, tanpa hukuman; lain"
    assert values[0][1].endswith(": Bersih, tanpa hukuman; lain")
    assert b"ADM-A" in produce(some_book(), "json")
    assert b"ADM-A" in produce(some_book(), "csv")


def test_a_pdf_is_drawn_with_names_of_rules(monkeypatch):
    text = json.dumps(told_to_page(some_book(), monkeypatch)["sections"])
    assert "Bersih, tanpa hukuman; lain" in text
    assert "ADM-A" not in text
