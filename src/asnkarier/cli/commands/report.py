"""`asn report`: the reports of the agency as one page for a browser."""

from pathlib import Path
from typing import Final

import typer

from asnkarier.cli.asked import add, parameter
from asnkarier.cli.auditing import keep_line
from asnkarier.cli.context import Words
from asnkarier.cli.disguise import PSEUDONYMIZE, called
from asnkarier.cli.exits import Exit
from asnkarier.cli.overwriting import refuse_to_overwrite
from asnkarier.cli.screen.narration import progress_bar, say
from asnkarier.cli.screen.output import on_stdout, save, write_bytes
from asnkarier.errors import UsageError
from asnkarier.language import _
from asnkarier.model.messages import N_
from asnkarier.workflows.requests.report import ReportRequest

ORDER: Final = 105
# Names under which a program of another form would be started.
_OTHERS: Final = {".csv", ".docx", ".ics", ".json", ".parquet", ".pdf", ".sqlite", ".txt", ".xls", ".xlsx"}
_A_PAGE: Final = N_("{file}: this report is a page for a browser")
_NAME_IT: Final = N_("let the name end in .html; the other forms are written by the command of each part")


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    output = typer.Option("--output", "-o", metavar=_("FILE"), help=_("the page to write; - is the screen"))
    add(
        app,
        "report",
        N_("Everything in one page for a browser, without a network: gaps, plan, shortlists, succession, law used."),
        _report,
        request=ReportRequest,
        extra=[
            parameter("pseudonymize", bool, typer.Option("--pseudonymize", help=_(PSEUDONYMIZE)), False),
            parameter("output", Path | None, output, None),
        ],
        examples=("report", "report --audience public --output publik.html"),
    )  # fmt: skip


def _report(words: Words, request: ReportRequest, output: Path | None, *, pseudonymize: bool) -> None:
    from asnkarier.workflows.whole_report import whole_report

    workspace = words.workspace
    to_screen = str(output) == "-"
    target = output or workspace.output_folder / "report.html"
    if not to_screen:
        if target.suffix.lower() in _OTHERS:
            raise UsageError(_A_PAGE, _NAME_IT, facts={"file": target.name})
        refuse_to_overwrite(target, words)
    with progress_bar(quiet=words.quiet) as progress, called(words, request, wanted=pseudonymize) as asked:
        made = whole_report(workspace, asked, progress=progress, hide=words.hide)
    if to_screen:
        with on_stdout():
            write_bytes(made.page)
        keep_line(words, "report", None, [], request)
    else:
        if output is None:
            workspace.make_output_folder()
        keep_line(words, "report", None, [save(target, made.page)], request)
    if made.doubt:
        say(made.doubt)
        raise typer.Exit(Exit.STORE)
