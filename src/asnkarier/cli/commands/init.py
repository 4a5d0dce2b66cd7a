"""`asn init`: a new workspace."""

from pathlib import Path
from typing import Annotated

import typer

from asnkarier.cli.screen.narration import say
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("init", help=_("A new workspace: config.yaml, standards, blank input workbooks."))
    def init(
        folder: Annotated[
            Path, typer.Argument(metavar="DIR", help=_("the folder of the workspace"))
        ] = Path(),
    ) -> None:
        from asnkarier.workflows.new_workspace import new_workspace

        for path in new_workspace(folder):
            say(_("written: {file}").format(file=path))
        say(_("next: put your job standards into standards/, then `asn import FILE…`"))
