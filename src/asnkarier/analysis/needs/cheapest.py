"""The least that it costs to bring many people up the ladders of one competency, classes included.

A course costs so much for each participant and so much for each class that has to be opened for them, so who takes which
way is decided for all of them together: a cheap seat in a class of its own may be the dearest. Seats of one year, least
participants and hours are no matter here; they are what a plan for one year and one budget (`analysis.training`) is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from asnkarier.analysis.needs.ladders import Edge, Ladder

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

_NODES: Final = (
    500  # of the search: work is limited in nodes, never in seconds, so that no answer depends on the machine
)
Way = tuple[int, ...]
Taken = list[tuple[int, Way]]
Entry = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Price:
    """What a course costs, in rupiah: each participant, and each class of so many seats (at least 1)."""

    seat: int
    of_class: int
    seats: int

    def cost(self, people: int) -> int:
        """Return what so many participants cost, in as few classes as hold them."""
        return self.seat * people + self.of_class * -(-people // self.seats)


@dataclass(frozen=True, slots=True)
class Demand:
    """So many people before one ladder."""

    people: int
    ladder: Ladder


@dataclass(frozen=True, slots=True)
class Ways:
    """For each demand how many people take which way (courses in order); proven: nothing cheaper exists."""

    taken: Sequence[Taken]
    proven: bool


def cheapest_ways(demands: Sequence[Demand], prices: Sequence[Price]) -> Ways:
    """Return the cheapest ways for all demands together; prices: by the place of a course."""
    alone = [_alone(one, prices) for one in demands]
    whole = all(one.ladder.whole for one in demands)
    if not _is_shared(demands, prices):
        return Ways(alone, whole)
    found = _together(demands, prices)
    if found is None:
        return Ways(alone, proven=False)
    taken, proven = found
    best = min((taken, alone), key=lambda one: cost_of(one, prices))
    return Ways(best, proven and whole)


def cost_of(taken: Sequence[Taken], prices: Sequence[Price]) -> int:
    """Return what ways cost together."""
    people = [0] * len(prices)
    for of_demand in taken:
        for count, way in of_demand:
            for place in way:
                people[place] += count
    return sum(price.cost(count) for price, count in zip(prices, people, strict=True))


def _is_shared(demands: Sequence[Demand], prices: Sequence[Price]) -> bool:
    """Return whether one person's way can change what another's costs, and somebody has a choice."""
    choice = any(len({edge.source for edge in one.ladder.edges}) < len(one.ladder.edges) for one in demands)
    return choice and any(prices[edge.place].of_class for one in demands for edge in one.ladder.edges)


def _alone(demand: Demand, prices: Sequence[Price]) -> Taken:
    """Return the way that costs least where each class is full: the exact answer wherever nothing is shared."""
    by_source = _by_source(demand.ladder)
    best: dict[int, tuple[Fraction, Way]] = {demand.ladder.top: (Fraction(0), ())}

    def to_top(state: int) -> tuple[Fraction, Way]:
        if state not in best:
            best[state] = min(
                (price(edge) + cost, (edge.place, *way))
                for edge in by_source[state]
                for cost, way in (to_top(edge.target),)
            )
        return best[state]

    def price(edge: Edge) -> Fraction:
        one = prices[edge.place]
        return one.seat + Fraction(one.of_class, one.seats)

    return [(demand.people, to_top(0)[1])]


def _by_source(ladder: Ladder) -> dict[int, list[Edge]]:
    found: dict[int, list[Edge]] = {}
    for edge in ladder.edges:
        found.setdefault(edge.source, []).append(edge)
    return found


def _together(demands: Sequence[Demand], prices: Sequence[Price]) -> tuple[list[Taken], bool] | None:
    """Return the ways of the integer programme (flows on every ladder, classes of every course); None when none was found."""
    from scipy.optimize import Bounds, milp

    from asnkarier.analysis.quiet import no_chatter

    edges = [(number, edge) for number, one in enumerate(demands) for edge in one.ladder.edges]
    people = sum(one.people for one in demands)
    weights = [prices[edge.place].seat for _, edge in edges] + [one.of_class for one in prices]
    unit = max(1, int(np.gcd.reduce(np.array(weights, dtype=object))))
    most = [demands[number].people for number, _ in edges] + [people] * len(prices)
    with no_chatter():
        result: Any = milp(
            c=np.array([one // unit for one in weights], dtype=np.float64),
            constraints=_constraints(demands, prices, edges),
            integrality=np.ones(len(weights), dtype=np.int64),
            bounds=Bounds(0, np.array(most, dtype=np.float64)),
            options={"mip_rel_gap": 0.0, "node_limit": _NODES},
        )
    if result.x is None:
        return None
    flow = np.rint(result.x[: len(edges)]).astype(np.int64).tolist()
    taken = [
        _ways_of(one, [count for count, (owner, _) in zip(flow, edges, strict=True) if owner == number])
        for number, one in enumerate(demands)
    ]
    if any(
        sum(count for count, _ in ways) != one.people for ways, one in zip(taken, demands, strict=True)
    ):  # HiGHS keeps a constraint within a tolerance
        return None
    return taken, bool(result.status == 0)


def _constraints(
    demands: Sequence[Demand], prices: Sequence[Price], edges: Sequence[tuple[int, Edge]]
) -> "LinearConstraint":
    """Return: who comes into a state leaves it, everybody leaves the first one; classes hold who takes their course."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import coo_array, csr_array

    rows: dict[tuple[int, int], int] = {}
    entries: list[Entry] = []
    for column, (number, edge) in enumerate(edges):
        for state, sign in ((edge.source, 1), (edge.target, -1)):
            if state != demands[number].ladder.top:
                entries.append((rows.setdefault((number, state), len(rows)), column, sign))
    low = [demands[number].people if state == 0 else 0 for number, state in rows]
    high = list(low)
    for place, price in enumerate(prices):
        mine = [(column, number) for column, (number, edge) in enumerate(edges) if edge.place == place]
        if price.of_class and mine:
            classes = len(edges) + place
            entries += [(len(low), column, 1) for column, _ in mine] + [(len(low), classes, -price.seats)]
            # Says again, of each demand alone, that nobody sits in no class: the search proves its answer sooner.
            for line, (column, number) in enumerate(mine, len(low) + 1):
                entries += [(line, column, 1), (line, classes, -min(price.seats, demands[number].people))]
            low += [-1] * (1 + len(mine))
            high += [0] * (1 + len(mine))
    least = np.array(low, dtype=np.float64)
    least[len(rows) :] = -np.inf
    row, column_of, value = (np.array(part, dtype=np.int64) for part in zip(*entries, strict=True))
    shape = (len(low), len(edges) + len(prices))
    matrix = csr_array(coo_array((value.astype(np.float64), (row, column_of)), shape=shape))
    return LinearConstraint(matrix, least, np.array(high, dtype=np.float64))


def _ways_of(demand: Demand, flow: Sequence[int]) -> Taken:
    """Return a flow on a ladder as ways with how many take each, the first courses first."""
    left = dict(zip(demand.ladder.edges, flow, strict=True))
    by_source = _by_source(demand.ladder)
    found: Taken = []
    while True:
        state, way = 0, []
        while state != demand.ladder.top:
            edge = next((one for one in by_source[state] if left[one] > 0), None)
            if edge is None:
                return found
            way.append(edge)
            state = edge.target
        count = min(left[one] for one in way)
        for one in way:
            left[one] -= count
        found.append((count, tuple(one.place for one in way)))
