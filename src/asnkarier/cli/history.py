"""`asn history`: what was imported, when, from which file."""

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.output import FormatOption, OutputOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("history", help=_("Import batches, newest first."))
    def history(context: typer.Context, wanted: FormatOption = None, output: OutputOption = None) -> None:
        from asnkarier.workflows.list_batches import list_batches

        words: Words = context.obj
        emit(list_batches(words.workspace), wanted, output)
