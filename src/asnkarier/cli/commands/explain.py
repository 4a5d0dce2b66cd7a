"""`asn explain`: the whole arithmetic and every finding for one person."""

from typing import Annotated

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.output import FormatOption, OutputOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("explain", help=_("Every figure and finding of one person, down to file, sheet and cell."))
    def explain(
        context: typer.Context,
        nip: Annotated[str, typer.Argument(metavar="NIP", help=_("the 18 digits"))],
        target: Annotated[
            str | None, typer.Option("--for", metavar="JABATAN", help=_("a position or a vacancy code"))
        ] = None,
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.explain_person import explain_person

        words: Words = context.obj
        emit(explain_person(words.workspace, nip, target), wanted, output)
