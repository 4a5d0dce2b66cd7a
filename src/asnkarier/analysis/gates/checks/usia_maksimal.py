"""The highest age on the day of appointment."""

import numpy as np
from pydantic import RootModel

from asnkarier.analysis.gates.ages import BIRTH_FACTS, BIRTH_REMEDIES, age_outcome, anniversaries
from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome
from asnkarier.model.messages import N_
from asnkarier.model.said import said, span_of_years
from asnkarier.rules.vocabulary import Years


class UsiaMaksimal(RootModel[Years]):
    """The highest age in years on the day of appointment."""


def _judge(value: float, case: Case) -> Outcome:
    """Nobody older than `value` years: the birthday itself is still in time, the day after is not.

    "Paling tinggi 56 tahun" is read as not exceeding 56 years, as selections count it: 56 years and one day exceeds.
    The birth date of the register and that inside the NIP are both looked at; see `ages.birth_dates`.
    """
    birthday = anniversaries(case, value)
    last = [when + np.timedelta64(1, "D") for when in birthday]
    return age_outcome(case, last, said("age_at_most", most=span_of_years(value)))


CHECK = Check(
    "usia_maksimal",
    UsiaMaksimal,
    N_("is at most this old on the day of appointment"),
    _judge,
    alike=of_nobody,
    facts=BIRTH_FACTS,
    way_up=True,
    remedies=BIRTH_REMEDIES,
)
