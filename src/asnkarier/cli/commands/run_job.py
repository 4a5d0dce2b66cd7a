"""`asn run`: the batch steps of config.yaml; what cron calls."""

import time
from datetime import UTC, datetime
from typing import Final

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit, exit_code
from asnkarier.cli.screen.narration import say
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

ORDER: Final = 110


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    job = typer.Argument(metavar=_("JOB"), help=_("a job of config.yaml; not needed when there is only one"))
    add(
        app,
        "run",
        N_("Run a job of config.yaml under one lock; quiet when all is well."),
        _run,
        extra=[parameter("job", str | None, job, None)],
        examples=("run", "run malam --verbose"),
    )


def pause(seconds: float) -> None:
    """Wait; tests do not."""
    time.sleep(seconds)


def _run(words: Words, _request: Request, job: str | None) -> None:
    from asnkarier.workflows.running.recording import record_path
    from asnkarier.workflows.running.run_job import Outside, run_job

    outside = Outside(lambda: datetime.now(UTC), pause, exit_code, Exit.BUG)
    record = run_job(words.workspace, job, outside)
    news = () if words.quiet else record.newly_left_out()
    for step in record.steps if words.verbose else news:
        say(step.sentence())
    if record.exit_code != Exit.DONE:
        say(f"{record.worst()} — {record_path(words.workspace)}")
        raise typer.Exit(record.exit_code)
