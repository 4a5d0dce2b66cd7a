"""Who is whose direct superior, as far as the tree of units and the eselon of the posts tell."""

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.match.unit_tree import NOWHERE, UnitTree

NOBODY = -1


def direct_superiors(tree: UnitTree, eselon: NDArray[np.object_]) -> Ints:
    """Return the place of the direct superior of everybody in `tree.of_person`, `NOBODY` where nothing tells.

    eselon: of everybody, `II.b`, empty without one. The head of a unit is the one holder of the highest eselon in it; of a unit
    where several hold it, nobody is. A head stands below the head of the nearest unit above that has one, and so do
    the people of a unit without a head.
    """
    heads = _heads(tree, eselon)
    found = np.full(len(eselon), NOBODY, dtype=np.int64)
    above = {unit: _head_above(tree, heads, unit) for unit in {*tree.of_person.tolist()} - {NOWHERE}}
    for person, unit in enumerate(tree.of_person.tolist()):
        if unit != NOWHERE:
            head = heads.get(unit, NOBODY)
            found[person] = above[unit] if head in (NOBODY, person) else head
    return found


def _heads(tree: UnitTree, eselon: NDArray[np.object_]) -> dict[int, int]:
    """Return the place of the head of each unit that has one. The words of eselon sort as their ranks do: I.a before II.a."""
    holders: dict[int, list[tuple[str, int]]] = {}
    for person, (unit, rank) in enumerate(zip(tree.of_person.tolist(), eselon.tolist(), strict=True)):
        if rank and unit != NOWHERE:
            holders.setdefault(unit, []).append((rank, person))
    found = {}
    for unit, ranked in holders.items():
        ranked.sort()
        if len(ranked) == 1 or ranked[0][0] != ranked[1][0]:
            found[unit] = ranked[0][1]
    return found


def _head_above(tree: UnitTree, heads: dict[int, int], unit: int) -> int:
    return next((heads[one] for one in tree.upwards(unit) if one in heads), NOBODY)
