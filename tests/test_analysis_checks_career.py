"""Appraisals and jenjang: what is stated, what follows from it, and what contradicts itself."""

from datetime import date
from itertools import product

import pytest

from asnkarier.analysis.gates.targets import Target
from asnkarier.reports.shown.sentences import plain_facts
from asnkarier.rules.rulebook import RuleBook
from asnkarier.rules.types import Parameter
from people_frames import NIP, TABLE_VALUES, evaluated, finding, in_force, small_rulebook

AS_OF = date(2026, 11, 21)
GOOD = {"unsur": "sesuai", "predikat": "baik", "tahun": 2}
ELEMENTS = ["di_atas", "sesuai", "di_bawah"]


def year(tahun, predikat=None, hasil=None, perilaku=None, **more):
    return {
        "nip": NIP,
        "tahun": tahun,
        "predikat": predikat,
        "hasil_kerja": hasil,
        "perilaku_kerja": perilaku,
        **more,
    }


def performance(*rows, value=GOOD, as_of=AS_OF, **rest):
    return finding("kinerja_minimal", value, as_of, {}, appraisals=rows, **rest)


@pytest.mark.parametrize(
    ("last", "result", "reason"),
    [
        (year(2025, "baik"), "met", ""),
        (year(2025, "sangat_baik", "di_atas", "di_atas"), "met", ""),
        (year(2025, None, "sesuai", "di_atas"), "met", ""),
        (year(2025, "butuh_perbaikan"), "not_met", ""),
        (year(2025, None, "di_atas", "di_bawah"), "not_met", ""),
        (year(2025, None, "di_bawah"), "not_met", ""),
        (year(2025, None, "sesuai"), "unknown", "appraisal_incomplete"),
        (year(2025, "baik", "di_bawah"), "unknown", "appraisal_contradiction"),
        (year(2025, "baik", "di_atas", "di_bawah"), "unknown", "appraisal_contradiction"),
        (year(2025), "unknown", "appraisal_incomplete"),
        (year(2023, "baik"), "unknown", "appraisal_missing"),
    ],
)
def test_each_year_is_read_through_the_matrix(last, result, reason):
    found = performance(year(2024, "baik"), last)
    assert (found["result"], found["reason"]) == (result, reason)


def test_one_bad_year_is_a_failure_whatever_is_unknown_beside_it():
    assert performance(year(2025, "kurang"))["result"] == "not_met"
    assert performance(year(2024, "kurang"))["result"] == "not_met"
    assert performance(year(2024, "kurang"), year(2025, "baik", "di_bawah"))["result"] == "not_met"


def test_only_complete_calendar_years_before_the_day_count():
    rows = [year(2026, "kurang"), year(2025, "baik"), year(2024, "baik"), year(2023, "kurang")]
    assert performance(*rows)["result"] == "met"
    assert performance(*rows, as_of=date(2027, 1, 1))["result"] == "not_met"
    assert performance(*rows, as_of=date(2025, 12, 31))["result"] == "not_met"


def test_of_several_appraisals_the_own_post_then_the_longest_period_counts():
    good = year(2025, "baik", periode_awal="2025-01-01", periode_akhir="2025-08-31")
    bad = year(2025, "kurang", periode_awal="2025-09-01", periode_akhir="2025-12-31")
    acting = year(2025, "kurang", periode_awal="2025-01-01", periode_akhir="2025-12-31", plt=1)
    assert performance(year(2024, "baik"), bad, good, acting)["result"] == "met"
    assert performance(year(2024, "baik"), year(2025, "kurang"), good)["result"] == "not_met"
    assert performance(year(2024, "baik"), acting)["result"] == "not_met"
    half = year(2025, "kurang", periode_awal="2025-07-01", periode_akhir="2025-12-31")
    first_half = year(2025, "baik", periode_awal="2025-01-01", periode_akhir="2025-07-01")
    assert (
        performance(
            year(2024, "baik"),
            half,
            first_half | {"periode_awal": "2025-01-01", "periode_akhir": "2025-07-03"},
        )["result"]
        == "not_met"
    )


def test_the_deciding_appraisal_is_named_with_its_cells():
    found = performance(year(2025, "baik", row=8), year(2024, "kurang", "sesuai", "di_bawah", row=9))
    assert plain_facts(found["observed"])["parts"] == [
        {"code": "appraisal", "facts": {"tahun": 2025, "predikat": "baik"}},
        {
            "code": "appraisal_elements",
            "facts": {
                "tahun": 2024,
                "predikat": "kurang",
                "hasil_kerja": "sesuai",
                "perilaku_kerja": "di_bawah",
            },
        },
    ]
    assert (found["row"], found["field"]) == (9, "hasil_kerja,perilaku_kerja,predikat")
    assert performance(year(2025, "baik", row=8), year(2024, "baik", row=9))["row"] == 8


def test_before_the_matrix_the_elements_do_not_follow_from_the_predikat():
    matrix = Parameter("m", "m", (in_force(TABLE_VALUES["kinerja/matriks_predikat"], date(2025, 12, 31)),))
    early = small_rulebook()
    early = RuleBook({**early.parameters, "kinerja/matriks_predikat": matrix}, {}, {}, "uji")
    bare = [year(2024, "baik"), year(2025, "baik")]
    assert performance(*bare, rulebook=early)["result"] == "unknown"
    full = [year(2024, "baik", "sesuai", "sesuai"), year(2025, "baik")]
    assert performance(*full, rulebook=early)["result"] == "met"
    assert performance(year(2024, "kurang"), year(2025, "baik"), rulebook=early)["result"] == "not_met"


def test_blanking_any_fact_of_any_failed_appraisal_never_makes_it_pass():
    words = [[None, *TABLE_VALUES["kinerja/urutan_predikat"]], [None, *ELEMENTS], [None, *ELEMENTS]]
    stated = list(product(*words))
    people = [f"199001{1 + place // 100:02d}2015031{900 + place % 100}" for place in range(len(stated))]
    rows = [
        row | {"nip": nip}
        for nip, facts in zip(people, stated, strict=True)
        for row in (year(2024, "baik"), year(2025, *facts))
    ]
    found = evaluated([("kinerja_minimal", GOOD)], AS_OF, [{"nip": nip} for nip in people], appraisals=rows)
    result = dict(zip(stated, found.findings["result"], strict=True))
    assert set(result.values()) == {"met", "not_met", "unknown"}
    for facts in stated:
        for blanked in range(3):
            less = tuple(None if place == blanked else fact for place, fact in enumerate(facts))
            assert (result[facts], result[less]) != ("not_met", "met"), (facts, less)


MUDA = Target("Analis Kebijakan Ahli Muda", "jf_ahli_muda")
PERTAMA = {
    "jenis_jabatan": "fungsional",
    "jenjang": "ahli_pertama",
    "jabatan": "AHLI PERTAMA - ANALIS KEBIJAKAN",
}


@pytest.mark.parametrize(
    ("person", "result"),
    [
        (PERTAMA, "met"),
        (PERTAMA | {"jabatan": "Analis Kebijakan"}, "met"),
        (PERTAMA | {"jabatan": "Analis Anggaran Ahli Pertama"}, "not_met"),
        (PERTAMA | {"jenjang": "ahli_muda", "jabatan": "Analis Kebijakan Ahli Muda"}, "not_met"),
        (PERTAMA | {"jenjang": None}, "unknown"),
        (PERTAMA | {"jenjang": None, "jabatan": "Analis Kebijakan Lanjutan"}, "unknown"),
        (PERTAMA | {"jenjang": None, "jabatan": "Analis Kebijakan Ahli"}, "unknown"),
        (PERTAMA | {"jenjang": None, "jabatan": "Analis Kebijakanan"}, "not_met"),
        (PERTAMA | {"jenjang": None, "jabatan": "Analis Anggaran Lanjutan"}, "not_met"),
        ({"jenis_jabatan": "pelaksana", "jabatan": "Analis Kebijakan"}, "not_met"),
    ],
)
def test_the_jenjang_below_of_the_same_functional_post(person, result):
    assert finding("jenjang_sebelumnya", True, AS_OF, person, target=MUDA)["result"] == result
