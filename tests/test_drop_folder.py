"""The inbox of `asn run`: what went in or was refused is put away once it is stored, what is still written is left."""

import json
import os
import sys

import pytest

from asnkarier.cli.commands import run_job

HEAD = "NIP;NAMA;JABATAN;UNIT KERJA;GOL. RUANG\n"
GOOD = HEAD + "".join(f"19850{n}152010011{900 + n};Nama {n};Analis;Bidang {n};III/a\n" for n in range(1, 6))
CONFIG = "as_of: 2026-11-01\njobs: {malam: [{run: import}]}\n"


@pytest.fixture
def office(workspace):
    (workspace / "config.yaml").write_text(CONFIG, encoding="utf-8")
    (workspace / "inbox").mkdir()
    return workspace


def drop(office, text, name="pegawai.csv"):
    path = office / "inbox" / name
    path.write_text(text, encoding="utf-8")
    return path


def lying(office):
    inbox = office / "inbox"
    return sorted(str(one.relative_to(inbox)) for one in inbox.rglob("*") if one.is_file())


def inputs(office):
    return json.loads((office / "out" / "run.json").read_text(encoding="utf-8"))["steps"][0]["inputs"]


def test_a_list_that_went_in_lies_in_diproses_and_the_next_of_that_name_beside_it(office, run_asn):
    drop(office, GOOD)
    done = run_asn("run", cwd=office)
    assert (done.code, done.err) == (0, "")
    (first,) = lying(office)
    assert first.startswith("diproses/pegawai.")
    assert first.endswith(".csv")
    assert (office / "inbox" / first).read_text(encoding="utf-8") == GOOD
    assert inputs(office)[0]["moved"] == first
    later = GOOD.replace("Bidang 1", "Bidang 9")
    drop(office, later)
    assert run_asn("run", cwd=office).code == 0
    texts = {(office / "inbox" / one).read_text(encoding="utf-8") for one in lying(office)}
    assert texts == {GOOD, later}
    # The same bytes once more are no third file.
    drop(office, later, "salinan.csv")
    drop(office, later)
    assert run_asn("run", cwd=office).code == 0
    assert len(lying(office)) == 3
    files = run_asn("runs", "2", "--format", "json", cwd=office).json()["files"]
    assert [(one["file"], one["now"]) for one in files] == [(first, "file_same")]


def test_what_was_refused_lies_in_ditolak_and_so_do_rows_set_aside(office, run_asn):
    drop(office, GOOD + "123;Salah;Analis;Bidang 1;III/a\n")
    drop(office, "apa;ini\n1;2\n", "catatan.csv")
    done = run_asn("run", cwd=office)
    assert done.code == 1
    kinds = [one.split(".")[0] for one in lying(office)]
    assert kinds == ["diproses/pegawai", "ditolak/catatan", "ditolak/pegawai"]
    rejects = next(one for one in lying(office) if ".ditolak." in one)
    assert run_asn("import", f"inbox/{rejects}", "--dry-run", cwd=office).code == 1
    # Nothing is taken up again.
    assert run_asn("run", cwd=office).code == 0
    assert len(lying(office)) == 3


def test_a_file_that_still_grows_is_left_for_the_next_run(office, run_asn, monkeypatch):
    drop(office, GOOD, "unit_b.csv")
    growing = drop(office, GOOD.replace("900", "950"), "unit_a.csv")
    waited = []

    def write_on(seconds):
        waited.append(seconds)
        with growing.open("a", encoding="utf-8") as file:
            file.write("198601152010011951;Nama 9;Analis;Bidang 9;III/a\n")

    monkeypatch.setattr(run_job, "pause", write_on)
    done = run_asn("run", cwd=office)
    assert (done.code, done.err) == (0, "")
    assert waited == [2]
    assert [one.split(".")[0] for one in lying(office)] == ["diproses/unit_b", "unit_a"]
    assert {"file": "unit_a.csv", "left": "growing"} in inputs(office)
    monkeypatch.setattr(run_job, "pause", lambda _seconds: None)
    assert run_asn("run", cwd=office).code == 0
    assert [one.split(".")[0] for one in lying(office)] == ["diproses/unit_a", "diproses/unit_b"]


def test_only_fresh_files_are_looked_at_twice_and_a_day_to_come_is_fresh(office, run_asn, monkeypatch):
    from datetime import UTC, datetime, timedelta

    from asnkarier.workflows.running.drop_folder import look_twice

    path, waited = drop(office, GOOD), []
    now = datetime.fromtimestamp(path.stat().st_ctime, UTC)
    for later, waits in ((0, 1), (1, 1), (3600, 0), (-86400, 1)):
        waited.clear()
        found = look_twice([path], 2, now + timedelta(seconds=later), waited.append)
        assert (list(found.still), list(found.growing), len(waited)) == ([path], [], waits)
    os.utime(path, (0, 0))  # the day of the original, as a copy keeps it: the change itself was just now
    if sys.platform != "win32":
        look_twice([path], 2, datetime.now(UTC), waited.append)
        assert len(waited) == 2


def test_a_run_that_was_killed_before_it_put_away_is_made_good_by_the_next(office, run_asn):
    drop(office, GOOD + "123;Salah;Analis;Bidang 1;III/a\n")
    assert run_asn("import", "inbox", cwd=office).code == 1
    assert run_asn("run", cwd=office).code == 0
    assert [one.split(".")[0] for one in lying(office)] == ["diproses/pegawai", "ditolak/pegawai"]


def test_the_office_may_keep_its_files_where_they_are_and_a_rehearsal_moves_none(office, run_asn):
    for config in (
        CONFIG + "import: {when_done: keep}\n",
        CONFIG.replace("import}", "import, options: {dry_run: true}}"),
    ):
        (office / "config.yaml").write_text(config, encoding="utf-8")
        drop(office, GOOD)
        assert run_asn("run", cwd=office).code == 0
        assert lying(office) == ["pegawai.csv"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything may be moved here")
def test_a_folder_that_gives_nothing_away_is_told_and_what_was_stored_stays(office, run_asn):
    drop(office, GOOD)
    (office / "inbox").chmod(0o500)
    try:
        done = run_asn("run", cwd=office)
    finally:
        (office / "inbox").chmod(0o700)
    assert done.code == 5
    assert lying(office) == ["pegawai.csv"]
    assert run_asn("run", cwd=office).code == 0
    assert lying(office)[0].startswith("diproses/")


def test_a_place_that_is_taken_by_a_file_stops_no_import(office, run_asn):
    drop(office, GOOD)
    (office / "inbox" / "diproses").write_text("x", encoding="utf-8")
    done = run_asn("run", cwd=office)
    assert done.code == 5
    assert len(done.err.splitlines()) == 1
    assert "pegawai.csv" in lying(office)
    (office / "inbox" / "diproses").unlink()
    assert run_asn("run", cwd=office).code == 0
    assert lying(office)[0].startswith("diproses/pegawai.")
