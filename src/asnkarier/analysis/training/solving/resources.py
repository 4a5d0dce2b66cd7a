"""What the people of a plan share and use up: rows with a limit each, and what a pair costs at a price for each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints

# A price is a whole number of 2**-40 of the benefit unit per unit of the resource.
FINE: Final = 2**40
# Which row, and how much of it.
Need = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Resource:
    """A participant of a course uses up `use`, each class `class_use` of it (per course), all together at most `limit`.

    kind, name: what it is, for those who read the plan. people: whose places it bears (None: everybody's); a class uses
    it whoever sits in it. All whole numbers, none negative.
    """

    kind: str
    name: str
    limit: int
    use: Ints
    class_use: Ints
    people: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Resources:
    """Rows of an instance, people sorted into sets that concern the same rows.

    rows: the resources; courses: how many there are; set_of: per person; concerns: sets x rows. Places of one set and course all use the same.
    """

    rows: tuple[Resource, ...]
    courses: int
    set_of: Ints
    concerns: NDArray[np.bool_]

    @classmethod
    def of(cls, rows: Iterable[Resource], people: int, courses: int) -> Self:
        """Return the resources of an instance with so many people and courses."""
        rows = tuple(rows)
        concerned = np.ones((people, len(rows)), dtype=np.bool_)
        for at, row in enumerate(rows):
            if row.people is not None:
                concerned[:, at] = row.people
        if not people or all(row.people is None for row in rows):
            return cls(
                rows, courses, np.zeros(people, dtype=np.int64), np.ones((1, len(rows)), dtype=np.bool_)
            )
        concerns, set_of = np.unique(concerned, axis=0, return_inverse=True)
        return cls(rows, courses, set_of.reshape(-1).astype(np.int64), concerns)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def limits(self) -> list[int]:
        """The limit of each row."""
        return [row.limit for row in self.rows]

    @cached_property
    def use(self) -> Ints:
        """What one participant of each course uses up of each row that concerns them: rows x courses."""
        return np.array([row.use for row in self.rows], dtype=np.int64).reshape(len(self.rows), self.courses)

    @cached_property
    def class_use(self) -> Ints:
        """What one class of each course uses up: rows x courses."""
        return np.array([row.class_use for row in self.rows], dtype=np.int64).reshape(
            len(self.rows), self.courses
        )

    def with_limits(self, limits: Sequence[int]) -> Self:
        """Return the same rows with other limits."""
        rows = tuple(replace(row, limit=limit) for row, limit in zip(self.rows, limits, strict=True))
        return replace(self, rows=rows)

    def with_classes_paid(self, kelas: Ints) -> Self:
        """Return the rows less what `kelas` classes use up, which then use nothing any more."""
        rows = tuple(
            replace(row, limit=row.limit - int(row.class_use @ kelas), class_use=np.zeros_like(kelas))
            for row in self.rows
        )
        return replace(self, rows=rows)

    def used(self, people: Ints, course: Ints, classes: Ints) -> list[int]:
        """Return what places (person and course of each) and classes use up of each row."""
        counts = self.places(people, course)
        return [
            int(row.use @ counts[self.concerns[:, at]].sum(axis=0) + row.class_use @ classes)
            for at, row in enumerate(self.rows)
        ]

    def spare(self, people: Ints, course: Ints, kuota: Ints) -> NDArray[np.float64]:
        """Return what places leave of each row (negative: missing), each paying its share of a full class of `kuota`."""
        counts = self.places(people, course)
        whole, seats = counts.sum(axis=0), np.maximum(kuota, 1)
        left = [
            row.limit - (row.use @ counts[self.concerns[:, at]].sum(axis=0) + (row.class_use / seats) @ whole)
            for at, row in enumerate(self.rows)
        ]
        return np.array(left, dtype=np.float64)

    def places(self, people: Ints, course: Ints) -> Ints:
        """Return how many places there are: sets x courses."""
        sets = len(self.concerns)
        flat = np.bincount(self.set_of[people] * self.courses + course, minlength=sets * self.courses)
        return flat.reshape(sets, self.courses).astype(np.int64)

    def prices(self, at: Sequence[int], kuota: Ints) -> Ints:
        """Return what a place costs at a price per row: sets x courses, its share of a full class of `kuota` included.

        Rounded down: a price that is a little too low makes a bound a little higher, never wrong.
        """
        seats = [max(1, int(one)) for one in kuota]
        share = [0] * self.courses
        for price, row in zip(at, self.rows, strict=True):
            if price and row.class_use.any():
                share = [whole + price * int(one) for whole, one in zip(share, row.class_use, strict=True)]
        table = np.empty((len(self.concerns), self.courses), dtype=np.int64)
        for number, concerned in enumerate(self.concerns):
            whole = list(share)
            for price, row, mine in zip(at, self.rows, concerned, strict=True):
                if price and mine:
                    uses = zip(whole, row.use, seats, strict=True)
                    whole = [sofar + price * int(use) * seat for sofar, use, seat in uses]
            table[number] = [cost // (FINE * seat) for cost, seat in zip(whole, seats, strict=True)]
        return table

    def weighed(self, weight: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the use of each row times its weight, summed: of a place (sets x courses) and of a class (courses)."""
        of_place = (self.concerns * weight) @ self.use
        of_class = weight @ self.class_use
        return of_place, of_class

    @property
    def scarcity(self) -> NDArray[np.float64]:
        """What one unit of each row weighs against one of the first: the inverse of how much there is."""
        limits = np.maximum(np.array(self.limits, dtype=np.float64), 1.0)
        weights: NDArray[np.float64] = limits[0] / limits if len(limits) else limits
        return weights

    def needs(self) -> tuple[list[list[tuple[Need, ...]]], list[list[tuple[Need, ...]]]]:
        """Return what each place (set, course) uses up: in a class that is open, and when it opens one."""
        joining, opening = [], []
        columns = list(zip(self.use.T.tolist(), self.class_use.T.tolist(), strict=True))
        for concerned in self.concerns.tolist():
            join, start = [], []
            for use, of_class in columns:
                mine = [one if ours else 0 for one, ours in zip(use, concerned, strict=True)]
                join.append(tuple((row, one) for row, one in enumerate(mine) if one))
                both = [one + two for one, two in zip(mine, of_class, strict=True)]
                start.append(tuple((row, one) for row, one in enumerate(both) if one))
            joining.append(join)
            opening.append(start)
        return joining, opening
