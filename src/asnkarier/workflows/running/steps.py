"""What a step of a batch job does, and what it gives back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from asnkarier.errors import AsnkarierError
from asnkarier.model.book import Book
from asnkarier.model.problem import Severity
from asnkarier.sheets.names import name_of
from asnkarier.workflows.asking import Request
from asnkarier.workflows.importing.import_files import digest_of, expand, import_files
from asnkarier.workflows.importing.job import ImportRequest
from asnkarier.workflows.importing.summary import FileOutcome, problem_json
from asnkarier.workflows.importing.told import brake_sentence
from asnkarier.workflows.pseudonyms import meant
from asnkarier.workflows.requests.import_files import ImportWords
from asnkarier.workflows.requests.report import ReportRequest
from asnkarier.workflows.running.drop_folder import Pause, PutAway, look_twice, put_away
from asnkarier.workflows.running.jobs import JobStep

if TYPE_CHECKING:
    from asnkarier.agency.privacy.disguise import Disguise
    from asnkarier.agency.workspace import Workspace


@dataclass(frozen=True)
class StepResult:
    """Reports by name, files that are ready by name, why the store behind them may be doubted, counts, the inputs read, and how many rows or files were set aside.

    stopped: the sentence of a complete list that too many people would leave by. stuck: files that could not be put away, and why.
    """

    books: tuple[tuple[str, Book], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    inputs: tuple[dict[str, str], ...] = ()
    data_problems: int = 0
    stopped: str = ""
    stuck: int = 0
    why_stuck: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    doubt: str = ""


def perform(workspace: "Workspace", step: JobStep, *, now: datetime, user: str, pause: Pause) -> StepResult:
    """Do one step; AsnkarierError when it cannot be done. pause: waits so many seconds, for files that may still grow."""
    if isinstance(step.request, ImportWords):
        return _import(workspace, ImportRequest(**step.request.model_dump(), now=now, user=user), pause)
    if step.said.pseudonymize:
        return _disguised(workspace, step)
    return _report(workspace, step, meant(workspace, step.request))


def _disguised(workspace: "Workspace", step: JobStep) -> StepResult:
    """Do a step that names nobody, be it in an error."""
    from asnkarier.agency.privacy.disguise import disguise_of
    from asnkarier.reports.disguised import disguised, disguised_error

    hide = disguise_of(workspace)
    quiet = replace(workspace, tell=lambda told: workspace.tell(hide.text(told)))
    try:
        done = _report(quiet, step, meant(workspace, step.request), hide)
    except AsnkarierError as error:
        disguised_error(error, hide)
        raise
    books = tuple((hide.text(name), disguised(book, hide)) for name, book in done.books)
    return replace(done, books=books)


def _report(
    workspace: "Workspace", step: JobStep, request: Request, hide: "Disguise | None" = None
) -> StepResult:
    """Make the reports of a step; hide: for the page, which is ready when it is made."""
    command = step.command
    if isinstance(request, ReportRequest):
        from asnkarier.workflows.whole_report import whole_report  # with jinja2, which no other step needs

        made = whole_report(workspace, request, hide=hide)
        return StepResult(files={f"{step.stem}.{command.form}": made.page}, doubt=made.doubt)
    if command.each:
        books, counts = command.make_each()(workspace, request)
        return StepResult(tuple((f"{step.stem}-{name}", book) for name, book in books.items()), counts)
    book = replace(command.make()(workspace, request), filter=request.filter())
    return StepResult(((step.stem, book),), book.counts)


def _import(workspace: "Workspace", request: ImportRequest, pause: Pause) -> StepResult:
    """Import what lies still in the inbox; once all of it is stored or refused, put it away."""
    folder = workspace.root / workspace.settings.paths.inbox
    words = workspace.settings.importing
    dropped = look_twice(expand([folder]), words.still_seconds, request.now, pause)
    files = list(dropped.still)
    inputs = [_input(path) for path in files]
    summary = import_files(workspace, files, request)
    keep = request.dry_run or words.when_done == "keep"
    away = PutAway() if keep else put_away(folder, dropped, summary.files)
    why = _refused(summary.files)
    inputs = [
        one
        | ({"moved": away.moved[one["file"]]} if one["file"] in away.moved else {})
        | why.get(one["file"], {})
        for one in inputs
    ]
    inputs += [{"file": name_of(path), "left": "growing"} for path in dropped.growing]
    refused = sum(outcome.kind is None for outcome in summary.files)
    fresh = sum(outcome.rejected for outcome in summary.files if not outcome.seen)
    stopped = "; ".join(filter(None, map(brake_sentence, summary.files)))
    return StepResult(
        (), summary.counts(), tuple(inputs), refused + fresh, stopped, stuck=away.stuck, why_stuck=away.reason
    )


def _refused(outcomes: Sequence[FileOutcome]) -> dict[str, dict[str, str]]:
    """Return by file the code for which it, or a table of it, was refused, and the sentence with its place and remedy."""
    found: dict[str, dict[str, str]] = {}
    for one in outcomes:
        errors = [problem for problem in one.problems if problem.severity is Severity.ERROR]
        if one.kind is None and errors:
            told = problem_json(errors[0])
            why = f"{errors[0].location}: {told['message']} → {told['hint']}"
            found.setdefault(one.file, {"refused": errors[0].code, "why": why})
    return found


def _input(path: Path) -> dict[str, str]:
    """Return what the record of a run keeps of an input; one that cannot be read has no digest, but its reason."""
    try:
        return {"file": name_of(path), "sha256": digest_of(path)}
    except OSError as error:
        return {"file": name_of(path), "unreadable": error.strerror or str(error)}
