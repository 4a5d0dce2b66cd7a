"""The law is read once until a byte of it, or of what reads it, changes; what was kept is never believed otherwise."""

import sys

import pytest

from asnkarier import read_before as kept_law
from asnkarier.errors import RegulationError
from asnkarier.read_before import read_before
from law import read_rulebook as load_rulebook

DECREE = "nilai:\n  2026-01-01: {nilai: 30, dasar: keputusan}\n"


@pytest.fixture
def times(tmp_path, monkeypatch):
    """Keep compiled things in a folder of the test, and return a reader of the law that counts how often it reads."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    law = load_rulebook()
    read = []

    def once():
        read.append(1)
        return law

    return read, once


def kept_files(tmp_path):
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file() and path.suffix != ".pyc"]


def test_the_law_is_read_once(times, tmp_path):
    read, once = times
    first = read_before("law", (), [], once)
    again = read_before("law", (), [], once)
    assert len(read) == 1
    assert again == first
    assert again.fingerprint == first.fingerprint
    assert len(kept_files(tmp_path)) == 1


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-1], lambda raw: raw[:70] + b"x" + raw[71:], lambda _: b""]
)
def test_what_is_damaged_is_read_anew(times, tmp_path, damage):
    read, once = times
    read_before("law", (), [], once)
    (path,) = kept_files(tmp_path)
    path.write_bytes(damage(path.read_bytes()))
    assert read_before("law", (), [], once) == once()
    assert len(read) == 3


def test_a_changed_file_choice_or_reader_is_read_anew(times, tmp_path, monkeypatch):
    read, once = times
    code = [*kept_law.READERS]
    own = tmp_path / "regulations"
    own.mkdir()
    (own / "a.yaml").write_text(DECREE)
    for count, change in enumerate(
        [
            lambda: None,
            lambda: (own / "a.yaml").write_text(DECREE.replace("30", "40")),
            lambda: (own / "b.yml").write_text("# only a remark\n"),
            lambda: monkeypatch.setattr(kept_law, "__version__", "0"),
            lambda: code.append("store"),
        ],
        start=1,
    ):
        change()
        read_before("law_own", (own,), [], once, tuple(code))
        read_before("law_own", (own,), [], once, tuple(code))
        assert len(read) == count
    read_before("law_own", (own,), ["djki"], once)
    read_before("law", (), [], once)
    assert len(read) == count + 2
    assert [path.stat().st_mode & 0o077 for path in sorted(kept_files(tmp_path))] == [0o044, 0]


def test_a_folder_behind_a_link_is_no_other_folder(times, tmp_path):
    read, once = times
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yaml").write_text(DECREE)
    (tmp_path / "own").symlink_to(tmp_path / "real")
    read_before("standards", (tmp_path / "own",), [], once)
    (tmp_path / "real" / "a.yaml").write_text(DECREE.replace("30", "31"))
    read_before("standards", (tmp_path / "own",), [], once)
    read_before("standards", (tmp_path / "real",), [], once)
    assert len(read) == 3


def test_what_changes_while_it_is_read_is_not_kept(times, tmp_path):
    _, once = times
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.yaml").write_text(DECREE)

    def meanwhile():
        (own / "a.yaml").write_text(DECREE.replace("30", "31"))
        return once()

    read_before("law_own", (own,), [], meanwhile)
    assert kept_files(tmp_path) == []


def test_a_fault_is_told_every_time_and_never_kept(times, tmp_path):
    del times

    def faulty():
        raise RegulationError("faulty")

    for _ in range(2):
        with pytest.raises(RegulationError):
            read_before("law", (), [], faulty)
    assert kept_files(tmp_path) == []


def test_nothing_is_written_where_python_writes_nothing(times, tmp_path, monkeypatch):
    read, once = times
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    read_before("law", (), [], once)
    read_before("law", (), [], once)
    assert len(read) == 2
    assert kept_files(tmp_path) == []


def test_a_place_that_cannot_be_written_is_no_fault(times, tmp_path):
    read, once = times
    (tmp_path / "cache").write_text("a file where the folder would be")
    assert read_before("law", (), [], once) == once()
    assert len(read) == 2


def test_a_pipe_among_the_decrees_is_left_to_the_reader(times, tmp_path):
    import os

    read, once = times
    own = tmp_path / "regulations"
    own.mkdir()
    os.mkfifo(own / "a.yaml")
    read_before("law_own", (own,), [], once)
    assert len(read) == 1
    assert kept_files(tmp_path) == []
