"""`asn gap`: competency gaps and job-person match."""

from typing import Annotated, Literal

import typer

from asnkarier.cli.context import Words
from asnkarier.cli.screen.output import FormatOption, OutputOption, UnitOption, emit
from asnkarier.language import _


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""

    @app.command("gap", help=_("Competency gaps and job-person match against the standard of the job."))
    def gap(
        context: typer.Context,
        nip: Annotated[str | None, typer.Option("--nip", help=_("only this person"))] = None,
        unit: UnitOption = None,
        jabatan: Annotated[
            str | None, typer.Option("--jabatan", help=_("only holders of this position"))
        ] = None,
        kompetensi: Annotated[
            str | None, typer.Option("--kompetensi", help=_("only this competency"))
        ] = None,
        against: Annotated[
            str, typer.Option("--against", help=_("held | next | the name of a position"))
        ] = "held",
        by: Annotated[
            Literal["item", "person", "unit", "kompetensi"], typer.Option("--by", help=_("one line per what"))
        ] = "person",
        wanted: FormatOption = None,
        output: OutputOption = None,
    ) -> None:
        from asnkarier.workflows.measure_gaps import GapRequest, measure_gaps

        words: Words = context.obj
        request = GapRequest(nip, unit, jabatan, kompetensi, against, by)
        emit(measure_gaps(words.workspace, request), wanted, output)
