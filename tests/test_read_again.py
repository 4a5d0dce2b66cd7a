"""The same bytes are read once more when names of competencies or mappings have changed; only what is new is added."""

import json
from datetime import date

import pytest
import yaml

from asnkarier.store.store import Store
from in_process import asn
from store_samples import A, B, C

DAY = date(2026, 11, 1)
HEAD = "NIP,NAMA,JABATAN,UNIT KERJA"
RECAP = f"NIP,Tanggal Asesmen,Integritas,Standar Akuntansi\n{A},2025-03-01,3,2\n{B},2025-03-01,2,4\n"


@pytest.fixture
def office(tmp_path):
    (tmp_path / "config.yaml").write_text("agency: Kota Contoh\nas_of: 2026-11-01\n", encoding="utf-8")
    (tmp_path / "recap.csv").write_text(RECAP, encoding="utf-8")
    (tmp_path / "old.csv").write_text(
        f"{HEAD},ESS\n{A},Sari,Analis,Dinas A,III.b\n{B},Budi,Staf,Dinas B,\n", encoding="utf-8"
    )
    (tmp_path / "new.csv").write_text(f"{HEAD}\n{A},Sari,Kepala Bidang,Dinas C\n", encoding="utf-8")
    return tmp_path


def read(office, *names, code=0, words=()):
    done = asn("--as-of", DAY, "import", *names, "--format", "json", *words, cwd=office)
    assert done.code == code, done.err
    return json.loads(done.out)["files"], done.err


def facts(office, table, known_at=None):
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        return store.load(table, DAY, known_at=known_at)


def name_it(office):
    (office / "standards").mkdir()
    (office / "standards" / "a.yaml").write_text(
        "jabatan: Analis\nkelompok: pelaksana\nkompetensi:\n  teknis/standar_akuntansi: 2\n", encoding="utf-8"
    )


def test_a_competency_that_a_standard_names_now_is_read_from_the_same_bytes(office):
    (one,), told = read(office, "recap.csv")
    assert (one["accepted"], one["unmapped"]) == (2, ["Standar Akuntansi"])
    assert "KOLOM-BUKAN-NAMA" in told
    before = facts(office, "assessments")
    name_it(office)
    (one,), told = read(office, "recap.csv")
    assert (one["accepted"], one["unchanged"], one["batch"], one["adds_to"]) == (2, 0, 2, 1)
    assert "read again" in told or "dibaca lagi" in told
    assert (
        facts(office, "assessments")["kompetensi"].tolist() == ["integritas", "teknis/standar_akuntansi"] * 2
    )
    assert facts(office, "assessments", known_at=1).equals(before)
    (one,), told = read(office, "recap.csv")
    assert (one["batch"], one["accepted"], one["unchanged"]) == (1, 0, 2)
    assert "read again" not in told
    assert "dibaca lagi" not in told


def test_taking_an_import_back_takes_its_readings_back(office):
    read(office, "recap.csv")
    name_it(office)
    read(office, "recap.csv")
    done = asn("undo", "1", "--format", "json", cwd=office)
    assert json.loads(done.out)["with_it"] == [2]
    assert facts(office, "assessments").empty
    (one,), _ = read(office, "recap.csv")
    assert (one["accepted"], one["adds_to"]) == (2, None)
    assert len(facts(office, "assessments")) == 4


def test_a_reading_taken_back_alone_comes_again(office):
    read(office, "recap.csv")
    name_it(office)
    read(office, "recap.csv")
    assert asn("undo", "2", cwd=office).code == 0
    assert len(facts(office, "assessments")) == 2
    (one,), _ = read(office, "recap.csv")
    assert (one["accepted"], one["adds_to"]) == (2, 1)
    assert len(facts(office, "assessments")) == 4


def test_a_mapping_that_was_edited_adds_its_field_and_nothing_old(office):
    read(office, "old.csv", words=("--map", "ESS=-"))
    read(office, "old.csv")  # with the remembered mapping; what it says is known
    read(office, "new.csv")  # of the same day, and later
    assert facts(office, "employees").set_index("nip")["jabatan"][A] == "Kepala Bidang"
    (mapping,) = (office / "mappings").glob("employees-*.yaml")
    words = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    mapping.write_text(yaml.safe_dump(words | {"mapping": {"ESS": "eselon"}}), encoding="utf-8")
    (one,), _ = read(office, "old.csv")
    assert (one["accepted"], one["adds_to"]) == (1, 2)
    people = facts(office, "employees").set_index("nip")
    assert people.loc[A, ["jabatan", "unit_kerja", "eselon"]].tolist() == [
        "Kepala Bidang",
        "Dinas C",
        "III.b",
    ]
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        _, cells, _ = store.load_employees(DAY)
        sources = store.sources()
    cell = cells().set_index("nip").loc[A]
    assert (sources[cell["eselon.source_id"]].file, cell["eselon.row"]) == ("old.csv", 2)
    assert sources[cell["jabatan.source_id"]].file == "new.csv"


def more_columns(office):
    (mapping,) = (office / "mappings").glob("employees-*.yaml")
    words = yaml.safe_load(mapping.read_text(encoding="utf-8"))
    mapping.write_text(yaml.safe_dump(words | {"mapping": {"ESS": "eselon"}}), encoding="utf-8")


def test_a_complete_list_read_again_stays_one(office):
    (office / "config.yaml").write_text(
        "as_of: 2026-11-01\nlanguage: en\nimport: {most_leavers: '50%'}\n", encoding="utf-8"
    )
    more = f"{HEAD},ESS\n{A},Sari,Analis,Dinas A,III.b\n{B},Budi,Staf,Dinas B,\n{C},Cici,Staf,Dinas B,\n"
    (office / "all.csv").write_text(more, encoding="utf-8")
    read(office, "all.csv", words=("--map", "ESS=-"))
    read(office, "old.csv", words=("--complete",))  # with the remembered mapping
    more_columns(office)
    (tried,), told = read(office, "old.csv", words=("--dry-run",))
    assert (tried["adds_to"], tried["complete"], tried["accepted"], tried["batch"]) == (2, True, 1, None)
    assert "read again" in told
    (one,), told = read(office, "old.csv")
    assert (one["adds_to"], one["complete"], one["accepted"], one["kept"], one["taken_away"]) == (
        2,
        True,
        1,
        {},
        {},
    )
    assert "batch 2 stays a complete list" in told
    assert "empty now" not in told
    with Store.open(office / ".asn" / "asnkarier.db", mode="r") as store:
        assert store.leavers(DAY)["nip"].tolist() == [C]
    assert facts(office, "employees").set_index("nip")["eselon"][A] == "III.b"


def test_who_is_named_by_the_newest_list_is_so_after_a_reading_once_more(office):
    read(office, "old.csv", words=("--map", "ESS=-"))
    read(office, "old.csv")
    more_columns(office)
    assert read(office, "old.csv")[0][0]["adds_to"] == 2
    assert json.loads(asn("check", "--format", "json", cwd=office).out)["unnamed"] == []


def test_a_dry_run_of_bytes_that_would_be_passed_over_looks_at_them_anew(office):
    read(office, "old.csv")
    (one,), _ = read(office, "old.csv", words=("--dry-run",))
    assert (one["rows"], one["unchanged"], one["adds_to"], one["header_rows"]) == (2, 2, None, [1])


def test_other_changes_read_nothing_again(office):
    read(office, "recap.csv", "old.csv")
    name_it(office)
    (one,), _ = read(office, "old.csv")  # a list of people whose every column was used
    assert (one["batch"], one["adds_to"]) == (1, None)
    read(office, "new.csv", words=("--as", "employees"))  # remembers a header of its own
    (one,), _ = read(office, "old.csv")
    assert one["adds_to"] is None
    (office / "standards" / "a.yaml").write_text(
        "jabatan: Analis\nkelompok: pelaksana\nkompetensi:\n  teknis/standar_akuntansi: 3\n", encoding="utf-8"
    )
    read(office, "recap.csv")
    (one,), _ = read(office, "recap.csv")
    assert one["adds_to"] is None
