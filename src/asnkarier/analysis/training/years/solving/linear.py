"""The relaxation of a plan solved to its optimum by HiGHS, on the columns that can matter, and the prices that prove its bound.

Ways that are worth far less than their gap's best at rough prices are left out at first; prices of the smaller problem are then
tried on all of them, and what they make attractive comes in. Whatever the prices, the bound counts every way.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, diags_array, vstack

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.quiet import no_chatter
from asnkarier.analysis.training.years.solving.prices import Floats, Relaxed, choices, values_at

# So many columns HiGHS takes at once within some seconds.
MOST_COLUMNS: Final = 60_000
_ROUNDS: Final = 3
_MARGIN: Final = 1e-9
_MILLIONTHS: Final = 1e6


@dataclass(frozen=True, slots=True)
class Linear:
    """Prices of all rows, the bound that they prove, the share of each variable that is taken, and the columns that were looked at."""

    prices: Floats
    bound: int
    share: Floats
    columns: Ints


def bound_at(problem: Relaxed, prices: Floats) -> int:
    """Return the bound that any prices prove."""
    value = values_at(problem, prices)
    total = float(value[choices(problem, value)].sum() + prices @ problem.most)
    return int(np.ceil(total * (1 + _MARGIN))) + 1


def promising(problem: Relaxed, prices: Floats, most: int) -> Ints:
    """Return the variables worth most beside the best of their gap, at most so many, and all shared places."""
    value = values_at(problem, prices)
    ways = value[: problem.ways]
    shared = problem.ways + np.flatnonzero(problem.benefit[problem.ways :] >= 0)
    best = np.maximum(np.maximum.reduceat(ways, problem.first), 0.0)
    behind = np.repeat(best, problem.gap_size) - ways
    room = max(1, most - len(shared))
    if problem.ways <= room:
        return np.concatenate([np.flatnonzero(problem.benefit[: problem.ways] > 0), shared])
    nearest = np.sort(np.argpartition(behind, room)[:room])
    return np.concatenate([nearest[problem.benefit[nearest] > 0], shared])


def linear(
    problem: Relaxed, start: Floats, columns: Ints | None = None, *, rounds: int = _ROUNDS
) -> Linear | None:
    """Return the optimum over promising columns and the best bound of the prices met; None where HiGHS finds none."""
    columns = promising(problem, start, MOST_COLUMNS) if columns is None else columns
    best_prices, best_bound = start, bound_at(problem, start)
    share = np.zeros(len(problem.benefit))
    group_of = np.repeat(np.arange(len(problem.first)), problem.gap_size)
    for _ in range(rounds):
        found = _solved(problem, columns, group_of)
        if found is None:
            return None
        prices, worth, share = found
        bound = bound_at(problem, prices)
        if bound < best_bound:
            best_prices, best_bound = prices, bound
        value = values_at(problem, prices)
        eps = 1e-6 * max(1.0, float(problem.benefit[: problem.ways].max(initial=1.0)))
        better = np.flatnonzero(value[: problem.ways] > worth[group_of] + eps)
        more = np.setdiff1d(better, columns)
        if not len(more):
            break
        columns = np.union1d(columns, more)
    return Linear(best_prices, best_bound, share, columns)


def _solved(problem: Relaxed, columns: Ints, group_of: Ints) -> tuple[Floats, Floats, Floats] | None:
    ways = columns[columns < problem.ways]
    if not len(ways):
        return None
    groups, number = np.unique(group_of[ways], return_inverse=True)
    one_each = csr_array(
        (np.ones(len(ways)), (number.reshape(-1), np.arange(len(ways)))), shape=(len(groups), len(columns))
    )
    matrix = csr_array(problem.turned[columns].T)
    used = np.flatnonzero(np.diff(matrix.indptr))
    matrix, most = matrix[used], problem.most[used]
    # Rows of money are brought to the size of the others.
    scale = np.array(
        [
            1.0 / max(1e-9, float(np.abs(matrix.data[a:b]).max()))
            for a, b in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
        ]
    )
    rows = csr_array(vstack([one_each, diags_array(scale) @ matrix]))
    with no_chatter():
        result = linprog(  # type: ignore[call-overload]
            -problem.benefit[columns] / _MILLIONTHS,
            A_ub=rows,
            b_ub=np.concatenate([np.ones(len(groups)), scale * most]),
            bounds=(0, 1),
            method="highs-ds",
        )
    if result.status:
        return None
    marginal = np.maximum(0.0, -result.ineqlin.marginals) * _MILLIONTHS
    prices = np.zeros(len(problem.most))
    prices[used] = marginal[len(groups) :] * scale
    worth = np.zeros(len(problem.first))
    worth[groups] = marginal[: len(groups)]
    share = np.zeros(len(problem.benefit))
    share[columns] = result.x
    return prices, worth, share
