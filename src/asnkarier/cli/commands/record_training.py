"""`asn record-training`: a list of trainings into the store, then what it means for the kept plan."""

from datetime import UTC, datetime
from typing import Final

import typer

from asnkarier.cli.commands.import_files import say_outcomes
from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit
from asnkarier.cli.reporting import add_report
from asnkarier.cli.screen.narration import progress_bar
from asnkarier.cli.screen.output import How, emit
from asnkarier.model.messages import N_
from asnkarier.workflows.requests.plan_work import RecordRequest

ORDER: Final = 72


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_report(
        app,
        "record-training",
        N_("Read lists of trainings that were held, and hold them beside the kept plan."),
        _record,
        request=RecordRequest,
        examples=("record-training inbox/riwayat_diklat.xlsx",),
    )


def _record(words: Words, asked: RecordRequest, how: How) -> None:
    from asnkarier.agency.workspace import user_name
    from asnkarier.workflows.following.training_status import training_status
    from asnkarier.workflows.importing.import_files import import_files
    from asnkarier.workflows.importing.job import ImportRequest

    request = ImportRequest(kind="trainings", now=datetime.now(UTC), user=user_name())
    with progress_bar(quiet=words.quiet) as progress:
        summary = import_files(words.workspace, list(asked.files), request, progress=progress)
    say_outcomes(summary.files, quiet=words.quiet)
    batches = [one.batch for one in summary.files if one.batch is not None]
    emit(training_status(words.workspace, asked, recorded=batches), how)
    if summary.failed:
        raise typer.Exit(Exit.DATA)
