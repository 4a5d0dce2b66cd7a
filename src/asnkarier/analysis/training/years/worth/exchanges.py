"""At what price a place would come into a plan of several periods, instead of what; and what one more seat gains at least.

Looked at are plans one exchange away: a place comes in, with all that it needs, and nothing leaves, or one place with all that rests on it.
Every limit is kept. So each such plan is a real one, and a price is one at which the plan would change for sure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.worth.answers import NONE, Entry, SeatWorth
from asnkarier.analysis.training.years.worth.changes import Change, Changes
from asnkarier.analysis.training.years.worth.coming import Coming, Waiting, chosen_lines
from asnkarier.analysis.training.years.worth.leaving import Leaving, leaving
from asnkarier.analysis.training.years.worth.standing import Standing

_BLOCK: Final = 400_000


@dataclass(frozen=True)
class Exchanges:
    """A plan, seen from the places that are not in it."""

    standing: Standing

    @cached_property
    def waiting(self) -> Waiting:
        """What could come in."""
        return Waiting(self.standing)

    @cached_property
    def leaving(self) -> Leaving:
        """What could leave."""
        return leaving(self.standing)

    @cached_property
    def _changes(self) -> Changes:
        return Changes(self.standing)

    def _slots(self, items: Ints) -> Ints:
        """Return the slots of items, in order."""
        slots = np.where(items >= 0, np.append(self.standing.programme.item_slot, NONE)[items], NONE)
        return -np.sort(-slots, axis=1)

    @cached_property
    def _leaving_slots(self) -> Ints:
        return self._slots(self.leaving.items)

    @cached_property
    def _kinds(self) -> tuple[Ints, dict[int, Ints]]:
        """Return of lines that leave the same slots that of least loss, the last among equals: of all people, and of each set of people."""
        of_set = self.standing.sets[0][self.leaving.person]
        loss = self.leaving.loss
        if not len(loss):
            return np.arange(0), {}
        late = self.standing.order[self.leaving.items[:, 0]]
        _, slots = np.unique(self._leaving_slots, axis=0, return_inverse=True)
        slots = slots.reshape(-1)
        order = np.lexsort((-late, loss, slots))
        of_all = order[np.diff(slots[order], prepend=-1) > 0]
        order = np.lexsort((-late, loss, slots, of_set))
        first = (np.diff(slots[order], prepend=-1) != 0) | (np.diff(of_set[order], prepend=-1) != 0)
        each = order[first]
        return of_all, {one: each[of_set[each] == one] for one in np.unique(of_set).tolist()}

    def _leavers(self, of_set: int) -> Ints:
        """Return NONE (nobody leaves) and the lines that are looked at for people of a set, by loss."""
        of_all, own = self._kinds
        lines = np.union1d(of_all, own.get(of_set, of_all[:0]))
        return np.append(NONE, lines[np.lexsort((-lines, self.leaving.loss[lines]))])

    def entry(self, coming: Coming, questions: int) -> Entry:
        """Return the answer to each of so many questions, the best of its lines.

        Then the plan with the place counts for more than this one, or for as much and costs less; where a target is sought, it reaches it and costs less. Whose own
        limits are used up, or who takes the course already, can only come in instead of a place of their own.
        """
        room = self.standing.within_own_limits(coming.items, np.full((len(coming.items), 1), NONE))
        able = np.flatnonzero(room & (coming.against == NONE))
        price, leaves = (np.full(len(coming.items), NONE, dtype=np.int64) for _ in range(2))
        price[able], leaves[able] = self._with_anybody(chosen_lines(coming, able))
        bound = np.flatnonzero(~room | (coming.against != NONE))
        price[bound], leaves[bound] = self._instead_of_own(chosen_lines(coming, bound))
        order = np.lexsort((-np.arange(len(price)), price, coming.asked))
        out = Entry(np.full(questions, NONE, dtype=np.int64), np.full(questions, NONE, dtype=np.int64))
        out.price[coming.asked[order]], out.leaves[coming.asked[order]] = price[order], leaves[order]
        return out

    def _with_anybody(self, coming: Coming) -> tuple[Ints, Ints]:
        """Return price and leaving line where nobody leaves or anybody may."""
        price, leaves = (np.full(len(coming.items), NONE, dtype=np.int64) for _ in range(2))
        slots, of_set = self._slots(coming.items), self.standing.sets[0][coming.person]
        priced = self.standing.programme.item_slot[coming.priced]
        types, which = np.unique(np.column_stack([of_set, priced, slots]), axis=0, return_inverse=True)
        which = which.reshape(-1)
        for number in np.unique(types[:, 0]).tolist():
            leavers = self._leavers(number)
            mine = np.flatnonzero(types[:, 0] == number)
            size = max(1, _BLOCK // len(leavers))
            for start in range(0, len(mine), size):
                some = mine[start : start + size]
                here = np.flatnonzero(np.isin(which, some))
                at = np.searchsorted(some, which[here])
                change = self._all_with(types[some, 2:], number, types[some, 1], leavers)
                price[here], leaves[here] = self._best(change, at, coming.gain[here], leavers)
        # What somebody's place rests on does not leave for it.
        own = np.flatnonzero((leaves != NONE) & (coming.relied != NONE).any(axis=1))
        own = own[self.leaving.person[leaves[own]] == coming.person[own]]
        if len(own):
            alone = self._all_with(slots[own], 0, priced[own], np.array([NONE]), of_set[own])
            price[own], leaves[own] = (
                one for one in self._best(alone, np.arange(len(own)), coming.gain[own], np.array([NONE]))
            )
        return price, leaves

    def _all_with(
        self,
        slots: Ints,
        of_set: int,
        priced: Ints,
        leavers: Ints,
        sets: Ints | None = None,
        seat: Ints | None = None,
    ) -> Change:
        """Return the change of every coming line (rows) with every leaver (columns)."""
        count, width = len(slots), len(leavers)
        lines = np.tile(leavers, count)
        of_coming = np.full(count, of_set) if sets is None else sets
        found = self._changes.of(
            np.repeat(slots, width, axis=0),
            np.repeat(of_coming, width),
            self._gone(lines),
            self._sets_of(lines),
            np.repeat(priced, width),
            None if seat is None else np.repeat(seat, width),
        )
        return Change(found.borne.reshape(count, width), found.cheaper.reshape(count, width))

    def _gone(self, lines: Ints) -> Ints:
        if not len(self.leaving.items):
            return np.full((len(lines), 1), NONE)
        return np.where((lines != NONE)[:, None], self._leaving_slots[lines], NONE)

    def _sets_of(self, lines: Ints) -> Ints:
        if not len(self.leaving.items):
            return np.zeros(len(lines), dtype=np.int64)
        return np.where(lines != NONE, self.standing.sets[0][self.leaving.person[lines]], 0)

    def _losses(self, leavers: Ints) -> Ints:
        """Return what is lost by each; nobody leaving is less than any loss."""
        return np.where(leavers == NONE, -1, np.append(self.leaving.loss, 0)[leavers])

    def _best(self, change: Change, at: Ints, gain: Ints, leavers: Ints) -> tuple[Ints, Ints]:
        """Return the highest price and who leaves, for lines `at` of the change and what each gains. leavers: by loss."""
        loss = self._losses(leavers)
        if self.standing.spare is not None:
            # Everything that still reaches the target and costs less.
            code = np.maximum.accumulate(_coded(change.cheaper), axis=1)
            upto = np.searchsorted(loss, gain + self.standing.spare, side="right")
            return _decoded(np.where(upto > 0, code[at, np.maximum(upto - 1, 0)], NONE), leavers)
        code = np.maximum.accumulate(_coded(change.borne), axis=1)
        below = np.searchsorted(loss, gain, side="left")
        more = np.where(below > 0, code[at, np.maximum(below - 1, 0)], NONE)
        starts = np.flatnonzero(np.diff(loss, prepend=loss[:1] - 1))
        alike = np.maximum.reduceat(_coded(change.cheaper), starts, axis=1)
        group = np.minimum(np.searchsorted(loss[starts], gain), len(starts) - 1)
        less = np.where(loss[starts][group] == gain, alike[at, group], NONE)
        return _decoded(np.maximum(more, less), leavers)

    def _instead_of_own(self, coming: Coming) -> tuple[Ints, Ints]:
        """Return price and leaving line where only a place of the same person can leave."""
        price, leaves = (np.full(len(coming.items), NONE, dtype=np.int64) for _ in range(2))
        by_person = np.argsort(self.leaving.person, kind="stable")
        people = self.leaving.person[by_person]
        first = np.searchsorted(people, coming.person, side="left")
        count = np.searchsorted(people, coming.person, side="right") - first
        of = np.repeat(np.arange(len(count)), count)
        line = by_person[np.arange(len(of)) - np.repeat(np.cumsum(count) - count - first, count)]
        if not len(of):
            return price, leaves
        items = self.leaving.items[line]
        fits = self.standing.within_own_limits(coming.items[of], items)
        relied = coming.relied[of]
        fits &= ~((relied[:, :, None] == items[:, None, :]) & (relied[:, :, None] >= 0)).any(axis=(1, 2))
        against = coming.against[of]
        fits &= (against == NONE) | (items == against[:, None]).any(axis=1)
        of, line = of[fits], line[fits]
        of_set = self.standing.sets[0]
        found = self._changes.of(
            self._slots(coming.items[of]), of_set[coming.person[of]], self._leaving_slots[line], of_set[self.leaving.person[line]],
            self.standing.programme.item_slot[coming.priced[of]],
        )  # fmt: skip
        gain, loss = coming.gain[of], self.leaving.loss[line]
        if self.standing.spare is not None:
            value = np.where(gain + self.standing.spare >= loss, found.cheaper, NONE)
        else:
            value = np.where(gain > loss, found.borne, np.where(gain == loss, found.cheaper, NONE))
        order = np.lexsort((-line, value, of))
        price[of[order]], leaves[of[order]] = value[order], line[order]
        return price, np.where(price >= 0, leaves, NONE)

    @cached_property
    def _able(self) -> tuple[Ints, Ints]:
        """Return the items that could be added by themselves within their person's own limits, and what each gains."""
        items, gain = self.waiting.places
        room = self.standing.within_own_limits(items[:, None], np.full((len(items), 1), NONE))
        return items[room], gain[room]

    def next_of(self) -> Ints:
        """Return for each slot the item of who waits for it and gains most from it, the first among equals; NONE where nobody waits."""
        items, gain = self.waiting.places
        slot = self.standing.programme.item_slot[items]
        following = np.full(len(self.standing.programme.slots), NONE, dtype=np.int64)
        order = np.lexsort((self.standing.order[items], -gain))[::-1]
        following[slot[order]] = items[order]
        return following

    def seats(self) -> SeatWorth:
        """Return what one more seat of each full slot is worth at least: with what is left of everything, or instead of one other place elsewhere."""
        out = SeatWorth(
            *(np.full(len(self.standing.programme.slots), NONE, dtype=np.int64) for _ in range(3))
        )
        if self.standing.spare is not None:
            return out
        out.gain[self.standing.full] = 0
        for of_set, items, gain in self._first_of_sets():
            slot = self.standing.programme.item_slot[items]
            leavers = self._leavers(of_set)
            found = self._all_with(slot[:, None], of_set, slot, leavers, seat=slot)
            loss = self._losses(leavers)
            today = self.standing.programme.slots.biaya[slot]
            elsewhere = ~(self._gone(leavers)[None, :, :] == slot[:, None, None]).any(axis=2)
            fits = (found.borne >= today[:, None]) & elsewhere & (loss[None, :] < gain[:, None])
            best = fits.argmax(axis=1)
            won = gain - np.maximum(loss[best], 0)
            better = fits.any(axis=1) & (won > out.gain[slot])
            # The items of a set are of different slots.
            out.gain[slot[better]], out.comes[slot[better]] = won[better], items[better]
            out.leaves[slot[better]] = leavers[best[better]]
        return out

    def _first_of_sets(self) -> Iterator[tuple[int, Ints, Ints]]:
        """Yield for each set of people the items of full slots that gain most, one of a slot, the first among equals."""
        items, gain = self._able
        slot = self.standing.programme.item_slot[items]
        mine = self.standing.full[slot]
        items, gain, slot = items[mine], gain[mine], slot[mine]
        of_set = self.standing.sets[0][self.standing.programme.ways.item_person[items]]
        order = np.lexsort((self.standing.order[items], -gain, slot, of_set))
        first = (np.diff(of_set[order], prepend=-1) != 0) | (np.diff(slot[order], prepend=-1) != 0)
        best = order[first]
        for one in np.unique(of_set[best]).tolist():
            here = best[of_set[best] == one]
            yield one, items[here], gain[here]


def _coded(price: Ints) -> Ints:
    """Return prices as one number with the place of their column, the first of equals greatest; NONE stays the least."""
    width = price.shape[1]
    return np.where(price >= 0, price * width + (width - 1 - np.arange(width))[None, :], NONE)


def _decoded(code: Ints, leavers: Ints) -> tuple[Ints, Ints]:
    width = len(leavers)
    place = np.where(code >= 0, width - 1 - code % width, 0)
    return np.where(code >= 0, code // width, NONE), np.where(code >= 0, leavers[place], NONE)
