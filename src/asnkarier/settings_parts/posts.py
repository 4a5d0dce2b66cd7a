"""Parts of config.yaml about posts and moves: succession, placement."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from asnkarier.settings_kinds import (
    Nip,
    Points,
    PositiveInt,
)
from asnkarier.settings_parts.part import Part
from asnkarier.settings_parts.selection import ScoreWeights


class Succession(Part):
    """When a bench is enough: ready people by the day that a post empties, candidates shown for each post, on how many benches one may stand.

    least_months: how long a successor must still serve in the post before the retirement; a shortlist and a placement warn of who would serve less.
    """

    least_ready: PositiveInt = 2
    candidates: PositiveInt = 3
    most_benches: PositiveInt = 3
    least_months: Annotated[int, Field(strict=True, ge=0, le=120)] = 12


class Cascade(Part):
    """How far a cascade goes and what it counts, as policies of the agency.

    moves, depth: people moved and steps of a chain at most (empty: no limit). exchanges: people may change places where nothing is vacant.
    filled_post: what a filled post is worth beside the fit in it (a score of 0 to 100); cost_of_move: what each move costs, in the same points.
    """

    moves: PositiveInt | None = 20
    depth: PositiveInt | None = 3
    exchanges: Annotated[bool, Field(strict=True)] = False
    filled_post: Points = 100
    cost_of_move: Points = 10


class Apart(Part):
    """Two people, by NIP, who must not serve in one unit, and why."""

    nip: tuple[Nip, ...]
    reason: Annotated[str, Field(min_length=1, max_length=200)]

    @field_validator("nip")
    @classmethod
    def _two(cls, nip: tuple[str, ...]) -> tuple[str, ...]:
        if len(nip) != len(set(nip)) or len(nip) != 2:  # noqa: PLR2004 - a pair
            raise PydanticCustomError("pair", "not two NIPs")
        return nip


class Placement(Part):
    """How posts are filled: the score's weights and the largest number of moves (empty: no limit).

    least_in_unit: so many people stay in every unit_kerja that has them; empty: no such policy. apart: who must not serve together.
    """

    max_moves: PositiveInt | None = None
    cascade: Cascade = Cascade()
    least_in_unit: PositiveInt | None = None
    apart: tuple[Apart, ...] = ()
    weights: ScoreWeights = ScoreWeights(
        kompetensi=60, kinerja=15, kualifikasi=25, pengalaman=0, pengembangan=0, potensi=0, integritas=0
    )
