"""`asn undo` and `asn doctor` as a person or a script meets them."""

import errno
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from asnkarier.store.store import Store
from conftest import SAMPLES, asn
from store_samples import A, B, old_store, person, put

KEYS = ["check", "status", "detail", "remedy"]


@pytest.fixture
def office(small_agency, tmp_path):
    """A copy of the small agency that may be changed."""
    return shutil.copytree(small_agency, tmp_path / "kantor")


def db(office):
    return office / ".asn" / "asnkarier.db"


def history(office):
    return asn("history", "--format", "json", cwd=office).json()["rows"]


def checks(office, code=0):
    done = asn("doctor", "--format", "json", cwd=office)
    assert done.code == code, done.out + done.err
    found = done.json()
    assert found["schema"] == "asn.doctor/1"
    return {row["check"]: row for row in found["rows"]}


def one_line_and_a_hint(done):
    return [line[:4] for line in done.err.splitlines()] == ["asn:", "  → "]


# ── undo ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_undo_restores_and_the_history_shows_both(office):
    with Store.open(db(office), mode="r") as store:
        before = store.fingerprint(date(2026, 11, 1))
    changed = office / "unor.csv"
    changed.write_text("ID;NAMA UNOR;ID ATASAN\n1;Satu;\n", encoding="utf-8")
    assert asn("import", changed, "--as", "units", cwd=office).code == 0
    newest = history(office)[0]
    done = asn("undo", newest["batch"], "--format", "json", cwd=office)
    assert (done.code, done.json()["undoes"]) == (0, newest["batch"])
    assert str(newest["batch"]) in done.err
    record, undone = history(office)[:2]
    assert (record["action"], record["undoes"], record["rows"]) == ("undo", undone["batch"], None)
    assert (undone["action"], undone["undone_by"]) == ("import", record["batch"])
    assert record["imported_by"] == undone["imported_by"] != ""
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", record["imported_at"])
    with Store.open(db(office), mode="r") as store:
        assert store.fingerprint(date(2026, 11, 1)) == before
    assert checks(office)["store"]["status"] == "ok"


def test_undo_says_what_came_back(office):
    before = asn("gap", "--format", "csv", cwd=office).out
    changed = office / "pegawai.csv"
    nips = [row["nip"] for row in asn("gap", "--format", "json", cwd=office).json()["rows"][:3]]
    changed.write_text(
        "\n".join(
            ["NIP;NAMA;JABATAN;UNIT KERJA", *(f"{nip};Nama Lain;Analis;Unit Lain" for nip in nips), ""]
        ),
        encoding="utf-8",
    )
    assert asn("import", changed, cwd=office).code == 0
    assert asn("gap", "--format", "csv", cwd=office).out != before
    done = asn("--language", "en", "undo", history(office)[0]["batch"], "--format", "json", cwd=office)
    assert done.json()["restored"] == {"back": 3, "gone": 0, "kept": 0}
    assert "3 say again what they said before" in done.err
    assert "(pegawai.csv, employees)" in done.err
    assert asn("gap", "--format", "csv", cwd=office).out == before


def test_what_cannot_be_undone_is_one_line_and_exit_2(office):
    assert asn("undo", 1, cwd=office).code == 0
    # Taken back already, unknown, an undo itself, beyond SQLite's numbers.
    for batch in (1, 99, history(office)[0]["batch"], 2**70):
        done = asn("undo", batch, cwd=office)
        assert (done.code, done.out) == (2, "")
        assert one_line_and_a_hint(done), done.err
    assert asn("undo", "x", cwd=office).code == 2
    assert asn("undo", cwd=office).code == 2


def test_undo_makes_no_store(workspace):
    done = asn("undo", 1, cwd=workspace)
    assert done.code == 4
    assert not (workspace / ".asn").exists()


def test_an_import_taken_back_may_come_again(office):
    file = SAMPLES / "lowongan.xlsx"
    batch = next(row["batch"] for row in history(office) if row["file"] == file.name)
    assert asn("undo", batch, cwd=office).code == 0
    again = asn("import", file, "--format", "json", cwd=office).json()["files"][0]
    assert again["accepted"] == again["rows"] > 0


HOLD = """
import sys
from pathlib import Path
from asnkarier.store.store import Store
from asnkarier.store.opening.transactions import writing
store = Store.open(Path(sys.argv[1]), doing="asn import")
with writing(store._connection, store._path):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_busy_store_ends_with_75_and_names_the_holder(office):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(db(office))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout.readline() == "held\n"
        for words in (["undo", 1], ["import", SAMPLES / "unor.xlsx", "--as", "units", "--period", 2020]):
            done = asn("--wait", "0.2", *words, cwd=office)
            assert done.code == 75, done.err
            assert str(child.pid) in done.err
            assert "asn import" in done.err
            assert socket.gethostname() in done.err
            assert re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d[+-]", done.err), done.err
        assert str(child.pid) in checks(office)["lock.store"]["detail"]
        assert asn("gap", "--format", "csv", cwd=office).code == 0  # reading goes on
    finally:
        child.communicate("")
    assert asn("undo", 1, cwd=office).code == 0


def test_a_user_without_a_name_is_a_number_in_the_log(workspace, monkeypatch):
    def nameless(*_words):
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nameless)
    assert asn("import", SAMPLES / "lowongan.xlsx", cwd=workspace).code == 0
    assert asn("undo", 1, cwd=workspace).code == 0
    assert {row["imported_by"] for row in history(workspace)} == {f"uid {os.getuid()}"}


# ── doctor ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sound_office(office):
    found = checks(office)
    assert {row["status"] for row in found.values()} == {"ok"}
    assert {
        "asn",
        "python",
        "sqlite",
        "libraries",
        "encoding",
        "timezone",
        "config",
        "store",
        "store.batches",
    } <= set(found)
    assert {"modes.store", "lock", "disk.store", "disk.output", "unfinished"} <= set(found)
    assert list(found["asn"]) == KEYS


@pytest.mark.parametrize("wanted", ["table", "csv", "json"])
def test_every_form(office, wanted):
    done = asn("doctor", "--format", wanted, cwd=office)
    assert done.code == 0
    assert "sqlite" in done.out
    if wanted == "csv":
        assert done.out.splitlines()[0].lstrip("\ufeff") == ",".join(KEYS)


def test_a_workbook(office):
    assert asn("doctor", "--output", "periksa.xlsx", cwd=office).code == 0
    assert (office / "periksa.xlsx").read_bytes()[:2] == b"PK"


def test_doctor_changes_nothing(office):
    before = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    asn("doctor", cwd=office)
    asn("--language", "en", "doctor", "--format", "json", cwd=office)
    after = {path: path.read_bytes() for path in office.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before} == before
    # SQLite may make its (empty) log for a reader; nothing else appears.
    assert all(path.name.endswith(("-shm", "-wal")) for path in set(after) - set(before))


def damage(office, old, new):
    data = db(office).read_bytes()
    assert old in data
    db(office).write_bytes(data.replace(old, new, 1))


def people(office):
    with Store.open(db(office), mode="r") as store:
        known = store.load("employees", date(2026, 11, 1))
    return known["nip"].tolist(), known["nama"].tolist()


def test_a_broken_store_is_a_fault_and_nobody_is_named(office):
    nips, names = people(office)
    damage(office, nips[0].encode(), b"\xff" + nips[0].encode()[1:])
    found = checks(office, code=4)
    assert {row["check"] for row in found.values() if row["status"] == "fault"} >= {"store.sum"}
    assert all(row["remedy"] for row in found.values() if row["status"] == "fault")
    for words in (
        ["doctor"],
        ["--language", "en", "doctor", "--format", "csv"],
        ["gap"],
    ):
        done = asn(*words, cwd=office)
        assert done.code == 4
        assert not [nip for nip in nips if nip in done.out + done.err]
        assert not [name for name in names if name in done.out + done.err]


def test_an_import_into_a_damaged_store_is_refused_in_one_line(office):
    damage(office, b"CREATE TABLE meta", b"CREATE TABLE Meta")
    done = asn("undo", 1, cwd=office)
    assert done.code == 4
    assert one_line_and_a_hint(done), done.err


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"", b"SQLite format 3\0" + bytes(4000)])
def test_any_file_in_place_of_the_store_is_a_fault(office, content):
    db(office).write_bytes(content)
    found = checks(office, code=4)
    assert [row["status"] for row in found.values() if row["check"].startswith("store")].count("fault") >= 1


def test_a_store_that_is_gone_is_a_fault(office):
    db(office).unlink()
    assert checks(office, code=4)["store.file"]["status"] == "fault"


def test_no_store_yet_is_no_fault(workspace):
    found = checks(workspace)
    assert found["store"]["status"] == "ok"
    assert "asn import" in found["store"]["remedy"]
    assert not (workspace / ".asn").exists()


def test_without_a_workspace_the_machine_is_examined(tmp_path):
    found = checks(tmp_path)
    assert found["config"]["status"] == "warning"
    assert {"asn", "python", "sqlite"} <= set(found)


def test_a_wrong_config_is_exit_3(workspace):
    (workspace / "config.yaml").write_text("agencyy: x\n", encoding="utf-8")
    assert asn("doctor", cwd=workspace).code == 3


@pytest.mark.skipif(os.name != "posix", reason="POSIX file modes")
def test_a_store_brought_up_to_date_says_where_the_older_one_is(office, tmp_path):
    older = tmp_path / "lama.db"
    old_store(db(office), older)
    for file in (office / ".asn").iterdir():
        file.unlink()
    shutil.copy(older, db(office))
    db(office).chmod(0o600)
    assert checks(office)["store.schema"]["status"] == "warning"
    backup = db(office).with_name("asnkarier.db.schema1.bak")
    done = asn("gap", "--format", "csv", cwd=office)
    assert (done.code, str(backup) in done.err) == (0, True)
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.name not in asn("gap", "--format", "csv", cwd=office).err
    assert {row["status"] for row in checks(office).values()} == {"ok"}


def test_files_open_to_others_are_a_warning(office):
    db(office).chmod(0o644)
    (office / "out").mkdir(exist_ok=True, mode=0o700)
    (office / "out" / "gap.csv").write_text("x")
    (office / "out" / "gap.csv").chmod(0o604)
    (office / "config.yaml").chmod(0o666)
    found = checks(office)
    warned = {name for name, row in found.items() if row["status"] == "warning"}
    assert warned == {"modes.store", "modes.output", "config"}
    assert "asnkarier.db 0644" in found["modes.store"]["detail"]
    assert "chmod" in found["modes.store"]["remedy"]


def test_unfinished_files_are_a_warning(office):
    (office / "out").mkdir(exist_ok=True, mode=0o700)
    (office / "out" / ".gap.csv.abc.tmp").write_text("x")
    (office / ".asn" / "asnkarier.db.schema1.bak.new").write_text("x")
    (office / ".asn" / "asnkarier.db.schema1.bak.new").chmod(0o600)
    row = checks(office)["unfinished"]
    assert (row["status"], row["detail"].split()[0]) == ("warning", "2")


def test_the_holder_of_the_job_lock_is_named(office):
    from datetime import UTC, datetime

    from asnkarier.workflows.running.lock import job_lock, job_lock_path

    path = job_lock_path(db(office))
    with job_lock(path, "malam", datetime(2026, 11, 1, tzinfo=UTC), 0):
        done = subprocess.run(
            [sys.executable, "-c", "from asnkarier.cli.entry import main; main()", "doctor", "--format", "json"],
            cwd=office, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
        )  # fmt: skip
        row = next(row for row in json.loads(done.stdout)["rows"] if row["check"] == "lock")
        assert str(os.getpid()) in row["detail"]
        assert "malam" in row["detail"]
    assert str(os.getpid()) not in checks(office)["lock"]["detail"]


def test_a_lock_that_cannot_be_made_is_exit_4(office, monkeypatch):
    lock = office / ".asn" / "run.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    done = asn("run", cwd=office)
    assert done.code == 4
    assert one_line_and_a_hint(done), done.err


def test_a_run_without_room_for_its_note_goes_on(office, monkeypatch):
    def full(*_words, **_more):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("asnkarier.store.opening.holder.json.dump", full)
    (office / "inbox").mkdir()
    assert asn("run", cwd=office).code == 0
    assert [file.name for file in (office / ".asn").glob("*holder")] == []


def test_a_terminal_that_cannot_show_every_name_is_a_warning(office):
    done = subprocess.run(
        [sys.executable, "-c", "from asnkarier.cli.entry import main; main()", "doctor", "--format", "json"],
        cwd=office, capture_output=True, check=True,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "latin-1"},
    )  # fmt: skip
    rows = {row["check"]: row for row in json.loads(done.stdout.decode("utf-8", "replace"))["rows"]}
    assert rows["encoding"]["status"] == "warning"


def test_a_clock_behind_the_last_import_is_a_warning(office):
    from datetime import UTC, datetime

    from asnkarier.agency.workspace import Workspace
    from asnkarier.settings import load_settings
    from asnkarier.workflows.keeping.examine_store import examine

    workspace = Workspace(office, load_settings(office / "config.yaml"), date(2026, 11, 1))
    found, _ = examine(
        workspace, office / "config.yaml", now=datetime(2020, 1, 1, tzinfo=UTC), terminal="utf-8"
    )
    assert {check.check: check.status for check in found}["store.batches"] == "warning"


# ── on a screen of eighty characters ─────────────────────────────────────────────────────────────────────────────


def shown(office, monkeypatch, *words):
    monkeypatch.setenv("COLUMNS", "80")
    done = asn(*words, cwd=office)
    assert all(len(line) <= 80 for line in done.out.splitlines())
    assert "…" not in done.out
    return " ".join(done.out.split())


@pytest.mark.parametrize(
    ("language", "day", "kinds"),
    [
        ("id", "%d-%m-%Y %H:%M", ("pegawai", "riwayat jabatan", "katalog diklat", "lowongan")),
        ("en", "%Y-%m-%d %H:%M", ("employees", "position history", "course catalogue", "vacancies")),
    ],
)
def test_the_history_fits_a_screen_in_local_time_and_the_words_of_the_reader(
    office, monkeypatch, language, day, kinds
):
    rows = history(office)
    moment = datetime.fromisoformat(rows[0]["imported_at"]).astimezone(ZoneInfo("Asia/Jakarta"))
    assert asn("undo", 1, cwd=office).code == 0
    text = shown(office, monkeypatch, "--language", language, "history")
    assert f"{moment:{day}}" in text
    assert "+00:00" not in text
    assert all(word in text for kind in kinds for word in kind.split())
    assert language == "en" or "employees" not in text
    for row in rows:
        # A long name goes over two lines, and loses nothing by it.
        assert all(part in text for part in re.split("(?<=[_.])", row["file"])), row
        assert row["imported_by"] in text


def test_a_long_history_shows_the_newest_and_a_sheet_by_its_name(workspace, monkeypatch):
    db(workspace).parent.mkdir(mode=0o700)
    with Store.open(db(workspace)) as store:
        for number in range(44):
            put(store, "employees", f"berkas{number}", [person(A)])
        put(store, "employees", "baru", [person(B)], counts={"tables": 2, "rows": 1})
    text = shown_with_dots(workspace, monkeypatch)
    assert "baru.xlsx:" in text
    assert "Sheet1" in text
    assert "berkas5.xlsx" in text
    assert "berkas4.xlsx" not in text
    assert "and 5 older ones" in text
    wide = asn("history", "--format", "csv", cwd=workspace).out.splitlines()
    assert len(wide) == 46
    assert asn("history", "--output", "r.xlsx", cwd=workspace).code == 0
    page = openpyxl.load_workbook(workspace / "r.xlsx").worksheets
    cells = {cell.value for sheet in page for row in sheet.iter_rows() for cell in row}
    assert {"pegawai", "01-04-2026 09:03", "impor"} <= cells


def shown_with_dots(office, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    return " ".join(asn("--language", "en", "history", cwd=office).out.split())


def test_every_word_of_the_doctor_is_on_the_screen(office, monkeypatch):
    found = checks(office)
    text = shown(office, monkeypatch, "doctor").replace(" ", "")
    for check in found.values():
        for sentence in (check["detail"], check["remedy"]):
            assert all(word in text for word in sentence.split() if not word.isdigit()), sentence
