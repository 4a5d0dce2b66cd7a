"""The tables of what money, seats and places are worth beside a plan."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.pairs import TrainingPairs
from asnkarier.analysis.training.solving.dual import Prices
from asnkarier.analysis.training.solving.fill import fill_whole_classes
from asnkarier.analysis.training.solving.instance import Solution, TrainingInstance
from asnkarier.analysis.training.solving.solver import solve_again
from asnkarier.analysis.training.worth.answers import NONE, Entry, SeatWorth
from asnkarier.analysis.training.worth.curve import SOUGHT, BudgetCurve
from asnkarier.analysis.training.worth.exchanges import Exchanges
from asnkarier.model.level import MICRO

# What the next so many rupiah would buy is shown beside every plan.
MORE_MONEY: Final = (10_000_000, 50_000_000, 100_000_000)
MARGINAL: Final = ("extra_budget", "extra_objective", "at_most")


@dataclass(frozen=True, slots=True)
class Beyond:
    """What lies beyond a plan: tables of larger and other budgets, of seats, and of who would come in next.

    curve: budget, objective, bound, made (how the plan of the point was found). marginal: extra_budget, extra_objective (what a plan for so much more really gains), at_most (what
    none can exceed). seats: kode, seat_worth, seat_nip. entering: per waiting pair asked for enters_at, instead_nip, instead_kode. following: kode, next_nip, next_benefit, next_enters_at.
    Levels are weighted; money is rupiah; missing: seats are left, nobody waits, or no exchange of one place would do.
    """

    curve: pd.DataFrame
    marginal: pd.DataFrame
    seats: pd.DataFrame
    entering: pd.DataFrame
    following: pd.DataFrame


def curve_table(
    curve: BudgetCurve | None, solution: Solution, objective: int, budget: int | None
) -> pd.DataFrame:
    """Return the points of the curve, none of them worse than the plan where more money is given, or bound above it where less is."""
    points = [] if curve is None or budget is None else curve.points
    rows = []
    for point in points:
        richer, poorer = point.budget >= (budget or 0), point.budget <= (budget or 0)
        reached = max(point.objective, objective) if richer else point.objective
        most = min(point.bound, solution.bound) if poorer else point.bound
        rows.append((point.budget, reached / MICRO, max(most, reached) / MICRO, SOUGHT))
    table = pd.DataFrame(rows, columns=["budget", "objective", "bound", "made"])
    return table.astype({"budget": "int64", "objective": "float64", "bound": "float64", "made": "str"})


def marginal_table(
    instance: TrainingInstance, solution: Solution, prices: Prices | None, curve: BudgetCurve | None
) -> pd.DataFrame:
    """Return what each larger budget of the agency achieves beyond the plan; never less than the smaller one before it.

    curve: None where money has no limit; then nothing is said of more of it, nor where all is free.
    """
    rows: list[tuple[int, float, float]] = []
    if curve is None or not curve.points:
        return _marginal(rows)
    plan = solution.chosen
    base = instance.objective(plan)
    by_benefit = np.lexsort((instance.course, instance.person, -instance.benefit))
    for extra in MORE_MONEY:
        money = instance.resources.limits[0] + extra
        richer = instance.with_limit(0, money)
        filled = fill_whole_classes(richer, by_benefit, plan)
        plan = max(solve_again(richer, filled, prices), curve.within(richer), key=instance.objective)
        gained = instance.objective(plan) - base
        rows.append((extra, gained / MICRO, max(gained, curve.bounds.at(money) - base) / MICRO))
    return _marginal(rows)


def _marginal(rows: list[tuple[int, float, float]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(MARGINAL))
    return table.astype({"extra_budget": "int64", "extra_objective": "float64", "at_most": "float64"})


def beyond(
    pairs: TrainingPairs,
    solution: Solution,
    prices: Prices | None,
    curve: BudgetCurve | None,
    waiting: Ints,
    ranks: Ints,
) -> Beyond:
    """Return all of it. waiting: the pairs whose price of entry is asked, in order; ranks: per pair, who comes first among those who gain the same."""
    instance = pairs.instance
    budget = instance.resources.limits[0] if instance.resources.rows else None
    objective = instance.objective(solution.chosen)
    # Exchanges know one thing that people share: the agency's money.
    simple = len(instance.resources.rows) == (1 if curve else 0)
    courses = len(pairs.courses)
    seats, entry = SeatWorth(*[_none(courses)] * 3), Entry(*[_none(len(waiting))] * 2)
    following, of_next = _none(courses), _none(courses)
    if simple:
        exchanges = Exchanges(instance, solution.chosen, ranks)
        seats, entry, following = exchanges.seats(), exchanges.entry(waiting), exchanges.next_of(courses)
        some = np.flatnonzero(following != NONE)
        of_next[some] = exchanges.entry(following[some]).price
    return Beyond(
        curve_table(curve, solution, objective, budget),
        marginal_table(instance, solution, prices, curve),
        _seats(pairs, seats),
        _entering(pairs, entry),
        _following(pairs, following, of_next),
    )


def _none(count: int) -> Ints:
    return np.full(count, NONE, dtype=np.int64)


def _seats(pairs: TrainingPairs, worth: SeatWorth) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kode": pairs.courses["kode"],
            "seat_worth": np.where(worth.gain == NONE, np.nan, worth.gain / MICRO),
            "seat_nip": _nips(pairs, worth.comes),
        }
    )


def _entering(pairs: TrainingPairs, entry: Entry) -> pd.DataFrame:
    kodes = pairs.courses["kode"].to_numpy(dtype=object)
    course = np.append(pairs.instance.course, 0)[entry.leaves]
    return pd.DataFrame(
        {
            "enters_at": _rupiah(entry.price),
            "instead_nip": _nips(pairs, entry.leaves),
            "instead_kode": pd.Series(
                [kodes[at] if pair != NONE else None for at, pair in zip(course, entry.leaves, strict=True)],
                dtype="str",
            ),
        }
    )


def _following(pairs: TrainingPairs, following: Ints, prices: Ints) -> pd.DataFrame:
    """Return of each course who waits for it and gains most, and the price at which that one would come in."""
    benefit = np.append(pairs.instance.benefit, 0)[following]
    return pd.DataFrame(
        {
            "kode": pairs.courses["kode"],
            "next_nip": _nips(pairs, following),
            "next_benefit": np.where(following == NONE, np.nan, benefit / MICRO),
            "next_enters_at": _rupiah(prices),
        }
    )


def _rupiah(prices: Ints) -> pd.Series:
    return pd.Series(np.where(prices == NONE, np.nan, prices.astype(np.float64)), dtype="float64")


def _nips(pairs: TrainingPairs, rows: Ints) -> pd.Series:
    """Return whose the pairs are; missing for NONE."""
    person = np.append(pairs.instance.person, 0)[rows]
    return pd.Series(
        [pairs.nips[one] if row != NONE else None for one, row in zip(person, rows, strict=True)], dtype="str"
    )
