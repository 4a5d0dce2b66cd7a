"""Feasible plans from an order of preference: seats, money and hours are handed out pair by pair."""

from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.instance import TrainingInstance

_WITHOUT_LIMIT: Final = 2**62


def fill(instance: TrainingInstance, order: Ints, start: Ints) -> Ints:
    """Return, sorted, the pairs `start` and then those of `order` that everything allows, one after another.

    Respects seats, classes, resources (a class is paid when its first seat is taken), hours and courses per person and
    one course per group; not the least participants of a class (see `fill_whole_classes`). start: feasible by itself.
    """
    terms = instance.courses
    seats, kuota = (terms.kuota * terms.kelas).tolist(), terms.kuota.tolist()
    hours, (joining, opening) = terms.hours.tolist(), instance.resources.needs()
    left = [most - used for most, used in zip(instance.resources.limits, instance.used(start), strict=True)]
    participants, room, courses = instance.participants(start).tolist(), *_room(instance, start)
    free = np.ones(len(instance.person_of), dtype=np.bool_)
    free[instance.group[start]] = False
    unserved = bytearray(free.tobytes())
    added: list[int] = []
    order = order[free[instance.group[order]]]
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
    return np.sort(np.concatenate([start, np.array(added, dtype=np.int64)]))


def _room(instance: TrainingInstance, start: Ints) -> tuple[list[int], list[int]]:
    """Return the hours and the number of courses that each person has left beside `start`."""
    person = instance.person[start]
    spent = np.bincount(person, instance.hours[start], minlength=instance.people).astype(np.int64)
    limit = _WITHOUT_LIMIT if instance.max_hours is None else instance.max_hours
    most = _WITHOUT_LIMIT if instance.max_courses is None else instance.max_courses
    count = np.bincount(person, minlength=instance.people)
    return (limit - spent).tolist(), (most - count).tolist()


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
