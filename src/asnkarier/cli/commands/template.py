"""`asn template`: a blank input workbook."""

from pathlib import Path
from typing import Annotated

import typer

from asnkarier.cli.commands.import_files import Kind
from asnkarier.cli.screen.narration import say
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("template", help=_("A blank workbook to fill in, with the NIP column as text."))
    def template(
        kind: Annotated[Kind, typer.Argument(metavar="KIND", help=_("what the workbook is for"))],
        output: Annotated[Path | None, typer.Option("--output", "-o", help=_("the file to write"))] = None,
    ) -> None:
        from asnkarier.workflows.new_workspace import write_template

        say(_("written: {file}").format(file=write_template(kind, output or Path(f"template_{kind}.xlsx"))))
