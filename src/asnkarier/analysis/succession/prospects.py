"""From which day on somebody may succeed to a post: when every gate is met, as far as today's facts tell, and for how long."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility, Gate
from asnkarier.analysis.gates.waiting import WHEN, days_if_kept
from asnkarier.analysis.gates.ways import left_to_people
from asnkarier.analysis.outcomes import MANUAL, MET, NOT_MET, UNKNOWN
from asnkarier.analysis.spans import NEVER, add_months, day

# Ready on a day; open: something that decides is not known; short of one gate that time does not cure; out.
READY, OPEN, SHORT, OUT = range(4)
_NOW, _THEN, _LATEST, _IF_MET, _MAYBE = WHEN[:5]
NO_GATE: Final = -1


@dataclass(frozen=True)
class Prospects:
    """How everybody stands to one post, in the order of the dossiers.

    state: `READY`, `OPEN`, `SHORT`, `OUT`. ready_on: the first day on which every gate is met for certain, NaT unless ready. lapses_on: the
    first day on which an age or a term that holds today holds no more, NaT: none. if_kept: a gate looks at years that are not over
    on `as_of`, and the last that are known stand in for them. missing: the place in `gates` of the first one that is not met, else
    open, `NO_GATE` where there is none. at_latest: a fact is missing that could only make the day an earlier one.
    """

    gates: tuple[Gate, ...]
    state: NDArray[np.int8]
    ready_on: Days
    lapses_on: Days
    if_kept: NDArray[np.bool_]
    missing: Ints
    at_latest: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Service:
    """leaves: everybody's first day out of service by the post held; until: by the post to be filled, both at the earliest (NaT: not known)."""

    leaves: Days
    until: Days


def prospects(
    eligibility: Eligibility, may_come: NDArray[np.bool_], service: Service, runs_out: Days
) -> Prospects:
    """Return how everybody stands to the post that `eligibility` is about.

    may_come: for whom the post is a rise. runs_out: the first day on which an assessment of a competency of the post no longer counts (NaT: never):
    who is ready only then is open, for the match is not known on that day. Who leaves on a day that nobody knows is open too; so is
    of whom people must look up what decides the way in.
    """
    as_of = day(eligibility.case.dossiers.as_of)
    persons = eligibility.persons
    told = persons["eligible_on_code"].to_numpy(dtype=object)
    ready_on = np.asarray(persons["eligible_on"].to_numpy(), dtype="datetime64[D]")
    ready_on = np.where(told == _NOW, as_of, ready_on)
    dated = np.isin(told, (_NOW, _THEN, _LATEST))
    doubt = left_to_people(eligibility) | np.isnat(service.leaves) | np.isnat(service.until)
    doubt |= (runs_out <= ready_on) & (ready_on > as_of)
    is_open = np.isin(told, (_IF_MET, _MAYBE)) | (dated & doubt)
    short = persons["status"].to_numpy(dtype=object) == STATUS[1]
    state = np.select([~may_come, dated & ~doubt, is_open, short], [OUT, READY, OPEN, SHORT], OUT).astype(
        np.int8
    )
    ready_on = np.where(state == READY, ready_on, NEVER)
    gates = tuple(gate for gate in eligibility.gates if gate.decides)
    return Prospects(
        gates, state, ready_on, _lapses(gates, len(state)), days_if_kept(gates, ready_on, eligibility.case.dossiers.as_of), _missing(gates, len(state)),
        (state == READY) & (told == _LATEST),
    )  # fmt: skip


def _lapses(gates: tuple[Gate, ...], count: int) -> Days:
    found = np.full(count, NEVER)
    for gate in gates:
        found = np.fmin(found, np.where(gate.outcome.result == MET, gate.outcome.lapses_on, NEVER))
    return found


def _missing(gates: tuple[Gate, ...], count: int) -> Ints:
    found = np.full(count, NO_GATE, dtype=np.int64)
    for wanted in ((NOT_MET,), (UNKNOWN,), (MANUAL,)):
        for place, gate in enumerate(gates):
            found = np.where((found == NO_GATE) & np.isin(gate.outcome.result, wanted), place, found)
    return found


@dataclass(frozen=True, slots=True)
class Bench:
    """Who may succeed on a day. ready: of everybody, whether they are on the bench; too_late: ready, but out of service, or past an age, before they could serve long enough."""

    ready: NDArray[np.bool_]
    too_late: NDArray[np.bool_]


def bench_on(found: Prospects, service: Service, needed: date, last: date, least_months: int) -> Bench:
    """Return who is ready by `last`, the end of the years asked for, and may come on the day that the post is `needed`, or later when ready later.

    least_months: how long somebody must still serve in the post from that day on, by its own retirement age.
    """
    start = np.fmax(found.ready_on, day(needed))
    within = (found.state == READY) & (found.ready_on <= day(last))
    serves = (service.leaves > start) & (service.until >= add_months(start, least_months))
    holds = ~(found.lapses_on <= start)
    return Bench(within & serves & holds, within & ~(serves & holds))
