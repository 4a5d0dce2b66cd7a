"""`asn doctor`: is the installation, the store and everything around it in order?"""

import sys
from datetime import UTC, datetime
from typing import Final

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit
from asnkarier.cli.reporting import add_report
from asnkarier.cli.screen.output import How, emit
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

ORDER: Final = 140


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    told = N_("Check versions, the store, file modes, locks, disk and encoding.")
    add_report(app, "doctor", told, _doctor, examples=("doctor", "doctor --format json"))


def _doctor(words: Words, _request: Request, how: How) -> None:
    from asnkarier.workflows.keeping.examine_store import examine, is_broken

    workspace = words.workspace if words.config_file is not None else None
    terminal = sys.stdout.encoding or ""
    checks, book = examine(workspace, words.config_file, now=datetime.now(UTC), terminal=terminal)
    emit(book, how)
    if is_broken(checks):
        raise typer.Exit(Exit.STORE)
