"""The steps that a batch job can take, and what each gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from asnkarier.agency.snapshot import load_somebody
from asnkarier.model.book import Book
from asnkarier.model.terms import slug
from asnkarier.workflows.importing.import_files import digest_of, expand, import_files
from asnkarier.workflows.importing.job import ImportRequest
from asnkarier.workflows.measure_gaps import GapRequest, measure_gaps
from asnkarier.workflows.plan_training import TrainingRequest, parse_rupiah, plan_training
from asnkarier.workflows.propose_placement import PlacementRequest, propose_placement
from asnkarier.workflows.shortlist_candidates import ShortlistRequest, shortlist_from

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.settings import Step


@dataclass(frozen=True)
class StepResult:
    """Reports by file name, counts, the inputs read, and how many rows or files were set aside."""

    books: tuple[tuple[str, Book], ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    inputs: tuple[dict[str, str], ...] = ()
    data_problems: int = 0


def perform(workspace: "Workspace", step: "Step", *, now: datetime, user: str) -> StepResult:
    """Do one step; AsnkarierError when it cannot be done."""
    if step.run == "import":
        return _import(workspace, now, user)
    return _REPORTS[step.run](workspace, step)


def _import(workspace: "Workspace", now: datetime, user: str) -> StepResult:
    folder = workspace.root / workspace.settings.paths.inbox
    files = expand([folder])
    summary = import_files(workspace, files, ImportRequest(now=now, user=user))
    inputs = tuple({"file": path.name, "sha256": digest_of(path)} for path in files)
    refused = sum(outcome.kind is None for outcome in summary.files)
    fresh = sum(outcome.rejected for outcome in summary.files if not outcome.seen)
    return StepResult((), summary.counts(), inputs, refused + fresh)


def _gap(workspace: "Workspace", step: "Step") -> StepResult:
    book = measure_gaps(workspace, GapRequest(by=str(step.options.get("by", "person"))))  # type: ignore[arg-type]
    return StepResult((("gap", book),), dict(book.counts))


def _training(workspace: "Workspace", step: "Step") -> StepResult:
    budget = step.options.get("budget")
    request = TrainingRequest(budget=None if budget is None else parse_rupiah(str(budget)))
    book = plan_training(workspace, request)
    return StepResult((("recommend-training", book),), dict(book.counts))


def _shortlists(workspace: "Workspace", step: "Step") -> StepResult:
    with workspace.open_store() as store:
        now = load_somebody(workspace, store)
        wanted = [str(code) for code in step.options.get("vacancies", now.vacancies["kode"])]
        books = [
            (f"shortlist-{slug(code)}", shortlist_from(now, store, ShortlistRequest(code))) for code in wanted
        ]
    return StepResult(tuple(books), {"vacancies": len(books)})


def _placement(workspace: "Workspace", step: "Step") -> StepResult:
    cascade = bool(step.options.get("cascade", False))
    book = propose_placement(workspace, PlacementRequest(cascade=cascade))
    return StepResult((("recommend-placement", book),), dict(book.counts))


_REPORTS: dict[str, Callable[["Workspace", "Step"], StepResult]] = {
    "gap": _gap,
    "recommend-training": _training,
    "promote-shortlist": _shortlists,
    "recommend-placement": _placement,
}
