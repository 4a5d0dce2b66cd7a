"""What may be asked of `asn gap`."""

from typing import Annotated, Literal

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word

By = Literal["item", "person", "unit", "kompetensi"]


class GapRequest(Request):
    """Which people, against which post (`held`, `next` or the name of a position), shown by what."""

    nip: Annotated[
        str | None, Word(N_("only this person: the NIP, or the name"), N_("NIP_OR_NAME"), filters=True)
    ] = None
    unit: Annotated[str | None, UNIT] = None
    jabatan: Annotated[str | None, Word(N_("only holders of this position"), N_("JABATAN"), filters=True)] = (
        None
    )
    kompetensi: Annotated[str | None, Word(N_("only this competency"), N_("KOMPETENSI"), filters=True)] = None
    against: Annotated[
        str,
        Word(
            N_("the post held (held), the next one (next), or a position by its name"),
            N_("held|next|JABATAN"),
        ),
    ] = "held"
    by: Annotated[By, Word(N_("one line per what"))] = "person"
    items: Annotated[
        bool, Word(N_("also each competency of each person: a sheet in a workbook, `items` in JSON"))
    ] = False
    include_inactive: Annotated[
        bool, Word(N_("also people out of active service, past their retirement or no longer listed"))
    ] = False


COMMANDS = (
    Command(
        "gap",
        N_("Competency gaps and job-person match against the standard of the job."),
        GapRequest,
        "measure_gaps",
        ("gap --by unit", "gap --unit 'Dinas Pendidikan' --by item --output gap.xlsx"),
        order=60,
    ),
)
