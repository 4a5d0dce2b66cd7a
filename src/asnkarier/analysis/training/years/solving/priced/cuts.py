"""Cuts that keep fractions of classes out of a relaxation.

When `taken` of D places are in classes of K seats, and η = ceil(D / K), then taken <= D - r (η - classes) with r = D - K (η - 1):
η classes hold all of them, every class fewer leaves r or K of them out (residual capacity inequalities: Magnanti, Mirchandani, Vachani 1993;
the way to find them is that of Atamtürk and Rajan 2002). They hold for one slot and for all slots of a course together, because
a gap is narrowed, and a course taken, once.
"""

from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.priced.reduced import Reduced

Floats = NDArray[np.float64]
_WHOLE: Final = 1e-5
_TINY: Final = 1e-9
_WORTH_IT: Final = 1e-5


@dataclass
class Cuts:
    """The cuts found so far, as rows over the columns of a reduced programme: at most `most`."""

    rows: list[csr_array] = field(default_factory=list)
    most: list[Floats] = field(default_factory=list)
    known: set[tuple[bytes, bytes]] = field(default_factory=set)

    def find(self, small: Reduced, shares: Floats) -> int:
        """Add what the shares break; return how many cuts."""
        slots, found = small.programme.slots, _Found(small, self.known)
        people, classes = shares[: small.people], shares[small.width :]
        for course in range(len(slots) // slots.periods):
            mine = np.arange(course * slots.periods, (course + 1) * slots.periods)
            mine = mine[(slots.most[mine] > 0) & small.whole[mine]]
            if not len(mine) or classes[mine].max() < _TINY:
                continue
            for slot in mine.tolist():
                groups = _broken(small, people, classes, np.array([slot]))
                if groups is not None:
                    # What breaks in one period would move to the next.
                    for other in mine.tolist():
                        found.add(groups, np.array([other]))
            if len(mine) > 1 and len(np.unique(slots.kuota[mine])) == 1:
                groups = _broken(small, people, classes, mine)
                if groups is not None:
                    found.add(groups, mine)
        if found.most:
            self.rows.append(found.matrix())
            self.most.append(np.array(found.most))
        return len(found.most)


def _columns(small: Reduced, slots: Ints) -> Ints:
    return np.concatenate([small.columns_in[slot] for slot in slots.tolist()])


def _sums(small: Reduced, columns: Ints, people: Floats) -> tuple[Ints, Floats, Floats]:
    """Return the groups of columns, how often each is taken, and how often it can be."""
    groups, number = np.unique(small.once[columns], return_inverse=True)
    number = number.reshape(-1)
    most = np.zeros(len(groups))
    np.maximum.at(most, number, small.upper[columns])
    taken: Floats = np.bincount(number, people[columns], minlength=len(groups)).astype(np.float64)
    return groups, taken, most


def _broken(small: Reduced, people: Floats, classes: Floats, slots: Ints) -> Ints | None:
    """Return the groups whose cut is broken most in these slots; None for none."""
    held = float(classes[slots].sum())
    part = held - np.floor(held)
    if min(part, 1 - part) < _WHOLE:
        return None
    groups, taken, most = _sums(small, _columns(small, slots), people)
    many = taken > part * most + _TINY
    seats, need, above = float(small.programme.slots.kuota[slots[0]]), float(most[many].sum()), np.ceil(held)
    if not seats * (above - 1) + _TINY < need < seats * above - _TINY:
        return None
    left_out = (need - seats * (above - 1)) * (above - held)
    return groups[many] if need - taken[many].sum() < left_out - _WORTH_IT * max(1.0, need) else None


class _Found:
    """Cuts of one round, as entries."""

    def __init__(self, small: Reduced, known: set[tuple[bytes, bytes]]) -> None:
        self._small, self._known = small, known
        self.row: list[Ints] = []
        self.column: list[Ints] = []
        self.value: list[Floats] = []
        self.most: list[float] = []

    def add(self, groups: Ints, slots: Ints) -> None:
        """Add the cut of these groups in these slots, unless it says nothing or is known."""
        small = self._small
        columns = _columns(small, slots)
        columns = columns[np.isin(small.once[columns], groups)]
        there, _, most = _sums(small, columns, np.zeros(small.people))
        key = (slots.tobytes(), there.tobytes())
        need, seats = float(most.sum()), float(small.programme.slots.kuota[slots[0]])
        above = np.ceil(need / seats - _TINY)
        rest = need - seats * (above - 1)
        if key in self._known or rest <= _TINY or need >= seats * above - _TINY:
            return
        self._known.add(key)
        self.row.append(np.full(len(columns) + len(slots), len(self.most)))
        self.column += [columns, small.width + slots]
        self.value += [np.ones(len(columns)), np.full(len(slots), -rest)]
        self.most.append(need - rest * above)

    def matrix(self) -> csr_array:
        """Return the rows."""
        shape = (len(self.most), len(self._small.upper))
        row, column = np.concatenate(self.row), np.concatenate(self.column)
        return csr_array(coo_array((np.concatenate(self.value), (row, column)), shape=shape))
