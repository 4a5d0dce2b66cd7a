"""What would leave a plan of several periods with one of its places: whatever rests on that place leaves with it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.worth.standing import Standing, padded


@dataclass(frozen=True, slots=True)
class Leaving:
    """Places that leave together, a line each: items (NONE: no more); loss: what the gaps that they serve counted; person."""

    items: Ints
    loss: Ints
    person: Ints


def leaving(standing: Standing) -> Leaving:
    """Return what would leave with each place of the plan, by its first place; without those by which a course runs that has to."""
    ways = standing.programme.ways
    tied = ways.shared | (ways.needs >= 0)
    items = ways.items[standing.ways]
    loose = ~((items >= 0) & tied[items]).any(axis=1)
    found = [
        ([one for one in line if one >= 0], lost)
        for line, lost in zip(
            items[loose].tolist(), standing.worth[standing.ways[loose]].tolist(), strict=True
        )
    ]
    of_person: dict[int, list[int]] = defaultdict(list)
    people = ways.item_person[items[:, 0]]
    entangled = set(people[~loose].tolist())
    for way, person in zip(standing.ways.tolist(), people.tolist(), strict=True):
        if person in entangled:
            of_person[person].append(way)
    for person in sorted(of_person):
        found += _of_person(standing, person, of_person[person])
    found.sort()
    table = padded([line for line, _ in found])
    person = ways.item_person[table[:, 0]] if found else np.empty(0, dtype=np.int64)
    return _without_must(
        standing, Leaving(table, np.array([lost for _, lost in found], dtype=np.int64), person)
    )


def _of_person(standing: Standing, person: int, mine: list[int]) -> Iterator[tuple[list[int], int]]:
    """Yield what leaves together of one person whose places hang together, with what it counted; loose places are told by their ways."""
    ways = standing.programme.ways
    low, high = np.searchsorted(ways.item_person, [person, person + 1])
    taken = (low + np.flatnonzero(standing.taken[low:high])).tolist()
    lines = {way: {one for one in ways.items[way].tolist() if one >= 0} for way in mine}
    told = set()
    for first in taken:
        gone, lost = _gone(standing, first, taken, lines)
        key = tuple(sorted(gone))
        if key in told or not (ways.shared[list(key)] | (ways.needs[list(key)] >= 0)).any():
            continue
        told.add(key)
        yield list(key), int(standing.worth[sorted(lost)].sum())


def _gone(
    standing: Standing, first: int, taken: list[int], lines: dict[int, set[int]]
) -> tuple[set[int], set[int]]:
    """Return the places that leave with one, and the ways: what leads through it, what presupposes it, what nothing uses any more."""
    ways = standing.programme.ways
    needs, course, period = ways.needs, ways.item_course, ways.item_period
    gone, lost = {first}, set[int]()
    while True:
        before = len(gone) + len(lost)
        lost |= {way for way, line in lines.items() if line & gone}
        staying = [one for one in taken if one not in gone]
        for one in staying:
            prior = {
                two
                for two in taken
                if needs[one] >= 0 and course[two] == needs[one] and period[two] < period[one]
            }
            if prior and prior <= gone:
                gone.add(one)
        staying = [one for one in taken if one not in gone]
        used = set().union(*(line for way, line in lines.items() if way not in lost))
        asked = {int(needs[one]) for one in staying if needs[one] >= 0}
        gone |= {one for one in staying if one not in used and int(course[one]) not in asked}
        if len(gone) + len(lost) == before:
            return gone, lost


def _without_must(standing: Standing, found: Leaving) -> Leaving:
    slots, ways = standing.programme.slots, standing.programme.ways
    if not len(slots.must):
        return found
    count = standing.participants.reshape(-1, slots.periods).sum(axis=1)
    course = np.where(found.items >= 0, ways.item_course[found.items], -1)
    kept = np.ones(len(found.items), dtype=np.bool_)
    for one in slots.must.tolist():
        mine = (course == one).sum(axis=1)
        kept &= (mine == 0) | (mine < count[one])
    return Leaving(found.items[kept], found.loss[kept], found.person[kept])
