"""Among people alike in what a plan sees, those come first whom a stated order names: places change hands, and nothing else changes."""

from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.alike import numbered
from asnkarier.analysis.training.years.solving.programme import Programme

_NO_KIND: Final = -1
_ROUNDS: Final = 20


def in_order(programme: Programme, chosen: Ints, ranks: Ints) -> Ints:
    """Return a plan in which nobody waits for a place that somebody alike has who comes later. ranks: per way, the smaller first.

    Alike are ways of two people through the same courses and periods, of the same benefit, whose places the same units pay. One that fits
    the hours and courses of its person takes the place of the last of them, so benefit, cost, classes and all that is shared stay as they are.
    """
    kinds = kinds_of(programme, chosen)
    plan = _Plan(programme, chosen)
    for _ in range(_ROUNDS):
        if not _one_round(plan, kinds, ranks):
            break
    return plan.chosen


def kinds_of(programme: Programme, chosen: Ints) -> Ints:
    """Return for each way the number of all that are alike, -1 where it shares a place with other ways, or its gap is served by another."""
    ways = programme.ways
    kinds = np.full(len(ways.gap), _NO_KIND, dtype=np.int64)
    mine = chosen[chosen < len(ways.gap)]
    open_ = np.ones(int(ways.gap.max(initial=-1)) + 1, dtype=np.bool_)
    open_[ways.gap[mine]] = False
    asked = open_[ways.gap]
    asked[mine] = True
    items = ways.items[asked]
    alone = ~(np.append(ways.shared, False)[items].any(axis=1))
    rows, items = np.flatnonzero(asked)[alone], items[alone]
    if not len(rows):
        return kinds
    slots = np.where(items >= 0, programme.item_slot[np.maximum(items, 0)], -1)
    person = ways.item_person[items[:, 0]]
    columns = (*slots.T, ways.benefit[rows], ways.closing[rows], _sets(programme)[person])
    kinds[rows] = numbered(columns, len(rows))
    return kinds


def equals_of(programme: Programme, chosen: Ints, rows: Ints) -> Ints:
    """Return for each way of `rows` that is not chosen how many chosen ones are alike; 0 where the own hours or courses of the person leave no room."""
    kinds = kinds_of(programme, chosen)
    mine = kinds[chosen[chosen < len(kinds)]]
    held = np.bincount(mine[mine >= 0], minlength=int(kinds.max(initial=0)) + 1)
    found = np.where(kinds[rows] >= 0, held[kinds[rows]], 0)
    plan = _Plan(programme, chosen)
    return np.array(
        [many if many and plan.has_room(way) else 0 for way, many in zip(rows.tolist(), found.tolist(), strict=True)],
        dtype=np.int64,
    )  # fmt: skip


def _sets(programme: Programme) -> Ints:
    """Return for each person which of the rows of single units bear them, as a number."""
    masks = [row.people.astype(np.int64) for row in programme.rows if row.people is not None]
    people = len(masks[0]) if masks else int(programme.ways.item_person.max(initial=-1)) + 1
    return numbered(masks, people)


class _Plan:
    """A plan while places change hands, and what the limits of single people leave."""

    def __init__(self, programme: Programme, chosen: Ints) -> None:
        self.programme, self._ways = programme, programme.ways
        self._taken = np.zeros(programme.variables, dtype=np.int64)
        self._taken[chosen] = 1
        local, most = programme.local
        columns = local.tocsc()
        self._starts, self._rows, self._values = (
            one.astype(np.int64) for one in (columns.indptr, columns.indices, columns.data)
        )
        self._left = most - local @ self._taken
        self._served = np.zeros(int(self._ways.gap.max(initial=-1)) + 1, dtype=np.bool_)
        self._served[self._ways.gap[chosen[chosen < len(self._ways.gap)]]] = True

    @property
    def chosen(self) -> Ints:
        return np.flatnonzero(self._taken).astype(np.int64)

    def holds(self, way: int) -> bool:
        return bool(self._taken[way])

    def waits(self, way: int) -> bool:
        return not self._served[self._ways.gap[way]]

    def has_room(self, way: int) -> bool:
        rows, values = self._uses(way)
        return bool((self._left[rows] >= values).all())

    def can_leave(self, way: int) -> bool:
        rows, values = self._uses(way)
        return bool((self._left[rows] >= -values).all())

    def put(self, way: int, taken: int) -> None:
        rows, values = self._uses(way)
        self._left[rows] += values if not taken else -values
        self._taken[way] = taken
        self._served[self._ways.gap[way]] = bool(taken)

    def _uses(self, way: int) -> tuple[Ints, Ints]:
        of = slice(self._starts[way], self._starts[way + 1])
        return self._rows[of], self._values[of]


def _one_round(plan: _Plan, kinds: Ints, ranks: Ints) -> bool:
    """Let whoever comes first take the place of who comes last, kind by kind; return whether any did."""
    known = np.flatnonzero(kinds >= 0)
    held = np.zeros(len(kinds), dtype=np.bool_)
    held[plan.chosen[plan.chosen < len(kinds)]] = True
    both = np.intersect1d(kinds[known][held[known]], kinds[known][~held[known]])
    mine = known[np.isin(kinds[known], both)]
    mine = mine[np.lexsort((ranks[mine], kinds[mine]))]
    moved = False
    for group in np.split(mine, np.flatnonzero(np.diff(kinds[mine])) + 1) if len(mine) else ():
        moved |= _settled(plan, group.tolist())
    return moved


def _settled(plan: _Plan, alike: list[int]) -> bool:
    """Give the places of ways that are alike, in their order, to the first of them; return whether one changed hands."""
    moved, last = False, len(alike) - 1
    for at, way in enumerate(alike):
        if plan.holds(way) or not plan.waits(way) or not plan.has_room(way):
            continue
        while last > at and not (plan.holds(alike[last]) and plan.can_leave(alike[last])):
            last -= 1
        if last <= at:
            break
        plan.put(alike[last], 0)
        plan.put(way, 1)
        moved = True
    return moved
