"""The cheapest courses that raise the mean index to a target: how many people take which course, and how many classes run.

Every part of competency is had once or not, so people of one post group who lack the same part are alike: whole numbers of them, and of
classes, are all that is to be decided. An integer programme (HiGHS) is small whatever the number of people, and solved to the optimum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints


@dataclass(frozen=True, slots=True)
class Lack:
    """People who lack a part for certain, or of whom it is not known. points: hundredths of a point that each gains for certain; people: how many."""

    part: str
    points: int
    people: int


@dataclass(frozen=True, slots=True)
class Way:
    """A course that gives some lacks. lacks: their places; cost: rupiah each; class_cost: each class; seats: None: one class for everybody."""

    kode: str
    lacks: tuple[int, ...]
    cost: int
    class_cost: int = 0
    seats: int | None = None
    least: int = 0
    classes: int = 1


@dataclass(frozen=True)
class Raise:
    """people: by way and lack; classes: of each way; cost: rupiah; points: hundredths. enough: whether the target is reached."""

    people: NDArray[np.int64]
    classes: Ints
    cost: int
    points: int
    enough: bool


def cheapest(lacks: Sequence[Lack], ways: Sequence[Way], wanted: int) -> Raise:
    """Return the cheapest courses by which people gain at least `wanted` hundredths of a point together.

    Where that is out of reach, the cheapest among those that gain the most. Nobody takes two courses for one part.
    """
    problem = _Problem(lacks, ways)
    best = problem.solve(-problem.gains, 0)
    reach = min(wanted, problem.points(best))
    found = problem.solve(problem.costs, reach) if reach > 0 else np.zeros_like(best)
    return Raise(
        people=problem.table(found),
        classes=found[problem.pairs_count :],
        cost=int(problem.costs @ found),
        points=problem.points(found),
        enough=problem.points(found) >= wanted,
    )


class _Problem:
    """Whole numbers of people for each (way, lack) that belong together, then of classes for each way."""

    def __init__(self, lacks: Sequence[Lack], ways: Sequence[Way]) -> None:
        self.lacks, self.ways = lacks, ways
        self.pairs = [(way, lack) for way, one in enumerate(ways) for lack in one.lacks]
        self.pairs_count = len(self.pairs)
        size = self.pairs_count + len(ways)
        self.costs, self.gains = np.zeros((2, size), dtype=np.int64)
        self.most = np.zeros(size, dtype=np.int64)
        for place, (way, lack) in enumerate(self.pairs):
            self.costs[place], self.gains[place] = ways[way].cost, lacks[lack].points
            self.most[place] = lacks[lack].people
        for way, one in enumerate(ways):
            self.costs[self.pairs_count + way] = one.class_cost
            self.most[self.pairs_count + way] = one.classes

    def points(self, found: Ints) -> int:
        return int(self.gains @ found)

    def table(self, found: Ints) -> NDArray[np.int64]:
        people = np.zeros((len(self.ways), len(self.lacks)), dtype=np.int64)
        for place, (way, lack) in enumerate(self.pairs):
            people[way, lack] = found[place]
        return people

    def solve(self, objective: Ints, reach: int) -> Ints:
        """Return the whole numbers of least objective that gain at least `reach`; scipy is loaded only now."""
        if not self.pairs_count:
            return np.zeros(len(self.costs), dtype=np.int64)
        from scipy.optimize import Bounds, LinearConstraint, milp

        rows, low, high = self._rows()
        rows.append(self.gains.astype(float))
        low.append(float(reach))
        high.append(np.inf)
        done = milp(
            objective.astype(float),
            constraints=LinearConstraint(np.array(rows), low, high),
            integrality=np.ones(len(objective), dtype=np.int64),
            bounds=Bounds(0, self.most.astype(float)),
            options={"mip_rel_gap": 0.0},
        )
        found: Ints = np.rint(np.asarray(done.x, dtype=np.float64)).astype(np.int64)
        return found

    def _rows(self) -> tuple[list[NDArray[np.float64]], list[float], list[float]]:
        rows, low, high = [], [], []
        size = len(self.costs)
        for lack, one in enumerate(self.lacks):
            row = np.zeros(size)
            row[[place for place, pair in enumerate(self.pairs) if pair[1] == lack]] = 1
            rows.append(row)
            low.append(0.0)
            high.append(float(one.people))
        for way, course in enumerate(self.ways):
            mine = [place for place, pair in enumerate(self.pairs) if pair[0] == way]
            seats = (
                course.seats
                if course.seats is not None
                else sum(self.lacks[lack].people for lack in course.lacks)
            )
            for factor, ends in ((float(seats), (-np.inf, 0.0)), (float(course.least), (0.0, np.inf))):
                row = np.zeros(size)
                row[mine], row[self.pairs_count + way] = 1, -factor
                rows.append(row)
                low.append(ends[0])
                high.append(ends[1])
        return rows, low, high
