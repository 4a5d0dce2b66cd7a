"""In whatever people read a day is written as their language writes it; for programs it stays ISO."""

import re
from datetime import date

import pytest

from asnkarier.language import activate, filled, message
from conftest import make_workspace

ISO = re.compile(r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])")


@pytest.fixture
def indonesian():
    activate("id")
    yield
    activate("en")


@pytest.mark.parametrize(
    "fact, shown",
    [
        (date(2026, 11, 30), "30-11-2026"),
        ("2026-11-30", "30-11-2026"),
        ("2026-02-30", "2026-02-30"),
        ("rekap-2026-11-30.xlsx", "rekap-2026-11-30.xlsx"),
        ("2026-11", "2026-11"),
        (2026, "2026"),
        (None, "None"),
    ],
)
def test_a_fact_that_is_a_day_is_written_by_the_language(indonesian, fact, shown):
    assert message("{x}", x=fact) == shown
    activate("en")
    assert filled("{x}", {"x": fact}) == str(fact)


def test_no_report_and_no_word_of_an_import_writes_a_day_like_a_program(agency, run_asn, truth):
    somebody = truth["undecidable"][0]
    told = []
    for words in (
        ("gap", "--by", "person"),
        ("check",),
        ("promote-shortlist", "LOW-01"),
        ("recommend-placement",),
        ("explain", somebody, "--for", "LOW-01"),
        ("history",),
        ("--as-of", "2019-03-01", "gap"),
        ("--as-of", "2010-03-01", "gap"),
        ("--known-at", "2000-01-01", "gap"),
    ):
        done = run_asn(*words, cwd=agency)
        told += [(words, line) for line in (done.out + done.err).splitlines()]
    assert len(told) > 200
    assert [(words, line) for words, line in told if ISO.search(line)] == []


def test_what_an_import_says_of_contradicting_days(tmp_path, run_asn):
    office = make_workspace(tmp_path / "kantor")
    text = (
        "NIP;Nama;Tanggal Lahir;Golongan;TMT Golongan;TMT CPNS;Jabatan;Unit Kerja\n"
        "198003172005012901;Sari Utami;17-03-1980;III/d;01-04-2003;01-02-2005;Arsiparis Terampil;Bidang Mutasi\n"
    )
    (office / "pegawai.csv").write_text(text, encoding="utf-8")
    done = run_asn("import", "pegawai.csv", cwd=office)
    assert "01-04-2003" in done.err
    assert not ISO.search(done.err)
    told = run_asn("check", "--format", "json", cwd=office).json()["contradictions"]
    assert "2003-04-01" in {one["value"] for one in told}
    assert not ISO.search(run_asn("check", cwd=office).out)
