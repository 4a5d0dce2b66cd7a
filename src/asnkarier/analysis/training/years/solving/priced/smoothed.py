"""Prices without a linear programme, where nearly everything can matter: for what is shared, for seats, and for the hours and courses of single people.

Every gap takes its best way at these prices, or, at a temperature, all its good ways in shares (softmax). That makes the sum that bounds every plan
smooth, and its least value is found by accelerated gradient steps (Nesterov 1983, 2005; Beck and Teboulle 2009), each a pass over the ways, while the temperature falls.
The bound is reckoned from the prices alone (weak duality), so that it holds for any prices that are not below nothing.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.programme import Programme

Floats = NDArray[np.float64]
# Temperatures in parts of what a gap usually gains: for a part of the people from no prices at all, then for all.
_BEGINNING: Final = (0.2, 0.1, 0.05)
_FALLING: Final = (0.05, 0.02, 0.01, 0.005, 0.0025, 0.00125, 0.0006)
_STEPS: Final = 60
# So many ways of people are looked at to begin with.
_PART_OF: Final = 60_000
# Ways that bring less than this part of the price of their places are not looked at any more.
_STILL: Final = 0.8
# Of a step that the curvature allows; after a rise it is shortened.
_STEP: Final = 0.3
_SHORTER: Final = 0.7
_RISE: Final = 1e-6
# Curvature counts as at least this part of what is usual: else unused rows would jump.
_LEAST: Final = 0.1
_USUAL_OF_PERSON: Final = 0.3
_MARGIN: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Duals:
    """Prices in benefit units, none below nothing: for a unit of each shared row, a seat of each slot (its share of a class included), a unit of each row of a single person."""

    rows: Floats
    seats: Floats
    own: Floats


@dataclass(frozen=True)
class Relation:
    """What each way uses up, a shared place in equal parts by all gaps that it can serve: no plan pays less for it than these parts together."""

    programme: Programme

    @cached_property
    def places(self) -> csr_array:
        """Ways x items: 1 for a place of its own, 1/n for one that n gaps can use."""
        ways = self.programme.ways
        way, place = np.nonzero(ways.items >= 0)
        item = ways.items[way, place]
        pairs = np.unique(np.column_stack([item, ways.gap[way]]), axis=0)
        gaps = np.maximum(np.bincount(pairs[:, 0], minlength=len(ways.shared)), 1)
        part = np.where(ways.shared[item], 1.0 / gaps[item], 1.0)
        return csr_array((part, (way, item)), shape=(len(ways.gap), len(ways.shared)))

    @cached_property
    def seats(self) -> csr_array:
        """Ways x slots."""
        slot, count = self.programme.item_slot, len(self.programme.item_slot)
        of = csr_array((np.ones(count), (np.arange(count), slot)), shape=(count, len(self.programme.slots)))
        return csr_array(self.places @ of)

    @cached_property
    def own(self) -> csr_array:
        """Ways x rows of single people."""
        limits = self.programme.person_rows
        shape = (len(self.programme.item_slot), len(limits.most))
        use = csr_array((limits.value.astype(np.float64), (limits.item, limits.number)), shape=shape)
        return csr_array(self.places @ use)

    @cached_property
    def shared(self) -> csr_array:
        """Ways x shared rows."""
        person, slot = self.programme.ways.item_person, self.programme.item_slot
        out = []
        for row in self.programme.rows:
            use = row.use[slot] if row.people is None else row.use[slot] * row.people[person]
            out.append(csr_array(use.astype(np.float64)[:, None]))
        none = csr_array((len(slot), 0), dtype=np.float64)
        return csr_array(self.places @ csr_array(hstack([none, *out])))

    @cached_property
    def of_class(self) -> Floats:
        """Slots x shared rows: what a class uses up."""
        none = np.zeros((len(self.programme.slots), 0))
        return np.column_stack([none, *(row.class_use.astype(np.float64) for row in self.programme.rows)])

    def net(self, duals: Duals) -> Floats:
        """Return what each way brings beyond the prices of all that it uses up."""
        paid = self.seats @ duals.seats + self.own @ duals.own + self.shared @ duals.rows
        net: Floats = self.programme.ways.benefit - paid
        return net

    def bound(self, duals: Duals) -> float:
        """Return what no plan exceeds, whatever the prices: the best way of every gap beyond them, what classes bring, and the price of all limits."""
        programme, net = self.programme, self.net(duals)
        best = np.zeros(int(programme.ways.gap.max(initial=-1)) + 1)
        np.maximum.at(best, programme.ways.gap, net)
        limits = float((duals.rows * programme.limits).sum() + (duals.own * programme.person_rows.most).sum())
        total = float(best.sum()) + self._classes(duals) + limits
        return total * (1 + _MARGIN) + 1

    def class_gains(self, duals: Duals) -> Floats:
        """Return what a class of each slot brings at these prices beyond its own."""
        gain: Floats = np.maximum(0.0, duals.seats * self.programme.slots.kuota - self.of_class @ duals.rows)
        return gain

    def _classes(self, duals: Duals) -> float:
        """Return what the classes of every year bring at most, those that bring most first."""
        slots, gain = self.programme.slots, self.class_gains(duals)
        order = np.lexsort((-gain, slots.year_slot))
        year, most = slots.year_slot[order], slots.most[order]
        before = np.cumsum(most) - most
        before -= before[np.searchsorted(year, year)]
        return float((gain[order] * np.clip(slots.kelas[year] - before, 0, most)).sum())


def quick_prices(programme: Programme) -> Duals:
    """Return rough prices, found in tenths of a second from some of the people; those of single people as nothing."""
    return _quick(Relation(programme), _usual(programme))


def smoothed_prices(programme: Programme) -> tuple[Relation, Duals, float]:
    """Return what ways use up, prices near the best, and the bound that they prove."""
    relation, usual, slots = Relation(programme), _usual(programme), programme.slots
    found = _quick(relation, usual)
    share = relation.of_class @ found.rows / np.maximum(slots.kuota, 1)
    cheap = Duals(found.rows, share, found.own)
    paid = programme.ways.benefit - relation.net(cheap)
    alive = np.flatnonzero(programme.ways.benefit > _STILL * paid)
    best, bound = found, relation.bound(found)
    if not len(alive):
        return relation, best, bound
    begun = np.concatenate([found.rows, np.maximum(0.0, found.seats - share), found.own])
    at = _Descent.begun(relation, alive, 1.0, usual, begun)
    for temperature in _FALLING:
        at.descend(temperature)
        own = relation.bound(at.duals())
        if own < bound:
            best, bound = at.duals(), own
    return relation, best, bound


def _usual(programme: Programme) -> float:
    return max(1.0, programme.most_gain / max(1, len(np.unique(programme.ways.gap))))


def _quick(relation: Relation, usual: float) -> Duals:
    programme, ways = relation.programme, relation.programme.ways
    person = ways.item_person[ways.items[:, 0]]
    some = np.flatnonzero(person % max(1, len(person) // _PART_OF) == 0)
    limits = len(programme.rows), len(programme.slots), len(programme.person_rows.most)
    if not len(some):
        return Duals(*(np.zeros(count) for count in limits))
    part = len(np.unique(person[some])) / len(np.unique(person))
    at = _Descent.begun(relation, some, part, usual, np.zeros(sum(limits)))
    for temperature in _BEGINNING:
        at.descend(temperature)
    found = at.duals()
    return Duals(found.rows, found.seats, np.zeros(limits[2]))


@dataclass
class _Descent:
    """Prices under way (`at`): shared rows, seats beyond their share of a class, rows of single people, in parts of `usual` for all of a row that has a limit."""

    relation: Relation
    usual: float
    gain: Floats
    first: Ints
    gap: Ints
    use: csr_array
    scale: Floats
    most: Floats
    at: Floats

    @classmethod
    def begun(cls, relation: Relation, ways: Ints, part: float, usual: float, prices: Floats) -> "_Descent":  # fmt: skip
        """Return the descent of these ways (by gap) from these prices (benefit units), where limits are `part` of what they are."""
        programme = relation.programme
        slots, starts = programme.slots, np.diff(programme.ways.gap[ways], prepend=-1) > 0
        limits = np.concatenate([programme.limits, slots.kuota * slots.most]).astype(np.float64) * part
        limits = np.concatenate([limits, programme.person_rows.most.astype(np.float64)])
        scale = np.maximum(1.0, limits)
        rows, seats = len(programme.rows), len(slots)
        scale[rows : rows + seats] = 1.0
        of_class = csr_array(relation.of_class / np.maximum(slots.kuota, 1)[:, None])
        mine = csr_array(relation.seats[ways])
        use = csr_array(hstack([relation.shared[ways] + mine @ of_class, mine, relation.own[ways]]))
        use.data /= scale[use.indices]
        return cls(
            relation, usual, programme.ways.benefit[ways] / usual, np.flatnonzero(starts), np.cumsum(starts) - 1,
            use, scale, limits / scale, prices * scale / usual,
        )  # fmt: skip

    def duals(self) -> Duals:
        """Return the prices in benefit units."""
        slots, rows = self.relation.programme.slots, len(self.relation.programme.rows)
        price = self.at / self.scale * self.usual
        share = self.relation.of_class @ price[:rows] / np.maximum(slots.kuota, 1)
        end = rows + len(slots)
        return Duals(price[:rows], price[rows:end] + share, price[end:])

    def descend(self, temperature: float) -> None:
        """Lower the smooth bound at this temperature by some accelerated steps."""
        _, _, taken = self._value(self.at, temperature)
        per, step, last, pace = self._curvature(taken), _STEP, np.inf, 1.0
        here, ahead = self.at, self.at
        for _ in range(_STEPS):
            value, slope, _ = self._value(ahead, temperature)
            step *= _SHORTER if value > last + _RISE * abs(last) else 1.0
            last = value
            new = np.maximum(0.0, ahead - step * temperature * slope / per)
            if (slope * (new - here)).sum() > 0:
                pace = 1.0
            further = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
            ahead = np.maximum(0.0, new + (pace - 1) / further * (new - here))
            here, pace = new, further
        self.at = here

    def _value(self, at: Floats, temperature: float) -> tuple[float, Floats, Floats]:
        """Return the smooth bound, its slope, and the share of each way."""
        worth = (self.gain - self.use @ at) / temperature
        top = np.maximum(np.maximum.reduceat(worth, self.first), 0.0)
        share = np.exp(worth - top[self.gap])
        whole = np.add.reduceat(share, self.first) + np.exp(-top)
        share /= whole[self.gap]
        value = temperature * float((np.log(whole) + top).sum()) + float((self.most * at).sum())
        return value, self.most - share @ self.use, share

    def _curvature(self, share: Floats) -> Floats:
        """Return for each price how strongly what is used of it answers, at least a part of what is usual."""
        programme = self.relation.programme
        answer, rows, end = (
            share @ self.use.power(2),
            len(programme.rows),
            len(programme.rows) + len(programme.slots),
        )
        seats = answer[rows:end]
        least = np.full(len(answer), _USUAL_OF_PERSON)
        least[:rows] = max(answer[:rows].max(initial=0.0), 1e-30)
        least[rows:end] = np.median(seats[seats > 0]) if (seats > 0).any() else 1.0
        per: Floats = np.maximum(answer, _LEAST * least)
        return per
