"""A programme in an order and a unit that hang on what people lack and may, not on what they are called or on the unit of the weights.

Among plans of the same benefit a search takes the one that it meets first, so that renaming people, or doubling all weights, had led to another plan.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.programme import PersonRows, Programme
from asnkarier.analysis.training.years.ways import Ways

_Keys = NDArray[np.uint64]
# The usual benefit counts so much in the new unit, near what HiGHS's tolerances are made for.
_USUAL: Final = 1_000_000
# A mixing of 64 bits (splitmix64): what is alike gives the same key, what is not another one.
_SHIFTS: Final = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1))


@dataclass(frozen=True)
class Canonical:
    """programme: the same in the new order and unit; variable: per variable of it the one that it was; one new unit is `unit` old ones; step: what divides every benefit."""

    programme: Programme
    variable: Ints
    unit: Fraction
    step: int

    def bound(self, most: int) -> int:
        """Return a bound in old units: every benefit is a multiple of `step`."""
        return int(most * self.unit // self.step) * self.step


def canonical(programme: Programme) -> Canonical:
    """Return the programme with people by their data (equal ones as they stood), their gaps likewise, and benefits without a common factor."""
    ways = programme.ways
    step = max(1, int(np.gcd.reduce(ways.benefit)))
    parts = ways.benefit // step
    times = max(1, _USUAL // max(1, int(np.median(parts))))
    gap_key = _gap_keys(ways, parts)
    people = _people(programme)
    person_key = _person_keys(programme, gap_key, people)
    order = np.lexsort((np.arange(people), person_key))
    rank = _inverse(order)
    # The gaps of one person, in the new order of people; those that have no way come last.
    person_of = np.full(len(gap_key), -1, dtype=np.int64)
    person_of[ways.gap] = ways.item_person[ways.items[:, 0]]
    gap_rank = _inverse(np.lexsort((np.arange(len(gap_key)), gap_key, np.append(rank, people)[person_of])))
    item = np.lexsort((ways.item_period, ways.item_course, rank[ways.item_person]))
    new_item = np.append(_inverse(item), -1)
    items = new_item[ways.items]
    way = np.lexsort((*items.T[::-1], gap_rank[ways.gap]))
    moved = Ways(
        gap=gap_rank[ways.gap[way]],
        benefit=parts[way] * times,
        closing=ways.closing[way],
        items=items[way],
        reached=ways.reached[way],
        item_person=rank[ways.item_person[item]],
        item_course=ways.item_course[item],
        item_period=ways.item_period[item],
        shared=ways.shared[item],
        free=ways.free[item],
        needs=ways.needs[item],
    )
    rows = tuple(
        row if row.people is None else replace(row, people=row.people[order[: len(row.people)]])
        for row in programme.rows
    )
    out = Programme(moved, programme.slots, rows, _person_rows(programme.person_rows, new_item))
    shared = np.searchsorted(programme.shared_item, item[out.shared_item])
    variable = np.concatenate([way, len(ways.gap) + shared])
    return Canonical(out, variable, Fraction(step, times), step)


def _people(programme: Programme) -> int:
    known = [len(row.people) for row in programme.rows if row.people is not None]
    return max([int(programme.ways.item_person.max(initial=-1)) + 1, *known])


def _inverse(order: Ints) -> Ints:
    out = np.empty(len(order), dtype=np.int64)
    out[order] = np.arange(len(order))
    return out


def _mixed(*columns: Ints | _Keys) -> _Keys:
    """Return one key per line of the columns."""

    def mix(one: _Keys) -> _Keys:
        for shift, factor in _SHIFTS:
            one = (one ^ (one >> np.uint64(shift))) * np.uint64(factor)
        return one

    start = np.full(len(columns[0]), 0x9E3779B97F4A7C15, dtype=np.uint64)
    return reduce(lambda key, column: mix(key * np.uint64(31) + column.astype(np.uint64)), columns, start)


def _sums(at: Ints, keys: _Keys, size: int) -> _Keys:
    out = np.zeros(size, dtype=np.uint64)
    np.add.at(out, at, keys)
    return out


def _gap_keys(ways: Ways, parts: Ints) -> _Keys:
    course, period = np.append(ways.item_course, -1), np.append(ways.item_period, -1)
    places = [one[ways.items[:, at]] for at in range(ways.items.shape[1]) for one in (course, period)]
    keys = _mixed(parts, *places)
    return _mixed(_sums(ways.gap, keys, int(ways.gap.max(initial=-1)) + 1))


def _person_keys(programme: Programme, gap_key: _Keys, people: int) -> _Keys:
    """Return the key of what each person lacks, by which places, in which groups and under which limits."""
    ways, limits = programme.ways, programme.person_rows
    first = np.unique(ways.gap, return_index=True)[1]
    keys = _sums(ways.item_person[ways.items[first, 0]], gap_key[ways.gap[first]], people)
    entries = _mixed(limits.value, ways.item_course[limits.item], ways.item_period[limits.item])
    of_row = _mixed(_sums(limits.number, entries, len(limits.most)), limits.most)
    own = np.unique(limits.number, return_index=True)[1]
    keys += _sums(ways.item_person[limits.item[own]], of_row[limits.number[own]], people)
    for at, row in enumerate(programme.rows):
        if row.people is not None:
            group = _mixed(np.array([at], dtype=np.int64))[0]
            keys[: len(row.people)] += np.where(row.people, group, np.uint64(0))
    return keys


def _person_rows(limits: PersonRows, new_item: Ints) -> PersonRows:
    """Return the limits of people in the new order of their first places."""
    item, count = new_item[limits.item], len(limits.most)
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, limits.number, item)
    rank = _inverse(np.lexsort((np.arange(count), first)))
    order = np.lexsort((item, rank[limits.number]))
    most = np.empty_like(limits.most)
    most[rank] = limits.most
    return PersonRows(rank[limits.number][order], item[order], limits.value[order], most)
