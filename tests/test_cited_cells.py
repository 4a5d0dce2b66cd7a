"""A finding about a person cites the cell of the very fact that it rests on; opened in the source file, it holds that fact."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
OF_A_PERSON = ("DISIPLIN", "PENDIDIKAN", "PANGKAT", "STATUS", "KEDUDUKAN", "USIA", "BUP")


@pytest.fixture(scope="module")
def cell():
    """Open a cited cell: `file:sheet!C7` or `file:C7`."""
    books = {}

    def value(source):
        file, _, place = source.rpartition(":")
        if "!" in place:
            sheet, _, address = place.rpartition("!")
            if file not in books:
                books[file] = openpyxl.load_workbook(SAMPLES / file, data_only=True)
            return books[file][sheet][address].value
        if file not in books:
            text = (SAMPLES / file).read_text(encoding="utf-8-sig")
            books[file] = list(
                csv.reader(text.splitlines(), delimiter="|" if "|" in text.splitlines()[0] else ",")
            )
        letters = place.rstrip("0123456789")
        column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters))) - 1
        return books[file][int(place.removeprefix(letters)) - 1][column]

    return value


@pytest.mark.parametrize(
    "words", [("promote-shortlist", "LOW-01"), ("recommend-placement",)], ids=lambda w: w[0]
)
def test_findings_about_a_person_cite_the_list_that_said_it(agency, run_asn, cell, words):
    findings = json.loads(run_asn(*words, "--format", "json", cwd=agency).out)["findings"]
    own = [one for one in findings if one["rule_id"].split("-", 1)[-1] in OF_A_PERSON and one["source"]]
    assert len(own) > 50
    for one in own:
        assert not one["source"].rsplit(":", 1)[-1].rsplit("!", 1)[-1].isdigit(), one  # a cell, not a row
        # What is unknown cites the empty cell where it belongs.
        assert (cell(one["source"]) in (None, "")) <= (one["result"] == "unknown"), one
    punished = [one for one in own if one["rule_id"].endswith("DISIPLIN") and one["result"] != "unknown"]
    assert punished
    for one in punished:
        assert "Nominatif" in one["source"]  # the list of people has no such column
        assert (
            str(cell(one["source"])).lower().replace(" ", "_")[:5]
            == str(one["observed"])[:5].replace(" ", "_").lower()
        )
