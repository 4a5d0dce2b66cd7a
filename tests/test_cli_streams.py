"""Streams that somebody closed, and pipes where a file belongs: told with the documented code, never waited for."""

import os
import subprocess
import sys
from contextlib import redirect_stdout

import pytest
from typer.main import get_command

from asnkarier.cli.app import run
from asnkarier.cli.listed import build
from asnkarier.language import activate

HELPS = [[], *([name] for name in get_command(build()).commands)]
pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
closable = pytest.mark.skipif(os.name != "posix", reason="places of streams are closed as POSIX does")


def closed(words, cwd, *places):
    """Run `asn` in a process that begins without the streams in `places`."""
    return subprocess.run(
        [sys.executable, "-m", "asnkarier", *words],
        cwd=cwd,
        check=False,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: [os.close(place) for place in places],
    )


@pytest.mark.parametrize("words", HELPS, ids=" ".join)
def test_help_that_nobody_sees_is_not_done(words, capsys):
    activate("id")
    with redirect_stdout(None):
        assert run([*words, "--help"]) == 5
    assert "stdout" in capsys.readouterr().err


@closable
@pytest.mark.parametrize("words", [["--version"], ["gap", "--help"], ["gap"], ["doctor"], ["history", "--format", "csv"],
                                   ["import", "x.csv", "--dry-run", "--format", "json"]])  # fmt: skip
def test_a_closed_stdout_is_exit_5_and_said(agency, tmp_path, words):
    (tmp_path / "x.csv").write_text(
        "NIP,Nama,Jabatan,Unit Kerja\n198501152010011901,A,Arsiparis Terampil,Dinas X\n"
    )
    words = [str(tmp_path / "x.csv") if word == "x.csv" else word for word in words]
    done = closed(words, agency, 1)
    assert done.returncode == 5
    assert b"stdout" in done.stderr
    assert b"Traceback" not in done.stderr


@closable
def test_no_file_takes_the_place_of_a_closed_stream(small_agency, tmp_path):
    """The solver's C library prints to place 1, whatever file that may be by then."""
    target = tmp_path / "rencana.csv"
    done = closed(["recommend-training", "--output", str(target)], small_agency, 0, 1, 2)
    assert done.returncode == 0
    assert target.read_bytes().splitlines()[0].startswith(b"nip,")
    assert closed(["gap"], small_agency, 0, 1, 2).returncode == 5


@pipes
@pytest.mark.parametrize("side", ["", "-journal", "-wal", "-shm", "-sum", "-holder"])
def test_a_pipe_where_the_store_keeps_a_file_is_not_waited_for(workspace, run_asn, side):
    (workspace / "config.yaml").write_text("paths: {store: data.db}\n", encoding="utf-8")
    os.mkfifo(workspace / f"data.db{side}")
    for words in (["gap"], ["doctor", "--format", "json"], ["undo", "1"]):
        done = run_asn(*words, cwd=workspace)
        assert done.code == 4
        assert f"data.db{side}" in done.out + done.err


@pipes
@pytest.mark.parametrize(
    ("place", "words", "code"),
    [("standards/zz.yaml", ["standards", "check"], 0), ("mappings/zz.yaml", ["import", "x.csv"], 3),
     ("regulations/zz.yaml", ["rules", "check"], 0), (".asn/run.lock-holder", ["run", "malam"], 0),
     ("inbox/zz.csv", ["import", "inbox"], 0)],
)  # fmt: skip
def test_a_pipe_among_the_files_of_a_workspace_is_not_waited_for(workspace, run_asn, place, words, code):
    config = workspace / "config.yaml"
    config.write_text(
        "paths: {regulations: regulations}\njobs: {malam: [{run: import}, {run: check}]}\n", encoding="utf-8"
    )
    for folder in ("inbox", "mappings", "regulations", ".asn"):
        (workspace / folder).mkdir(mode=0o700)
    (workspace / "x.csv").write_text("NIP,Nama,Jabatan,Unit Kerja\n", encoding="utf-8")
    os.mkfifo(workspace / place)
    assert run_asn(*words, cwd=workspace).code == code


@pipes
def test_a_config_that_is_a_pipe_is_not_waited_for(tmp_path, run_asn):
    os.mkfifo(tmp_path / "config.yaml")
    assert run_asn("gap", cwd=tmp_path).code in {2, 3}


def test_a_store_below_a_file_can_never_be(workspace, run_asn):
    with (workspace / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("paths: {store: config.yaml/data.db}\n")
    done = run_asn("doctor", "--format", "json", cwd=workspace)
    assert done.code == 4
    assert {row["status"] for row in done.json()["rows"] if row["check"] == "store.file"} == {"fault"}
