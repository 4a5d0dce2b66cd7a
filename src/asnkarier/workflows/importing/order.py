"""In which order the files of one import go in: what others are judged by comes first."""

from collections.abc import Sequence
from typing import Final

# Employees are held against the list of units; what is said about people, against the list of employees.
KIND_TIERS: Final = {"units": 0, "employees": 1}
_LATER: Final = 2


def import_order(kinds: Sequence[frozenset[str]]) -> list[int]:
    """Return the places of the files in the order of import: units, then employees, then the rest as they came.

    kinds: which tables each file holds; none when that is not known. Files that share a kind keep their order, for of
    two words of the same day the later import counts.
    """
    left = list(range(len(kinds)))
    order: list[int] = []
    while left:
        earlier: set[str] = set()
        free = []
        for place in left:
            if not kinds[place] & earlier:
                free.append(place)
            earlier |= kinds[place]
        chosen = min(free, key=lambda place: (_tier(kinds[place]), place))
        order.append(chosen)
        left.remove(chosen)
    return order


def _tier(kinds: frozenset[str]) -> int:
    return min((KIND_TIERS.get(kind, _LATER) for kind in kinds), default=_LATER)
