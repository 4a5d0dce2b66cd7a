"""Small training plans: the whole problem as a mixed-integer programme, solved by HiGHS to its optimum."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp
from scipy.sparse import coo_array, csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.quiet import no_chatter
from asnkarier.analysis.training.solving.fill import too_empty
from asnkarier.analysis.training.solving.instance import Solution, TrainingInstance

# One block of constraints: row, column, coefficient, least and most value of each row.
_Block = tuple[Ints, Ints, Ints, NDArray[np.float64], NDArray[np.float64]]


def exact_plan(instance: TrainingInstance, *, nodes: int = 200, within: float = 0.0) -> Solution | None:
    """Return the optimal plan, or the best found within the limit of search nodes with its bound; None when none was found.

    within: the relative gap at which to be content (0: prove the optimum). Work is limited in nodes, never in seconds, so
    that a plan does not depend on the machine.

    Variables: one per useful pair (taken or not) and one per course (classes). Coefficients are divided by their
    greatest common divisor and the solution is read back as integers.
    """
    unit = max(1, int(np.gcd.reduce(instance.benefit))) if len(instance.benefit) else 1
    result = _searched(instance, -(instance.benefit // unit), None, nodes, within)
    chosen = _read(instance, result)
    if chosen is None:
        return None
    return Solution(chosen, _bound(result, instance.objective(chosen), unit, within), "exact")


def cheapest_of_equals(instance: TrainingInstance, plan: Ints, *, nodes: int = 20) -> Ints:
    """Return a plan of at least the same benefit that costs less, and among those of one cost opens fewer classes.

    `plan` itself when the search finds none within its nodes.
    """
    terms = instance.courses
    prices = np.concatenate([terms.biaya[instance.course], terms.biaya_kelas])
    unit = max(1, int(np.gcd.reduce(prices)))
    # A class weighs less than the least difference of cost, however many there are.
    weights = prices // unit * (1 + int(np.maximum(terms.kelas, 0).sum()))
    weights[len(instance.benefit) :] += 1
    found = _read(instance, _searched(instance, weights, instance.objective(plan), nodes, 0.0))
    if found is None or instance.objective(found) < instance.objective(plan):
        return plan
    return min((plan, found), key=instance.expense)


def _searched(
    instance: TrainingInstance, weights: Ints, least: int | None, nodes: int, within: float
) -> OptimizeResult:
    """Return what HiGHS finds: the least weights (of pairs, and of courses if given), with at least the benefit `least`."""
    pairs, courses = len(instance.benefit), len(instance.courses)
    upper = np.concatenate(
        [(instance.courses.kelas[instance.course] > 0).astype(float), instance.courses.kelas]
    )
    with no_chatter():
        return milp(
            c=np.concatenate([weights, np.zeros(pairs + courses - len(weights))]),
            constraints=_constraints(instance, least),
            integrality=np.ones(pairs + courses, dtype=np.int64),
            bounds=Bounds(0, upper),
            options={"mip_rel_gap": within, "node_limit": nodes},
        )


def _read(instance: TrainingInstance, result: OptimizeResult) -> Ints | None:
    """Return the pairs of a solution; None when there is none, or it keeps a limit only within HiGHS's tolerance."""
    if result.x is None:
        return None
    chosen = np.flatnonzero(result.x[: len(instance.benefit)] > 0.5).astype(np.int64)  # noqa: PLR2004 - 0 or 1
    return chosen if _keeps_limits(instance, chosen) else None


def _keeps_limits(instance: TrainingInstance, chosen: Ints) -> bool:
    """Return whether the solution, read back as integers, keeps every limit exactly (HiGHS allows itself 1e-6)."""
    taken = instance.participants(chosen)
    hours = np.bincount(instance.person[chosen], instance.hours[chosen], minlength=instance.people)
    return bool(
        len(np.unique(instance.group[chosen])) == len(chosen)
        and (instance.courses.classes_for(taken) <= instance.courses.kelas).all()
        and not too_empty(instance, chosen).any()
        and (instance.max_hours is None or (hours <= instance.max_hours).all())
        and (
            instance.max_courses is None
            or np.bincount(instance.person[chosen], minlength=1).max() <= instance.max_courses
        )
        and instance.keeps_resources(chosen)
    )


def _bound(result: OptimizeResult, objective: int, unit: int, within: float) -> int:
    """Return the proven bound: the objective itself at an optimum, else what the search tree left open."""
    if result.status == 0 and not within:
        return objective
    return max(objective, int(np.floor(-result.mip_dual_bound * unit * (1 + 1e-9))) + unit)


def _constraints(instance: TrainingInstance, least: int | None) -> LinearConstraint:
    blocks = list(_blocks(instance))
    if least is not None:
        unit = max(1, int(np.gcd.reduce(instance.benefit)))
        columns = np.arange(len(instance.benefit))
        blocks.append(
            _at_most(
                np.zeros_like(columns), columns, -(instance.benefit // unit), np.array([-(least // unit)])
            )
        )
    offset = np.cumsum([0, *(len(low) for _, _, _, low, _ in blocks)])
    row = np.concatenate([block[0] + start for block, start in zip(blocks, offset, strict=False)])
    column = np.concatenate([block[1] for block in blocks])
    value = np.concatenate([block[2] for block in blocks]).astype(np.float64)
    shape = (int(offset[-1]), len(instance.benefit) + len(instance.courses))
    matrix = csr_array(coo_array((value, (row, column)), shape=shape))
    low, high = (np.concatenate([block[at] for block in blocks]) for at in (3, 4))
    return LinearConstraint(matrix, low, high)


def _blocks(instance: TrainingInstance) -> Iterator[_Block]:
    """Yield one course per group, seats and least participants of classes, hours and courses per person, resources."""
    terms, pairs = instance.courses, len(instance.benefit)
    pair, course = np.arange(pairs), np.arange(len(terms))
    one = np.ones(pairs, dtype=np.int64)
    yield _at_most(instance.group, pair, one, np.ones(len(instance.person_of)))
    rows, columns = np.concatenate([instance.course, course]), np.concatenate([pair, pairs + course])
    yield _at_most(rows, columns, np.concatenate([one, -terms.kuota]), np.zeros(len(terms)))
    yield _at_most(rows, columns, np.concatenate([-one, terms.minimal]), np.zeros(len(terms)))
    widest = _widest(instance, instance.hours)
    if instance.max_hours is not None:
        yield _of_people(instance, instance.hours, instance.max_hours, widest > instance.max_hours)
    if instance.max_courses is not None:
        most = np.full(instance.people, instance.max_courses)
        yield _of_people(instance, one, most, _widest(instance, one) > most)
    for resource in instance.resources.rows:
        mine = pair if resource.people is None else np.flatnonzero(resource.people[instance.person])
        cost = np.concatenate([resource.use[instance.course[mine]], resource.class_use])
        unit = max(1, int(np.gcd.reduce(cost)))
        columns = np.concatenate([mine, pairs + course])
        yield _at_most(np.zeros_like(columns), columns, cost // unit, np.array([resource.limit // unit]))


def _widest(instance: TrainingInstance, use: Ints) -> Ints:
    """Return the most that each person could use up, with one pair of every group."""
    widest = np.zeros(len(instance.person_of), dtype=np.int64)
    np.maximum.at(widest, instance.group, use)
    return np.bincount(instance.person_of, widest, minlength=instance.people).astype(np.int64)


def _of_people(instance: TrainingInstance, use: Ints, most: Ints, binds: NDArray[np.bool_]) -> _Block:
    """Return a limit per person, for those people only whom it can bind."""
    row = np.cumsum(binds) - 1
    mine = np.flatnonzero(binds[instance.person])
    return _at_most(row[instance.person[mine]], mine, use[mine], most[binds])


def _at_most(row: Ints, column: Ints, value: Ints, most: NDArray[np.generic]) -> _Block:
    high = most.astype(np.float64)
    return row, column, value, np.full(len(high), -np.inf), high
