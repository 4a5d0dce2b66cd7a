"""Gaps that are alike: the same ways at the same benefit, and nothing that tells their people apart. They are solved as one, with a count."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.programme import Programme


@dataclass(frozen=True, slots=True)
class Alike:
    """ways, group: per column the way of the first gap of its group; count: gaps of each group.

    ordered: all ways of all gaps that are in groups, gap by gap in the order of its group's columns; start: where each gap begins there;
    group_of: the group of each of these gaps; first: the first column of each group.
    """

    ways: Ints
    group: Ints
    count: Ints
    ordered: Ints
    start: Ints
    group_of: Ints
    first: Ints

    def spread(self, taken: Ints) -> Ints:
        """Return the ways of single gaps for how often each column is taken; gaps come in order."""
        gaps = np.argsort(self.group_of, kind="stable")
        at = np.searchsorted(self.group_of[gaps], np.arange(len(self.count)))
        column = np.repeat(np.arange(len(taken)), taken)
        begins = np.concatenate([[0], np.cumsum(taken)])
        rank = np.arange(len(column)) - begins[self.first[self.group[column]]]
        gap = gaps[at[self.group[column]] + rank]
        ways: Ints = self.ordered[self.start[gap] + column - self.first[self.group[column]]]
        return ways


def numbered(columns: Iterable[NDArray[np.int64]], size: int) -> Ints:
    """Return the number of each row of several columns among all different rows."""
    code = np.zeros(size, dtype=np.int64)
    for column in columns:
        _, own = np.unique(column, return_inverse=True)
        own = own.reshape(-1).astype(np.int64)
        _, code = np.unique(code * (int(own.max(initial=0)) + 1) + own, return_inverse=True)
        code = code.reshape(-1).astype(np.int64)
    return code


def alike(programme: Programme, ways: Ints, sets: Ints) -> Alike:
    """Return the groups of the gaps of `ways`. sets: per person, whom the rows that count tell apart."""
    all_ways = programme.ways
    items = all_ways.items[ways]
    slots = np.where(items >= 0, programme.item_slot[np.maximum(items, 0)], -1)
    person = all_ways.item_person[items[:, 0]] if len(ways) else ways
    kind = numbered((*slots.T, all_ways.benefit[ways], sets[person]), len(ways))
    order = np.lexsort((kind, all_ways.gap[ways]))
    ways, kind = ways[order], kind[order]
    start = np.flatnonzero(np.diff(all_ways.gap[ways], prepend=-1))
    length = np.diff(np.append(start, len(ways)))
    most = int(length.max(initial=0))
    padded = (
        np.where(at < length, kind[np.minimum(start + at, max(len(kind) - 1, 0))], -1) if len(kind) else start
        for at in range(most)
    )
    group_of = numbered(padded, len(start))
    count = np.bincount(group_of).astype(np.int64) if len(start) else start
    _, example = np.unique(group_of, return_index=True)
    sizes = length[example]
    first = np.cumsum(sizes) - sizes
    group = np.repeat(np.arange(len(example)), sizes)
    at = np.repeat(start[example], sizes) + np.arange(len(group)) - np.repeat(first, sizes)
    return Alike(ways[at], group, count, ways, start, group_of, first)
