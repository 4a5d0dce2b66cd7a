"""A new workspace: config.yaml, a first standard to copy, blank input workbooks."""

from datetime import date
from importlib.resources import files
from pathlib import Path

from asnkarier.analysis.gates.registry import known_checks
from asnkarier.errors import OutputError
from asnkarier.model.frames import TABLES
from asnkarier.model.messages import N_
from asnkarier.reports.blank_form import FormColumn, blank_form
from asnkarier.reports.files import write_file
from asnkarier.rules.loader import load_rulebook
from asnkarier.settings import CONFIG_NAME
from asnkarier.sheets.schema import load_schema
from asnkarier.workflows.standards.exporting import blank_standards

_TEMPLATE_FOLDER = "templates"
STANDARDS = "standards"
_FOLDERS = ("standards", "inbox", "out", _TEMPLATE_FOLDER)
_BLANKS = ("config.yaml", "contoh.yaml")


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
        for part in (".", *_FOLDERS):
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            N_("{file} cannot be made: {reason}"), facts={"file": folder, "reason": error.strerror}
        ) from error
    blanks = {name: (files("asnkarier.workflows") / "blanks" / name).read_bytes() for name in _BLANKS}
    wanted = {config: blanks["config.yaml"], folder / "standards" / "contoh.yaml": blanks["contoh.yaml"]}
    wanted |= {
        folder / _TEMPLATE_FOLDER / f"{kind}.xlsx": blank_workbook(kind) for kind in (*TABLES, STANDARDS)
    }
    missing = {target: data for target, data in wanted.items() if not target.exists()}
    for target, data in missing.items():
        write_file(target, data)
    return list(missing)


def write_template(kind: str, target: Path) -> Path:
    """Write a blank input workbook for `kind` to `target` and return the path; OutputError: something is there."""
    if target.is_file():  # somebody may have filled it in
        raise OutputError(
            N_("{file} exists already; nothing was changed"),
            N_("choose another file"),
            facts={"file": target},
        )
    write_file(target, blank_workbook(kind))
    return target


def blank_workbook(kind: str) -> bytes:
    """Return a blank input workbook (.xlsx) for lists of `kind`, or for job standards."""
    if kind == STANDARDS:
        return blank_standards(load_rulebook(None, {}, checks=known_checks()), date.max)
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
    return blank_form(kind, schema.title, columns)
