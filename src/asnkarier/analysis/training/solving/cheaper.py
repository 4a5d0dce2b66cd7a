"""The same plan for less money: people move to a cheaper course that gains them as much."""

from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.instance import TrainingInstance

_ROUNDS: Final = 3


def cheaper(instance: TrainingInstance, plan: Ints) -> Ints:
    """Return a plan of at least the same benefit that costs no more, by moves of one person at a time.

    A move goes into a class that is open or costs nothing to open, leaves no class too empty, and keeps every limit.
    The largest savings come first; the search ends when a round finds none.
    """
    for _ in range(_ROUNDS):
        moved = _one_round(instance, plan)
        if moved is None:
            break
        plan = moved
    return plan


def _one_round(instance: TrainingInstance, plan: Ints) -> Ints | None:
    held = np.full(len(instance.person_of), -1, dtype=np.int64)
    held[instance.group[plan]] = plan
    moves, saving = _candidates(instance, held)
    state = _State(instance, plan)
    done = False
    for pair in moves[np.lexsort((moves, -saving))].tolist():
        group = int(instance.group[pair])
        old = int(held[group])
        if instance.courses.biaya[instance.course[pair]] < instance.courses.biaya[
            instance.course[old]
        ] and state.moves(old, pair):
            held[group], done = pair, True
    return np.sort(held[held >= 0]) if done else None


def _candidates(instance: TrainingInstance, held: Ints) -> tuple[Ints, Ints]:
    """Return the pairs that would serve a group as well as the one it has for less, and what each saves."""
    pairs = np.flatnonzero(held[instance.group] >= 0)
    now = held[instance.group[pairs]]
    saving = instance.courses.biaya[instance.course[now]] - instance.courses.biaya[instance.course[pairs]]
    better = (saving > 0) & (instance.benefit[pairs] >= instance.benefit[now])
    return pairs[better], saving[better]


class _State:
    """What a plan leaves of seats, hours and resources while people move."""

    def __init__(self, instance: TrainingInstance, plan: Ints) -> None:
        self._instance = instance
        self._taken = instance.participants(plan)
        limits = instance.resources.limits
        self._left = [most - used for most, used in zip(limits, instance.used(plan), strict=True)]
        spent = np.bincount(instance.person[plan], instance.hours[plan], minlength=instance.people)
        self._room = None if instance.max_hours is None else instance.max_hours - spent.astype(np.int64)

    def moves(self, old: int, new: int) -> bool:
        """Move one person from the pair `old` to `new` of the same group if everything allows it; return whether."""
        instance, terms = self._instance, self._instance.courses
        source, target, person = (
            int(instance.course[old]),
            int(instance.course[new]),
            int(instance.person[old]),
        )
        longer = int(terms.hours[target] - terms.hours[source])
        if not self._leaves(source) or not self._joins(target):
            return False
        if self._room is not None and longer > self._room[person]:
            return False
        concerns = instance.resources.concerns[instance.resources.set_of[person]]
        use = instance.resources.use
        more = [
            int(use[row, target] - use[row, source]) if mine else 0
            for row, mine in enumerate(concerns.tolist())
        ]
        if any(extra > left for extra, left in zip(more, self._left, strict=True)):
            return False
        self._left = [left - extra for left, extra in zip(self._left, more, strict=True)]
        self._taken[source] -= 1
        self._taken[target] += 1
        if self._room is not None:
            self._room[person] -= longer
        return True

    def _leaves(self, course: int) -> bool:
        terms, rest = self._instance.courses, int(self._taken[course]) - 1
        classes = -(-rest // max(1, int(terms.kuota[course])))
        return rest >= classes * int(terms.minimal[course])

    def _joins(self, course: int) -> bool:
        terms, taken = self._instance.courses, int(self._taken[course])
        kuota = int(terms.kuota[course])
        if taken >= kuota * int(terms.kelas[course]):
            return False
        free = terms.minimal[course] <= 1 and not self._instance.resources.class_use[:, course].any()
        return taken % kuota > 0 or bool(free and terms.biaya_kelas[course] == 0)
