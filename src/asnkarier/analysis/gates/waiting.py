"""When somebody will meet every requirement by the mere passing of time, and what kind of day that is."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Days, Ints
from asnkarier.analysis.outcomes import MET, NOT_MET, UNKNOWN, Outcome
from asnkarier.analysis.spans import NEVER, day

if TYPE_CHECKING:
    from asnkarier.analysis.gates.eligibility import Gate

# Everything is met as far as data decide; nothing else is missing than time; time is missing and some of it may already be proven, or more
# is open besides, so that the day is the latest one if that is met; open, and no day follows from what is known; something
# fails that time does not cure; time would cure it only after another requirement (an age) has lapsed; there are no gates.
WHEN: Final = (
    "eligible_now", "eligible_then", "eligible_at_latest", "eligible_at_latest_if_met", "eligible_open",
    "eligible_never_by_time", "eligible_lapses_first",
)  # fmt: skip
_NOW, _THEN, _LATEST, _IF_MET, _OPEN, _NEVER, _LAPSES = range(len(WHEN))


def when_eligible(
    outcomes: Sequence[Outcome], failed: NDArray[np.bool_], unknown: NDArray[np.bool_]
) -> tuple[Days, Ints]:
    """Return the day from which everything is met by the mere passing of time (NaT: none), and a code into `WHEN`.

    failed, unknown: gates x people. Every failure must be one that time cures, and no gate that is met today (an age limit)
    may close before that day. An open gate that is met from some day on at the latest, whatever is still unknown, counts with
    that day; with others that are open the day holds if they turn out to be met, and so with failures that time may cure by what is not known.
    """
    count = failed.shape[1]
    latest, until = np.full(count, NEVER), np.full(count, NEVER)
    curable, undated, may = (
        np.ones(count, dtype=bool),
        np.zeros(count, dtype=bool),
        np.zeros(count, dtype=bool),
    )
    for one, fails, is_open in zip(outcomes, failed, unknown, strict=True):
        dated = ~np.isnat(one.eligible_on)
        curable &= ~fails | dated | one.curable
        may |= fails & ~dated & one.curable
        undated |= is_open & ~dated
        latest = np.fmax(latest, np.where(fails | is_open, one.eligible_on, NEVER))
        until = np.fmin(until, np.where(fails | is_open, NEVER, one.lapses_on))
    fails, opens, undated = failed.any(axis=0), unknown.any(axis=0) | may, undated | may
    has_day = ~np.isnat(latest)
    told = np.select(
        [~fails & ~opens, ~curable, ~has_day, latest >= until, ~opens, undated],
        [_NOW, _NEVER, _OPEN, _LAPSES, _THEN, _IF_MET],
        _LATEST,
    )
    given = np.isin(told, (_THEN, _LATEST, _IF_MET))
    return np.where(given, latest, NEVER), told.astype(np.int64)


def days_if_kept(gates: "Sequence[Gate]", ready_on: Days, as_of: date) -> NDArray[np.bool_]:
    """Return whose day lies in a later year than `as_of` while a gate looks at complete years: then the last that are known stand in for them."""
    found = np.zeros(len(ready_on), dtype=bool)
    later = ready_on.astype("datetime64[Y]") > day(as_of).astype("datetime64[Y]")
    for gate in gates:
        if not gate.in_force.repealed and gate.check.years_back(gate.in_force.value):
            found |= later & np.isin(gate.outcome.result, (MET, NOT_MET, UNKNOWN))
    return found
