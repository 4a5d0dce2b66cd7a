"""What may be asked of `asn explain`."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import Command, Request, Word
from asnkarier.workflows.requests.diff import MOMENT
from asnkarier.workflows.requests.recommend_training import Budget, Years

Person = Annotated[str, Word(N_("the 18 digits, or the name"), N_("NIP_OR_NAME"), argument=True)]
_Asked = Annotated[
    str, Word(N_("the 18 digits, or the name; or the code of a problem"), N_("NIP_OR_NAME"), argument=True)
]
ForPost = Annotated[
    str | None, Field(alias="for"), Word(N_("a position or a vacancy code"), N_("JABATAN_OR_VACANCY"))
]
# One word for each report whose lines can be explained; see `workflows.explaining.sections`.
Of = Literal[
    "talent-map", "succession", "review", "ip-asn", "formation", "recommend-placement", "cascade", "expiring", "retirements",
    "recommend-training", "fairness-talent", "fairness-reward", "fairness-training",
    "fairness-shortlist", "fairness-ratings",
    "decisions", "diff", "what-if",
]  # fmt: skip


class ExplainRequest(Request):
    """About whom, and whether for the post held (None) or for another one; of: the lines of a report instead, with the budget and the years of a training plan, the moments of a comparison (and its post, `target`) or the scenarios."""

    nip: _Asked
    target: ForPost = None
    of: Annotated[Of | None, Word(N_("the lines of this report about the person, figure by figure"))] = None
    budget: Budget = None
    years: Years = None
    first: Annotated[
        str | None, Field(alias="from"), Word(N_("the first moment of a comparison"), MOMENT)
    ] = None
    second: Annotated[
        str | None, Field(alias="to"), Word(N_("the second moment of a comparison"), MOMENT)
    ] = None
    file: Annotated[Path | None, Word(N_("the YAML file of scenarios"), N_("FILE"))] = None


COMMANDS = (
    Command(
        "explain",
        N_(
            "Every figure and finding of one person, down to file, sheet and cell; or what a problem code means."
        ),
        ExplainRequest,
        "explaining.explain",
        (
            "explain 198210012014111964 --for LOW-01",
            "explain SEL-NIP-ANGKA",
        ),
        order=100,
    ),
)
