"""What may be asked of `asn fairness`: which report, and the options of that report."""

from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import UNIT, AtLeastOne, Command, Request, Word, Year
from asnkarier.workflows.requests.recommend_training import Budget, Target, Years
from asnkarier.workflows.requests.talent_map import Kelompok

Of = Literal["shortlist", "training", "talent", "reward", "ratings"]


class FairnessRequest(Request):
    """The report whose selection is examined, and its own options: `post` to `top` of a shortlist, `budget` to `target` of a training plan, `kelompok` of the talent map."""

    of: Annotated[Of | None, Word(N_("the report whose selection is examined"))] = None
    post: Annotated[
        str | None, Word(N_("a position or a vacancy code"), N_("JABATAN_OR_VACANCY"), argument=True)
    ] = None
    all_vacancies: Annotated[bool, Word(N_("the lists of every vacancy together"))] = False
    top: Annotated[AtLeastOne | None, Word(N_("how many names"), N_("NUMBER"))] = None
    unit: Annotated[str | None, UNIT] = None
    budget: Budget = None
    max_per_person: Annotated[
        AtLeastOne | None, Word(N_("at most so many courses for one person"), N_("NUMBER"))
    ] = None
    years: Years = None
    from_year: Annotated[
        Year | None, Word(N_("the first year of the plan: this one, or one of the next five"), N_("YEAR"))
    ] = None
    target: Target = None
    kelompok: Annotated[
        Kelompok | None, Field(alias="class"), Word(N_("only holders of posts of this class"), filters=True)
    ] = None


COMMANDS = (
    Command(
        "fairness",
        N_(
            "Whether sexes, ages, units or kinds of employment are selected alike, and what so few people could have shown."
        ),
        FairnessRequest,
        "fairness.examine_fairness",
        ("fairness --of training --budget '150 juta'", "fairness --of shortlist --all-vacancies --top 3"),
        order=97,
        slow=True,
    ),
)
