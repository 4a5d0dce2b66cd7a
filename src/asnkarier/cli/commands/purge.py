"""`asn purge`: remove people for good."""

import json
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say
from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

if TYPE_CHECKING:
    from asnkarier.workflows.keeping.purge_people import Outcome

ORDER: Final = 132


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    option = typer.Option
    add(
        app,
        "purge",
        N_("Remove people's data for good, from every byte of the store; the chain stays verifiable."),
        _purge,
        extra=[
            parameter("nips", list[str] | None, typer.Argument(metavar="NIP…", help=_("whose data is removed")), None),
            parameter("left_before", str | None, option(
                "--left-before", metavar="YYYY-MM-DD",
                help=_("everybody who retired, whose contract ended or who was no longer listed before that day")), None),
            parameter("reason", str, option("--reason", metavar=_("TEXT"), help=_("why; kept with the record")), ""),
            parameter("dry_run", bool, option("--dry-run", help=_("only say what would be removed")), False),
            parameter("yes", bool, option("--yes", help=_("do not ask")), False),
            parameter("wanted", str, option("--format", help=_("json writes the summary to the screen")), "table"),
        ],
        examples=("purge 198010082014122919 --dry-run", "purge --left-before 2021-01-01 --dry-run"),
    )  # fmt: skip


def _purge(
    words: Words,
    _request: Request,
    nips: list[str] | None,
    left_before: str | None,
    reason: str,
    wanted: str,
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    from asnkarier.agency.workspace import user_name
    from asnkarier.workflows.keeping.purge_people import is_unfinished, purge_people, who_is_meant

    people = who_is_meant(words.workspace, nips or [], _day(left_before))
    if not people and not is_unfinished(words.workspace):
        say(_("nobody is to be removed"))
        return

    def act(*, done: bool) -> "Outcome":
        now, user = datetime.now(UTC), user_name()
        return purge_people(words.workspace, people, now=now, user=user, reason=reason, done=done)

    if people and not dry_run and not yes:
        _ask(act(done=False))
    outcome = act(done=not dry_run)
    if wanted == "json":
        sys.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False, indent=2) + "\n")
    if not words.quiet:
        for sentence in outcome.sentences():
            say(sentence)


def _ask(planned: "Outcome") -> None:
    for sentence in planned.sentences():
        say(sentence)
    if not sys.stdin.isatty():
        raise UsageError(
            N_("a purge cannot be taken back, and nobody can be asked here"),
            N_("add --yes, or --dry-run to see what it removes"),
        )
    if not typer.confirm(_("Remove them? This cannot be taken back."), err=True):
        raise typer.Abort


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            N_("{option} {value}: not a date; write it like 2025-12-31"),
            facts={"option": "--left-before", "value": text},
        ) from error
