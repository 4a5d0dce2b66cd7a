"""`asn doctor`: is the installation, the store and everything around it in order?"""

import sys
from datetime import UTC, datetime

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit
from asnkarier.cli.screen.output import FormatOption, OutputOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("doctor", help=_("Check versions, the store, file modes, locks, disk and encoding."))
    def doctor(context: typer.Context, wanted: FormatOption = None, output: OutputOption = None) -> None:
        from asnkarier.workflows.keeping.examine_store import examine, is_broken

        words: Words = context.obj
        workspace = words.workspace if words.config_file is not None else None
        terminal = sys.stdout.encoding or ""
        checks, book = examine(workspace, words.config_file, now=datetime.now(UTC), terminal=terminal)
        emit(book, wanted, output)
        if is_broken(checks):
            raise typer.Exit(Exit.STORE)
