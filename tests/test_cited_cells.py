"""A finding about a person cites the cell of the very fact that it rests on; opened in the source file, it holds that fact."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from in_process import asn

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


# What the English report says of a fact, and what the cell holds.
WORDS = {
    "Sangat Baik": "sangat baik", "Baik": "baik", "Butuh Perbaikan": "butuh perbaikan", "Kurang": "kurang", "Sangat Kurang": "sangat kurang",
    "above expectation": "di atas ekspektasi", "as expected": "sesuai ekspektasi", "below expectation": "di bawah ekspektasi",
}  # fmt: skip


def is_day(value):
    """Return whether a cell holds a day."""
    return hasattr(value, "date") or bool(
        re.fullmatch(r"\d\d[-/]\d\d[-/]\d{4}|\d{4}-\d\d-\d\d", str(value).strip())
    )


def as_day(value):
    """Return a day as a cell of the samples holds it."""
    if hasattr(value, "date"):
        return value.date()
    found = re.fullmatch(r"(\d\d)[-/](\d\d)[-/](\d{4})|(\d{4})-(\d\d)-(\d\d)", str(value).strip())
    assert found, value
    day, month, year, *iso = found.groups()
    return date(int(year), int(month), int(day)) if year else date(*map(int, iso))


def test_every_gate_of_several_facts_cites_each_of_them_and_each_opens_to_what_it_says(agency, cell):
    """Of years of appraisals every word that is shown, of years of service the post and the first day of every stretch that counts."""
    done = asn("--language", "en", "promote-shortlist", "LOW-01", "--format", "json", cwd=agency)
    findings = done.json()["findings"]
    appraised = [one for one in findings if one["rule_id"].endswith("-KINERJA") and one["source"]]
    assert len(appraised) > 10
    for one in appraised:
        opened = sorted(str(cell(place)).lower().replace(" ", "") for place in one["source"].split("; "))
        told = re.findall("|".join(sorted(WORDS, key=len, reverse=True)), one["observed"])
        assert opened == sorted(WORDS[word].replace(" ", "") for word in told), one
    served = [one for one in findings if one["rule_id"].endswith("-PENGALAMAN") and one["source"]]
    whole = closed = 0
    for one in served:
        places = one["source"].split("; ")
        if len(places) == 1:  # nothing that is proven: the post held
            continue
        assert all(str(cell(place)).strip() for place in places), one
        days = [is_day(cell(place)) for place in places]
        assert days[:2] == [False, True]
        # The first day of each stretch follows its post; where the row says a last day, that follows the first.
        begun = [as_day(cell(places[at + 1])) for at, one_day in enumerate(days) if not one_day]
        ended = [as_day(cell(place)) for at, place in enumerate(places) if days[at] and days[at - 1]]
        closed += len(ended)
        assert begun == sorted(begun, reverse=True), one
        years = re.match(r"(\d+) year", one["observed"])
        months = (2026 - begun[-1].year) * 12 + 11 - begun[-1].month - (begun[-1].day > 1)
        # Of who has held such posts without a break since the first day that is cited.
        whole += months // 12 == (int(years.group(1)) if years else 0)
    assert whole > 10
    assert closed > 10
