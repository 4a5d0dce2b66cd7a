"""The reports of the agency as one page: each part is the book of its own command, and a part that cannot be made says why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from shlex import quote
from typing import TYPE_CHECKING, Any, Final

from asnkarier import __version__
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.errors import AsnkarierError, OutputError, StoreError, UsageError
from asnkarier.language import message
from asnkarier.model.messages import N_
from asnkarier.reports.books.heatmap import heatmap
from asnkarier.reports.disguised import disguised
from asnkarier.reports.html.page import Cover, page_bytes
from asnkarier.reports.html.public import SMALLEST, public_book
from asnkarier.reports.html.section import Section
from asnkarier.workflows.asking import Command, commands
from asnkarier.workflows.comparing.named import NO_RUN, moment, newest_run
from asnkarier.workflows.requests.report import ReportRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.model.book import Book
    from asnkarier.reports.disguised import Hiding

_NOT_PUBLIC: Final = N_("This part speaks of single people and is not shown to the public.")
_NOT_MADE: Final = N_("This part could not be made.")


@dataclass(frozen=True)
class _Part:
    """A part: its anchor, its title, the command and what is asked of it, and the file that the command is told to write."""

    key: str
    title: str
    command: str
    asked: tuple[tuple[str, Any], ...] = ()
    words: str = ""

    def typed(self) -> str:
        """Return what makes the part alone, with every row."""
        words = f" {self.words}" if self.words else ""
        return f"asn {self.command}{words} --output {self.key}.xlsx"


_PARTS: Final = (
    _Part("check", N_("Readiness of the data"), "check"),
    _Part("gap", N_("Competency gaps"), "gap", (("by", "unit"),), "--by unit"),
    _Part("needs", N_("Training needs"), "needs", (("by", "unit"),), "--by unit"),
    _Part("talent-map", N_("Talent map"), "talent-map"),
    _Part("training", N_("Training plan and what each budget reaches"), "recommend-training"),
    _Part("evaluation", N_("Whether past training worked"), "evaluate-training"),
    _Part("shortlists", N_("Promotion shortlists"), "promote-shortlist", (("all_vacancies", True),), "--all-vacancies"),
    _Part("retirements", N_("Who leaves the service"), "retirements"),
    _Part("succession", N_("Who follows in key posts"), "succession"),
    _Part("chains", N_("Placement with chains of moves"), "recommend-placement", (("cascade", True),), "--cascade"),
    _Part("fairness-shortlists", N_("Fairness of the shortlists"), "fairness", (("of", "shortlist"), ("all_vacancies", True)), "--of shortlist --all-vacancies"),
    _Part("fairness-talent", N_("Fairness of the talent map"), "fairness", (("of", "talent"),), "--of talent"),
)  # fmt: skip
_CHANGES: Final = _Part("changes", N_("What changed"), "diff")


@dataclass(frozen=True)
class WholeReport:
    """The page, and why the store behind it may not hold what was stored (empty: nothing speaks against it)."""

    page: bytes
    doubt: str = ""


def whole_report(
    workspace: "Workspace",
    request: ReportRequest,
    *,
    progress: Progress = SILENT,
    hide: "Hiding | None" = None,
) -> WholeReport:
    """Return the page; the same store, standards, rules, config and language give the same bytes. hide: what people are called; None: as they are.

    Raises what stops every part (StoreError, nothing imported yet); UsageError for a `since` that names no moment.
    """
    known = commands()
    stops: list[AsnkarierError] = []
    # What may be misspelt is asked first: the other parts take their time.
    changes = _changed(workspace, request, known)
    sections = []
    for place, part in enumerate(_PARTS):
        progress(N_("parts of the report"), place, len(_PARTS))
        sections.append(_section(workspace, part, known[part.command], stops))
    if len(stops) == len(sections):
        raise stops[0]
    sections.append(changes)
    doubt = next((one.book.doubt for one in sections if one.book is not None and one.book.doubt), "")
    public = request.audience == "public"
    cover = Cover(workspace.settings.agency, workspace.as_of, __version__, public=public)
    shown = [_for_reader(one if hide is None else _hidden(one, hide), public=public) for one in sections]
    return WholeReport(page_bytes(cover, shown), doubt)


def _section(workspace: "Workspace", part: _Part, command: Command, stops: list[AsnkarierError]) -> Section:
    """Return the part, or why it cannot be made, which `stops` then holds too."""
    try:
        return Section(part.key, part.title, part.typed(), _book(workspace, part, command))
    except (StoreError, OutputError):
        raise
    except AsnkarierError as error:
        stops.append(error)
        told = " — ".join(message(one, **error.facts) for one in (error.reason, error.hint) if one)
        return Section(part.key, part.title, "", missing=told)


def _book(workspace: "Workspace", part: _Part, command: Command) -> "Book":
    asked = command.request.model_validate(dict(part.asked))
    return replace(command.make()(workspace, asked), filter=asked.filter())


def _for_reader(section: Section, *, public: bool) -> Section:
    """Return the section with the picture of needs, and for the public without what only some may read."""
    book = section.book
    if book is None:
        # What a command refuses may name somebody; that nothing was run before does not.
        return (
            replace(section, missing=message(_NOT_MADE))
            if public and section.missing != message(NO_RUN)
            else section
        )
    if section.key == "needs":
        picture = heatmap(book, people=SMALLEST if public else 1)
        book = book if picture is None else replace(book, blocks=(picture, *book.blocks))
    if not public:
        return replace(section, book=book)
    seen = public_book(book)
    if not seen.blocks:
        return replace(section, book=None, missing=message(_NOT_PUBLIC))
    return replace(section, book=seen, command="")


def _hidden(section: Section, hide: "Hiding") -> Section:
    """Return the section, or why there is none, without people."""
    book = None if section.book is None else disguised(section.book, hide)
    return replace(section, book=book, missing=hide.text(section.missing), command=hide.text(section.command))


def _changed(workspace: "Workspace", request: ReportRequest, known: Mapping[str, Command]) -> Section:
    """Return what changed since the moment that was named, else since the newest run; UsageError for a moment that there is not, or that is later."""
    if request.since is not None:
        _refuse_later(workspace, request.since)
    first, second = request.since or newest_run(workspace), workspace.as_of.isoformat()
    if first is None:
        return Section(_CHANGES.key, _CHANGES.title, "", missing=message(NO_RUN))
    part = replace(_CHANGES, asked=(("first", first), ("second", second)), words=f"{quote(first)} {second}")
    return Section(part.key, part.title, part.typed(), _book(workspace, part, known[part.command]))


def _refuse_later(workspace: "Workspace", since: str) -> None:
    with workspace.open_store() as store:
        day = moment(workspace, store, since, as_known=False).workspace.as_of
    if day > workspace.as_of:
        raise UsageError(
            N_("--since {text}: that is after {day}, the day of the report"),
            N_("name an earlier moment, or a later day with --as-of"),
            facts={"text": since, "day": workspace.as_of},
        )
