"""`asn import`: spreadsheets into the store."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit
from asnkarier.cli.overwriting import refuse_to_overwrite
from asnkarier.cli.screen.narration import progress_bar, say, say_problems
from asnkarier.language import _
from asnkarier.workflows.asking import commands
from asnkarier.workflows.requests.import_files import ImportWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asnkarier.workflows.importing.job import ImportRequest
    from asnkarier.workflows.importing.summary import FileOutcome

ORDER: Final = 40
Summary = Literal["table", "json"]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    command = commands()["import"]
    preview = typer.Option(
        "--preview", help=_("show which sheet and columns would be read, and five rows; store nothing")
    )
    form = typer.Option("--format", help=_("json writes the summary to the screen"))
    add(
        app,
        command.name,
        command.help,
        _import,
        request=command.request,
        extra=[parameter("preview", bool, preview, False), parameter("wanted", Summary, form, "table")],
        examples=command.examples,
    )


def _import(words: Words, asked: ImportWords, *, preview: bool, wanted: Summary) -> None:
    from asnkarier.agency.workspace import user_name
    from asnkarier.workflows.importing.import_files import import_files
    from asnkarier.workflows.importing.job import ImportRequest

    files = list(asked.files)
    if asked.rejects is not None:
        refuse_to_overwrite(asked.rejects, words, but_for=("inbox",))
    request = ImportRequest(**dict(asked), now=datetime.now(UTC), user=user_name())
    if preview:
        _show_preview(words, files, request, wanted)
        return
    done: list[FileOutcome] = []
    try:
        with progress_bar(quiet=words.quiet) as progress:
            summary = import_files(words.workspace, files, request, progress=progress, finished=done.extend)
    except BaseException:  # what stops one file leaves those before it stored
        say_outcomes(done, quiet=words.quiet)
        raise
    if wanted == "json":
        sys.stdout.write(json.dumps(summary.as_json(), ensure_ascii=False, indent=2) + "\n")
    if not summary.files and not words.quiet:
        places = ", ".join(map(str, files))
        say(_("nothing to import: there is no spreadsheet in {places}").format(places=places))
    say_outcomes(summary.files, quiet=words.quiet)
    if summary.failed:
        raise typer.Exit(Exit.DATA)


def say_outcomes(outcomes: "Sequence[FileOutcome]", *, quiet: bool) -> None:
    """Say what became of each file; only of those that failed where it is to be quiet."""
    for outcome in outcomes:
        if not quiet or outcome.failed:
            say(outcome.sentence())
            for line in outcome.news():
                say(f"  {line}")
            stored = outcome.kind is not None and not outcome.strict
            say_problems(outcome.problems, headings=outcome.headings, stored=stored)
            for note in outcome.notes():
                say(f"  {note}")


def _show_preview(words: Words, files: list[Path], request: "ImportRequest", wanted: str) -> None:
    from asnkarier.workflows.importing.preview_files import preview_import

    found = preview_import(words.workspace, files, request)
    if wanted == "json":
        sys.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n")
    from asnkarier.reports.shown.safe_text import visible

    for table in found.tables:
        if wanted != "json":
            sys.stdout.writelines(visible(line) + "\n" for line in table.lines())
        if not words.quiet:
            say_problems(table.problems)
    if found.failed:
        raise typer.Exit(Exit.DATA)
