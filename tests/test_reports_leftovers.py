"""What a killed process left in the making goes with the next report; what is still being written stays."""

import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from asnkarier.reports.files import scratch, write_file, write_with
from asnkarier.reports.leftovers import is_left_over, scratch_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks and kill -9 of POSIX")


def killed(act):
    child = os.fork()
    if not child:
        act()
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_killed_report_leaves_nothing_for_good(tmp_path):
    target = tmp_path / "gap[1].csv"
    target.write_bytes(b"lama")
    killed(lambda: write_with(target, die))
    assert len(names(tmp_path)) == 2
    assert target.read_bytes() == b"lama"
    write_file(target, b"baru")
    assert names(tmp_path) == [target.name]


def test_a_report_in_the_making_stays(tmp_path):
    target = tmp_path / "gap.csv"

    def meanwhile(handle):
        (temporary,) = tmp_path.iterdir()
        assert not is_left_over(temporary)
        write_file(target, b"dua")  # another one of the same name
        handle.write(b"satu")

    write_with(target, meanwhile)
    assert names(tmp_path) == ["gap.csv"]
    assert target.read_bytes() == b"satu"


def test_a_killed_workbook_leaves_no_scratch_folder_for_good(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def begin():
        with scratch() as folder:
            Path(folder, "sheet1.xml").write_text("198001012005011901")
            die()

    killed(begin)
    assert len(names(tmp_path)) == 2
    with scratch() as folder:
        assert len(names(tmp_path)) == 2
        assert Path(folder).stat().st_mode & 0o077 == 0
    assert names(tmp_path) == []


def test_a_disk_that_fails_once_leaves_no_lock_of_a_scratch_folder(tmp_path, monkeypatch):
    real, failed = Path.unlink, []

    def unlink(path, **words):
        if path.suffix == ".tmp" and not failed:
            failed.append(path)
            raise OSError(5, "Input/output error")
        real(path, **words)

    monkeypatch.setattr(Path, "unlink", unlink)
    with scratch_folder(tmp_path):
        pass
    assert failed
    assert list(tmp_path.iterdir()) == []
