"""What may be asked of `asn explain`."""

from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Request, Word

Person = Annotated[str, Word(N_("the 18 digits, or the name"), N_("NIP_OR_NAME"), argument=True)]
ForPost = Annotated[
    str | None, Field(alias="for"), Word(N_("a position or a vacancy code"), N_("JABATAN_OR_VACANCY"))
]


class ExplainRequest(Request):
    """About whom, and whether for the post held (None) or for another one."""

    nip: Person
    target: ForPost = None


COMMANDS = (
    Command(
        "explain",
        N_("Every figure and finding of one person, down to file, sheet and cell."),
        ExplainRequest,
        "explain_person",
        ("explain 198210012014111964", "explain 198210012014111964 --for LOW-01"),
        order=100,
    ),
)
