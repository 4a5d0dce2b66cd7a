"""The report that is examined, made as its own command makes it, and whom it selects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from asnkarier.agency.answers.leaning import leanings
from asnkarier.agency.judging import rises, unjudged
from asnkarier.agency.lookups import find_unit
from asnkarier.agency.match import items_of
from asnkarier.agency.posts import find_post
from asnkarier.agency.progress import Progress
from asnkarier.agency.review.everybody import lists_of, review_citations
from asnkarier.agency.selection import Who, selected, within_unit
from asnkarier.analysis.review.lists import REWARD, REWARD_RULE
from asnkarier.errors import UsageError
from asnkarier.model.book import Book, CitationLine, Leaning
from asnkarier.model.messages import N_
from asnkarier.workflows.asking import commands
from asnkarier.workflows.requests.fairness import FairnessRequest

if TYPE_CHECKING:
    from asnkarier.agency.snapshot import Snapshot
    from asnkarier.agency.workspace import Workspace

# Which command makes each report, and which of the words belong to it, as it calls them itself.
_REPORTS: Final[dict[str, tuple[str, Mapping[str, str]]]] = {
    "shortlist": (
        "promote-shortlist",
        {"post": "target", "all_vacancies": "all_vacancies", "top": "top"},
    ),
    "training": (
        "recommend-training",
        {name: name for name in ("unit", "budget", "max_per_person", "years", "from_year", "target")},
    ),
    "talent": ("talent-map", {"unit": "unit", "kelompok": "kelompok"}),
    "reward": ("review", {"unit": "unit"}),
}
_WHICH: Final = N_("examine one of the reports that there are:")
_TRY: Final = tuple(
    f"asn fairness --of {name}"
    for name in ("shortlist --all-vacancies", "training", "talent", "reward", "ratings")
)
_POOLED: Final = ("in_pool", "may_be_in_pool")


@dataclass(frozen=True)
class Examined:
    """What a report says of people, by nip, with what it cites and leans on. people: all who count and are asked about; chosen: who is selected; among: of whom it was a question at all; by: another measure of who is selected than the report's own, "" if it is that."""

    citations: tuple[CitationLine, ...]
    leans_on: tuple[Leaning, ...] | None
    people: frozenset[str]
    chosen: frozenset[str]
    among: frozenset[str]
    by: str = ""


def examined(
    workspace: "Workspace", whole: "Snapshot", now: "Snapshot", request: FairnessRequest, progress: Progress
) -> Examined:
    """Return the report and whom it selects. whole: everybody listed, now: who counts.

    UsageError: no report named, an option of another report, or what the report's own command refuses.
    """
    if request.of is None:
        raise UsageError(N_("--of: no report is named"), _WHICH, commands=_TRY)
    name, words = _REPORTS[request.of]
    own_words(request, words)
    if request.of == "reward":
        return _reward(now, request)
    command = commands()[name]
    asked = command.request(**{own: getattr(request, word) for word, own in words.items()})
    more: dict[str, Any] = {"progress": progress} if command.slow else {}
    book = command.make()(replace(workspace, seen=whole), asked, **more)
    return _READ[request.of](book, whole, now, request)


def own_words(request: FairnessRequest, words: Mapping[str, str]) -> None:
    """Raise UsageError for an option that the report examined does not have. words: those that it has."""
    for field, (word, info) in request.words().items():
        if field == "of" or field in words or getattr(request, field) == info.default:
            continue
        named = getattr(request, field) if word.argument else "--" + (info.alias or field).replace("_", "-")
        raise UsageError(
            N_("{word}: the report {report} has no such option"),
            N_("leave it out, or examine the report that it belongs to"),
            facts={"word": named, "report": request.of},
        )


def _rests(book: Book) -> tuple[tuple[CitationLine, ...], tuple[Leaning, ...] | None]:
    return book.citations, book.leans_on


def _nips(frame: pd.DataFrame) -> frozenset[str]:
    return frozenset(frame["nip"].dropna().astype(str)) if len(frame) else frozenset()


def _training(book: Book, _whole: "Snapshot", now: "Snapshot", request: FairnessRequest) -> Examined:
    people = selected(now, Who(unit=request.unit))
    items = items_of(now, people)
    short = items[items["status"].eq("gap") & items["weight"].gt(0)]
    return Examined(*_rests(book), _nips(people.employees), _nips(book.lines("rows")), _nips(short))


def _shortlist(book: Book, whole: "Snapshot", now: "Snapshot", request: FairnessRequest) -> Examined:
    """Whom the lists name among their first, certain or not; and for whom a post on them would be a rise."""
    if request.all_vacancies:
        codes = now.vacancies["kode"].astype(str).tolist()
        by_code = {str(one["kode"]): str(one["jabatan"]) for one in now.vacancies.to_dict("records")}
        codes = [code for code in codes if unjudged(whole, by_code[code]) is None]
    else:
        codes = [request.post or ""]
    among: set[str] = set()
    for post in (find_post(whole, code) for code in codes):
        then = now.ahead(post.tmt)
        among |= set(then.employees["nip"][rises(then, post)])
    top = request.top or now.settings.promotion.top
    rows = book.lines("rows")
    listed = rows[rows["rank"].notna() & rows["rank"].le(top).fillna(False)] if len(rows) else rows
    return Examined(*_rests(book), _nips(now.employees), _nips(listed), frozenset(among) | _nips(listed))


def _talent(book: Book, _whole: "Snapshot", now: "Snapshot", _request: FairnessRequest) -> Examined:
    """Who is or may be in a succession pool, or, where no post is critical and so none has a pool, whose box leads into one; and whose box is certain."""
    rows, members = book.lines("rows"), book.lines("krs_members")
    boxed = _nips(rows[rows["kotak"].notna()]) if len(rows) else _nips(rows)
    if now.settings.needs.critical:
        pooled = members[members["membership"].isin(_POOLED)] if len(members) else members
        return Examined(*_rests(book), _nips(rows), _nips(pooled), boxed)
    leads = rows["krs"].fillna("").ne("") if len(rows) else pd.Series(dtype=bool)
    return Examined(
        *_rests(book), _nips(rows), _nips(rows[leads]) & boxed if len(rows) else boxed, boxed, "boxes"
    )


def _reward(now: "Snapshot", request: FairnessRequest) -> Examined:
    """Return who is to be rewarded, as `asn review` lists them; and whose predikat is known in every year that the rule looks at, whatever it is.

    The lists rest on appraisals alone: what a review says of each person besides need not be made.
    """
    lists, people = lists_of(now), now.employees["nip"].astype("str")
    inside = np.ones(len(people), dtype=bool)
    if request.unit is not None:
        units = now.frames["units"]
        inside = within_unit(now.employees, units, find_unit(now.employees, units, request.unit)).people
    rule = now.rulebook.in_force(REWARD_RULE, now.as_of)
    last, nothing = now.dossiers.last_year, np.full(len(people), "", dtype=object)
    years = [last - back for back in range(int(rule.value["tahun"]))] if rule is not None else []
    known = [lists.predikat.get(year, nothing) != "" for year in years] or [~inside]
    chosen, appraised = lists.chosen == REWARD, np.logical_and.reduce(known)
    cited = review_citations(now)
    leans_on = leanings(now.settings, now.rulebook, (*cited, *now.citations))
    everybody, rewarded, asked = (
        frozenset(people[inside & of].tolist()) for of in (inside, chosen, appraised)
    )
    return Examined(cited, leans_on, everybody, rewarded, asked)


_READ: Final[dict[str, Callable[[Book, "Snapshot", "Snapshot", FairnessRequest], Examined]]] = {
    "training": _training,
    "shortlist": _shortlist,
    "talent": _talent,
}
