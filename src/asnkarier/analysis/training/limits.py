"""What a training plan may spend, in rupiah, hours and courses."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TrainingLimits:
    """budget: rupiah; max_jp_per_person: hours of training (JP); None: no limit of that kind.

    max_jp_of: another limit of hours for some people, by nip (PPPK, or hours already taken this year).
    not_repeated_years: a course is not offered to someone who took it less than so many years before `as_of`.
    critical_weight: factor on the benefit of closing a critical gap.
    """

    budget: int | None = None
    max_jp_per_person: float | None = None
    max_courses_per_person: int | None = None
    max_jp_of: Mapping[str, float] = field(default_factory=dict)
    not_repeated_years: int | None = None
    critical_weight: float = 1.0

    def max_jp(self, nip: str) -> float | None:
        """Return the hours that this person may be given, None for no limit."""
        return self.max_jp_of.get(nip, self.max_jp_per_person)
