"""A plan's programme on what can matter: single variables, groups of gaps that are alike, whole classes; and offers for all that is left out.

Whatever is left out of ways brings less than the offers of its places (`near`), and an offer uses up seats and what everybody shares as a
place does; rows that lost something they could need are left out too. So the best of this programme is at least the best plan.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array, csr_array, diags_array, hstack, vstack

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.alike import Alike, alike, numbered
from asnkarier.analysis.training.years.solving.priced.near import Near
from asnkarier.analysis.training.years.solving.programme import Programme

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Reduced:
    """Columns: `own` variables, those of `groups`, offers in the slots `offered`, classes per slot; rows: at most `most`.

    names: kind and number of the rows in turn; scale: what each shared row was divided by, `rows` which they are; places: how many places the
    columns before the classes take in each slot. once: columns of one number are taken once (or as often as the group counts).
    """

    programme: Programme
    own: Ints
    groups: Alike
    offered: Ints
    rows: Ints
    matrix: csr_array
    most: Floats
    benefit: Floats
    upper: Floats
    names: tuple[tuple[str, int], ...]
    scale: Floats
    places: csr_array
    once: Ints

    @property
    def people(self) -> int:
        """How many columns take people's places one by one: `own` and `groups`."""
        return len(self.own) + len(self.groups.ways)

    @property
    def width(self) -> int:
        """How many columns stand before the classes."""
        return self.people + len(self.offered)

    @cached_property
    def whole(self) -> NDArray[np.bool_]:
        """Slots in which fractions of a class would matter: it costs something or asks for several people."""
        slots = self.programme.slots
        return np.asarray((slots.biaya_kelas > 0) | (slots.minimal > 1))

    @cached_property
    def columns_in(self) -> list[Ints]:
        """The columns of people in each slot."""
        places = csc_array(self.places[: self.people])
        return np.split(places.indices.astype(np.int64), places.indptr[1:-1])

    def variables(self, taken: Ints) -> Ints:
        """Return the variables of the programme for how often each column of people is taken."""
        own = self.own[taken[: len(self.own)] > 0]
        return np.sort(np.concatenate([own, self.groups.spread(taken[len(self.own) : self.people])]))


def rough(programme: Programme, near: Near) -> Reduced:
    """Return the programme without what concerns single people, every way paying all its places: for prices to begin with, no bound."""
    everybody = np.array([at for at, row in enumerate(programme.rows) if row.people is None], dtype=np.int64)
    empty = np.empty(0, dtype=np.int64)
    ways = np.flatnonzero(near.kept[: len(programme.ways.gap)])
    groups = alike(programme, ways, _sets(programme, empty))
    way, place = np.nonzero(programme.ways.items[groups.ways] >= 0)
    items = csr_array(
        coo_array(
            (np.ones(len(way)), (way, programme.ways.items[groups.ways[way], place])),
            shape=(len(groups.ways), len(programme.item_slot)),
        )
    )
    return _reduced(programme, empty, groups, items, everybody, empty, near, offered=False)


def reduced(programme: Programme, near: Near, rows: Ints) -> Reduced:
    """Return the programme on what can matter. rows: the shared rows that are kept; that of everybody's have to be among them."""
    kept, ways = near.kept, len(programme.ways.gap)
    local = _local_rows(programme, kept)
    touched = np.zeros(programme.variables, dtype=np.bool_)
    touched[csr_array(csr_array(programme.local[0])[local]).indices] = True
    tied = np.zeros(int(programme.ways.gap.max(initial=-1)) + 1, dtype=np.bool_)
    tied[programme.ways.gap[np.flatnonzero(touched[:ways] & kept[:ways])]] = True
    mine = np.flatnonzero(kept[:ways])
    free = ~tied[programme.ways.gap[mine]]
    own = np.concatenate([mine[~free], ways + np.flatnonzero(kept[ways:])])
    groups = alike(programme, mine[free], _sets(programme, rows))
    items = csr_array(programme.paid[np.concatenate([own, groups.ways])]).astype(np.float64)
    return _reduced(programme, own, groups, items, rows, local, near, offered=True)


def _sets(programme: Programme, rows: Ints) -> Ints:
    """Return for each person a number: people of one number are borne by the same of these rows."""
    people = int(programme.ways.item_person.max(initial=-1)) + 1
    marks = (programme.rows[at].people for at in rows.tolist())
    return numbered((mark[:people].astype(np.int64) for mark in marks if mark is not None), people)


def _local_rows(programme: Programme, kept: NDArray[np.bool_]) -> Ints:
    """Return the rows of single people that kept variables could exceed and that lost nothing by which they would be met."""
    ways = len(programme.ways.gap)
    matrix, most = programme.local
    entries = coo_array(matrix)
    row, column, value = entries.row, entries.col, entries.data
    lost = np.zeros(matrix.shape[0], dtype=np.bool_)
    lost[row[(value < 0) & ~kept[column]]] = True
    mine = kept[column] & (value > 0)
    row, column, value = row[mine], column[mine], value[mine]
    # Of one gap's ways one is taken at most.
    gap = np.where(column < ways, programme.ways.gap[np.minimum(column, ways - 1)], -1 - column)
    order = np.lexsort((-value, gap, row))
    row, gap, value = row[order], gap[order], value[order]
    greatest = (np.diff(row, prepend=-1) != 0) | (np.diff(gap, prepend=np.iinfo(np.int64).min) != 0)
    total = np.bincount(row[greatest], value[greatest], minlength=matrix.shape[0])
    return np.flatnonzero(~lost & (total > most))


def _reduced(
    programme: Programme,
    own: Ints,
    groups: Alike,
    items: csr_array,
    rows: Ints,
    local: Ints,
    near: Near,
    *,
    offered: bool,
) -> Reduced:
    slots, width = programme.slots, len(programme.slots)
    columns = np.concatenate([own, groups.ways])
    slot_of = csr_array(
        (np.ones(len(programme.item_slot)), (np.arange(len(programme.item_slot)), programme.item_slot)),
        shape=(len(programme.item_slot), width),
    )
    open_ = np.flatnonzero((near.offer > 0) & (slots.most > 0)) if offered else np.empty(0, dtype=np.int64)
    stand_in = csr_array((np.ones(len(open_)), (np.arange(len(open_)), open_)), shape=(len(open_), width))
    places = csr_array(vstack([items @ slot_of, stand_in]))
    once = _once(programme, own, groups)
    number, group = np.unique(once, return_inverse=True)
    shape = (len(number), len(columns))
    count = np.concatenate([np.ones(len(own)), groups.count[groups.group]])
    each = csr_array((np.ones(len(columns)), (group.reshape(-1), np.arange(len(columns)))), shape=shape)
    often = np.zeros(len(number))
    often[group.reshape(-1)] = count
    parts = [("once", _padded(each, places.shape[0] + width), often)]
    matrix, most = programme.local
    single = csr_array(csr_array(matrix)[local][:, columns])
    parts.append(("person", _padded(single, places.shape[0] + width), most[local].astype(np.float64)))
    seats = csr_array(hstack([places.T, -diags_array(slots.kuota.astype(np.float64))]))
    parts.append(("seats", seats, np.zeros(width)))
    several = np.flatnonzero(slots.minimal > 1)
    batch = csr_array(hstack([-places.T, diags_array(slots.minimal.astype(np.float64))]))[several]
    parts.append(("batch", csr_array(batch), np.zeros(len(several))))
    year = csr_array((np.ones(width), (slots.year_slot, np.arange(width))), shape=(len(slots.kelas), width))
    parts.append(("classes", _after(year, places.shape[0]), slots.kelas.astype(np.float64)))
    shared, scale = _shared(programme, rows, items, open_)
    parts.append(("shared", shared, np.array([programme.rows[at].limit for at in rows.tolist()]) / scale))
    course = np.arange(width) // slots.periods
    run = csr_array(-(slots.must[:, None] == course[None, :]).astype(np.float64))
    parts.append(("must_run", _after(run, places.shape[0]), np.full(len(slots.must), -1.0)))
    useful = np.bincount(programme.item_slot, minlength=width)
    return Reduced(
        programme, own, groups, open_, rows,
        matrix=csr_array(vstack([part[1] for part in parts])),
        most=np.concatenate([part[2] for part in parts]),
        benefit=np.concatenate([programme.benefit[columns], near.offer[open_], np.zeros(width)]),
        upper=np.concatenate([count, useful[open_], slots.most]).astype(np.float64),
        names=tuple((name, len(right)) for name, _, right in parts),
        scale=scale, places=places, once=once,
    )  # fmt: skip


def _once(programme: Programme, own: Ints, groups: Alike) -> Ints:
    """Return numbers of the columns: one for all ways of a gap, for the places of a person in a course, for the columns of a group."""
    ways, all_ways = len(programme.ways.gap), programme.ways
    item = programme.shared_item[own[own >= ways] - ways]
    width = int(all_ways.item_course.max(initial=0)) + 1
    gaps = int(all_ways.gap.max(initial=-1)) + 1
    taken = gaps + all_ways.item_person[item] * width + all_ways.item_course[item]
    people = int(all_ways.item_person.max(initial=-1)) + 1
    return np.concatenate([all_ways.gap[own[own < ways]], taken, gaps + people * width + groups.group])


def _padded(matrix: csr_array, columns: int) -> csr_array:
    return csr_array(
        (matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], columns), dtype=np.float64
    )


def _after(matrix: csr_array, columns: int) -> csr_array:
    return csr_array(hstack([csr_array((matrix.shape[0], columns)), matrix]))


def _shared(programme: Programme, rows: Ints, items: csr_array, offered: Ints) -> tuple[csr_array, Floats]:
    """Return the shared rows, each divided by its greatest entry, and these."""
    person, slot = programme.ways.item_person, programme.item_slot
    total = items.shape[0] + len(offered) + len(programme.slots)
    out, scale = [csr_array((0, total))], []
    for row in (programme.rows[at] for at in rows.tolist()):
        use = row.use[slot] if row.people is None else row.use[slot] * row.people[person]
        by_offer = row.use[offered] if row.people is None else np.zeros(len(offered))
        whole = np.concatenate([items @ use, by_offer, row.class_use]).astype(np.float64)
        scale.append(max(1.0, float(whole.max(initial=0.0))))
        out.append(csr_array((whole / scale[-1])[None, :]))
    return csr_array(vstack(out)), np.array(scale)
