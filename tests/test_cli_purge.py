"""`asn purge` as a person meets it: what is said before and after, what is left to do, and what a look alone leaves."""

import openpyxl
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


def test_a_look_alone_makes_no_key_and_removes_nothing(office):
    before = {one: one.read_bytes() for one in office.rglob("*") if one.is_file() and "lock" not in one.name}
    seen = asn("purge", BUDI, "--dry-run", "--format", "json", cwd=office).json()
    assert (seen["done"], seen["people"], seen["files"]) == (False, 1, ["pegawai.csv"])
    assert asn("export", "employees", "--format", "json", cwd=office).out.count(BUDI) == 1
    assert {one: one.read_bytes() for one in before} == before
    assert not (office / ".asn/pseudonym.key").exists()
    assert asn("purge", BUDI, "--yes", cwd=office).code == 0
    assert (office / ".asn/pseudonym.key").exists()


def test_a_list_that_holds_them_again_is_told(office):
    assert asn("purge", BUDI, "--yes", cwd=office).code == 0
    (office / "again.csv").write_text(PEOPLE.replace("Camat", "Lurah"), encoding="utf-8")
    again = "1 people of this list had been purged"
    assert again in asn("--language", "en", "import", "again.csv", cwd=office).err
    (office / "other.csv").write_text(PEOPLE.replace(BUDI, nip(3)), encoding="utf-8")
    assert "purged" not in asn("--language", "en", "import", "other.csv", cwd=office).err
    (office / ".asn/pseudonym.key").unlink()
    (office / "third.csv").write_text(PEOPLE.replace("Camat", "Sekretaris"), encoding="utf-8")
    assert "purged" not in asn("--language", "en", "import", "third.csv", cwd=office).err
    assert not (office / ".asn/pseudonym.key").exists()  # a new one would know nobody


def test_a_report_of_an_earlier_day_says_who_is_missing_since(office):
    (office / "later.csv").write_text(PEOPLE.replace("Camat", "Lurah"), encoding="utf-8")
    assert asn("purge", BUDI, "--yes", cwd=office).code == 0
    assert asn("import", "later.csv", cwd=office).code == 0
    told = "Since batch 1 was recorded the data of 1 people were purged"
    assert told in asn("--language", "en", "--known-at", "1", "gap", cwd=office).err
    assert "were purged" not in asn("--language", "en", "--known-at", "2", "gap", cwd=office).err
    assert "were purged" not in asn("--language", "en", "gap", cwd=office).err


def test_whoever_left_before_a_day_and_nobody_else(workspace):
    heads = "NIP,NAMA,JABATAN,UNIT KERJA,TMT PENSIUN"
    ends = ("2026-02-28", "2026-03-01", "2026-03-02", "", "2026-01-01")
    lines = [f"{nip(number)},Orang {number},Camat,Kecamatan A,{end}" for number, end in enumerate(ends, 1)]
    (workspace / "pegawai.csv").write_text("\n".join([heads, *lines]), encoding="utf-8")
    (workspace / "april.csv").write_text("\n".join([heads, lines[4]]), encoding="utf-8")
    assert asn("import", "pegawai.csv", "--as-of", "2025-12-31", cwd=workspace).code == 0
    # Who is listed on that day or later is kept, whatever the list says of a retirement.
    assert asn("import", "april.csv", "--as-of", "2026-04-30", cwd=workspace).code == 0
    assert asn("purge", "--left-before", "2026-01-01", "--yes", cwd=workspace).code == 0
    done = asn("purge", "--left-before", "2026-03-01", "--yes", "--format", "json", cwd=workspace).json()
    assert done["people"] == 1
    left = asn("export", "employees", "--format", "json", cwd=workspace).out
    assert [nip(number) in left for number in range(1, 6)] == [False, True, True, True, True]
    assert asn("purge", "--left-before", "1 March", "--yes", cwd=workspace).code == 2
    assert asn("purge", BUDI, "--left-before", "2026-03-01", "--yes", cwd=workspace).code == 2


def test_files_of_the_workspace_that_name_somebody_are_found_and_left(office):
    book = openpyxl.Workbook()
    book.active.append(["NIP", BUDI])
    (office / "out").mkdir()
    book.save(office / "out" / "gap.xlsx")
    (office / "out" / "other.txt").write_text(f"{SRI} and {BUDI[:-1]}", encoding="utf-8")
    (office / "torn.xlsx").write_bytes(b"PK\3\4 torn")
    (office / "notes.txt").write_text(f"about {BUDI}.", encoding="utf-8")
    (office / "link.txt").symlink_to(office / "notes.txt")
    done = asn("purge", BUDI, "--yes", "--format", "json", cwd=office).json()
    assert done["files"] == ["notes.txt", "out/gap.xlsx", "pegawai.csv"]
    assert all((office / one).exists() for one in done["files"])


def test_files_that_cannot_be_searched_are_told(office):
    (office / "out").mkdir()
    done = asn("profile", BUDI, "--output", "out/profil.pdf", cwd=office)
    assert done.code == 0, done.err
    assert BUDI.encode() not in (office / "out/profil.pdf").read_bytes(), "its letters are packed"
    (office / "out" / "kosong.parquet").write_bytes(b"PAR1....PAR1")
    (office / "surat.pdf").write_text(f"%PDF-1.4 {BUDI}", encoding="utf-8")
    seen = asn("purge", BUDI, "--dry-run", "--format", "json", cwd=office).json()
    assert seen["files"] == ["pegawai.csv", "surat.pdf"]
    assert seen["unsearched"] == ["out/kosong.parquet", "out/profil.pdf"]
    told = asn("--language", "en", "purge", BUDI, "--yes", cwd=office).err
    assert "2 files of the workspace could not be searched (PDF" in told
    assert "out/profil.pdf" in told
    assert (office / "out/profil.pdf").exists()
