"""What may be asked of `asn evaluate-training`."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word, Year


class EvaluationRequest(Request):
    """Only the participants of this unit, only courses for this competency, only those of this year."""

    unit: Annotated[str | None, UNIT] = None
    kompetensi: Annotated[
        str | None, Word(N_("only courses for this competency"), N_("COMPETENCY"), filters=True)
    ] = None
    year: Annotated[
        Year | None, Word(N_("only courses that ended in this year"), N_("YEAR"), filters=True)
    ] = None


COMMANDS = (
    Command(
        "evaluate-training",
        N_("Did the training work: participants beside comparable colleagues."),
        EvaluationRequest,
        "evaluating.evaluate_training",
        ("evaluate-training", "evaluate-training --year 2025 --output evaluasi.xlsx"),
        order=75,
        slow=True,
    ),
)
