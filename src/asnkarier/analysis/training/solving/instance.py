"""A training plan as whole numbers: who gains what from which course, and what each course and person can bear.

Everything is an integer: benefits in weighted millionths of a level, money in rupiah, hours in the largest unit that
divides all of them. People, courses and pairs are in a canonical order (nip, kode), so that no result depends on the
order of the rows that came in.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.resources import Resources


@dataclass(frozen=True, slots=True)
class CourseTerms:
    """Per course: hours, cost per participant and per class, seats per class, least participants per class, classes.

    kuota and kelas are effective: never more than the people who gain could fill with `minimal` in each class.
    """

    hours: Ints
    biaya: Ints
    biaya_kelas: Ints
    kuota: Ints
    minimal: Ints
    kelas: Ints

    def __len__(self) -> int:
        return len(self.biaya)

    def classes_for(self, participants: Ints) -> Ints:
        """Return the least number of classes that seat `participants` of each course."""
        classes: Ints = -(-participants // np.maximum(self.kuota, 1))
        return classes

    def cost(self, participants: Ints) -> int:
        """Return the rupiah that a plan with so many participants per course costs, whoever pays them."""
        return int(self.biaya @ participants + self.biaya_kelas @ self.classes_for(participants))


@dataclass(frozen=True)
class TrainingInstance:
    """Useful pairs, sorted by person, group, hours and course; a group is one competency of one person.

    person, course, group, benefit: per pair; person_of: per group; max_hours: per person (None: no limit);
    max_courses: per person (None: no limit); resources: what they all share.
    """

    person: Ints
    course: Ints
    group: Ints
    benefit: Ints
    person_of: Ints
    courses: CourseTerms
    max_hours: Ints | None
    max_courses: int | None
    resources: Resources
    people: int

    @cached_property
    def hours(self) -> Ints:
        """The hours of each pair."""
        return self.courses.hours[self.course]

    @cached_property
    def set_of_pair(self) -> Ints:
        """The set of people (see `Resources`) that each pair's person belongs to."""
        sets: Ints = self.resources.set_of[self.person]
        return sets

    @cached_property
    def place_of_pair(self) -> Ints:
        """Where each pair stands in a flat table of sets x courses (see `Resources.prices`)."""
        place: Ints = self.set_of_pair * len(self.courses) + self.course
        return place

    @cached_property
    def runs(self) -> NDArray[np.bool_]:
        """Whether the course of each pair has a class at all."""
        runs: NDArray[np.bool_] = (self.courses.kelas > 0)[self.course]
        return runs

    @cached_property
    def by_person_and_course(self) -> Ints:
        """The pairs by person and course, whatever their group."""
        return np.lexsort((self.course, self.person))

    @cached_property
    def seats(self) -> Ints:
        """The people that each course can take in all its classes, at most those who gain from it."""
        useful = np.bincount(self.course, minlength=len(self.courses))
        seats: Ints = np.minimum(self.courses.kuota * self.courses.kelas, useful)
        return seats

    def participants(self, chosen: Ints) -> Ints:
        """Return the number of people per course among the pairs `chosen`."""
        return np.bincount(self.course[chosen], minlength=len(self.courses)).astype(np.int64)

    def objective(self, chosen: Ints) -> int:
        """Return the total benefit of the pairs `chosen`."""
        return int(self.benefit[chosen].sum())

    def expense(self, chosen: Ints) -> tuple[int, int]:
        """Return what the pairs `chosen` cost in rupiah, and how many classes they fill."""
        taken = self.participants(chosen)
        return self.courses.cost(taken), int(self.courses.classes_for(taken).sum())

    def used(self, chosen: Ints) -> list[int]:
        """Return what the pairs `chosen` and the classes they fill use up of each resource."""
        classes = self.courses.classes_for(self.participants(chosen))
        return self.resources.used(self.person[chosen], self.course[chosen], classes)

    def keeps_resources(self, chosen: Ints) -> bool:
        """Return whether the pairs `chosen` use up no more than there is."""
        limits = self.resources.limits
        return all(used <= limit for used, limit in zip(self.used(chosen), limits, strict=True))

    @cached_property
    def most_spendable(self) -> list[int]:
        """The most of each resource that any plan could use up."""
        dearest = np.zeros((len(self.resources), len(self.person_of)), dtype=np.int64)
        for at, row in enumerate(self.resources.rows):
            use = (
                row.use[self.course] if row.people is None else row.use[self.course] * row.people[self.person]
            )
            np.maximum.at(dearest[at], self.group, use)
        classes = np.maximum(self.courses.kelas, 0).tolist()
        # Python's own integers: a catalogue of absurd prices must not wrap around.
        return [
            sum(places) + sum(use * kelas for use, kelas in zip(of_class, classes, strict=True))
            for places, of_class in zip(dearest.tolist(), self.resources.class_use.tolist(), strict=True)
        ]

    def with_spendable_limits(self) -> Self:
        """Return the same instance with no more of any resource than any plan could use up."""
        limits = zip(self.resources.limits, self.most_spendable, strict=True)
        return replace(self, resources=self.resources.with_limits([min(pair) for pair in limits]))

    def with_limit(self, row: int, limit: int) -> Self:
        """Return the same instance with more or less of one resource."""
        limits = [limit if at == row else one for at, one in enumerate(self.resources.limits)]
        return replace(self, resources=self.resources.with_limits(limits))

    def with_classes(self, kelas: Ints) -> Self:
        """Return the instance in which exactly `kelas` classes are open and already paid for."""
        courses = replace(self.courses, kelas=kelas, biaya_kelas=np.zeros_like(kelas))
        return replace(self, courses=courses, resources=self.resources.with_classes_paid(kelas))


def effective_classes(
    useful: Ints, kuota: Ints, minimal: Ints, kelas: Ints, unlimited: NDArray[np.bool_]
) -> tuple[Ints, Ints]:
    """Return seats per class and number of classes that `useful` people could fill in each course.

    unlimited: courses whose classes have no limit of seats.
    """
    seats = np.minimum(np.where(unlimited, useful, kuota), useful)
    fillable = useful // np.maximum(minimal, 1)
    enough = -(-useful // np.maximum(seats, 1))
    classes = np.minimum(np.minimum(kelas, fillable), enough)
    return seats, np.where((minimal > seats) | (seats <= 0), 0, np.maximum(classes, 0))


@dataclass(frozen=True, slots=True)
class Solution:
    """Chosen pairs, a bound on the benefit of any plan (in benefit units), and how they were found."""

    chosen: Ints
    bound: int
    method: str
