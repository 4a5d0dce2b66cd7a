"""The rows of a plan that concern one person each, as a matrix over ways and shared places."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array, csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.programme import Programme


class _Rows:
    """Entries of rows under way, numbered as they come."""

    def __init__(self) -> None:
        self.row: list[Ints] = []
        self.column: list[Ints] = []
        self.value: list[Ints] = []
        self.most: list[Ints] = []
        self.count = 0

    def add(self, row: Ints, column: Ints, value: Ints) -> None:
        self.row.append(np.asarray(row) + self.count)
        self.column.append(column)
        self.value.append(value)

    def close(self, most: Ints) -> None:
        self.most.append(most)
        self.count += len(most)


def local_rows(programme: Programme) -> tuple[csr_array, Ints]:
    """Return matrix and right hand side (at most) of all rows that concern one person.

    Ways through a shared place need it taken; nobody takes a course twice in the plan; what a place presupposes is taken in an
    earlier period; a shared place is taken only for a way or for a course that presupposes it, and one whose entry level only a
    step reaches only by such a way; hours and courses of a year.
    """
    rows = _Rows()
    uses = _uses(programme)
    _links(programme, rows, uses)
    _once(programme, rows)
    _presupposed(programme, rows, uses)
    _used(programme, rows, uses)
    _persons(programme, rows)
    if not rows.count:
        return csr_array((0, programme.variables), dtype=np.int64), np.empty(0, dtype=np.int64)
    row, column, value = (np.concatenate(part) for part in (rows.row, rows.column, rows.value))
    matrix = csr_array(coo_array((value, (row, column)), shape=(rows.count, programme.variables)))
    return matrix, np.concatenate(rows.most)


def _uses(programme: Programme) -> pd.DataFrame:
    """Return one row per way and item in it: way, item, gap."""
    way, place = np.nonzero(programme.ways.items >= 0)
    item = programme.ways.items[way, place]
    return pd.DataFrame({"way": way, "item": item, "gap": programme.ways.gap[way]})


def _variable(programme: Programme, items: Ints) -> Ints:
    """Return the variables of shared items."""
    at: Ints = len(programme.ways.gap) + np.searchsorted(programme.shared_item, items)
    return at


def _ones(values: Ints, sign: int = 1) -> Ints:
    return np.full(len(values), sign, dtype=np.int64)


def _grouped(frame: pd.DataFrame, keys: list[str]) -> tuple[Ints, pd.DataFrame]:
    """Return the number of the group of each row, and the groups."""
    number: Ints = np.asarray(frame.groupby(keys, sort=True).ngroup(), dtype=np.int64)
    return number, frame[keys].drop_duplicates().sort_values(keys).reset_index(drop=True)


def _links(programme: Programme, rows: _Rows, uses: pd.DataFrame) -> None:
    mine = uses[programme.ways.shared[uses["item"].to_numpy()]]
    number, groups = _grouped(mine, ["item", "gap"])
    rows.add(number, mine["way"].to_numpy(), _ones(number))
    shared = _variable(programme, groups["item"].to_numpy())
    rows.add(np.arange(len(groups)), shared, _ones(shared, -1))
    rows.close(np.zeros(len(groups), dtype=np.int64))


def _once(programme: Programme, rows: _Rows) -> None:
    items, ways = programme.shared_item, programme.ways
    frame = pd.DataFrame({"person": ways.item_person[items], "course": ways.item_course[items]})
    number, groups = _grouped(frame, ["person", "course"])
    rows.add(number, _variable(programme, items), _ones(number))
    rows.close(np.ones(len(groups), dtype=np.int64))


def _presupposed(programme: Programme, rows: _Rows, uses: pd.DataFrame) -> None:
    """A place that presupposes a course needs a place of that course in an earlier period.

    Nobody takes a course twice, so all its places up to a period together need as many as one place of what it presupposes before:
    half a place of it would otherwise bear half a place in each of two periods.
    """
    ways = programme.ways
    asking = np.flatnonzero(ways.needs >= 0)
    pairs = _up_to(programme, asking)
    own = pairs.merge(uses, on="item", how="inner", validate="many_to_many")
    own = own[~ways.shared[own["item"].to_numpy()]]
    rows.add(own["row"].to_numpy(), own["way"].to_numpy(), _ones(own["way"].to_numpy()))
    shared = pairs[ways.shared[pairs["item"].to_numpy()]]
    rows.add(
        shared["row"].to_numpy(),
        _variable(programme, shared["item"].to_numpy()),
        _ones(shared["row"].to_numpy()),
    )
    number_of = np.full(len(ways.needs), -1, dtype=np.int64)
    number_of[asking] = np.arange(len(asking))
    before = dependents(programme)
    rows.add(
        number_of[before["item"].to_numpy()],
        _variable(programme, before["before"].to_numpy()),
        _ones(before["item"].to_numpy(), -1),
    )
    rows.close(np.zeros(len(asking), dtype=np.int64))


def _up_to(programme: Programme, asking: Ints) -> pd.DataFrame:
    """Return for each item of `asking` the items of the same person and course in its period and before: row (its place in `asking`), item."""
    ways = programme.ways
    table = pd.DataFrame(
        {"item": asking, "person": ways.item_person[asking], "course": ways.item_course[asking], "t": ways.item_period[asking]}
    )  # fmt: skip
    whole = table.assign(row=np.arange(len(asking))).drop(columns="item").rename(columns={"t": "until"})
    both = whole.merge(table, on=["person", "course"], how="inner", validate="many_to_many")
    return both.loc[both["t"] <= both["until"], ["row", "item"]].reset_index(drop=True)


def dependents(programme: Programme) -> pd.DataFrame:
    """Return every item that presupposes a course with each earlier item of it: item, before."""
    ways = programme.ways
    asking = np.flatnonzero(ways.needs >= 0)
    left = pd.DataFrame(
        {"item": asking, "person": ways.item_person[asking], "course": ways.needs[asking], "t": ways.item_period[asking]}
    )  # fmt: skip
    items = programme.shared_item
    right = pd.DataFrame(
        {"before": items, "person": ways.item_person[items], "course": ways.item_course[items], "u": ways.item_period[items]}
    )  # fmt: skip
    both = left.merge(right, on=["person", "course"], how="inner", validate="many_to_many")
    return both.loc[both["u"] < both["t"], ["item", "before"]].reset_index(drop=True)


def _used(programme: Programme, rows: _Rows, uses: pd.DataFrame) -> None:
    """Nobody is sent for nothing."""
    ways, items = programme.ways, programme.shared_item
    number_of = np.full(len(ways.shared), -1, dtype=np.int64)
    number_of[items] = np.arange(len(items))
    mine = uses[number_of[uses["item"]] >= 0]
    pairs = dependents(programme)
    own = pairs.merge(uses, on="item", how="inner", validate="many_to_many")
    own = own[~ways.shared[own["item"].to_numpy()]]
    shared = pairs[ways.shared[pairs["item"].to_numpy()]]
    rows.add(np.arange(len(items)), _variable(programme, items), _ones(items))
    rows.add(number_of[mine["item"]], mine["way"].to_numpy(), _ones(mine["way"].to_numpy(), -1))
    rows.add(number_of[own["before"]], own["way"].to_numpy(), _ones(own["way"].to_numpy(), -1))
    rows.add(
        number_of[shared["before"]],
        _variable(programme, shared["item"].to_numpy()),
        _ones(shared["item"].to_numpy(), -1),
    )
    rows.close(np.zeros(len(items), dtype=np.int64))
    stepped = items[~ways.free[items]]
    number_of[:] = -1
    number_of[stepped] = np.arange(len(stepped))
    mine = uses[number_of[uses["item"]] >= 0]
    rows.add(np.arange(len(stepped)), _variable(programme, stepped), _ones(stepped))
    rows.add(number_of[mine["item"]], mine["way"].to_numpy(), _ones(mine["way"].to_numpy(), -1))
    rows.close(np.zeros(len(stepped), dtype=np.int64))


def _persons(programme: Programme, rows: _Rows) -> None:
    """Hours and courses of a person in a year: what the items of each row use up, by the variables that take them."""
    limits = programme.person_rows
    paid = programme.paid.tocoo()
    order = np.argsort(paid.col, kind="stable")
    column, variable = paid.col[order], paid.row[order]
    start = np.searchsorted(column, limits.item, side="left")
    count = np.searchsorted(column, limits.item, side="right") - start
    at = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count - start, count)
    rows.add(np.repeat(limits.number, count), variable[at].astype(np.int64), np.repeat(limits.value, count))
    rows.close(limits.most)
