"""From the level that somebody has to the level that is required: every way that the courses of one competency make.

Two people of one level, one required level and the same courses open to them stand before the same ways; they are looked
at once, however many they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

State = tuple[int, frozenset[str]]
# More states than any real catalogue makes of one competency; beyond them ways are left out, which is said.
MOST_STATES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Rung:
    """One course: the level that it asks for (None: any) and leads to, in millionths, and normalised names.

    needs: the training that must have been taken before, "" for none. place: its number among the courses of the competency.
    """

    place: int
    start: int | None
    end: int
    title: str
    needs: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Taking the course `place` leads from one state to another."""

    source: int
    target: int
    place: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ways of one demand: state 0 is where people stand, `top` where the required level is reached.

    edges: only those that lie on a way to the top, in the order of their source and course. whole: no way was left out.
    """

    edges: tuple[Edge, ...]
    top: int
    whole: bool = True


def ladder(rungs: Sequence[Rung], level: int, required: int) -> Ladder | None:
    """Return the ways from `level` to `required` (millionths) with these courses; None where no way leads there.

    A course may be taken once its level is reached and its prerequisite is taken on the way; one that raises no level is
    taken only as the prerequisite of another.
    """
    wanted = {one.needs for one in rungs if one.needs}
    states: dict[State, int] = {(level, frozenset()): 0}
    edges: list[Edge] = []
    queue, whole = [(level, frozenset[str]())], True
    for state in queue:
        if state[0] >= required:
            continue
        for rung in rungs:
            after = _after(rung, state, required, wanted)
            if after is None:
                continue
            if after not in states:
                if len(states) >= MOST_STATES and after[0] < required:
                    whole = False
                    continue
                states[after] = len(states)
                queue.append(after)
            edges.append(Edge(states[state], states[after], rung.place))
    top = states.get((required, frozenset()))
    return None if top is None else Ladder(_leading_to(edges, top), top, whole)


def _after(rung: Rung, state: State, required: int, wanted: set[str]) -> State | None:
    """Return where a course leads from a state; None where it cannot be taken there, or leads nowhere."""
    level, taken = state
    if (rung.start is not None and rung.start > level) or (rung.needs and rung.needs not in taken):
        return None
    if rung.end >= required:
        return required, frozenset()
    more = taken | {rung.title} if rung.title in wanted else taken
    after = max(level, rung.end), more
    return None if after == state else after


def _leading_to(edges: Sequence[Edge], top: int) -> tuple[Edge, ...]:
    """Return the edges from which the top can still be reached."""
    into: dict[int, list[int]] = {}
    for edge in edges:
        into.setdefault(edge.target, []).append(edge.source)
    reached, queue = {top}, [top]
    for state in queue:
        for source in into.get(state, ()):
            if source not in reached:
                reached.add(source)
                queue.append(source)
    kept = (edge for edge in edges if edge.target in reached and edge.source in reached)
    return tuple(sorted(kept, key=lambda one: (one.source, one.place)))


def without_way(rungs: Sequence[Rung], level: int, required: int) -> str:
    """Return why no way leads from `level` to `required` although courses were open to everybody.

    `below_required`: none reaches it; `out_of_reach`: those that do begin above what can be reached before; empty: there is a way.
    """
    if all(one.end < required for one in rungs):
        return "below_required"
    free = [Rung(one.place, one.start, one.end, one.title, "") for one in rungs]
    return "out_of_reach" if ladder(free, level, required) is None else ""
