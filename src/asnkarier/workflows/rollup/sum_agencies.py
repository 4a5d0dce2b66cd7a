"""Many agencies at once: each counted by itself, their numbers added up, and what would tell of few people left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asnkarier import __version__
from asnkarier.agency.cover import headed
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.analysis.rollup.lines import lines_of
from asnkarier.errors import UsageError
from asnkarier.language import message
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.reports.books.rollup import rollup_book
from asnkarier.workflows.requests.rollup import RollupRequest
from asnkarier.workflows.rollup.folders import Found, LeftOut, find_agencies
from asnkarier.workflows.rollup.one_agency import Asked, Counted, count_agency
from asnkarier.workflows.rollup.running import answers

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

_DONE: Final = N_("agencies")
_KNOWN_AT: Final = N_("--known-at has no meaning for many agencies: each numbers its imports by itself")
_ONE: Final = N_("run the report of one agency with --known-at")
_PASSED: Final = N_("Folders without a config.yaml were passed over: {names}")
_TWICE: Final = N_("named more than once, counted once")
_COPY: Final = N_("a copy of the store of {other}, which counts: of copies the one with more imports")
_LAWS: Final = N_(
    "The agencies are judged by {count} different sets of rules: some have rules or choices of their own"
)
_SHOWN: Final = 10


@dataclass(frozen=True)
class RolledUp:
    """The report, and what could not be counted; what counts already is no failure."""

    book: Book
    left_out: tuple[LeftOut, ...]


def sum_agencies(workspace: "Workspace", request: RollupRequest, *, progress: Progress = SILENT) -> RolledUp:
    """Return the report on the day of `workspace`. UsageError: no agency at all can be looked for, or the scheduler does not answer."""
    if workspace.known_at is not None:
        raise UsageError(_KNOWN_AT, _ONE)
    found = find_agencies(request.folders)
    asked = [
        Asked(str(config), folder, workspace.as_of, workspace.wait)
        for config, folder in found.agencies.items()
    ]
    told = []
    progress(_DONE, 0, len(asked))
    for one in answers(count_agency, asked, jobs=request.jobs, scheduler=request.scheduler):
        told.append(one)
        progress(_DONE, len(told), len(asked))
    counted, copies = _once(one for one in told if isinstance(one, Counted))
    twice = (LeftOut(folder, _TWICE) for folder in found.twice)
    failed = (one for one in told if isinstance(one, LeftOut))
    wrong = sorted((*found.left_out, *failed, *copies, *twice), key=lambda one: (one.folder, one.reason))
    book = _book(workspace, counted, wrong, (*_notes(found), *_laws(counted)))
    return RolledUp(book, tuple(one for one in wrong if one.kind))


def _once(counted: Iterable[Counted]) -> tuple[list[Counted], list[LeftOut]]:
    """Return each store once, by folder, and its copies, which are no failure."""
    kept: dict[str, Counted] = {}
    said = []
    for one in sorted(counted, key=lambda one: (-one.batches, one.folder)):
        other = kept.setdefault(one.identity, one)
        if other is not one:
            said.append(LeftOut(one.folder, _COPY, facts={"other": other.folder}))
    return sorted(kept.values(), key=lambda one: one.folder), said


def _notes(found: Found) -> Iterable[str]:
    if found.passed_over:
        yield message(_PASSED, names=_some(sorted(found.passed_over)))


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")


def _laws(counted: Sequence[Counted]) -> Iterable[str]:
    count = len({one.rules for one in counted})
    if count > 1:
        yield message(_LAWS, count=count)


def _book(
    workspace: "Workspace", counted: Sequence[Counted], wrong: Sequence[LeftOut], notes: Iterable[str]
) -> Book:
    lines = lines_of({one.folder: one.tally for one in counted})
    who = {one.folder: one for one in counted}
    agencies = [_named(line, who[line["agency"]]) for line in lines.agencies]
    aside = [
        {
            "folder": one.folder,
            "reason": message(one.reason, **one.facts),
            "hint": message(one.hint, **one.facts) if one.hint else "",
        }
        for one in wrong
    ]
    doubts = sorted(message(one.doubt.reason, **one.doubt.facts) for one in counted if one.doubt is not None)
    book = rollup_book(lines.rows, lines.gaps, agencies, aside, workspace.as_of, tuple(notes))
    rules = sorted({one.rules for one in counted})
    head = headed(book, workspace.settings)
    return _with(head, rules, " ".join(doubts[:1]))


def _with(book: Book, rules: Sequence[str], doubt: str) -> Book:
    fingerprint = rules[0] if len(rules) == 1 else ""
    return replace(book, version=__version__, rules_fingerprint=fingerprint, doubt=doubt)


def _named(line: Mapping[str, object], one: Counted) -> dict[str, object]:
    return {
        **line,
        "agency": one.name,
        "folder": Path(one.folder).name or one.folder,
        "listed_on": one.listed,
    }
