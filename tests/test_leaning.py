"""What verdicts lean on beside facts and law is said with place and value, and stands beside whom it decides for."""

import shutil

import pytest

from in_process import asn

DECLARED = "complete_registers: [hukuman_disiplin, positions]\n"
OVERLAY = """judul: Pengangkatan dalam jabatan administrator
untuk: {kelompok: administrator}
syarat:
  - id: ADM-KEDUDUKAN
    nilai:
      2017-04-07: {nilai: [Aktif, PPPK Aktif], dasar: "peraturan-kami"}
"""
REGISTER = """peraturan-kami:
  jenis: Peraturan Wali Kota
  nomor: 7
  tahun: 2026
  tentang: Karier
  status_sumber: kebijakan
  berlaku: 2017-04-07
"""


@pytest.fixture(scope="module")
def declared(agency, tmp_path_factory):
    """The sample agency, which declares two registers complete, limits assessments, and has a policy of its own."""
    folder = tmp_path_factory.mktemp("declared") / "kantor"
    shutil.copytree(agency, folder)
    with (folder / "config.yaml").open("a", encoding="utf-8") as file:
        file.write(DECLARED)
    rules = folder / "regulations" / "jabatan"
    rules.mkdir(parents=True)
    (rules / "administrator.yaml").write_text(OVERLAY, encoding="utf-8")
    (folder / "regulations" / "peraturan.yaml").write_text(REGISTER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(declared):
    done = asn("promote-shortlist", "LOW-01", "--all", "--format", "json", cwd=declared)
    assert done.code == 0, done.err
    return done.json()


def everybody(report):
    return {row["nip"]: row["status"] for row in report["rows"]}


def marks(report):
    return {row["nip"]: row["leans_on"] for row in report["rows"]}


def line_of(folder, text):
    lines = (folder / "config.yaml").read_text(encoding="utf-8").splitlines()
    return f"config.yaml:{1 + next(i for i, line in enumerate(lines) if line.startswith(text))}"


def test_registers_switches_and_policies_are_said_with_their_place(report, declared):
    found = {one["key"]: one for one in report["leans_on"]}
    assert len({one["mark"] for one in report["leans_on"]}) == len(found)
    for name in ("hukuman_disiplin", "positions"):
        assert found[name]["kind"] == "declared_register"
        assert found[name]["place"] == line_of(declared, "complete_registers")
    own = found["ADM-KEDUDUKAN"]
    assert (own["kind"], own["citation"]) == ("agency_policy", "Peraturan Wali Kota 7/2026")
    assert own["place"] == "regulations/jabatan/administrator.yaml"
    shipped = found["ADM-DISIPLIN"]
    assert shipped["kind"] == "policy_default"
    assert shipped["place"].startswith("asnkarier/regulations/")


def test_a_declared_register_stands_beside_those_for_whom_it_decides(report, declared, tmp_path):
    """Judged again in a workspace that does not declare it, exactly the marked ones stand otherwise."""
    key = {one["key"]: one for one in report["leans_on"]}["hukuman_disiplin"]
    text = (declared / "config.yaml").read_text(encoding="utf-8")
    other = declared / "lain.yaml"
    other.write_text(text.replace("hukuman_disiplin, ", ""), encoding="utf-8")
    without = asn(
        "--config", other, "promote-shortlist", "LOW-01", "--all", "--format", "json", cwd=declared
    ).json()
    differs = {nip for nip, status in everybody(without).items() if everybody(report)[nip] != status}
    assert differs
    assert {nip for nip, told in marks(report).items() if key["mark"] in told} == differs
    assert key["people"] == len(differs)


def test_a_policy_that_is_a_gate_stands_beside_whom_it_alone_keeps_out(report):
    """Somebody who misses only that requirement would be eligible without it, and is marked."""
    mark = {rule: one["mark"] for one in report["leans_on"] for rule in one["rules"]}
    short = {row["nip"]: row["gates_failed"] for row in report["rows"] if row["status"] == "one_gate_short"}
    policy = {nip: gates[0] for nip, gates in short.items() if gates[0] in mark}
    law = {nip: gates[0] for nip, gates in short.items() if gates[0] not in mark}
    assert policy
    assert law
    for nip, gate in policy.items():
        assert mark[gate] in marks(report)[nip]
    for nip in law:
        assert not [one for one in marks(report)[nip] if one.startswith("K")]
    eligible = [nip for nip, status in everybody(report).items() if status == "eligible"]
    assert not [one for nip in eligible for one in marks(report)[nip] if one.startswith("K")]


def test_the_screen_names_policies_as_what_they_are(declared):
    text = " ".join(asn("promote-shortlist", "LOW-01", cwd=declared).out.split())
    assert "Kebijakan bawaan (hukuman disiplin), belum diputuskan oleh instansi" in text
    assert (
        "Peraturan Wali Kota 7/2026, diputuskan oleh instansi (regulations/jabatan/administrator.yaml)"
        in text
    )
    assert "kebijakan instansi" not in text
    assert "hukuman disiplin dinyatakan lengkap, jadi sel kosong berarti tidak ada (config.yaml:" in text


def test_explain_and_placement_mark_the_same(declared, report):
    eligible = [row for row in report["rows"] if row["status"] == "eligible" and row["leans_on"]]
    assert eligible
    told = asn("explain", eligible[0]["nip"], "--for", "LOW-01", "--format", "json", cwd=declared).json()
    assert told["verdict"]["leans_on"]
    placed = asn("recommend-placement", "--format", "json", cwd=declared).json()
    row = next(row for row in placed["rows"] if row["route"] == "promosi" and row["leans_on"])
    other = asn("promote-shortlist", row["vacancy"], "--all", "--format", "json", cwd=declared).json()
    names = [{one["mark"]: one["key"] for one in found["leans_on"]} for found in (placed, other)]
    keys = [
        {name[mark] for mark in told}
        for name, told in zip(names, (row["leans_on"], marks(other)[row["nip"]]), strict=True)
    ]
    assert keys[0] == keys[1] == {"hukuman_disiplin"}


def test_a_limit_on_assessments_is_a_switch(declared):
    text = (declared / "config.yaml").read_text(encoding="utf-8")
    limited = declared / "batas.yaml"
    limited.write_text(f"{text}assessment:\n  valid_years: 3\n", encoding="utf-8")
    told = asn("--config", limited, "gap", "--format", "json", cwd=declared).json()["leans_on"]
    (one,) = [one for one in told if one["kind"] == "setting"]
    assert (one["key"], one["value"]) == ("assessment.valid_years", "3")
    assert one["place"] == f"batas.yaml:{len(text.splitlines()) + 2}"
    assert not [
        one
        for one in asn("gap", "--format", "json", cwd=declared).json()["leans_on"]
        if one["kind"] == "setting"
    ]


def test_the_choice_of_competency_groups_is_a_policy_of_the_agency(declared):
    text = (declared / "config.yaml").read_text(encoding="utf-8")
    chosen = declared / "kelompok.yaml"
    chosen.write_text(
        f"{text}promotion:\n  competency_groups: [manajerial, sosial_kultural]\n", encoding="utf-8"
    )
    told = asn("--config", chosen, "promote-shortlist", "LOW-01", "--format", "json", cwd=declared).json()
    (one,) = [one for one in told["leans_on"] if one["key"] == "promotion.competency_groups"]
    assert (one["kind"], one["value"]) == ("agency_policy", "manajerial, sosial_kultural")
    assert one["place"] == f"kelompok.yaml:{len(text.splitlines()) + 2}"


@pytest.mark.parametrize("command", ["talent-map", "succession"])
def test_boxes_and_benches_say_which_declared_registers_they_lean_on(declared, agency, command):
    done = asn(command, "--format", "json", cwd=declared)
    assert done.code == 0, done.err
    told = {one["key"] for one in done.json()["leans_on"] if one["kind"] == "declared_register"}
    assert told == {"hukuman_disiplin", "positions"}
    bare = asn(command, "--format", "json", cwd=agency).json()["leans_on"]
    assert not [one for one in bare if one["kind"] == "declared_register"]
