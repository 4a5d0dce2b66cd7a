"""What is asked of a cascade: its limits and policies from the request and config.yaml, as the problem that is solved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.problem import NOBODY, Limits, Problem, Staffing, check
from asnkarier.errors import SettingsError, UsageError
from asnkarier.model.level import MICRO
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise
from asnkarier.workflows.placement.reach import Reach
from asnkarier.workflows.requests.recommend_placement import PlacementRequest

if TYPE_CHECKING:
    from asnkarier.settings import Settings

# Of a post whose unit is not known; that of people is empty. The two are never one.
_NO_UNIT: Final = "\0"


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


def pairs_apart(now: Snapshot) -> list[tuple[str, str]]:
    """Return the NIPs of people who must not serve together and who count. SettingsError: a NIP that no list ever named."""
    listed = set(now.listed["nip"].astype("str"))
    document, problems = now.settings.document, []
    for number, pair in enumerate(now.settings.placement.apart):
        for at, nip in enumerate(pair.nip):
            if nip not in listed:
                path = ("placement", "apart", number, "nip", at)
                key = f"placement.apart.{number}.nip"
                problems.append(document.problem("PENEMPATAN-NIP", path, key=key, value=nip))
    if problems:
        raise SettingsError(N_("{file} is not valid"), facts={"file": document.file}, problems=problems)
    counting = set(now.employees["nip"].astype("str"))
    return [
        (pair.nip[0], pair.nip[1]) for pair in now.settings.placement.apart if counting.issuperset(pair.nip)
    ]


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


def units_of_people(now: Snapshot) -> "pd.Series[str]":
    """Return the unit_kerja of everybody by nip, as it is compared; empty where it is not known."""
    employees = now.employees
    named = [normalise(one) if isinstance(one, str) else "" for one in employees["unit_kerja"]]
    return pd.Series(named, index=employees["nip"].astype("str"), dtype="str")


def _staffing(now: Snapshot, codes: Sequence[str], reach: Reach) -> Staffing | None:
    """Return the policies of config.yaml; None where there is none. Of a unit that is not known nothing is asked."""
    least, pairs = now.settings.placement.least_in_unit, pairs_apart(now)
    if least is None and not pairs:
        return None
    here = units_of_people(now)
    there = [_unit_of_post(reach, code, here) for code in codes]
    units = sorted({*here, *there})
    number = {unit: place for place, unit in enumerate(units)}
    of_person = np.array([number[unit] for unit in here], dtype=np.int64)
    spare = np.full(len(units), -1, dtype=np.int64)
    if least is not None:
        spare = np.maximum(0, np.bincount(of_person, minlength=len(units)) - least)
    spare[[place for unit, place in number.items() if unit in ("", _NO_UNIT)]] = -1
    places = {nip: place for place, nip in enumerate(here.index)}
    return Staffing(
        of_person,
        np.array([number[unit] for unit in there], dtype=np.int64),
        spare,
        tuple((places[one], places[other]) for one, other in pairs),
    )


def _unit_of_post(reach: Reach, code: str, here: "pd.Series[str]") -> str:
    if code in reach.holder:
        return str(here.iloc[reach.holder[code]])
    return normalise(reach.choices[code].post.unit_kerja or "") or _NO_UNIT
