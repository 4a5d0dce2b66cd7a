"""`asn audit`: who did what to which data; nobody is named, and what was changed afterwards is told."""

import hashlib
import json
import os
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from asnkarier.agency.workspace import Workspace
from asnkarier.settings import Settings
from asnkarier.workflows.auditing.file_names import without_names
from asnkarier.workflows.auditing.trail import START, keep, read_trail, told_of
from in_process import asn
from sheets.workbooks import nip

PEOPLE = f"NIP,NAMA,JABATAN,UNIT KERJA\n{nip(1)},Budi Wiryawan,Camat,Kecamatan A\n{nip(2)},Sri Dewi,Arsiparis,Kecamatan A\n"
NOW = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def office(workspace):
    (workspace / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    assert asn("import", "pegawai.csv", cwd=workspace).code == 0
    return workspace


def audited(folder, *words, code=0):
    done = asn("audit", "--format", "json", *words, cwd=folder)
    assert done.code == code, done.err
    return json.loads(done.out)


def told(folder, *words):
    return [(one["action"], one["command"], one["people"]) for one in audited(folder, *words)["rows"]]


def test_every_deed_stands_there_and_nobody_is_named(office):
    assert asn("gap", "--output", f"gap {nip(1)}.csv", "--unit", "Kecamatan A", cwd=office).code == 0
    assert asn("export", "--output", "data", "--pseudonymize", cwd=office).code == 0
    assert asn("profile", nip(1), cwd=office).code == 0
    assert asn("rules", "list", cwd=office).code == 0
    assert asn("purge", nip(2), "--yes", cwd=office).code == 0
    assert asn("undo", "1", cwd=office).code == 0
    found = audited(office)
    assert sorted((one["action"], one["command"], one["people"]) for one in found["rows"]) == [
        ("audit_import", "import", None),
        ("audit_purge", "purge", 1),
        ("audit_report", "export", 2),
        ("audit_report", "gap", 2),
        ("audit_report", "profile", 1),
        ("audit_undo", "undo", None),
    ]
    gap, export = (next(one for one in found["rows"] if one["command"] == name) for name in ("gap", "export"))
    assert gap["narrowed_by"] == ["unit"]
    assert (gap["pseudonyms"], export["pseudonyms"]) == (False, True)
    digests = {one["file"]: one["sha256"] for one in found["files"]}
    assert digests["pegawai.csv"] == hashlib.sha256(PEOPLE.encode()).hexdigest()
    assert (
        digests["data/employees.csv"]
        == hashlib.sha256((office / "data/employees.csv").read_bytes()).hexdigest()
    )
    assert found["chain"]["store"] is True
    assert found["chain"]["trail"] is True
    everything = json.dumps(found) + (office / ".asn/audit.log").read_text(encoding="utf-8")
    assert not any(one in everything for one in (nip(1), nip(2), "Budi", "Sri Dewi", "Kecamatan A"))
    assert stat.S_IMODE((office / ".asn/audit.log").stat().st_mode) == 0o600


def test_since_a_day_by_the_calendar_of_the_agency(office):
    assert told(office, "--since", "2000-01-01") == [("audit_import", "import", None)]
    assert told(office, "--since", "2999-01-01") == []
    assert asn("audit", "--since", "kemarin", cwd=office).code == 2


@pytest.mark.parametrize("change", ["edited", "removed", "torn", "no text"])
def test_a_line_that_was_changed_is_told(office, change):
    for _ in range(3):
        assert asn("gap", cwd=office).code == 0
    path = office / ".asn/audit.log"
    lines = path.read_bytes().splitlines(keepends=True)
    if change == "edited":
        lines[1] = lines[1].replace(b'"people": 2', b'"people": 1')
    elif change == "removed":
        del lines[1]
    elif change == "torn":
        lines[1] = lines[1][:40] + b"\n"
    else:
        lines[1] = b"\xff\xfe\n"
    path.write_bytes(b"".join(lines))
    assert audited(office, code=4)["chain"]["trail"] is False
    told = asn("--language", "en", "audit", cwd=office)
    assert "audit.log" in told.out + told.err
    assert "asn doctor" not in told.out + told.err  # which says of the store alone
    assert asn("gap", cwd=office).code == 0  # a report is none the worse for it


@pytest.mark.parametrize("cut", ["last line", "two lines", "half a line", "all lines", "the file"])
def test_lines_that_are_cut_off_the_end_are_noticed_and_stay_so(office, cut):
    for _ in range(3):
        assert asn("gap", cwd=office).code == 0
    path = office / ".asn/audit.log"
    lines = path.read_bytes().splitlines(keepends=True)
    left = {
        "last line": lines[:-1],
        "two lines": lines[:-2],
        "half a line": [*lines[:-1], lines[-1][:40]],
        "all lines": [],
    }
    if cut in left:
        path.write_bytes(b"".join(left[cut]))
    else:
        path.unlink()
    assert audited(office, code=4)["chain"]["trail"] is False
    for _ in range(4):  # longer than it was, it is not what it was
        assert asn("profile", nip(1), cwd=office).code == 0
    assert audited(office, code=4)["chain"]["trail"] is False


def test_a_line_whose_end_nobody_marked_is_missing_nothing(office):
    assert asn("gap", cwd=office).code == 0
    end = office / ".asn/audit.end"
    assert end.stat().st_mode & 0o077 == 0
    first = end.read_bytes()
    assert asn("gap", cwd=office).code == 0
    end.write_bytes(first)  # somebody died between the line and the mark
    assert audited(office)["chain"]["trail"] is True
    end.write_text("? ?", encoding="ascii")
    assert audited(office, code=4)["chain"]["trail"] is False


def test_lines_whose_mark_is_gone_are_told_and_stay_so(office):
    assert asn("gap", cwd=office).code == 0
    (office / ".asn/audit.end").unlink()
    assert audited(office, code=4)["chain"]["trail"] is False
    assert asn("gap", cwd=office).code == 0
    assert audited(office, code=4)["chain"]["trail"] is False


def test_a_first_line_whose_end_nobody_marked_is_missing_nothing(office):
    assert audited(office)["chain"]["trail"] is True  # before any line
    assert asn("gap", cwd=office).code == 0
    (office / ".asn/audit.end").write_text(
        f"0 {START}\n", encoding="ascii"
    )  # somebody died after the first line
    assert audited(office)["chain"]["trail"] is True
    assert asn("gap", cwd=office).code == 0
    assert audited(office)["chain"]["trail"] is True


def test_a_file_called_after_somebody_leaves_no_name_in_the_trail(office):
    (office / "Sri").mkdir()
    for file in ("rapor_BUDI-wiryawan.2026.csv", "Sri/dewi budiman.csv", "gap.csv"):
        assert asn("gap", "--output", file, cwd=office).code == 0
    files = [one["outputs"] for one in map(json.loads, (office / ".asn/audit.log").read_text().splitlines())]
    assert [one["file"] for (one,) in files] == ["rapor_…-….2026.csv", "…/… budiman.csv", "gap.csv"]
    digest = hashlib.sha256((office / "rapor_BUDI-wiryawan.2026.csv").read_bytes()).hexdigest()
    assert files[0][0]["sha256"] == digest


def test_where_names_cannot_be_asked_for_only_the_ending_of_a_file_is_kept(tmp_path):
    workspace = Workspace(tmp_path, Settings(), date(2026, 5, 1))
    workspace.store_path.parent.mkdir(parents=True)
    workspace.store_path.write_bytes(b"no database")
    assert without_names(workspace, [(tmp_path / "Budi.xlsx", "0")]) == [(tmp_path / "….xlsx", "0")]


def test_a_store_that_was_changed_is_told(office):
    import sqlite3

    with sqlite3.connect(office / ".asn/asnkarier.db") as connection:
        connection.execute("UPDATE employees SET jabatan = 'Lurah'")
    connection.close()
    assert audited(office, code=4)["chain"]["store"] is False


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_who_may_only_read_gets_the_report_all_the_same(office):
    (office / ".asn").chmod(0o500)
    try:
        assert asn("gap", cwd=office).code == 0
    finally:
        (office / ".asn").chmod(0o700)


def test_a_trail_that_cannot_be_written_stops_no_report(office):
    (office / ".asn/audit.log").mkdir()
    assert asn("gap", "--output", "gap.csv", cwd=office).code == 0
    assert audited(office, code=4)["chain"]["trail"] is False


def test_many_at_once_make_one_chain(tmp_path):
    workspace = Workspace(tmp_path, Settings(), date(2026, 5, 1))
    workspace.store_path.parent.mkdir(parents=True)
    workspace.store_path.write_bytes(b"x")
    files = [
        (tmp_path / f"berkas {number}.csv", "0" * 64) for number in range(900)
    ]  # a line longer than one reading

    def one(number: int) -> None:
        keep(
            workspace,
            told_of(workspace, f"gap {number}", 1, files[: number * 30], (), hidden=False),
            NOW,
            "operator",
        )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(30)))
    lines = list(read_trail(workspace))
    assert len(lines) == 30
    assert all(line.sound for line in lines)
    torn = workspace.store_path.with_name("audit.log")
    torn.write_bytes(torn.read_bytes()[:-20])  # somebody died in between
    one(1)
    assert [line.sound for line in read_trail(workspace)][-2:] == [False, True]


def test_without_a_store_nothing_is_made(workspace):
    assert asn("rules", "list", "--output", "aturan.csv", cwd=workspace).code == 0
    assert not (workspace / ".asn").exists()
