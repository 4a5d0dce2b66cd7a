"""A plan of several periods as it stands: what it takes, and what it leaves of everything that is shared."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.answers import NONE
from asnkarier.analysis.training.years.solving.programme import Programme

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Standing:
    """A plan (variables `chosen`) of a programme.

    spare: None where the most is sought; where the cheapest plan that closes a target is, how much more it closes than it
    has to (units of `Ways.closing`). ranks: per item, the smaller comes first among equals (None: as they stand).
    """

    programme: Programme
    chosen: Ints
    spare: int | None = None
    ranks: Ints | None = None

    @cached_property
    def order(self) -> Ints:
        """The place of each item among equals."""
        return np.arange(len(self.programme.ways.shared)) if self.ranks is None else self.ranks

    @cached_property
    def worth(self) -> Ints:
        """What each way counts: its benefit, or what it closes where a target is sought."""
        ways = self.programme.ways
        return ways.benefit if self.spare is None else ways.closing

    @cached_property
    def ways(self) -> Ints:
        """The ways of the plan."""
        return self.chosen[self.chosen < len(self.programme.ways.gap)]

    @cached_property
    def taken(self) -> Bools:
        """Whether each item is taken."""
        taken = np.zeros(len(self.programme.ways.shared), dtype=np.bool_)
        taken[self.programme.taken_items(self.chosen)] = True
        return taken

    @cached_property
    def served(self) -> Bools:
        """Whether each gap is narrowed by the plan."""
        served = np.zeros(int(self.programme.ways.gap.max(initial=-1)) + 1, dtype=np.bool_)
        served[self.programme.ways.gap[self.ways]] = True
        return served

    @cached_property
    def participants(self) -> Ints:
        """People per slot."""
        return self.programme.participants(np.flatnonzero(self.taken))

    @cached_property
    def classes(self) -> Ints:
        """Classes per slot."""
        return self.programme.classes_for(self.participants)

    @cached_property
    def held(self) -> Ints:
        """Classes per course and year, as `Slots.kelas` counts them."""
        slots = self.programme.slots
        return np.bincount(slots.year_slot, self.classes, minlength=len(slots.kelas)).astype(np.int64)

    @cached_property
    def left(self) -> Ints:
        """What the plan leaves of each shared row."""
        used = np.array(self.programme.used(np.flatnonzero(self.taken)), dtype=np.int64)
        return self.programme.limits - used

    @cached_property
    def full(self) -> Bools:
        """Whether in each slot every seat is taken of all the classes that can be held there."""
        slots = self.programme.slots
        no_more = (self.classes >= slots.most) | (self.held >= slots.kelas)[slots.year_slot]
        full: Bools = (self.participants > 0) & (self.participants >= slots.kuota * self.classes) & no_more
        return full

    @cached_property
    def sets(self) -> tuple[Ints, Bools]:
        """Return the set of each person, and which shared rows bear the people of each set: sets x rows."""
        people = int(self.programme.ways.item_person.max(initial=-1)) + 1
        marks = np.ones((people, len(self.programme.rows)), dtype=np.bool_)
        for at, row in enumerate(self.programme.rows):
            if row.people is not None:
                marks[:, at] = row.people[:people]
        different, of = np.unique(marks, axis=0, return_inverse=True)
        return of.reshape(-1).astype(np.int64), different

    @cached_property
    def _own(self) -> tuple[Ints, Ints, Ints]:
        """Return the entries of people's own limits by item: item, row, use."""
        own = self.programme.person_rows
        order = np.argsort(own.item, kind="stable")
        return own.item[order], own.number[order], own.value[order]

    @cached_property
    def _own_left(self) -> Ints:
        own = self.programme.person_rows
        used = np.bincount(own.number, own.value * self.taken[own.item], minlength=len(own.most))
        left: Ints = own.most - used.astype(np.int64)
        return left

    def within_own_limits(self, coming: Ints, leaving: Ints) -> Bools:
        """Return whether people keep their own hours and number of courses with the items of each line of `coming`, without those of `leaving` (-1: none)."""
        item, number, value = self._own
        line, row, use = [], [], []
        for items, sign in ((coming, 1), (leaving, -1)):
            at, place = np.nonzero(items >= 0)
            mine = items[at, place]
            start = np.searchsorted(item, mine, side="left")
            count = np.searchsorted(item, mine, side="right") - start
            entry = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count - start, count)
            line.append(np.repeat(at, count))
            row.append(number[entry])
            use.append(sign * value[entry])
        lines, rows, uses = (np.concatenate(one) for one in (line, row, use))
        key, which = np.unique(lines * max(1, len(self._own_left)) + rows, return_inverse=True)
        total = np.bincount(which.reshape(-1), uses, minlength=len(key))
        fits = np.ones(len(coming), dtype=np.bool_)
        over = (total > self._own_left[key % max(1, len(self._own_left))]) & (total > 0)
        fits[key[over] // max(1, len(self._own_left))] = False
        return fits


def padded(lists: list[list[int]]) -> Ints:
    """Return lists of numbers as lines of one table, filled up with NONE; one column at least."""
    width = max((len(one) for one in lists), default=1)
    out = np.full((len(lists), max(1, width)), NONE, dtype=np.int64)
    for at, one in enumerate(lists):
        out[at, : len(one)] = one
    return out
