"""`asn template`: a blank input workbook."""

from pathlib import Path
from typing import Final, Literal

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.overwriting import refuse_to_overwrite
from asnkarier.cli.screen.narration import say
from asnkarier.cli.screen.output import on_stdout, write_bytes
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request
from asnkarier.workflows.requests.import_files import Kind

ORDER: Final = 30
Blank = Literal[Kind, "standards"]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    kind = typer.Argument(metavar=_("KIND"), help=_("what the workbook is for"))
    output = typer.Option("--output", "-o", metavar=_("FILE"), help=_("the file to write"))
    add(
        app,
        "template",
        N_("A blank workbook to fill in, with the NIP column as text."),
        _template,
        extra=[parameter("kind", Blank, kind), parameter("output", Path | None, output, None)],
        examples=("template employees", "template standards --output skj.xlsx"),
    )


def _template(words: Words, _request: Request, kind: Blank, output: Path | None) -> None:
    from asnkarier.workflows.new_workspace import blank_workbook, write_template

    if str(output) == "-":
        with on_stdout():
            write_bytes(blank_workbook(kind))
        return
    target = output or Path(f"template_{kind}.xlsx")
    refuse_to_overwrite(target, words, but_for=("inbox",))
    say(_("written: {file}").format(file=write_template(kind, target)))
