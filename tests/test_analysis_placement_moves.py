"""The limit on moves is exact, whatever the size of the scores, and ties go to the lower nip."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array

from asnkarier.analysis.placement.matching import best_matching, best_matching_of_at_most
from asnkarier.analysis.placement.plan import place
from asnkarier.analysis.placement.totals import totals_of_moves


def total(scores, partner):
    return sum(int(scores[seat, person]) for seat, person in enumerate(partner) if person >= 0)


def best_for(scores, moves):
    """A dense assignment in which all but `moves` seats must take a dummy: another method, without prices."""
    seats, people = scores.shape
    forced = np.zeros((seats + people - moves, people + seats - moves), dtype=np.int64)
    forced[:seats, :people] = scores
    # Rows below are people left at home, columns on the right seats left vacant; a real pair there is worth nothing.
    forced[seats:, people:] = -(10**12)
    rows, columns = linear_sum_assignment(forced, maximize=True)
    return int(forced[rows, columns].sum())


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 6),
    st.integers(1, 6),
    st.sampled_from([1, 3, 10**8]),
    st.integers(0, 6),
    st.integers(0, 2**32 - 1),
)
def test_the_best_of_at_most_so_many_moves(seats, people, largest, moves, seed):
    dice = np.random.default_rng(seed)
    dense = dice.integers(0, largest + 1, (seats, people))
    scores = csr_array(dense)
    found = best_matching_of_at_most(scores, moves)
    placed = found[found >= 0]
    assert len(placed) <= moves
    assert len(set(placed.tolist())) == len(placed)
    assert all(dense[seat, person] > 0 for seat, person in enumerate(found) if person >= 0)
    assert total(dense, found) == best_for(dense, min(moves, seats, people))
    assert total(dense, best_matching(scores)) == best_for(dense, min(seats, people))


def test_when_all_scores_are_equal_no_charge_alone_finds_the_number():
    scores = csr_array(np.full((5, 7), 4))
    for moves in range(7):
        assert int((best_matching_of_at_most(scores, moves) >= 0).sum()) == min(moves, 5)


def test_one_more_move_never_lowers_the_total_and_gains_ever_less():
    dice = np.random.default_rng(11)
    scores = csr_array(dice.integers(0, 50, (12, 15)))
    totals = [total(scores.toarray(), best_matching_of_at_most(scores, moves)) for moves in range(13)]
    gains = np.diff(totals)
    assert (gains >= 0).all()
    assert (np.diff(gains) <= 0).all()


@pytest.mark.parametrize("moves", [None, 1])
def test_among_equals_the_lower_nip_comes_first(moves):
    nips = ["199001012015011903", "199001012015011901", "199001012015011902"]
    found = place(["A"], [1], nips, csr_array(np.array([[5, 5, 5]])), moves=moves)
    assert found.assigned == (("A", "199001012015011901"),)


def test_a_place_freed_by_a_tie_is_offered_on():
    nips = [f"1990010120150119{number:02d}" for number in range(3)]
    found = place(["A", "B"], [1, 1], nips, csr_array(np.array([[5, 5, 0], [0, 5, 5]])))
    assert found.assigned == (("A", nips[0]), ("B", nips[1]))


def test_several_seats_of_one_post():
    nips = [f"1990010120150119{number:02d}" for number in range(4)]
    found = place(["A"], [3], nips, csr_array(np.array([[1, 9, 5, 7]])), moves=2)
    assert found.assigned == (("A", nips[1]), ("A", nips[3]))
    assert found.unfilled == (("A", 1, "moves_limit"),)


def test_the_curve_is_the_best_total_of_each_number_of_moves():
    dice = np.random.default_rng(5)
    for _ in range(60):
        posts, people = int(dice.integers(1, 7)), int(dice.integers(1, 9))
        table = dice.integers(1, int(dice.choice([4, 1000])), (posts, people)) * (
            dice.random((posts, people)) < 0.6
        )
        seats = dice.integers(0, 3, posts)
        scores = csr_array(table)
        rows = csr_array(scores[np.repeat(np.arange(posts), np.minimum(seats, np.diff(scores.indptr)))])
        for moves, total in totals_of_moves(scores, seats, 12):
            partner = best_matching_of_at_most(rows, moves)
            assert total == sum(int(rows[seat, who]) for seat, who in enumerate(partner) if who >= 0)
            assert moves == (partner >= 0).sum()


def test_nobody_eligible_has_no_curve():
    assert totals_of_moves(csr_array((2, 3), dtype=np.int64), np.array([1, 1]), 12) == ()
