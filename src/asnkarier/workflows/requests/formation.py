"""What may be asked about the people that posts need."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request


class FormationRequest(Request):
    """Whose posts."""

    unit: Annotated[str | None, UNIT] = None


COMMANDS = (
    Command(
        "formation",
        N_(
            "How many people posts need (peta jabatan, ABK) against who is there, now and for five years of retirements, and who could come from inside."
        ),
        FormationRequest,
        "formation.weigh_formation",
        ("formation", "formation --unit 'Dinas Pendidikan' --output kebutuhan.xlsx"),
        order=93,
    ),
)
