"""A page of the workbook for each of the first candidates, beside what the report says of them elsewhere."""

import openpyxl
import pytest

from asnkarier.reports.books.candidate_pages import MOST_PAGES


@pytest.fixture(scope="module")
def pages(agency, run_asn, tmp_path_factory):
    path = tmp_path_factory.mktemp("calon") / "daftar.xlsx"
    assert run_asn("promote-shortlist", "LOW-01", "--output", path, cwd=agency).code == 0
    found = run_asn("promote-shortlist", "LOW-01", "--format", "json", cwd=agency).json()
    return openpyxl.load_workbook(path), found


def texts(sheet):
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_each_of_the_first_has_a_page_of_one_sheet_of_paper(pages):
    workbook, found = pages
    ranked = [row for row in found["rows"] if row["rank"] is not None][:MOST_PAGES]
    assert len(ranked) == MOST_PAGES
    for row in ranked:
        sheet = workbook[f"{row['rank']}. {row['nama']}"[:31]]
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert {sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight} <= {1, None}  # one by default
        assert sheet.page_setup.orientation == "portrait"


def test_the_page_says_what_the_tables_say(pages):
    workbook, found = pages
    row = next(one for one in found["rows"] if one["rank"] == 1)
    lines = texts(workbook[f"1. {row['nama']}"[:31]])
    flat = [cell for line in lines for cell in line]
    assert row["nip"] in flat
    assert pytest.approx(row["score"]) in [cell for cell in flat if isinstance(cell, (int, float))]
    for one in (one for one in found["findings"] if one["nip"] == row["nip"]):
        line = next(line for line in lines if line[:1] == [one["title"]])
        assert one["citation"] in line
        if one["source"]:
            assert one["source"] in line
    parts = [one for one in found["components"] if one["nip"] == row["nip"]]
    assert parts
    assert sum(one["points"] for one in parts) == pytest.approx(row["score"], abs=0.01)
    for one in parts:
        numbers = [[cell for cell in line if isinstance(cell, (int, float))] for line in lines]
        assert [one[key] for key in ("low", "high", "weight", "points", "points_high")] in numbers


def test_blind_pages_name_nobody(agency, run_asn, tmp_path):
    key, path = tmp_path / "kunci.xlsx", tmp_path / "buta.xlsx"
    done = run_asn("promote-shortlist", "LOW-01", "--blind", "--key", key, "--output", path, cwd=agency)
    assert done.code == 0, done.err
    named = run_asn("promote-shortlist", "LOW-01", "--format", "json", cwd=agency).json()["rows"]
    workbook = openpyxl.load_workbook(path)
    told = {str(cell) for sheet in workbook for line in texts(sheet) for cell in line} | set(
        workbook.sheetnames
    )
    assert any(name.startswith("1. ") for name in workbook.sheetnames)
    for row in named:
        assert not [one for one in told if row["nama"] in one or row["nip"] in one]
