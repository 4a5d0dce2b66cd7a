"""Rows that were set aside: whoever stands on one is unknown in that register, never "nothing", until a later row comes in."""

from datetime import date

import pytest

from asnkarier.store.opening.transactions import sqlite3
from asnkarier.store.records import SourceSheet
from asnkarier.store.store import Store
from asnkarier.store.trust.sumfile import sum_path
from asnkarier.store.verification import verify
from in_process import asn
from people_frames import NIP, dossiers, finding
from store_samples import FEB, JAN, MAR, A, B, C, batch, frame

DAY = date(2026, 11, 21)
DISCIPLINE = {"sedang_menjalani": True, "tingkat": ["sedang", "berat"], "tahun": 2}
TRAINED = {"nama_pelatihan": "Pelatihan Kepemimpinan Pengawas", "tanggal_selesai": "2020-01-01", "nip": NIP}


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "asn.db") as opened:
        yield opened


def put(store, name, nips, as_of=JAN, *, aside=(), fields=("nama", "hukuman_disiplin"), table="employees"):
    rows = [{"nip": nip, **dict.fromkeys(fields, "ringan")} for nip in nips]
    sheet = SourceSheet(f"{name}.csv", None, (1,), dict(zip(("nip", *fields), "ABCDEFG", strict=False)))
    return store.add(
        batch(table, name, as_of, set_aside=tuple(aside)), frame(table, rows), {0: sheet}
    ).batch_id


def out(store, as_of=MAR, known_at=None, register="hukuman_disiplin"):
    return store.set_aside([register], as_of, known_at=known_at)[register]


def test_a_row_is_out_until_a_later_list_of_the_kind_brings_one_of_that_person(store):
    first = put(store, "a", [A], aside=[B, C])
    put(store, "no punishments", [A, B, C], FEB, fields=("nama",))
    assert out(store) == {B, C}
    mended = put(store, "b", [B], FEB)
    assert (out(store), out(store, known_at=first), out(store, JAN)) == ({C}, {B, C}, {B, C})
    assert out(store, date(2025, 1, 1)) == set()
    store.undo(mended, now="2026-04-02T00:00:00Z", by="operator")
    assert out(store) == {B, C}
    store.undo(first, now="2026-04-02T00:00:00Z", by="operator")
    assert out(store) == set()


def test_a_row_without_a_readable_nip_is_out_until_a_list_without_one(store):
    put(store, "a", [A], aside=["", B])
    put(store, "b", [A], FEB, aside=[""])
    assert out(store) == {"", B}
    put(store, "c", [A], MAR)
    assert out(store) == {B}


def test_other_registers_are_tables_of_their_own(store):
    put(store, "a", [], aside=[B], table="trainings", fields=("nama_pelatihan",))
    assert (out(store, register="trainings"), out(store)) == ({B}, set())


def test_the_chain_holds_who_was_set_aside(tmp_path):
    path = tmp_path / "asn.db"
    with Store.open(path) as store:
        put(store, "a", [A], aside=[B])
    assert verify(path, 0) == []
    sum_path(path).unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM set_aside")
    assert "batch 1: what it holds is not what was stored" in [str(one) for one in verify(path, 0)]


@pytest.mark.parametrize(
    ("uji", "value", "register", "more", "result"),
    [
        ("bebas_hukuman", DISCIPLINE, "hukuman_disiplin", {}, "met"),
        (
            "riwayat_pelatihan",
            {"nama": ["Lemhannas"], "pernah": True},
            "trainings",
            {"trainings": [TRAINED]},
            "not_met",
        ),
        ("riwayat_pelatihan", {"nama": ["Lemhannas"], "pernah": False}, "trainings", {}, "met"),
        ("lulus_uji", True, "competency_tests", {}, "not_met"),
    ],
)
def test_no_declared_register_speaks_for_whoever_stands_on_a_row_that_is_out(
    uji, value, register, more, result
):
    def found(**told):
        person = {"jenis_jabatan": "fungsional", "jenjang": "ahli_pertama"}
        return finding(uji, value, DAY, person, complete=[register], **more, **told)

    whole = found()
    assert whole["result"] == result
    aside = found(aside={register: {NIP}})
    assert (aside["result"], aside["reason"]) == ("unknown", "rows_set_aside")
    assert found(aside={register: {B}})["result"] == whole["result"]


@pytest.mark.parametrize(
    ("pernah", "ended", "result"),
    [
        (True, "selesai", "met"), (True, "tidak_lulus", "not_met"), (True, "belum_diikuti", "not_met"), (True, "hasil_tidak_jelas", "unknown"),
        (False, "tidak_hadir", "met"), (False, "belum_diikuti", "met"), (False, "hasil_tidak_jelas", "unknown"),
    ],
)  # fmt: skip
def test_no_requirement_rests_on_a_training_whose_list_does_not_say_how_it_ended(pernah, ended, result):
    rows = [{"nip": NIP, "nama_pelatihan": "Lemhannas", "tanggal_selesai": "2020-01-01", "status": ended}]
    value = {"nama": ["Lemhannas"], "pernah": pernah}
    found = finding("riwayat_pelatihan", value, DAY, {}, complete=["trainings"], trainings=rows)
    assert found["result"] == result
    assert found["reason"] == ("rows_set_aside" if result == "unknown" else "")


def test_a_row_about_anybody_withdraws_the_declaration_and_no_more():
    people = [{"nip": NIP}]
    known = dossiers(DAY, people, complete=["trainings"], aside={"trainings": {""}})
    assert (known.declared("trainings").tolist(), known.set_aside("trainings").tolist()) == ([False], [False])


def test_the_punished_person_whose_row_was_set_aside_is_never_eligible(tmp_path):
    (tmp_path / "config.yaml").write_text(
        "as_of: 2026-11-01\nlanguage: en\ncomplete_registers: [hukuman_disiplin]\n", encoding="utf-8"
    )
    (tmp_path / "standards").mkdir()
    standard = "jabatan: Kepala Bidang\nkelompok: administrator\nkompetensi: {integritas: 3}\n"
    (tmp_path / "standards" / "kabid.yaml").write_text(standard, encoding="utf-8")
    head = "nip,nama,status_asn,kedudukan_hukum,golongan,jenis_jabatan,eselon,jabatan,unit_kerja\n"
    rows = [f"{nip},ORANG,PNS,Aktif,III/d,struktural,IV.a,Kepala Seksi,Dinas A\n" for nip in (A, B)]
    (tmp_path / "pegawai.csv").write_text(head + "".join(rows), encoding="utf-8")
    punished = f"NIP,NAMA,HUKUMAN DISIPLIN\n{A},ORANG,Dirumahkan\n"
    (tmp_path / "hukdis.csv").write_text(punished, encoding="utf-8")
    assert asn("import", "pegawai.csv", "hukdis.csv", cwd=tmp_path).code == 1

    def gates():
        done = asn("promote-shortlist", "Kepala Bidang", "--all", "--format", "json", cwd=tmp_path)
        answer = done.json()
        found = {one["nip"]: one["result"] for one in answer["findings"] if one["rule_id"] == "ADM-DISIPLIN"}
        return found, " ".join(asn("promote-shortlist", "Kepala Bidang", cwd=tmp_path).out.split())

    found, told = gates()
    assert found == {A: "unknown", B: "met"}
    assert "Hukuman disiplin of 1 people is not known" in told
    assert "Hukuman disiplin of 1 people is not known" in " ".join(asn("check", cwd=tmp_path).out.split())
    (tmp_path / "mended.csv").write_text(punished.replace("Dirumahkan", "Tidak pernah"), encoding="utf-8")
    assert asn("import", "mended.csv", cwd=tmp_path).code == 0
    found, told = gates()
    assert found == {A: "met", B: "met"}
    assert "is not known: their rows" not in told
