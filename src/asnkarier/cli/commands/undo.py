"""`asn undo`: take an import back."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("undo", help=_("Take an import back; what it replaced counts again, the log keeps both."))
    def undo(
        context: typer.Context,
        batch: Annotated[int, typer.Argument(metavar="ID", help=_("the batch, as asn history shows it"))],
        wanted: Annotated[Literal["table", "json"], typer.Option("--format", help="table | json")] = "table",
    ) -> None:
        from asnkarier.agency.whoami import user_name
        from asnkarier.workflows.keeping.undo_batch import undo_batch

        words: Words = context.obj
        undone = undo_batch(words.workspace, batch, now=datetime.now(UTC), user=user_name())
        if wanted == "json":
            sys.stdout.write(json.dumps(undone.as_json(), ensure_ascii=False, indent=2) + "\n")
        if not words.quiet:
            say(undone.sentence())
