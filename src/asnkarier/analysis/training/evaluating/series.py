"""Measurements of one thing (the level of a competency, a rating of the appraisal) of many people, by person and day."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.model.level import MICRO

Floats = NDArray[np.float64]
# Days of one assessment round lie no further apart than this, and a round lasts no longer than half a year.
ROUND_GAP: Final = 60
LONGEST_ROUND: Final = 183
# People are told apart in one number with the day; days reach from the year 500 to 3400.
_SPAN: Final = 1 << 20
_MIDDLE: Final = 1 << 19
_STEPS: Final = (1.0, 0.5, 0.25, 0.1)
FINEST_STEP: Final = 0.01
NO_DAY: Final = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Series:
    """One entry per measurement, sorted by person and day, at most one a day.

    person: place of the person; day: days since 1970; value: what was measured; round: at about the same time; place: the
    row of the frame that it was read from; step: the grid on which the values lie.
    """

    person: Ints
    day: Ints
    value: Floats
    round: Ints
    place: Ints
    step: float

    def days(self, entries: Ints) -> Ints:
        """Return the day of each entry, NO_DAY for -1."""
        return np.append(self.day, NO_DAY)[entries].astype(np.int64)

    def values(self, entries: Ints) -> Floats:
        """Return the value of each entry, NaN for -1."""
        return np.append(self.value, np.nan)[entries].astype(np.float64)

    def places(self, entries: Ints) -> Ints:
        """Return the row of the frame of each entry, -1 for -1."""
        return np.append(self.place, -1)[entries].astype(np.int64)

    def last_before(self, person: Ints, day: Ints) -> Ints:
        """Return the entry of each person's last measurement before `day`, -1 for none."""
        at = np.searchsorted(self._keys(), _key(person, day)) - 1
        return self._of(person, at)

    def first_from(self, person: Ints, day: Ints) -> Ints:
        """Return the entry of each person's first measurement on `day` or later, -1 for none."""
        return self._of(person, np.searchsorted(self._keys(), _key(person, day)))

    def spans(self, first: int, second: int) -> tuple[Ints, Ints]:
        """Return the entries (before, after) of everybody measured in both rounds, one pair for each person.

        Of two rounds those nearest to each other; of one round its first and its last day.
        """
        early, late = self.round == first, self.round == second
        before = self._one_each(early, last=first != second)
        after = self._one_each(late, last=first == second)
        _, one, two = np.intersect1d(
            self.person[before], self.person[after], assume_unique=True, return_indices=True
        )
        before, after = before[one], after[two]
        apart = self.day[before] < self.day[after]
        return before[apart], after[apart]

    def _one_each(self, kept: NDArray[np.bool_], *, last: bool) -> Ints:
        rows = np.flatnonzero(kept)
        change = np.diff(self.person[rows]) != 0
        edge = np.append(change, True) if last else np.insert(change, 0, True)
        found: Ints = rows[edge[: len(rows)]].astype(np.int64)
        return found

    def _keys(self) -> Ints:
        return _key(self.person, self.day)

    def _of(self, person: Ints, at: Ints) -> Ints:
        inside = np.clip(at, 0, max(0, len(self.person) - 1))
        if not len(self.person):
            return np.full(len(person), -1, dtype=np.int64)
        found = (at >= 0) & (at < len(self.person)) & (self.person[inside] == person)
        return np.where(found, inside, -1).astype(np.int64)


def series_of(person: Ints, day: Ints, value: Floats, place: Ints, rounds: Ints | None = None) -> Series:
    """Return the measurements in order; without rounds the days tell them, see `rounds_of`."""
    order = np.lexsort((day, person))
    person, day, value, place = person[order], day[order], value[order], place[order]
    rounds = rounds_of(day) if rounds is None else rounds[order]
    return Series(person, day, value, rounds, place, grid_step(value))


def rounds_of(days: Ints) -> Ints:
    """Return the assessment round of each day: days no more than `ROUND_GAP` apart, cut after `LONGEST_ROUND`.

    A round that never ends (somebody is assessed every week) would otherwise compare spans of quite different times.
    """
    distinct, which = np.unique(days, return_inverse=True)
    number = np.zeros(len(distinct), dtype=np.int64)
    start = 0
    for at in range(1, len(distinct)):
        apart = distinct[at] - distinct[at - 1] > ROUND_GAP or distinct[at] - distinct[start] > LONGEST_ROUND
        number[at] = number[at - 1] + int(apart)
        start = at if apart else start
    found: Ints = number[which]
    return found


def grid_step(values: Floats) -> float:
    """Return the largest of 1, 0.5, 0.25, 0.1 of which every value is a multiple, else 0.01."""
    micro = np.rint(values * MICRO).astype(np.int64)
    for step in _STEPS:
        if not (micro % round(step * MICRO)).any():
            return step
    return FINEST_STEP


def _key(person: Ints, day: Ints) -> Ints:
    return person * _SPAN + np.clip(day + _MIDDLE, 0, _SPAN - 1)
