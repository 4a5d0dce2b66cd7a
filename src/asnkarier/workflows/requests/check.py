"""What may be asked of `asn check`."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request


class CheckRequest(Request):
    """Everybody, or one unit."""

    unit: Annotated[str | None, UNIT] = None


COMMANDS = (
    Command(
        "check",
        N_("How ready the data are: what is missing, what contradicts, what to mend first."),
        CheckRequest,
        "checking.check_data",
        ("check", "check --unit 'Dinas Pendidikan'"),
        order=50,
    ),
)
