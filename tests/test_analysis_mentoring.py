"""Mentors: the pairs are the best that there are (brute force), nobody takes too many, and every gap left says why."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.match.unit_tree import unit_tree
from asnkarier.analysis.mentoring.matching import Pairs, best_pairs, covered
from asnkarier.analysis.mentoring.pool import UNASSESSED, Gaps, Pool
from asnkarier.analysis.mentoring.superiors import ELSEWHERE, NOBODY, direct_superiors, named_superiors
from asnkarier.analysis.mentoring.unmatched import why_unmatched
from asnkarier.model.level import MICRO


def office(dice, people, competencies=3, reaches=2):
    """Return a random pool and the gaps of those who have any."""
    levels = dice.integers(-1, 6, (people, competencies))
    superior = np.where(dice.random(people) < 0.5, dice.integers(0, people, people), -1)
    superior[superior == np.arange(people)] = -1
    pool = Pool(
        np.where(levels < 0, UNASSESSED, levels * MICRO).astype(np.int32),
        superior,
        dice.integers(0, reaches, people),
        dice.integers(0, 3, people),
        dice.integers(0, 3, people),
        dice.random(people) < 0.8,
        lead=MICRO,
        same_unit=MICRO // 10,
        same_field=MICRO // 10,
    )
    rows = []
    for person, kompetensi in product(range(people), range(competencies)):
        required = int(dice.integers(0, 6))
        if 0 <= levels[person, kompetensi] < required:
            worth = (required - int(levels[person, kompetensi])) * int(dice.integers(1, 4))
            rows.append(
                (person, kompetensi, required * MICRO, levels[person, kompetensi] * MICRO, worth * MICRO)
            )
    columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
    return pool, Gaps(*columns), dice.integers(0, 3, people)


def worth_of(pool, gaps, mentee, mentor):
    """Return what a pair is worth, told from the definition alone."""
    if mentee == mentor or pool.superior[mentee] == mentor or pool.reach[mentee] != pool.reach[mentor]:
        return 0
    if not pool.may_mentor[mentor]:
        return 0
    rows = zip(gaps.person, gaps.kompetensi, gaps.required, gaps.worth, strict=True)
    sum_ = sum(
        worth
        for person, kompetensi, required, worth in rows
        if person == mentee and pool.levels[mentor, kompetensi] >= required + pool.lead
    )
    if not sum_:
        return 0
    near = (pool.unit[mentee] == pool.unit[mentor]) * pool.same_unit
    return int(sum_ + near + (pool.field[mentee] == pool.field[mentor]) * pool.same_field)


def brute_force(pool, gaps, capacity):
    """Return the most that pairs can be worth, every choice of a mentor for every mentee looked at."""
    mentees = sorted(set(gaps.person.tolist()))
    table = [[worth_of(pool, gaps, one, mentor) for mentor in range(len(pool.superior))] for one in mentees]

    def best(place, left):
        if place == len(mentees):
            return 0
        found = best(place + 1, left)
        for mentor, worth in enumerate(table[place]):
            if worth and left[mentor]:
                rest = (*left[:mentor], left[mentor] - 1, *left[mentor + 1 :])
                found = max(found, worth + best(place + 1, rest))
        return found

    return best(0, tuple(capacity.tolist()))


@pytest.mark.parametrize("seed", range(120))
def test_no_pairs_are_worth_more(seed):
    dice = np.random.default_rng(seed)
    pool, gaps, capacity = office(dice, int(dice.integers(2, 7)))
    found = best_pairs(pool, gaps, capacity, 1)
    pairs = list(zip(found.mentee.tolist(), found.mentor.tolist(), found.benefit.tolist(), strict=True))
    assert all(worth_of(pool, gaps, mentee, mentor) == benefit > 0 for mentee, mentor, benefit in pairs)
    assert len({mentee for mentee, _, _ in pairs}) == len(pairs)
    assert (np.bincount(found.mentor, minlength=len(capacity)) <= capacity).all()
    assert int(found.benefit.sum()) == brute_force(pool, gaps, capacity)


def test_the_optimum_of_many_is_that_of_the_linear_programme():
    from scipy.optimize import linprog

    dice = np.random.default_rng(5)
    pool, gaps, capacity = office(dice, 90, competencies=2, reaches=2)
    found = best_pairs(pool, gaps, capacity, 1)
    people = np.unique(gaps.person)
    pairs = [
        (row, mentor, worth_of(pool, gaps, one, mentor))
        for row, one in enumerate(people)
        for mentor in range(90)
    ]
    pairs = [one for one in pairs if one[2]]
    takes = np.zeros((len(people) + 90, len(pairs)))
    for number, (row, mentor, _) in enumerate(pairs):
        takes[row, number] = takes[len(people) + mentor, number] = 1
    worth = np.array([one[2] for one in pairs]) / MICRO
    best = linprog(-worth, A_ub=takes, b_ub=np.concatenate([np.ones(len(people)), capacity]))
    assert found.benefit.sum() / MICRO == pytest.approx(-best.fun)


@pytest.mark.parametrize("seed", range(40))
def test_too_many_to_be_looked_at_together_keep_every_limit_and_a_bound(seed, monkeypatch):
    pool, gaps, capacity = office(np.random.default_rng(seed), 14, reaches=1)
    best = best_pairs(pool, gaps, capacity, 1)
    assert best.bound == best.worth
    monkeypatch.setattr("asnkarier.analysis.mentoring.matching.MOST", 30)
    found = best_pairs(pool, gaps, capacity, 1)
    assert (np.bincount(found.mentor, minlength=len(capacity)) <= capacity).all()
    assert len(set(found.mentee.tolist())) == len(found.mentee)
    assert found.worth <= best.worth <= found.bound


def best_of_several(pool, gaps, capacity, per_mentee):
    """Return the most that several mentors for each mentee can be worth, every choice looked at; a gap counts once."""
    mentees = sorted(set(gaps.person.tolist()))

    def worth(mentee, mentors):
        reached = [worth_of(pool, gaps, mentee, mentor) > 0 for mentor in mentors]
        if not all(reached):
            return None
        sum_ = 0
        for person, kompetensi, required, value in zip(
            gaps.person, gaps.kompetensi, gaps.required, gaps.worth, strict=True
        ):
            high = any(pool.levels[one, kompetensi] >= required + pool.lead for one in mentors)
            sum_ += int(value) * (person == mentee and high)
        near = sum((pool.unit[mentee] == pool.unit[one]) * pool.same_unit for one in mentors)
        return int(
            sum_ + near + sum((pool.field[mentee] == pool.field[one]) * pool.same_field for one in mentors)
        )

    def best(place, left):
        if place == len(mentees):
            return 0
        found = best(place + 1, left)
        free = [mentor for mentor, many in enumerate(left) if many]
        for count in range(1, per_mentee + 1):
            for chosen in combinations(free, count):
                value = worth(mentees[place], chosen)
                if value:
                    rest = tuple(many - (mentor in chosen) for mentor, many in enumerate(left))
                    found = max(found, value + best(place + 1, rest))
        return found

    return best(0, tuple(capacity.tolist()))


@pytest.mark.parametrize("seed", range(60))
def test_several_mentors_for_each_are_worth_no_more_than_the_bound_says(seed):
    dice = np.random.default_rng(seed)
    pool, gaps, capacity = office(dice, int(dice.integers(3, 6)), reaches=1)
    found = best_pairs(pool, gaps, capacity, 2)
    best = best_of_several(pool, gaps, capacity, 2)
    assert found.worth <= best <= found.bound


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_rounds_take_nobody_beyond_their_capacity_and_every_gap_left_says_why(seed, per_mentee):
    dice = np.random.default_rng(seed)
    pool, gaps, capacity = office(dice, int(dice.integers(2, 12)))
    found = best_pairs(pool, gaps, capacity, per_mentee)
    assert (np.bincount(found.mentor, minlength=len(capacity)) <= capacity).all()
    assert (np.bincount(found.mentee, minlength=len(capacity)) <= per_mentee).all()
    served = covered(pool, gaps, found)
    one = best_pairs(pool, gaps, capacity, 1)
    assert served.sum() >= covered(pool, gaps, one).sum()
    left = gaps.where(~served)
    for place, why in enumerate(why_unmatched(pool, left, found)):
        person = int(left.person[place])
        able = [
            mentor
            for mentor in range(len(capacity))
            if pool.may_mentor[mentor]
            and pool.reach[mentor] == pool.reach[person]
            and pool.levels[mentor, left.kompetensi[place]] >= left.required[place] + pool.lead
        ]
        others = [mentor for mentor in able if mentor != pool.superior[person]]
        expected = (
            "no_level_high_enough"
            if not able
            else "only_the_superior"
            if not others
            else "mentor_for_another_gap"
            if person in found.mentee
            else "mentors_are_full"
        )
        assert why == expected


def test_a_level_that_exceeds_by_less_than_the_lead_is_no_mentor():
    levels = np.array([[2], [4], [3]], dtype=np.int32) * MICRO
    same = np.zeros(3, dtype=np.int64)
    pool = Pool(levels, same - 1, same, same, np.arange(3), same == 0, MICRO, 0, 0)
    gaps = Gaps(*(np.array([value], dtype=np.int64) for value in (0, 0, 3 * MICRO, 2 * MICRO, MICRO)))
    found = best_pairs(pool, gaps, np.ones(3, dtype=np.int64), 1)
    assert (found.mentee.tolist(), found.mentor.tolist()) == ([0], [1])
    nearly = Pool(levels - np.array([[0], [1], [0]], dtype=np.int32), *list(vars(pool).values())[1:])
    assert not len(best_pairs(nearly, gaps, np.ones(3, dtype=np.int64), 1).mentee)
    assert why_unmatched(nearly, gaps, Pairs.none()).tolist() == ["no_level_high_enough"]


UNITS = pd.DataFrame(
    {"id": ["d", "b", "s"], "nama_unor": ["Dinas", "Bidang", "Seksi"], "id_atasan": [None, "d", "b"]}
)


@pytest.mark.parametrize(
    ("units", "eselon", "superiors"),
    [
        (["Dinas", "Bidang", "Seksi", "Seksi"], ["II.b", "III.b", "IV.a", ""], [-1, 0, 1, 2]),
        # A unit without a head belongs to the head above; the highest of two heads leads the other.
        (["Dinas", "Bidang", "Seksi", "Seksi"], ["II.b", "III.b", "", ""], [-1, 0, 1, 1]),
        (["Dinas", "Seksi", "Seksi", "Seksi"], ["II.b", "", "IV.a", "IV.b"], [-1, 2, 0, 2]),
        # Two of one eselon: nothing tells who leads the unit, the head above is who is left.
        (["Dinas", "Seksi", "Seksi", "Seksi"], ["II.b", "", "IV.a", "IV.a"], [-1, 0, 0, 0]),
        (["Dinas", "Dinas", "Lain", "Lain"], ["", "", "", "III.a"], [-1, -1, 3, -1]),
    ],
)
def test_direct_superiors_by_unit_and_eselon(units, eselon, superiors):
    tree = unit_tree(UNITS, units, [None] * len(units))
    assert direct_superiors(tree, np.array(eselon, dtype=object)).tolist() == superiors


def named(*appraisals, since=None):
    columns = ["nip", "tahun", "periode_akhir", "plt", "atasan_nip"]
    frame = pd.DataFrame(list(appraisals), columns=columns).astype({"tahun": "Int64", "plt": "Int64"})
    frame["periode_akhir"] = pd.to_datetime(frame["periode_akhir"])
    days = np.array([since or "NaT", "NaT", "NaT"], dtype="datetime64[D]")
    return named_superiors(frame, pd.Index(["a", "b", "c"]), days, 2026).tolist()


def test_the_newest_appraisal_names_the_superior():
    assert named() == [NOBODY] * 3
    old, new = ("a", 2024, None, 0, "b"), ("a", 2025, None, None, "c")
    assert named(old, new) == named(new, old) == [2, NOBODY, NOBODY]
    assert named(old, ("a", 2025, None, 0, None))[0] == NOBODY, "the newest one names nobody"
    assert named(old, ("a", 2025, None, 0, "x"))[0] == ELSEWHERE
    assert named(("a", 2025, None, 0, "a"))[0] == NOBODY
    assert named(old, ("a", 2025, None, 1, "c"))[0] == 1, "an appraisal as Plt. is of another post"
    assert named(old, ("a", 2027, None, 0, "c"))[0] == 1
    assert named(("a", 2025, "2025-06-30", 0, "b"), ("a", 2025, "2025-12-31", 0, "c"))[0] == 2
    assert named(("a", 2025, None, 0, "b"), ("a", 2025, "2025-12-31", 0, "c"))[0] == NOBODY
    assert named(old, since="2024-12-31")[0] == 1
    assert named(old, since="2025-01-01")[0] == NOBODY, "of a post that was left"
