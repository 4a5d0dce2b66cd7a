"""Filling posts together: the largest total score, nobody twice, no post beyond its seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import numpy as np
from scipy.sparse import csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.matching import best_matching, best_matching_of_at_most

Reason = Literal[
    "no_candidate",
    "too_few",
    "candidates_taken",
    "moves_limit",
    "staffing_policy",
    "depth_limit",
    "not_worth_it",
]
# Sums of (doubled) scores are exact in 64-bit floats up to here.
_EXACT: Final = 2**51


@dataclass(frozen=True, slots=True)
class Placement:
    """Who goes where. assigned: (code of the post, nip), by code and nip. unfilled: (code, empty seats, reason).

    A post has one entry for each reason: the limit of moves, candidates who serve elsewhere, beyond them too few.
    objective and greedy_objective (each post in turn takes its best free candidate) are sums of the given scores; greedy_nips: whom that
    would move. bound: what no placement exceeds, None where this one is proven to be the best.
    """

    assigned: tuple[tuple[str, str], ...]
    unfilled: tuple[tuple[str, int, Reason], ...]
    objective: int
    greedy_objective: int
    greedy_nips: tuple[str, ...] = ()
    bound: int | None = None


def place(
    codes: Sequence[str],
    seats: Sequence[int],
    nips: Sequence[str],
    scores: csr_array,
    *,
    moves: int | None = None,
    gone: Sequence[int] | None = None,
) -> Placement:
    """Return the placement with the largest total score.

    scores: posts x people, whole numbers above 0; a pair that is not stored is not eligible. seats: per post, at least 0.
    moves: at most so many people are placed. gone: per post, how many eligible people were placed elsewhere before, and
    are not among `scores`; None: nobody. The order of posts and people in the input never matters; between people
    with the same score for a post, one who stays free never has a lower nip than the one who gets it.
    ValueError: a stored score that is not above 0, a repeated code or nip, or scores too large to add exactly.
    """
    _check(codes, seats, nips, scores)
    post_order, person_order = np.argsort(codes, kind="stable"), np.argsort(nips, kind="stable")
    table = csr_array(scores[post_order][:, person_order])
    table.sort_indices()
    sorted_seats = np.asarray(seats, dtype=np.int64)[post_order]
    posts, people = _solve(table, sorted_seats, moves)
    sorted_codes = [codes[at] for at in post_order]
    by_hand, chosen = _greedy(table, sorted_seats, moves)
    return Placement(
        tuple(
            sorted(
                (sorted_codes[post], nips[person_order[person]])
                for post, person in zip(posts, people, strict=True)
            )
        ),
        _unfilled(sorted_codes, table, sorted_seats, posts, people, _in_order(gone, post_order)),
        sum(int(table[post, person]) for post, person in zip(posts, people, strict=True)),
        by_hand,
        tuple(sorted(nips[person_order[one]] for one in chosen)),
    )


def _check(codes: Sequence[str], seats: Sequence[int], nips: Sequence[str], scores: csr_array) -> None:
    if len(set(codes)) < len(codes) or len(set(nips)) < len(nips):
        raise ValueError("a post or a person appears twice")
    if scores.nnz and scores.data.min() <= 0:
        raise ValueError("a score must be above 0")
    if scores.nnz and int(scores.data.max()) * sum(seats) > _EXACT:
        raise ValueError("scores are too large to be added exactly")


def _solve(table: csr_array, seats: Ints, moves: int | None) -> tuple[Ints, Ints]:
    """Return the posts and people that are matched, one row per seat."""
    post_of_seat = np.repeat(np.arange(len(seats)), np.minimum(seats, np.diff(table.indptr)))
    rows = csr_array(table[post_of_seat])
    partner = best_matching(rows) if moves is None else best_matching_of_at_most(rows, moves)
    partner = _lowest_nip_first(rows, partner)
    filled = partner >= 0
    return post_of_seat[filled], partner[filled]


def _lowest_nip_first(rows: csr_array, partner: Ints) -> Ints:
    """Return the matching in which free people of equal score and lower nip have taken the places of others."""
    partner = partner.copy()
    free = np.ones(rows.shape[1], dtype=np.bool_)
    free[partner[partner >= 0]] = False
    changed = True
    while changed:
        changed = False
        for seat in np.flatnonzero(partner >= 0).tolist():
            line = slice(rows.indptr[seat], rows.indptr[seat + 1])
            people, scores = rows.indices[line], rows.data[line]
            own = scores[people == partner[seat]][0]
            before = people[(people < partner[seat]) & (scores == own) & free[people]]
            if len(before):
                free[partner[seat]], free[before[0]] = True, False
                partner[seat] = before[0]
                changed = True
    return partner


def _greedy(table: csr_array, seats: Ints, moves: int | None) -> tuple[int, list[int]]:
    """Return the total when each post in turn takes its best free candidates, and these."""
    free = np.ones(table.shape[1], dtype=np.bool_)
    total, left = 0, len(free) if moves is None else moves
    placed: list[int] = []
    for post, (start, end) in enumerate(pairwise(table.indptr.tolist())):
        people, values = table.indices[start:end], table.data[start:end]
        open_to = free[people]
        best = np.argsort(-values[open_to], kind="stable")[: min(int(seats[post]), left)]
        chosen = people[open_to][best]
        free[chosen] = False
        left -= len(chosen)
        total += int(values[open_to][best].sum())
        placed += chosen.tolist()
    return total, placed


def _in_order(gone: Sequence[int] | None, order: Ints) -> Ints:
    return np.zeros(len(order), dtype=np.int64) if gone is None else np.asarray(gone, dtype=np.int64)[order]


def _unfilled(
    codes: Sequence[str], table: csr_array, seats: Ints, posts: Ints, people: Ints, gone: Ints
) -> tuple[tuple[str, int, Reason], ...]:
    """Return the empty seats by reason. Only a limit of moves leaves anybody who is eligible for an empty seat free."""
    here = np.bincount(posts, minlength=len(seats))
    taken = np.zeros(table.shape[1], dtype=np.bool_)
    taken[people] = True
    found: list[tuple[str, int, Reason]] = []
    for post in np.flatnonzero(seats > here).tolist():
        candidates = table.indices[table.indptr[post] : table.indptr[post + 1]]
        left = int(seats[post] - here[post])
        free = int((~taken[candidates]).sum())
        elsewhere = len(candidates) - free - int(here[post]) + int(gone[post])
        nobody: Reason = "too_few" if len(candidates) + gone[post] else "no_candidate"
        reasons: tuple[tuple[Reason, int], ...] = (
            ("moves_limit", free), ("candidates_taken", elsewhere), (nobody, left),
        )  # fmt: skip
        for reason, most in reasons:
            if count := min(left, most):
                found.append((codes[post], count, reason))
                left -= count
    return tuple(found)
