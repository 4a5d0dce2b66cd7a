"""What somebody made is never replaced: not by a template, not by rejected rows, not by a new workspace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from asnkarier.cli.overwriting import refuse_named
from asnkarier.errors import UsageError
from asnkarier.workflows.requests.decisions import RecordDecisionRequest
from asnkarier.workflows.requests.plan_work import RecordRequest
from asnkarier.workflows.requests.promote_shortlist import ShortlistRequest
from asnkarier.workflows.requests.standards import StandardsImportRequest
from asnkarier.workflows.requests.what_if import WhatIfRequest

BAD = "NIP,Nama,Jabatan,Unit Kerja\n12X,A,Arsiparis Terampil,Dinas X\n"
KEPT = [".asn/audit.log", ".asn/pseudonym.key", ".asn/asnkarier.db", ".asn/asnkarier.db-sum", "config.yaml", "standards/baru.xlsx", "mappings/x.xlsx", "run.xlsx"]  # fmt: skip


@pytest.fixture
def office(workspace, run_asn):
    (workspace / "x.csv").write_text(BAD.replace("12X", "198501152010011901"), encoding="utf-8")
    assert run_asn("import", "x.csv", cwd=workspace).code == 0
    (workspace / "bad.csv").write_text(BAD, encoding="utf-8")
    (workspace / "run.xlsx").write_bytes(b"somebody's own workbook")
    (workspace / "standards" / "baru.xlsx").symlink_to(workspace / "run.xlsx")
    return workspace


def state(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("target", KEPT)
def test_a_template_replaces_nothing(office, run_asn, target):
    before = state(office)
    assert run_asn("template", "employees", "--output", target, cwd=office).code == 5
    assert state(office) == before


def test_a_template_that_somebody_filled_in_stays(office, run_asn):
    assert run_asn("template", "units", cwd=office).code == 0
    before = state(office)
    assert run_asn("template", "units", cwd=office).code == 5
    assert state(office) == before


def test_a_template_goes_to_stdout(office):
    words = [sys.executable, "-m", "asnkarier", "template", "units", "-o", "-"]
    done = subprocess.run(words, cwd=office, check=True, capture_output=True)
    assert done.stdout.startswith(b"PK")
    assert not (office / "-").exists()


@pytest.mark.parametrize("target", KEPT)
def test_rejected_rows_replace_nothing(office, run_asn, target):
    before = state(office)
    done = run_asn("import", "bad.csv", "--rejects", target, cwd=office)
    assert done.code in {2, 5}, done.err
    after = state(office)
    assert {path: after.get(path) for path in before} == before


def test_rejected_rows_of_one_file_replace_their_own_and_no_other_s(office, run_asn):
    words = ("import", "bad.csv", "--rejects", "sisa.xlsx")
    assert run_asn(*words, cwd=office).code == 1
    (office / "bad.csv").write_text(BAD.replace("12X", "14X"), encoding="utf-8")
    assert run_asn(*words, cwd=office).code == 1
    (office / "lain.csv").write_text(BAD.replace("12X", "13X"), encoding="utf-8")
    before = (office / "sisa.xlsx").read_bytes()
    assert run_asn("import", "lain.csv", "--rejects", "sisa.xlsx", cwd=office).code == 2
    assert (office / "sisa.xlsx").read_bytes() == before


def test_a_new_workspace_leaves_what_is_there(tmp_path, run_asn):
    for name in ("standards/contoh.yaml", "templates/employees.xlsx"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"mine")
    done = run_asn("init", ".", cwd=tmp_path)
    assert done.code == 0
    assert "contoh.yaml" not in done.err
    assert (tmp_path / "standards/contoh.yaml").read_bytes() == b"mine"
    assert (tmp_path / "templates/employees.xlsx").read_bytes() == b"mine"
    assert (tmp_path / "templates/units.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.skipif(os.name != "posix", reason="links are made freely on POSIX only")
def test_a_link_that_leads_nowhere_is_told_and_stops_nothing(workspace, run_asn):
    (workspace / "inbox").mkdir()
    (workspace / "inbox" / "a.csv").symlink_to("gone.csv")
    (workspace / "inbox" / "b.csv").write_text(BAD.replace("12X", "198501152010011901"), encoding="utf-8")
    done = run_asn("import", "inbox", "--format", "json", cwd=workspace)
    assert done.code == 1
    told = {file["file"]: file["accepted"] for file in done.json()["files"]}
    assert told == {"a.csv": 0, "b.csv": 1}


@pytest.mark.parametrize(
    ("asked", "output"),
    [
        (WhatIfRequest(file=Path("andai.yaml")), "andai.yaml"),
        (StandardsImportRequest(file=Path("skj.xlsx")), "sub/../skj.xlsx"),
        (RecordDecisionRequest(run="out/daftar.json"), "out/daftar.json"),
        (RecordRequest(files=(Path("lain.csv"), Path("diklat"))), "diklat/baru.xlsx"),
        (ShortlistRequest(key=Path("kunci.csv")), "kunci.csv"),
    ],
)
def test_a_report_replaces_no_file_that_its_own_command_line_names(tmp_path, monkeypatch, asked, output):
    monkeypatch.chdir(tmp_path)
    for folder in ("sub", "out", "diklat"):
        (tmp_path / folder).mkdir()
    with pytest.raises(UsageError):
        refuse_named(Path(output), asked)
    refuse_named(Path("laporan.xlsx"), asked)
