"""`asn purge` as a person meets it: what is said before and after, what is left to do, and what a look alone leaves."""

import pytest

from in_process import asn
from sheets.workbooks import nip

BUDI, SRI = nip(1), nip(2)
PEOPLE = f"NIP,NAMA,JABATAN,UNIT KERJA\n{BUDI},Budi Wiryawan,Camat,Kecamatan A\n{SRI},Sri Dewi,Arsiparis,Kecamatan A\n"


@pytest.fixture
def office(workspace):
    (workspace / "pegawai.csv").write_text(PEOPLE, encoding="utf-8")
    assert asn("import", "pegawai.csv", "--as-of", "2026-01-31", cwd=workspace).code == 0
    return workspace


def checks(folder):
    return {one["check"]: one for one in asn("doctor", "--format", "json", cwd=folder).json()["rows"]}


def store_bytes(folder):
    return b"".join(one.read_bytes() for one in sorted((folder / ".asn").iterdir()))


def _no_room(_path):
    raise OSError("no room")


@pytest.mark.parametrize(
    "words", [(BUDI, "--yes"), (SRI, "--yes"), ()], ids=["the same", "another", "nobody"]
)
def test_what_a_purge_left_undone_is_told_and_done_by_the_next(office, monkeypatch, words):
    copy = office / ".asn" / "asnkarier.db.schema19.bak"
    copy.write_text(BUDI, encoding="utf-8")
    with monkeypatch.context() as broken:
        broken.setattr("asnkarier.store.purging.rewriting.older_copies", _no_room)
        assert asn("purge", BUDI, "--yes", cwd=office).code == 4
    assert BUDI.encode() in store_bytes(office)
    assert checks(office)["store.unfinished"]["status"] == "warning"
    assert asn("purge", *words, "--dry-run", cwd=office).code == 0
    assert BUDI.encode() in store_bytes(office)
    done = asn("--language", "en", "purge", *words, cwd=office)
    assert done.code == 0, done.err
    assert "an earlier purge could not overwrite" in done.err
    assert BUDI.encode() not in store_bytes(office)
    assert "store.unfinished" not in checks(office)
    assert asn("purge", cwd=office).code == 2
