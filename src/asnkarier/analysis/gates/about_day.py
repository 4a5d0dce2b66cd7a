"""What is to be said about the day on which somebody will be eligible, and why nobody can name one."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from asnkarier.analysis.gates.eligibility import Eligibility
from asnkarier.analysis.gates.waiting import WHEN
from asnkarier.analysis.gates.ways import PEOPLE_DECIDE, asked_of_people, left_to_people, told_status
from asnkarier.analysis.outcomes import NOT_MET, UNKNOWN
from asnkarier.model.said import Said, said

_NOW: Final = "eligible_now"
AS_FAR_AS_DATA: Final = "eligible_now_as_far_as_data"
THEN_AS_FAR_AS_DATA: Final = "eligible_from_as_far_as_data"
_LATER: Final = WHEN[1:3]


def about_day(eligibility: Eligibility, places: Sequence[int]) -> list[Said]:
    """Return what is said about `eligible_on` of the people in these places: a code of `waiting.WHEN`, with the rules that keep it empty.

    Whose data are met while people must judge the rest (`ways.told_status`) is not told that everything is: the code is `AS_FAR_AS_DATA`, with the rules for people;
    of whom the data will be met on a day to come, `THEN_AS_FAR_AS_DATA`, with the day besides.
    """
    codes = eligibility.persons["eligible_on_code"].to_numpy(dtype=object)
    gates = [gate for gate in eligibility.gates if gate.decides]
    keeping = {
        "eligible_never_by_time": [
            (gate.outcome.result == NOT_MET) & np.isnat(gate.outcome.eligible_on) & ~gate.outcome.curable
            for gate in gates
        ],
        "eligible_open": [(gate.outcome.result == UNKNOWN) | gate.outcome.curable for gate in gates],
    }
    by_people = told_status(eligibility) == PEOPLE_DECIDE
    later = np.isin(codes, _LATER) & left_to_people(eligibility)
    days = eligibility.persons["eligible_on"]
    made: dict[tuple[str, tuple[str, ...]], Said] = {}
    told = []
    for place in places:
        code, marks = str(codes[place]), keeping.get(str(codes[place]))
        if code == _NOW and by_people[place]:
            rules = asked_of_people(eligibility, place)
            told.append(made.setdefault((AS_FAR_AS_DATA, rules), said(AS_FAR_AS_DATA, rules=rules)))
            continue
        if later[place]:
            day = pd.Timestamp(days.iloc[place]).date()
            told.append(said(THEN_AS_FAR_AS_DATA, day=day, rules=asked_of_people(eligibility, place)))
            continue
        if marks is None:
            told.append(made.setdefault((code, ()), said(code)))
            continue
        rules = tuple(gate.criterion.id for gate, mark in zip(gates, marks, strict=True) if mark[place])
        told.append(made.setdefault((code, rules), said(code, rules=rules)))
    return told
