"""Parts of config.yaml about training, its plan and mentors."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.rupiah import MOST_RUPIAH
from asnkarier.settings_kinds import (
    Levels,
    NonNegativeInt,
    Percent,
    PositiveInt,
    Rupiah,
)
from asnkarier.settings_parts.part import Part


class Planning(Part):
    """What a plan of training shares out beside the budget of one year, and what comes first; every key has its use alone.

    years: how many calendar years the plan spans; periods: equal parts of a year in which classes are held. funds, units: rupiah of every
    year, by sumber dana of the catalogue and by unit. max_share_away: of a unit_induk in one period, one person at least. later_year: what
    a level is worth less for each year that it comes later. required_first: gaps that the standard marks kritis count before all others.
    urgent_weight: factor on the gaps of who holds a post of `needs.critical`. must_run: kodes of courses of which a class has to run.
    """

    years: Annotated[int, Field(strict=True, ge=1, le=5)] = 1
    periods: Literal[1, 2, 3, 4, 6, 12] = 1
    funds: dict[str, Rupiah] = Field(default_factory=dict)
    units: dict[str, Rupiah] = Field(default_factory=dict)
    max_share_away: Percent | None = None
    later_year: Percent = Decimal(2)
    required_first: bool = False
    urgent_weight: Annotated[int, Field(strict=True, ge=1, le=100)] = 1
    must_run: tuple[Annotated[str, Field(coerce_numbers_to_str=True)], ...] = ()

    @property
    def asked(self) -> bool:
        """Whether any key asks for more than the plan of one year and one budget."""
        usual = type(self)()
        return self.model_copy(update={"later_year": usual.later_year}) != usual


class Training(Part):
    """Limits of a training plan: budget in rupiah, JP and courses per person and year; recorded JP of the year count. And when a course worked.

    What a course must do to be said to work, as a policy of the agency: worthwhile_gain in levels, shown by least_participants at least.
    use_effects: the plan counts what courses were found to do (`asn evaluate-training`), not only what the catalogue says.
    """

    budget: Rupiah = 0
    max_jp_per_person: PositiveInt | None = None
    max_courses_per_person: PositiveInt | None = None
    not_repeated_years: NonNegativeInt = 3
    critical_weight: PositiveInt = 2
    worthwhile_gain: Levels = 0.1
    least_participants: Annotated[int, Field(strict=True, ge=2, le=MOST_RUPIAH)] = 10
    use_effects: Annotated[bool, Field(strict=True)] = True
    plan: Planning = Planning()


class Calendar(Part):
    """When classes may be held, as policies of the agency: hours (JP) of one day, the share of a unit that may be away, and workdays of a week.

    within: of which unit that is the share, the unit_induk or the very unit_kerja. One person of it may always be away, however small it is.
    at_work: forms of training (jalur, else jenis of the catalogue) for which nobody is away.
    """

    jp_per_day: Annotated[float, Field(strict=True, ge=1, le=24)] = 8
    most_away: Percent = Decimal(25)
    within: Literal["unit_induk", "unit_kerja"] = "unit_induk"
    days_a_week: Annotated[int, Field(strict=True, ge=1, le=7)] = 5
    at_work: tuple[str, ...] = (
        "e-learning",
        "daring",
        "online",
        "pelatihan jarak jauh",
        "coaching",
        "mentoring",
        "bimbingan di tempat kerja",
    )


class Needs(Part):
    """Which posts are critical (names of posts, or classes such as jpt_pratama), and how much a gap in one of them counts for."""

    critical: tuple[str, ...] = ()
    critical_post_weight: PositiveInt = 2


class Mentoring(Part):
    """Who may be whose mentor: how many mentees a mentor takes and mentors a mentee has, and how far above the requirement a mentor stands.

    within: mentors are sought in the same unit_induk, or in the whole agency. months: until the follow-up, when the mentor must still
    be in service. same_unit and same_field: what a pair of one unit, or of one position whatever its jenjang, is worth more, in weighted levels.
    """

    per_mentor: PositiveInt = 2
    per_mentee: PositiveInt = 1
    lead: Levels = 1
    within: Literal["unit_induk", "agency"] = "unit_induk"
    months: Annotated[int, Field(strict=True, ge=1, le=24)] = 3
    same_unit: Levels = 0.1
    same_field: Levels = 0.1
