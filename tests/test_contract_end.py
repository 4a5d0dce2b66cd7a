"""A PPPK counts to the last day of the contract; where that day is not known they count, and every report says how many."""

import json

import pytest

from in_process import asn

HEAD = "NIP,NAMA,STATUS ASN,KEDUDUKAN HUKUM,JABATAN,UNIT KERJA"
ENDED, LAST_DAY, OPEN, CIVIL = (f"19850101202121190{n}" for n in range(4))
PEOPLE = (
    (ENDED, "PPPK", "31-10-2026"),
    (LAST_DAY, "PPPK", "01-11-2026"),
    (OPEN, "PPPK", ""),
    (CIVIL, "PNS", "31-10-2026"),
)


def office(folder, heading):
    (folder / "config.yaml").write_text(
        "agency: Kota Contoh\nas_of: 2026-11-01\nlanguage: en\n", encoding="utf-8"
    )
    lines = [f"{nip},Orang,{status},Aktif,Guru,Dinas,{end}\n" for nip, status, end in PEOPLE]
    (folder / "people.csv").write_text(f"{HEAD},{heading}\n" + "".join(lines), encoding="utf-8")
    done = asn("import", "people.csv", cwd=folder)
    assert done.code == 0, done.err
    return folder


def counted(folder, *words):
    done = asn(*words, "gap", "--by", "person", "--format", "json", cwd=folder)
    table = asn(*words, "gap", "--by", "person", cwd=folder)
    return {row["nip"] for row in done.json()["rows"]}, " ".join(table.out.split())


@pytest.mark.parametrize(
    "heading", ["Akhir Kontrak", "TMT Akhir Perjanjian Kerja", "Masa Perjanjian Kerja s.d.", "akhir_kontrak"]
)
def test_who_counts_to_the_end_of_the_contract(tmp_path, heading):
    folder = office(tmp_path, heading)
    nips, told = counted(folder)
    assert nips == {LAST_DAY, OPEN, CIVIL}
    assert "1 PPPK whose contract has ended" in told
    assert "the end of their contract is not known: 1 PPPK" in told
    assert counted(folder, "--as-of", "2026-11-02")[0] == {OPEN, CIVIL}


def test_the_day_has_its_cell(tmp_path):
    folder = office(tmp_path, "Akhir Kontrak")
    facts = json.loads(asn("explain", ENDED, "--format", "json", cwd=folder).out)["facts"]
    (one,) = [fact for fact in facts if fact["field"] == "akhir_kontrak"]
    assert one["source"].endswith("people.csv:G2")
