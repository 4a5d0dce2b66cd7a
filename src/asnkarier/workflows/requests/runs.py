"""What may be asked of what ran."""

from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import AtLeastOne, Request, Word


class RunsRequest(Request):
    """Every run, or one by its number."""

    number: Annotated[
        AtLeastOne | None,
        Word(N_("the number of one run, to see its steps and files"), N_("NUMBER"), argument=True),
    ] = None


class StatusRequest(Request):
    """within: hours after which a job that did not run again is late; None: no job is."""

    within: Annotated[
        Annotated[int, Field(strict=True, ge=1, le=100_000)] | None,
        Word(N_("a job that did not run within so many hours is late, and the exit code 1"), N_("HOURS")),
    ] = None
