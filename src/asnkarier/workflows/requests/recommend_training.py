"""What may be asked of `asn recommend-training`."""

from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, AtLeastOne, Command, Request, Rupiah, Word


class TrainingRequest(Request):
    """Budget in rupiah (None: config's), only this unit, at most so many courses per person (None: config's)."""

    budget: Annotated[Rupiah | None, Word(N_("rupiah, e.g. 250000000 or '250 juta'"), N_("RUPIAH"))] = None
    unit: Annotated[str | None, UNIT] = None
    max_per_person: Annotated[
        AtLeastOne | None, Word(N_("at most so many courses for one person"), N_("NUMBER"), filters=True)
    ] = None
    keep: Annotated[
        str | None,
        Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$"),
        Word(
            N_("keep this plan under a name, so that it can be compared with what happens"),
            N_("NAME"),
            only="line",
        ),
    ] = None


COMMANDS = (
    Command(
        "recommend-training",
        N_("The best training plan under budget, seats and hours."),
        TrainingRequest,
        "plan_training",
        (
            "recommend-training --budget 250000000",
            "recommend-training --budget '1 miliar' --keep rencana-2027 --output plan.xlsx",
        ),
        order=70,
        slow=True,
        stamped=True,
    ),
)
