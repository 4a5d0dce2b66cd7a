"""The best course of every gap that the plan does not serve, and what stood in its way."""

from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.pairs import TrainingPairs
from asnkarier.analysis.training.tables import pair_table
from asnkarier.model.level import MICRO

# In the order in which they are tested; the first that holds is given.
WHY: Final = ("batch", "hours", "max_courses", "seats", "budget", "better_elsewhere")


def postponed_table(pairs: TrainingPairs, chosen: Ints) -> pd.DataFrame:
    """Return one row per unserved gap with a useful course: the columns of the plan, `loss` (weighted levels), `why`.

    batch: too few people for (another) class; hours, max_courses: the person's own limit is reached; seats: every class
    is full; budget: the money left does not pay the place (or a class of least size, where one has to open);
    better_elsewhere: it would fit alone, but the plan gains more without it.
    """
    rows = _best_of_unserved(pairs, chosen)
    table = pair_table(pairs, rows)
    table["loss"] = pairs.instance.benefit[rows] / MICRO
    table["why"] = pd.Index(WHY, dtype="str").take(_why(pairs, chosen, rows))
    return table


def _best_of_unserved(pairs: TrainingPairs, chosen: Ints) -> Ints:
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


def _why(pairs: TrainingPairs, chosen: Ints, rows: Ints) -> Ints:
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
    price = terms.biaya * least + np.where(full, terms.biaya_kelas, 0)
    money = np.inf if instance.budget is None else instance.budget - terms.cost(taken)
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
        (price > money)[course],
    )
    why = np.full(len(rows), WHY.index("better_elsewhere"), dtype=np.int64)
    for index in reversed(range(len(tests))):
        why[tests[index]] = index
    too_few = (full & (waiting < least))[course] & (why >= WHY.index("budget"))
    return np.where(too_few, WHY.index("batch"), why).astype(np.int64)
