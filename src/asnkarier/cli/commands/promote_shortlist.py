"""`asn promote-shortlist`: who may be promoted, in which order, and why."""

from typing import Annotated

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.output import FormatOption, OutputOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command(
        "promote-shortlist", help=_("Eligibility gates with their legal basis, and the ranked candidates.")
    )
    def promote_shortlist(
        context: typer.Context,
        target: Annotated[
            str, typer.Argument(metavar="JABATAN_OR_VACANCY", help=_("a position or a vacancy code"))
        ],
        top: Annotated[int | None, typer.Option("--top", min=1, help=_("how many names"))] = None,
        blind: Annotated[bool, typer.Option("--blind", help=_("without names, NIP and unit"))] = False,
        every: Annotated[bool, typer.Option("--all", help=_("also those who miss several gates"))] = False,
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.shortlist_candidates import ShortlistRequest, shortlist_candidates

        words: Words = context.obj
        request = ShortlistRequest(target, top=top, blind=blind, every=every)
        emit(shortlist_candidates(words.workspace, request), wanted, output)
