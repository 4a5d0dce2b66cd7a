"""How many classes of each course to open in each period: whole numbers near what people wish, bettered by what a class earns."""

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.fill import places
from asnkarier.analysis.training.years.solving.exact import places_in, row_uses
from asnkarier.analysis.training.years.solving.programme import Programme

Floats = NDArray[np.float64]


def wished_classes(programme: Programme, average: Floats, least_part: float) -> Ints:
    """Return whole classes per slot for what people wish on average; a last class opens when `least_part` of it is wished."""
    slots = programme.slots
    wished = (places_in(programme).T @ average) / np.maximum(slots.kuota, 1)
    return affordable(programme, np.minimum(slots.most, (wished + 1 - least_part).astype(np.int64)), wished)


def affordable(programme: Programme, kelas: Ints, wish: Floats) -> Ints:
    """Return `kelas` without the least wished classes beyond what a year and the shared rows bear."""
    slots = programme.slots
    kelas = kelas.copy()
    for year_slot in np.flatnonzero(
        np.bincount(slots.year_slot, kelas, minlength=len(slots.kelas)) > slots.kelas
    ):
        mine = np.flatnonzero(slots.year_slot == year_slot)
        left = int(slots.kelas[year_slot])
        for slot in mine[np.argsort(-wish[mine], kind="stable")]:
            kelas[slot] = min(int(kelas[slot]), left)
            left -= int(kelas[slot])
    for row in programme.rows:
        use = row.class_use * kelas
        order = np.argsort(use / np.maximum(wish, 1e-9), kind="stable")
        over = np.cumsum(use[order]) > row.limit
        kelas[order[over & (use[order] > 0)]] = 0
    return kelas


def bettered(programme: Programme, plan: Ints, seat_prices: Floats, row_prices: Floats) -> Ints:
    """Return the classes that the plan uses, with a few closed that earn too little and a few opened where seats lack."""
    slots = programme.slots
    items = programme.taken_items(plan)
    taken = programme.participants(items)
    used = programme.classes_for(taken)
    opening = np.zeros(len(slots))
    for row, price in zip(programme.rows, row_prices, strict=True):
        opening += price * row.class_use
    opened = np.where(used < slots.most, seat_prices * slots.kuota / 2 - opening, 0.0)
    closed = np.where(used > 0, opening - _last_earns(programme, plan, taken, used, row_prices), 0.0)
    gain = np.maximum(np.maximum(opened, closed), 0.0)
    threshold = np.sort(gain)[::-1][min(len(gain) - 1, max(1, len(gain) // 20))]
    change = np.where(opened >= closed, 1, -1)
    return affordable(
        programme, np.where(gain > threshold, used + change, used), (used + gain).astype(np.float64)
    )


def _last_earns(programme: Programme, plan: Ints, taken: Ints, used: Ints, row_prices: Floats) -> Floats:
    """Return what the least worthy people of each slot, as many as sit in its last class, gain beyond what they use up."""
    ways = programme.ways
    mine = plan[plan < len(ways.gap)]
    spent = np.zeros(len(mine))
    for use, price in zip(row_uses(programme), row_prices, strict=True):
        if price > 0:
            spent += price * use.toarray().ravel()[mine]
    worth = ways.benefit[mine] - spent
    last_item = ways.items[mine, (ways.items[mine] >= 0).sum(axis=1) - 1] if len(mine) else mine
    slot = programme.item_slot[last_item]
    order = np.lexsort((mine, worth, slot))
    seats = taken - programme.slots.kuota * np.maximum(used - 1, 0)
    among = order[places(slot[order]) < seats[slot[order]]]
    return np.bincount(slot[among], worth[among], minlength=len(programme.slots)).astype(np.float64)
