"""The best course of every gap that the plan does not serve, and what stood in its way."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.pairs import TrainingPairs
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.tables import pair_table
from asnkarier.model.level import MICRO

# In the order in which they are tested, the kinds of the resources before the last; the first that holds is given.
_OWN: Final = ("batch", "hours", "max_courses", "seats")
_LAST: Final = "better_elsewhere"


def postponed_table(pairs: TrainingPairs, chosen: Ints, rows: Ints) -> pd.DataFrame:
    """Return one row per pair of `best_of_unserved`: the columns of the plan, `loss` (weighted levels), `why`.

    batch: too few people for (another) class; hours, max_courses: the person's own limit is reached; seats: every class
    is full; budget (or another kind of resource): what is left does not bear the place (or a class of least size, where
    one has to open);
    better_elsewhere: it would fit alone, but the plan gains more without it.
    """
    table = pair_table(pairs, rows)
    table["loss"] = pairs.instance.benefit[rows] / MICRO
    table["why"] = _why(pairs, chosen, rows)
    return table


def best_of_unserved(pairs: TrainingPairs, chosen: Ints) -> Ints:
    """Return for each unserved group its pair of most benefit, the cheaper and then the earlier kode among equals."""
    instance = pairs.instance
    served = np.zeros(len(instance.person_of), dtype=np.bool_)
    served[instance.group[chosen]] = True
    open_pairs = np.flatnonzero(~served[instance.group])
    course = instance.course[open_pairs]
    order = np.lexsort(
        (course, instance.courses.biaya[course], -instance.benefit[open_pairs], instance.group[open_pairs])
    )
    ranked = open_pairs[order]
    return ranked[np.diff(instance.group[ranked], prepend=-1) > 0]


def _why(pairs: TrainingPairs, chosen: Ints, rows: Ints) -> pd.Index:
    instance, terms = pairs.instance, pairs.instance.courses
    taken = instance.participants(chosen)
    classes = terms.classes_for(taken)
    course, person = instance.course[rows], instance.person[rows]
    waiting = np.bincount(course, minlength=len(terms))
    full = taken == terms.kuota * classes
    # The classes the agency could hold, not those that the people who gain could fill.
    possible = pairs.courses["kelas"].fillna(1).to_numpy(dtype=np.int64)
    # Where a class has to open, it needs its least participants at once.
    least = np.where(full, terms.minimal * (classes + 1) - taken, 1).clip(min=1)
    never = np.zeros(len(rows), dtype=np.bool_)
    hours_spent = np.bincount(instance.person[chosen], instance.hours[chosen], minlength=instance.people)
    count = np.bincount(instance.person[chosen], minlength=instance.people)
    most = instance.max_courses
    tests = (
        (terms.kelas <= 0)[course],
        never
        if instance.max_hours is None
        else hours_spent[person] + terms.hours[course] > instance.max_hours[person],
        never if most is None else count[person] >= most,
        (taken >= terms.kuota * possible)[course],
        *_used_up(instance, chosen, rows, least, full),
    )
    names = [*_OWN, *(row.kind for row in instance.resources.rows), _LAST]
    why = np.full(len(rows), len(tests), dtype=np.int64)
    for index in reversed(range(len(tests))):
        why[tests[index]] = index
    too_few = (full & (waiting < least))[course] & (why >= len(_OWN))
    return pd.Index(names, dtype="str").take(np.where(too_few, _OWN.index("batch"), why))


def _used_up(
    instance: TrainingInstance, chosen: Ints, rows: Ints, least: Ints, full: NDArray[np.bool_]
) -> Iterator[NDArray[np.bool_]]:
    """Yield for each resource which pairs `rows` need more of it than `chosen` leaves.

    A class that has to open is counted as if the pair's own unit filled it.
    """
    course, person = instance.course[rows], instance.person[rows]
    for row, used in zip(instance.resources.rows, instance.used(chosen), strict=True):
        mine = True if row.people is None else row.people[person]
        need = np.where(mine, (row.use * least)[course], 0) + np.where(full, row.class_use, 0)[course]
        yield need > row.limit - used
