"""`asn rules`: the law in force on the day that is asked about."""

from typing import Final

import typer

from asnkarier.cli.asked import add, group
from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say, say_problems
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

ORDER: Final = 150


def register(app: typer.Typer) -> None:
    """Add the command group to `app`; `list` and `show` come from the list of reports."""
    rules = group(app, "rules", N_("The law as data: what is in force, since when, by which article."))
    add(
        rules,
        "check",
        N_("Check every regulation file, your own included."),
        _check,
        examples=("rules check",),
    )


def _check(words: Words, _request: Request) -> None:
    from asnkarier.workflows.show_rules import check_rules

    told = check_rules(words.workspace)
    say_problems(words.workspace.rulebook.notes)
    say(told)
