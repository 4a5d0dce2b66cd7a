"""Filling posts together: the largest total score, nobody twice, no post beyond its seats.

The assignment is solved exactly on the sparse pairs of posts and eligible people, with one "left vacant" partner per seat
(Jonker-Volgenant, scipy's `min_weight_full_bipartite_matching`). A limit on moves adds one row to the same problem, which
keeps its optimum whole (a flow with a bounded source), and is solved by HiGHS.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, csr_matrix, hstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

Reason = Literal["no_candidate", "candidates_taken", "moves_limit"]
# Sums of scores are exact in 64-bit floats up to here.
_EXACT: Final = 2**52


@dataclass(frozen=True, slots=True)
class Placement:
    """Who goes where. assigned: (code of the post, nip), by code and nip. unfilled: (code, empty seats, reason).

    objective and greedy_objective (each post in turn takes its best free candidate) are sums of the given scores.
    """

    assigned: tuple[tuple[str, str], ...]
    unfilled: tuple[tuple[str, int, Reason], ...]
    objective: int
    greedy_objective: int


def place(
    codes: Sequence[str],
    seats: Sequence[int],
    nips: Sequence[str],
    scores: csr_array,
    *,
    moves: int | None = None,
) -> Placement:
    """Return the placement with the largest total score.

    scores: posts x people, whole numbers above 0; a pair that is not stored is not eligible. seats: per post, at least 0.
    moves: at most so many people are placed. The order of posts and people in the input never matters.
    ValueError: a stored score that is not above 0, a repeated code or nip, or scores too large to add exactly.
    """
    _check(codes, nips, scores)
    post_order, person_order = np.argsort(codes, kind="stable"), np.argsort(nips, kind="stable")
    table = csr_array(scores[post_order][:, person_order])
    table.sort_indices()
    sorted_seats = np.asarray(seats, dtype=np.int64)[post_order]
    posts, people = _solve(table, sorted_seats, moves)
    greedy = _greedy(table, sorted_seats, moves)
    total = int(sum(int(table[post, person]) for post, person in zip(posts, people, strict=True)))
    return Placement(
        tuple(
            sorted(
                (codes[post_order[post]], nips[person_order[person]])
                for post, person in zip(posts, people, strict=True)
            )
        ),
        _unfilled([codes[i] for i in post_order], table, sorted_seats, posts, people, moves),
        total,
        greedy,
    )


def _check(codes: Sequence[str], nips: Sequence[str], scores: csr_array) -> None:
    if len(set(codes)) < len(codes) or len(set(nips)) < len(nips):
        raise ValueError("a post or a person appears twice")
    if scores.nnz and scores.data.min() <= 0:
        raise ValueError("a score must be above 0")
    if scores.nnz and int(scores.data.max()) * max(len(codes), 1) > _EXACT:
        raise ValueError("scores are too large to be added exactly")


def _solve(
    table: csr_array, seats: NDArray[np.int64], moves: int | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    nothing = np.empty(0, dtype=np.int64)
    if not table.nnz or not seats.sum() or moves == 0:
        return nothing, nothing
    posts, people = _matched(table, seats)
    if moves is not None and len(posts) > moves:
        return _limited(table, seats, moves)
    return posts, people


def _matched(table: csr_array, seats: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Match one row per seat; leaving a seat vacant costs one more than the best score saves."""
    post_of_seat = np.repeat(np.arange(len(seats)), np.minimum(seats, np.diff(table.indptr)))
    if not len(post_of_seat):
        return post_of_seat, post_of_seat
    rows = table[post_of_seat].astype(np.float64)
    vacant = float(rows.data.max()) + 1
    rows.data = vacant - rows.data
    dummies = coo_array((np.full(len(post_of_seat), vacant), (np.arange(len(post_of_seat)),) * 2))
    seat, partner = min_weight_full_bipartite_matching(csr_matrix(hstack([rows, dummies], format="csr")))
    real = partner < table.shape[1]
    return post_of_seat[seat[real]], partner[real].astype(np.int64)


def _limited(
    table: csr_array, seats: NDArray[np.int64], moves: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    pairs = table.tocoo()
    count = pairs.nnz
    place_of = np.arange(count)
    one = np.ones(count)
    by_post = csr_array((one, (pairs.row, place_of)), shape=(table.shape[0], count))
    by_person = csr_array((one, (pairs.col, place_of)), shape=(table.shape[1], count))
    limits = [
        LinearConstraint(csr_matrix(by_post), ub=seats.astype(np.float64)),
        LinearConstraint(csr_matrix(by_person), ub=1.0),
        LinearConstraint(np.ones((1, count)), ub=float(moves)),
    ]
    answer = milp(-pairs.data.astype(np.float64), constraints=limits, bounds=Bounds(0, 1), integrality=np.ones(count, dtype=np.int64))
    if answer.x is None:
        raise ArithmeticError(answer.message)
    taken = np.flatnonzero(answer.x > 0.5)  # noqa: PLR2004 - whole up to the solver's tolerance
    return pairs.row[taken].astype(np.int64), pairs.col[taken].astype(np.int64)


def _greedy(table: csr_array, seats: NDArray[np.int64], moves: int | None) -> int:
    """Return the total when each post in turn takes its best free candidates."""
    free = np.ones(table.shape[1], dtype=bool)
    total, left = 0, len(free) if moves is None else moves
    for post, (start, end) in enumerate(pairwise(table.indptr.tolist())):
        people, values = table.indices[start:end], table.data[start:end]
        open_to = free[people]
        best = np.argsort(-values[open_to], kind="stable")[: min(int(seats[post]), left)]
        chosen = people[open_to][best]
        free[chosen] = False
        left -= len(chosen)
        total += int(values[open_to][best].sum())
    return total


def _unfilled(
    codes: Sequence[str],
    table: csr_array,
    seats: NDArray[np.int64],
    posts: NDArray[np.int64],
    people: NDArray[np.int64],
    moves: int | None,
) -> tuple[tuple[str, int, Reason], ...]:
    empty = seats - np.bincount(posts, minlength=len(seats))
    taken = np.zeros(table.shape[1], dtype=bool)
    taken[people] = True
    found: list[tuple[str, int, Reason]] = []
    for post in np.flatnonzero(empty > 0).tolist():
        candidates = table.indices[table.indptr[post] : table.indptr[post + 1]]
        reason: Reason = "candidates_taken"
        if not len(candidates):
            reason = "no_candidate"
        elif moves is not None and len(posts) >= moves and not taken[candidates].all():
            reason = "moves_limit"
        found.append((codes[post], int(empty[post]), reason))
    return tuple(found)
