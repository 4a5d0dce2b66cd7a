"""A statement that a person has to make (integrity, health, relevance of the field); the machine never decides it."""

import numpy as np
from pydantic import RootModel

from asnkarier.analysis.gates.check import Check
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import MANUAL, MISSING, Outcome, constant, outcome
from asnkarier.model.messages import N_
from asnkarier.rules.vocabulary import Text


class Pernyataan(RootModel[Text]):
    """What a person has to assess; the machine never decides it."""


def _judge(value: str, case: Case) -> Outcome:
    """A person must assess it; it never blocks."""
    reason = constant(case.count, "human_judgement")
    return outcome(np.full(case.count, MANUAL), constant(case.count, MISSING), value, reason=reason)


CHECK = Check("pernyataan", Pernyataan, N_("is assessed by a person, outside the data"), _judge)
