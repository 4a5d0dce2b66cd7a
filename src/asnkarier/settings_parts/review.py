"""The part of config.yaml about reviews of people and what a person reads of the own page."""

from typing import Annotated

from pydantic import Field

from asnkarier.settings_kinds import PositiveInt
from asnkarier.settings_parts.part import Part


class Review(Part):
    """What a review looks at, as policies of the agency.

    years: how many complete years of appraisals make a trend. watch_falls: whoever fell by so many steps of the predikat from one year to the
    next, and is not to be guided, is watched. shown: strengths and weaknesses named of each person at most.
    objections: whom a person turns to who finds a fact of the own page wrong.
    """

    years: Annotated[int, Field(strict=True, ge=2, le=20)] = 5
    watch_falls: Annotated[int, Field(strict=True, ge=1, le=4)] = 1
    shown: PositiveInt = 3
    objections: Annotated[str, Field(min_length=1, max_length=300)] | None = None
