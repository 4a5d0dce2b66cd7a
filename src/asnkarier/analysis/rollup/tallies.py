"""What one agency counts, as plain whole numbers without anybody in them, and how several agencies add up.

A figure divides people (or posts) into parts: everybody is in one. Whom the facts do not place is in the part `OPEN` or the like, and counts
beside that in every part where the person may be after all. Sums are of money, hours, points; of those both ends are kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple


class Cell(NamedTuple):
    """How many are in a part for certain, and how many others may be in it as well."""

    certain: int
    possible: int = 0


class Total(NamedTuple):
    """The least and the most that a sum may be, in whole units; of how many people or posts. open: how many agencies cannot say the most."""

    low: int
    high: int
    people: int
    open: int = 0


@dataclass(frozen=True)
class Tally:
    """Of one agency or of several. splits: figure -> part -> how many; sums: figure -> sum; agencies: figure -> how many agencies tell it."""

    people: int = 0
    splits: Mapping[str, Mapping[str, Cell]] = field(default_factory=dict)
    sums: Mapping[str, Total] = field(default_factory=dict)
    agencies: Mapping[str, int] = field(default_factory=dict)


def merged(tallies: Iterable[Tally]) -> Tally:
    """Return all of them as one; neither order nor grouping matters."""
    return reduce(both, tallies, Tally())


def both(one: Tally, other: Tally) -> Tally:
    """Return the tally of two groups of agencies that have none in common."""
    splits = {
        figure: _cells(one.splits.get(figure, {}), other.splits.get(figure, {}))
        for figure in one.splits.keys() | other.splits.keys()
    }
    nothing = Total(0, 0, 0)
    sums = {
        figure: Total(*map(sum, zip(one.sums.get(figure, nothing), other.sums.get(figure, nothing), strict=True)))
        for figure in one.sums.keys() | other.sums.keys()
    }  # fmt: skip
    agencies = {
        figure: one.agencies.get(figure, 0) + other.agencies.get(figure, 0)
        for figure in one.agencies.keys() | other.agencies.keys()
    }
    return Tally(one.people + other.people, splits, sums, agencies)


def _cells(one: Mapping[str, Cell], other: Mapping[str, Cell]) -> dict[str, Cell]:
    none = Cell(0)
    pairs = {part: (one.get(part, none), other.get(part, none)) for part in one.keys() | other.keys()}
    return {part: Cell(a.certain + b.certain, a.possible + b.possible) for part, (a, b) in pairs.items()}
