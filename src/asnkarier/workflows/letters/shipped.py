"""The template of a letter as it comes with asn, on the office's paper."""

from typing import TYPE_CHECKING

from asnkarier.agency.cover import paper_of
from asnkarier.model.office.letters import Kind
from asnkarier.reports.letters.examples import example

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def letter_template(workspace: "Workspace", kind: Kind) -> bytes:
    """Return the template as .docx; OutputError: what writes letters is not installed."""
    settings = workspace.settings
    return example(kind, settings.letters.paper, paper_of(settings))
