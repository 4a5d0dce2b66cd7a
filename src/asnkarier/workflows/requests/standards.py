"""What may be asked of `asn standards list` and `asn standards show`."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Request, Word


class StandardsRequest(Request):
    """Every standard."""


class StandardRequest(Request):
    """One standard by its id, or by the name of a position."""

    name: Annotated[str, Word(N_("the id of a standard, or a position"), N_("ID_OR_JABATAN"), argument=True)]


COMMANDS = (
    Command(
        "standards list",
        N_("Every standard, with the number of people it judges."),
        StandardsRequest,
        "show_standards:list_standards",
        ("standards list",),
        order=160,
    ),
    Command(
        "standards show",
        N_("One standard, by its id or by the name of a position."),
        StandardRequest,
        "show_standards:show_standard",
        ("standards show 'Kepala Bidang Mutasi dan Promosi'",),
        order=161,
    ),
)
