"""The lowest level of education."""

from pydantic import RootModel

from asnkarier.analysis.gates.check import Check, of_nobody
from asnkarier.analysis.gates.single_facts import ranked
from asnkarier.analysis.gates.targets import Case
from asnkarier.analysis.outcomes import Outcome
from asnkarier.model.messages import N_
from asnkarier.rules.vocabulary import Pendidikan


class PendidikanMinimal(RootModel[Pendidikan]):
    """The lowest level of education."""


def _judge(value: str, case: Case) -> Outcome:
    """Education is at least as high as the level named, by the ranks of the reference table."""
    return ranked("tingkat_pendidikan", value, case, case.rulebook.pendidikan_rank)


CHECK = Check(
    "pendidikan_minimal",
    PendidikanMinimal,
    N_("has at least this level of education"),
    _judge,
    alike=of_nobody,
    facts=("tingkat_pendidikan",),
    parameters=("referensi/pendidikan",),
)
