"""What an import of standards changes, as a report."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from asnkarier.agency.cover import headed
from asnkarier.model.book import Book
from asnkarier.reports.books.changed_standards import changes_book
from asnkarier.workflows.standards.importing import Change, Plan

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def changes_report(workspace: "Workspace", plan: Plan) -> Book:
    """Return the report of a plan: what changes stands before what is new, each in the order of the sheet."""
    differences = [row for change in plan.changes for row in _differences(change)]
    standards = [_standard(change) for change in plan.changes]
    asked = Counter(one.kompetensi for change in plan.changes for one in change.standard.kompetensi)
    added = {str(note.facts["kompetensi"]): note for note in reversed(plan.added)}
    competencies = [
        {"kompetensi": name, "name": note.facts["name"], "standards": asked[name], "cell": str(note.location)}
        for name, note in sorted(added.items(), key=lambda one: (asked[one[0]], one[0]))
    ]
    book = changes_book(standards, differences, competencies, workspace.as_of, plan.file)
    return headed(book, workspace.settings)


def _standard(change: Change) -> dict[str, Any]:
    standard = change.standard
    return {
        "standar": standard.id,
        "jabatan": "; ".join(standard.jabatan),
        "status": change.status,
        "kelompok": standard.kelompok,
        "kompetensi": len(standard.kompetensi),
        "differences": len(change.differences),
        "cell": str(change.place),
    }


def _differences(change: Change) -> list[dict[str, Any]]:
    return [
        {
            "standar": change.standard.id,
            "jabatan": "; ".join(change.standard.jabatan),
            "kompetensi": one.kompetensi,
            "part": one.part,
            "was": one.was,
            "now": one.now,
            "cell": str(one.place),
        }
        for one in change.differences
    ]
