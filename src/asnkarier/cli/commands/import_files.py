"""`asn import`: spreadsheets into the store."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit
from asnkarier.cli.screen.narration import progress_bar, say, say_problems, visible
from asnkarier.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asnkarier.workflows.importing.job import ImportRequest
    from asnkarier.workflows.importing.summary import FileOutcome

Kind = Literal[
    "employees", "units", "positions", "appraisals", "assessments", "trainings", "courses", "vacancies"
]


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command(
        "import",
        help=_(
            "Read spreadsheets (.xlsx, .xlsm, .xls, .xlsb, .ods, .html, .csv, .tsv, .txt) into the store; no fact is changed or lost."
        ),
    )
    def import_(
        context: typer.Context,
        files: Annotated[
            list[Path],
            typer.Argument(
                metavar="FILE…",
                help=_("files, or folders of files; units go in first, then employees, then the rest"),
            ),
        ],
        kind: Annotated[
            Kind | None, typer.Option("--as", help=_("what the file holds, when it is not clear"))
        ] = None,
        sheet: Annotated[str | None, typer.Option("--sheet", help=_("the sheet to read"))] = None,
        header_row: Annotated[
            int | None, typer.Option("--header-row", min=1, help=_("the row of the headings"))
        ] = None,
        mapping: Annotated[
            list[str] | None,
            typer.Option("--map", metavar="COLUMN=field", help=_("which column is which field")),
        ] = None,
        period: Annotated[int | None, typer.Option("--period", help=_("year of the appraisals"))] = None,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=_("read and check, store nothing"))] = False,
        preview: Annotated[
            bool,
            typer.Option(
                "--preview",
                help=_("show which sheet and columns would be read, and five rows; store nothing"),
            ),
        ] = False,
        strict: Annotated[bool, typer.Option("--strict", help=_("one bad row and nothing goes in"))] = False,
        rejects: Annotated[
            Path | None, typer.Option("--rejects", help=_("where the rejected rows go"))
        ] = None,
        wanted: Annotated[
            Literal["table", "json"],
            typer.Option("--format", help=_("json writes the summary to the screen")),
        ] = "table",
    ) -> None:
        from asnkarier.agency.whoami import user_name
        from asnkarier.workflows.importing.import_files import import_files
        from asnkarier.workflows.importing.job import ImportRequest

        words: Words = context.obj
        request = ImportRequest(
            now=datetime.now(UTC),
            user=user_name(),
            kind=kind,
            sheet=sheet,
            header_row=header_row,
            mapping=dict(_pair(text) for text in mapping or []),
            period=period,
            dry_run=dry_run,
            strict=strict,
            rejects=rejects,
        )
        if preview:
            _show_preview(words, files, request, wanted)
            return
        done: list[FileOutcome] = []
        try:
            with progress_bar(quiet=words.quiet) as progress:
                summary = import_files(
                    words.workspace, files, request, progress=progress, finished=done.extend
                )
        except BaseException:  # what stops one file leaves those before it stored
            _say_outcomes(done, quiet=words.quiet)
            raise
        if wanted == "json":
            sys.stdout.write(json.dumps(summary.as_json(), ensure_ascii=False, indent=2) + "\n")
        if not summary.files and not words.quiet:
            places = ", ".join(map(str, files))
            say(_("nothing to import: there is no spreadsheet in {places}").format(places=places))
        _say_outcomes(summary.files, quiet=words.quiet)
        if summary.failed:
            raise typer.Exit(Exit.DATA)


def _say_outcomes(outcomes: "Sequence[FileOutcome]", *, quiet: bool) -> None:
    for outcome in outcomes:
        if not quiet or outcome.failed:
            say(outcome.sentence())
            say_problems(outcome.problems)
            for note in outcome.notes():
                say(f"  {note}")


def _show_preview(words: Words, files: list[Path], request: "ImportRequest", wanted: str) -> None:
    from asnkarier.workflows.importing.preview_files import preview_import

    found = preview_import(words.workspace, files, request)
    if wanted == "json":
        sys.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n")
    for table in found.tables:
        if wanted != "json":
            sys.stdout.writelines(visible(line) + "\n" for line in table.lines())
        if not words.quiet:
            say_problems(table.problems)
    if found.failed:
        raise typer.Exit(Exit.DATA)


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column.strip() or not field.strip():
        raise typer.BadParameter(_("--map wants COLUMN=field, not {text}").format(text=text))
    return column.strip(), field.strip()
