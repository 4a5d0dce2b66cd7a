"""What may be asked about who leaves."""

from typing import Annotated, Final

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, Command, Request, Word

MOST_YEARS: Final = 40
YEARS: Final = Word(N_("so many years ahead"), N_("NUMBER"))


class RetirementsRequest(Request):
    """Whose retirement, and how many years ahead."""

    years: Annotated[int, Field(strict=True, ge=1, le=MOST_YEARS), YEARS] = 5
    unit: Annotated[str | None, UNIT] = None


class SuccessionRequest(RetirementsRequest):
    """Key posts of which unit, and how many years ahead."""


class ExpiringRequest(Request):
    """How many months ahead, and of which unit."""

    months: Annotated[
        int, Field(strict=True, ge=1, le=120), Word(N_("so many months ahead"), N_("NUMBER"))
    ] = 6
    unit: Annotated[str | None, UNIT] = None


COMMANDS = (
    Command(
        "retirements",
        N_("Who leaves in the years to come, on which day and by which rule, and which posts that empties."),
        RetirementsRequest,
        "succession.list_retirements",
        ("retirements", "retirements --years 2 --unit 'Dinas Pendidikan' --output pensiun.xlsx"),
        order=92,
    ),
    Command(
        "succession",
        N_(
            "Who follows in key posts: when each empties, who is ready by then or later, and where too few are."
        ),
        SuccessionRequest,
        "succession.plan_succession",
        ("succession", "succession --years 2 --unit 'Dinas Pendidikan' --output suksesi.xlsx"),
        order=94,
    ),
    Command(
        "expiring",
        N_(
            "Which assessments, competency tests, contracts and appraisals stop counting in the months to come, and whom that locks out."
        ),
        ExpiringRequest,
        "succession.list_expiring",
        ("expiring", "expiring --months 12 --output kedaluwarsa.xlsx"),
        order=96,
    ),
)
