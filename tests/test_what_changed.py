"""What changed since the last run, as a step of a job: sheets, JSON and the text of a mail; and the page as a step."""

import json

import pytest

HEAD = "NIP;NAMA;JABATAN;UNIT KERJA;GOL. RUANG\n"
PEOPLE = [f"19850{n}152010011{900 + n};Nama {n};Analis;Bidang {n};III/a\n" for n in range(1, 8)]
CONFIG = """agency: Kota Rekaan
language: en
import: {complete: [employees], most_leavers: 50%}
jobs:
  malam:
    - {run: import}
    - {run: diff, formats: [xlsx, json, txt]}
    - {run: report, options: {audience: public}}
"""


@pytest.fixture
def office(workspace):
    (workspace / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (workspace / "inbox").mkdir()
    return workspace


def test_the_text_of_a_mail_says_who_came_who_left_and_why(office, run_asn):
    inbox, out = office / "inbox", office / "out"
    (inbox / "pegawai.csv").write_text(HEAD + "".join(PEOPLE[:6]), encoding="utf-8")
    first = run_asn("--as-of", "2026-11-01", "run", cwd=office)
    assert first.code == 0, first.err
    steps = json.loads((out / "run.json").read_text(encoding="utf-8"))["steps"]
    assert [step["status"] for step in steps] == ["done", "skipped", "done"]  # nothing to compare with yet
    assert (out / "report.html").read_bytes().startswith(b"<!DOCTYPE html>")
    (inbox / "pegawai.csv").write_text(HEAD + "".join(PEOPLE[1:]), encoding="utf-8")
    second = run_asn("--as-of", "2026-12-01", "run", cwd=office)
    assert (second.code, second.err) == (0, "")
    text = (out / "diff.txt").read_text(encoding="utf-8")
    assert "Kota Rekaan" in text
    came = text.partition("Who came (1)\n")[2].partition("\n\n")[0]
    assert "198507152010011907" in came.replace(" ", "")
    assert "Nama 7" in came
    assert "data" in came
    assert "Nama 1" in text.partition("Who left (1)\n")[2].partition("\n\n")[0]
    assert max(map(len, text.splitlines())) <= 90
    told = json.loads((out / "diff.json").read_text(encoding="utf-8"))
    assert {(one["happened"], one["cause"], one["people"]) for one in told["happened"]} >= {
        ("diff_came", "diff_data", 1), ("diff_left", "diff_data", 1),
    }  # fmt: skip
    said = run_asn("--as-of", "2026-12-01", "diff", "run:2", "2026-12-01", "--format", "json", cwd=office)
    assert said.out == (out / "diff.json").read_text(encoding="utf-8")


def test_a_run_of_an_empty_office_is_nothing_to_compare_with(office, run_asn):
    """The first night of a fresh office knows nobody; the second has its first list."""
    config = CONFIG.replace("    - {run: report, options: {audience: public}}\n", "")
    (office / "config.yaml").write_text(config, encoding="utf-8")
    assert run_asn("--as-of", "2026-10-31", "run", cwd=office).code == 0
    (office / "inbox" / "pegawai.csv").write_text(HEAD + "".join(PEOPLE), encoding="utf-8")
    second = run_asn("--as-of", "2026-11-01", "run", cwd=office)
    assert second.code == 0, second.err
    steps = json.loads((office / "out" / "run.json").read_text(encoding="utf-8"))["steps"]
    assert [step["status"] for step in steps] == ["done", "skipped"]


def test_who_comes_within_a_year_of_retirement_is_told_with_the_cause(office, run_asn):
    (office / "config.yaml").write_text(CONFIG.partition("    - {run: report")[0], encoding="utf-8")
    head = HEAD.replace("GOL. RUANG", "GOL. RUANG;TMT PENSIUN")
    told = {1: "01-12-2027", 2: "01-01-2035", 3: "01-03-2027"}
    for as_of, corrected in (("2026-11-01", {}), ("2026-12-15", {2: "01-06-2027"})):
        days = told | corrected
        rows = [PEOPLE[n - 1].strip() + f";{days.get(n, '01-01-2040')}\n" for n in range(1, 8)]
        (office / "inbox" / "pegawai.csv").write_text(head + "".join(rows), encoding="utf-8")
        done = run_asn("--as-of", as_of, "run", cwd=office)
        assert done.code == 0, done.err
    found = json.loads((office / "out" / "diff.json").read_text(encoding="utf-8"))
    rows = [
        (one["nip"][-1], one["now"], one["cause"]) for one in found["rows"] if one["what"] == "retirement"
    ]
    assert sorted(row[0::2] for row in rows) == [("1", "time"), ("2", "data")]  # the third was in view before
    soon = [
        (one["cause"], one["people"]) for one in found["happened"] if one["happened"] == "diff_retires_soon"
    ]
    assert sorted(soon) == [("diff_data", 1), ("diff_time", 1)]
    source = next(
        one["where"] for one in found["rows"] if one["what"] == "retirement" and one["cause"] == "data"
    )
    assert source.startswith("pegawai.csv")
    assert "will retire within a year" in (office / "out" / "diff.txt").read_text(encoding="utf-8")


def test_a_page_has_one_form(office, run_asn):
    config = CONFIG.replace("{run: report, options", "{run: report, formats: [xlsx], options")
    (office / "config.yaml").write_text(config, encoding="utf-8")
    done = run_asn("run", cwd=office)
    assert done.code == 3
    assert "formats" in done.err
    assert "config.yaml:8:" in done.err


def test_text_of_a_mail_holds_no_sign_that_nobody_sees():
    from datetime import date

    from asnkarier.model.book import Book, Column, PlainRows, Table
    from asnkarier.reports.mail_text import mail_text

    rows = PlainRows({"name": [f"Nama\u202e\x1b[31m {n}" for n in range(30)]})
    text = mail_text(
        Book("x", "Runs", date(2026, 1, 1), "", (Table("rows", "Runs", (Column("name", "Name"),), rows),))
    )
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert text.count("\n- ") == 20
    assert "10" in text.splitlines()[-1]
