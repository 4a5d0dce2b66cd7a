"""What a training plan may use up: rupiah, hours, courses and whatever else people share."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from asnkarier.analysis.training.capacities import Capacity, agency_budget


@dataclass(frozen=True, slots=True)
class TrainingLimits:
    """budget: rupiah for everything; max_jp_per_person: hours of training (JP); None: no limit of that kind.

    capacities: whatever else the plan shares out, a row each (see `Capacity`): budgets of units, of years, absence.
    max_jp_of: another limit of hours for some people, by nip (PPPK, or hours already taken this year).
    may_jp_of: the hours that may be left to some people at most, by nip, where facts leave open whether they are more than max_jp_of.
    not_repeated_years: a course is not offered to someone who took it less than so many years before `as_of`.
    closed: kode -> the people whom the law does not admit to that course.
    expected: kode -> by how many levels the course may be expected to raise its participants, after what courses did so far; a course
    that is not in it is taken at what the catalogue says.
    critical_weight: factor on the benefit of closing a critical gap.
    """

    budget: int | None = None
    capacities: tuple[Capacity, ...] = ()
    max_jp_per_person: float | None = None
    max_courses_per_person: int | None = None
    max_jp_of: Mapping[str, float] = field(default_factory=dict)
    may_jp_of: Mapping[str, float] = field(default_factory=dict)
    not_repeated_years: int | None = None
    critical_weight: float = 1.0
    closed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    expected: Mapping[str, float] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Capacity, ...]:
        """Everything that people share, the agency's own budget first."""
        return self.capacities if self.budget is None else (agency_budget(self.budget), *self.capacities)

    def max_jp(self, nip: str) -> float | None:
        """Return the hours that this person may be given, None for no limit."""
        return self.max_jp_of.get(nip, self.max_jp_per_person)
