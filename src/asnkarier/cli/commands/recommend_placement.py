"""`asn recommend-placement`: who should fill which post, solved together."""

from typing import Annotated

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import progress_bar
from asnkarier.cli.screen.output import FormatOption, OutputOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("recommend-placement", help=_("Who should fill which vacancy; nobody twice, best total."))
    def recommend_placement(
        context: typer.Context,
        vacancies: Annotated[
            str | None, typer.Option("--vacancies", metavar="CODE,…", help=_("only these vacancies"))
        ] = None,
        moves: Annotated[
            int | None, typer.Option("--moves", min=0, help=_("at most this many people move"))
        ] = None,
        cascade: Annotated[
            bool, typer.Option("--cascade", help=_("also fill the posts that the moves open"))
        ] = False,
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.propose_placement import PlacementRequest, propose_placement

        words: Words = context.obj
        codes = tuple(code.strip() for code in vacancies.split(",") if code.strip()) if vacancies else None
        request = PlacementRequest(vacancies=codes, moves=moves, cascade=cascade)
        with progress_bar(quiet=words.quiet) as progress:
            book = propose_placement(words.workspace, request, progress=progress)
        emit(book, wanted, output)
