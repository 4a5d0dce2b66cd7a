"""`asn undo`: take an import back."""

import json
import sys
from datetime import UTC, datetime
from typing import Final, Literal

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

ORDER: Final = 130
Summary = Literal["table", "json"]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    batch = typer.Argument(metavar="ID", help=_("the batch, as asn history shows it"))
    form = typer.Option("--format", help=_("json writes the summary to the screen"))
    add(
        app,
        "undo",
        N_("Take an import back; what it replaced counts again, the log keeps both."),
        _undo,
        extra=[parameter("batch", int, batch), parameter("wanted", Summary, form, "table")],
        examples=("undo 10",),
    )


def _undo(words: Words, _request: Request, batch: int, wanted: Summary) -> None:
    from asnkarier.agency.workspace import user_name
    from asnkarier.workflows.keeping.undo_batch import undo_batch

    undone = undo_batch(words.workspace, batch, now=datetime.now(UTC), user=user_name())
    if wanted == "json":
        sys.stdout.write(json.dumps(undone.as_json(), ensure_ascii=False, indent=2) + "\n")
    if not words.quiet:
        say(undone.sentence())
