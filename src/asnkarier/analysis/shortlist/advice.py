"""What tells equal scores apart: the requirements of a job standard that exclude nobody (penting, perlu), see decision 0020."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.outcomes import NOT_ASKED, NOT_MET, UNKNOWN
from asnkarier.analysis.readiness.gates import gate_blockers
from asnkarier.analysis.scores.bands import Band
from asnkarier.model.said import Said, said


@dataclass(frozen=True)
class Advice:
    """How little everybody falls short of what is only advised. band: more is better, below `scale`, which no sum of it reaches.

    facts: what would tell it, one row per person (place) and fact: person, kind, target, decides (the rule), slack (how far it moves the band).
    """

    band: Band
    scale: int
    facts: pd.DataFrame


def advice_of(eligibility: Eligibility, among: NDArray[np.bool_]) -> Advice:
    """Return it for everybody; the facts of the people in `among`.

    What is not met counts by the weight that the check gives it, penting more than perlu; what is not known may be either, and what people
    judge counts as met for all. Where no fact can tell, it counts as it does on the list, as not met.
    """
    count = len(eligibility.people)
    low, high, asked = (np.zeros(count, dtype=np.int64) for _ in range(3))
    parts = [_rows(np.empty(0, dtype=np.int64), [], []).assign(decides="", slack=0)]
    for gate in eligibility.gates:
        if gate.decides:
            continue
        result, weight = gate.outcome.result, gate.check.advisory(gate.in_force.value)
        asked += weight * (result != NOT_ASKED)
        is_open = result == UNKNOWN
        people, _reason, kind, target = gate_blockers(gate, eligibility.case, among & is_open)
        tells = kind != ""
        told = np.zeros(count, dtype=bool)
        told[people[tells]] = True
        low -= weight * (is_open | (result == NOT_MET))
        high -= weight * ((is_open & ~told) | (result == NOT_MET))
        rows = _rows(people[tells], kind[tells], target[tells]).drop_duplicates()
        parts.append(rows.assign(decides=gate.criterion.id, slack=weight))
    most = int(asked.max(initial=0))
    facts = pd.concat(parts, ignore_index=True).astype({"person": "int64", "slack": "int64"})
    return Advice(Band(most + low, most + high), most + 1, facts)


def _rows(
    people: Ints, kind: Sequence[str] | NDArray[np.object_], target: Sequence[str] | NDArray[np.object_]
) -> pd.DataFrame:
    return pd.DataFrame(
        {"person": people, "kind": pd.array(kind, dtype="str"), "target": pd.array(target, dtype="str")}
    )


def advice_told(eligibility: Eligibility, place: int) -> Said | None:
    """Return what is said of one person among equal scores: what is not met, or not known, of what excludes nobody; None: nothing."""
    gates = [gate for gate in eligibility.gates if not gate.decides]
    named: dict[int, tuple[str, ...]] = {
        code: tuple(gate.criterion.id for gate in gates if gate.outcome.result[place] == code)
        for code in (NOT_MET, UNKNOWN)
    }
    if named[NOT_MET] and named[UNKNOWN]:
        return said("advised_short_and_open", rules=named[NOT_MET], others=named[UNKNOWN])
    if named[NOT_MET]:
        return said("advised_short", rules=named[NOT_MET])
    return said("advised_open", rules=named[UNKNOWN]) if named[UNKNOWN] else None
