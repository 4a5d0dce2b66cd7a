"""What of a report is shown, in which order, and where it may go: --sort, --limit, --columns, --for-excel, names, -o, full streams."""

import csv
import io
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from asnkarier.cli.screen.pager import pager_words

NIP = "198210012014111964"


@pytest.fixture
def office(agency, tmp_path):
    """A copy of the sample agency that may be changed."""
    folder = tmp_path / "kantor"
    shutil.copytree(agency, folder)
    return folder


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_columns_sort_and_limit_are_the_same_in_every_format(agency, run_asn, tmp_path):
    words = (
        "gap",
        "--by",
        "unit",
        "--columns",
        "unit_kerja,people",
        "--sort",
        "-people,unit_kerja",
        "--limit",
        "3",
    )
    rows = table(run_asn(*words, "--format", "csv", cwd=agency).out)
    told = run_asn(*words, "--format", "json", cwd=agency).json()
    assert [list(row) for row in rows] == [["unit_kerja", "people"]] * 3
    assert [(row["unit_kerja"], int(row["people"])) for row in rows] == [
        (row["unit_kerja"], row["people"]) for row in told["rows"]
    ]
    people = [row["people"] for row in told["rows"]]
    whole = run_asn("gap", "--by", "unit", "--format", "json", cwd=agency).json()["rows"]
    assert people == sorted((row["people"] for row in whole), reverse=True)[:3]
    assert told["filter"] == {"limit": "3", "columns": "unit_kerja, people"}
    run_asn(*words, "--output", tmp_path / "unit.xlsx", cwd=agency)
    sheets = pd.read_excel(tmp_path / "unit.xlsx", sheet_name=None, engine="openpyxl")
    assert (3, 2) in [sheet.shape for sheet in sheets.values()]
    shown = run_asn("--language", "en", *words, cwd=agency).out
    assert "Only: rows at most 3" in shown
    assert "JPM %" not in shown


def test_columns_are_known_by_key_and_by_heading_of_either_language(agency, run_asn):
    by_key = run_asn("gap", "--columns", "nip,jpm_low", "--format", "csv", cwd=agency).out
    heading = run_asn(
        "--language", "en", "gap", "--columns", "NIP, JPM low", "--format", "csv", cwd=agency
    ).out
    assert by_key == heading


@pytest.mark.parametrize("words", [["--columns", "nip,jpmm"], ["--sort", "-jpmm"]])
def test_an_unknown_column_is_wrong_usage(agency, run_asn, words):
    done = run_asn("--language", "en", "gap", *words, cwd=agency)
    assert (done.code, done.out) == (2, "")
    assert "there is no column jpmm" in done.err
    assert "did you mean jpm?" in done.err


def test_what_is_missing_sorts_last_either_way(agency, run_asn):
    for sign in ("", "-"):
        rows = table(run_asn("gap", "--sort", f"{sign}jpm", "--format", "csv", cwd=agency).out)
        empty = [row["jpm"] == "" for row in rows]
        assert any(empty)
        assert empty == sorted(empty)
        known = [float(row["jpm"]) for row in rows if row["jpm"]]
        assert known == sorted(known, reverse=bool(sign))


def test_the_worst_comes_first(agency, run_asn):
    people = run_asn("gap", "--format", "json", cwd=agency).json()["rows"]
    judged = [row for row in people if row["standar"]]
    assert people[: len(judged)] == judged
    levels = [-0.001 if row["gap_levels"] is None else row["gap_levels"] for row in judged]
    assert levels == sorted(levels)
    items = run_asn("gap", "--by", "item", "--format", "json", cwd=agency).json()["rows"]
    gaps = [-0.001 if row["gap"] is None else row["gap"] for row in items]
    assert gaps == sorted(gaps)
    units = [
        row["gap_levels_total"]
        for row in run_asn("gap", "--by", "unit", "--format", "json", cwd=agency).json()["rows"]
    ]
    assert units == sorted(units)


def test_every_report_names_its_filter(agency, run_asn, tmp_path):
    words = ("gap", "--unit", "Dinas Pendidikan", "--kompetensi", "integritas")
    assert "Hanya: unit kerja Dinas Pendidikan; kompetensi integritas" in run_asn(*words, cwd=agency).out
    told = run_asn(*words, "--format", "json", cwd=agency).json()
    assert told["filter"] == {"unit": "Dinas Pendidikan", "kompetensi": "integritas"}
    assert run_asn("gap", "--format", "json", cwd=agency).json()["filter"] == {}
    run_asn(*words, "--output", tmp_path / "g.xlsx", cwd=agency)
    cover = pd.read_excel(tmp_path / "g.xlsx", sheet_name=0, header=None, engine="openpyxl")
    assert cover[0].astype(str).str.contains("Hanya: unit kerja Dinas Pendidikan").any()
    assert run_asn("check", "--unit", "Dinas Pendidikan", "--format", "json", cwd=agency).json()["filter"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("recommend-placement", "--moves", "2"), {"moves": "2"}),
        (
            ("recommend-training", "--unit", "Inspektorat", "--max-per-person", "1"),
            {"unit": "Inspektorat", "max_per_person": "1"},
        ),
        (("promote-shortlist", "LOW-01", "--top", "2"), {"top": "2"}),
    ],
)
def test_what_bounds_a_report_is_a_filter_too(agency, run_asn, words, said):
    assert run_asn(*words, "--format", "json", cwd=agency).json()["filter"] == said


@pytest.mark.parametrize("form", [(), ("--format", "csv"), ("--format", "json")])
def test_a_reader_who_goes_away_early_is_no_fault_in_any_form(agency, form):
    # More than a pipe holds, so that asn meets the closed end.
    line = [sys.executable, "-m", "asnkarier", "gap", "--by", "item", "--limit", "2000", *form]
    process = subprocess.Popen(line, cwd=agency, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    process.stdout.close()
    assert (process.wait(), process.stderr.read()) == (0, b"")
    process.stderr.close()


def test_csv_for_excel_loses_nothing(agency, run_asn, tmp_path):
    plain = table(run_asn("gap", "--format", "csv", cwd=agency).out)
    text = run_asn("gap", "--for-excel", cwd=agency).out
    assert text.startswith("\ufeffnip;nama;")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert len(rows) == len(plain) + 1
    for row, other in zip(rows[1:], plain, strict=True):
        found = dict(zip(rows[0], row, strict=True))
        assert found["nip"] == f'="{other["nip"]}"'
        assert found["jpm"] == other["jpm"].replace(".", ",")
        assert found["nama"] == other["nama"]
    path = tmp_path / "daftar.csv"
    path.write_bytes(text.encode())
    read = run_asn("import", path, "--as", "employees", "--dry-run", "--format", "json", cwd=agency).json()
    assert [(one["rows"], one["rejected"]) for one in read["files"]] == [(len(plain), 0)]


def test_csv_for_excel_may_be_the_agency_s_habit(office, run_asn):
    config = office / "config.yaml"
    config.write_text(config.read_text() + "csv: {for: excel}\n")
    assert run_asn("gap", "--format", "csv", cwd=office).out.startswith("\ufeffnip;")
    assert run_asn("history", "--format", "csv", cwd=office).out.startswith("\ufeffbatch;")
    assert run_asn("gap", "--format", "json", cwd=office).json()["rows"]
    done = run_asn("gap", "--for-excel", "--format", "json", cwd=office)
    assert done.code == 2
    config.write_text(config.read_text().replace("{for: excel}", "{fro: excel}"))
    done = run_asn("gap", cwd=office)
    assert done.code == 3
    assert "`for`" in done.err


def test_a_person_is_found_by_name(agency, run_asn):
    name = run_asn("explain", NIP, cwd=agency).out.splitlines()[1].split(" · ")[0]
    assert run_asn("explain", name.title(), cwd=agency).out == run_asn("explain", NIP, cwd=agency).out
    rows = run_asn("gap", "--nip", name.lower(), "--format", "json", cwd=agency).json()["rows"]
    assert [row["nip"] for row in rows] == [NIP]


def test_several_of_one_name_are_listed_and_nobody_is_guessed(agency, run_asn):
    for words in (["gap", "--nip", "Budi"], ["explain", "Budi"]):
        done = run_asn("--language", "en", *words, cwd=agency)
        assert (done.code, done.out) == (2, "")
        first, *people, hint = done.err.splitlines()
        assert first == f"asn: {len(people)} people may be meant by Budi"
        assert all(line.split()[0].isdecimal() and "BUDI" in line for line in people)
        assert "NIP" in hint


def test_a_mistyped_nip_hands_out_nobody_else_s(agency, run_asn):
    done = run_asn("explain", NIP[:-1] + "5", cwd=agency)
    assert done.code == 2
    assert NIP not in done.err
    assert NIP[-4:] in done.err
    assert run_asn("--language", "en", "explain", "Zzz Qqq", cwd=agency).err.startswith(
        "asn: nobody in the store is called Zzz Qqq"
    )


@pytest.mark.parametrize(
    "target",
    [
        ".asn/asnkarier.db",
        "config.yaml",
        "standards/baru.csv",
        "inbox/x.csv",
        "mappings/x.json",
        "tautan.csv",
        "salinan.csv",
    ],
)
def test_output_never_replaces_the_workspace_or_an_input(office, run_asn, target):
    from conftest import SAMPLES

    (office / "tautan.csv").symlink_to(office / "config.yaml")
    shutil.copy(SAMPLES / "pegawai_siasn.csv", office / "salinan.csv")
    path = office / target
    before = path.read_bytes() if path.exists() else None
    done = run_asn("gap", "--format", "csv", "--output", target, cwd=office)
    assert done.code == 5, done.err
    assert (path.read_bytes() if path.exists() else None) == before
    assert run_asn("gap", "--output", "gap.csv", cwd=office).code == 0


def asn(words, cwd, **more):
    return subprocess.run(
        [sys.executable, "-m", "asnkarier", *words], cwd=cwd, check=False, stderr=subprocess.PIPE, **more
    )


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["rules", "list"], ["rules", "list", "--format", "csv"]]
)
def test_a_full_stream_is_output_that_cannot_be_written(agency, words):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = asn(words, agency, stdout=full)
    assert done.returncode == 5
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_a_closed_stream_shows_nothing_and_says_so(agency):
    done = asn(["rules", "list"], agency, preexec_fn=lambda: os.close(1))
    assert done.returncode == 5
    assert b"stdout" in done.stderr


@pytest.mark.parametrize("words", [
    ["-q", "rules", "list"], ["rules", "-q", "list"], ["rules", "list", "-q", "--language=en"],
    ["rules", "list", "--as-of", "2024-01-01", "-v"], ["rules", "--no-pager", "list", "--wait", "1"],
])  # fmt: skip
def test_global_options_stand_anywhere(agency, run_asn, words):
    assert run_asn(*words, cwd=agency).code == 0


@pytest.mark.parametrize(
    "words", [["--version"], ["gap", "--version"], ["-V", "gap"], ["rules", "list", "-V"], ["-vV"]]
)
def test_version_anywhere(tmp_path, run_asn, words):
    done = run_asn(*words, cwd=tmp_path)
    assert done.code == 0
    assert done.out.startswith("asn ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_options_and_choices(tmp_path, shell):
    def completed(words):
        more = {"COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - (not words.endswith(" "))),
                "_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}  # fmt: skip
        done = asn(
            [],
            tmp_path,
            stdout=subprocess.PIPE,
            env={**os.environ, **more, "_ASN_COMPLETE": f"complete_{shell}"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.decode()

    assert "recommend-training" in completed("asn recomm")
    assert "--kompetensi" in completed("asn gap --ko")
    assert "kompetensi" in completed("asn gap --by ko")


def on_a_terminal(words, cwd, rows=20, **environment):
    """Return what the command writes to a terminal of `rows` lines."""
    import fcntl
    import struct
    import termios

    main, sub = pty.openpty()
    fcntl.ioctl(sub, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 100, 0, 0))
    env = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", **environment}
    env = {name: value for name, value in env.items() if name not in {"LINES", "COLUMNS"}}
    child = subprocess.Popen(
        [sys.executable, "-m", "asnkarier", *words],
        cwd=cwd,
        stdin=sub,
        stdout=sub,
        stderr=subprocess.DEVNULL,
        env=env,
    )
    os.close(sub)
    parts = []
    while True:
        try:
            data = os.read(main, 65536)
        except OSError:
            break
        if not data:
            break
        parts.append(data)
    assert child.wait() == 0
    os.close(main)
    return b"".join(parts).decode()


def test_a_long_table_goes_through_the_pager_and_a_short_one_does_not(agency, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text(f"#!{sys.executable}\nimport sys\nprint('PAGED', len(sys.stdin.read().splitlines()))\n")
    pager.chmod(0o700)
    words = ["rules", "list"]
    assert "PAGED" in on_a_terminal(words, agency, PAGER=str(pager))
    assert "PAGED" not in on_a_terminal([*words, "--no-pager"], agency, PAGER=str(pager))
    assert "PAGED" not in on_a_terminal(words, agency, rows=2000, PAGER=str(pager))
    assert "PAGED" not in on_a_terminal(words, agency, PAGER="")


def test_control_characters_do_not_reach_a_terminal(tmp_path):
    from asnkarier.cli.screen import output

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen, before = Terminal(), sys.stdout
    sys.stdout = screen
    try:
        output.write_bytes("a;\x1b]8;;http://x\x07b\x9b31m\n".encode())
    finally:
        sys.stdout = before
    assert "\x1b" not in screen.getvalue()
    assert "\x9b" not in screen.getvalue()


@pytest.mark.parametrize(("pager", "words"), [("", []), ("cat", []), ("no-such-pager-here", [])])
def test_no_pager_where_there_is_none(monkeypatch, pager, words):
    monkeypatch.setenv("PAGER", pager)
    monkeypatch.setenv("TERM", "xterm")
    assert pager_words() == words


def test_a_wrong_number_is_told_by_the_name_and_in_the_digits_that_were_typed(agency, run_asn):
    done = run_asn("--language", "en", "ip-asn", "--raise", "101", cwd=agency)
    assert (done.code, done.out) == (2, "")
    assert "--raise 101: at most 100\n" in done.err


def test_each_citation_stands_once_and_figures_of_the_law_are_written_as_the_language_does(agency, run_asn):
    told = run_asn("ip-asn", cwd=agency).out
    law = told.partition("Dasar Hukum\n")[2].partition("\n\n")[0].splitlines()
    assert len(law) == len(set(law)) > 3
    assert sum(line.partition(" (")[0] == "  Peraturan BKN 8/2019" for line in law) == 1
    assert "17,5" in told
    assert "17.5" not in told


def test_json_and_show_as_other_tools_have_them(office, run_asn):
    for short, long in (
        (("status", "--json"), ("status", "--format", "json")),
        (("gap", "--json", "--limit", "2"), ("gap", "--limit", "2", "--format", "json")),
        (("runs", "show", "1"), ("runs", "1")),
        (("runs", "show"), ("runs",)),
    ):
        one, other = run_asn(*short, cwd=office), run_asn(*long, cwd=office)
        assert (one.code, one.out, one.err) == (other.code, other.out, other.err)
    assert run_asn("status", "--json", cwd=office).json()["schema"].startswith("asn.status/")
    refused = run_asn("--language", "en", "runs", "show", "99", cwd=office)
    assert (refused.code, "asn run" in refused.err, "—" in refused.err) == (2, True, False)
    # After `--` a word is a word.
    assert run_asn("explain", "--", "--json", cwd=office).code == 2
