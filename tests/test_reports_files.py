"""Files are whole or untouched: modes, leftovers and every way of failing."""

import errno
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from asnkarier.errors import OutputError
from asnkarier.reports import files
from asnkarier.reports.files import write_file, write_with


def only(folder):
    return sorted(path.name for path in folder.iterdir())


def test_new_and_replaced_files(tmp_path):
    target = tmp_path / "laporan.csv"
    write_file(target, b"satu")
    write_file(target, "düa".encode())
    assert target.read_text(encoding="utf-8") == "düa"
    assert only(tmp_path) == ["laporan.csv"]


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_mode_is_0600_from_the_first_byte_even_over_an_open_file(tmp_path):
    target = tmp_path / "laporan.csv"
    target.write_bytes(b"old")
    target.chmod(0o644)
    seen = []

    def produce(handle):
        (temporary,) = (path for path in tmp_path.iterdir() if path != target)
        seen.append(stat.S_IMODE(temporary.stat().st_mode))
        handle.write(b"new")

    old = os.umask(0)
    try:
        write_with(target, produce)
    finally:
        os.umask(old)
    assert seen == [0o600]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), ValueError("bug"), KeyboardInterrupt()])
def test_old_file_survives_and_nothing_is_left(tmp_path, error):
    target = tmp_path / "laporan.csv"
    target.write_bytes(b"old")

    def produce(handle):
        handle.write(b"half")
        raise error

    with pytest.raises(OutputError if isinstance(error, OSError) else type(error)):
        write_with(target, produce)
    assert target.read_bytes() == b"old"
    assert only(tmp_path) == ["laporan.csv"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_disk_full_at_the_last_moment(tmp_path, monkeypatch, call):
    target = tmp_path / "laporan.csv"
    target.write_bytes(b"old")

    def refuse(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(*((files.os, "fsync") if call == "fsync" else (Path, "replace")), refuse)
    with pytest.raises(OutputError, match="disk is full") as stop:
        write_file(target, b"new")
    assert stop.value.hint
    assert target.read_bytes() == b"old"
    assert only(tmp_path) == ["laporan.csv"]


def test_open_in_a_spreadsheet_program(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="no permission") as stop:
        write_file(tmp_path / "laporan.xlsx", b"new")
    assert "close the file" in stop.value.hint
    assert only(tmp_path) == []


def test_missing_folder_folder_as_file_and_file_as_folder(tmp_path):
    with pytest.raises(OutputError, match="does not exist"):
        write_file(tmp_path / "tidak" / "ada.csv", b"")
    with pytest.raises(OutputError, match="this is a folder"):
        write_file(tmp_path, b"")
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(OutputError, match="does not exist"):
        write_file(tmp_path / "berkas" / "ada.csv", b"")
    with pytest.raises(OutputError, match="too long"):
        write_file(tmp_path / ("x" * 300), b"")
    assert only(tmp_path) == ["berkas"]


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder of the system that takes no files")
def test_a_folder_that_is_there_but_takes_no_files_is_not_said_to_be_missing():
    with pytest.raises(OutputError, match="the folder /proc takes no files"):
        write_file(Path("/proc/x.xlsx"), b"")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_folder(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="no permission"):
            write_file(tmp_path / "laporan.csv", b"")
    finally:
        tmp_path.chmod(0o700)


def test_long_but_possible_names_and_links(tmp_path):
    longest = tmp_path / ("ü" * 120 + ".csv")
    write_file(longest, b"x")
    link = tmp_path / "tautan.csv"
    link.symlink_to(longest.name)
    write_file(link, b"y")
    assert link.is_symlink()
    assert longest.read_bytes() == b"y"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names are POSIX")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, b"data")
    reader.join(5)
    assert got == [b"data"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_folder_that_cannot_be_flushed_is_no_failure(tmp_path, monkeypatch):
    real = os.fsync

    def refuse_folders(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")
        real(descriptor)

    monkeypatch.setattr(files.os, "fsync", refuse_folders)
    write_file(tmp_path / "laporan.csv", b"x")
    assert (tmp_path / "laporan.csv").read_bytes() == b"x"
