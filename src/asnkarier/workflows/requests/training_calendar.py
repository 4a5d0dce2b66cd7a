"""What may be asked of `asn training-calendar`."""

from typing import Annotated

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word, Year


class CalendarRequest(Request):
    """Which kept plan (None: the newest), in which year (None: the plan's), and the classes of which unit's people."""

    plan: Annotated[
        str | None, Word(N_("the kept plan; without it the newest"), N_("NAME"), filters=True)
    ] = None
    year: Annotated[
        Year | None, Word(N_("the year in which the classes are held"), N_("YEAR"), filters=True)
    ] = None
    unit: Annotated[str | None, UNIT] = None


COMMANDS = (
    Command(
        "training-calendar",
        N_("When the classes of a kept training plan are held, and who is in them."),
        CalendarRequest,
        "following.training_calendar",
        (
            "training-calendar --year 2027 --output kalender.xlsx",
            "training-calendar --year 2027 --output kalender.ics",
        ),
        order=73,
    ),
)
