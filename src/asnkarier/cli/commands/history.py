"""`asn history`: what was imported, when, from which file."""

from typing import TYPE_CHECKING, Final

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.reporting import add_report
from asnkarier.cli.screen.output import How, emit
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

if TYPE_CHECKING:
    from asnkarier.workflows.keeping.list_batches import Reader

ORDER: Final = 120
_READERS: "Final[dict[str, Reader]]" = {"table": "screen", "xlsx": "workbook"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_report(
        app,
        "history",
        N_("Import batches, newest first."),
        _history,
        examples=("history", "history --limit 5 --columns batch,file,rejected --format csv"),
    )


def _history(words: Words, _request: Request, how: How) -> None:
    from asnkarier.workflows.keeping.list_batches import list_batches

    # Whoever names columns names those that every format has, and not those of the narrow table.
    reader = "workbook" if how.format == "table" and (how.columns or how.sort) else _READERS.get(how.format)
    emit(list_batches(words.workspace, reader or "program"), how)
