"""What a run leaves for programs and for a group: the log of JSON lines without names, folders of the day, files that a group may read."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from asnkarier.workflows.running.logbook import Logbook

HEAD = "NIP;NAMA;JABATAN;UNIT KERJA;GOL. RUANG\n"
GOOD = HEAD + "".join(f"19850{n}152010011{900 + n};Nama {n};Analis;Bidang {n};III/a\n" for n in range(1, 6))
CONFIG = "language: en\nas_of: 2026-11-01\njobs: {malam: [{run: import}, {run: gap, formats: [csv]}]}\n"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def office(workspace):
    (workspace / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (workspace / "inbox").mkdir()
    (workspace / "inbox" / "198501152010011901 Nama.csv").write_text(GOOD, encoding="utf-8")
    return workspace


def configure(office, text):
    (office / "config.yaml").write_text(CONFIG + text, encoding="utf-8")


def log(office):
    return [
        json.loads(line) for line in (office / ".asn" / "asn.log").read_text(encoding="utf-8").splitlines()
    ]


def test_the_log_holds_no_name_and_no_nip(office, run_asn):
    assert run_asn("run", cwd=office).code == 0
    text = (office / ".asn" / "asn.log").read_text(encoding="utf-8")
    assert "Nama" not in text
    assert "1985" not in text
    lines = log(office)
    assert [one["event"] for one in lines] == ["start", "step", "step", "end"]
    steps = json.loads((office / "out" / "run.json").read_text(encoding="utf-8"))["steps"]
    for line, step in zip(lines[1:3], steps, strict=True):
        assert (line["run"], line["exit_code"], line["counts"]) == (step["run"], 0, step["counts"])
        assert [one["sha256"] for one in line["outputs"]] == [one["sha256"] for one in step["outputs"]]
    assert lines[1]["inputs"] == [{"sha256": steps[0]["inputs"][0]["sha256"]}]
    if os.name == "posix":
        assert stat.S_IMODE((office / ".asn" / "asn.log").stat().st_mode) == 0o600


def test_names_of_files_stand_there_where_the_office_says_so(office, run_asn):
    configure(office, "log: {file_names: true}\n")
    assert run_asn("run", cwd=office).code == 0
    lines = log(office)
    assert lines[1]["inputs"][0]["file"] == "198501152010011901 Nama.csv"
    assert lines[2]["outputs"][0]["file"] == "gap.csv"


def test_the_log_turns_over_and_loses_no_line_that_it_keeps(tmp_path):
    book = Logbook(tmp_path / "asn.log", 300, 2, job="malam")
    for number in range(12):
        book.write("step", NOW, number=number)
    names = ["asn.log.2", "asn.log.1", "asn.log"]
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(names)
    lines = [json.loads(line) for name in names for line in (tmp_path / name).read_text().splitlines()]
    assert [one["number"] for one in lines] == list(range(12))[-len(lines) :]
    assert all((tmp_path / name).stat().st_size <= 300 for name in names)


def test_half_a_line_of_a_killed_run_stays_alone(tmp_path):
    path = tmp_path / "asn.log"
    path.write_bytes(b'{"at":"2026')
    Logbook(path, 10_000, 1, job="malam").write("start", NOW)
    first, second = path.read_text().splitlines()
    assert first == '{"at":"2026'
    assert json.loads(second)["event"] == "start"


def test_a_log_that_cannot_be_written_stops_no_step_and_is_told(office, run_asn):
    (office / ".asn").mkdir(mode=0o700)
    (office / ".asn" / "asn.log").mkdir()
    done = run_asn("run", cwd=office)
    assert done.code == 5
    assert len(done.err.splitlines()) == 1
    assert "asn.log" in done.err
    assert done.err.strip().endswith("run.json")
    assert (office / "out" / "gap.csv").exists()


@pytest.mark.parametrize(
    ("folders", "where"), [("dated", ["2026-11-01"]), ("both", ["2026-11-01", "."]), ("latest", ["."])]
)
def test_files_lie_in_the_folder_of_the_day_or_in_the_latest(office, run_asn, folders, where):
    configure(office, f"output: {{folders: {folders}}}\n")
    assert run_asn("run", cwd=office).code == 0
    out = office / "out"
    assert {str(path.relative_to(out).parent) for path in out.rglob("gap.csv")} == set(where)
    assert len({path.read_bytes() for path in out.rglob("gap.csv")}) == 1
    shown = run_asn("runs", "2", "--format", "json", cwd=office).json()["files"]
    assert {one["now"] for one in shown} == {"file_same"}
    assert (out / "run.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no groups")
def test_a_group_may_read_what_the_office_gives_it_and_nobody_else(office, run_asn):
    import grp

    group = grp.getgrgid(os.getgid()).gr_name
    configure(office, f"output: {{folders: both, group: {group}}}\n")
    assert run_asn("run", cwd=office).code == 0
    out = office / "out"
    files = [path for path in out.rglob("*") if path.is_file()]
    assert len(files) == 3
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o640}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (out, out / "2026-11-01")} == {0o750}
    modes = [
        one
        for one in run_asn("doctor", "--format", "json", cwd=office).json()["rows"]
        if one["check"] == "modes.output"
    ]
    assert [one["status"] for one in modes] == ["ok"]
    configure(office, "output: {group: tidak-ada-grup-ini}\n")
    done = run_asn("run", cwd=office)
    assert done.code == 5
    assert "tidak-ada-grup-ini" in done.err
    assert "KeyError" not in done.err


def test_several_failures_are_one_line_and_a_path(office, run_asn):
    text = CONFIG.replace(
        "{run: import}", "{run: explain, options: {nip: '198501152010011977'}}, {run: import}"
    )
    (office / "config.yaml").write_text(
        text.replace("{run: gap, formats: [csv]}", "{run: gap, options: {unit: Entah}}"), encoding="utf-8"
    )
    done = run_asn("run", cwd=office)
    assert done.code in (2, 4)
    assert len(done.err.splitlines()) == 1
    assert "also: gap" in done.err
    assert done.err.strip().endswith(f"out{os.sep}run.json")


STOPPED = """
import gc
from zipfile import ZipFile
from asnkarier.errors import OutputError
from asnkarier.reports.rejects.workbook import RejectRow, RejectSheet, rejects_workbook

def full(*_words, **_more):
    raise OSError(28, "No space left on device")

def make():
    try:
        rejects_workbook(RejectSheet("a.csv", "", [["NIP"]], [RejectRow(2, ["1"], {0: ["salah"]})]))
    except OutputError:
        print("stopped")

ZipFile.write = full
make()
gc.collect()
"""


def test_a_workbook_that_a_full_disk_stopped_says_nothing_by_itself():
    done = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("stopped", "")
