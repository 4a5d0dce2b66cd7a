"""Who is comparable with whom: the same competency and time, class of post and level at the start, the same unit where it can be.

A participant is compared with the mean of the colleagues in the finest cell that holds at least `LEAST_COLLEAGUES`: the
same unit, then the same office, then the same kind of office, then the class of post alone (matched difference in
differences). Whose class is not known is like nobody.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.evaluating.series import Floats
from asnkarier.model.level import MICRO

LEAST_COLLEAGUES: Final = 5
# Levels that are averages of assessors are compared in fixed bands of a quarter of a level: 1.9 and 2.0 are apart.
BAND: Final = 0.25
RUNGS: Final = ("unit_kerja", "unit_induk", "jenis_unit", "kelompok")
_CLASS_ONLY: Final = len(RUNGS) - 1


@dataclass(frozen=True, slots=True)
class Spans:
    """Changes of people from one measurement to a later one, one entry each.

    period: code of what was measured and in which two rounds; kelompok and units (unit, office, kind of office: three
    rows) as codes, -1 where not known, on the first day; start: the value on it; change: how much it rose.
    """

    person: Ints
    period: Ints
    kelompok: Ints
    units: Ints
    start: Floats
    change: Floats

    @classmethod
    def joined(cls, parts: "list[Spans]") -> "Spans":
        """Return the entries of all parts, in order."""
        nothing = Spans(*(np.empty(0, np.int64),) * 3, np.empty((3, 0), np.int64), *(np.empty(0),) * 2)
        parts = parts or [nothing]
        names = ("person", "period", "kelompok", "start", "change")
        flat = {name: np.concatenate([getattr(one, name) for one in parts]) for name in names}
        return cls(units=np.concatenate([one.units for one in parts], axis=1), **flat)


@dataclass(frozen=True, slots=True)
class Matched:
    """What each participant is compared with; the arrays of the first line have an entry for each of them.

    rung: place in `RUNGS`, -1 for nobody comparable; cell: number of the group of colleagues, -1 likewise; expected: their mean change.
    colleagues, spread: of each cell, how many they are and the variance of their changes; members: of each cell, who.
    """

    rung: Ints
    cell: Ints
    expected: Floats
    colleagues: Ints
    spread: Floats
    members: tuple[Ints, ...]

    def at(self, places: Ints) -> "Matched":
        """Return what these participants are compared with."""
        return replace(self, rung=self.rung[places], cell=self.cell[places], expected=self.expected[places])


def match(treated: Spans, pool: Spans) -> Matched:
    """Return with whom of the pool each participant is compared."""
    count = len(treated.person)
    rung, cell = np.full(count, -1, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    expected = np.full(count, np.nan)
    sizes: list[Ints] = []
    spreads: list[Floats] = []
    members: list[Ints] = []
    for number in range(len(RUNGS)):
        mine, theirs = _cells(treated, pool, number)
        groups = _Groups(theirs, pool.change)
        found = np.where((rung < 0) & (mine >= 0), groups.find(mine), -1)
        enough = (found >= 0) & (groups.size[found] >= LEAST_COLLEAGUES) if len(groups.size) else found >= 0
        used, which = np.unique(found[enough], return_inverse=True)
        rung[enough], cell[enough] = number, len(members) + which
        expected[enough] = groups.mean[found[enough]]
        sizes.append(groups.size[used])
        spreads.append(groups.spread[used])
        members.extend(pool.person[groups.rows(one)] for one in used.tolist())
    return Matched(rung, cell, expected, np.concatenate(sizes), np.concatenate(spreads), tuple(members))


class _Groups:
    """The colleagues of a rung by their cell."""

    def __init__(self, cells: Ints, change: Floats) -> None:
        known = np.flatnonzero(cells >= 0)
        self._order = known[np.argsort(cells[known], kind="stable")]
        self._cells, first, self.size = np.unique(cells[self._order], return_index=True, return_counts=True)
        self._first = first
        of = np.repeat(np.arange(len(first)), self.size)
        value = change[self._order]
        self.mean = np.bincount(of, value, minlength=len(first)) / self.size
        squares = np.bincount(of, (value - self.mean[of]) ** 2, minlength=len(first))
        self.spread = squares / np.maximum(self.size - 1, 1)

    def find(self, cells: Ints) -> Ints:
        """Return the group of each cell, -1 where nobody is in it."""
        if not len(self._cells):
            return np.full(len(cells), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(self._cells, cells), len(self._cells) - 1)
        return np.where(self._cells[at] == cells, at, -1).astype(np.int64)

    def rows(self, group: int) -> Ints:
        """Return the places of a group's colleagues in the pool."""
        first = self._first[group]
        return self._order[first : first + self.size[group]]


def _cells(treated: Spans, pool: Spans, rung: int) -> tuple[Ints, Ints]:
    """Return the cell of everybody on a rung as one number, -1 where what it needs is not known."""
    mine, theirs = _parts(treated, rung), _parts(pool, rung)
    # Of the many in the pool only those count who are like some participant: no value of others needs a number.
    values = [np.unique(part) for part in mine]
    return _numbered(mine, values), _numbered(theirs, values)


def _numbered(parts: list[Ints], values: list[Ints]) -> Ints:
    number, known = np.zeros(len(parts[0]), np.int64), np.ones(len(parts[0]), np.bool_)
    for part, alike in zip(parts, values, strict=True):
        if not len(alike):
            return np.full(len(part), -1, dtype=np.int64)
        at = np.minimum(np.searchsorted(alike, part), len(alike) - 1)
        known &= (alike[at] == part) & (part >= 0)
        number = number * len(alike) + at
    return np.where(known, number, -1).astype(np.int64)


def _parts(spans: Spans, rung: int) -> list[Ints]:
    parts = [spans.period, spans.kelompok, bands(spans.start)]
    return parts if rung == _CLASS_ONLY else [*parts, spans.units[rung]]


def bands(level: Floats) -> Ints:
    """Return the band of each level, a quarter of a level wide; whole levels are bands of their own."""
    micro: NDArray[np.int64] = np.rint(level * MICRO).astype(np.int64)
    return micro // round(BAND * MICRO)
