"""`asn recommend-placement --cascade`: ordered chains that a judge of plain rows accepts, limits, policies, and what is refused."""

from collections import Counter
from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest

from asnkarier.analysis.placement.cascade.judge import Office, violations
from asnkarier.workflows.placement.judged import moved_early
from conftest import with_config
from law import load_rulebook

ROW = {"chain_id", "step", "depends_on", "vacancy", "jabatan", "nip", "from_jabatan", "from_unit", "gain", "cumulative_gain", "post_opened"}  # fmt: skip


def report(run_asn, cwd, *words):
    done = run_asn("recommend-placement", "--cascade", *words, "--format", "json", cwd=cwd)
    assert done.code == 0, done.err
    return done.json()


@pytest.fixture(scope="module")
def usual(agency, run_asn):
    return report(run_asn, agency)


@pytest.fixture(scope="module")
def deep(agency, run_asn):
    return report(run_asn, agency, "--moves", "60", "--depth", "6", "--exchanges")


def chains(found):
    by_chain = {}
    for row in found["rows"]:
        by_chain.setdefault(row["chain_id"], []).append(row)
    return by_chain


def kept(found, *, moves, depth):
    """What holds of every report: order, limits, gates, accounts."""
    rows = found["rows"]
    assert len(rows) == found["totals"]["moves"] <= moves
    assert max(Counter(row["nip"] for row in rows).values()) == 1
    for chain in chains(found).values():
        assert [row["step"] for row in chain] == list(range(1, len(chain) + 1))
        assert len(chain) <= depth
        assert [row["vacancy"] for row in chain[1:]] == [row["post_opened"] for row in chain[:-1]]
        assert [row["depends_on"] for row in chain[1:]] == [row["step"] for row in chain[:-1]]
    total = 0
    for row in rows:
        total += row["gain"]
        assert row["cumulative_gain"] == pytest.approx(
            total, abs=0.01 * len(rows)
        )  # each is rounded by itself
    assert found["totals"]["objective"] == rows[-1]["cumulative_gain"] <= found["totals"]["bound"] + 1e-6
    failed = [one for one in found["findings"] if one["decides"] and one["result"] in ("not_met", "unknown")]
    assert failed == []
    empty = sum(one["seats"] for one in found["unfilled"])
    assert found["totals"]["empty"] == empty


def test_chains_in_order_within_the_usual_limits(usual):
    assert set(usual["rows"][0]) >= ROW
    kept(usual, moves=20, depth=3)
    assert all(one["chain_id"].startswith("RANTAI-") for one in usual["rows"])
    assert [chain[0]["depends_on"] for chain in chains(usual).values()] == [None] * len(chains(usual))
    assert usual["totals"]["objective"] == pytest.approx(usual["totals"]["bound"])


def test_more_moves_and_steps_gain_no_less(usual, deep):
    kept(deep, moves=60, depth=6)
    assert deep["totals"]["objective"] >= usual["totals"]["objective"]


def test_the_plan_stands_beside_others_and_is_the_best_of_them(usual):
    plans = {one["plan"]: one for one in usual["comparison"]}
    assert list(plans) == ["as_is", "vacancies_only", "one_after_another", "this_plan"]
    assert plans["as_is"]["gain"] == plans["as_is"]["moves"] == 0
    assert (
        plans["this_plan"]["gain"]
        == usual["totals"]["objective"]
        == max(one["gain"] for one in plans.values())
    )
    assert plans["this_plan"]["empty"] == usual["totals"]["empty"]


def test_the_curve_rises_and_holds_its_bounds(usual):
    curve = usual["curve"]
    assert 6 <= len(curve) <= 13
    for before, after in pairwise(curve):
        assert before["moves"] < after["moves"]
        assert before["gain"] <= after["gain"]
        assert before["bound"] <= after["bound"] + 1e-6
    assert all(one["gain"] <= one["bound"] + 1e-6 for one in curve)


def test_every_empty_post_says_why(agency, run_asn):
    found = report(run_asn, agency, "--moves", "3")
    kept(found, moves=3, depth=3)
    assert {one["reason"] for one in found["unfilled"]} <= {
        "no_candidate", "too_few", "candidates_taken", "moves_limit", "depth_limit", "not_worth_it",
    }  # fmt: skip
    assert "moves_limit" in {one["reason"] for one in found["unfilled"]}
    assert found["next_steps"]


def test_only_the_vacancies_that_are_named(agency, run_asn):
    found = report(run_asn, agency, "--vacancies", "LOW-01")
    starts = [chain[0]["vacancy"] for chain in chains(found).values()]
    assert starts in ([], ["LOW-01"])


def test_one_step_opens_posts_and_fills_none_of_them(agency, run_asn):
    found = report(run_asn, agency, "--depth", "1")
    kept(found, moves=20, depth=1)
    assert {one["reason"] for one in found["unfilled"] if one["vacancy"].startswith("BUKA-")} <= {
        "depth_limit"
    }


def test_the_same_question_gets_the_same_answer(agency, run_asn, usual):
    assert report(run_asn, agency) == usual


def test_units_keep_their_people(agency, run_asn, tmp_path, usual):
    """Of a policy that asks for more people than any unit has, nobody may leave a unit for another."""
    office = with_config(agency, tmp_path, "placement: {least_in_unit: 400}\n")
    found = report(run_asn, office)
    kept(found, moves=20, depth=3)
    left, came = (Counter(row[key] for row in found["rows"]) for key in ("from_unit", "unit_kerja"))
    assert all(count <= came[unit] for unit, count in left.items())
    assert found["totals"]["objective"] < usual["totals"]["objective"]
    assert "staffing_policy" in {one["reason"] for one in found["unfilled"]}


def test_a_pair_that_must_not_serve_together_does_not_come_to(agency, run_asn, tmp_path, usual):
    by_unit = {}
    for row in usual["rows"]:
        by_unit.setdefault(row["unit_kerja"], []).append(row["nip"])
    pair = next(nips for nips in by_unit.values() if len(nips) > 1)[:2]
    office = with_config(
        agency,
        tmp_path,
        f"placement:\n  apart:\n    - {{nip: ['{pair[0]}', '{pair[1]}'], reason: suami istri}}\n",
    )
    found = report(run_asn, office)
    kept(found, moves=20, depth=3)
    ends = {row["nip"]: row["unit_kerja"] for row in found["rows"] if row["nip"] in pair}
    assert len(set(ends.values())) == len(ends)
    assert found["totals"]["objective"] <= usual["totals"]["objective"]
    assert "suami istri" in run_asn("recommend-placement", "--cascade", cwd=office).out


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("placement:\n  apart:\n    - {nip: ['199001012015011999', '198210012014111964'], reason: x}\n", ":13:", "PENEMPATAN-NIP"),
        ("placement:\n  apart:\n    - {nip: [123, '198210012014111964'], reason: x}\n", ":13:", "NIP"),
        ("placement:\n  apart:\n    - {nip: ['198210012014111964'], reason: x}\n", ":13:", "NIP"),
        ("placement:\n  apart:\n    - {nip: ['198210012014111964', '198210012014111964'], reason: x}\n", ":13:", "NIP"),
        ("placement:\n  cascade: {depth: 0}\n", ":12:", "depth"),
        ("placement:\n  cascade: {moves: -1}\n", ":12:", "moves"),
        ("placement:\n  cascade: {cost_of_move: banyak}\n", ":12:", "cost_of_move"),
        ("placement:\n  cascade: {deep: 3}\n", ":12:", "depth"),
        ("placement:\n  least_in_unit: 0\n", ":12:", "least_in_unit"),
        ("placement:\n  weights: {kompetensi: 0, kinerja: 0, kualifikasi: 0, pengalaman: 0, pengembangan: 0, potensi: 0, integritas: 0}\n", ":12:", "CONFIG-BOBOT-NOL"),
    ],
)  # fmt: skip
def test_a_wrong_policy_is_told_with_its_line(text, place, word, agency, run_asn, tmp_path):
    office = with_config(agency, tmp_path, text)
    done = run_asn("recommend-placement", "--cascade", cwd=office)
    assert done.code == 3
    assert f"config.yaml{place}" in done.err
    assert word in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("--depth", "2"),
        ("--exchanges",),
        ("--cascade", "--depth", "0"),
        ("--cascade", "--depth", "-1"),
        ("--cascade", "--depth", "dua"),
        ("--cascade", "--moves", "0"),
        ("--cascade", "--moves", "-3"),
        ("--cascade", "--vacancies", "LOW-99"),
    ],
)
def test_wrong_words_are_refused_in_one_line_with_a_remedy(words, agency, run_asn):
    done = run_asn("recommend-placement", *words, cwd=agency)
    assert (done.code, done.out) == (2, "")
    assert 1 <= len(done.err.strip().splitlines()) <= 4


OFFICE = Office(
    seats={"V": 1},
    posts={"1": "A", "2": "B", "3": "C"},
    units={"1": "U", "2": "U", "3": "W"},
    least={"U": 1, "W": 1},
    apart=(("1", "3"),),
    refused={("3", "V")},
    moves=3,
    depth=2,
    exchanges=False,
)


def row(
    nip, vacancy, unit, *, step=1, opened=None, held=None, gain=1.0, total=1.0, chain="RANTAI-01", after=None
):
    return {
        "chain_id": chain, "step": step, "depends_on": after if step == 1 else step - 1, "vacancy": vacancy,
        "unit_kerja": unit, "nip": nip, "from_jabatan": held or OFFICE.posts.get(nip), "gain": gain,
        "cumulative_gain": total, "post_opened": opened,
    }  # fmt: skip


GOOD = [row("1", "V", "X", opened="BUKA-01"), row("3", "BUKA-01", "U", step=2, total=2.0)]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([row("1", "V", "X"), row("2", "V", "X", total=2.0, chain="RANTAI-02")], "filled by 2"),
        ([row("1", "V", "X"), row("1", "V", "X", total=2.0)], "moves 2 times"),
        ([row("9", "V", "X", held="A")], "nobody who counts"),
        ([row("1", "V", "X", held="Z")], "does not hold"),
        ([row("3", "V", "X")], "gate that is not met"),
        ([row("1", "V", "X", opened="B1"), row("2", "B1", "U", step=2, opened="B2", total=2.0), row("3", "B2", "U", step=3, total=3.0)], "more steps"),
        ([row("1", "V", "X", step=2)], "not in order"),
        ([row("1", "V", "X", opened="B1"), row("2", "B9", "U", step=2, total=2.0)], "does not fill"),
        ([row("1", "V", "X", after=3)], "waits for something"),
        ([row("1", "B1", "X")], "starts at no vacancy"),
        ([row("1", "V", "X", total=5.0)], "not added up"),
        ([row("1", "V", "X"), row("2", "V", "X", total=2.0, chain="R2")], "keeps 0 people"),
        ([row("1", "V", "W")], "serve together"),
    ],
)  # fmt: skip
def test_the_judge_sees_what_is_wrong(rows, wrong):
    assert any(wrong in one for one in violations(rows, OFFICE)), violations(rows, OFFICE)


@pytest.mark.parametrize(
    ("gain", "opened", "right"),
    [(170.0, None, True), (170.01, None, False), (169.99, None, False), (70.0, "B1", True), (69.0, "B1", True), (70.01, "B1", False)],
)  # fmt: skip
def test_the_judge_counts_what_a_move_may_gain_at_most(gain, opened, right):
    """A post filled (100) with a score of 80, less 10 for the move, less what was there (100 and more) where a post opens."""
    office = Office(**{**vars(OFFICE), "least": {}, "worth": (100, 10)})
    one = row("1", "V", "X", opened=opened, gain=gain, total=gain) | {"score": 80.0}
    assert violations([one], office) == [] if right else "gains" in " ".join(violations([one], office))


@pytest.mark.parametrize(
    ("kelompok", "since", "route", "early"),
    [
        ("administrator", date(2024, 11, 1), "rotasi", False), ("administrator", date(2024, 11, 2), "rotasi", True),
        ("jpt_pratama", date(2024, 11, 1), "rotasi", False), ("jpt_pratama", date(2025, 3, 1), "rotasi", True),
        ("administrator", None, "rotasi", True), ("administrator", date(2026, 10, 1), "promosi", False),
    ],
)  # fmt: skip
def test_the_judge_counts_the_years_in_the_post_again(kelompok, since, route, early):
    people = pd.DataFrame([{"nip": "1", "kelompok": kelompok, "tmt_jabatan": since}])
    now = SimpleNamespace(employees=people, rulebook=load_rulebook())
    moved = {"nip": "1", "vacancy": "V", "route": route, "judged_on": date(2026, 11, 1)}
    assert moved_early(now, [moved]) == ({("1", "V")} if early else set())


def test_the_judge_accepts_what_is_right_and_exchanges_only_when_asked():
    assert [one for one in violations(GOOD, OFFICE) if "W keeps" not in one] == []
    ring = [
        row("1", "B2", "U", opened="B1", chain="TUKAR-01", after=2),
        row("2", "B1", "U", step=2, opened="B2", chain="TUKAR-01", total=2.0),
    ]
    assert violations(ring, OFFICE) == ["TUKAR-01: starts at no vacancy"]
    assert violations(ring, Office(**{**vars(OFFICE), "exchanges": True})) == []
    broken = [ring[0] | {"depends_on": None}, ring[1]]
    assert violations(broken, Office(**{**vars(OFFICE), "exchanges": True})) == [
        "TUKAR-01: is neither a chain nor an exchange"
    ]
    assert "more moves than allowed" in violations(GOOD, Office(**{**vars(OFFICE), "moves": 1}))
