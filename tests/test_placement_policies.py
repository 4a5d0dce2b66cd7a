"""`asn recommend-placement` without chains: kind of each move, policies of staffing, the plan beside others, the curve."""

from collections import Counter
from itertools import pairwise

import pytest

from conftest import with_config


def report(run_asn, cwd, *words):
    done = run_asn("recommend-placement", *words, "--format", "json", cwd=cwd)
    assert done.code == 0, done.err
    return done.json()


@pytest.fixture(scope="module")
def usual(agency, run_asn):
    return report(run_asn, agency)


def test_every_move_has_its_kind_with_article_and_cell(usual):
    assert {row["kind"] for row in usual["rows"]} <= {"vertical", "horizontal", "diagonal", None}
    told = {one["nip"]: one for one in usual["findings"] if one["rule_id"] == "jabatan/pola_karier"}
    for row in usual["rows"]:
        line = told[row["nip"]]
        assert line["citation"] == "PP 11/2017 Pasal 189 ayat (3)"
        assert line["source"]
        assert (line["result"] == "met") is (row["kind"] is not None)
        if row["route"] == "rotasi":
            assert row["kind"] == "horizontal"
    assert any(row["kind"] for row in usual["rows"])


def test_the_plan_stands_beside_others(usual):
    plans = {one["plan"]: one for one in usual["comparison"]}
    assert list(plans) == ["as_is", "one_after_another", "this_plan"]
    totals = usual["totals"]
    assert plans["as_is"]["objective"] == plans["as_is"]["moves"] == 0
    assert plans["as_is"]["empty"] == totals["seats"]
    assert plans["one_after_another"]["objective"] == totals["greedy_objective"] <= totals["objective"]
    this = plans["this_plan"]
    assert (this["objective"], this["moves"], this["opened"]) == (
        totals["objective"], totals["moves"], totals["opened"],
    )  # fmt: skip
    assert this["empty"] == sum(one["seats"] for one in usual["unfilled"])
    assert totals["bound"] == totals["objective"]


def test_the_curve_rises_ever_less_and_ends_at_the_plan(usual, agency, run_asn):
    curve = usual["curve"]
    assert curve[-1] == {"moves": usual["totals"]["moves"], "objective": usual["totals"]["objective"]}
    slopes = [
        (after["objective"] - before["objective"]) / (after["moves"] - before["moves"])
        for before, after in pairwise([{"moves": 0, "objective": 0.0}, *curve])
    ]
    assert all(before >= after - 0.02 for before, after in pairwise(slopes))
    some = curve[len(curve) // 2]
    limited = report(run_asn, agency, "--moves", str(some["moves"]))
    assert limited["totals"]["objective"] == pytest.approx(some["objective"], abs=0.011)


def test_units_keep_their_people(agency, run_asn, tmp_path, usual):
    """Of a policy that asks for more people than any unit has, nobody leaves a unit to which nobody comes."""
    found = report(run_asn, with_config(agency, tmp_path, "placement: {least_in_unit: 400}\n"))
    units = {}
    for row in found["rows"]:
        units[row["nip"]] = row["unit_kerja"]
    assert found["totals"]["objective"] < usual["totals"]["objective"]
    assert found["totals"]["bound"] >= found["totals"]["objective"]
    assert "staffing_policy" in {one["reason"] for one in found["unfilled"]}
    assert found["curve"] == []


def test_a_pair_that_must_not_serve_together_does_not_come_to(agency, run_asn, tmp_path, usual):
    by_unit = {}
    for row in usual["rows"]:
        by_unit.setdefault(row["unit_kerja"], []).append(row["nip"])
    pair = next(nips for nips in by_unit.values() if len(nips) > 1)[:2]
    text = f"placement:\n  apart:\n    - {{nip: ['{pair[0]}', '{pair[1]}'], reason: suami istri}}\n"
    office = with_config(agency, tmp_path, text)
    found = report(run_asn, office)
    ends = Counter(row["unit_kerja"] for row in found["rows"] if row["nip"] in pair)
    assert max(ends.values(), default=0) <= 1
    assert found["totals"]["objective"] <= usual["totals"]["objective"]
    assert "suami istri" in run_asn("recommend-placement", cwd=office).out


def test_a_pair_of_whom_one_is_known_to_nobody_is_refused(agency, run_asn, tmp_path):
    text = "placement:\n  apart:\n    - {nip: ['199001012015011999', '198210012014111964'], reason: x}\n"
    done = run_asn("recommend-placement", cwd=with_config(agency, tmp_path, text))
    assert done.code == 3
    assert "config.yaml" in done.err


def test_the_status_of_who_is_promoted_is_that_of_the_shortlist_and_what_is_left_to_people_stands_in_the_row(
    usual, agency, run_asn
):
    moved = {one["vacancy"]: one for one in usual["rows"] if one["route"] == "promosi"}
    for code in (
        "LOW-01",
        "LOW-04",
    ):  # a structural post, and a functional one without a list of credit points
        done = run_asn("promote-shortlist", code, "--format", "json", cwd=agency)
        listed = {one["nip"]: one for one in done.json()["rows"]}
        row = moved[code]
        assert row["status"] == listed[row["nip"]]["status"]
        assert row["asked_of_people"] == listed[row["nip"]]["asked_of_people"]
        assert row["way"] == listed[row["nip"]]["route"]
    assert moved["LOW-01"]["status"] == "eligible"
    assert (moved["LOW-04"]["status"], moved["LOW-04"]["reason_code"]) == (
        "people_decide",
        "placed_people_decide",
    )
    assert moved["LOW-04"]["way"] == "perpindahan"
    assert {"JPK-UJI", "JPK-KREDIT"} <= set(moved["LOW-04"]["asked_of_people"])
    manual = {(one["nip"], one["rule_id"]) for one in usual["findings"] if one["result"] == "manual"}
    for row in usual["rows"]:
        assert {(row["nip"], rule) for rule in row["asked_of_people"]} <= manual
