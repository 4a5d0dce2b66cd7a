"""The retirement age (BUP) of the post to be filled has not been reached."""

from typing import Final

import numpy as np

from asnkarier.analysis.gates.ages import BIRTH_FACTS, BIRTH_REMEDIES, age_outcome, anniversaries
from asnkarier.analysis.gates.check import Check, Yes
from asnkarier.analysis.gates.remedies import NO_REMEDY
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import MISSING, NOT_MET, UNKNOWN, Outcome, outcome
from asnkarier.analysis.spans import day
from asnkarier.model.messages import N_

_BUP: Final = "jabatan/bup"


def _judge(value: object, case: Case) -> Outcome:
    """The retirement age of the post to be filled has not been reached, nor a recorded tmt_pensiun.

    value is always true; the age is the parameter `jabatan/bup` (PP 11/2017 Pasal 239, UU 20/2023 Pasal 55).
    """
    del value
    today = day(case.dossiers.as_of)
    age = case.rulebook.parameter(_BUP, case.dossiers.as_of).value.get(case.target.kelompok)
    if age is None:
        nothing = np.full(case.count, MISSING, dtype=object)
        reason = np.full(case.count, "rank_unknown", dtype=object)
        return outcome(np.full(case.count, UNKNOWN), nothing, MISSING, reason=reason)
    found = age_outcome(case, anniversaries(case, age), f"< {age:g} tahun")
    pension = case.dossiers.days("tmt_pensiun")
    found.result[pension <= today] = NOT_MET
    found.reason[pension <= today] = ""
    sooner = ~np.isnat(pension) & ~(found.lapses_on < pension)
    found.lapses_on[sooner] = pension[sooner]
    return found


CHECK = Check(
    "belum_bup",
    Yes,
    N_("has not reached the retirement age of the post"),
    _judge,
    facts=BIRTH_FACTS,
    parameters=(_BUP,),
    # Where the regulations name no age for the class, no data of the office can.
    remedies={**BIRTH_REMEDIES, "rank_unknown": NO_REMEDY},
)
