"""What may be asked of `asn recommend-training`."""

import re
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, AtLeastOne, Command, Request, Rupiah, Word, Year

_ALL: Final = frozenset(("all", "semua"))
_WHOLE: Final = 100


def _share(value: Any) -> Any:
    """Return the share that `90%` or `all` names, in hundredths."""
    if isinstance(value, str):
        text = value.strip().lower()
        if text in _ALL:
            return Decimal(_WHOLE)
        number = text.removesuffix("%").strip().replace(",", ".")
        if (
            text.endswith("%")
            and re.fullmatch(r"\d{1,3}(\.\d{1,4})?", number, re.ASCII)
            and Decimal(0) < Decimal(number) <= _WHOLE
        ):
            return Decimal(number)
    raise PydanticCustomError("share", "not a share")


Share = Annotated[Decimal, BeforeValidator(_share)]
# Options that whatever looks at a plan takes too.
Budget = Annotated[Rupiah | None, Word(N_("rupiah, e.g. 250000000 or '250 juta'"), N_("RUPIAH"))]
Years = Annotated[
    int | None,
    Field(strict=True, ge=1, le=5),
    Word(N_("the plan of so many calendar years, 1 to 5"), N_("NUMBER")),
]
Target = Annotated[
    Share | None,
    Word(N_("the cheapest plan that closes this share of what courses can close: 90%, or all"), N_("SHARE")),
]


class TrainingRequest(Request):
    """Budget in rupiah of a year (None: config's), only this unit, at most so many courses per person and year (None: config's).

    years: calendar years of the plan (None: config's), from_year: the first of them (None: this one). target: the cheapest plan that closes this share; no budget then, unless one is given.
    """

    budget: Budget = None
    unit: Annotated[str | None, UNIT] = None
    max_per_person: Annotated[
        AtLeastOne | None, Word(N_("at most so many courses for one person"), N_("NUMBER"), filters=True)
    ] = None
    years: Years = None
    from_year: Annotated[
        Year | None,
        Word(N_("the first year of the plan: this one, or one of the next five"), N_("YEAR"), filters=True),
    ] = None
    target: Target = None
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
        "planning.plan_training",
        (
            "recommend-training --from-year 2027 --budget '1 miliar' --keep rencana-2027 --output plan.xlsx",
            "recommend-training --budget 150000000 --years 2",
        ),
        order=70,
        slow=True,
        stamped=True,
    ),
    Command(
        "plan-training",
        N_("The same as recommend-training."),
        TrainingRequest,
        "planning.plan_training",
        ("plan-training --budget 0",),
        order=71,
        slow=True,
        stamped=True,
    ),
)
