"""How far the law is known travels with each citation: how well it is supported, and what amended it unread."""

import io
from datetime import date

import pytest
from rich.console import Console

from asnkarier import language
from asnkarier.cli.screen.tables import Limits, render
from asnkarier.model.book import CitationLine
from asnkarier.rules.describe import rule_rows
from asnkarier.rules.register import parse_citation
from law import load_rulebook
from reports_example import book

BOOK = load_rulebook()
REGISTER = dict(BOOK.register)
# PP 17/2020 is in force since 2020-02-28; its items on Pasal 178-254 were read, none touches 179-201, 204-216, 218-249.
EVE, DAY = date(2020, 2, 27), date(2020, 2, 28)
UNREAD = ("PP 17/2020",)


@pytest.mark.parametrize(
    ("cited", "day", "unread"),
    [
        ("pp-11-2017 Pasal 54 ayat (1)", EVE, ()),
        ("pp-11-2017 Pasal 54 ayat (1)", DAY, UNREAD),
        ("pp-11-2017 Pasal 1", DAY, UNREAD),
        ("pp-11-2017 Pasal 177", DAY, UNREAD),
        ("pp-11-2017 Pasal 178", DAY, ()),
        ("pp-11-2017 Pasal 254", DAY, ()),
        ("pp-11-2017 Pasal 255", DAY, UNREAD),
        ("pp-11-2017 Pasal 189 dan Pasal 69", DAY, UNREAD),
        ("pp-11-2017", DAY, UNREAD),
        ("uu-20-2023 Pasal 55", DAY, ()),
        ("uu-20-2023 Pasal 55 dan PP 11/2017 Pasal 239", DAY, ()),
        ("uu-20-2023 Pasal 55 dan PP 11/2017 Pasal 107", DAY, UNREAD),
        ("uu-20-2023 Pasal 55 dan PP 11/2017 Pasal 107", EVE, ()),
        ("pp-11-2017 Pasal 239 dan UU 20/2023 Pasal 55", DAY, ()),
        ("pp-11-2017 Pasal 239 dan PP 11/20170 Pasal 5", DAY, UNREAD),
    ],
)
def test_what_amended_a_cited_article_unread(cited, day, unread):
    assert parse_citation(cited, REGISTER).amended_unread(day) == unread


def test_a_rule_shows_the_amendments_of_the_days_on_which_it_holds():
    (row,) = rule_rows(BOOK, "ADM-STATUS", date(2026, 11, 1))
    assert (row.mark, row.amended_unread) == ("C1", "PP 17/2020")
    (row,) = rule_rows(BOOK, "ADM-STATUS", EVE)
    assert row.amended_unread == ""
    (row,) = rule_rows(BOOK, "ADM-STATUS", date(2016, 1, 1))  # not in force yet: of its first day
    assert row.amended_unread == ""


def line(**more):
    return CitationLine("A-B", "Judul", "1", "PP 1/2020 Pasal 1", "sekunder", "2020-01-01", **more)


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({"mark": "C2"}, "PP 1/2020 Pasal 1 (secondary source)"),
        ({"mark": "M"}, "PP 1/2020 Pasal 1 (secondary source; not certain)"),
        ({"mark": "X"}, "PP 1/2020 Pasal 1 (secondary source; sources differ)"),
        (
            {"mark": "C1", "amended_unread": "PP 2/2021"},
            "PP 1/2020 Pasal 1 (secondary source; amended by PP 2/2021, not read)",
        ),
    ],
)
def test_the_screen_says_what_is_not_certain_and_what_was_not_read(more, shown):
    token = language._active.set(None)
    try:
        file = io.StringIO()
        report = book(citations=(line(**more),))
        render(report, Console(file=file, width=200), Limits(citations=9))
    finally:
        language._active.reset(token)
    assert f"  {shown}\n" in file.getvalue()


OFFICE = (
    "NIP;Nama;Status ASN;Jenis Jabatan;Jabatan;Unit Kerja;TMT Jabatan\n"
    "198501152010011901;Ani;PNS;Pelaksana;Analis;Umum;01-01-2015\n"
)


def test_programs_read_the_marks_of_citations_findings_and_requirements(workspace, run_asn):
    (workspace / "people.csv").write_text(OFFICE, encoding="utf-8")
    (workspace / "standards").mkdir(exist_ok=True)
    (workspace / "standards" / "x.yaml").write_text(
        "jabatan: Kepala Bidang Umum\nkelompok: administrator\nkompetensi:\n  integritas: {level: 3}\n",
        "utf-8",
    )
    assert run_asn("import", "people.csv", cwd=workspace).code == 0
    for day, amended in (("2020-02-27", ""), ("2020-02-28", "PP 17/2020")):
        words = ("promote-shortlist", "Kepala Bidang Umum", "--all", "--as-of", day, "--format", "json")
        done = run_asn(*words, cwd=workspace)
        assert done.code == 0, done.err
        told = done.json()
        for part in (told["citations"], told["gates"]):
            status = next(one for one in part if one["rule_id"] == "ADM-STATUS")
            assert (status["mark"], status["amended_unread"]) == ("C1", amended)
            policy = next(one for one in part if one["rule_id"] == "ADM-DISIPLIN")
            assert "PP 94/2021" in policy["note"]
            assert policy["amended_unread"] == ""
        marks = {one["rule_id"]: (one["mark"], one["amended_unread"]) for one in told["findings"]}
        assert marks == {} or marks["ADM-STATUS"] == ("C1", amended)
    explained = run_asn(
        "explain", "198501152010011901", "--for", "Kepala Bidang Umum", "--format", "json", cwd=workspace
    )
    found = {one["rule_id"]: one for one in explained.json()["findings"]}
    assert (found["ADM-STATUS"]["mark"], found["ADM-STATUS"]["amended_unread"]) == ("C1", "PP 17/2020")
    assert found["ADM-BUP"]["amended_unread"] == ""
