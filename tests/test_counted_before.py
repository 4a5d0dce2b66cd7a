"""Whom a standard judges, and whether the chain holds, is worked out once for the same bytes, and anew for any others."""

import json
import sqlite3
import sys

import pytest

from asnkarier.agency import snapshot
from asnkarier.store import verification

LIST = "employees.csv"
HEAD = "nip,nama,jabatan,unit_kerja,golongan,jenis_jabatan,eselon,status_asn,kedudukan_hukum\n"
CAMAT = "{nip},{nama},Camat Contoh Utara,Kecamatan Contoh Utara,IV/a,struktural,III.a,PNS,aktif\n"
NIPS = ("198001012005011001", "198101012005012002", "198201012006011003")


def people(count):
    return HEAD + "".join(CAMAT.format(nip=nip, nama=f"Orang {nip[-1]}") for nip in NIPS[:count])


@pytest.fixture
def office(workspace, run_asn, tmp_path, monkeypatch):
    """Return a folder with two camat, where compiled things are kept, and what a command counts anew."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (workspace / LIST).write_text(people(2))
    assert run_asn("import", LIST, "--as", "employees", "--as-of", "2026-01-01", cwd=workspace).code == 0
    asked = []
    for room, name in ((snapshot, "load_snapshot"), (verification, "examine")):
        old = getattr(room, name)
        monkeypatch.setattr(room, name, lambda *given, old=old, name=name: asked.append(name) or old(*given))
    return workspace, asked


def judged(run_asn, folder, *more):
    done = run_asn("standards", "list", "--format", "json", *more, cwd=folder)
    assert done.code == 0, done.err
    rows = {row["id"]: row["people"] for row in json.loads(done.out)["rows"]}
    return rows["camat"], done.err


def test_people_are_counted_once_until_a_fact_a_standard_or_the_day_changes(office, run_asn):
    folder, asked = office
    day = ("--as-of", "2026-02-01")
    assert judged(run_asn, folder, *day) == judged(run_asn, folder, *day)
    assert judged(run_asn, folder, *day)[0] == 2
    assert asked == ["load_snapshot"]
    early = ("--as-of", "2025-12-01")
    assert judged(run_asn, folder, *early) == judged(run_asn, folder, *early)
    assert len(asked) == 2
    assert (
        "2026" in judged(run_asn, folder, *early)[1]
    )  # the remark that a later list stands in is told every time
    (folder / LIST).write_text(people(3))
    assert run_asn("import", LIST, "--as", "employees", "--as-of", "2026-01-15", cwd=folder).code == 0
    assert judged(run_asn, folder, *day)[0] == 3
    standard = next(
        path for path in (folder / "standards").rglob("*.y*ml") if "- Camat Contoh" in path.read_text()
    )
    standard.write_text(standard.read_text().replace("Camat Contoh", "Lurah Besar"))
    assert judged(run_asn, folder, *day)[0] == 0


def test_a_store_without_its_sum_is_counted_every_time(office, run_asn):
    folder, asked = office
    next(folder.rglob("*.db-sum")).unlink()
    assert judged(run_asn, folder)[0] == judged(run_asn, folder)[0] == 2
    assert len(asked) == 2


def test_the_chain_is_examined_once_until_a_byte_changes(office, run_asn):
    folder, asked = office
    assert [run_asn("doctor", cwd=folder).code for _ in range(2)] == [0, 0]
    assert asked == ["examine"]
    with sqlite3.connect(next(folder.rglob("*.db"))) as connection:
        connection.execute("UPDATE batches SET imported_by = 'orang lain'")
    connection.close()
    next(folder.rglob("*.db-sum")).unlink()
    told = [run_asn("doctor", "--format", "json", cwd=folder) for _ in range(2)]
    assert told[0].code == told[1].code != 0
    # The room left on the disk is that of the moment.
    rows = (json.loads(one.out)["rows"] for one in told)
    found = [[row for row in one if "store" in row["check"] and row["check"] != "disk.store"] for one in rows]
    assert all(found)
    assert found[0] == found[1]
    assert asked == ["examine", "examine"]
