"""Commands that make a report: their own words, and those that every report takes."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.auditing import keeper
from asnkarier.cli.context import Words
from asnkarier.cli.disguise import PSEUDONYMIZE, called, refuse_people
from asnkarier.cli.overwriting import refuse_named, refuse_to_overwrite
from asnkarier.cli.screen.narration import progress_bar
from asnkarier.cli.screen.output import Format, How, emit
from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.reports.extras import need_for
from asnkarier.workflows.asking import Command, Request

if TYPE_CHECKING:
    from asnkarier.model.book import NextStep

Report = Callable[[Words, Any, How], None]


def add_report(
    app: typer.Typer,
    name: str,
    help_: str,
    report: Report,
    *,
    request: type[Request] = Request,
    examples: Sequence[str] = (),
    folder: Format | None = None,
    called_as: str = "",
) -> None:
    """Add a command whose `report` takes the global options, the request, and how the report is wanted. called_as: with its group."""

    def act(words: Words, asked: Request, **rest: Any) -> None:
        columns, sort = _names(rest.pop("columns")), _names(rest.pop("sort"))
        wanted = bool(rest.pop("pseudonymize"))
        how = How(columns=columns, sort=sort, pager=words.pager, folder=folder, **rest)
        if wanted:
            refuse_people(how, asked)
        need_for(how.format)  # before anything is reckoned
        if how.format == "csv" and words.config_file is not None:
            how = replace(how, for_excel=how.for_excel or words.settings.csv.reader == "excel")
        elif how.for_excel and how.format != "csv":
            raise UsageError(
                N_("--for-excel is about CSV"), N_("leave it out; Excel opens a workbook as it is")
            )
        if how.output is not None and not how.to_stdout:
            refuse_to_overwrite(how.output, words)
            refuse_named(how.output, asked)
        key = getattr(asked, "key", None)  # the one file beside a report that a command writes
        if isinstance(key, Path):
            refuse_to_overwrite(key, words)
        with called(words, asked, wanted=wanted) as meant:
            report(words, meant, replace(how, hide=words.hide, keep=keeper(words, called_as or name, meant)))

    add(app, name, help_, act, request=request, extra=_report_words(), examples=examples)


def add_command(app: typer.Typer, command: Command) -> None:
    """Add a command of the one list."""

    def report(words: Words, asked: Request, how: How) -> None:
        with progress_bar(quiet=words.quiet) as progress:
            told: dict[str, Any] = {"progress": progress} if command.slow else {}
            if command.stamped:
                from asnkarier.agency.workspace import user_name

                told |= {"now": datetime.now(UTC), "user": user_name()}
            book = command.make()(words.workspace, asked, **told)
        emit(replace(book, filter=asked.filter(), next_steps=_typed_here(book.next_steps, words)), how)

    name = command.name.rpartition(" ")[2]
    add_report(
        app,
        name,
        command.help,
        report,
        request=command.request,
        examples=command.examples,
        folder=command.folder or None,
        called_as=command.name,
    )


def _typed_here(steps: "tuple[NextStep, ...]", words: Words) -> "tuple[NextStep, ...]":
    """Return the steps with the workspace that the command line named, which the next command must name too."""
    if words.config is None:
        return steps
    named = f"asn --config {quote(str(words.config))} "
    return tuple(
        replace(step, commands=tuple(named + one.removeprefix("asn ") for one in step.commands))
        for step in steps
    )


def _report_words() -> list[inspect.Parameter]:
    """Return the options of every report."""
    return [
        parameter("columns", str | None, typer.Option(
            "--columns", metavar=_("COLUMN,…"), help=_("only these columns of the table, in this order")), None),
        parameter("sort", str | None, typer.Option(
            "--sort", metavar=_("COLUMN,…"), help=_("sort by these columns; -COLUMN sorts downwards")), None),
        parameter("limit", int | None, typer.Option(
            "--limit", min=1, metavar=_("NUMBER"), help=_("at most so many rows")), None),
        parameter("for_excel", bool, typer.Option(
            "--for-excel", help=_("CSV that Excel opens right: semicolon, decimal comma, NIP as text")), False),
        parameter("wanted", Format | None, typer.Option(
            "--format", help=_("the form of the report; without it the suffix of the file decides, else a table")), None),
        parameter("pseudonymize", bool, typer.Option("--pseudonymize", help=_(PSEUDONYMIZE)), False),
        parameter("output", Path | None, typer.Option(
            "--output", "-o", metavar=_("FILE"), help=_("the file to write; - is the screen")), None),
    ]  # fmt: skip


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(",") if part.strip())
