"""Every set of courses that one person may take together, listed once: then the best of them is a sum and a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.fill import places
from asnkarier.analysis.training.solving.instance import TrainingInstance

# Who may choose among more sets than this is cheaper served by a table over hours.
MOST_EACH: Final = 16


@dataclass(frozen=True, slots=True)
class Bundles:
    """The sets of courses, at most one of each group, that keep the limits of those `people` who have few of them.

    pairs: places x sets; an empty place holds the number of pairs of the instance. first: where the sets of each person
    begin; turn: the place of each set among those of its person, counted down. They are ordered so that among equals the
    first takes least from the last group, there the shortest course, then so from the group before: what a table over
    hours gives when it is read backwards.
    """

    people: Ints
    first: Ints
    turn: Ints
    pairs: Ints

    @classmethod
    def of(cls, instance: TrainingInstance, people: Ints, hours: Ints, limit: Ints, most: int | None) -> Self:
        """List the sets of `people`. hours: per pair; limit: per person, in the same steps; most: courses per person."""
        nothing = len(instance.person)
        empty = np.full((0, len(people)), nothing, dtype=np.int64)
        sets = _Sets(
            people, limit[people], np.full(len(people), nothing if most is None else most), 0 * people, empty
        )
        for start, options in _by_rank(instance, people, hours <= limit[instance.person]):
            sets = sets.with_one_of(start, options, hours, nothing)
        first = np.flatnonzero(np.diff(sets.owner, prepend=-1))
        turn = MOST_EACH - 1 - places(sets.owner)
        return cls(sets.owner[first], first, turn, sets.pairs[: sets.count.max(initial=0)])

    def best(self, value: Ints) -> Ints:
        """Return for each of `people` the number of the set that is worth most together, the first among equals.

        value: per pair, none negative.
        """
        padded = np.append(value, 0)
        worth = np.take(padded, self.pairs).sum(axis=0)
        # The place in the list, counted down, decides among equals: one comparison finds the first of the best.
        worth = worth * MOST_EACH + self.turn
        best = np.maximum.reduceat(worth, self.first)
        number: Ints = self.first + (MOST_EACH - 1 - best % MOST_EACH)
        return number


@dataclass(frozen=True, slots=True)
class _Sets:
    """Sets under way, by owner: the hours and the courses that each leaves, how many it holds, and which."""

    owner: Ints
    hours_left: Ints
    room: Ints
    count: Ints
    pairs: Ints

    def with_one_of(self, start: Ints, options: Ints, hours: Ints, nothing: int) -> Self:
        """Return each set followed by what it becomes with each of its owner's `options`, where that keeps the limits."""
        choices = 1 + start[self.owner + 1] - start[self.owner]
        at = np.repeat(np.arange(len(self.owner)), choices)
        number = np.arange(len(at)) - np.repeat(np.cumsum(choices) - choices, choices)
        takes = number > 0
        added = np.full(len(at), nothing, dtype=np.int64)
        added[takes] = options[start[self.owner[at[takes]]] + number[takes] - 1]
        longer = np.append(hours, 0)[added]
        fits = (longer <= self.hours_left[at]) & (~takes | (self.room[at] > 0))
        many = np.bincount(self.owner[at[fits]], minlength=len(start)) > MOST_EACH
        kept = np.flatnonzero(fits & ~many[self.owner[at]])
        at, added, takes, longer = at[kept], added[kept], takes[kept], longer[kept]
        pairs, count = self.pairs[:, at], self.count[at]
        if (count[takes] == len(pairs)).any():
            pairs = np.append(pairs, np.full((1, len(at)), nothing, dtype=np.int64), axis=0)
        pairs[count[takes], np.flatnonzero(takes)] = added[takes]
        return type(self)(
            self.owner[at], self.hours_left[at] - longer, self.room[at] - takes, count + takes, pairs
        )


def _by_rank(
    instance: TrainingInstance, people: Ints, fits: NDArray[np.bool_]
) -> Iterator[tuple[Ints, Ints]]:
    """Yield for the last group of everybody, then the last but one and so on: where each person's pairs begin, and the pairs."""
    mine = np.zeros(instance.people, dtype=np.bool_)
    mine[people] = True
    groups = np.flatnonzero(mine[instance.person_of])
    of = instance.person_of[groups]
    after = np.searchsorted(of, of, side="right") - np.arange(len(of))
    rank = np.zeros(len(instance.person_of), dtype=np.int64)
    rank[groups] = after
    pair = np.flatnonzero(fits & mine[instance.person])
    rank = rank[instance.group[pair]]
    for one in range(1, int(after.max(initial=0)) + 1):
        options = pair[rank == one]
        counts = np.bincount(instance.person[options], minlength=instance.people)
        yield np.concatenate([[0], np.cumsum(counts)]), options
