"""Kedudukan hukum: the legal positions that may be appointed."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, RootModel

from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.single_facts import listed
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome
from asnkarier.model.messages import N_
from asnkarier.model.terms import normalise
from asnkarier.rules.vocabulary import Text


class KedudukanHukum(RootModel[Annotated[list[Text], Field(min_length=1)]]):
    """The legal positions (names of the BKN list) that may be appointed."""


def _judge(value: Sequence[str], case: Case) -> Outcome:
    """Kedudukan hukum is one of those named, however it is spelt; a word that no list of the law knows leaves it unknown."""
    known = frozenset(map(normalise, case.rulebook.standings(case.dossiers.as_of)))
    return listed("kedudukan_hukum", value, case, normalise, known)


CHECK = Check(
    "kedudukan_hukum",
    KedudukanHukum,
    N_("holds one of these legal positions"),
    _judge,
    alike=of_nobody,
    facts=("kedudukan_hukum",),
    accepted=lambda value: value,
)
