"""`asn runs`, `asn status` and `asn schedule`: what ran, how it ended, and how a machine starts it by itself."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from asnkarier.errors import UsageError
from asnkarier.workflows.running.lock import job_lock
from asnkarier.workflows.running.schedule import Planned, schedule

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
JOBS = (
    "agency: Kantor\nas_of: 2026-11-01\njobs:\n"
    "  malam:\n    - {run: import}\n    - {run: gap, formats: [csv]}\n"
    "  pagi:\n    - {run: gap, name: pagi, formats: [csv]}\n"
)


@pytest.fixture
def office(tmp_path, run_asn):
    """An office whose two jobs ran once, on a list of people alone."""
    folder = tmp_path / "kantor"
    (folder / "inbox").mkdir(parents=True)
    shutil.copytree(SAMPLES / "standards", folder / "standards")
    (folder / "config.yaml").write_text(JOBS, encoding="utf-8")
    people = "NIP;Nama;Jabatan;Unit Kerja\n198001012005011900;Warga Satu;Camat;Kecamatan Contoh\n"
    (folder / "inbox" / "pegawai.csv").write_text(people, encoding="utf-8")
    return folder


def asked(run_asn, folder, *words, code=0):
    done = run_asn(*words, "--format", "json", cwd=folder)
    assert done.code == code, done.err
    return json.loads(done.out)


def test_an_office_that_ran_nothing(office, run_asn):
    found = asked(run_asn, office, "status")
    assert [(line["job"], line["outcome"], line["run"]) for line in found["rows"]] == [
        ("malam", "run_never", None),
        ("pagi", "run_never", None),
    ]
    assert found["store"] == {"running": None, "newest_batch": None, "imported_at": None, "waiting": 1}
    # Whoever asks that a job runs every day is told that it did not.
    assert asked(run_asn, office, "status", "--within", "26", code=1)["rows"] == found["rows"]


def test_runs_and_their_files(office, run_asn):
    assert run_asn("run", "malam", cwd=office).code == 0
    assert run_asn("run", "pagi", cwd=office).code == 0
    rows = asked(run_asn, office, "runs")["rows"]
    assert [(line["job"], line["outcome"], line["files"]) for line in rows] == [
        ("pagi", "run_done", 1),
        ("malam", "run_done", 1),
    ]
    number = str(rows[1]["run"])
    shown = asked(run_asn, office, "runs", number)
    assert shown["run"]["job"] == "malam"
    assert [(one["command"], one["outcome"]) for one in shown["rows"]] == [
        ("import", "run_done"),
        ("gap", "run_done"),
    ]
    files = {(one["file"], one["use"]): one["now"] for one in shown["files"]}
    (read,) = (one.name for one in (office / "inbox" / "diproses").iterdir())
    assert files == {(f"diproses/{read}", "run_read"): "file_same", ("gap.csv", "run_wrote"): "file_same"}
    (office / "out" / "gap.csv").write_text("lain", encoding="utf-8")
    (office / "inbox" / "diproses" / read).unlink()
    files = {one["file"]: one["now"] for one in asked(run_asn, office, "runs", number)["files"]}
    assert files == {f"diproses/{read}": "file_gone", "gap.csv": "file_changed"}
    wrong = run_asn("runs", "99", cwd=office)
    assert wrong.code == 2
    assert number in wrong.err


def test_status_says_the_worst(office, run_asn):
    assert run_asn("run", "malam", cwd=office).code == 0
    assert asked(run_asn, office, "status")["rows"][0]["outcome"] == "run_done"
    standard = next((office / "standards").rglob("*.yaml"))
    whole = standard.read_text(encoding="utf-8")
    standard.write_text("- bukan standar\n", encoding="utf-8")
    assert run_asn("run", "pagi", cwd=office).code == 3
    found = asked(run_asn, office, "status", code=3)
    assert [(line["job"], line["outcome"], line["failed"]) for line in found["rows"]] == [
        ("malam", "run_done", []),
        ("pagi", "run_failed", ["gap"]),
    ]
    # The next run that goes well puts it right.
    standard.write_text(whole, encoding="utf-8")
    assert run_asn("run", "pagi", cwd=office).code == 0
    assert asked(run_asn, office, "status")["rows"][1]["outcome"] == "run_done"


def test_a_run_that_cannot_write_its_files_is_no_good_one(office, run_asn):
    assert run_asn("run", "malam", cwd=office).code == 0
    (office / "out").rename(office / "out_x")
    (office / "out").write_text("x", encoding="utf-8")
    assert run_asn("run", "malam", cwd=office).code == 5
    found = asked(run_asn, office, "status", code=1)
    assert [(line["job"], line["outcome"]) for line in found["rows"]] == [("malam", "run_broken"), ("pagi", "run_never")]  # fmt: skip
    assert "malam" in run_asn("status", cwd=office).out
    (office / "out").unlink()
    assert run_asn("run", "malam", cwd=office).code == 0
    assert asked(run_asn, office, "status")["rows"][0]["outcome"] == "run_done"
    assert not (office / ".asn" / "run.begun").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_run_that_was_killed_is_told_and_one_at_work_is_not(office, run_asn, tmp_path):
    """The process ends in the middle of a step, as one does that is killed."""
    assert run_asn("run", "malam", cwd=office).code == 0
    program = (
        "import os, signal, sys\n"
        "from asnkarier.workflows.running import run_job\n"
        "def killed(*_, **__):\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "run_job.perform = killed\n"
        "from asnkarier.cli.entry import main\n"
        "sys.argv = ['asn', 'run', 'malam']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=office, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    found = asked(run_asn, office, "status", code=1)
    assert found["rows"][0]["outcome"] == "run_broken"
    assert found["rows"][0]["exit_code"] == 0  # of the run before
    with job_lock(office / ".asn" / "run.lock", "malam", datetime.now().astimezone(), 0):
        assert asked(run_asn, office, "status")["rows"][0]["outcome"] == "run_done"


def test_a_job_is_late_after_the_hour_and_not_before(office, run_asn, agency_words):
    from asnkarier.workflows.running.status import status

    assert run_asn("run", "malam", cwd=office).code == 0
    assert run_asn("run", "pagi", cwd=office).code == 0
    workspace = agency_words(office)
    ended = datetime.fromisoformat(asked(run_asn, office, "runs")["rows"][-1]["started"])
    least = {"within": 24, "now": ended + timedelta(hours=24)}
    assert status(workspace, **least).exit_code == 0
    assert status(workspace, within=24, now=least["now"] + timedelta(minutes=5)).exit_code == 1
    assert status(workspace, within=None, now=ended + timedelta(days=400)).exit_code == 0


@pytest.fixture
def agency_words():
    """Return the workspace of a folder."""
    from asnkarier.cli.context import Words

    return lambda folder: Words(config=folder / "config.yaml").workspace


def planned(**changed):
    facts = {
        "program": ["/opt/asn 100%/bin/asn"],
        "config": Path('/kantor/Badan "A" $HOME 5%/config.yaml'),
        "job": "malam",
        "at": time(2, 5),
        "weekdays": False,
        "timezone": "Asia/Makassar",
    }
    return Planned(**(facts | changed))


def test_cron_starts_what_was_meant():
    line = schedule(planned(), "cron").splitlines()[-1]
    minute, hour, *rest, command = line.split(" ", 5)
    assert (minute, hour, rest) == ("5", "2", ["*", "*", "*"])
    # cron takes a bare % for the end of the command.
    assert command.count("%") == command.count("\\%") == 2
    assert shlex.split(command.replace("\\%", "%")) == planned().words
    assert schedule(planned(weekdays=True), "cron").splitlines()[-1].startswith("5 2 * * 1-5 ")


@pytest.mark.skipif(os.name != "posix", reason="cron starts a shell of Unix")
def test_the_line_of_cron_runs_with_an_empty_environment(tmp_path, office, run_asn):
    odd = tmp_path / "Badan 5% 'Kita'"
    office.rename(odd)
    done = run_asn("schedule", "malam", "--cron", cwd=odd)
    assert done.code == 0
    command = done.out.splitlines()[-1].split(" ", 5)[5].replace("\\%", "%")
    sources = str(Path(__file__).parents[1] / "src")
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        env={"PYTHONPATH": sources},
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    assert json.loads((odd / "out" / "run.json").read_text(encoding="utf-8"))["job"] == "malam"


def as_systemd_reads(text):
    """Undo what a unit file escapes inside double quotes."""
    words, word, inside, signs = [], "", False, iter(text)
    for sign in signs:
        if sign == "\\":
            word += next(signs)
        elif sign == '"':
            if inside:
                words.append(word)
            inside, word = not inside, ""
        elif inside:
            word += sign
            if sign in "%$":
                assert next(signs) == sign
    return words


def test_systemd_starts_what_was_meant():
    text = schedule(planned(job="malam 50%"), "systemd")
    start = next(line for line in text.splitlines() if line.startswith("ExecStart="))
    assert as_systemd_reads(start.removeprefix("ExecStart=")) == planned(job="malam 50%").words
    assert "OnCalendar=*-*-* 02:05:00 Asia/Makassar" in text.splitlines()
    assert "OnCalendar=Mon..Fri *-*-* 02:05:00 Asia/Makassar" in schedule(planned(weekdays=True), "systemd")
    assert "# asnkarier-malam-50-.timer" in text.splitlines()


def test_windows_takes_a_command_of_limited_length():
    short = planned(program=["C:\\asn\\asn.exe"], config=Path("C:\\kantor kita\\config.yaml"))
    line = schedule(short, "windows").splitlines()[-1]
    assert line == (
        'schtasks /Create /TN "asnkarier malam" /SC DAILY /ST 02:05 '
        '/TR "C:\\asn\\asn.exe --config \\"C:\\kantor kita\\config.yaml\\" run malam"'
    )
    with pytest.raises(UsageError):
        schedule(planned(config=Path("/" + "x" * 261)), "windows")


@pytest.mark.parametrize("timer", ["cron", "systemd", "windows"])
def test_a_path_with_a_line_break_is_refused(timer):
    with pytest.raises(UsageError):
        schedule(planned(config=Path("/kantor\n* * * * * rm/config.yaml")), timer)


@pytest.mark.parametrize("words", [["--at", "25:00"], ["--at", "2"], ["--cron", "--systemd"], ["sore"]])
def test_what_cannot_be_scheduled(office, run_asn, words):
    job = [] if words == ["sore"] else ["malam"]
    assert run_asn("schedule", *job, *words, cwd=office).code == 2


def test_moments_are_told_by_the_clock_of_the_office(office, run_asn):
    assert run_asn("run", "malam", cwd=office).code == 0
    machine = asked(run_asn, office, "runs")["rows"][0]["started"]
    assert datetime.fromisoformat(machine).tzinfo == UTC
    here = datetime.fromisoformat(machine) + timedelta(hours=7)
    assert f"{here:%d-%m-%Y %H:%M}" in run_asn("runs", cwd=office).out.replace("\n", " ")


def test_why_a_file_was_refused_is_told_without_quoting_it(office, run_asn):
    (office / "inbox" / "catatan.csv").write_text("Rapat;Siti\n1;Budi\n", encoding="utf-8")
    assert run_asn("run", "malam", cwd=office).code == 1
    files = json.loads((office / "out" / "run.json").read_text(encoding="utf-8"))["steps"][0]["inputs"]
    refused = {one["file"]: (one["refused"], one["why"]) for one in files if "refused" in one}
    code, why = refused.pop("catatan.csv")
    assert refused == {}
    assert why.startswith("catatan.csv")
    assert " → " in why
    number = asked(run_asn, office, "runs")["rows"][0]["run"]
    shown = asked(run_asn, office, "runs", str(number))["files"]
    assert [one["refused"] for one in shown if one["use"] == "run_read"] == [code, ""]
    logged = (office / ".asn" / "asn.log").read_text(encoding="utf-8")
    assert f'"refused":"{code}"' in logged
    assert "→" not in logged
    assert "Siti" not in logged
    assert run_asn("explain", code, cwd=office).code == 0
