"""The lines of a report about one person, each figure down to its rule and its cells; the report is made as its own command makes it."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from asnkarier.agency.cover import stamped
from asnkarier.agency.lookups import find_person
from asnkarier.agency.selection import counted, named
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.workspace import keep_silent
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.said import Said, said
from asnkarier.reports.books.explain_line import line_book
from asnkarier.workflows.asking import commands
from asnkarier.workflows.explaining.figures import Report
from asnkarier.workflows.explaining.lines import lines_of
from asnkarier.workflows.explaining.mine import Asked
from asnkarier.workflows.explaining.sections import REPORTS
from asnkarier.workflows.requests.explain import ExplainRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

# The options of the reports, with the words that people write.
OPTIONS: Final = {"budget": "budget", "years": "years", "first": "from", "second": "to", "file": "file"}


def explain_line(workspace: "Workspace", request: ExplainRequest) -> Book:
    """Return the report; UsageError for an unknown person, an option that the report does not take, or what its own command refuses."""
    report = REPORTS[request.of or ""]
    words = _words(report, request)
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=report.asking)
        nip = find_person(whole, request.nip)
        book = _made(workspace, report, words)
        now = counted(whole)
        counts = bool(now.employees["nip"].eq(nip).any())
        asked = Asked(
            now if counts else whole, nip, book, lambda day, known: _then(workspace, store, day, known)
        )
        speaks = counts or report.anybody
        rows = lines_of(asked, report) if speaks else lines_of(asked, Report(report.command, ()))
        found = line_book(
            rows,
            now.as_of,
            _subject(whole, nip),
            _told(book, len(rows[["part", "line"]].drop_duplicates())),
            book.notes,
        )
        return stamped(
            found,
            now if counts else named(whole, nip),
            store,
            citations=_cited(book, rows["rule_id"].tolist()),
            leans_on=book.leans_on,
            counts={"rows": len(rows)},
        )


def _words(report: Report, request: ExplainRequest) -> dict[str, Any]:
    """Return how the report is asked; UsageError for an option that it does not take."""
    given = {name: getattr(request, name) for name in OPTIONS if getattr(request, name) is not None}
    takes = commands()[report.command].request.model_fields
    refused = [OPTIONS[name] for name in given if name not in takes]
    if request.target is not None and "posts" in takes:
        given["posts"] = (request.target,)
    elif request.target is not None:
        refused.append("for")
    if refused:
        raise UsageError(
            N_("--{word}: the report {report} has no such option"),
            N_("leave it out, or explain the report that it belongs to"),
            facts={"word": refused[0], "report": request.of},
        )
    missing = [word for name, word in OPTIONS.items() if word in report.needs and name not in given]
    if missing:
        raise UsageError(
            N_("--{word}: the lines of {report} need it"),
            N_("see {command}"),
            facts={"word": missing[0], "report": request.of, "command": f"asn {report.command} --help"},
        )
    return {**report.words, **given}


def _then(workspace: "Workspace", store: "Store", day: date, known_at: int) -> Snapshot:
    """Return the people who counted on another day, as it was known at a batch."""
    then = replace(workspace, as_of=day, known_at=known_at, tell=keep_silent)
    return counted(load_somebody(then, store, asking=("vacancies",)))


def _made(workspace: "Workspace", report: Report, words: dict[str, Any]) -> Book:
    command = commands()[report.command]
    return command.make()(workspace, command.request(**words))


def _subject(whole: Snapshot, nip: str) -> str:
    person = whole.employees[whole.employees["nip"].eq(nip)].iloc[0]
    return f"{person['nama']} · {nip} · {person['jabatan']}"


def _told(book: Book, lines: int) -> tuple[Said, ...]:
    report = message(book.title)
    if not lines:
        return (said("explained_no_line", report=report),)
    return (said("explained_lines", report=report, count=lines),)


def _cited(book: Book, rules: list[Any]) -> tuple[Any, ...]:
    wanted = set(rules)
    return tuple(one for one in book.citations if one.rule_id in wanted)
