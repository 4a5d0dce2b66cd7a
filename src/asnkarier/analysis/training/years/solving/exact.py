"""Plans of several periods as mixed-integer programmes, solved by HiGHS."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import csr_array, hstack, vstack

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.quiet import no_chatter
from asnkarier.analysis.training.years.solving.programme import Programme

# HiGHS keeps its rows and whole numbers to so much.
_TOLERANCE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one kind over variables and classes: at most `most`. name: what they are."""

    name: str
    matrix: csr_array
    most: NDArray[np.float64]


def blocks_of(programme: Programme) -> Iterator[Block]:
    """Yield every limit: one way per gap, single people, seats and least participants, classes of a year, shared rows, courses that must run."""
    slots, variables = programme.slots, programme.variables
    width = len(slots)
    ways = programme.ways
    _, number = np.unique(ways.gap, return_inverse=True)
    count = int(number.max(initial=-1)) + 1
    shape = (count, variables)
    group = csr_array((np.ones(len(number)), (number.reshape(-1), np.arange(len(number)))), shape=shape)
    yield Block("gap", _wide(group, width), np.ones(count))
    local, most = programme.local
    yield Block("person", _wide(local, width), most.astype(np.float64))
    places = places_in(programme).T.tocsr()
    kuota, minimal = _diagonal(slots.kuota), _diagonal(slots.minimal)
    yield Block("seats", csr_array(hstack([places, -kuota])), np.zeros(width))
    yield Block("batch", csr_array(hstack([-places, minimal])), np.zeros(width))
    years = csr_array((np.ones(width), (slots.year_slot, np.arange(width))), shape=(len(slots.kelas), width))
    yield Block(
        "classes",
        csr_array(hstack([csr_array((len(slots.kelas), variables)), years])),
        slots.kelas.astype(float),
    )
    if programme.rows:
        parts, limits = [], []
        for row, use in zip(programme.rows, row_uses(programme), strict=True):
            whole = np.concatenate([use.toarray().ravel(), row.class_use])
            unit = max(1, int(np.gcd.reduce(whole)))
            parts.append(csr_array(whole[None, :] // unit))
            limits.append(row.limit // unit)
        yield Block("shared", csr_array(vstack(parts)), np.array(limits, dtype=np.float64))
    if len(slots.must):
        course = np.arange(width) // slots.periods
        run = csr_array((slots.must[:, None] == course[None, :]).astype(float))
        yield Block(
            "must_run",
            csr_array(hstack([csr_array((len(run.toarray()), variables)), -run])),
            np.full(len(slots.must), -1.0),
        )


def _wide(matrix: csr_array, more: int) -> csr_array:
    return csr_array(hstack([matrix, csr_array((matrix.shape[0], more))]))


def _diagonal(values: Ints) -> csr_array:
    at = np.arange(len(values))
    return csr_array((values, (at, at)), shape=(len(values), len(values)))


def places_in(programme: Programme) -> csr_array:
    """Return how many places each variable takes in each slot: variables x slots."""
    items = len(programme.item_slot)
    slot_of = csr_array(
        (np.ones(items, dtype=np.int64), (np.arange(items), programme.item_slot)),
        shape=(items, len(programme.slots)),
    )
    return csr_array(programme.paid @ slot_of)


def row_uses(programme: Programme) -> tuple[csr_array, ...]:
    """Return for each shared row what each variable uses up of it: 1 x variables."""
    return programme.row_uses


def exact_plan(programme: Programme, *, nodes: int, within: float = 0.0) -> tuple[Ints | None, int, bool]:
    """Return the best variables found (None: none), a bound in benefit units, and whether they are proven the best."""
    unit = max(1, int(np.gcd.reduce(programme.benefit))) if len(programme.benefit) else 1
    result = searched(programme, -(programme.benefit // unit), None, nodes=nodes, within=within)
    chosen = read(programme, result)
    if chosen is None:
        return None, programme.most_gain, False
    objective = programme.objective(chosen)
    if result.status == 0 and not within:
        return chosen, objective, True
    # Every benefit is a whole number of units.
    bound = max(objective, int(np.floor(-result.mip_dual_bound * (1 + 1e-9) + _TOLERANCE)) * unit)
    return chosen, bound, False


def cheapest(programme: Programme, least: int, *, nodes: int) -> tuple[Ints | None, int, bool]:
    """Return the variables of at least the benefit `least` that cost least, then fill fewest classes; a lower bound of the cost; whether proven."""
    slots = programme.slots
    cost = np.concatenate([places_in(programme) @ slots.biaya, slots.biaya_kelas])
    unit = max(1, int(np.gcd.reduce(cost)))
    scale = 1 + int(slots.most.sum())
    weights = cost // unit * scale
    weights[programme.variables :] += 1
    result = searched(programme, weights, least, nodes=nodes)
    chosen = read(programme, result)
    dual = getattr(result, "mip_dual_bound", None)
    bound = 0 if dual is None or not np.isfinite(dual) else max(0, int(np.floor(dual / scale)) * unit)
    if chosen is None or programme.objective(chosen) < least:
        return None, bound, result.status == 2  # noqa: PLR2004 - infeasible
    return chosen, bound, result.status == 0


def best_of(programme: Programme, chosen: Ints, least: int, *, nodes: int) -> Ints:
    """Return the best variables found that cost no more than `chosen` and close `least` (in the units of `Programme.closing`) too."""
    cost = np.concatenate([places_in(programme) @ programme.slots.biaya, programme.slots.biaya_kelas])
    money = programme.expense(programme.taken_items(chosen))[0]
    unit = max(1, int(np.gcd.reduce(programme.benefit)))
    result = searched(
        programme.closing, -(programme.benefit // unit), least, nodes=nodes, money=(cost, money)
    )
    better = read(programme, result)
    if better is None or programme.expense(programme.taken_items(better))[0] > money:
        return chosen
    worse = programme.objective(better) <= programme.objective(chosen)
    return chosen if worse or programme.closing.objective(better) < least else better


def searched(
    programme: Programme,
    weights: Ints,
    least: int | None,
    *,
    nodes: int,
    within: float = 0.0,
    money: tuple[Ints, int] | None = None,
    among: NDArray[np.bool_] | None = None,
) -> OptimizeResult:
    """Return what HiGHS finds: the least weights of variables and classes (or variables alone), of at least the benefit `least`.

    money: what variables and classes cost, and the most that they may together. among: the variables that may be taken (None: all).
    """
    variables, slots = programme.variables, programme.slots
    blocks = list(blocks_of(programme))
    matrices, most = [block.matrix for block in blocks], [block.most for block in blocks]
    if least is not None:
        unit = max(1, int(np.gcd.reduce(programme.benefit)))
        gain = np.concatenate([-(programme.benefit // unit), np.zeros(len(slots), dtype=np.int64)])
        matrices.append(csr_array(gain[None, :].astype(float)))
        most.append(np.array([-float(-(-least // unit))]))
    if money is not None:
        cost, limit = money
        scale = max(1, int(np.gcd.reduce(cost)))
        matrices.append(csr_array((cost // scale)[None, :].astype(float)))
        most.append(np.array([float(limit // scale)]))
    taken = np.ones(variables) if among is None else among.astype(np.float64)
    upper = np.concatenate([taken, slots.most])
    with no_chatter():
        return milp(
            c=np.concatenate([weights, np.zeros(variables + len(slots) - len(weights))]),
            constraints=LinearConstraint(csr_array(vstack(matrices)), -np.inf, np.concatenate(most)),
            integrality=np.ones(len(upper), dtype=np.int64),
            bounds=Bounds(0, upper),
            options={"mip_rel_gap": within, "node_limit": nodes},
        )


def read(programme: Programme, result: OptimizeResult) -> Ints | None:
    """Return the variables of a solution; None when there is none, or it keeps a limit only within HiGHS's tolerance."""
    if result.x is None:
        return None
    chosen = np.flatnonzero(result.x[: programme.variables] > 0.5).astype(np.int64)  # noqa: PLR2004 - 0 or 1
    return chosen if keeps_limits(programme, chosen) else None


def keeps_limits(programme: Programme, chosen: Ints) -> bool:
    """Return whether variables keep every limit exactly (HiGHS allows itself 1e-6)."""
    slots, ways = programme.slots, chosen[chosen < len(programme.ways.gap)]
    taken = np.zeros(programme.variables, dtype=np.int64)
    taken[chosen] = 1
    local, most = programme.local
    items = programme.taken_items(chosen)
    places = programme.participants(items)
    classes = programme.classes_for(places)
    by_year = np.bincount(slots.year_slot, classes, minlength=len(slots.kelas))
    run = [classes.reshape(-1, slots.periods)[one].sum() > 0 for one in slots.must]
    limits = [row.limit for row in programme.rows]
    return bool(
        len(np.unique(programme.ways.gap[ways])) == len(ways)
        and (local @ taken <= most).all()
        and (classes <= slots.most).all()
        and (by_year <= slots.kelas).all()
        and (places >= slots.minimal * classes).all()
        and all(used <= limit for used, limit in zip(programme.used(items), limits, strict=True))
        and all(run)
    )


def relaxed_prices(programme: Programme) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what one more unit of each shared row and one more class of each slot's year is worth where fractions are allowed, in benefit units."""
    blocks = list(blocks_of(programme))
    with no_chatter():
        result = linprog(  # type: ignore[call-overload]
            -np.concatenate([programme.benefit, np.zeros(len(programme.slots))]),
            A_ub=csr_array(vstack([block.matrix for block in blocks])),
            b_ub=np.concatenate([block.most for block in blocks]),
            bounds=np.column_stack(
                [
                    np.zeros(programme.variables + len(programme.slots)),
                    np.concatenate([np.ones(programme.variables), programme.slots.most]),
                ]
            ),
            method="highs",
        )
    shared, classes = np.zeros(len(programme.rows)), np.zeros(len(programme.slots.kelas))
    if result.status:
        return shared, classes
    offset = 0
    for block in blocks:
        marginal = -result.ineqlin.marginals[offset : offset + len(block.most)]
        offset += len(block.most)
        if block.name == "shared":
            units = [
                max(1, int(np.gcd.reduce(np.concatenate([use.toarray().ravel(), row.class_use]))))
                for row, use in zip(programme.rows, row_uses(programme), strict=True)
            ]
            shared = marginal / np.array(units)
        elif block.name == "classes":
            classes = marginal
    return shared, classes
