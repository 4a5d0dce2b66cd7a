"""Parts of config.yaml about who is chosen: boxes, promotion, fairness."""

from typing import Annotated, Self, get_args

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from asnkarier.model.messages import N_
from asnkarier.settings_kinds import (
    NO_WEIGHT,
    Group,
    PositiveInt,
    Weight,
)
from asnkarier.settings_parts.part import Part


class Talent(Part):
    """When the talent map says that somebody stands near a line, in points, and with which day it compares: so many months earlier."""

    near: Annotated[float, Field(strict=True, ge=0, le=100)] = 2
    compared_months: Annotated[int, Field(strict=True, ge=1, le=120)] = 12


class ScoreWeights(Part):
    """Weights of the parts of a score; only their proportions matter.

    krs: of a place in the Kelompok Rencana Suksesi, to which PP 11/2017 Pasal 200 gives priority: how much is for the agency to say.
    """

    kompetensi: Weight = 40
    kinerja: Weight = 30
    kualifikasi: Weight = 10
    pengalaman: Weight = 10
    pengembangan: Weight = 5
    potensi: Weight = 0
    integritas: Weight = 5
    krs: Weight = 0

    @model_validator(mode="after")
    def _something_weighs(self) -> Self:
        if not any(self.model_dump().values()):
            raise PydanticCustomError(NO_WEIGHT, "every weight is 0")
        return self


class Promotion(Part):
    """How many names a shortlist shows, what its score weighs, and which groups of competencies decide the match now.

    weight_draws, weight_spread: how often the weights are moved at random to see how firmly a rank holds, and by how many percent at most.
    """

    top: PositiveInt = 10
    weights: ScoreWeights = ScoreWeights()
    weight_draws: Annotated[int, Field(strict=True, ge=1, le=10_000)] = 200
    weight_spread: Annotated[int, Field(strict=True, ge=1, le=50)] = 20
    competency_groups: Annotated[tuple[Group, ...], Field(min_length=1)] = get_args(Group)


class Fairness(Part):
    """How a selection is examined.

    least: smaller groups are not shown. level: the chance of accusing a fair selection. power: the chance with which the smallest difference would
    have been found. ages: the completed years with which each age group but the youngest begins.
    """

    least: Annotated[int, Field(strict=True, ge=5, le=1000)] = 5
    level: Annotated[float, Field(strict=True, gt=0, le=0.2)] = 0.05
    power: Annotated[float, Field(strict=True, ge=0.5, lt=1)] = 0.8
    ages: Annotated[
        tuple[Annotated[int, Field(strict=True, ge=18, le=70)], ...], Field(min_length=1, max_length=10)
    ] = (31, 41, 51)

    @field_validator("ages")
    @classmethod
    def _rising(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if list(value) != sorted(set(value)):
            raise ValueError(N_("write the ages in rising order, each once"))
        return value
