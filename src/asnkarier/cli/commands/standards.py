"""`asn standards`: the job standards of the agency."""

from typing import Final

import typer

from asnkarier.cli.asked import add, group
from asnkarier.cli.context import Words
from asnkarier.cli.screen.narration import say
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Request

ORDER: Final = 160


def register(app: typer.Typer) -> None:
    """Add the command group to `app`; `list` and `show` come from the list of reports."""
    standards = group(app, "standards", N_("Job standards (standar kompetensi jabatan)."))
    add(standards, "check", N_("Check every standard file."), _check, examples=("standards check",))


def _check(words: Words, _request: Request) -> None:
    from asnkarier.workflows.show_standards import check_standards

    say(check_standards(words.workspace))
