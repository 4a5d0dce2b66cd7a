"""A placement and a shortlist say the same of one person and one post on one day, whichever way leads into the post."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from asnkarier.agency.judging import bands_of, judge_by_way, offer, rises
from asnkarier.agency.posts import Post
from asnkarier.analysis.gates.eligibility import STATUS
from asnkarier.analysis.placement.routes import PROMOTION, ROTATION
from asnkarier.analysis.shortlist.candidates import candidates
from asnkarier.analysis.shortlist.unknowns import Office
from asnkarier.workflows.placement.steps import Choice, Move
from asnkarier.workflows.placement.told import told_moves
from asnkarier.workflows.shortlisting.rows import candidate_rows
from unfinished_agency import AS_OF, GOOD, REGISTERS, TARGETS, _standard, agency, completed, nip_of, snapshot

# The lowest jenjang has no rise, the second is reached by a rise, a crossing or a transfer.
FUNCTIONAL = [
    Post(None, "Auditor Ahli Pertama", "Inspektorat", "jf_ahli_pertama", None),
    Post(None, "Auditor Ahli Muda", "Inspektorat", "jf_ahli_muda", None),
    Post(None, "Arsiparis Terampil", "Dinas Uji", "jf_terampil", None),
    Post(None, "Arsiparis Ahli Pertama", "Dinas Lain", "jf_ahli_pertama", None),
]
POSTS = [replace(one, code=f"UJI-{number}") for number, one in enumerate([*TARGETS, *FUNCTIONAL])]
TOLD = ("status", "route", "route_reason", "asked_of_people")


@cache
def office(seed):
    """An agency of which much is not known; of every other one all is, as good as may be."""
    people = agency(seed)
    if seed % 2 == 0:
        return snapshot([(nip_of(one), one) for one in people])
    return snapshot([(nip_of(one), completed(one, Random(seed), "best")) for one in people], REGISTERS)


def shortlisted(now, post):
    """By NIP what the shortlist says of everybody who may be proposed: status, way, why this way, what people judge."""
    judged, weights = judge_by_way(now, post), now.settings.promotion.weights.model_dump()
    bands = bands_of(now, judged)
    found = candidates(
        Office(now.dossiers, judged.eligibility, now.rulebook), bands, weights, rises(now, post)
    )
    rows = candidate_rows(now, judged, bands, found, 5, every=True)
    rows = rows[rows["status"].isin((STATUS[0], "people_decide"))]
    return {row["nip"]: tuple(row[name] for name in TOLD) for row in rows.to_dict("records")}


def placed(now, post):
    """By NIP the row of everybody whom a placement could raise to the post."""
    one = offer(now, post)
    nips = now.dossiers.people
    moves = [Move(post, nips[person], person, 1) for person in Choice.of(now, one).people.tolist()]
    rows = [(row, found) for row, found in told_moves(now, moves) if row["route"] != ROTATION]
    return {row["nip"]: (row, found) for row, found in rows}


@limits(max_examples=10, deadline=None)
@given(seed=st.integers(0, 19), post=st.integers(0, len(POSTS) - 1))
def test_a_placement_raises_whom_the_shortlist_calls_eligible_and_says_the_same_of_them(seed, post):
    now, post = office(seed), POSTS[post]
    told = {
        nip: (row["status"], row["way"], row["way_reason"], row["asked_of_people"])
        for nip, (row, _found) in placed(now, post).items()
    }
    assert told == shortlisted(now, post)


def test_a_move_to_an_equal_post_is_called_no_promotion():
    """Route and pola karier say one thing: up is a promotion, level is a transfer that the gates of its way judge."""
    told = Counter()
    for seed, post in product((1, 3, 5), POSTS):
        for row, _found in placed(office(seed), post).values():
            told[row["kind"], row["route"]] += 1
    assert {kind for kind, route in told if route == PROMOTION} <= {"vertical", "diagonal", None}
    assert {route for kind, route in told if kind == "horizontal"} == {"perpindahan"}


def test_a_move_into_a_functional_post_cites_the_conditions_of_its_way_and_no_other():
    ways = Counter()
    for seed, post in product((1, 3, 5), POSTS[-5:]):
        now = office(seed)
        gates = {gate.criterion.id: gate for gate in judge_by_way(now, post).eligibility.gates}
        for row, found in placed(now, post).values():
            mine = [gates[rule] for rule in found["rule_id"] if rule in gates]
            assert {one.route for one in mine} == {row["way"]}
            assert row["way_citations"] == tuple(dict.fromkeys(one.in_force.citation.text for one in mine))
            ways[row["way"], row["status"]] += 1
    assert ways["perpindahan", "people_decide"]
    assert len({way for way, _status in ways}) > 1


ASKED = _standard("Arsiparis Ahli Pertama", "jf_ahli_pertama", 3)
LOWEST = Post("UJI-9", "Arsiparis Ahli Pertama", "Dinas Lain", "jf_ahli_pertama", ASKED)
HELD = {"jabatan": "Arsiparis Ahli Pertama", "jenis_jabatan": "fungsional", "jenjang": "ahli_pertama", "eselon": None,
        "unit_kerja": "Dinas Uji", "status_asn": "PNS", "tingkat_pendidikan": "S-1"}  # fmt: skip


def rotated(**facts):
    """What is found of one holder of the lowest jenjang who would go to the same post elsewhere, by rule; None: is not proposed."""
    one = completed(agency(1)[-1], Random(1), "best")
    one["appraisals"] = dict.fromkeys(one["appraisals"], GOOD[0])
    one["facts"] |= HELD | {"kedudukan_hukum": "Aktif", "tmt_jabatan": date(2020, 1, 1), **facts}
    one["levels"] = dict.fromkeys(one["levels"], 4)
    now = snapshot([(nip_of(one), one)], REGISTERS)
    judged = offer(now, LOWEST)
    if not judged.rotates[0]:
        return None
    assert not judged.rises[0]
    ((row, found),) = told_moves(now, [Move(LOWEST, nip_of(one), 0, 1)])
    assert (row["route"], row["status"], row["way"]) == (ROTATION, None, None)
    return found.set_index("rule_id")


def test_who_rotates_within_the_lowest_jenjang_is_not_asked_what_the_ways_into_it_ask():
    for golongan in ("III/a", "III/c", "II/d"):
        found = rotated(golongan=golongan)
        assert found is not None, golongan
        assert {"JMU-STATUS", "JMU-BUP", "jabatan/rotasi"} <= set(found.index)
        assert all(one.startswith(("JMU-", "jabatan/")) for one in found.index)
    assert rotated(tingkat_pendidikan="D-III") is not None
    assert rotated(status_asn="PPPK") is None
    assert rotated(kedudukan_hukum="CLTN") is None
    assert rotated(tmt_jabatan=AS_OF) is None


@pytest.mark.parametrize("twins", [0, 1, 3])
def test_a_row_says_how_many_of_the_same_score_stay_where_they_are(twins):
    """Whom the order of NIP alone keeps out is counted; whoever moves as well is not."""
    one = completed(agency(1)[-1], Random(1), "best")
    one["appraisals"] = dict.fromkeys(one["appraisals"], GOOD[0])
    one["facts"] |= HELD | {"kedudukan_hukum": "Aktif", "tmt_jabatan": date(2020, 1, 1)}
    one["levels"] = dict.fromkeys(one["levels"], 4)
    now = snapshot([(f"{nip_of(one)[:-1]}{last}", one) for last in range(twins + 1)], REGISTERS)
    nips = now.dossiers.people
    ((row, _found),) = told_moves(now, [Move(LOWEST, nips[0], 0, 1)])
    assert row["equal"] == twins
    everybody = [Move(LOWEST, nips[at], at, 1) for at in range(twins + 1)]
    assert [row["equal"] for row, _found in told_moves(now, everybody)] == [0] * (twins + 1)
