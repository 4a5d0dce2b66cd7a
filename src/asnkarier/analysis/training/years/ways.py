"""The ways to close each gap: one course, or steps that follow each other; with what every place needs beside it.

An item is a place of one person in one course in one period. A way is the items, at most MOST_STEPS, by which one gap is
narrowed. A further course of the same competency is a step: its entry level lies above the assessed level, so it cannot be taken
without the course before. Some items are shared: a course that raises several gaps of the person at once, or that another
course presupposes; such a place is taken and paid once, whatever it serves.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.pairs import never_held
from asnkarier.analysis.training.years.teaching import Bools, Teaching

MOST_STEPS: Final = 3
_DEEPEST: Final = 4


@dataclass(frozen=True)
class Ways:
    """gap, benefit, closing: per way, by gap (closing: the weighted levels in benefit units, whenever they come and whatever comes first); items, reached: ways x MOST_STEPS, the item and the level after it (-1: none).

    item_person, item_course, item_period: per item, in this order. shared, free: per item, whether it is shared, and whether the
    assessed levels reach its entry levels. needs: per item the course that has to be taken earlier in the plan (-1: none).
    """

    gap: Ints
    benefit: Ints
    closing: Ints
    items: Ints
    reached: Ints
    item_person: Ints
    item_course: Ints
    item_period: Ints
    shared: Bools
    free: Bools
    needs: Ints


@dataclass(frozen=True)
class _Options:
    """Places that one gap could use: gap, course, period, entry and end level, each a column; by gap."""

    gap: Ints
    course: Ints
    period: Ints
    entry: Ints
    end: Ints

    def where(self, keep: Bools) -> "_Options":
        return _Options(
            *(column[keep] for column in (self.gap, self.course, self.period, self.entry, self.end))
        )


@dataclass(frozen=True)
class _Needed:
    """Courses that people have to take within the plan because others presuppose them: key person x course, and when they can."""

    key: Ints
    allowed: Bools


def ways_of(teaching: Teaching) -> Ways:
    """Return every way to narrow each gap."""
    options, needed = _options(teaching)
    level = teaching.level[options.gap]
    several = teaching.several[options.course]
    person = teaching.gap_person[options.gap]
    enters = options.entry <= level
    enters[several] &= teaching.admission.enters(person[several], options.course[several])
    direct = options.where(enters)
    steps = options.where(~several & (options.entry > level))
    chains = [_singles(teaching, direct)]
    while len(chains) < MOST_STEPS and len(steps.gap):
        longer = _longer(teaching, chains[-1], steps)
        if not len(longer["gap"]):
            break
        chains.append(longer)
    return _numbered(teaching, chains, needed)


def _options(teaching: Teaching) -> tuple[_Options, _Needed]:
    helps = teaching.end > teaching.level[teaching.teach_gap]
    helps &= teaching.expected[teaching.teach_course] > 0
    helps &= ~never_held(teaching.courses)[teaching.teach_course]
    gap, course = teaching.teach_gap[helps], teaching.teach_course[helps]
    person = teaching.gap_person[gap]
    allowed, needed = _allowed(teaching, person, course, _DEEPEST)
    pair, period = np.nonzero(allowed)
    columns = (gap[pair], course[pair], period, teaching.entry[helps][pair], teaching.end[helps][pair])
    return _Options(*(column.astype(np.int64) for column in columns)), needed


def _allowed(teaching: Teaching, person: Ints, course: Ints, deep: int) -> tuple[Bools, _Needed]:
    """Return when each (person, course) can be taken, after what it presupposes, and the courses needed for that."""
    width = len(teaching.courses)
    when = teaching.admission.of(person, course)
    lacking = ~teaching.admission.took_needed(person, course)
    pre = teaching.pre[course]
    when[lacking & (pre < 0)] = False
    waiting = np.flatnonzero(lacking & (pre >= 0) & when.any(axis=1))
    empty = np.empty(0, dtype=np.int64)
    if not len(waiting):
        return when, _Needed(empty, np.empty((0, when.shape[1]), dtype=np.bool_))
    if not deep:
        when[waiting] = False
        return when, _Needed(empty, np.empty((0, when.shape[1]), dtype=np.bool_))
    key, place = np.unique(person[waiting] * width + pre[waiting], return_inverse=True)
    before, deeper = _allowed(teaching, key // width, key % width, deep - 1)
    # Not in the same period: what is presupposed has to be over.
    earlier = np.zeros_like(before)
    earlier[:, 1:] = np.logical_or.accumulate(before, axis=1)[:, :-1]
    when[waiting] &= earlier[place.reshape(-1)]
    keys = np.concatenate([key, deeper.key])
    both = np.concatenate([before, deeper.allowed])
    keys, first = np.unique(keys, return_index=True)
    return when, _Needed(keys, both[first])


def _gain(
    teaching: Teaching, gap: Ints, course: Ints, low: Ints, high: Ints, period: Ints
) -> tuple[Ints, Ints]:
    """Return the benefit, and what is closed."""
    periods, terms = teaching.admission.terms.periods, teaching.admission.terms
    worth = np.array([float(terms.worth(one.year)) for one in periods])
    low, high = (np.minimum(one, teaching.required[gap]) for one in (low, high))
    levels = np.minimum(high - low, teaching.expected[course])
    gain: Ints = np.rint(teaching.weight[gap] * worth[period] * levels).astype(np.int64)
    closing: Ints = np.rint(teaching.plain[gap] * levels).astype(np.int64)
    return gain, closing


def _singles(teaching: Teaching, direct: _Options) -> dict[str, Ints]:
    low = teaching.level[direct.gap]
    gain, closing = _gain(teaching, direct.gap, direct.course, low, direct.end, direct.period)
    place = _places(teaching, direct.gap, direct.course, direct.period)
    kept = gain > 0
    columns = {
        "gap": direct.gap, "benefit": gain, "closing": closing, "period": direct.period, "end": direct.end,
    }  # fmt: skip
    return {name: column[kept] for name, column in columns.items()} | {
        "places": place[kept, None], "ends": direct.end[kept, None],
    }  # fmt: skip


def _places(teaching: Teaching, gap: Ints, course: Ints, period: Ints) -> Ints:
    width, periods = len(teaching.courses), len(teaching.admission.terms.periods)
    place: Ints = (teaching.gap_person[gap] * width + course) * periods + period
    return place


def _longer(teaching: Teaching, ways: dict[str, Ints], steps: _Options) -> dict[str, Ints]:
    """Return the ways that a further step follows, later and from the level reached."""
    start = np.searchsorted(steps.gap, ways["gap"], side="left")
    count = np.searchsorted(steps.gap, ways["gap"], side="right") - start
    way = np.repeat(np.arange(len(count)), count)
    step = np.arange(len(way)) - np.repeat(np.cumsum(count) - count - start, count)
    low, high = ways["end"][way], steps.end[step]
    fits = (steps.period[step] > ways["period"][way]) & (steps.entry[step] <= low) & (high > low)
    fits &= low < teaching.required[ways["gap"][way]]
    way, step = way[fits], step[fits]
    gap, period = steps.gap[step], steps.period[step]
    gain, closing = _gain(teaching, gap, steps.course[step], ways["end"][way], steps.end[step], period)
    place = _places(teaching, gap, steps.course[step], period)
    return {
        "gap": gap, "benefit": ways["benefit"][way] + gain, "closing": ways["closing"][way] + closing, "period": period, "end": steps.end[step],
        "places": np.column_stack([ways["places"][way], place]), "ends": np.column_stack([ways["ends"][way], steps.end[step]]),
    }  # fmt: skip


def _numbered(teaching: Teaching, chains: list[dict[str, Ints]], needed: _Needed) -> Ways:
    width, periods = len(teaching.courses), len(teaching.admission.terms.periods)
    places, ends = (
        np.concatenate(
            [
                np.pad(one[name], ((0, 0), (0, MOST_STEPS - one[name].shape[1])), constant_values=-1)
                for one in chains
            ]
        )
        for name in ("places", "ends")
    )
    gap, benefit, closing = (
        np.concatenate([one[name] for one in chains]) for name in ("gap", "benefit", "closing")
    )
    order = np.lexsort((*places.T[::-1], gap))
    gap, benefit, closing, places, ends = (one[order] for one in (gap, benefit, closing, places, ends))
    pair, period = np.nonzero(needed.allowed)
    presupposed = needed.key[pair] * periods + period
    all_places = np.unique(np.concatenate([places[places >= 0], presupposed]))
    items = np.where(places < 0, -1, np.searchsorted(all_places, places)).astype(np.int64)
    key = all_places // periods
    person, course = key // width, key % width
    lacking = ~teaching.admission.took_needed(person, course)
    return Ways(
        gap=gap,
        benefit=benefit,
        closing=closing,
        items=items,
        reached=np.where(places < 0, -1, ends),
        item_person=person,
        item_course=course,
        item_period=all_places % periods,
        shared=np.isin(key, needed.key) | np.isin(key, _serving_several(gap, items, key)),
        free=teaching.admission.enters(person, course),
        needs=np.where(lacking, teaching.pre[course], -1),
    )


def _serving_several(gap: Ints, items: Ints, key: Ints) -> Ints:
    """Return the (person, course) keys through which ways of more than one gap lead."""
    way, place = np.nonzero(items >= 0)
    uses = pd.DataFrame({"key": key[items[way, place]], "gap": gap[way]}).drop_duplicates()
    counts = uses.groupby("key").size()
    return counts.index[counts > 1].to_numpy(dtype=np.int64)
