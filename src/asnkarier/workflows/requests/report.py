"""What may be asked of `asn report`: for whom the page is, and since when changes are told."""

from typing import Annotated, Literal

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Request, Word

Reader = Literal["internal", "public"]


class ReportRequest(Request):
    """audience: `public` leaves out names, single people and small groups. since: the earlier moment as `asn diff` takes it; None: the newest recorded run that knew less."""

    audience: Annotated[Reader, Word(N_("for whom: with names, or for the public without"))] = "internal"
    since: Annotated[
        str | None,
        Word(N_("tell what changed since then; without it since the last recorded run"), N_("DAY|BATCH|DAY@BATCH|run:NUMBER")),
    ] = None  # fmt: skip


COMMANDS = (
    Command(
        "report",
        N_("Everything in one page for a browser, without a network: gaps, plan, shortlists, succession, law used."),
        ReportRequest,
        "whole_report",
        ("report", "report --audience public --output publik.html"),
        order=105,
        slow=True,
        reports=False,
        form="html",
    ),
)  # fmt: skip
