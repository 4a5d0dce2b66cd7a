"""`asn rollup`: many agencies at once, in numbers."""

from typing import Final

import typer

from asnkarier import errors
from asnkarier.cli.context import Words
from asnkarier.cli.exits import Exit, exit_code
from asnkarier.cli.reporting import add_report
from asnkarier.cli.screen.narration import progress_bar, say, say_problems
from asnkarier.cli.screen.output import How, emit
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.workflows.requests.rollup import RollupRequest

ORDER: Final = 104


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    add_report(
        app,
        "rollup",
        N_("Many agencies at once: counts, sums and intervals of all and of each, without names, groups of fewer than five hidden."),
        _rollup,
        request=RollupRequest,
        examples=("rollup .", "rollup . --jobs 1 --output rekap.xlsx"),
    )  # fmt: skip


def _rollup(words: Words, request: RollupRequest, how: How) -> None:
    from asnkarier.workflows.rollup.sum_agencies import sum_agencies

    with progress_bar(quiet=words.quiet) as progress:
        done = sum_agencies(words.anywhere, request, progress=progress)
    wrong = done.left_out
    for one in wrong:
        hint = f" → {message(one.hint, **one.facts)}" if one.hint else ""
        told = message(one.reason, **one.facts).removeprefix(f"{one.folder}: ")
        say(f"asn: {one.folder}: {told}{hint}")
        say_problems(one.problems)
    if wrong and not done.book.counts["agencies"]:
        raise typer.Exit(exit_code(getattr(errors, wrong[0].kind)("")))
    emit(done.book, how)
    if wrong:
        raise typer.Exit(Exit.DATA)
