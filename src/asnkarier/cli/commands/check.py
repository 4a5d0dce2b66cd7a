"""`asn check`: how ready the data are, what is open and why, and what to mend first."""

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.output import FormatOption, OutputOption, UnitOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command(
        "check", help=_("How ready the data are: what is missing, what contradicts, what to mend first.")
    )
    def check(
        context: typer.Context,
        unit: UnitOption = None,
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.checking.check_data import check_data

        words: Words = context.obj
        emit(check_data(words.workspace, unit), wanted, output)
