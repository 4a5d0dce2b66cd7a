"""Which groups of competencies decide now is a policy of the agency: it moves the match, its gate and the score, and is said."""

import json

import openpyxl
import pandas as pd
import pytest

from asnkarier.analysis.match.job_match import job_match
from asnkarier.analysis.match.matrices import build_matrices
from asnkarier.catalog.types import JobStandard, Requirement
from in_process import asn
from test_trials_decisions import ANI, BUDI, person, write

HEAD = """jabatan: Kepala Bidang A
kelompok: administrator
kompetensi: {integritas: 3, perekat_bangsa: 3, teknis/arsip: 3}
"""
POST = "Kepala Bidang A"
TWO = "promotion: {competency_groups: [manajerial, sosial_kultural]}\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Two people assessed in managerial and socio-cultural competencies only; ANI fully, BUDI half as well."""
    folder = tmp_path_factory.mktemp("kantor")
    (folder / "standards").mkdir()
    (folder / "standards" / "head.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "config.yaml").write_text("as_of: 2026-11-01\nlanguage: en\n", encoding="utf-8")
    people = [person(ANI), person(BUDI)]
    write(
        folder,
        "pegawai",
        list(people[0]),
        [",".join(one.get(name) or "" for name in people[0]) for one in people],
    )
    levels = [f"{ANI},Integritas,3,2025-05-01", f"{ANI},Perekat Bangsa,3,2025-05-01",
              f"{BUDI},Integritas,2,2025-05-01", f"{BUDI},Perekat Bangsa,2,2025-05-01"]  # fmt: skip
    write(folder, "asesmen", ("nip", "kompetensi", "level", "tanggal_asesmen"), levels)
    done = asn("import", folder / "in", cwd=folder)
    assert done.code == 0, done.err
    return folder


def asked(office, settings, *words):
    (office / "config.yaml").write_text(f"as_of: 2026-11-01\nlanguage: en\n{settings}", encoding="utf-8")
    return asn(*words, cwd=office)


def rows(office, settings):
    done = asked(office, settings, "promote-shortlist", POST, "--all", "--format", "json")
    assert done.code == 0, done.err
    found = json.loads(done.out)
    gate = {one["nip"]: one["result"] for one in found["findings"] if one["rule_id"] == "ADM-KOMPETENSI"}
    return {one["nip"]: one for one in found["rows"]}, gate, found


def test_all_groups_decide_by_default_and_a_level_missing_leaves_the_gate_open(office):
    people, gate, found = rows(office, "")
    assert gate == {ANI: "unknown", BUDI: "unknown"}
    assert people[ANI]["to_be_tested"] == []
    assert "promotion.competency_groups" not in [line["rule_id"] for line in found["citations"]]


def test_the_groups_named_decide_and_the_others_are_to_be_tested(office):
    people, gate, found = rows(office, TWO)
    assert gate == {ANI: "met", BUDI: "not_met"}, "two thirds of what decides"
    assert people[ANI]["jpm"] == 100
    assert people[BUDI]["jpm"] == 66.67
    assert people[ANI]["to_be_tested"] == people[BUDI]["to_be_tested"] == ["teknis/arsip"]
    assert people[BUDI]["jpm_manajerial"] == 66.67
    assert people[BUDI]["jpm_sosial_kultural"] == 66.67
    assert people[BUDI]["jpm_teknis"] is None
    policy = [line for line in found["citations"] if line["rule_id"] == "promotion.competency_groups"]
    assert [line["status_sumber"] for line in policy] == ["kebijakan"]


def test_a_missing_fact_is_no_verdict_whatever_the_switch(office):
    _people, gate, _ = rows(office, "promotion: {competency_groups: [teknis]}\n")
    assert gate == {ANI: "unknown", BUDI: "unknown"}
    _people, gate, _ = rows(office, "promotion: {competency_groups: [manajerial]}\n")
    assert gate == {ANI: "met", BUDI: "not_met"}


def test_groups_of_which_the_standard_asks_nothing_are_named_and_decide_nothing(office):
    standard = office / "standards" / "head.yaml"
    standard.write_text(HEAD.replace(", teknis/arsip: 3", ""), encoding="utf-8")
    try:
        told = asked(office, "promotion: {competency_groups: [teknis]}\n", "promote-shortlist", POST)
    finally:
        standard.write_text(HEAD, encoding="utf-8")
    lines = " ".join(told.out.split())
    assert "The standard of Kepala Bidang A asks for no competency that is technical" in lines
    assert "nobody can any more" not in lines


@pytest.mark.parametrize(
    "words",
    [("promote-shortlist", POST), ("explain", ANI, "--for", POST), ("recommend-placement",), ("check",)],
    ids=lambda words: words[0],
)
def test_every_page_that_leans_on_the_policy_says_so(office, words):
    (office / "in" / "lowongan.csv").write_text(
        "kode,jabatan,unit_kerja,jumlah\nV1,Kepala Bidang A,Dinas A,1\n"
    )
    assert asn("import", office / "in" / "lowongan.csv", cwd=office).code == 0
    words = [part for part in words if part]
    told = asked(office, TWO, *words).out.replace("\n", " ")
    assert "promotion.competency_groups" in told
    assert "uji kompetensi" in told
    book = office / "out.xlsx"
    assert asked(office, TWO, *words, "--output", book).code == 0
    cells = [str(cell.value) for sheet in openpyxl.load_workbook(book) for row in sheet for cell in row]
    assert any("Policy of the agency (promotion.competency_groups" in text for text in cells)
    assert "Policy of the agency" not in asked(office, "", *words).out


@pytest.mark.parametrize(
    ("said", "told"),
    [("[manajerial, sosial]", "'sosial'"), ("[]", "empty list"), ("manajerial", "a list belongs here")],
)
def test_a_group_that_does_not_exist_is_one_line_with_its_place(office, said, told):
    done = asked(office, f"promotion: {{competency_groups: {said}}}\n", "promote-shortlist", POST)
    assert done.code == 3
    assert done.out == ""
    assert "config.yaml:3:" in done.err
    assert told in done.err


def test_where_a_surplus_counts_an_unassessed_level_may_be_any_on_the_scale():
    """Level 5 in what is not assessed may cover the shortfall elsewhere, so nothing is decided yet."""
    asks = (Requirement("a", 3), Requirement("b", 3))
    standard = JobStandard("s", ("S",), "administrator", asks)
    levels = pd.DataFrame({"nip": ["1"], "kompetensi": ["a"], "level": [1.0]})
    matrices = build_matrices(levels, ["1"], [standard])
    categories = (("MS", "MS", 80.0), ("KMS", "KMS", None))
    found = {cap: job_match(matrices, [0], categories, cap, 5).iloc[0] for cap in ("standar", "tanpa")}
    assert found["standar"]["jpm_high"] == pytest.approx(100 * 4 / 6)
    assert found["standar"]["kategori"] == "KMS"
    assert found["tanpa"]["jpm_high"] == 100
    assert found["tanpa"]["kategori"] == "belum_dapat_dinilai"
