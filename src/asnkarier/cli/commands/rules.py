"""`asn rules`: the law in force on the day that is asked about."""

from typing import Annotated

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say
from asnkarier.cli.screen.output import FormatOption, OutputOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command group to `app`."""
    group = typer.Typer(
        help=_("The law as data: what is in force, since when, by which article."), no_args_is_help=True
    )
    app.add_typer(group, name="rules")

    @group.command("list", help=_("Every parameter and criterion with its citation."))
    def list_(context: typer.Context, wanted: FormatOption = None, output: OutputOption = None) -> None:
        from asnkarier.workflows.show_rules import list_rules

        words: Words = context.obj
        emit(list_rules(words.workspace), wanted, output)

    @group.command("show", help=_("One rule: every dated value, its source and the file that won."))
    def show(
        context: typer.Context,
        rule_id: Annotated[str, typer.Argument(metavar="ID", help=_("a parameter, criterion or rule set"))],
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.show_rules import show_rule

        words: Words = context.obj
        emit(show_rule(words.workspace, rule_id), wanted, output)

    @group.command("check", help=_("Check every regulation file, your own included."))
    def check(context: typer.Context) -> None:
        from asnkarier.workflows.show_rules import check_rules

        words: Words = context.obj
        say(check_rules(words.workspace))
