"""Feasible plans from an order of preference: seats, money and hours are handed out pair by pair."""

from array import array
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.solving.resources import Need

_WITHOUT_LIMIT: Final = 2**62
# Pairs are handed out in so many chunks; between two of them all that has become impossible is dropped at once.
_CHUNKS: Final = 16
_LEAST_CHUNK: Final = 2_000


def fill(instance: TrainingInstance, order: Ints, start: Ints) -> Ints:
    """Return, sorted, the pairs `start` and then those of `order` that everything allows, one after another.

    Respects seats, classes, resources (a class is paid when its first seat is taken), hours and courses per person and
    one course per group; not the least participants of a class (see `fill_whole_classes`). start: feasible by itself.
    """
    filling = _Filling(instance, start)
    added: list[int] = []
    size = max(_LEAST_CHUNK, len(order) // _CHUNKS)
    rest = filling.possible(order)
    while len(rest):
        added += filling.take(rest[:size])
        rest = filling.possible(rest[size:])
    return np.sort(np.concatenate([start, np.array(added, dtype=np.int64)]))


class _Filling:
    """What is left of everything while places are handed out; what cannot be had any more never can be again."""

    def __init__(self, instance: TrainingInstance, start: Ints) -> None:
        terms = instance.courses
        self._instance = instance
        self._seats, self._kuota, self._hours = (
            (terms.kuota * terms.kelas).tolist(),
            terms.kuota.tolist(),
            terms.hours.tolist(),
        )
        self._joining, self._opening = instance.resources.needs()
        limits = zip(instance.resources.limits, instance.used(start), strict=True)
        self._left = [most - used for most, used in limits]
        self._participants = instance.participants(start).tolist()
        self._room, self._courses = _room(instance, start)
        free = np.ones(len(instance.person_of), dtype=np.bool_)
        free[instance.group[start]] = False
        self._unserved = bytearray(free.tobytes())

    def possible(self, order: Ints) -> Ints:
        """Return the pairs of `order` that could still be had if they came next, in the same order."""
        instance = self._instance
        open_ = np.array(
            [
                [
                    count < seats
                    and all(amount <= self._left[row] for row, amount in self._needs(of, course))
                    for course, (count, seats) in enumerate(zip(self._participants, self._seats, strict=True))
                ]
                for of in range(len(self._joining))
            ],
            dtype=np.bool_,
        )
        order = order[open_[instance.set_of_pair[order], instance.course[order]]]
        order = order[np.frombuffer(self._unserved, dtype=np.bool_)[instance.group[order]]]
        person, hours = instance.person[order], instance.courses.hours[instance.course[order]]
        room = np.frombuffer(self._room, dtype=np.int64)[person] >= hours
        return order[room & (np.frombuffer(self._courses, dtype=np.int64)[person] > 0)]

    def _needs(self, of: int, course: int) -> tuple[Need, ...]:
        opens = self._participants[course] % max(1, self._kuota[course]) == 0
        return (self._opening if opens else self._joining)[of][course]

    def take(self, order: Ints) -> list[int]:
        """Hand out the pairs of `order` one after another and return those that everything allowed."""
        instance, added = self._instance, []
        participants, seats, kuota, hours = self._participants, self._seats, self._kuota, self._hours
        room, courses, left, unserved = self._room, self._courses, self._left, self._unserved
        joining, opening = self._joining, self._opening
        columns = (
            order,
            instance.person[order],
            instance.group[order],
            instance.course[order],
            instance.set_of_pair[order],
        )
        # A plain loop on purpose: each step depends on all before it, and it decides a million pairs per second.
        for pair, person, group, course, of in zip(*(column.tolist() for column in columns), strict=True):
            count = participants[course]
            if (
                not unserved[group]
                or count >= seats[course]
                or room[person] < hours[course]
                or not courses[person]
            ):
                continue
            needs = (joining if count % kuota[course] else opening)[of][course]
            for row, amount in needs:
                if amount > left[row]:
                    break
            else:
                for row, amount in needs:
                    left[row] -= amount
                participants[course] = count + 1
                room[person] -= hours[course]
                courses[person] -= 1
                unserved[group] = 0
                added.append(pair)
        return added


def _room(instance: TrainingInstance, start: Ints) -> tuple["array[int]", "array[int]"]:
    """Return the hours and the number of courses that each person has left beside `start`."""
    person = instance.person[start]
    spent = np.bincount(person, instance.hours[start], minlength=instance.people).astype(np.int64)
    limit = _WITHOUT_LIMIT if instance.max_hours is None else instance.max_hours
    most = _WITHOUT_LIMIT if instance.max_courses is None else instance.max_courses
    count = np.bincount(person, minlength=instance.people)
    return array("q", (limit - spent).tobytes()), array("q", (most - count).tobytes())


def fill_whole_classes(instance: TrainingInstance, order: Ints, start: Ints) -> Ints:
    """Return `fill`, with every class holding its least participants: classes that do not are closed and it starts anew.

    order: also says who stays when a class of `start` closes: the pairs that come first in it.
    """
    kelas = instance.courses.kelas.copy()
    while True:
        current = replace(instance, courses=replace(instance.courses, kelas=kelas))
        chosen = fill(current, order, _within(current, start, order))
        short = too_empty(current, chosen)
        if not short.any():
            return chosen
        taken = current.participants(chosen)
        whole = taken // np.maximum(current.courses.minimal, 1)
        kelas = np.where(short, np.minimum(whole, current.courses.classes_for(taken) - 1), kelas)


def greedy_plan(instance: TrainingInstance) -> Ints:
    """Return the plan made by hand: pairs by benefit per cost (with its share of a full class), ties by benefit, person and course.

    The cost is what each resource gives up, scarce ones weighing more; rupiah where nothing is limited.
    """
    cost = _costs(instance)
    rate = np.divide(instance.benefit, cost, out=np.full(len(cost), np.inf), where=cost > 0)
    order = np.lexsort((instance.course, instance.person, -instance.benefit, -rate))
    return fill_whole_classes(instance, order, np.empty(0, dtype=np.int64))


def _costs(instance: TrainingInstance) -> NDArray[np.float64]:
    resources, terms = instance.resources, instance.courses
    if resources.rows:
        of_place, of_class = resources.weighed(resources.scarcity)
    else:
        of_place, of_class = terms.biaya[None, :].astype(np.float64), terms.biaya_kelas.astype(np.float64)
    table = of_place + of_class / np.maximum(terms.kuota, 1)
    cost: NDArray[np.float64] = table[instance.set_of_pair, instance.course]
    return cost


def too_empty(instance: TrainingInstance, chosen: Ints) -> NDArray[np.bool_]:
    """Return which courses have fewer participants than their classes need."""
    taken = instance.participants(chosen)
    short: NDArray[np.bool_] = taken < instance.courses.minimal * instance.courses.classes_for(taken)
    return short


def _within(instance: TrainingInstance, start: Ints, order: Ints) -> Ints:
    """Return `start` without the people who find no seat in the classes of `instance`, the last in `order` first."""
    rank = np.full(len(instance.person), len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    by_course = start[np.lexsort((start, rank[start], instance.course[start]))]
    return np.sort(
        by_course[places(instance.course[by_course]) < _seats(instance)[instance.course[by_course]]]
    )


def _seats(instance: TrainingInstance) -> Ints:
    return instance.courses.kuota * instance.courses.kelas


def places(sorted_keys: Ints) -> Ints:
    """Return the place 0, 1, 2 … of each entry among its equals in a sorted array."""
    first = np.flatnonzero(np.diff(sorted_keys, prepend=-1))
    return np.arange(len(sorted_keys)) - np.repeat(first, np.diff(np.append(first, len(sorted_keys))))
