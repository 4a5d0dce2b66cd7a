"""The best plan of a programme: small ones by HiGHS on all columns; large ones on the columns that can matter, with a bound on all.

The relaxation is solved on some columns, all others are priced by what it says the rows are worth, and those that would gain more are
added until the bound and the relaxation meet. Any prices prove a bound: each person is worth at most their best move at these prices
(so the bound does not rest on the solver's tolerances).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.columns import Floats, Programme
from asnkarier.analysis.placement.cascade.priced import whole_bound
from asnkarier.analysis.quiet import no_chatter

# Up to so many columns HiGHS proves the optimum on all of them.
SMALL: Final = 4_000
_ROUNDS: Final = 40
# Columns of each seat that enter in one round.
_PER_SEAT: Final = 3
# The relaxation is near enough when no plan can be better by this share; plans that are nearer than that are not searched further.
_NEAR: Final = 2e-4
_SIZE: Final = 1000.0
_NODES: Final = 20_000
_FEW_NODES: Final = 100
# Columns that are searched at last, where the others were not near enough.
_MOST_CLOSE: Final = 40_000
_TINY: Final = 1e-7


@dataclass(frozen=True)
class Found:
    """chosen: columns, ascending. bound: on the gain of every plan of the programme."""

    chosen: Ints
    bound: int


def best_found(programme: Programme) -> Found:
    """Return the best plan that HiGHS finds, and what no plan of the programme exceeds."""
    count = len(programme.gain)
    nothing = np.empty(0, dtype=np.int64)
    if not count or programme.gain.max() <= 0:
        return Found(nothing, 0)
    everything = np.arange(count)
    if count <= SMALL:
        chosen, bound = _proven(programme, everything)
        worth = int(programme.gain[chosen].sum())
        return Found(chosen, max(worth, whole_bound(bound)))
    used, bound, prices = _relaxed(programme)
    chosen, _ = _whole(programme, used, 0.0, _FEW_NODES)
    worth = int(programme.gain[chosen].sum())
    close = _close(programme, prices, bound - worth)
    if bound - worth > _NEAR * bound and len(close) <= _MOST_CLOSE:
        # A plan with a column that is left out loses more than lies between.
        second, inner = _whole(programme, close, _NEAR, _FEW_NODES)
        bound = min(bound, max(inner, float(worth)))
        chosen = max(chosen, second, key=lambda one: int(programme.gain[one].sum()))
        worth = int(programme.gain[chosen].sum())
    return Found(chosen, max(worth, whole_bound(bound)))


def _relaxed(programme: Programme) -> tuple[Ints, float, Floats]:
    """Return the columns that the relaxation uses, the bound on all plans, and the prices of the rows that prove it."""
    everything = np.arange(len(programme.gain))
    columns = _foremost(programme, programme.gain.astype(float), everything)
    best_bound, best_prices = np.inf, np.zeros(len(programme.most))
    for _ in range(_ROUNDS):
        value, prices, share = _solved(programme, columns)
        bound, fitted, left = _bound_at(programme, prices)
        if bound < best_bound:
            best_bound, best_prices = bound, fitted
        used = columns[share > _TINY]
        left[columns] = -1
        better = np.flatnonzero(left > 1e-9 * max(1.0, value))
        if best_bound - value <= _NEAR * best_bound or not len(better):
            break
        columns = np.union1d(columns, _foremost(programme, left, better))
    return used, best_bound, best_prices


def _solved(programme: Programme, columns: Ints) -> tuple[float, Floats, Floats]:
    """Return the value of the relaxation on some columns, what a unit of each row is worth there, and the share of each column."""
    matrix = programme.matrix[:, columns].tocsr()
    used = np.flatnonzero(np.diff(matrix.indptr))
    scale = _scale(programme)
    with no_chatter():
        result = linprog(  # type: ignore[call-overload]
            -programme.gain[columns] / scale,
            A_ub=matrix[used],
            b_ub=programme.most[used],
            bounds=(0, None),
            method="highs-ipm",
        )
    prices = np.zeros(len(programme.most))
    if result.status:
        return 0.0, prices, np.zeros(len(columns))
    prices[used] = np.maximum(0.0, -result.ineqlin.marginals) * scale
    return -result.fun * scale, prices, result.x


def _bound_at(programme: Programme, prices: Floats) -> tuple[float, Floats, Floats]:
    """Return a bound on every plan, the prices with those of people made to fit, and what each column gains beyond its prices."""
    people = programme.people
    others = np.concatenate([np.zeros(people), prices[people:]])
    left = programme.gain - programme.matrix.T @ others
    # Each person's price is the best of their columns, so that nothing of one person alone is left.
    alone = programme.who >= 0
    worth = np.zeros(people)
    np.maximum.at(worth, programme.who[alone], left[alone])
    fitted = np.concatenate([worth, prices[people:]])
    beyond = programme.gain - programme.matrix.T @ fitted
    # Exchanges are of several people: what is left of one counts once.
    bound = float(fitted @ programme.most) + float(np.maximum(0.0, beyond[~alone]).sum())
    own = programme.gain - programme.matrix.T @ prices
    return bound, fitted, own


def _foremost(programme: Programme, value: Floats, among: Ints) -> Ints:
    """Return those of the columns that are the best few of their seat, of equal ones the first.

    In so many passes over all columns in the order of their seats: sorting them by value each time takes ten times as long.
    """
    order = programme.order
    seat = programme.seat[order]
    left = np.full(len(order), -np.inf)
    left[among] = value[among]
    left = left[order]
    starts = np.flatnonzero(np.concatenate([[True], seat[1:] != seat[:-1]]))
    sizes = np.diff(np.append(starts, len(order)))
    place = np.arange(len(order))
    found = []
    for _ in range(_PER_SEAT):
        best = np.repeat(np.maximum.reduceat(left, starts), sizes)
        first = np.minimum.reduceat(np.where((left == best) & np.isfinite(left), place, len(order)), starts)
        first = first[first < len(order)]
        found.append(order[first])
        left[first] = -np.inf
    return np.sort(np.concatenate(found))


def _close(programme: Programme, prices: Floats, gap: float) -> Ints:
    """Return the columns that a plan better by `gap` may have: those that lose no more at prices that prove the bound."""
    loses = -(programme.gain - programme.matrix.T @ prices)
    return np.flatnonzero(loses <= gap)


def _scale(programme: Programme) -> float:
    return max(1.0, float(np.abs(programme.gain).max())) / _SIZE


def _proven(programme: Programme, columns: Ints) -> tuple[Ints, float]:
    """Return the best columns, and the bound: by the relaxation where it is whole, as it mostly is, else by the whole programme."""
    _, prices, share = _solved(programme, columns)
    chosen = columns[share > 0.5]  # noqa: PLR2004 - 0 or 1
    bound, worth = _bound_at(programme, prices)[0], float(programme.gain[chosen].sum())
    if (np.minimum(share, np.abs(1 - share)) <= _TINY).all() and _met(programme, bound, worth):
        return chosen, worth
    return _whole(programme, columns, 0.0, _NODES)


def _met(programme: Programme, bound: float, worth: float) -> bool:
    """Return whether a plan reaches a bound; HiGHS stops within a millionth of its own scale."""
    return bound - worth <= 2e-6 * _scale(programme) + 1e-9 * abs(worth)


def _whole(programme: Programme, columns: Ints, within: float, nodes: int) -> tuple[Ints, float]:
    """Return the best columns found, each whole, and a bound on all plans of these columns."""
    if not len(columns):
        return columns, 0.0
    matrix = programme.matrix[:, columns].tocsr()
    used = np.flatnonzero(np.diff(matrix.indptr))
    scale = _scale(programme)
    with no_chatter():
        result = milp(
            -programme.gain[columns] / scale,
            constraints=LinearConstraint(matrix[used], -np.inf, programme.most[used]),
            integrality=np.ones(len(columns), dtype=np.int64),
            bounds=Bounds(0, 1),
            options={"mip_rel_gap": within, "node_limit": nodes},
        )
    if result.x is None:
        return np.empty(0, dtype=np.int64), np.inf
    chosen = columns[result.x > 0.5]  # noqa: PLR2004 - 0 or 1
    bound = -float(result.mip_dual_bound) * scale
    worth = float(programme.gain[chosen].sum())
    return chosen, worth if _met(programme, bound, worth) else bound
