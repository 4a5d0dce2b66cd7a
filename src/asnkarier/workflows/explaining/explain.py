"""`asn explain`: a person, or the code that stands behind a problem."""

from typing import TYPE_CHECKING, Final

from asnkarier.agency.cover import headed
from asnkarier.errors import StoreError, UsageError
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.model.messages import N_
from asnkarier.model.terms import nearest
from asnkarier.reports.books.problem_code import problem_code_book
from asnkarier.workflows.requests.explain import ExplainRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.book import Book


# Much alike, for whoever is looked for by a name with a hyphen is no mistyped code.
_ALIKE: Final = 0.8


def explain(workspace: "Workspace", request: ExplainRequest) -> "Book":
    """Return what a problem code means, where one is named, else the report about a person (see `explain_person`).

    A code is told before anything is read: whoever meets one may have no data yet. UsageError as of `explain_person`.
    """
    code = request.nip.strip().strip("[]").upper()
    if code in CATALOGUE:
        return headed(problem_code_book(code, workspace.as_of), workspace.settings)
    from asnkarier.workflows.explain_person import explain_person

    try:
        return explain_person(workspace, request)
    except (UsageError, StoreError) as error:
        looks = "-" in code and " " not in code
        near = nearest(code, CATALOGUE, _ALIKE) if looks else None
        if near is None:
            raise
        reason, hint = N_("{text}: no person and no code of a problem"), N_("did you mean {near}?")
        raise UsageError(reason, hint, facts={"text": code, "near": near}) from error
