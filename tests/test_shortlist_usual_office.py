"""The usual office, asked as its users ask: a ranked list of who may still be in, what to find out first, and every vacancy at once."""

import json
import shutil

import openpyxl
import pytest

from in_process import asn
from test_trials_decisions import person, write

STANDARD = "jabatan: Kepala Bidang A\nkelompok: administrator\nkompetensi: {integritas: 3, teknis/arsip: 3}\n"
ANI, BUDI, CICI, DEDI, EKA, FEMI = NIPS = [
    f"19850101201001{1 + place % 2}9{11 + place:02d}" for place in range(6)
]
SERVICE = {EKA: "2025-11-01"}


def settings(*, registers="", more=""):
    return (
        f"as_of: 2026-11-01\nlanguage: en\ncomplete_registers: [{registers}]\npromotion: {{top: 2}}\n{more}"
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Six section heads: FEMI fails, EKA is short of service only, the others wait for the technical test and for punishments."""
    folder = tmp_path_factory.mktemp("kantor")
    (folder / "standards").mkdir()
    (folder / "standards" / "head.yaml").write_text(STANDARD, encoding="utf-8")
    (folder / "config.yaml").write_text(settings(), encoding="utf-8")
    people = [person(nip, hukuman_disiplin=None, tmt_jabatan=SERVICE.get(nip, "2018-01-01")) for nip in NIPS]
    write(
        folder,
        "pegawai",
        list(people[0]),
        [",".join(one.get(name) or "" for name in people[0]) for one in people],
    )
    levels = [f"{nip},Integritas,{3 if nip != DEDI else 2},2025-05-01" for nip in NIPS]
    write(folder, "asesmen", ("nip", "kompetensi", "level", "tanggal_asesmen"), levels)
    rated = {ANI: "sangat baik", FEMI: "kurang"}
    lines = [f"{nip},{year},{rated.get(nip, 'baik')}" for nip in NIPS for year in (2024, 2025)]
    write(folder, "kinerja", ("nip", "tahun", "predikat"), lines)
    seats = ["V1,Kepala Bidang A,Dinas A,1", "V2,Jabatan Entah,Dinas B,1", "V3,Kepala Bidang A,Dinas C,1"]
    write(folder, "lowongan", ("kode", "jabatan", "unit_kerja", "jumlah"), seats)
    done = asn("import", folder / "in", cwd=folder)
    assert done.code == 0, done.err
    return folder


def asked(office, *words, registers="", more=""):
    (office / "config.yaml").write_text(settings(registers=registers, more=more), encoding="utf-8")
    done = asn("promote-shortlist", *words, "--format", "json", cwd=office)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_everybody_who_may_be_in_is_ranked_with_the_ends_of_score_and_rank(office):
    found = asked(office, "V1")
    rows = {row["nip"]: row for row in found["rows"]}
    assert {row["status"] for row in found["rows"]} == {"unknown"}
    assert FEMI not in rows, "who fails a requirement is not among them"
    assert [row["rank"] for row in found["rows"]] == list(range(1, len(rows) + 1))
    for row in rows.values():
        assert row["score"] == row["score_low"] <= row["score_high"]
        assert 1 <= row["rank_low"] <= row["rank_high"] <= len(rows)
    assert rows[ANI]["rank_low"] == 1
    assert found["certainty"]["settled"] is False
    assert found["certainty"]["may_be_in"] == len(rows)


def test_what_to_find_out_first_is_a_list_to_hand_out(office):
    found = asked(office, "V1")
    facts = {(one["kind"], one["nip"], one["target"]): one for one in found["find_first"]}
    register = facts["register", None, "hukuman_disiplin"]
    assert register["people"] >= 4
    assert "ADM-DISIPLIN" in register["decides"]
    ani = facts["assess", ANI, ""]
    assert ani["kompetensi"] == ["teknis/arsip"]
    assert ani["fact_code"] == "find_assess"
    assert "ADM-KOMPETENSI" in ani["decides"]
    assert ani["nama"]
    assert found["certainty"]["at_most"] == len(found["find_first"]) <= found["certainty"]["everybody"]


def test_a_register_declared_and_a_group_that_decides_later_shorten_it(office):
    before = asked(office, "V1")["certainty"]
    after = asked(office, "V1", registers="hukuman_disiplin, positions, trainings")
    assert after["certainty"]["at_most"] < before["at_most"]
    assert {one["kind"] for one in after["find_first"]} == {"assess"}
    text = settings(registers="hukuman_disiplin, positions, trainings").replace(
        "{top: 2}", "{top: 2, competency_groups: [manajerial]}"
    )
    (office / "config.yaml").write_text(text, encoding="utf-8")
    settled = asn("promote-shortlist", "V1", "--format", "json", cwd=office).json()
    assert settled["find_first"] == []
    assert settled["certainty"]["settled"] is True
    assert [row["nip"] for row in settled["rows"]] == [ANI, CICI]
    assert {row["status"] for row in settled["rows"]} == {"eligible"}
    # Only the NIP tells BUDI and CICI apart, and the list ends between them; BUDI can no longer be on it.
    assert {BUDI} == {row["nip"] for row in settled["out"]}
    short = {row["nip"]: row for row in settled["one_gate_short"]}
    assert short[EKA]["eligible_on"] == "2028-11-01"
    assert short[EKA]["eligible_on_reason_code"] == "eligible_then"


def test_a_list_that_ends_in_a_tie_says_so(office):
    text = settings(registers="hukuman_disiplin, positions, trainings").replace(
        "{top: 2}", "{top: 2, competency_groups: [manajerial]}"
    )
    (office / "config.yaml").write_text(text, encoding="utf-8")
    done = asn("promote-shortlist", "V1", "--format", "json", cwd=office).json()
    assert [(tie["rank_from"], tie["rank_to"], tie["cut"]) for tie in done["ties"]] == [(2, 3, True)]
    told = " ".join(asn("promote-shortlist", "V1", cwd=office).out.split())
    assert "ends in a tie: ranks 2 to 3" in told
    three = asn("promote-shortlist", "V1", "--top", "3", "--format", "json", cwd=office).json()
    assert [(tie["rank_from"], tie["rank_to"], tie["cut"]) for tie in three["ties"]] == [(2, 3, False)]


def test_time_gives_the_latest_day_where_more_is_open(office):
    found = asked(office, "V1", registers="positions", more="")
    row = next(
        one for one in asked(office, "V1", "--all", registers="positions")["rows"] if one["nip"] == EKA
    )
    assert row["eligible_on"] == "2028-11-01"
    assert row["eligible_on_reason_code"] == "eligible_at_latest_if_met"
    assert {one["eligible_on_reason_code"] for one in found["rows"]} == {"eligible_open"}
    assert all(one["kotak"] is None and one["kotak_reason_code"].startswith("box_") for one in found["rows"])
    told = asn("explain", EKA, "--for", "V1", cwd=office).out
    told = " ".join(told.split())
    assert "at the latest, if the requirements that are open turn out to be met" in told


def test_every_vacancy_in_one_report_and_one_that_cannot_be_judged_is_listed(office):
    found = asked(office, "--all-vacancies")
    assert {row["vacancy"] for row in found["rows"]} == {"V1", "V3"}
    assert [(row["vacancy"], row["reason"]) for row in found["unjudged"]] == [("V2", "class_unknown")]
    alone = asked(office, "V1")
    facts = [(one["kind"], one["nip"], one["target"]) for one in found["find_first"]]
    assert len(facts) == len(set(facts)) == len(alone["find_first"]), "two like posts wait for the same facts"
    assert {tuple(one["vacancy"]) for one in found["find_first"]} == {("V1", "V3")}
    refused = asn("promote-shortlist", "V2", cwd=office)
    assert refused.code == 2
    assert "Jabatan Entah" in refused.err
    assert "standards/" in refused.err


def test_neither_a_post_nor_every_vacancy_is_a_question(office):
    done = asn("promote-shortlist", cwd=office)
    assert done.code == 2
    assert "--all-vacancies" in done.err
    assert done.out == ""


def test_the_workbook_holds_the_same_and_a_blind_list_stays_blind(office):
    book = office / "daftar.xlsx"
    (office / "config.yaml").write_text(settings(), encoding="utf-8")
    assert asn("promote-shortlist", "V1", "--output", book, cwd=office).code == 0
    cells = [cell.value for sheet in openpyxl.load_workbook(book) for row in sheet for cell in row]
    assert {"What to find out first", "How certain the list is"} <= {str(cell) for cell in cells}
    blind = asn("promote-shortlist", "V1", "--blind", "--format", "json", cwd=office).out
    assert not [nip for nip in NIPS if nip in blind]


def test_each_vacancy_without_a_standard_asks_for_its_own(office, tmp_path):
    shutil.copytree(office / "in", tmp_path / "in")
    heads = [
        person(f"19800101200501100{number}", jabatan=f"Kepala Bidang {name}", eselon="III.b")
        for number, name in enumerate("AB", 1)
    ]
    with (tmp_path / "in" / "pegawai.csv").open("a", encoding="utf-8") as file:
        file.writelines(",".join(one.get(name) or "" for name in one) + "\n" for one in heads)
    (tmp_path / "config.yaml").write_text(
        settings(registers="hukuman_disiplin, positions, trainings"), encoding="utf-8"
    )
    posts = {
        "V1": "Kepala Bidang A",
        "V2": "Kepala Bidang B",
        "V3": "Kepala Bidang A",
    }
    seats = [f"{code},{jabatan},Dinas A,1" for code, jabatan in posts.items()]
    write(tmp_path, "lowongan", ("kode", "jabatan", "unit_kerja", "jumlah"), seats)
    assert asn("import", tmp_path / "in", cwd=tmp_path).code == 0
    found = asn("promote-shortlist", "--all-vacancies", "--format", "json", cwd=tmp_path).json()
    rows = [row for row in found["find_first"] if row["kind"] == "standard"]
    assert {tuple(row["vacancy"]): row["fact_facts"]["jabatan"] for row in rows} == {
        ("V1", "V3"): "Kepala Bidang A",
        ("V2",): "Kepala Bidang B",
    }
    for code, jabatan in posts.items():
        alone = asn("promote-shortlist", code, "--format", "json", cwd=tmp_path).json()["find_first"]
        assert [row["target"] for row in alone if row["kind"] == "standard"] == [jabatan]
