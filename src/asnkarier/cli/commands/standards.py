"""`asn standards`: the job standards of the agency."""

from typing import Annotated

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say
from asnkarier.cli.screen.output import FormatOption, OutputOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command group to `app`."""
    group = typer.Typer(help=_("Job standards (standar kompetensi jabatan)."), no_args_is_help=True)
    app.add_typer(group, name="standards")

    @group.command("list", help=_("Every standard, with the number of people it judges."))
    def list_(context: typer.Context, wanted: FormatOption = None, output: OutputOption = None) -> None:
        from asnkarier.workflows.show_standards import list_standards

        words: Words = context.obj
        emit(list_standards(words.workspace), wanted, output)

    @group.command("show", help=_("One standard, by its id or by the name of a position."))
    def show(
        context: typer.Context,
        name: Annotated[
            str, typer.Argument(metavar="ID_OR_JABATAN", help=_("the id of a standard, or a position"))
        ],
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.show_standards import show_standard

        words: Words = context.obj
        emit(show_standard(words.workspace, name), wanted, output)

    @group.command("check", help=_("Check every standard file."))
    def check(context: typer.Context) -> None:
        from asnkarier.workflows.show_standards import check_standards

        words: Words = context.obj
        say(check_standards(words.workspace))
