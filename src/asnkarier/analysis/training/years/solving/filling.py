"""Plans of several periods from an order of preference: ways are taken one after another, with all that they need."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.lists import Tables
from asnkarier.analysis.training.years.solving.programme import Programme

_WITHOUT_LIMIT: Final = 2**62
_CHUNK: Final = 5_000
_DEEPEST: Final = 4


class Filling:
    """Takes ways in order; remembers for one programme what every place uses up."""

    def __init__(self, programme: Programme) -> None:
        """Prepare plain lists, once for a programme and the same with other limits."""
        self.programme = programme
        self._tables = programme.lists
        self._width = int(programme.ways.item_course.max(initial=0)) + 1

    def whole(self, order: Ints, kelas: Ints | None = None, start: Ints | None = None) -> Ints:
        """Return the ways taken, sorted, every class holding its least participants: those that do not are closed and it starts anew.

        order: ways, the first to be taken first. kelas: the most classes per slot. start: ways to take before, in order.
        """
        slots = self.programme.slots
        allowed = (slots.most if kelas is None else np.minimum(kelas, slots.most)).copy()
        start = np.empty(0, dtype=np.int64) if start is None else start
        while True:
            state = State(self.programme, self._tables, self._width, allowed)
            state.take_all(start)
            state.take_all(order)
            taken = np.array(state.participants, dtype=np.int64)
            classes = self.programme.classes_for(taken)
            short = taken < slots.minimal * classes
            if not short.any():
                return np.sort(np.array(state.ways, dtype=np.int64))
            allowed = np.where(short, np.minimum(taken // slots.minimal, classes - 1), allowed)

    def added(self, chosen: Ints, order: Ints) -> Ints:
        """Return the variables of a plan that keeps all limits, with the ways of `order` that still find room, the first to be taken first; every class holds its least participants."""
        programme, slots, allowed = self.programme, self.programme.slots, self.programme.slots.most.copy()
        while True:
            state = State(programme, self._tables, self._width, allowed)
            state.hold(programme.taken_items(chosen), chosen[chosen < len(programme.ways.gap)])
            state.take_all(order)
            taken = np.array(state.participants, dtype=np.int64)
            classes = programme.classes_for(taken)
            short = taken < slots.minimal * classes
            if not short.any():
                return self.taken_by(state)
            allowed = np.where(short, np.minimum(taken // slots.minimal, classes - 1), allowed)

    def further(self, chosen: Ints, order: Ints, kept: tuple[tuple[int, int], ...]) -> Ints:
        """Return the variables of a plan with further ways in order, in its classes and in such as need nobody else, until one would leave less of a shared row than `kept` says.

        So what less has to be kept of only goes further on the same way.
        """
        programme, slots = self.programme, self.programme.slots
        items = programme.taken_items(chosen)
        held = programme.classes_for(programme.participants(items))
        state = State(programme, self._tables, self._width, np.where(slots.minimal <= 1, slots.most, held))
        state.hold(items, chosen[chosen < len(programme.ways.gap)])
        state.take_all(order, kept)
        return self.taken_by(state)

    def variables(self, ways: Ints) -> Ints:
        """Return the variables of a plan: its ways, and the shared places that they need."""
        state = State(self.programme, self._tables, self._width, self.programme.slots.most)
        state.take_all(ways)
        return self.taken_by(state)

    def taken_by(self, state: "State") -> Ints:
        """Return the variables of what a state has taken."""
        items = np.flatnonzero(state.taken)
        shared = items[self.programme.ways.shared[items]]
        at = len(self.programme.ways.gap) + np.searchsorted(self.programme.shared_item, shared)
        return np.concatenate([np.sort(np.array(state.ways, dtype=np.int64)), at])

    def waiting(self, taken: Ints, rows: Ints) -> list[str]:
        """Return what keeps each way of `rows` out of the plan with the ways `taken`; see `State.obstacle`."""
        state = State(self.programme, self._tables, self._width, self.programme.slots.most)
        state.take_all(taken)
        return [state.obstacle(self._tables.items[way]) for way in rows.tolist()]


class State:
    """What is left of everything while ways are taken."""

    def __init__(self, programme: Programme, tables: Tables, width: int, allowed: Ints) -> None:
        slots = programme.slots
        self._tables, self._width, self._programme = tables, width, programme
        self.participants = [0] * len(slots)
        self._kuota = slots.kuota.tolist()
        self._allowed = allowed.tolist()
        self._classes = [0] * len(slots)
        self._year_slot, self._year_left = slots.year_slot.tolist(), slots.kelas.tolist()
        self._left = [row.limit for row in programme.rows]
        self._own_left = programme.person_rows.most.tolist()
        self.taken = bytearray(len(tables.person))
        self._course_at: dict[int, int] = {}
        self._served = bytearray(int(programme.ways.gap.max(initial=-1)) + 1)
        self.ways: list[int] = []

    def take_all(self, order: Ints, kept: tuple[tuple[int, int], ...] = ()) -> None:
        """Take the ways of `order` one after another where everything allows it. kept: the first that would leave less of a shared row than so much ends it."""
        ways, programme = self._programme.ways, self._programme
        first = np.maximum(ways.items[:, 0], 0)
        slot = programme.item_slot[first] if len(programme.item_slot) else first
        of = np.array(self._tables.set_of, dtype=np.int64)[ways.item_person[first]] if len(slot) else slot
        gap, items = self._tables.gap, self._tables.items
        rest = order
        while len(rest):
            for way in rest[:_CHUNK].tolist():
                done = None if self._served[gap[way]] else self._take(items[way])
                if done is None:
                    continue
                if any(self._left[row] < least for row, least in kept):
                    self._undo(done)
                    return
                self._served[gap[way]] = 1
                self.ways.append(way)
            rest = rest[_CHUNK:]
            if len(rest):
                served = np.frombuffer(self._served, dtype=np.uint8)
                rest = rest[(served[ways.gap[rest]] == 0) & self._open()[of[rest], slot[rest]]]

    def hold(self, items: Ints, ways: Ints) -> None:
        """Take the very places of a plan that keeps all limits."""
        for item in items.tolist():
            self._put(item, opens=self._opens(item))
        for way in ways.tolist():
            self._served[self._tables.gap[way]] = 1
            self.ways.append(way)

    def _opens(self, item: int) -> bool:
        slot = self._tables.slot[item]
        return bool(self.participants[slot] >= self._kuota[slot] * self._classes[slot])

    def _put(self, item: int, *, opens: bool) -> None:
        tables, slot = self._tables, self._tables.slot[item]
        for row, use in self._need(item, opens=opens):
            self._left[row] -= use
        for row, use in tables.limits_of.get(item, ()):
            self._own_left[row] -= use
        if opens:
            self._classes[slot] += 1
            self._year_left[self._year_slot[slot]] -= 1
        self.participants[slot] += 1
        self.taken[item] = 1
        self._course_at[tables.person[item] * self._width + tables.course[item]] = tables.period[item]

    def _open(self) -> NDArray[np.bool_]:
        """Return for each set of people which slots can take one more: sets x slots. Shared places may be taken already, so they stay."""
        slots = self._programme.slots
        taken, classes = (np.array(one, dtype=np.int64) for one in (self.participants, self._classes))
        year_left = np.array(self._year_left, dtype=np.int64)[slots.year_slot]
        opens = taken >= slots.kuota * classes
        more = (classes < np.array(self._allowed, dtype=np.int64)) & (year_left > 0) & (slots.kuota > 0)
        out = np.tile(~opens | more, (len(self._tables.marks), 1))
        for at, (row, left) in enumerate(zip(self._programme.rows, self._left, strict=True)):
            of_class = np.where(opens, row.class_use, 0)
            mine = self._tables.marks[:, at]
            out[mine] &= row.use + of_class <= left
            out[~mine] &= of_class <= left
        out[:, np.unique(self._programme.item_slot[self._programme.shared_item])] = True
        return out

    def _undo(self, done: list[tuple[int, bool]]) -> None:
        for one, opened in reversed(done):
            self._give_back(one, opened=opened)

    def _take(self, items: list[int]) -> list[tuple[int, bool]] | None:
        """Take these places and return what was taken for that, with what each opened; None, and nothing taken, where not all can be."""
        done: list[tuple[int, bool]] = []
        for item in items:
            if item < 0:
                break
            if not self.taken[item] and not self._add(item, done, 0):
                self._undo(done)
                return None
        return done

    def _add(self, item: int, done: list[tuple[int, bool]], deep: int) -> bool:
        """Take one place, and before it what it presupposes; what was taken is noted in `done`."""
        tables = self._tables
        key = tables.person[item] * self._width + tables.course[item]
        if key in self._course_at:
            return False
        needed = tables.needs[item]
        if needed >= 0 and not self._prepared(item, needed, done, deep):
            return False
        slot, opens = tables.slot[item], self._opens(item)
        own = tables.limits_of.get(item, ())
        if (opens and self._no_class(slot)) or any(self._own_left[row] < use for row, use in own):
            return False
        if any(use > self._left[row] for row, use in self._need(item, opens=opens)):
            return False
        self._put(item, opens=opens)
        done.append((item, opens))
        return True

    def _no_class(self, slot: int) -> bool:
        """Return whether no further class can open."""
        full = self._classes[slot] >= self._allowed[slot]
        return bool(full or self._year_left[self._year_slot[slot]] <= 0)

    def _need(self, item: int, *, opens: bool) -> tuple[tuple[int, int], ...]:
        """Return what one place uses up, with its class where it opens one."""
        tables = self._tables
        slot = tables.slot[item]
        need = tables.needs_of[tables.set_of[tables.person[item]]][slot]
        if not opens or not tables.class_needs[slot]:
            return need
        both = dict(need)
        for row, use in tables.class_needs[slot]:
            both[row] = both.get(row, 0) + use
        return tuple(both.items())

    def obstacle(self, items: list[int]) -> str:
        """Return what stands in the way of one more way: person, seats, batch, the kind of a shared row, or better_elsewhere."""
        tables, slots = self._tables, self._programme.slots
        for item in items:
            if item < 0 or self.taken[item]:
                continue
            slot = tables.slot[item]
            if tables.person[item] * self._width + tables.course[item] in self._course_at or any(
                self._own_left[row] < use for row, use in tables.limits_of.get(item, ())
            ):
                return "person"
            opens = self.participants[slot] >= self._kuota[slot] * self._classes[slot]
            if opens and not self._allowed[slot]:
                return "batch"
            if opens and (
                self._classes[slot] >= self._allowed[slot] or self._year_left[self._year_slot[slot]] <= 0
            ):
                return "seats"
            least = max(1, int(slots.minimal[slot])) if opens else 1
            left = {
                row: use * least for row, use in tables.needs_of[tables.set_of[tables.person[item]]][slot]
            }
            for row, use in tables.class_needs[slot] if opens else ():
                left[row] = left.get(row, 0) + use
            for row, use in sorted(left.items()):
                if use > self._left[row]:
                    return self._programme.rows[row].kind
        return "better_elsewhere"

    def _prepared(self, item: int, needed: int, done: list[tuple[int, bool]], deep: int) -> bool:
        """Return whether the course that an item presupposes is taken earlier, taking it if need be."""
        tables = self._tables
        key = tables.person[item] * self._width + needed
        if key in self._course_at:
            return self._course_at[key] < tables.period[item]
        if deep >= _DEEPEST:
            return False
        for other in tables.earlier.get(key, ()):
            if tables.period[other] >= tables.period[item]:
                return False
            # A place whose entry level only a step reaches is taken by that step alone.
            if tables.free[other] and self._add(other, done, deep + 1):
                return True
        return False

    def _give_back(self, item: int, *, opened: bool) -> None:
        tables = self._tables
        slot = tables.slot[item]
        for row, use in tables.needs_of[tables.set_of[tables.person[item]]][slot]:
            self._left[row] += use
        if opened:
            for row, use in tables.class_needs[slot]:
                self._left[row] += use
            self._classes[slot] -= 1
            self._year_left[self._year_slot[slot]] += 1
        for row, use in tables.limits_of.get(item, ()):
            self._own_left[row] += use
        self.participants[slot] -= 1
        self.taken[item] = 0
        del self._course_at[tables.person[item] * self._width + tables.course[item]]
