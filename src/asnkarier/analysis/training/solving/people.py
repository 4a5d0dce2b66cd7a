"""The best courses for each person alone, given what every pair is worth: a multiple-choice knapsack over hours."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.bundles import Bundles
from asnkarier.analysis.training.solving.instance import TrainingInstance

# Hours are coarsened (rounded down) to at most this many steps: then a choice may exceed the limit by rounding, and its
# value is still never below the best true one, which is all that a bound needs.
MOST_STEPS: Final = 512
_BLOCK_CELLS: Final = 8_000_000


@dataclass(frozen=True, slots=True)
class _Entry:
    """Options worth taking of the people in one block: one per person, group and hours."""

    pair: Ints
    row: Ints
    hours: Ints
    value: Ints


class PeopleProblem:
    """The choice of every person; built once per instance, solved for many values."""

    def __init__(self, instance: TrainingInstance) -> None:
        """Prepare the layout of groups and the limits in steps of hours."""
        self._instance = instance
        self._first = np.flatnonzero(np.diff(instance.group, prepend=-1))
        self._size = np.diff(np.append(self._first, len(instance.group)))
        hours = instance.hours
        if instance.max_hours is None:
            self._hours = np.zeros(len(hours), dtype=np.int64)
            self._limit = np.zeros(instance.people, dtype=np.int64)
        else:
            widest = np.maximum.reduceat(hours, self._first) if len(hours) else hours
            most = np.bincount(instance.person_of, widest, minlength=instance.people).astype(np.int64)
            # Whom no choice brings to the limit needs no table of hours: all of it is free.
            limit = np.where(most > instance.max_hours, instance.max_hours, 0)
            hours = np.where((most > instance.max_hours)[instance.person], hours, 0)
            step = max(1, -(-int(limit.max(initial=0)) // MOST_STEPS))
            self._hours, self._limit = hours // step, limit // step
        groups = np.bincount(instance.person_of, minlength=instance.people)
        most_courses = instance.max_courses
        self._most = None if most_courses is None or most_courses >= groups.max(initial=0) else most_courses
        bound = self._limit > 0 if instance.max_hours is None else most > instance.max_hours
        if self._most is not None:
            bound = bound | (groups > self._most)
        self._bundles = Bundles.of(instance, np.flatnonzero(bound), self._hours, self._limit, self._most)
        self._bundled = np.zeros(instance.people, dtype=np.bool_)
        self._bundled[self._bundles.people] = True
        self._fits = self._hours <= self._limit[instance.person]

    def best(self, value: Ints) -> Ints:
        """Return the pairs of a best choice for everyone, sorted; only pairs of positive `value` are taken."""
        instance = self._instance
        if not len(value):
            return np.empty(0, dtype=np.int64)
        usable = np.maximum(value, 0) * self._fits
        pick = self._best_of_groups(usable)
        person = instance.person[pick]
        tight = np.bincount(person, self._hours[pick], minlength=instance.people) > self._limit
        if self._most is not None:
            tight |= np.bincount(person, minlength=instance.people) > self._most
        if not tight.any():
            return pick
        parts = [pick[~tight[person]]]
        if (tight & self._bundled).any():
            parts.append(self._best_bundles(usable, tight))
        many = np.flatnonzero(tight & ~self._bundled)
        if len(many):
            parts += self._solve_tight(usable, many)
        return np.sort(np.concatenate(parts))

    def _best_of_groups(self, value: Ints) -> Ints:
        """Return the first pair of the highest value above 0 of each group."""
        if len(self._first) == len(value):
            return np.flatnonzero(value)
        top = np.maximum.reduceat(value, self._first)
        hit = np.flatnonzero((value == np.repeat(top, self._size)) & (value > 0))
        return hit[np.diff(self._instance.group[hit], prepend=-1) > 0]

    def _best_bundles(self, value: Ints, tight: NDArray[np.bool_]) -> Ints:
        """Return the choices of the `tight` people whose sets of courses are listed."""
        bundles = self._bundles
        pairs = bundles.pairs[:, bundles.best(value)[tight[bundles.people]]].ravel()
        return pairs[pairs < len(value)]

    def _solve_tight(self, value: Ints, people: Ints) -> list[Ints]:
        """Return the choices of the people whose separately best courses exceed their limits, block by block.

        People of like limits share a block, so that a table is never much wider than its people need.
        """
        layers = 1 if self._most is None else self._most + 1
        deepest = int(np.bincount(self._instance.person_of)[people].max()) + 1
        chosen = []
        like = np.floor(np.log2(self._limit[people] + 1)).astype(np.int64)
        for one in np.unique(like):
            mine = people[like == one]
            width = int(self._limit[mine].max()) + 1
            size = max(1, _BLOCK_CELLS // (width * layers * deepest))
            chosen += [
                self._solve_block(value, mine[start : start + size], width, layers)
                for start in range(0, len(mine), size)
            ]
        return chosen

    def _solve_block(self, value: Ints, people: Ints, width: int, layers: int) -> Ints:
        row_of = np.full(self._instance.people, -1, dtype=np.int64)
        row_of[people] = np.arange(len(people))
        steps = self._entries(value, row_of)
        # One table per group of a person; state [row, courses taken, hours] = best value within so much.
        tables = [np.zeros((len(people), layers, width), dtype=np.int64)]
        taken = min(1, layers - 1)
        for step in steps:
            old = tables[-1]
            new = old.copy()
            for part in _runs(step.hours):
                hours, rows = int(step.hours[part.start]), step.row[part]
                gained = old[rows, : layers - taken, : width - hours] + step.value[part, None, None]
                new[rows, taken:, hours:] = np.maximum(new[rows, taken:, hours:], gained)
            tables.append(new)
        return self._trace(steps, tables, self._limit[people], taken)

    def _entries(self, value: Ints, row_of: Ints) -> list[_Entry]:
        """Return for each rank of a group within its person the options there, sorted by hours and row."""
        instance = self._instance
        pair = np.flatnonzero((row_of[instance.person] >= 0) & (value > 0))
        # Pairs of one group are sorted by hours: of those with equal hours only the best can matter.
        change = np.diff(instance.group[pair], prepend=-1) != 0
        change |= np.diff(self._hours[pair], prepend=-1) != 0
        start = np.flatnonzero(change)
        best = np.repeat(np.maximum.reduceat(value[pair], start), np.diff(np.append(start, len(pair))))
        run = np.cumsum(change)
        top = np.flatnonzero(value[pair] == best)
        pair = pair[top[np.diff(run[top], prepend=0) > 0]]
        group = instance.group[pair]
        new_group = np.diff(group, prepend=-1) != 0
        row = row_of[instance.person[pair]]
        ordinal = np.cumsum(new_group)
        first_of_person = np.diff(row, prepend=-1) != 0
        base = np.maximum.accumulate(np.where(first_of_person, ordinal, 0))
        rank = ordinal - base
        order = np.lexsort((row, self._hours[pair], rank))
        pair, row, rank = pair[order], row[order], rank[order]
        return [
            _Entry(pair[part], row[part], self._hours[pair[part]], value[pair[part]]) for part in _runs(rank)
        ]

    def _trace(self, steps: list[_Entry], tables: list[NDArray[np.int64]], limit: Ints, taken: int) -> Ints:
        """Walk the tables backwards from every person's limits and return the pairs on the way."""
        hours = limit.copy()
        layer = np.full(len(limit), tables[0].shape[1] - 1)
        chosen: list[Ints] = []
        for step, old, new in zip(reversed(steps), reversed(tables[:-1]), reversed(tables[1:]), strict=True):
            row = step.row
            before = np.maximum(hours[row] - step.hours, 0)
            reached = new[row, layer[row], hours[row]]
            used = reached > old[row, layer[row], hours[row]]
            used &= (step.hours <= hours[row]) & (layer[row] >= taken)
            used &= old[row, np.maximum(layer[row] - taken, 0), before] + step.value == reached
            at = np.flatnonzero(used)
            at = at[np.unique(row[at], return_index=True)[1]]
            chosen.append(step.pair[at])
            hours[row[at]] -= step.hours[at]
            layer[row[at]] -= taken
        return np.concatenate(chosen)


def _runs(values: Ints) -> list[slice]:
    """Return the slices of equal neighbours in `values`."""
    cuts = [0, *(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return [slice(start, stop) for start, stop in pairwise(cuts) if stop > start]
