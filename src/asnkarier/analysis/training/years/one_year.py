"""A plan of one year as a programme of one period, so that what solves large plans of years solves it too."""

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.instance import Solution, TrainingInstance
from asnkarier.analysis.training.solving.ladder import least_price, rungs, topped_up
from asnkarier.analysis.training.years.building import person_rows_of
from asnkarier.analysis.training.years.solving.filling import Filling
from asnkarier.analysis.training.years.solving.priced.large import closest, large_plan, whole_bound
from asnkarier.analysis.training.years.solving.programme import BUDGET, Programme, Row, Slots
from asnkarier.analysis.training.years.ways import MOST_STEPS, Ways


def programme_of(instance: TrainingInstance) -> Programme:
    """Return the programme of an instance; its ways are the pairs, in their order."""
    ways = _ways(instance)
    terms, resources = instance.courses, instance.resources.rows
    count = len(terms)
    slots = Slots(
        periods=1,
        biaya=terms.biaya,
        biaya_kelas=terms.biaya_kelas,
        hours=terms.hours,
        kuota=terms.kuota,
        minimal=np.maximum(terms.minimal, 1),
        most=terms.kelas,
        year_slot=np.arange(count),
        kelas=terms.kelas,
        must=np.empty(0, dtype=np.int64),
    )
    rows = tuple(
        Row(BUDGET if at == 0 and row.people is None else row.kind, row.name, 0, 0, row.limit, row.use, row.class_use, row.people)
        for at, row in enumerate(resources)
    )  # fmt: skip
    limits: list[tuple[Ints, Ints]] = []
    if instance.max_courses is not None:
        most = np.full(instance.people, instance.max_courses, dtype=np.int64)
        limits.append((np.ones(len(ways.item_person), dtype=np.int64), most))
    if instance.max_hours is not None:
        limits.append((terms.hours[ways.item_course], instance.max_hours))
    return Programme(ways, slots, rows, person_rows_of(ways, ways.item_person, limits))


def _ways(instance: TrainingInstance) -> Ways:
    pairs = len(instance.benefit)
    order = np.lexsort((np.arange(pairs), instance.course, instance.person))
    items = np.full((pairs, MOST_STEPS), -1, dtype=np.int64)
    items[order, 0] = np.arange(pairs)
    nothing = np.zeros(pairs, dtype=np.int64)
    return Ways(
        gap=instance.group,
        benefit=instance.benefit,
        closing=instance.benefit,
        items=items,
        reached=np.full((pairs, MOST_STEPS), -1, dtype=np.int64),
        item_person=instance.person[order],
        item_course=instance.course[order],
        item_period=nothing,
        shared=np.zeros(pairs, dtype=np.bool_),
        free=np.ones(pairs, dtype=np.bool_),
        needs=nothing - 1,
    )


def closest_plan(instance: TrainingInstance) -> Solution | None:
    """Return the plan that a search for whole classes and people leads to, and the bound that it proves; None where nothing is found."""
    programme = programme_of(instance.with_spendable_limits())
    found = closest(programme, Filling(programme))
    if found.bounded is None:
        return None
    chosen = np.sort(found.chosen)
    return Solution(chosen, whole_bound(programme, found.bounded.bound, chosen), "lagrangian")


def climbed_large_plan(instance: TrainingInstance, known: Ints) -> tuple[Ints, int]:
    """Return a plan of an instance whose first resource is the money that everybody shares, and a bound on every plan (benefit units).

    The plan is the best of `known` and of one family that does not depend on the budget: a plan for every rung, topped up with the money that is
    left (see `solving.ladder`). So more money never gives less, as far as that holds of `known`. Rungs that prices prove to be no better are not climbed.
    """
    programme, limit = programme_of(instance), instance.resources.limits[0]
    best, bound = known, int(instance.benefit.sum())
    for rung, last in rungs(limit, least_price(instance)):
        there = programme.with_limits(np.array([rung, *programme.limits[1:]], dtype=np.int64))
        found = large_plan(there, Filling(there))
        plan = topped_up(instance.with_limit(0, min(limit, last)), np.sort(found.chosen))
        best = max((best, plan), key=instance.objective)
        proven = found.bounded
        if proven is None:
            continue
        own = proven.bound if rung == limit else proven.at.bound_at(there.limits, programme.limits)
        bound = min(bound, int(np.ceil(own)))
        lower = np.array([max(0, rung - 1), *programme.limits[1:]], dtype=np.int64)
        if instance.objective(best) >= min(proven.bound, proven.at.bound_at(there.limits, lower)):
            break
    return best, max(bound, instance.objective(best))
