"""The cheapest places with which every course that has to run does: of the people alone who could be in one of them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.years.solving.exact import places_in, read, searched
from asnkarier.analysis.training.years.solving.programme import Programme

Bools = NDArray[np.bool_]
# HiGHS looks at so many variables in seconds; of more, the first so many classes of people of each course are looked at.
_MOST_VARIABLES: Final = 6_000
_CLASSES: Final = 4
_INFEASIBLE: Final = 2


def holding(programme: Programme, *, nodes: int) -> tuple[Ints | None, bool]:
    """Return the variables of a plan that holds every course that has to run (None: none found), and whether it is proven that none does.

    Nobody else can help or be in the way: a place of somebody in no such course only takes from what is shared.
    """
    among = concerned(programme)
    whole = int(among.sum()) <= _MOST_VARIABLES
    if not whole:
        among = _first(programme)
    slots = programme.slots
    cost = np.concatenate([places_in(programme) @ slots.biaya, slots.biaya_kelas])
    result = searched(programme, cost // max(1, int(np.gcd.reduce(cost))), None, nodes=nodes, among=among)
    return read(programme, result), whole and result.status == _INFEASIBLE


def concerned(programme: Programme) -> Bools:
    """Return the variables of everybody whom some way leads through a course that has to run: what they presuppose and their limits included."""
    return _of_people(programme, np.logical_or.reduce(_through(programme), axis=0))


def _through(programme: Programme) -> Bools:
    """Return for each course that has to run which ways lead through it: courses x ways."""
    ways = programme.ways
    courses = np.append(ways.item_course, -1)[ways.items]
    return np.array([(courses == one).any(axis=1) for one in programme.slots.must.tolist()], dtype=np.bool_)


def _of_people(programme: Programme, through: Bools) -> Bools:
    ways = programme.ways
    of_way = ways.item_person[ways.items[:, 0]]
    people = np.unique(of_way[through])
    return np.isin(np.concatenate([of_way, ways.item_person[programme.shared_item]]), people)


def _first(programme: Programme) -> Bools:
    """Return the variables of the first people of each course, some classes of them, who can be in most of these courses."""
    ways, slots, through = programme.ways, programme.slots, _through(programme)
    of_way = ways.item_person[ways.items[:, 0]]
    people = int(ways.item_person.max()) + 1
    member = np.array([np.bincount(of_way[one], minlength=people) > 0 for one in through])
    chosen = np.zeros(people, dtype=np.bool_)
    for at, course in enumerate(slots.must.tolist()):
        needed = _CLASSES * int(slots.minimal[course * slots.periods])
        mine = np.flatnonzero(member[at])
        most = np.argsort(-member.sum(axis=0)[mine], kind="stable")
        chosen[mine[most[:needed]]] = True
    return _of_people(programme, chosen[of_way])
