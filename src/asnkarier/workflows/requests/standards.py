"""What may be asked of the commands of `asn standards`."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word
from asnkarier.workflows.asking import AtLeastOne as Level

Role = Literal["atasan", "pemangku", "pengguna"]
# Answers are kept without names: whatever holds as many digits as a NIP is none.
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^(?:\D*\d){0,17}\D*$")]


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


class SurveyRequest(Request):
    """A form for people who know posts."""

    jabatan: Annotated[
        tuple[str, ...],
        Word(
            N_("the positions to ask about; without any, every position that has a standard"),
            N_("JABATAN…"),
            argument=True,
        ),
    ] = ()
    role: Annotated[Role | None, Word(N_("the role of who fills it in, if it is one for all rows"))] = None
    respondent: Annotated[
        Code | None, Word(N_("the code of who fills it in; never a name or a NIP"), N_("CODE"))
    ] = None


class InputsRequest(Request):
    """What people said of posts."""

    jabatan: Annotated[str | None, Word(N_("only this position"), N_("JABATAN"), filters=True)] = None


class ImpactRequest(Request):
    """Other standards, and whom to look at."""

    file: Annotated[
        Path,
        Word(
            N_("a YAML file of a standard, or a folder of them, such as propose writes"),
            N_("FILE"),
            argument=True,
        ),
    ]
    unit: Annotated[str | None, UNIT] = None


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
    Command(
        "standards inputs",
        N_("What superiors, holders and users said of each level: medians, agreement, and what follows."),
        InputsRequest,
        "standards.counting:count_inputs",
        ("standards inputs", "standards inputs -o isian.xlsx"),
        order=162,
    ),
    Command(
        "standards impact",
        N_("What other standards would change before they are adopted: whose verdicts turn, and the rupiah."),
        ImpactRequest,
        "standards.weighing:weigh_standards",
        ("standards impact standards/camat.yaml",),
        order=163,
    ),
)
