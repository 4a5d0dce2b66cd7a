"""A smaller budget's plan from that of a larger one: what is worth least for what it costs is taken out, and every class keeps its least participants."""

from heapq import heapify, heappop, heappush

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.exact import keeps_limits
from asnkarier.analysis.training.years.solving.programme import Programme


def thinned(there: Programme, plan: Ints, money: Ints) -> tuple[Ints, ...]:
    """Return the plan within the limits of `there`, of which it exceeds those of the rows `money` alone; nothing where that needs more than loose places.

    A place is loose where one way alone takes it, and nothing else. Of each slot those who gain least leave first; where a class would lack people, all of it goes.
    """
    used = dict(zip(range(len(there.rows)), there.used(there.taken_items(plan)), strict=True))
    over = {at: used[at] - there.rows[at].limit for at in money.tolist()}
    slots = _Slots(there, plan, money)
    waiting = [step for slot in slots.loose for step in slots.step(slot)]
    heapify(waiting)
    while waiting and any(more > 0 for more in over.values()):
        _, slot, count, saved = heappop(waiting)
        row = slots.row[slot]
        if over[row] <= 0:
            continue
        over[row] -= saved
        slots.leave(slot, count)
        for step in slots.step(slot):
            heappush(waiting, step)
    left = np.setdiff1d(plan, np.array(slots.gone, dtype=np.int64))
    return (left,) if keeps_limits(there, left) else ()


class _Slots:
    """Who is in each slot, and who may leave it."""

    def __init__(self, there: Programme, plan: Ints, money: Ints) -> None:
        ways, slots = there.ways, there.slots
        taken = plan[plan < len(ways.gap)]
        item = ways.items[taken, 0]
        alone = (ways.items[taken, 1:] < 0).all(axis=1) & ~ways.shared[item]
        loose, slot = taken[alone], there.item_slot[item[alone]]
        order = np.lexsort((loose, -ways.benefit[loose], slot))
        loose, slot = loose[order], slot[order]
        self.loose: dict[int, list[int]] = {}
        for way, one in zip(loose.tolist(), slot.tolist(), strict=True):
            self.loose.setdefault(one, []).append(way)
        self.row = {
            one: at
            for at in money.tolist()
            for one in self.loose
            if there.rows[at].use[one] or there.rows[at].class_use[one]
        }
        self.loose = {one: mine for one, mine in self.loose.items() if one in self.row}
        self._benefit = dict(zip(taken.tolist(), ways.benefit[taken].tolist(), strict=True))
        self._people = there.participants(there.taken_items(plan)).tolist()
        self._kuota, self._minimal = slots.kuota.tolist(), slots.minimal.tolist()
        self._use = {at: there.rows[at].use.tolist() for at in money.tolist()}
        self._class_use = {at: there.rows[at].class_use.tolist() for at in money.tolist()}
        self.gone: list[int] = []

    def step(self, slot: int) -> list[tuple[float, int, int, int]]:
        """Return what leaves the slot next, if anything can: loss for what is saved, slot, how many people, what is saved."""
        people, kuota, row = self._people[slot], max(1, self._kuota[slot]), self.row[slot]
        classes = -(-people // kuota)
        for count in range(1, len(self.loose[slot]) + 1):
            fewer = -(-(people - count) // kuota)
            if people - count < self._minimal[slot] * fewer:
                continue
            saved = count * self._use[row][slot] + (classes - fewer) * self._class_use[row][slot]
            loss = sum(self._benefit[way] for way in self.loose[slot][-count:])
            return [(loss / max(1, saved), slot, count, saved)]
        return []

    def leave(self, slot: int, count: int) -> None:
        """Take out so many of those who gain least."""
        self.gone += self.loose[slot][-count:]
        del self.loose[slot][-count:]
        self._people[slot] -= count
