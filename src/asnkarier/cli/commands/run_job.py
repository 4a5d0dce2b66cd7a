"""`asn run`: the batch steps of config.yaml; what cron calls."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit, exit_code
from asnkarier.cli.screen.narration import say
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("run", help=_("Run a job of config.yaml under one lock; quiet when all is well."))
    def run(
        context: typer.Context,
        job: Annotated[
            str | None,
            typer.Argument(metavar="JOB", help=_("a job of config.yaml; not needed when there is only one")),
        ] = None,
    ) -> None:
        from asnkarier.workflows.running.run_job import run_job

        words: Words = context.obj
        record = run_job(
            words.workspace, job, clock=lambda: datetime.now(UTC), code_of=exit_code, bug=Exit.BUG
        )
        for step in record.steps:
            if words.verbose or step.exit_code != Exit.DONE:
                say(step.sentence())
        if record.exit_code != Exit.DONE:
            raise typer.Exit(record.exit_code)
