"""Why nobody can say from which day somebody will be eligible by the mere passing of time."""

import numpy as np
import pandas as pd

from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.outcomes import NOT_MET, UNKNOWN
from asnkarier.model.said import Said, said


def why_no_day(eligibility: Eligibility) -> pd.Series:
    """Return for everybody why `eligible_on` is empty, None where it is not; object, in the order of the people.

    Everything is met today; a requirement fails that time does not cure; one is not known; or, where time cures every
    failure, something that holds today ends before that day.
    """
    persons = eligibility.persons
    gates = [gate for gate in eligibility.gates if gate.decides]
    incurable = [(gate.outcome.result == NOT_MET) & np.isnat(gate.outcome.eligible_on) for gate in gates]
    unknown = [gate.outcome.result == UNKNOWN for gate in gates]
    names = [gate.criterion.id for gate in gates]
    made: dict[tuple[str, tuple[str, ...]], Said] = {}

    def why(place: int) -> Said | None:
        if pd.notna(persons["eligible_on"].iloc[place]):
            return None
        for code, marks in (("never_by_time", incurable), ("day_not_known", unknown)):
            rules = tuple(name for name, mark in zip(names, marks, strict=True) if mark[place])
            if rules:
                return made.setdefault((code, rules), said(code, rules=rules))
        met = persons["status"].iloc[place] == "eligible"
        code = "met_today" if met else "ends_before"
        return made.setdefault((code, ()), said(code))

    told = [why(place) for place in range(len(persons))]
    return pd.Series(told, index=persons.index, dtype=object)
