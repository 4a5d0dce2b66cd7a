"""What may be asked about reviews of people."""

from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word


class ReviewRequest(Request):
    """Whose review, and which list."""

    nip: Annotated[str | None, Word(N_("only this person"), N_("NIP"), filters=True)] = None
    unit: Annotated[str | None, UNIT] = None
    chosen: Annotated[
        Literal["reward", "guide", "watch"] | None,
        Field(alias="list"),
        Word(N_("only who is on this list"), filters=True),
    ] = None


COMMANDS = (
    Command(
        "review",
        N_(
            "Whom to reward, guide or watch by the appraisals of the years, with strengths, weaknesses, what to talk about, follow-ups and whether the last action worked."
        ),
        ReviewRequest,
        "review.weigh_people",
        ("review --list guide", "review --unit 'Dinas Pendidikan' --output pembinaan.xlsx"),
        order=89,
    ),
)
