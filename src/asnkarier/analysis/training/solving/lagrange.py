"""Large training plans: prices, whole classes, repair; with a proven bound on what any plan could gain."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.classes import bettered_classes, wanted_classes
from asnkarier.analysis.training.solving.dual import (
    Prices,
    Relaxation,
    descend,
    first_prices,
    pair_values,
    relax,
)
from asnkarier.analysis.training.solving.fill import fill_whole_classes
from asnkarier.analysis.training.solving.instance import Solution, TrainingInstance
from asnkarier.analysis.training.solving.people import PeopleProblem
from asnkarier.analysis.training.solving.repair import by_value, repair

_SLACK: Final = 0.02
_SLACK_OF_ROUND: Final = 0.005
# Two ways to begin: a last class opens when half of it is wished, or a good third.
_LEAST_PARTS: Final = (0.5, 0.35)


@dataclass(frozen=True, slots=True)
class Effort:
    """Fixed amounts of work (never seconds, so that the result is always the same)."""

    steps: int = 70
    rounds: int = 2
    steps_per_round: int = 16
    close_enough: float = 0.004


THOROUGH: Final = Effort(steps=120, rounds=5, close_enough=0.0005)
_THOROUGH_BELOW: Final = 100_000


def lagrangian_plan(
    instance: TrainingInstance, *, start: Prices | None = None, effort: Effort | None = None
) -> tuple[Solution, Prices]:
    """Return a feasible plan, the bound that prices prove, and those prices; the same instance gives the same plan."""
    people = PeopleProblem(instance)
    best = relaxed(instance, people, start=start, effort=effort)
    return Solution(plan_from(instance, people, best, effort=effort), best.bound, "lagrangian"), best.prices


def relaxed(
    instance: TrainingInstance,
    people: PeopleProblem,
    *,
    start: Prices | None = None,
    effort: Effort | None = None,
) -> Relaxation:
    """Return what people choose at the best prices found, and the bound that these prove."""
    instance, work = instance.with_spendable_limits(), effort or _usual_effort(instance)
    return _priced(instance, people, start or first_prices(instance), work.steps, _SLACK)[0]


def plan_from(
    instance: TrainingInstance, people: PeopleProblem, best: Relaxation, *, effort: Effort | None = None
) -> Ints:
    """Return a feasible plan near what people choose at the best prices."""
    instance, work = instance.with_spendable_limits(), effort or _usual_effort(instance)
    plan, begun = np.empty(0, dtype=np.int64), None
    for least_part in _LEAST_PARTS:
        kelas = wanted_classes(instance, best, least_part)
        if begun is not None and np.array_equal(kelas, begun):
            break
        begun = kelas
        plan = max((plan, _improved(instance, people, kelas, best.prices, work)), key=instance.objective)
        if instance.objective(plan) >= best.bound * (1 - work.close_enough):
            break
    return plan


def _usual_effort(instance: TrainingInstance) -> Effort:
    return THOROUGH if len(instance.benefit) < _THOROUGH_BELOW else Effort()


def _improved(
    instance: TrainingInstance, people: PeopleProblem, kelas: Ints, prices: Prices, work: Effort
) -> Ints:
    """Return the best plan met on the way from the classes `kelas` to better ones."""
    plan = np.empty(0, dtype=np.int64)
    for _ in range(work.rounds):
        fixed = instance.with_classes(kelas)
        best, average = _priced(fixed, people, prices, work.steps_per_round, _SLACK_OF_ROUND)
        prices = best.prices
        plans = [_topped_up(instance, repair(fixed, people, at), at) for at in (best.prices, average)]
        chosen = max(plans, key=instance.objective)
        if instance.objective(chosen) > instance.objective(plan):
            plan = chosen
        changed = bettered_classes(instance, kelas, chosen, prices)
        if np.array_equal(changed, kelas):
            break
        kelas = changed
    return plan


def _priced(
    instance: TrainingInstance, people: PeopleProblem, start: Prices, steps: int, slack: float
) -> tuple[Relaxation, Prices]:
    """Return the relaxation with the least bound, and the average of the last prices (calmer than each of them)."""
    found = list(descend(instance, people, start, steps, slack=slack))
    last = found[len(found) // 2 :]
    seats = np.array([one.prices.seats for one in last], dtype=np.int64).sum(axis=0) // len(last)
    prices = zip(*(one.prices.resources for one in last), strict=True)
    average = Prices(tuple(sum(row) // len(last) for row in prices), seats)
    return min([*found, relax(instance, people, average)], key=lambda one: one.bound), average


def _topped_up(instance: TrainingInstance, chosen: Ints, prices: Prices) -> Ints:
    """Return `chosen` with what the money left can still buy, further classes included."""
    return fill_whole_classes(instance, by_value(instance, pair_values(instance, prices)), chosen)
