"""`asn history`: what was imported, when, from which file."""

from typing import TYPE_CHECKING

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.output import FormatOption, OutputOption, choose_format, emit
from asnkarier.language import _

if TYPE_CHECKING:
    from asnkarier.workflows.keeping.list_batches import Reader

_READERS: "dict[str, Reader]" = {"table": "screen", "xlsx": "workbook"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("history", help=_("Import batches, newest first."))
    def history(context: typer.Context, wanted: FormatOption = None, output: OutputOption = None) -> None:
        from asnkarier.workflows.keeping.list_batches import list_batches

        words: Words = context.obj
        reader = _READERS.get(choose_format(wanted, output), "program")
        emit(list_batches(words.workspace, reader), wanted, output)
