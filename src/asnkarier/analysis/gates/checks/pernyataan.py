"""A statement that a person has to make (integrity, health, relevance of the field); the machine never decides it."""

from typing import Any

import numpy as np
from pydantic import RootModel

from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import MANUAL, Outcome, constant, outcome, told_alike
from asnkarier.model.messages import N_
from asnkarier.model.said import LawText, said
from asnkarier.rules.vocabulary import Statement, Text


class Pernyataan(RootModel[Text | Statement]):
    """What a person has to assess, in Indonesian or in both languages; the machine never decides it."""


def _judge(value: Any, case: Case) -> Outcome:
    """A person must assess it; it never blocks."""
    reason = constant(case.count, "human_judgement")
    asked = said("statement", text=LawText.read(value))
    return outcome(np.full(case.count, MANUAL), told_alike(case.count), asked, reason=reason)


CHECK = Check(
    "pernyataan", Pernyataan, N_("is assessed by a person, outside the data"), _judge, alike=of_nobody
)
