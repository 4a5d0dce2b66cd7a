"""The placement equals brute force, breaks no limit, and does not depend on the order of its input."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from asnkarier.analysis.placement.plan import place


@st.composite
def problems(draw):
    posts, people = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    scores = draw(
        st.lists(
            st.lists(st.integers(0, 9), min_size=people, max_size=people), min_size=posts, max_size=posts
        )
    )
    seats = draw(st.lists(st.integers(0, 2), min_size=posts, max_size=posts))
    moves = draw(st.one_of(st.none(), st.integers(0, 4)))
    return np.array(scores), seats, moves


def solved(scores, seats, moves, codes=None, nips=None):
    codes = codes or [f"P{i}" for i in range(scores.shape[0])]
    nips = nips or [f"{i:018d}" for i in range(scores.shape[1])]
    return place(codes, seats, nips, csr_array(scores), moves=moves)


def brute_force(scores, seats, moves):
    posts, people = scores.shape
    best = 0
    for choice in product(range(-1, posts), repeat=people):
        used = [choice.count(post) for post in range(posts)]
        placed = people - choice.count(-1)
        if any(u > s for u, s in zip(used, seats, strict=True)) or (moves is not None and placed > moves):
            continue
        if any(post >= 0 and scores[post, person] == 0 for person, post in enumerate(choice)):
            continue
        best = max(best, sum(int(scores[post, person]) for person, post in enumerate(choice) if post >= 0))
    return best


@settings(max_examples=150, deadline=None)
@given(problems())
def test_equals_brute_force(problem):
    scores, seats, moves = problem
    assert solved(scores, seats, moves).objective == brute_force(scores, seats, moves)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_breaks_no_limit_and_accounts_for_every_seat(problem):
    scores, seats, moves = problem
    found = solved(scores, seats, moves)
    nips = [nip for _, nip in found.assigned]
    assert len(set(nips)) == len(nips)
    assert moves is None or len(nips) <= moves
    filled = {f"P{i}": sum(code == f"P{i}" for code, _ in found.assigned) for i in range(len(seats))}
    empty = Counter()
    for code, count, reason in found.unfilled:
        empty[code] += count
        elsewhere = sum(scores[int(code[1:]), int(nip)] > 0 for other, nip in found.assigned if other != code)
        eligible = (scores[int(code[1:])] > 0).sum()
        assert count > 0
        assert {
            "no_candidate": not eligible,
            "too_few": 0 < eligible < seats[int(code[1:])],
            "candidates_taken": count <= elsewhere,
            "moves_limit": moves is not None and len(nips) >= moves,
        }[reason]
    assert all(filled[f"P{i}"] + empty.get(f"P{i}", 0) == seat for i, seat in enumerate(seats))
    total = sum(int(scores[int(code[1:]), int(nip)]) for code, nip in found.assigned)
    assert all(scores[int(code[1:]), int(nip)] > 0 for code, nip in found.assigned)
    assert found.objective == total >= found.greedy_objective


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms())
def test_order_of_the_input_never_matters(problem, dice):
    scores, seats, moves = problem
    posts, people = list(range(scores.shape[0])), list(range(scores.shape[1]))
    dice.shuffle(posts)
    dice.shuffle(people)
    mixed = place(
        [f"P{i}" for i in posts],
        [seats[i] for i in posts],
        [f"{i:018d}" for i in people],
        csr_array(scores[posts][:, people]),
        moves=moves,
    )
    assert mixed == solved(scores, seats, moves)


def test_best_single_choice_would_empty_another_post():
    scores = np.array([[9, 8], [7, 0]])
    found = solved(scores, [1, 1], None)
    assert found.assigned == (("P0", f"{1:018d}"), ("P1", f"{0:018d}"))
    assert (found.objective, found.greedy_objective) == (15, 9)


@pytest.mark.parametrize(
    ("scores", "seats", "moves", "reason"),
    [
        ([[0]], [1], None, "no_candidate"),
        ([[5], [4]], [1, 1], None, "candidates_taken"),
        ([[5, 0], [0, 4]], [1, 1], 1, "moves_limit"),
        ([[5]], [2], None, "too_few"),
        ([[5, 4, 3]], [5], None, "too_few"),
        ([[5]], [2], 1, "too_few"),
    ],
)
def test_an_empty_post_says_why(scores, seats, moves, reason):
    assert solved(np.array(scores), seats, moves).unfilled[0][2] == reason


def test_each_reason_has_its_own_places():
    found = solved(np.array([[9, 9, 0], [1, 1, 1]]), [2, 4], None)
    assert found.unfilled == (("P1", 2, "candidates_taken"), ("P1", 1, "too_few"))
    limited = solved(np.array([[5, 4]]), [3], 1)
    assert limited.unfilled == (("P0", 1, "moves_limit"), ("P0", 1, "too_few"))


def test_people_whom_an_earlier_step_placed_elsewhere_are_told_apart_from_nobody():
    nobody = csr_array(np.array([[0]]))
    assert place(["A"], [2], ["1"], nobody, gone=[1]).unfilled == (
        ("A", 1, "candidates_taken"),
        ("A", 1, "too_few"),
    )
    assert place(["A"], [1], ["1"], nobody, gone=[0]).unfilled == (("A", 1, "no_candidate"),)


def test_refuses_what_it_cannot_judge():
    with pytest.raises(ValueError, match="above 0"):
        place(["A"], [1], ["1"], csr_array(np.array([[-1]])))
    with pytest.raises(ValueError, match="twice"):
        place(["A", "A"], [1, 1], ["1"], csr_array(np.array([[1], [1]])))
    with pytest.raises(ValueError, match="too large"):
        place(["A", "B"], [1, 1], ["1"], csr_array(np.array([[2**52], [1]])))


def test_hundreds_of_posts_are_never_worse_than_greedy():
    dice = np.random.default_rng(7)
    rows = np.repeat(np.arange(300), 40)
    columns = np.concatenate([dice.choice(3000, 40, replace=False) for _ in range(300)])
    scores = csr_array((dice.integers(1, 10**8, len(rows)), (rows, columns)), shape=(300, 3000))
    found = place([f"{i:04d}" for i in range(300)], [1] * 300, [f"{i:018d}" for i in range(3000)], scores)
    assert len(found.assigned) == 300
    assert found.objective >= found.greedy_objective
