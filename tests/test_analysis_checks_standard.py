"""Checks against the job standard: the match with its unknown parts, and trainings it calls mutlak."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from asnkarier.analysis.gates.targets import Target
from asnkarier.analysis.readiness.gates import next_blockers
from asnkarier.catalog.types import ExperienceRequirement, JobStandard, TrainingRequirement
from asnkarier.model.said import said
from people_frames import NIP, evaluated, finding

AS_OF = date(2026, 11, 21)
STANDARD = JobStandard("uji", ("Kepala Bidang",), "administrator", ())
MMS = {"set": "pengisian", "kategori": "MMS"}


def match(low, high, total, nip=NIP):
    return pd.DataFrame({"nip": [nip], "low_num": [low], "high_num": [high], "total": [total]})


def jpm(low, high, total, value=MMS, **rest):
    target = Target("Kepala Bidang", "administrator", STANDARD, match(low, high, total, **rest))
    return finding("jpm_minimal", value, AS_OF, {}, target=target)


@pytest.mark.parametrize(
    ("low", "high", "result", "observed"),
    [
        (16_200_000, 16_200_000, "met", said("match", jpm=60.0)),
        (16_199_999, 16_199_999, "not_met", said("match", jpm=59.99)),
        (16_200_000, 27_000_000, "met", said("match_range", low=60.0, high=100.0)),
        (12_000_000, 16_200_000, "unknown", said("match_range", low=44.44, high=60.0)),
        (12_000_000, 16_199_999, "not_met", said("match_range", low=44.44, high=59.99)),
        (18_000_000, 18_000_000, "met", said("match", jpm=66.67)),
        (11_000_000, 18_000_000, "unknown", said("match_range", low=40.74, high=66.67)),
        (14_000_000, 14_000_000, "not_met", said("match", jpm=51.85)),
        (13_999_999, 13_999_999, "not_met", said("match", jpm=51.85)),
    ],
)
def test_the_match_is_judged_by_what_is_unknown_too(low, high, result, observed):
    found = jpm(low, high, 27_000_000)
    assert (found["result"], found["observed"]) == (result, observed)


def test_no_standard_no_verdict():
    assert jpm(0, 0, 0)["result"] == "unknown"
    assert jpm(9, 9, 9, nip="199001012015031999")["result"] == "unknown"
    found = finding("jpm_minimal", MMS, AS_OF, {}, target=Target("Kepala Bidang", "administrator"))
    assert (found["result"], found["reason"]) == ("unknown", "standard_missing")


def test_the_lowest_category_is_always_reached():
    assert jpm(0, 0, 27_000_000, {"set": "pengisian", "kategori": "KMS"})["result"] == "met"


def needing(*names, stories=()):
    trainings = tuple(TrainingRequirement(name, "manajerial", tingkat) for name, tingkat in names)
    lived = tuple(ExperienceRequirement(text, 3, "mutlak") for text in stories)
    standard = JobStandard(
        "uji", ("Kepala Bidang",), "administrator", (), pelatihan=trainings, pengalaman=lived
    )
    return Target("Kepala Bidang", "administrator", standard)


PKA = ("Pelatihan Kepemimpinan Administrator", "mutlak")
TAKEN = {
    "nip": NIP,
    "nama_pelatihan": "PELATIHAN KEPEMIMPINAN ADMINISTRATOR (PKA) Angkatan IV",
    "tanggal_selesai": "2024-05-01",
}
OTHER = {"nip": NIP, "nama_pelatihan": "Bimtek Arsip", "tanggal_selesai": "2024-05-01"}


def indispensable(target, *trainings, **rest):
    return finding(
        "persyaratan_jabatan", {"tingkat": "mutlak"}, AS_OF, {}, target=target, trainings=trainings, **rest
    )


@pytest.mark.parametrize(
    ("trainings", "result"),
    [
        ([TAKEN], "met"),
        ([OTHER], "not_met"),
        ([OTHER, TAKEN | {"tanggal_selesai": "2026-11-21"}], "met"),
        ([OTHER, TAKEN | {"tanggal_selesai": "2026-11-22"}], "not_met"),
        ([], "unknown"),
    ],
)
def test_a_mutlak_training_must_be_finished(trainings, result):
    assert indispensable(needing(PKA), *trainings)["result"] == result


def test_a_training_that_is_missing_rests_on_every_row_of_the_person_and_says_that_they_are_taken_to_be_all():
    one = indispensable(needing(PKA), OTHER, OTHER | {"nama_pelatihan": "Bimtek Lain"})
    assert [field for _source, _row, field in one["rests_on"]] == ["nama_pelatihan"] * 2
    assert one["observed"].code == "trainings_held_whole"
    assert dict(one["observed"].facts) == {"held": 0, "wanted": 1, "rows": 2}
    sure = indispensable(needing(PKA), OTHER, complete=["trainings"])
    assert sure["observed"].code == "trainings_held"


def test_what_is_met_rests_on_the_cell_of_every_requirement():
    second = ("Bimtek Arsip", "mutlak")
    target = needing(PKA, second)
    target = replace(target, standard=replace(target.standard, pangkat="III/d", pangkat_tingkat="mutlak"))
    met = finding(
        "persyaratan_jabatan",
        {"tingkat": "mutlak"},
        AS_OF,
        {"golongan": "IV/a"},
        target=target,
        trainings=[TAKEN, OTHER],
    )
    assert met["result"] == "met"
    assert sorted(field for _source, _row, field in met["rests_on"]) == ["golongan", *["nama_pelatihan"] * 2]
    low = finding(
        "persyaratan_jabatan",
        {"tingkat": "mutlak"},
        AS_OF,
        {"golongan": "III/c"},
        target=target,
        trainings=[TAKEN, OTHER],
    )
    assert low["result"] == "not_met"
    assert [field for _source, _row, field in low["rests_on"]] == ["golongan"]


def test_no_training_recorded_is_a_failure_where_the_register_is_complete():
    assert indispensable(needing(PKA), complete=["trainings"])["result"] == "not_met"


def test_what_is_not_mutlak_is_not_asked_and_experience_is_for_people():
    assert indispensable(needing((PKA[0], "penting")))["result"] == "met"
    assert indispensable(needing(PKA, stories=["Pengawas kepegawaian"]), TAKEN)["result"] == "manual"
    assert indispensable(needing(PKA, stories=["Pengawas kepegawaian"]), OTHER)["result"] == "not_met"


def test_without_a_standard_of_its_own_a_post_calls_nothing_mutlak_and_people_look():
    default = Target(
        "Kepala Bidang", "administrator", JobStandard("default:administrator", (), "administrator", ())
    )
    assert indispensable(default)["result"] == "manual"
    assert indispensable(Target("Kepala Bidang", "administrator"))["result"] == "manual"


def test_statements_are_for_people():
    assert finding("pernyataan", "Sehat jasmani dan rohani", AS_OF, {})["result"] == "manual"


def test_what_is_not_mutlak_is_said_and_excludes_nobody():
    target = Target("Kepala Bidang", "administrator", JobStandard(
        "uji", ("Kepala Bidang",), "administrator", (), pangkat="III/d",
        pelatihan=(TrainingRequirement("Bimtek Arsip", "teknis", "perlu"),),
    ))  # fmt: skip
    gates = [("persyaratan_jabatan", {"tingkat": tingkat}) for tingkat in ("mutlak", "penting", "perlu")]
    found = evaluated(gates, AS_OF, [{"nip": NIP, "golongan": "III/a"}], target=target, trainings=[TAKEN])
    person = found.persons.iloc[0]
    assert (person["status"], person["gates_failed"], person["wanting"]) == ("eligible", (), ("S2", "S3"))
    assert found.findings["result"].tolist() == ["met", "not_met", "not_met"]
    assert found.findings["decides"].tolist() == [True, False, False]
    unknown = evaluated(gates, AS_OF, [{"nip": NIP}], target=target)
    assert unknown.persons.iloc[0]["status"] == "eligible"
    assert unknown.findings["result"].tolist() == ["met", "unknown", "unknown"]
    assert not len(next_blockers(unknown, np.array([True])))


@pytest.mark.parametrize(
    ("golongan", "status"), [("III/d", "eligible"), ("III/c", "one_gate_short"), (None, "unknown")]
)
def test_what_is_mutlak_decides(golongan, status):
    standard = JobStandard(
        "uji", ("Kepala Bidang",), "administrator", (), pangkat="III/d", pangkat_tingkat="mutlak"
    )
    target = Target("Kepala Bidang", "administrator", standard)
    gates = [("persyaratan_jabatan", {"tingkat": "mutlak"})]
    found = evaluated(gates, AS_OF, [{"nip": NIP, "golongan": golongan}], target=target)
    assert found.persons.iloc[0]["status"] == status
    wanted = [("field", "golongan")] if status == "unknown" else []
    blockers = next_blockers(found, np.array([True]))
    assert list(zip(blockers["kind"], blockers["target"], strict=True)) == wanted
