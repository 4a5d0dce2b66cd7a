"""What would come into a plan of several periods with one place: the way of a gap that waits, and all that it needs beside."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.answers import NONE
from asnkarier.analysis.training.years.worth.standing import Bools, Standing, padded

# Of the places that can serve as what another presupposes so many choices are looked at, and so deep.
_CHOICES = 6
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Coming:
    """Places that come in together, a line each: items (NONE: no more); priced: the one whose price is asked; gain: what the gaps that they would serve count; person.

    relied: places of the plan that they need; against: the place of the plan that has to leave because it is of the same course (NONE: none);
    asked: which question each line answers, several lines one.
    """

    items: Ints
    priced: Ints
    gain: Ints
    person: Ints
    relied: Ints
    against: Ints
    asked: Ints


@dataclass(frozen=True, slots=True)
class _Line:
    items: list[int]
    priced: int
    gain: int
    relied: list[int]
    against: int
    asked: int


@dataclass(frozen=True)
class Waiting:
    """The gaps that a plan does not narrow, and how they could be."""

    standing: Standing

    @cached_property
    def ways(self) -> Ints:
        """The ways of these gaps."""
        return np.flatnonzero(~self.standing.served[self.standing.programme.ways.gap])

    @cached_property
    def _ways_of(self) -> dict[int, list[int]]:
        ways, out = self.standing.programme.ways, defaultdict[int, list[int]](list)
        for way, person in zip(
            self.ways.tolist(), ways.item_person[ways.items[self.ways, 0]].tolist(), strict=True
        ):
            out[person].append(way)
        return out

    @cached_property
    def _width(self) -> int:
        return int(self.standing.programme.ways.item_course.max(initial=0)) + 1

    @cached_property
    def places(self) -> tuple[Ints, Ints]:
        """Items that could be added by themselves, and what the gaps that each would serve count together.

        Their person does not take the course yet, and what it presupposes stands in the plan.
        """
        programme, taken = self.standing.programme, self.standing.taken
        ways = programme.ways
        items = ways.items[self.ways]
        new = (items >= 0) & ~taken[items]
        sole = new.sum(axis=1) == 1
        item = items[sole][new[sole]]
        key = ways.item_person * self._width + ways.item_course
        free = ~np.isin(key[item], key[taken])
        way, item = self.ways[sole][free], item[free]
        gain = self.standing.worth[way]
        order = np.lexsort((-gain, ways.gap[way], item))
        way, item, gain = way[order], item[order], gain[order]
        first = (np.diff(item, prepend=-1) != 0) | (np.diff(ways.gap[way], prepend=-1) != 0)
        different, which = np.unique(item[first], return_inverse=True)
        total = np.bincount(which.reshape(-1), gain[first], minlength=len(different)).astype(np.int64)
        able = np.array(
            [ways.needs[one] < 0 or self._before(int(one)) is not None for one in different.tolist()],
            dtype=np.bool_,
        )
        return different[able], total[able]

    def by_ways(self, asked: Ints) -> Coming:
        """Return what comes in with each of these ways, its first place at the price that is asked; nothing where the plan holds that already."""
        ways = self.standing.programme.ways
        items = ways.items[asked]
        tied = ((items >= 0) & (ways.shared | (ways.needs >= 0))[items]).any(axis=1)
        fresh = ~self.standing.taken[items[:, 0]]
        lines = []
        for at in np.flatnonzero(tied & fresh).tolist():
            wanted = [one for one in items[at].tolist() if one >= 0]
            lines += self._lines(wanted, int(items[at, 0]), at)
        loose = np.flatnonzero(~tied)
        return _joined(
            self.standing,
            Coming(
                items[loose],
                items[loose, 0],
                self.standing.worth[asked[loose]],
                ways.item_person[items[loose, 0]],
                np.full((len(loose), 1), NONE),
                np.full(len(loose), NONE),
                loose,
            ),
            lines,
        )

    def by_items(self, asked: Ints) -> Coming:
        """Return what comes in with each of these places."""
        lines = [line for at, item in enumerate(asked.tolist()) for line in self._lines([item], item, at)]
        empty = np.empty(0, dtype=np.int64)
        none = Coming(empty.reshape(0, 1), empty, empty, empty, empty.reshape(0, 1), empty, empty)
        return _joined(self.standing, none, lines)

    def _lines(self, wanted: list[int], priced: int, asked: int) -> list[_Line]:
        taken = self.standing.taken
        fresh = frozenset(one for one in wanted if not taken[one])
        lines = (self._line(one, wanted, priced, asked) for one in islice(self._whole(fresh, 0), _CHOICES))
        return [line for line in lines if line is not None]

    def _whole(self, fresh: frozenset[int], deep: int) -> Iterator[frozenset[int]]:
        """Yield these places with what they presuppose, as far as the plan does not hold it."""
        ways, tables = self.standing.programme.ways, self.standing.programme.lists
        for item in sorted(fresh):
            needed = int(ways.needs[item])
            if needed < 0 or self._before(item) is not None or any(
                ways.item_course[one] == needed and ways.item_period[one] < ways.item_period[item] for one in fresh
            ):  # fmt: skip
                continue
            for other in tables.earlier.get(int(ways.item_person[item]) * self._width + needed, ()):
                earlier = ways.item_period[other] < ways.item_period[item]
                if earlier and tables.free[other] and other not in fresh and deep < _DEEPEST:
                    yield from self._whole(fresh | {other}, deep + 1)
            return
        yield fresh

    def _before(self, item: int) -> int | None:
        """Return the place of the plan that an item presupposes."""
        ways = self.standing.programme.ways
        for one in self._held(int(ways.item_person[item])):
            if ways.item_course[one] == ways.needs[item] and ways.item_period[one] < ways.item_period[item]:
                return one
        return None

    def _held(self, person: int) -> list[int]:
        low, high = np.searchsorted(self.standing.programme.ways.item_person, [person, person + 1])
        return (int(low) + np.flatnonzero(self.standing.taken[low:high])).tolist()

    def _line(self, fresh: frozenset[int], wanted: list[int], priced: int, asked: int) -> _Line | None:
        ways = self.standing.programme.ways
        held = self._held(int(ways.item_person[priced]))
        courses = [int(ways.item_course[one]) for one in fresh]
        against = [one for one in held if int(ways.item_course[one]) in courses]
        if len(against) > 1 or len(set(courses)) < len(courses):
            return None
        relied = {one for one in wanted if one not in fresh}
        prior = (self._before(one) for one in fresh if ways.needs[one] >= 0)
        relied |= {one for one in prior if one is not None}
        gain: dict[int, tuple[int, set[int]]] = {}
        for way in self._ways_of[int(ways.item_person[priced])]:
            through = {one for one in ways.items[way].tolist() if one >= 0}
            gap, worth = int(ways.gap[way]), int(self.standing.worth[way])
            if (
                through & fresh
                and through <= fresh | (set(held) - set(against))
                and worth > gain.get(gap, (0,))[0]
            ):
                gain[gap] = worth, through - fresh
        relied = relied.union(*(one for _, one in gain.values()))
        if relied & set(against) or not gain:
            return None
        return _Line(
            sorted(fresh), priced, sum(one for one, _ in gain.values()), sorted(relied), against[0] if against else NONE, asked
        )  # fmt: skip


def _joined(standing: Standing, loose: Coming, lines: list[_Line]) -> Coming:
    """Return both in one table, by what they answer."""
    items, relied = padded([line.items for line in lines]), padded([line.relied for line in lines])
    priced = np.array([line.priced for line in lines], dtype=np.int64)
    found = Coming(
        _under(loose.items, items),
        np.concatenate([loose.priced, priced]),
        np.concatenate([loose.gain, np.array([line.gain for line in lines], dtype=np.int64)]),
        np.concatenate([loose.person, standing.programme.ways.item_person[priced]]),
        _under(loose.relied, relied),
        np.concatenate([loose.against, np.array([line.against for line in lines], dtype=np.int64)]),
        np.concatenate([loose.asked, np.array([line.asked for line in lines], dtype=np.int64)]),
    )
    return chosen_lines(found, np.argsort(found.asked, kind="stable"))


def chosen_lines(coming: Coming, lines: Ints | Bools) -> Coming:
    """Return some of the lines."""
    return Coming(
        *(
            getattr(coming, name)[lines]
            for name in ("items", "priced", "gain", "person", "relied", "against", "asked")
        )
    )


def _under(one: Ints, two: Ints) -> Ints:
    width = max(one.shape[1], two.shape[1])
    wide = (np.pad(part, ((0, 0), (0, width - part.shape[1])), constant_values=NONE) for part in (one, two))
    return np.concatenate(list(wide))
