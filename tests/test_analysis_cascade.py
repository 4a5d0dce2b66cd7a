"""Cascades equal brute force under every limit, prove their bounds, and do not depend on the order of the input."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asnkarier.analysis.placement.cascade import solve, stepwise
from asnkarier.analysis.placement.cascade.chains import chains_of
from asnkarier.analysis.placement.cascade.greedy import greedy
from asnkarier.analysis.placement.cascade.problem import Limits, gain_of, stated
from asnkarier.analysis.placement.cascade.solve import best_cascade
from cascades import best_by_trying, drawn, plan_of, policies, problem_of, worth_of, wrong_with

MAYBE = st.one_of(st.none(), st.integers(1, 4))
LIMITS = st.builds(Limits, MAYBE, MAYBE, st.booleans())
SEEDS = st.integers(0, 2**32 - 1)


def office_of(seed, *, ruled):
    office = drawn(seed)
    return policies(office, seed) if ruled else office


def judged(office, limits):
    """Return the plan, the best gain of all plans, and what was found, after the judge has looked at it."""
    problem = problem_of(office)
    found = best_cascade(problem, limits)
    plan = plan_of(problem, found.to)
    assert wrong_with(office, plan, limits) == []
    assert found.gain == worth_of(office, plan)
    best = best_by_trying(office, limits)
    assert found.gain <= best <= found.bound
    return plan, best, found


@settings(max_examples=300, deadline=None)
@given(SEEDS, LIMITS, st.booleans())
def test_equals_trying_everything_under_every_limit(seed, limits, ruled):
    _, best, found = judged(office_of(seed, ruled=ruled), limits)
    assert found.gain == best == found.bound


@settings(max_examples=300, deadline=None)
@given(SEEDS, LIMITS, st.booleans())
def test_the_way_of_large_offices_keeps_every_limit_and_its_bound(seed, limits, ruled):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stepwise, "SMALL", 0)
        patch.setattr(solve, "SMALL", 0)
        judged(office_of(seed, ruled=ruled), limits)


@settings(max_examples=100, deadline=None)
@given(SEEDS, LIMITS)
def test_the_order_of_the_input_changes_nothing(seed, limits):
    office = drawn(seed)
    one, other = problem_of(office), problem_of(office, np.random.default_rng(seed))
    assert plan_of(one, best_cascade(one, limits).to) == plan_of(other, best_cascade(other, limits).to)


@settings(max_examples=100, deadline=None)
@given(SEEDS, LIMITS)
def test_chains_tell_every_mover_once_in_order(seed, limits):
    problem = problem_of(drawn(seed))
    to = best_cascade(problem, limits).to
    chains = chains_of(problem, to)
    people = [one for chain in chains for one in chain.people]
    assert sorted(people) == np.flatnonzero(to >= 0).tolist()
    for chain in chains:
        before = chain.people[-1:] + chain.people[:-1]
        for number, (person, earlier) in enumerate(zip(chain.people, before, strict=True)):
            if number or chain.exchange:
                assert problem.holder[to[person]] == earlier
            else:
                assert problem.holder[to[person]] < 0


@settings(max_examples=100, deadline=None)
@given(SEEDS, LIMITS)
def test_filling_by_hand_is_never_better_and_keeps_the_limits(seed, limits):
    office = policies(drawn(seed), seed)
    problem = problem_of(office)
    by_hand = greedy(problem, limits)
    assert wrong_with(office, plan_of(problem, by_hand), limits) == []
    assert gain_of(problem, by_hand) <= best_cascade(problem, limits).gain


def office(*, posts, losses=(), moves):
    """posts: code -> holder or None; moves: (person, code, worth)."""
    people = sorted({one for one in posts.values() if one} | {one for one, _, _ in moves})
    return stated(
        list(posts), [int(one is None) for one in posts.values()], list(posts.values()),
        people, [dict(losses).get(one, 0) for one in people], moves,
    )  # fmt: skip


CHAIN = office(
    posts={"V": None, "A": "a", "B": "b"},
    losses={"a": 100, "b": 100},
    moves=[("a", "V", 110), ("b", "A", 120), ("r", "B", 60), ("r", "V", 65)],
)


@pytest.mark.parametrize(
    ("limits", "gain"),
    [
        (Limits(), 90),  # a to V, b to A, r to B
        (Limits(depth=3), 90),
        (Limits(depth=2), 65),  # a and b: 30, r at once: 65
        (Limits(moves=3), 90),
        (Limits(moves=2), 65),
        (Limits(moves=1), 65),
        (Limits(moves=0), 0),
    ],
)
def test_a_chain_is_as_long_as_it_may_be(limits, gain):
    found = best_cascade(CHAIN, limits)
    assert (found.gain, found.bound) == (gain, gain)


def test_an_exchange_is_proposed_only_when_asked_for():
    pair = office(
        posts={"A": "a", "B": "b"}, losses={"a": 50, "b": 50}, moves=[("a", "B", 60), ("b", "A", 70)]
    )
    assert best_cascade(pair, Limits()).gain == 0
    assert best_cascade(pair, Limits(exchanges=True)).gain == 30
    assert best_cascade(pair, Limits(exchanges=True, depth=2)).gain == 30
    assert best_cascade(pair, Limits(exchanges=True, depth=1)).gain == 0
    assert best_cascade(pair, Limits(exchanges=True, moves=1)).gain == 0
    assert chains_of(pair, best_cascade(pair, Limits(exchanges=True)).to)[0].exchange


def test_the_best_gain_is_not_concave_in_the_moves_and_the_bound_says_so(monkeypatch):
    """Two moves gain 90, one gains nothing: a price per move cannot stop at one."""
    two = office(posts={"V": None, "A": "a"}, losses={"a": 100}, moves=[("a", "V", 100), ("r", "A", 90)])
    assert [best_cascade(two, Limits(moves=count)).gain for count in (1, 2)] == [0, 90]
    monkeypatch.setattr(solve, "SMALL", 0)
    priced = best_cascade(two, Limits(moves=1, exchanges=True))
    assert priced.gain == 0 <= priced.bound <= 45


@pytest.mark.parametrize("small", [0, 4000])
def test_where_all_moves_are_worth_the_same_the_number_of_moves_is_met(small, monkeypatch):
    monkeypatch.setattr(solve, "SMALL", small)
    monkeypatch.setattr(stepwise, "SMALL", small)
    codes = [f"V{place}" for place in range(6)]
    people = [f"p{place}" for place in range(9)]
    alike = office(posts=dict.fromkeys(codes), moves=[(one, code, 7) for one in people for code in codes])
    for moves in range(8):
        for limits in (Limits(moves), Limits(moves, exchanges=True)):
            found = best_cascade(alike, limits)
            assert (found.gain, found.bound) == (7 * min(moves, 6),) * 2


def test_among_equals_the_lowest_nip_goes_and_what_gains_nothing_is_left_out():
    alike = office(posts={"V": None}, moves=[(nip, "V", 5) for nip in ("3", "1", "2")])
    assert plan_of(alike, best_cascade(alike, Limits()).to) == {"1": "V"}
    useless = office(posts={"V": None, "A": "a"}, losses={"a": 5}, moves=[("a", "V", 5), ("r", "A", 0)])
    assert plan_of(useless, best_cascade(useless, Limits(exchanges=True)).to) == {}


def test_refuses_what_cannot_be_meant():
    with pytest.raises(ValueError, match="twice"):
        stated(["A", "A"], [1, 1], [None, None], [], [], [])
    with pytest.raises(ValueError, match="two posts"):
        stated(["A", "B"], [0, 0], ["a", "a"], ["a"], [0], [])
    with pytest.raises(ValueError, match="no seats"):
        stated(["A"], [1], ["a"], ["a"], [0], [])
    with pytest.raises(ValueError, match="holds"):
        stated(["A"], [0], ["a"], ["a"], [0], [("a", "A", 1)])
    with pytest.raises(ValueError, match="appears twice"):
        stated(["A"], [1], [None], ["a"], [0], [("a", "A", 1), ("a", "A", 2)])
    with pytest.raises(ValueError, match="too large"):
        stated(["A"], [1], [None], ["a"], [0], [("a", "A", 2**52)])


def middling(seed):
    """An office of 30 held posts, 8 vacancies and 150 people."""
    dice = np.random.default_rng(seed)
    people = [f"{place:018d}" for place in range(150)]
    posts = {f"P{place:02d}": people[place] if place < 30 else None for place in range(38)}
    moves = [
        (people[who], code, int(dice.integers(60, 200)))
        for code in posts
        for who in dice.choice(150, 15, replace=False)
        if posts[code] != people[who]
    ]
    losses = {people[place]: int(dice.integers(100, 200)) for place in range(30)}
    return office(posts=posts, losses=losses, moves=moves)


@pytest.mark.parametrize("seed", range(3))
def test_three_methods_agree_where_they_must(seed, monkeypatch):
    problem = middling(seed)
    free = best_cascade(problem, Limits(exchanges=True))
    rings = [one for one in chains_of(problem, free.to) if one.exchange]
    chained = best_cascade(problem, Limits())
    assert chained.gain <= free.gain
    assert chained.bound == chained.gain or rings
    deep = best_cascade(problem, Limits(depth=31))
    assert chained.gain <= deep.gain <= chained.bound
    shallow = [best_cascade(problem, Limits(depth=depth)) for depth in (1, 2, 3)]
    monkeypatch.setattr(stepwise, "SMALL", 0)
    for depth, exact in enumerate(shallow, 1):
        assert exact.gain == exact.bound
        near = best_cascade(problem, Limits(depth=depth))
        assert near.gain <= exact.gain <= near.bound
        assert near.bound - near.gain <= 0.005 * near.bound


@pytest.mark.parametrize("seed", range(3))
def test_more_moves_or_more_steps_never_gain_less(seed):
    problem = middling(seed)
    by_moves = [best_cascade(problem, Limits(moves, 3)).gain for moves in range(1, 12)]
    assert by_moves == sorted(by_moves)
    by_depth = [best_cascade(problem, Limits(None, depth)).gain for depth in (1, 2, 3, 4)]
    assert by_depth == sorted(by_depth)
    priced = [best_cascade(problem, Limits(moves, exchanges=True)) for moves in range(1, 12)]
    assert all(one.gain <= two.bound for one, two in pairwise(priced))


def test_rings_that_no_step_can_break_are_undone(monkeypatch):
    monkeypatch.setattr(solve, "_TIMES", 1)
    monkeypatch.setattr(solve, "SMALL", 0)
    ring = office(
        posts={"A": "a", "B": "b", "V": None},
        losses={"a": 50, "b": 50},
        moves=[("a", "B", 60), ("b", "A", 70), ("a", "V", 1), ("r", "V", 10)],
    )
    found = best_cascade(ring, Limits())
    assert (found.gain, found.bound) == (10, 40)
