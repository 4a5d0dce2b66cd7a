"""What one place more would take: at what price the next person would come in, and what one more seat of a course is worth.

Looked at are plans one step away: a place is added, with what money is left or instead of one other place. Such a plan is a
real one that a reader can check, so a price is one at which the plan would change for sure, and a seat is worth at least so much.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.instance import TrainingInstance
from asnkarier.analysis.training.worth.answers import NONE, Entry, SeatWorth

_NOT: Final = np.iinfo(np.int64).min // 4
_BLOCK: Final = 2_000_000


@dataclass(frozen=True)
class Exchanges:
    """A plan of an instance with one resource at most (money), seen from the places that are not in it. ranks: per pair, the smaller comes first among equals (None: as they stand)."""

    instance: TrainingInstance
    chosen: Ints
    ranks: Ints | None = None

    @cached_property
    def _ranks(self) -> Ints:
        return np.arange(len(self.instance.benefit)) if self.ranks is None else self.ranks

    @cached_property
    def left(self) -> int:
        """The rupiah that the plan leaves; more than anything costs where money has no limit."""
        rows = self.instance.resources.rows
        return (
            rows[0].limit - self.instance.used(self.chosen)[0] if rows else int(np.iinfo(np.int64).max // 4)
        )

    @cached_property
    def _cost(self) -> tuple[Ints, Ints]:
        rows, terms = self.instance.resources.rows, self.instance.courses
        return (rows[0].use, rows[0].class_use) if rows else (terms.biaya, terms.biaya_kelas)

    @cached_property
    def _taken(self) -> Ints:
        return self.instance.participants(self.chosen)

    @cached_property
    def _classes(self) -> Ints:
        return self.instance.courses.classes_for(self._taken)

    @cached_property
    def full(self) -> NDArray[np.bool_]:
        """Whether all seats of all the classes that a course can have are taken."""
        terms = self.instance.courses
        full: NDArray[np.bool_] = (self._taken > 0) & (self._taken >= terms.kuota * terms.kelas)
        return full

    @cached_property
    def _opening(self) -> Ints:
        """What one more participant of each course costs beyond the place: the class that must open; NONE where no seat can be had."""
        terms = self.instance.courses
        joins = self._taken < terms.kuota * self._classes
        opens = (self._classes < terms.kelas) & (self._taken + 1 >= terms.minimal * (self._classes + 1))
        return np.where(joins, 0, np.where(opens, self._cost[1], NONE))

    @cached_property
    def _least(self) -> Ints:
        """The chosen pair of least benefit of each course, of equals who comes last; NONE where nobody is chosen."""
        instance, least = self.instance, np.full(len(self.instance.courses), NONE, dtype=np.int64)
        order = self.chosen[np.lexsort((self._ranks[self.chosen], -instance.benefit[self.chosen]))]
        least[instance.course[order]] = order
        return least

    @cached_property
    def _freed(self) -> Ints:
        """What the plan saves without one participant of each course; NONE where the class would be too empty, or nobody is there."""
        terms, (place, of_class) = self.instance.courses, self._cost
        rest = self._taken - 1
        classes = terms.classes_for(np.maximum(rest, 0))
        kept = (self._taken > 0) & (rest >= terms.minimal * classes)
        return np.where(kept, place + np.where(classes < self._classes, of_class, 0), NONE)

    @cached_property
    def _room(self) -> NDArray[np.bool_]:
        """Whether each pair fits the hours and the number of courses of its person beside the plan."""
        instance = self.instance
        person = instance.person
        fits = np.ones(len(person), dtype=np.bool_)
        if instance.max_hours is not None:
            spent = np.bincount(
                person[self.chosen], instance.hours[self.chosen], minlength=instance.people
            ).astype(np.int64)
            fits &= spent[person] + instance.hours <= instance.max_hours[person]
        if instance.max_courses is not None:
            count = np.bincount(person[self.chosen], minlength=instance.people)
            fits &= count[person] < instance.max_courses
        return fits

    @cached_property
    def waiting(self) -> Ints:
        """The pairs of gaps that the plan does not serve."""
        served = np.zeros(len(self.instance.person_of), dtype=np.bool_)
        served[self.instance.group[self.chosen]] = True
        return np.flatnonzero(~served[self.instance.group])

    def entry(self, pairs: Ints) -> Entry:
        """Return at what price waiting pairs would come in.

        Then the plan with the place gains more than this one, or as much for less money. Whose own hours or number of courses are used up
        can only come in instead of a place of their own.
        """
        instance = self.instance
        price, leaves = np.full(len(pairs), NONE, dtype=np.int64), np.full(len(pairs), NONE, dtype=np.int64)
        bound = np.flatnonzero(~self._room[pairs])
        price[bound], leaves[bound] = self._instead_of_own(pairs[bound])
        mine = np.flatnonzero(self._room[pairs])
        kinds = np.stack([instance.course[pairs[mine]], instance.benefit[pairs[mine]]])
        unique, of = np.unique(kinds, axis=1, return_inverse=True)
        of = of.reshape(-1)
        size = max(1, _BLOCK // max(1, len(instance.courses)))
        for start in range(0, unique.shape[1], size):
            course, benefit = unique[:, start : start + size]
            found, out = self._of_kinds(course, benefit)
            here = (of >= start) & (of < start + size)
            price[mine[here]], leaves[mine[here]] = found[of[here] - start], out[of[here] - start]
        return Entry(price, leaves)

    def _of_kinds(self, course: Ints, benefit: Ints) -> tuple[Ints, Ints]:
        """Return price and leaving pair for pairs of these courses and benefits."""
        opening, left = self._opening[course], self.left
        alone = np.where(opening >= 0, left - opening, _NOT)
        price = self._by_exchange(course, benefit)
        best = price.argmax(axis=1) if price.shape[1] else np.zeros(len(course), dtype=np.int64)
        exchanged = price[np.arange(len(course)), best] if price.shape[1] else np.full(len(course), _NOT)
        top = np.maximum(alone, exchanged)
        out = np.where(exchanged > alone, self._least[best], NONE)
        return np.where(top >= 0, top, NONE), np.where(top >= 0, out, NONE)

    def _by_exchange(self, course: Ints, benefit: Ints) -> Ints:
        """Return the price at which a place of each kind (rows) would come in instead of one of each course (columns)."""
        same = course[:, None] == np.arange(len(self.instance.courses))[None, :]
        opening = np.where(self._opening[course] >= 0, self._opening[course], _NOT)
        # Who follows on a seat of the same course opens no class and closes none.
        freed = np.where(same, self._cost[0][None, :], self._freed[None, :])
        cost_of_seat = np.where(same, 0, opening[:, None])
        least = np.append(self.instance.benefit, 0)[self._least][None, :]
        possible = (self._least[None, :] >= 0) & (
            same | ((self._freed >= 0)[None, :] & (opening >= 0)[:, None])
        )
        gains = self.left + freed - cost_of_seat
        cheaper = freed - cost_of_seat - 1
        by_gain = np.where(
            least < benefit[:, None], gains, np.where(least == benefit[:, None], cheaper, _NOT)
        )
        return np.where(possible, by_gain, _NOT)

    def _instead_of_own(self, pairs: Ints) -> tuple[Ints, Ints]:
        """Return the price at which pairs would come in instead of a place of the same person, and that place."""
        instance = self.instance
        held = self.chosen[np.argsort(instance.person[self.chosen], kind="stable")]
        person = instance.person[held]
        first = np.searchsorted(person, instance.person[pairs], side="left")
        count = np.searchsorted(person, instance.person[pairs], side="right") - first
        of = np.repeat(np.arange(len(pairs)), count)
        own = held[np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count - first, count)]
        coming = pairs[of]
        found = self._one_for_one(coming, own)
        if instance.max_hours is not None:
            spent = np.bincount(person, instance.hours[held], minlength=instance.people).astype(np.int64)
            after = spent[instance.person[own]] - instance.hours[own] + instance.hours[coming]
            found = np.where(after <= instance.max_hours[instance.person[own]], found, NONE)
        price, leaves = np.full(len(pairs), NONE, dtype=np.int64), np.full(len(pairs), NONE, dtype=np.int64)
        order = np.lexsort((own, found, of))
        price[of[order]], leaves[of[order]] = found[order], own[order]
        return price, np.where(price >= 0, leaves, NONE)

    def _one_for_one(self, coming: Ints, leaving: Ints) -> Ints:
        """Return the price at which each pair `coming` would come in instead of the pair `leaving`; NONE where it cannot."""
        instance = self.instance
        course, other = instance.course[coming], instance.course[leaving]
        # Who follows on a seat of the same course opens no class and closes none.
        opening = np.where(course == other, 0, self._opening[course])
        freed = np.where(course == other, self._cost[0][course], self._freed[other])
        more, less = instance.benefit[coming], instance.benefit[leaving]
        price = np.where(more > less, self.left + freed - opening, freed - opening - 1)
        return np.where((opening >= 0) & (freed >= 0) & (more >= less) & (price >= 0), price, NONE)

    def seats(self) -> SeatWorth:
        """Return what one more seat of each full course is worth at least: with the money that is left, or instead of one other place."""
        instance, courses = self.instance, len(self.instance.courses)
        gain, comes, leaves = (np.full(courses, NONE, dtype=np.int64) for _ in range(3))
        gain[self.full] = 0
        able = self.waiting[self._room[self.waiting] & self.full[instance.course[self.waiting]]]
        first = able[np.lexsort((self._ranks[able], -instance.benefit[able], instance.course[able]))]
        first = first[np.diff(instance.course[first], prepend=-1) > 0]
        least = np.append(instance.benefit, 0)[self._least]
        for pair in first.tolist():
            course, benefit = int(instance.course[pair]), int(instance.benefit[pair])
            cost = int(self._cost[0][course])
            if cost <= self.left:
                gain[course], comes[course] = benefit, pair
                continue
            enough = (self._freed >= 0) & (self.left + self._freed >= cost) & (least < benefit)
            enough[course] = False
            if enough.any():
                other = int(np.flatnonzero(enough)[least[enough].argmin()])
                gain[course], comes[course], leaves[course] = (
                    benefit - int(least[other]),
                    pair,
                    self._least[other],
                )
        return SeatWorth(gain, comes, leaves)

    def next_of(self, courses: int) -> Ints:
        """Return for each course the waiting pair that gains most from it, of equals who comes first; NONE where nobody waits."""
        instance = self.instance
        following = np.full(courses, NONE, dtype=np.int64)
        order = self.waiting[np.lexsort((self._ranks[self.waiting], -instance.benefit[self.waiting]))][::-1]
        following[instance.course[order]] = order
        return following
