"""What may be asked of `asn promote-shortlist`."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from asnkarier.model.messages import N_
from asnkarier.workflows.asking import AtLeastOne, Command, Names, Request, Word


class ShortlistRequest(Request):
    """The post (a vacancy code or a position) or every vacancy, how many names, without identities, and whether all statuses are listed.

    A job names one post (`target`) or several vacancies, each with a report of its own; naming none it takes every vacancy.
    """

    target: Annotated[
        str | None,
        Word(N_("a position or a vacancy code"), N_("JABATAN_OR_VACANCY"), argument=True),
    ] = None
    vacancies: Annotated[
        Names | None, Word(N_("a list for each of these vacancies"), N_("CODE,…"), only="job")
    ] = None
    all_vacancies: Annotated[bool, Word(N_("one report on every vacancy"), only="line")] = False
    top: Annotated[AtLeastOne | None, Word(N_("how many names"), N_("NUMBER"), filters=True)] = None
    blind: Annotated[bool, Word(N_("without names, NIP and unit, sex and age; codes instead"))] = False
    key: Annotated[
        Path | None, Word(N_("where the key to the codes goes, for you alone"), N_("FILE"), only="line")
    ] = None
    every: Annotated[bool, Field(alias="all"), Word(N_("also those who miss several gates"))] = False


COMMANDS = (
    Command(
        "promote-shortlist",
        N_("Eligibility gates with their legal basis, and the ranked candidates."),
        ShortlistRequest,
        "shortlisting.shortlist_candidates",
        (
            "promote-shortlist LOW-01",
            "promote-shortlist --all-vacancies --top 3 --blind --output shortlist.xlsx",
        ),
        order=80,
        each="shortlist_each",
        each_stem="shortlist",
    ),
)
