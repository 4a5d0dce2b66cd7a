"""What may be asked of `asn standards list` and `asn standards show`."""

from pathlib import Path
from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import AtLeastOne as Level
from asnkarier.workflows.asking import Command, Request, Word


class StandardsRequest(Request):
    """Every standard."""


class StandardRequest(Request):
    """One standard by its id, or by the name of a position."""

    name: Annotated[str, Word(N_("the id of a standard, or a position"), N_("ID_OR_JABATAN"), argument=True)]


class StandardsImportRequest(Request):
    """A workbook of standards."""

    file: Annotated[
        Path,
        Word(
            N_("a workbook or CSV: a column per competency, or a row per competency"),
            N_("FILE"),
            argument=True,
        ),
    ]
    dry_run: Annotated[bool, Word(N_("only show what would change; write nothing"))] = False


class NewStandardRequest(Request):
    """A skeleton for one position."""

    jabatan: Annotated[
        str, Word(N_("the position, as in the list of employees"), N_("JABATAN"), argument=True)
    ]
    kelompok: Annotated[
        str | None, Word(N_("its class of post, where neither its name nor its holders tell"), N_("KELOMPOK"))
    ] = None
    level: Annotated[
        Level | None,
        Word(N_("the level of each competency, where the law has no default for the class"), N_("NUMBER")),
    ] = None


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
