"""Further whole classes for a plan: each is opened only with its least participants."""

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.filling import Filling, State
from asnkarier.analysis.training.years.solving.programme import Programme


def with_classes(there: Programme, plan: Ints, batches: Ints, candidates: dict[int, list[int]]) -> Ints:
    """Return the variables of a plan that keeps all limits with further classes, in the slots of `batches` in turn as long as each finds its least participants among its `candidates` (ways)."""
    items = there.taken_items(plan)
    held = there.classes_for(there.participants(items))
    state = _Opening(there, held)
    state.hold(items, plan[plan < len(there.ways.gap)])
    for slot in batches.tolist():
        while state.bears_class(slot) and state.open_class(slot, candidates[slot]):
            pass
    return Filling(there).taken_by(state)


class _Opening(State):
    """What is left of everything while classes are opened."""

    def __init__(self, there: Programme, allowed: Ints) -> None:
        super().__init__(there, there.lists, int(there.ways.item_course.max(initial=0)) + 1, allowed)
        self._least = there.slots.minimal.tolist()
        self._everybody = [
            (at, row.use.tolist(), row.class_use.tolist())
            for at, row in enumerate(there.rows)
            if row.people is None
        ]
        self._most = np.maximum(there.slots.most, 0).tolist()

    def bears_class(self, slot: int) -> bool:
        """Return whether what everybody shares bears one more class of its least participants."""
        if self._classes[slot] >= self._most[slot] or self._year_left[self._year_slot[slot]] <= 0:
            return False
        least = self._least[slot]
        return all(own[slot] + least * use[slot] <= self._left[at] for at, use, own in self._everybody)

    def open_class(self, slot: int, ways: list[int]) -> bool:
        """Open one more class in a slot and take ways until it is full; return whether it holds its least participants, else nothing was taken."""
        tables, taken = self._tables, []
        self._allowed[slot] += 1
        before = self._classes[slot]
        for way in ways:
            if (
                self._classes[slot] > before
                and self.participants[slot] >= self._kuota[slot] * self._classes[slot]
            ):
                break
            done = None if self._served[tables.gap[way]] else self._take(tables.items[way])
            if done is not None:
                self._served[tables.gap[way]] = 1
                taken.append((way, done))
        if (
            self._classes[slot] > before
            and self.participants[slot] >= self._least[slot] * self._classes[slot]
        ):
            self.ways += [way for way, _ in taken]
            return True
        for way, done in reversed(taken):
            self._undo(done)
            self._served[tables.gap[way]] = 0
        self._allowed[slot] -= 1
        return False
