"""What of counts may be shown so that nobody learns of fewer than `LEAST` people, not even by subtracting what is shown from a sum.

A small part is put together with others until they are two at least and `LEAST` people at least: their sum alone is shown. So it is with
agencies: those of which a figure may not be shown are two at least, and what is left of the sum of all is no small part either.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from asnkarier.analysis.rollup.tallies import Cell

LEAST: Final = 5
TOGETHER: Final = "hidden_together"  # the part that stands for all that are hidden
_SEVERAL: Final = 2
Group = Callable[[str], str]
Counts = Mapping[str, int]


def few(count: int) -> bool:
    """Return whether a group is so small that its size is not shown; nobody at all is no group."""
    return 0 < count < LEAST


def alike(_part: str) -> str:
    """Return the same for every part: each may be put together with any other."""
    return ""


def hidden_parts(counts: Counts, group: Group = alike, *, largest: bool = False) -> frozenset[str]:
    """Return the parts whose counts are not shown.

    group: parts of one group are put together first, for the sum of a group may be known from another figure. largest: a small part is put
    together with the largest one, not the next smallest, where another figure tells parts of it.
    """
    hidden = {part for part, count in counts.items() if few(count)}
    for name in sorted({group(part) for part in hidden}):
        mine = {part: count for part, count in counts.items() if group(part) == name}
        hidden |= _widened(hidden & mine.keys(), mine, largest=largest)
    for name in sorted({group(part) for part in hidden}):
        if _tells([part for part in hidden if group(part) == name], counts):
            others = {part: count for part, count in counts.items() if group(part) != name or part in hidden}
            hidden |= _widened(hidden, others, largest=True, more=True)
    return frozenset(hidden)


def _tells(hidden: Iterable[str], counts: Counts) -> bool:
    """Whether the sum of what is hidden says what one of them is."""
    sizes = [counts[part] for part in hidden]
    return bool(sizes) and (len(sizes) < _SEVERAL or sum(sizes) < LEAST)


def _widened(hidden: set[str], counts: Counts, *, largest: bool, more: bool = False) -> set[str]:
    """Return the hidden with as many others as it takes. more: one more at least."""
    found = set(hidden)
    sign = -1 if largest else 1
    order = sorted((sign * count, part) for part, count in counts.items() if count and part not in found)
    for _, part in order:
        if not (more or _tells(found, counts)):
            break
        found.add(part)
        more = False
    return found


def coarser(cells: Counts, hidden: frozenset[str]) -> dict[str, int]:
    """Return the counts with those of the hidden parts as one."""
    found = {part: count for part, count in cells.items() if part not in hidden}
    if hidden:
        found[TOGETHER] = sum(cells.get(part, 0) for part in hidden)
    return found


def most_of(part: str, cells: Mapping[str, Cell], hidden: frozenset[str], open_: frozenset[str]) -> int:
    """Return how many may be in a part at most, told so that neither the difference to the certain ones nor what it leaves of those whose part is open is a small group.

    Where few may or few may not be in it, or a part of those is hidden, which the end less the others would tell, the end is as if everybody
    whose part is open could be: wider, and still true. open_: the parts of those.
    """
    cell = cells[part]
    seen = sum(cells[one].certain for one in open_ - hidden if one in cells)
    if not few(cell.possible) and not open_ & hidden and not few(seen - cell.possible):
        return cell.certain + cell.possible
    together = sum(cells[one].certain for one in hidden) if open_ & hidden else 0
    return cell.certain + seen + together


def hidden_agencies(rows: Mapping[str, Counts], already: Iterable[str] = ()) -> frozenset[str]:
    """Return the agencies of which a figure is not shown. rows: agency -> part -> count, the hidden parts of all agencies put together before.

    already: those whose number of people is not shown.
    """
    hidden = set(already) | {name for name, counts in rows.items() if any(map(few, counts.values()))}
    rest = sorted((sum(counts.values()), name) for name, counts in rows.items() if name not in hidden)
    for _, name in rest:
        if not hidden or not _leaks(rows, hidden):
            break
        hidden.add(name)
    return frozenset(hidden)


def _leaks(rows: Mapping[str, Counts], hidden: set[str]) -> bool:
    """Whether the sum over the hidden agencies, which the sum of all tells, is about one of them, or about few people."""
    about = [name for name in hidden if sum(rows.get(name, {}).values())]
    if not about:
        return False
    parts = {part for name in about for part in rows[name]}
    sums = (sum(rows[name].get(part, 0) for name in about) for part in parts)
    return len(about) < _SEVERAL or any(map(few, sums))
