"""What may be asked of who did what."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Day, Request, Word


class AuditRequest(Request):
    """since: only what was done on that day or later, by the calendar of the agency."""

    since: Annotated[Day | None, Word(N_("only what was done since that day"), "YYYY-MM-DD")] = None
