"""A cascade of limited depth as a programme: every possible move by the step of its chain (position-indexed, as in kidney exchange).

A move at step 1 fills a vacancy; a move at step k + 1 fills the post that somebody leaves at step k (PICEF: Dickerson, Manlove, Plaut,
Sandholm, Trimble 2016). So no chain is longer than the steps that there are columns for, and no ring can form; exchanges of two or
three people are columns of their own. Where chains and exchanges may be of any size, a move needs no step: one column each.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array, csr_array, vstack

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.assignment import Mask, mattering
from asnkarier.analysis.placement.cascade.problem import Limits, Problem
from asnkarier.analysis.placement.cascade.rings import rings_of

Floats = NDArray[np.float64]
# People in an exchange at most, where the depth is limited.
LARGEST_RING: Final = 3


@dataclass(frozen=True)
class Programme:
    """maximise gain·x, matrix·x <= most, x in {0, 1}. moves: the possible moves (columns) that each x (row) makes.

    Rows come in order: people (each moves once), seats, then limits. who: whose move each x is, -1 for an exchange. seat: a number for
    the seat that it fills, at its step; exchanges have one together; order: the x by it. depth: steps that there are x for; complete: whether no longer
    chain is possible or allowed.
    """

    gain: Ints
    moves: csr_array
    matrix: csc_array
    most: Floats
    who: Ints
    seat: Ints
    order: Ints
    people: int
    depth: int
    complete: bool


def programme_of(problem: Problem, limits: Limits, most_columns: int) -> Programme:
    """Return the programme with as many steps as the depth allows and `most_columns` hold. Made once for all numbers of moves."""
    any_moves = problem.kept.of(
        ("programme", limits.depth, limits.exchanges, most_columns),
        lambda: _of_any_moves(problem, limits, most_columns),
    )
    return any_moves if limits.moves is None else _limited(any_moves, limits.moves)


def _of_any_moves(problem: Problem, limits: Limits, most_columns: int) -> Programme:
    flat = limits.exchanges and limits.depth is None
    if flat:
        arcs = np.flatnonzero(_useful(problem))
        step, depth, complete = np.ones(len(arcs), dtype=np.int64), 1, True
    else:
        arcs, step, depth, complete = _stepped(problem, limits.depth, most_columns)
    largest = min(limits.depth or LARGEST_RING, LARGEST_RING)
    rings = rings_of(problem, largest) if limits.exchanges and not flat else []
    moves = _moves(arcs, rings, len(problem.person))
    blocks = [
        _people_rows(problem, moves),
        _seat_rows(problem, arcs, step, 0 if flat else depth, moves.shape[0]),
        *_staffing_rows(problem, moves),
    ]
    matrix = csc_array(vstack([block for block, _ in blocks]))
    most = np.concatenate([top for _, top in blocks]).astype(float)
    together = np.full(len(rings), -1, dtype=np.int64)
    who = np.concatenate([problem.person[arcs], together])
    seat = np.concatenate([problem.post[arcs] * depth + step, together])
    people = len(problem.nips)
    order = np.argsort(seat, kind="stable")
    return Programme(moves @ problem.gain, moves, matrix, most, who, seat, order, people, depth, complete)


def _limited(programme: Programme, moves: int) -> Programme:
    """Return the programme with one row more, the last: so many moves at most."""
    matrix = programme.matrix
    count = np.diff(programme.moves.indptr).astype(float)
    behind = matrix.indptr[1:]
    rows, columns = matrix.shape
    longer = csc_array(
        (
            np.insert(matrix.data, behind, count),
            np.insert(matrix.indices, behind, rows),
            np.asarray(matrix.indptr + np.arange(columns + 1), dtype=np.int64),
        ),
        shape=(rows + 1, columns),
    )
    return replace(programme, matrix=longer, most=np.append(programme.most, float(moves)))


def _stepped(problem: Problem, depth: int | None, most: int) -> tuple[Ints, Ints, int, bool]:
    """Return the possible moves of every step, their steps, how many steps, and whether no chain needs or may have more."""
    useful = _useful(problem)
    vacant = useful & (problem.holder[problem.post] < 0)
    layers = [np.flatnonzero(vacant)]
    longest = len(np.unique(problem.own[problem.person][problem.own[problem.person] >= 0])) + 1
    last = longest if depth is None else min(depth, longest)
    while len(layers) < last:
        opened = problem.own[problem.person[layers[-1]]]
        reached = np.zeros(len(problem.codes), dtype=np.bool_)
        reached[opened[opened >= 0]] = True
        following = np.flatnonzero(useful & reached[problem.post])
        if not len(following):
            last = len(layers)
            break
        if sum(map(len, layers)) + len(following) > most and len(layers) > 1:
            break
        layers.append(following)
    step = np.repeat(np.arange(1, len(layers) + 1), [len(one) for one in layers])
    return np.concatenate(layers), step, len(layers), len(layers) == last


def _useful(problem: Problem) -> Mask:
    """Return which moves a plan may be better for: no others of people who open no post than those that gain, but for policies."""
    gains: Mask = (problem.own[problem.person] >= 0) | (problem.gain > 0)
    return mattering(problem) & (gains | problem.bound_by_policy)


def _moves(arcs: Ints, rings: list[tuple[int, ...]], count: int) -> csr_array:
    rows = [*range(len(arcs))] + [len(arcs) + at for at, ring in enumerate(rings) for _ in ring]
    columns = np.concatenate([arcs, np.array([one for ring in rings for one in ring], dtype=np.int64)])
    return csr_array(
        (np.ones(len(rows), dtype=np.int64), (np.array(rows, dtype=np.int64), columns.astype(np.int64))),
        shape=(len(arcs) + len(rings), count),
    )


def _people_rows(problem: Problem, moves: csr_array) -> tuple[csr_array, Floats]:
    """Everybody moves once at most."""
    who = _marks(problem.person, np.arange(len(problem.person)), len(problem.nips), len(problem.person))
    return csr_array(who @ moves.T), np.ones(len(problem.nips))


def _seat_rows(
    problem: Problem, arcs: Ints, step: Ints, depth: int, columns: int
) -> tuple[csr_array, Floats]:
    """A vacancy takes its seats at step 1; a held post one person at step k + 1, if its holder leaves at step k. depth 0: at any step."""
    post, own = problem.post[arcs], problem.own[problem.person[arcs]]
    at = np.arange(len(arcs))
    opens = (own >= 0) & ((step < depth) | (depth == 0))
    later = step[opens] if depth else 0
    depth = max(1, depth)
    rows = np.concatenate([post * depth + step - 1, own[opens] * depth + later])
    value = np.concatenate([np.ones(len(arcs)), -np.ones(int(opens.sum()))])
    size = len(problem.codes) * depth
    found = coo_array((value, (rows, np.concatenate([at, at[opens]]))), shape=(size, columns))
    most = np.zeros(size)
    most[::depth] = problem.seats
    return csr_array(found), most


def _staffing_rows(problem: Problem, moves: csr_array) -> list[tuple[csr_array, Floats]]:
    """Units are not emptied below their minimum, and who must not serve together does not come to."""
    staffing = problem.staffing
    if staffing is None or not staffing.binds:
        return []
    count = len(problem.person)
    here, there = staffing.unit_of_person[problem.person], staffing.unit_of_post[problem.post]
    limited = np.flatnonzero(staffing.spare >= 0)
    leaves = _marks(here, np.arange(count), len(staffing.spare), count)
    comes = _marks(there, np.arange(count), len(staffing.spare), count)
    found = [(csr_array((leaves - comes)[limited] @ moves.T), staffing.spare[limited].astype(float))]
    rows, most = [], []
    for one, other in (pair for a, b in staffing.apart for pair in ((a, b), (b, a))):
        for unit in np.unique(there[problem.person == one]).tolist():
            comes_here = np.isin(problem.person, (one, other)) & (there == unit)
            already = int(staffing.unit_of_person[other] == unit)
            # one comes here; other comes here, or is here and does not move
            rows.append(comes_here.astype(float) - already * (problem.person == other))
            most.append(1.0 - already)
    if rows:
        found.append((csr_array(csr_array(np.array(rows)) @ moves.T), np.array(most)))
    return found


def _marks(rows: Ints, columns: Ints, height: int, width: int) -> csr_array:
    return csr_array(coo_array((np.ones(len(rows)), (rows, columns)), shape=(height, width)))
