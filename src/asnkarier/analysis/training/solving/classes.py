"""How many classes of each course to open: whole numbers near what people wish, bettered by what a class earns."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.dual import Prices, Relaxation
from asnkarier.analysis.training.solving.fill import places
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.resources import FINE

# Changes made at once depend on each other, so only the most rewarding one in so many courses is made at a time.
_ONE_IN: Final = 20


def classes_are_free(instance: TrainingInstance) -> bool:
    """Return whether opening a class costs nothing and binds nobody, so that all may simply be open."""
    paid = (instance.courses.biaya_kelas > 0).any() or (instance.resources.class_use > 0).any()
    return not paid and not (instance.courses.minimal > 1).any()


def wanted_classes(instance: TrainingInstance, relaxed: Relaxation, least_part: float) -> Ints:
    """Return whole classes for what people wish; a last class opens when `least_part` of it is wished."""
    terms = instance.courses
    if classes_are_free(instance):
        return terms.kelas
    wished = relaxed.participants / np.maximum(terms.kuota, 1)
    return affordable_classes(instance, np.minimum(terms.kelas, (wished + 1 - least_part).astype(np.int64)))


def bettered_classes(instance: TrainingInstance, kelas: Ints, chosen: Ints, prices: Prices) -> Ints:
    """Return the classes in use, with a few last classes closed that earn too little and a few opened where seats lack.

    prices: of the problem in which `kelas` are open and paid; there a seat's price tells what one more is worth.
    """
    if classes_are_free(instance):
        return kelas
    terms = instance.courses
    used = terms.classes_for(instance.participants(chosen))
    price = np.array([one / FINE for one in prices.resources])
    of_place, opening = instance.resources.weighed(price)
    spent = of_place[instance.set_of_pair[chosen], instance.course[chosen]]
    earned = _earned_by_last_class(instance, chosen, instance.benefit[chosen] - spent)
    # The seats of a new class lose their scarcity as they fill: on average they are worth half the price.
    opened = np.where(used < terms.kelas, prices.seats * terms.kuota / 2 - opening, 0)
    closed = np.where(used > 0, opening - earned, 0)
    gain = np.maximum(np.maximum(opened, closed), 0)
    threshold = np.sort(gain)[::-1][min(len(gain) - 1, max(1, len(gain) // _ONE_IN))]
    change = np.where(opened >= closed, 1, -1)
    return affordable_classes(instance, np.where(gain > threshold, used + change, used))


def affordable_classes(instance: TrainingInstance, kelas: Ints) -> Ints:
    """Return `kelas` without the courses whose classes use up most, until the resources bear all that stay open."""
    resources = instance.resources
    if not resources.rows:
        return kelas
    use = resources.class_use * kelas
    order = np.argsort(resources.scarcity @ use, kind="stable")
    fits = np.empty(len(kelas), dtype=np.bool_)
    fits[order] = (np.cumsum(use[:, order], axis=1) <= np.array(resources.limits)[:, None]).all(axis=0)
    return np.where(fits, kelas, 0)


def _earned_by_last_class(
    instance: TrainingInstance, chosen: Ints, worth: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return per course the total worth of its least worthy participants, as many as sit in the last class."""
    terms = instance.courses
    taken = instance.participants(chosen)
    last = taken - terms.kuota * np.maximum(terms.classes_for(taken) - 1, 0)
    course = instance.course[chosen]
    order = np.lexsort((chosen, worth, course))
    among = order[places(course[order]) < last[course[order]]]
    earned: NDArray[np.float64] = np.bincount(course[among], worth[among], minlength=len(terms)).astype(
        np.float64
    )
    return earned
