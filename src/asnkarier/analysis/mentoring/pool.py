"""What a mentor would be worth to a mentee: the gaps in which the mentor's level is high enough, by weight and levels to close."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints

UNASSESSED: Final = -1
# Mentees looked at together: a table of them by all mentors fits a few megabytes.
_CHUNK: Final = 128


@dataclass(frozen=True)
class Gaps:
    """The open gaps, by mentee: arrays of one length. kompetensi: a column of `Pool.levels`; required and level in millionths.

    worth: weight x levels to close, in millionths; more than 0.
    """

    person: Ints
    kompetensi: Ints
    required: Ints
    level: Ints
    worth: Ints

    def where(self, keep: NDArray[np.bool_]) -> "Gaps":
        """Return only some of them."""
        return Gaps(
            self.person[keep], self.kompetensi[keep], self.required[keep], self.level[keep], self.worth[keep]
        )

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.person)


@dataclass(frozen=True)
class Pool:
    """The people of an agency by place, n of them. levels: n x competencies in millionths, `UNASSESSED` where there is none.

    superior: the place of the direct superior, -1 where nothing tells, -2 where it is somebody else than these people. reach: a number for each person; people of one number may
    be matched. unit, field: numbers too; a pair of one unit, or one field, is worth `same_unit` or `same_field` (millionths) more.
    may_mentor: who may be a mentor at all. lead: how far (millionths) a mentor's level must exceed what is required of the mentee.
    """

    levels: NDArray[np.int32]
    superior: Ints
    reach: Ints
    unit: Ints
    field: Ints
    may_mentor: NDArray[np.bool_]
    lead: int
    same_unit: int
    same_field: int

    def covers(self, gaps: Gaps, gap: int, mentors: Ints) -> NDArray[np.bool_]:
        """Return which mentors stand high enough for one gap; somebody's own level and superior are not looked at."""
        high: NDArray[np.bool_] = self.levels[mentors, gaps.kompetensi[gap]] >= gaps.required[gap] + self.lead
        return high

    def benefits(self, gaps: Gaps, mentors: Ints) -> Iterator[tuple[Ints, NDArray[np.int64]]]:
        """Yield some mentees (places) at a time with what each mentor is worth to them, 0 where the two are no pair.

        gaps: sorted by person. Nobody is paired with themselves or their direct superior.
        """
        people, first, counts = np.unique(gaps.person, return_index=True, return_counts=True)
        table = np.ascontiguousarray(self.levels[mentors].T)
        for start in range(0, len(people), _CHUNK):
            some = slice(start, start + _CHUNK)
            yield (
                people[some],
                self._benefits(gaps, mentors, table, (people[some], first[some], counts[some])),
            )

    def _benefits(
        self, gaps: Gaps, mentors: Ints, table: NDArray[np.int32], mentees: tuple[Ints, Ints, Ints]
    ) -> NDArray[np.int64]:
        people, first, counts = mentees
        worth = np.zeros((len(people), len(mentors)), dtype=np.int64)
        for number in range(int(counts.max(initial=0))):
            rows = np.flatnonzero(counts > number)
            gap = first[rows] + number
            high = table[gaps.kompetensi[gap]] >= (gaps.required[gap] + self.lead)[:, None]
            worth[rows] += np.where(high, gaps.worth[gap][:, None], 0)
        worth[(people[:, None] == mentors) | (self.superior[people][:, None] == mentors)] = 0
        near = self.same_unit * (self.unit[people][:, None] == self.unit[mentors])
        near = near + self.same_field * (self.field[people][:, None] == self.field[mentors])
        found: NDArray[np.int64] = np.where(worth > 0, worth + near, 0)
        return found
