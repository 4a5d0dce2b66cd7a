"""What may be asked of `asn needs`."""

from typing import Annotated, Literal

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word

By = Literal["kompetensi", "unit", "jabatan"]


class NeedsRequest(Request):
    """Whose needs, and counted for each competency alone, or in each unit or post too."""

    unit: Annotated[str | None, UNIT] = None
    jabatan: Annotated[str | None, Word(N_("only holders of this position"), N_("JABATAN"), filters=True)] = (
        None
    )
    kompetensi: Annotated[str | None, Word(N_("only this competency"), N_("KOMPETENSI"), filters=True)] = None
    by: Annotated[By, Word(N_("one line per competency, or per competency and unit or position"))] = (
        "kompetensi"
    )


COMMANDS = (
    Command(
        "needs",
        N_("Training needs: who is short of what, what it would cost, and the yearly plan's form."),
        NeedsRequest,
        "assess_needs",
        ("needs", "needs --by unit --output kebutuhan.xlsx"),
        order=65,
    ),
)
