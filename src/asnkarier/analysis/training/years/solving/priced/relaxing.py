"""The relaxation of a reduced programme, with cuts that keep fractions of classes out, solved by HiGHS; and the bound its prices prove.

The bound is reckoned from the prices themselves (weak duality): it holds for any prices that are not below nothing, however exact HiGHS was.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csc_array, csr_array, vstack

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.quiet import no_chatter
from asnkarier.analysis.training.years.solving.priced.cuts import Cuts
from asnkarier.analysis.training.years.solving.priced.near import Prices, class_prices
from asnkarier.analysis.training.years.solving.priced.reduced import Reduced

Floats = NDArray[np.float64]
# What floating sums of so many terms may err by, relatively, is far below this; bounds are raised by it.
_MARGIN: Final = 1e-9
_MILLIONTHS: Final = 1e6
# Of more columns the dual simplex takes minutes where money is plentiful: nothing is relaxed, and prices come by descent (`smoothed`).
_MOST_COLUMNS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What a relaxation says; see each.

    shares: of all columns; value: theirs; bound: on the benefit of any plan; prices; classes: what a class is worth, per year slot;
    cost: what a unit of each column lacks; surplus: what it brings beyond the prices of all but its own row (`once`).
    """

    shares: Floats
    value: float
    bound: float
    prices: Prices
    classes: Floats
    cost: Floats
    surplus: Floats

    def bound_at(self, limits: Ints, others: Ints) -> float:
        """Return the bound for other limits of the shared rows."""
        return self.bound + float(self.prices.rows @ (others - limits))


def relaxed(
    small: Reduced, cuts: Cuts, lower: Floats, upper: Floats, columns: Ints | None = None
) -> Relaxed | None:
    """Return the optimum between these bounds of columns, on some of the columns; None where HiGHS finds none, or there are too many."""
    if len(upper) > _MOST_COLUMNS:
        return None
    matrix, most = with_cuts(small, cuts)
    chosen = np.arange(len(upper)) if columns is None else columns
    part = matrix if columns is None else csr_array(csc_array(matrix)[:, columns])
    with no_chatter():
        result = linprog(  # type: ignore[call-overload]
            -small.benefit[chosen] / _MILLIONTHS,
            A_ub=part,
            b_ub=most,
            bounds=np.column_stack([lower[chosen], upper[chosen]]),
            method="highs-ds",
        )
    if result.status:
        return None
    worth = np.maximum(0.0, -result.ineqlin.marginals) * _MILLIONTHS
    left = small.benefit - csr_array(matrix.T) @ worth
    total = float(worth @ most + np.where(left > 0, left * upper, left * lower).sum())
    shares = np.zeros(len(upper))
    shares[chosen] = result.x
    prices, classes = _prices(small, worth, shares[small.width :])
    surplus = np.maximum(0.0, left)
    surplus[: small.people] += worth[: small.names[0][1]][np.unique(small.once, return_inverse=True)[1]]
    return Relaxed(
        shares, -float(result.fun) * _MILLIONTHS, total * (1 + _MARGIN) + 1, prices, classes, np.maximum(0.0, -left), surplus
    )  # fmt: skip


def with_cuts(small: Reduced, cuts: Cuts) -> tuple[csr_array, Floats]:
    """Return all rows and their right hand sides."""
    if not cuts.rows:
        return small.matrix, small.most
    return csr_array(vstack([small.matrix, *cuts.rows])), np.concatenate([small.most, *cuts.most])


def _prices(small: Reduced, worth: Floats, open_: Floats) -> tuple[Prices, Floats]:
    """Return prices from the worth of every row. open_: classes per slot; where there is none a seat costs at least its share of one."""
    slots = small.programme.slots
    offset, of = 0, {}
    for name, count in small.names:
        of[name] = worth[offset : offset + count]
        offset += count
    rows = np.zeros(len(small.programme.rows))
    rows[small.rows] = of["shared"] / small.scale
    seats = of["seats"].copy()
    # Where a class lacks people a place costs less than nothing.
    seats[slots.minimal > 1] -= of["batch"]
    share = class_prices(small.programme, rows) + of["classes"][slots.year_slot]
    share /= np.maximum(slots.kuota, 1)
    return Prices(rows, np.where(open_ > 0, seats, np.maximum(seats, share))), of["classes"]
