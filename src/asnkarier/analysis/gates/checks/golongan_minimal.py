"""The lowest golongan ruang."""

from pydantic import RootModel

from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.single_facts import ranked
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome
from asnkarier.model.messages import N_
from asnkarier.rules.vocabulary import Golongan


class GolonganMinimal(RootModel[Golongan]):
    """The lowest golongan ruang."""


def _judge(value: str, case: Case) -> Outcome:
    """Golongan ruang is at least the one named; a golongan of PPPK has no place in that order and is unknown."""
    return ranked("golongan", value, case, case.rulebook.golongan_rank)


CHECK = Check(
    "golongan_minimal",
    GolonganMinimal,
    N_("has at least this golongan ruang"),
    _judge,
    alike=of_nobody,
    facts=("golongan",),
    parameters=("referensi/golongan",),
)
