"""Seats matched with people for the largest total score, exactly; with or without a limit on how many are placed."""

from typing import Final

import numpy as np
from scipy.sparse import coo_array, csr_array, csr_matrix, hstack
from scipy.sparse.csgraph import connected_components, min_weight_full_bipartite_matching

from asnkarier.analysis.arrays import Ints

_NEIGHBOURS: Final = 2  # the distance of one odd charge to the next


def best_matching(scores: csr_array) -> Ints:
    """Return for each seat its person, -1 where it stays vacant, with the largest total of the scores.

    scores: seats x people, whole numbers above 0 whose sum over seats is exact in a 64-bit float. Every seat has one
    more partner, "left vacant", that costs one more than the best score saves (Jonker-Volgenant on the sparse pairs).
    """
    seats, people = scores.shape
    if not scores.nnz:
        return np.full(seats, -1, dtype=np.int64)
    cost = scores.astype(np.float64)
    vacant = float(cost.data.max()) + 1
    cost.data = vacant - cost.data
    dummies = coo_array((np.full(seats, vacant), (np.arange(seats),) * 2), shape=(seats, seats))
    seat, partner = min_weight_full_bipartite_matching(csr_matrix(hstack([cost, dummies], format="csr")))
    found = np.full(seats, -1, dtype=np.int64)
    found[seat] = np.where(partner < people, partner, -1)
    return found


def best_matching_of_at_most(scores: csr_array, moves: int) -> Ints:
    """Return the same with at most `moves` people placed; its total is the largest possible.

    The best total for k people is concave in k. So a charge per person is searched at which the free problem just stops
    placing more than `moves`. With scores doubled and odd charges no charge is ever exactly a marginal total, so each
    has one number of people. If two neighbouring charges skip `moves`, both their matchings are optimal at the even
    charge between them, and so is every exchange of one separate part of their difference: parts that place one person
    more are exchanged until the number is right.
    """
    free = best_matching(scores)
    if _placed(free) <= moves:
        return free
    many, few = free, np.full(len(free), -1, dtype=np.int64)
    low, high = -1, 2 * int(scores.data.max()) + 1
    while high - low > _NEIGHBOURS:
        charge = low + (high - low) // 4 * 2
        charge = max(charge, low + _NEIGHBOURS)
        found = best_matching(_charged(scores, charge))
        if _placed(found) >= moves:
            many, low = found, charge
        else:
            few, high = found, charge
    return many if _placed(many) == moves else _between(few, many, moves, scores.shape[1])


def _charged(scores: csr_array, charge: int) -> csr_array:
    """Return doubled scores less the charge, without the pairs that are not worth it."""
    pairs = scores.tocoo()
    worth = 2 * pairs.data.astype(np.int64) - charge
    kept = worth > 0
    return csr_array((worth[kept], (pairs.row[kept], pairs.col[kept])), shape=scores.shape)


def _between(few: Ints, many: Ints, moves: int, people: int) -> Ints:
    """Return a matching of exactly `moves` people, made from two that are optimal at the same charge."""
    seats = len(few)
    differs = np.flatnonzero(few != many)
    edges = [(seat, partner[seat]) for partner in (few, many) for seat in differs if partner[seat] >= 0]
    rows, columns = (np.array(side, dtype=np.int64) for side in zip(*edges, strict=True))
    graph = coo_array((np.ones(len(rows)), (rows, seats + columns)), shape=(seats + people,) * 2)
    _, part_of = connected_components(graph, directed=False)
    part = part_of[:seats]
    gain = np.bincount(
        part[differs], (many[differs] >= 0).astype(np.int64) - (few[differs] >= 0), len(part_of)
    )
    # Parts in the order of their first seat, so that the choice does not depend on how they were numbered.
    growing = [int(at) for at in dict.fromkeys(part[differs].tolist()) if gain[at] > 0]
    exchanged = np.isin(part, growing[: moves - _placed(few)])
    return np.where(exchanged, many, few)


def _placed(partner: Ints) -> int:
    return int((partner >= 0).sum())
