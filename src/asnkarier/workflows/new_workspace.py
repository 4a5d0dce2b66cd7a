"""A new workspace: config.yaml, a first standard to copy, blank input workbooks."""

from importlib.resources import files
from pathlib import Path

from asnkarier.errors import OutputError
from asnkarier.model.frames import TABLES
from asnkarier.model.messages import N_
from asnkarier.reports.blank_form import FormColumn, blank_form
from asnkarier.reports.files import write_file
from asnkarier.settings import CONFIG_NAME
from asnkarier.sheets.schema import load_schema

_TEMPLATE_FOLDER = "templates"


def new_workspace(folder: Path) -> list[Path]:
    """Write the files of a workspace into `folder` and return them; nothing that exists is overwritten.

    OutputError: there is a config.yaml already.
    """
    config = folder / CONFIG_NAME
    if config.exists():
        raise OutputError(
            N_("{file} exists already; nothing was changed"),
            N_("choose another folder"),
            facts={"file": config},
        )
    try:
        for part in (folder, folder / "standards", folder / "inbox", folder / _TEMPLATE_FOLDER):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            N_("{file} cannot be made: {reason}"), facts={"file": folder, "reason": error.strerror}
        ) from error
    written = [_copy("config.yaml", config), _copy("contoh.yaml", folder / "standards" / "contoh.yaml")]
    return written + [write_template(kind, folder / _TEMPLATE_FOLDER / f"{kind}.xlsx") for kind in TABLES]


def _copy(name: str, target: Path) -> Path:
    write_file(target, (files("asnkarier.workflows") / "blanks" / name).read_bytes())
    return target


def write_template(kind: str, target: Path) -> Path:
    """Write a blank input workbook for `kind` to `target` and return the path."""
    schema = load_schema(kind)
    columns = [
        FormColumn(
            heading=field.heading,
            kind=field.kind,
            required=field.required,
            choices=field.choices,
            example=field.example,
            explanation=field.explanation,
        )
        for field in schema.fields
    ]
    write_file(target, blank_form(kind, schema.title, columns))
    return target
