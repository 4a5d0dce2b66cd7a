"""Courses that stand in the catalogue and cannot be held: the needs and the plan say so, not that there is no course."""

import pytest

from in_process import asn
from planned_office import LISTS, A, E, import_all, write_office

HEAD = f"{LISTS['katalog'][0]},Tanggal Mulai,Tanggal Selesai"


def office(folder, *courses):
    write_office(folder, {**LISTS, "katalog": [HEAD, *courses]})
    import_all(folder, asn, "pegawai", "asesmen", "katalog")
    return folder


def report(folder, *words):
    done = asn(*words, "--format", "json", cwd=folder)
    assert done.code == 0, done.err
    return done.json()


@pytest.mark.parametrize(("seats", "classes"), [("0", "1"), ("10", "0")])
@pytest.mark.parametrize("years", [(), ("--years", "2")])
def test_a_course_without_a_class_or_seat(tmp_path, seats, classes, years):
    folder = office(tmp_path / "k", f"K1,Bimtek Integritas,Integritas,1,2,24,1000000,2000000,{seats},{classes},,", "K2,Kursus Kerja Sama,Kerja Sama,1,3,10,500000,,10,1,,")  # fmt: skip
    found = report(folder, "needs")
    assert {one["kompetensi"]: one["why"] for one in found["uncovered"]} == {"integritas": "no_class"}
    assert any("class or seat" in step["reason"] for step in found["next_step_reasons"])
    plan = report(folder, "recommend-training", "--budget", "20 juta", *years)
    assert {row["nip"] for row in plan["rows"]} == {A, E}
    assert [(one["kompetensi"], one["reason"]) for one in plan["uncovered"]] == [("integritas", "no_class")]
    assert not [one for one in plan["postponed"] if one["kode"] == "K1"]
    assert any("1 competencies are taught only by courses without a class" in step["reason"] for step in plan["next_step_reasons"])  # fmt: skip


def test_another_course_serves_instead(tmp_path):
    folder = office(tmp_path / "k", "K1,Bimtek Integritas,Integritas,1,2,24,1,,10,0,,", "K3,Bimtek Integritas II,Integritas,1,2,24,5,,10,1,,")  # fmt: skip
    assert {row["kode"] for row in report(folder, "recommend-training", "--budget", "100")["rows"]} == {"K3"}
    assert "integritas" not in {one["kompetensi"] for one in report(folder, "needs")["uncovered"]}


@pytest.mark.parametrize("years", [(), ("--years", "2"), ("--from-year", "2027")])
@pytest.mark.parametrize("day", ["2026-01-12", "2026-10-05"])
def test_a_course_that_is_over_is_the_reason(tmp_path, years, day):
    folder = office(tmp_path / "k", f"K1,Bimtek Integritas,Integritas,1,2,24,1000000,,10,1,{day},{day}", "K2,Bimtek Integritas II,Integritas,4,5,24,1000000,,10,1,,")  # fmt: skip
    told = report(folder, "--as-of", "2026-07-01", "recommend-training", "--budget", "20 juta", *years)
    before = day < "2026-07-01"
    there = {one["reason"] for one in told["uncovered"] if one["kompetensi"] == "integritas"}
    assert ("course_over" in there) == before
    assert ("outside_plan" in there) == (not before and "--from-year" in years)
    steps = " ".join(step["reason"] for step in told["next_step_reasons"])
    assert ("courses that are over" in steps) == before


def test_a_day_outside_the_plan_is_the_reason(tmp_path):
    folder = office(tmp_path / "k", "K1,Bimtek Integritas,Integritas,1,2,24,1000000,2000000,10,1,2029-03-05,2029-03-07")  # fmt: skip
    plan = report(folder, "recommend-training", "--budget", "20 juta", "--years", "2")
    assert ("integritas", "outside_plan") in {(one["kompetensi"], one["reason"]) for one in plan["uncovered"]}
    assert any("--from-year" in step["reason"] for step in plan["next_step_reasons"])
    then = report(folder, "recommend-training", "--budget", "20 juta", "--from-year", "2029")
    assert {row["kode"] for row in then["rows"]} == {"K1"}
