"""What may be asked of `asn import`, on the command line and as the step of a job that empties the inbox."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import AtLeastOne, Command, Request, Word, Year

Kind = Literal[
    "employees",
    "units",
    "positions",
    "appraisals",
    "assessments",
    "assessment_results",
    "trainings",
    "courses",
    "vacancies",
    "credit_points",
    "competency_tests",
    "training_plan",
    "standard_inputs",
    "training_surveys",
    "mentoring_pairs",
    "training_requests",
    "formation",
]


def _pairs(value: Any) -> Any:
    """Return `COLUMN=field` texts as a mapping; a mapping stays one."""
    return value if isinstance(value, Mapping) else dict(map(_pair, value))


def _pair(text: Any) -> tuple[str, str]:
    column, equals, field = str(text).rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise PydanticCustomError("pair", "not COLUMN=field", {"text": text})
    return column.strip(), field.strip()


class ImportWords(Request):
    """How the files are read."""

    files: Annotated[
        tuple[Path, ...],
        Word(
            N_("files, or folders of files; units go in first, then employees, then the rest"),
            N_("FILE…"),
            argument=True,
            needed=True,
            only="line",
        ),
    ] = ()
    kind: Annotated[Kind | None, Field(alias="as"), Word(N_("what the file holds, when it is not clear"))] = (
        None
    )
    sheet: Annotated[str | None, Word(N_("the sheet to read"), N_("SHEET"))] = None
    header_row: Annotated[AtLeastOne | None, Word(N_("the row of the headings"), N_("NUMBER"))] = None
    mapping: Annotated[
        Mapping[str, str],
        BeforeValidator(_pairs),
        Field(alias="map"),
        Word(N_("which column is which field"), N_("COLUMN=field")),
    ] = {}
    period: Annotated[
        Year | None, Word(N_("year of the appraisals, or of a list that states no day"), N_("YEAR"))
    ] = None
    dry_run: Annotated[bool, Word(N_("read and check, store nothing"))] = False
    strict: Annotated[bool, Word(N_("one bad row and nothing goes in"))] = False
    complete: Annotated[
        bool, Word(N_("the list of employees is everybody: who is not in it has left since its day"))
    ] = False
    not_complete: Annotated[
        bool, Word(N_("the list of employees is not everybody, whatever config.yaml says"))
    ] = False
    confirm_leavers: Annotated[
        bool, Word(N_("let leave who is not in the list, however many they are"), only="line")
    ] = False
    rejects: Annotated[Path | None, Word(N_("where the rejected rows go"), N_("FILE"), only="line")] = None


COMMANDS = (
    Command(
        "import",
        N_(
            "Read spreadsheets (.xlsx, .xlsm, .xls, .xlsb, .ods, .html, .csv, .tsv, .txt) into the store; no fact is changed or lost."
        ),
        ImportWords,
        "importing.import_files",
        ("import inbox --dry-run", "import inbox/pegawai_siasn.csv --preview"),
        order=40,
        reports=False,
    ),
)
