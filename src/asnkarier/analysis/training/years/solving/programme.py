"""A plan of several periods as whole numbers: variables for ways and shared places, and every limit a row over them."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.ways import Ways

if TYPE_CHECKING:
    from asnkarier.analysis.training.years.solving.canonical import Canonical
    from asnkarier.analysis.training.years.solving.lists import Tables

Bools = NDArray[np.bool_]
# The kind of the rows that are the agency's budget of a year.
BUDGET: Final = "agency_budget"


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that people share: a place in slot s uses `use[s]` of it, a class `class_use[s]`, all together at most `limit`.

    kind, name, year, period: what it is (0: not of one year or period). people: whose places it bears (None: everybody's).
    """

    kind: str
    name: str
    year: int
    period: int
    limit: int
    use: Ints
    class_use: Ints
    people: Bools | None = None


@dataclass(frozen=True, slots=True)
class Slots:
    """What a course is in each period: slot = course * periods + period. Costs in rupiah; hours in thousandths.

    kelas: classes per course and year, flat by `year_slot`; most: classes per slot that people could fill; kuota: seats of a class,
    never more than the people who could use them. must: courses of which a class has to run.
    """

    periods: int
    biaya: Ints
    biaya_kelas: Ints
    hours: Ints
    kuota: Ints
    minimal: Ints
    most: Ints
    year_slot: Ints
    kelas: Ints
    must: Ints

    def __len__(self) -> int:
        return len(self.biaya)


@dataclass(frozen=True, slots=True)
class PersonRows:
    """Limits of one person in one year: entries (number of the row, item, what it uses up) and the most of each row."""

    number: Ints
    item: Ints
    value: Ints
    most: Ints


@dataclass(frozen=True)
class Programme:
    """ways: see there; slots, rows: what is shared; person_rows: hours and courses of one person in a year.

    Variables: the ways, then one for every shared item (`shared_item`).
    """

    ways: Ways
    slots: Slots
    rows: tuple[Row, ...]
    person_rows: PersonRows

    @cached_property
    def shared_item(self) -> Ints:
        """The items that have a variable of their own."""
        return np.flatnonzero(self.ways.shared)

    @cached_property
    def item_slot(self) -> Ints:
        """The slot of each item."""
        slot: Ints = self.ways.item_course * self.slots.periods + self.ways.item_period
        return slot

    @cached_property
    def variables(self) -> int:
        """How many variables there are."""
        return len(self.ways.gap) + len(self.shared_item)

    @cached_property
    def benefit(self) -> Ints:
        """The benefit of each variable; a shared place has none by itself."""
        return np.concatenate([self.ways.benefit, np.zeros(len(self.shared_item), dtype=np.int64)])

    @cached_property
    def most_gain(self) -> int:
        """What all gaps together could gain, each by its best way: no plan brings more, whatever there is of money and seats."""
        best = np.zeros(int(self.ways.gap.max(initial=-1)) + 1, dtype=np.int64)
        np.maximum.at(best, self.ways.gap, self.ways.benefit)
        return int(best.sum())

    @cached_property
    def closing(self) -> "Programme":
        """The same with what each way closes as its benefit: whenever it comes, and whatever comes first."""
        return replace(self, ways=replace(self.ways, benefit=self.ways.closing))

    def with_limits(self, limits: Ints) -> "Programme":
        """Return the same with other limits of the shared rows; what was worked out of all but these is kept."""
        rows = tuple(replace(row, limit=int(most)) for row, most in zip(self.rows, limits, strict=True))
        out = replace(self, rows=rows)
        known = {name: value for name, value in vars(self).items() if name not in {"rows", "closing"}}
        vars(out).update(known)
        return out

    @property
    def limits(self) -> Ints:
        """The limits of the shared rows."""
        return np.array([row.limit for row in self.rows], dtype=np.int64)

    @cached_property
    def paid(self) -> csr_array:
        """Which items each variable takes and pays: variables x items."""
        ways = self.ways
        way, place = np.nonzero(ways.items >= 0)
        item = ways.items[way, place]
        own = ~ways.shared[item]
        row = np.concatenate([way[own], len(ways.gap) + np.arange(len(self.shared_item))])
        column = np.concatenate([item[own], self.shared_item])
        shape = (self.variables, len(ways.shared))
        return csr_array(coo_array((np.ones(len(row), dtype=np.int64), (row, column)), shape=shape))

    @cached_property
    def row_uses(self) -> tuple[csr_array, ...]:
        """What each variable uses up of each shared row: 1 x variables each."""
        person, out = self.ways.item_person, []
        for row in self.rows:
            use = row.use[self.item_slot]
            if row.people is not None:
                use = use * row.people[person]
            out.append(csr_array((self.paid @ use)[None, :]))
        return tuple(out)

    @cached_property
    def local(self) -> tuple[csr_array, Ints]:
        """The rows of single people, at most their right hand side: places, links, what is presupposed, and use of every shared place."""
        from asnkarier.analysis.training.years.solving.locals import local_rows

        return local_rows(self)

    @cached_property
    def canonical(self) -> "Canonical":
        """The same in an order and unit that hang on data alone; with limits of its own, see `with_limits`."""
        from asnkarier.analysis.training.years.solving.canonical import canonical

        return canonical(self)

    @cached_property
    def lists(self) -> "Tables":
        """The programme as plain lists, for filling; limits are not in it."""
        from asnkarier.analysis.training.years.solving.lists import tables_of

        return tables_of(self)

    def taken_items(self, chosen: Ints) -> Ints:
        """Return the items that the variables `chosen` take."""
        return np.unique(self.paid[chosen].indices).astype(np.int64)

    def participants(self, items: Ints) -> Ints:
        """Return the number of people per slot."""
        return np.bincount(self.item_slot[items], minlength=len(self.slots)).astype(np.int64)

    def classes_for(self, participants: Ints) -> Ints:
        """Return the least number of classes per slot."""
        classes: Ints = -(-participants // np.maximum(self.slots.kuota, 1))
        return classes

    def expense(self, items: Ints) -> tuple[int, int]:
        """Return the rupiah that places cost, and how many classes they fill."""
        taken = self.participants(items)
        classes = self.classes_for(taken)
        return int(self.slots.biaya @ taken + self.slots.biaya_kelas @ classes), int(classes.sum())

    def used(self, items: Ints) -> list[int]:
        """Return what places use up of each row."""
        classes = self.classes_for(self.participants(items))
        person, slot = self.ways.item_person[items], self.item_slot[items]
        out = []
        for row in self.rows:
            mine = slice(None) if row.people is None else row.people[person]
            out.append(int(row.use[slot[mine]].sum() + row.class_use @ classes))
        return out

    def objective(self, chosen: Ints) -> int:
        """Return the total benefit of variables."""
        return int(self.benefit[chosen].sum())
