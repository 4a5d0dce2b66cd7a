"""From prices to a feasible plan: everyone chooses at the prices, and whoever finds no seat chooses again."""

from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.dual import Prices, pair_values
from asnkarier.analysis.training.solving.fill import fill, fill_whole_classes, places
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.people import PeopleProblem

_ROUNDS: Final = 8
_CUTS: Final = 7
_FIRST_CUT: Final = 0.005


def repair(instance: TrainingInstance, people: PeopleProblem, prices: Prices) -> Ints:
    """Return a feasible plan near what people choose at `prices`, filled up with what money and seats are left.

    instance: its classes are taken as open and paid (`TrainingInstance.with_classes`).
    """
    eager = _eager(instance, people, prices)
    value = pair_values(instance, eager)
    wished = _choose_in_turn(instance, people, value)
    # All of them have seats: where a resource runs out, those go first who gain most beyond what they use up of it.
    worth = pair_values(instance, Prices(eager.resources, np.zeros_like(eager.seats)))
    start = fill(instance, wished[np.lexsort((wished, -worth[wished]))], np.empty(0, dtype=np.int64))
    return fill_whole_classes(instance, by_value(instance, value), start)


def by_value(instance: TrainingInstance, value: Ints) -> Ints:
    """Return the pairs of courses that can run, the most valuable first, then by person and course."""
    order = instance.by_person_and_course
    order = order[instance.runs[order]]
    return order[np.argsort(-value[order], kind="stable")]


def _eager(instance: TrainingInstance, people: PeopleProblem, prices: Prices) -> Prices:
    """Return `prices` with scarce seats and resources cheaper until at least as much is wished as there is.

    Levels are often whole, so many people value a seat alike and its best price is exactly where they are indifferent:
    there a tie may leave it empty, though it is worth the most. Refusing some is easy, finding takers is not.
    """
    seats, resources = prices.seats.copy(), np.array(prices.resources, dtype=object)
    for cut in range(_CUTS):
        wished = people.best(pair_values(instance, Prices(tuple(resources), seats)))
        idle = (seats > 0) & (instance.participants(wished) < instance.seats)
        used = zip(instance.used(wished), instance.resources.limits, strict=True)
        spare = (resources > 0) & np.array([much < limit for much, limit in used], dtype=np.bool_)
        if not idle.any() and not spare.any():
            break
        part = _FIRST_CUT * 2**cut
        seats = np.where(idle, np.maximum(0, seats - np.maximum(1, (seats * part).astype(np.int64))), seats)
        resources[spare] = [one - max(1, int(one * part)) for one in resources[spare]]
    return Prices(tuple(resources), seats)


def _choose_in_turn(instance: TrainingInstance, people: PeopleProblem, value: Ints) -> Ints:
    """Return the choices of all who found a seat in every course they chose; the others choose among what is left."""
    seats = instance.seats
    waiting = np.ones(instance.people, dtype=np.bool_)
    kept: list[Ints] = []
    for _ in range(_ROUNDS):
        offered = np.where(waiting[instance.person] & (seats > 0)[instance.course], value, 0)
        wished = people.best(offered)
        seated = _seated(instance, wished, value, seats)
        kept.append(seated)
        seats = seats - instance.participants(seated)
        waiting[:] = False
        waiting[instance.person[wished]] = True
        waiting[instance.person[seated]] = False
        if not waiting.any():
            break
    return np.sort(np.concatenate(kept))


def _seated(instance: TrainingInstance, wished: Ints, value: Ints, seats: Ints) -> Ints:
    """Return the wishes of the people who find a seat in each course they wish; seats go to the highest values."""
    course = instance.course
    ranked = wished[np.lexsort((wished, -value[wished], course[wished]))]
    refused = ranked[places(course[ranked]) >= seats[course[ranked]]]
    return wished[~np.isin(instance.person[wished], instance.person[refused])]
