"""The parts of config.yaml, one after the other."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from asnkarier.model.level import HIGHEST_LEVEL
from asnkarier.model.messages import N_
from asnkarier.model.rupiah import MOST_RUPIAH
from asnkarier.settings_kinds import (
    NO_WEIGHT,
    Group,
    Levels,
    Nip,
    NonNegativeInt,
    Percent,
    Points,
    PositiveInt,
    Rupiah,
    Weight,
)


class Part(BaseModel):
    """A group of keys: frozen, and no key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Paths(Part):
    """Where things lie, relative to the folder of config.yaml."""

    store: str = ".asn/asnkarier.db"
    standards: str = "standards"
    regulations: str = "regulations"
    inbox: str = "inbox"
    output: str = "out"

    @field_validator("output")
    @classmethod
    def _apart(cls, output: str, others: ValidationInfo) -> str:
        """Keep reports out of the folders whose files are read: the next run would take them for input."""
        mine = Path(os.path.normpath(output))
        for name in ("standards", "regulations", "inbox"):
            read = Path(os.path.normpath(others.data.get(name, name)))
            if mine == read or read in mine.parents:
                raise PydanticCustomError("among_inputs", "reports would lie among the files that asn reads")
        return output


class Jpm(Part):
    """How the job-person match is judged: the category set, a regulation chosen by its name."""

    category_set: Literal["pengisian", "pemetaan"] = "pengisian"


class Assessment(Part):
    """How long an assessment counts, in years; empty means that it counts until a newer one."""

    valid_years: PositiveInt | None = None


class Planning(Part):
    """What a plan of training shares out beside the budget of one year, and what comes first; every key has its use alone.

    years: how many calendar years the plan spans; periods: equal parts of a year in which classes are held. funds, units: rupiah of every
    year, by sumber dana of the catalogue and by unit. max_share_away: of a unit_induk in one period, one person at least. later_year: what
    a level is worth less for each year that it comes later. required_first: gaps that the standard marks kritis count before all others.
    urgent_weight: factor on the gaps of who holds a post of `needs.critical`. must_run: kodes of courses of which a class has to run.
    """

    years: Annotated[int, Field(strict=True, ge=1, le=5)] = 1
    periods: Literal[1, 2, 3, 4, 6, 12] = 1
    funds: dict[str, Rupiah] = {}
    units: dict[str, Rupiah] = {}
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
    """Limits of a training plan: budget in rupiah, JP and courses per person and plan year. And when a course worked.

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
    """

    jp_per_day: Annotated[float, Field(strict=True, ge=1, le=24)] = 8
    most_away: Percent = Decimal(25)
    within: Literal["unit_induk", "unit_kerja"] = "unit_induk"
    days_a_week: Annotated[int, Field(strict=True, ge=1, le=7)] = 5


class Needs(Part):
    """Which posts are critical (names of posts, or classes such as jpt_pratama), and how much a gap in one of them counts for."""

    critical: tuple[str, ...] = ()
    critical_post_weight: PositiveInt = 2


class Standards(Part):
    """When what people say of a post's levels is enough to propose one: how many people answered, how far they agree, and by how much the medians of roles may not differ.

    Agreement is r_wg. Answers at random reach 0.7 in 52 of 100 cases with two of them, in 10 with four, in 6 with five (scale of five levels).
    """

    least_answers: Annotated[int, Field(strict=True, ge=2, le=MOST_RUPIAH)] = 5
    least_agreement: Annotated[float, Field(strict=True, ge=0, le=1)] = 0.7
    roles_apart: Annotated[float, Field(strict=True, gt=0, le=HIGHEST_LEVEL)] = 1


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


class Talent(Part):
    """When the talent map says that somebody stands near a line, in points, and with which day it compares: so many months earlier."""

    near: Annotated[float, Field(strict=True, ge=0, le=100)] = 2
    compared_months: Annotated[int, Field(strict=True, ge=1, le=120)] = 12


class Succession(Part):
    """When a bench is enough: ready people by the day that a post empties, candidates shown for each post, on how many benches one may stand.

    least_months: how long a successor must still serve in the post before the retirement.
    """

    least_ready: PositiveInt = 2
    candidates: PositiveInt = 3
    most_benches: PositiveInt = 3
    least_months: Annotated[int, Field(strict=True, ge=0, le=120)] = 12


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


class ScoreWeights(Part):
    """Weights of the parts of a score; only their proportions matter."""

    kompetensi: Weight = 40
    kinerja: Weight = 30
    kualifikasi: Weight = 10
    pengalaman: Weight = 10
    pengembangan: Weight = 5
    potensi: Weight = 0
    integritas: Weight = 5

    @model_validator(mode="after")
    def _something_weighs(self) -> Self:
        if not any(self.model_dump().values()):
            raise PydanticCustomError(NO_WEIGHT, "every weight is 0")
        return self


class Promotion(Part):
    """How many names a shortlist shows, what its score weighs, and which groups of competencies decide the match now."""

    top: PositiveInt = 10
    weights: ScoreWeights = ScoreWeights()
    competency_groups: Annotated[tuple[Group, ...], Field(min_length=1)] = get_args(Group)


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


class Importing(Part):
    """Which lists are everybody whenever they are imported, and which share of the people one of them may leave out."""

    complete: tuple[Literal["employees"], ...] = ()
    most_leavers: Percent = Decimal(5)


class Csv(Part):
    """For whom CSV files are written: for programs (comma, decimal point), or as Excel opens them right."""

    reader: Annotated[Literal["programs", "excel"], Field(alias="for")] = "programs"


class Rules(Part):
    """Choices where the sources of a rule conflict: parameter id -> name of the variant."""

    choices: dict[str, str] = {}


class Step(Part):
    """One step of a batch job as it is written; which commands and options there are is known upstairs, in `workflows`.

    `needs`: steps that must have succeeded in the same run. name: of its files, when the command tells no two steps apart.
    """

    run: str
    name: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}$")] | None = None
    formats: tuple[Literal["xlsx", "csv", "json"], ...] = ("xlsx",)
    options: dict[str, Any] = {}
    needs: tuple[str, ...] = ()
