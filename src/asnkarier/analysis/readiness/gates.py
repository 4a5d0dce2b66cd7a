"""What leaves the gates of the next post open; each check knows what would close its own."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.eligibility import STATUS, Eligibility, Gate
from asnkarier.analysis.gates.remedies import Blocker, Waiting
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import UNKNOWN
from asnkarier.analysis.readiness.blockers import NEXT, all_blocked, blocked

Texts = NDArray[np.object_]
_NONE: Final = np.empty(0, dtype=object)


def next_blockers(eligibility: Eligibility, asked: NDArray[np.bool_]) -> pd.DataFrame:
    """Return what leaves the eligibility of the people in `asked` open; person: the place in the dossiers.

    Somebody who fails a gate is decided, whatever else is unknown. Every gate that is open must close for the verdict to
    be certain, so each gives a row of its own, an appraisal gate one for each year.
    """
    is_open = asked & (eligibility.status == STATUS.index("unknown"))
    return all_blocked(
        part
        for gate in eligibility.gates
        if gate.decides
        for part in _gate_blockers(gate, eligibility.case, is_open)
    )


def waited_for(eligibility: Eligibility, asked: NDArray[np.bool_]) -> Iterator[Blocker]:
    """Yield the same as it comes, gate by gate, without a frame: for many posts, of whose rows only what they wait for counts."""
    is_open = asked & (eligibility.status == STATUS.index("unknown"))
    for gate in eligibility.gates:
        if gate.decides:
            yield from _blockers(gate, eligibility.case, is_open)


def gate_blockers(gate: Gate, case: Case, is_open: NDArray[np.bool_]) -> tuple[Ints, Texts, Texts, Texts]:
    """Return what leaves one gate open for the people in `is_open`: place, reason, kind and target, one line per person and blocker."""
    found = list(_blockers(gate, case, is_open))
    columns = (
        [np.broadcast_to(np.asarray(one[part], dtype=object), len(one.people)) for one in found]
        for part in (1, 2, 3)
    )
    reason, kind, target = (np.concatenate([_NONE, *column]) for column in columns)
    return np.concatenate([np.empty(0, dtype=np.int64), *(one.people for one in found)]), reason, kind, target


def _gate_blockers(gate: Gate, case: Case, is_open: NDArray[np.bool_]) -> Iterator[pd.DataFrame]:
    for one in _blockers(gate, case, is_open):
        yield blocked(one.people, NEXT, one.reason, one.kind, one.target)


def _blockers(gate: Gate, case: Case, is_open: NDArray[np.bool_]) -> Iterator[Blocker]:
    people = np.flatnonzero(is_open & (gate.outcome.result == UNKNOWN)).astype(np.int64)
    if len(people):
        yield from gate.check.blocked_by(Waiting(gate.in_force.value, gate.outcome, people, case))
