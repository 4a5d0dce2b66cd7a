"""What may be asked of `asn training-status`, and of `asn record-training`, which ends with it."""

from pathlib import Path
from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word

PLAN = Word(N_("the kept plan; without it the newest"), N_("NAME"), filters=True)


class StatusRequest(Request):
    """Which kept plan (None: the newest), and the people of which unit."""

    plan: Annotated[str | None, PLAN] = None
    unit: Annotated[str | None, UNIT] = None


class RecordRequest(StatusRequest):
    """Lists of trainings that were followed, held beside the plan."""

    files: Annotated[
        tuple[Path, ...],
        Word(
            N_("lists of trainings, or folders of them"), N_("FILE…"), argument=True, needed=True, only="line"
        ),
    ] = ()


COMMANDS = (
    Command(
        "training-status",
        N_("What became of the kept training plan: places, money, hours, levels closed since."),
        StatusRequest,
        "following.training_status",
        ("training-status", "training-status --output realisasi.xlsx"),
        order=71,
    ),
)
