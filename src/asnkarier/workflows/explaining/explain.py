"""`asn explain`: a person, or the code that stands behind a problem."""

from typing import TYPE_CHECKING

from asnkarier.agency.cover import headed
from asnkarier.model.codes.catalogue import CATALOGUE
from asnkarier.reports.books.problem_code import problem_code_book
from asnkarier.workflows.requests.explain import ExplainRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.book import Book


def explain(workspace: "Workspace", request: ExplainRequest) -> "Book":
    """Return what a problem code means, where one is named, else the report about a person (see `explain_person`).

    A code is told before anything is read: whoever meets one may have no data yet. UsageError as of `explain_person`.
    """
    code = request.nip.strip().strip("[]").upper()
    if code in CATALOGUE:
        return headed(problem_code_book(code, workspace.as_of), workspace.settings)
    from asnkarier.workflows.explain_person import explain_person

    return explain_person(workspace, request)
