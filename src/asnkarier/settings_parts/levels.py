"""Parts of config.yaml about levels: what is asked of a post, what was measured, how the two are compared."""

from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.level import HIGHEST_LEVEL
from asnkarier.model.rupiah import MOST_RUPIAH
from asnkarier.settings_kinds import (
    PositiveInt,
    Rupiah,
)
from asnkarier.settings_parts.part import Part


class Jpm(Part):
    """How the job-person match is judged: the category set, a regulation chosen by its name."""

    category_set: Literal["pengisian", "pemetaan"] = "pengisian"


class Assessment(Part):
    """How long an assessment counts, in years (empty: until a newer one), and what one assessment (cost) and one competency test (test_cost) cost, in rupiah; empty: as the catalogue says, else not known."""

    valid_years: PositiveInt | None = None
    cost: Annotated[Rupiah, Field(gt=0)] | None = None
    test_cost: Annotated[Rupiah, Field(gt=0)] | None = None


class Standards(Part):
    """When what people say of a post's levels is enough to propose one: how many people answered, how far they agree, and by how much the medians of roles may not differ.

    Agreement is r_wg. Answers at random reach 0.7 in 52 of 100 cases with two of them, in 10 with four, in 6 with five (scale of five levels).
    """

    least_answers: Annotated[int, Field(strict=True, ge=2, le=MOST_RUPIAH)] = 5
    least_agreement: Annotated[float, Field(strict=True, ge=0, le=1)] = 0.7
    roles_apart: Annotated[float, Field(strict=True, gt=0, le=HIGHEST_LEVEL)] = 1
