"""What is asked of a cascade: its limits and policies from the request and config.yaml, as the problem that is solved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.problem import NOBODY, Limits, Problem, Staffing, check
from asnkarier.errors import UsageError
from asnkarier.model.level import MICRO
from asnkarier.model.messages import N_
from asnkarier.workflows.placement.reach import Reach
from asnkarier.workflows.placement.staffing import staffing_of, unit_named, units_of_people
from asnkarier.workflows.requests.recommend_placement import PlacementRequest

if TYPE_CHECKING:
    from asnkarier.settings import Settings


def limits_of(request: PlacementRequest, settings: "Settings") -> Limits:
    """Return how far the plan may go. UsageError: no move at all is allowed."""
    policy = settings.placement.cascade
    moves = next(
        (one for one in (request.moves, settings.placement.max_moves, policy.moves) if one is not None), None
    )
    if moves == 0:
        raise UsageError(
            N_("a cascade of no move proposes nothing"), N_("write --moves 1 or more, or leave it out")
        )
    return Limits(moves, request.depth or policy.depth, request.exchanges or policy.exchanges)


def problem_of(now: Snapshot, reach: Reach) -> Problem:
    """Return the problem: vacancies by code, then held posts by the NIP of their holder; people by NIP."""
    policy = now.settings.placement.cascade
    filled, cost = policy.filled_post * MICRO, policy.cost_of_move * MICRO
    codes = sorted([*reach.choices, *(code for code in reach.holder if code not in reach.choices)])
    choices = [reach.choices.get(code) for code in codes]
    holder = np.array([reach.holder.get(code, NOBODY) for code in codes], dtype=np.int64)
    own = {person: place for place, person in enumerate(holder.tolist()) if person >= 0}
    kept = [
        (place, one.people[keep], one.score[keep])
        for place, one in enumerate(choices)
        if one is not None
        for keep in (one.people != holder[place],)
    ]
    loss = np.zeros(len(now.employees), dtype=np.int64)
    for person in own:
        loss[person] = filled + reach.own[person]
    found = Problem(
        tuple(codes),
        tuple(now.employees["nip"].astype("str")),
        np.array([_seats(reach, code) for code in codes], dtype=np.int64),
        holder,
        _joined([people for _, people, _ in kept]),
        np.repeat([place for place, _, _ in kept], [len(people) for _, people, _ in kept]).astype(np.int64),
        _joined([score for _, _, score in kept]) + filled - cost,
        loss,
        _staffing(now, codes, reach),
    )
    check(found)
    return found


def _seats(reach: Reach, code: str) -> int:
    return 0 if code in reach.holder else reach.choices[code].post.seats


def _joined(parts: Sequence[Ints]) -> Ints:
    return np.concatenate([np.empty(0, dtype=np.int64), *parts])


def _staffing(now: Snapshot, codes: Sequence[str], reach: Reach) -> Staffing | None:
    here = units_of_people(now)
    return staffing_of(now, [_unit_of_post(reach, code, here) for code in codes], here)


def _unit_of_post(reach: Reach, code: str, here: "pd.Series[str]") -> str:
    if code in reach.holder:
        return str(here.iloc[reach.holder[code]])
    return unit_named(reach.choices[code].post.unit_kerja)
