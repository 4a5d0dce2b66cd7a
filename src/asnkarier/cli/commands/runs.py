"""`asn runs`, `asn status`, `asn schedule`: what ran, how it ended, and how a machine starts it by itself."""

import shutil
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Final

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.reporting import add_report
from asnkarier.cli.screen.output import How, emit, on_stdout, write_bytes
from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request
from asnkarier.workflows.requests.runs import RunsRequest, StatusRequest

ORDER: Final = 111


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add_report(
        app,
        "runs",
        N_("Runs of jobs that were recorded, newest first; with a number one of them, with its files."),
        _runs,
        request=RunsRequest,
        examples=("runs", "runs --limit 5 --format csv"),
    )
    add_report(
        app,
        "status",
        N_("How the last run of every job ended; the exit code is that of the worst."),
        _status,
        request=StatusRequest,
        examples=("status", "status --format json"),
    )
    job = typer.Argument(metavar=_("JOB"), help=_("a job of config.yaml; not needed when there is only one"))
    at = typer.Option("--at", metavar="HH:MM", help=_("when, by the clock of the machine"))
    flags = {
        "cron": _("a line for cron"),
        "systemd": _("a service and a timer for systemd"),
        "windows": _("a command for the Task Scheduler of Windows"),
    }
    add(
        app,
        "schedule",
        N_("The lines by which a machine's timer starts a job every night; nothing is installed."),
        _schedule,
        extra=[
            parameter("job", str | None, job, None),
            parameter("at", str, at, "02:00"),
            parameter("weekdays", bool, typer.Option("--weekdays", help=_("Monday to Friday only")), False),
            *(
                parameter(name, bool, typer.Option(f"--{name}", help=told), False)
                for name, told in flags.items()
            ),
        ],
        examples=("schedule --cron", "schedule malam --systemd --at 03:30"),
    )


def _runs(words: Words, request: RunsRequest, how: How) -> None:
    from asnkarier.workflows.running.list_runs import list_runs

    emit(list_runs(words.workspace, request.number, for_people=_for_people(how)), how)


def _status(words: Words, request: StatusRequest, how: How) -> None:
    from asnkarier.workflows.running.status import status

    found = status(words.workspace, now=datetime.now(UTC), within=request.within, for_people=_for_people(how))
    emit(found.book, how)
    if found.exit_code:
        raise typer.Exit(found.exit_code)


def _schedule(
    words: Words, _request: Request, job: str | None, at: str, *, weekdays: bool, **timers: bool
) -> None:
    from asnkarier.workflows.running.jobs import find_job
    from asnkarier.workflows.running.schedule import Planned, schedule

    chosen = [name for name, wanted in timers.items() if wanted]
    if len(chosen) > 1:
        raise UsageError(
            N_("one timer at a time: {names}"), facts={"names": ", ".join(f"--{name}" for name in chosen)}
        )
    name, _steps = find_job(words.settings, job)
    config = (words.config_file or Path()).resolve()
    planned = Planned(_program(), config, name, _time(at), weekdays, words.settings.timezone)
    timer = chosen[0] if chosen else "windows" if sys.platform == "win32" else "cron"
    with on_stdout():
        write_bytes(schedule(planned, timer).encode())  # type: ignore[arg-type]


def _for_people(how: How) -> bool:
    """Return whether moments are told by the clock on the agency's wall; programs read UTC."""
    return how.format in {"table", "xlsx"}


def _time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    except ValueError as error:
        raise UsageError(
            N_("--at {value}: not a time of day"), N_("write it like 02:00"), facts={"value": text}
        ) from error


def _program() -> list[str]:
    """Return the words that start this very asn, whatever the PATH of a timer is."""
    beside = shutil.which("asn", path=str(Path(sys.executable).parent))
    return [beside] if beside else [sys.executable, "-m", "asnkarier"]
