"""A cleared cell: an ordinary list keeps the value and cites its cell, a complete one takes it away, and that ends no punishment."""

import pytest

from in_process import asn

HEAD = "NIP,Nama,Jabatan,Eselon,Unit Kerja,Golongan,Hukuman Disiplin,Hukuman Selesai\n"
A, B = "198501152010011901", "198501152010011902"
JAN, FEB, MAR = "2026-01-31", "2026-02-28", "2026-03-31"
POST = "Kepala Bidang B"


@pytest.fixture(params=[(), ("hukuman_disiplin",)], ids=["open", "declared"])
def office(request, tmp_path):
    registers = ", ".join(request.param)
    (tmp_path / "config.yaml").write_text(
        f"language: en\ncomplete_registers: [{registers}]\n", encoding="utf-8"
    )
    tmp_path.joinpath("jabatan.csv").write_text(
        f"NIP,Nama,Jabatan,Eselon,Unit Kerja\n198001152005011903,ORANG C,{POST},III.b,Dinas X\n",
        encoding="utf-8",
    )
    asn("--as-of", JAN, "import", "jabatan.csv", cwd=tmp_path)
    return tmp_path


def imported(office, day, hukuman, *words, selesai="", name="pegawai.csv"):
    rows = (
        f"{A},ORANG A,Kepala Seksi A,IV.a,Dinas X,III/d,{hukuman},{selesai}\n",
        f"{B},ORANG B,Kepala Seksi B,IV.a,Dinas X,III/d,tidak pernah,\n",
    )
    (office / name).write_text(HEAD + "".join(rows), encoding="utf-8")
    done = asn("--as-of", day, "import", name, *words, "--confirm-leavers", cwd=office)
    assert done.code == 0, done.err
    return done


def gate(office, day, nip=A):
    done = asn("--as-of", day, "explain", nip, "--for", POST, "--format", "json", cwd=office)
    (found,) = (row for row in done.json()["findings"] if row["rule_id"].endswith("-DISIPLIN"))
    return found


def register(office, day, nip=A):
    rows = asn("--as-of", day, "explain", nip, "--format", "json", cwd=office).json()["facts"]
    return {row["field"]: (row["value"], row["source"]) for row in rows}


def test_an_ordinary_list_keeps_the_value_and_cites_the_cell_that_holds_it(office):
    imported(office, JAN, "berat", selesai="31-12-2030")
    imported(office, FEB, "")
    found = gate(office, FEB)
    assert (found["result"], found["source"]) == ("not_met", f"pegawai.csv ({JAN}):G2")
    assert register(office, FEB)["hukuman_disiplin"] == ("berat", f"pegawai.csv ({JAN}):G2")
    assert register(office, FEB)["golongan"][1].startswith("pegawai.csv (")


def test_a_complete_list_takes_it_away_and_that_ends_nothing(office):
    imported(office, JAN, "berat", selesai="31-12-2030")
    imported(office, FEB, "", "--complete")
    found = gate(office, FEB)
    assert (found["result"], found["source"]) == ("unknown", f"pegawai.csv ({FEB}):G2")
    assert (found["reason_code"], found["observed_facts"]) == ("hukuman_cleared", {"tingkat": "berat"})
    assert "hukuman_disiplin" not in register(office, FEB)
    told = asn("--as-of", FEB, "explain", A, cwd=office).out
    assert "no longer says severe" in " ".join(told.split())
    assert gate(office, JAN)["result"] == "not_met"  # the day before is as it was
    imported(office, MAR, "tidak pernah", "--complete")
    assert gate(office, MAR)["result"] == "met"
    assert gate(office, FEB)["result"] == "unknown"


def test_a_clean_record_that_is_emptied_is_as_unknown_as_any_blank(office, request):
    imported(office, JAN, "tidak pernah")
    imported(office, FEB, "", "--complete")
    declared = "declared" in request.node.callspec.id
    assert gate(office, FEB)["result"] == ("met" if declared else "unknown")
