"""`asn recommend-training`: who should take which course under the budget."""

from typing import Annotated

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import progress_bar
from asnkarier.cli.screen.output import FormatOption, OutputOption, UnitOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("recommend-training", help=_("The best training plan under budget, seats and hours."))
    def recommend_training(
        context: typer.Context,
        budget: Annotated[
            str | None, typer.Option("--budget", metavar="RP", help=_("rupiah, e.g. 250000000"))
        ] = None,
        unit: UnitOption = None,
        max_per_person: Annotated[
            int | None,
            typer.Option("--max-per-person", min=1, help=_("at most so many courses for one person")),
        ] = None,
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.plan_training import TrainingRequest, parse_rupiah, plan_training

        words: Words = context.obj
        amount = None if budget is None else parse_rupiah(budget)
        request = TrainingRequest(budget=amount, unit=unit, max_per_person=max_per_person)
        with progress_bar(quiet=words.quiet) as progress:
            book = plan_training(words.workspace, request, progress=progress)
        emit(book, wanted, output)
