"""The highest golongan ruang."""

from pydantic import RootModel

from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.single_facts import ranked_to
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome
from asnkarier.model.messages import N_
from asnkarier.rules.vocabulary import Golongan


class GolonganMaksimal(RootModel[Golongan]):
    """The highest golongan ruang."""


def _judge(value: str, case: Case) -> Outcome:
    """Golongan ruang is at most the one named; a golongan of PPPK has no place in that order and is unknown."""
    return ranked_to("golongan", value, case, case.rulebook.golongan_rank)


CHECK = Check(
    "golongan_maksimal",
    GolonganMaksimal,
    N_("has at most this golongan ruang"),
    _judge,
    alike=of_nobody,
    facts=("golongan",),
    parameters=("referensi/golongan",),
)
