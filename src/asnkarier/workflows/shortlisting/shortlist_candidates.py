"""The promotion shortlist of a post, or of every vacancy: who is on it, who may still be, and what to find out first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from asnkarier.agency.answers.groups import policy_notes
from asnkarier.agency.cover import stamped
from asnkarier.agency.judging import unjudged
from asnkarier.agency.posts import Post, find_post, find_vacancy, no_vacancies
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.errors import UsageError
from asnkarier.model.book import Book
from asnkarier.model.messages import N_
from asnkarier.model.terms import slug
from asnkarier.reports.books.shortlist import shortlist_book, unjudged_book
from asnkarier.reports.books.shortlists import OfVacancy, shortlists_book
from asnkarier.workflows.requests.promote_shortlist import ShortlistRequest
from asnkarier.workflows.shortlisting.blind import Codes
from asnkarier.workflows.shortlisting.one_post import one_post

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store


def shortlist_candidates(workspace: "Workspace", request: ShortlistRequest) -> Book:
    """Return the report; UsageError when nobody knows the post, or when neither a post nor every vacancy is asked for, or both are."""
    if request.target is None and not request.all_vacancies:
        raise UsageError(
            N_("no post is named"),
            N_("name a position or a vacancy code, or ask for every vacancy with --all-vacancies"),
        )
    if request.target is not None and request.all_vacancies:
        raise UsageError(
            N_("one post is named and --all-vacancies asks for every vacancy"), N_("leave one of them out")
        )
    codes = _codes(request)
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["vacancies"])
        now = counted(whole)
        if request.all_vacancies:
            book = _of_every_vacancy(whole, now, store, request, codes)
        else:
            book = _shortlist(whole, now, store, request, find_post(whole, request.target or ""), codes)
    if codes is not None:
        codes.keep()
    return book


def _codes(request: ShortlistRequest) -> Codes | None:
    """Return what people are called instead of their names, None where they are named; UsageError: a key without codes."""
    if request.key is not None and not request.blind:
        raise UsageError(
            N_("--key without --blind: there are no codes to which it would be the key"), N_("add --blind")
        )
    return Codes(request.key) if request.blind else None


def shortlist_each(
    workspace: "Workspace", request: ShortlistRequest
) -> tuple[dict[str, Book], dict[str, int]]:
    """Return the report on each post of a job by the post's name in files, and how many there are; people are loaded once.

    A vacancy that cannot be judged never stops the others. UsageError or RegulationError, as for one post: nothing that is named can be.
    """
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["vacancies"])
        now = counted(whole)
        named = (request.target,) if request.target else request.vacancies
        wanted = now.vacancies["kode"].astype(str).tolist() if named is None else named
        lacking = {} if request.target else _unjudged(whole, wanted)
        judged = [code for code in wanted if code not in lacking]
        if (
            named and not judged
        ):  # nothing that was named can be judged: refused as when it is asked for by hand
            judged, lacking = list(named[:1]), {}
        names = dict(zip(judged, _file_names(judged), strict=True))
        books = {
            names[code]: _shortlist(whole, now, store, request, find_post(whole, code), _codes(request))
            for code in judged
        }
        counts = {"vacancies": len(wanted)}
        if lacking:
            rows = pd.DataFrame(lacking.values())
            books["unjudged"] = stamped(unjudged_book(rows, now.as_of), now, store)
            counts["unjudged"] = len(lacking)
    return books, counts


def _unjudged(now: Snapshot, codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return the vacancies for which nobody can be judged, and why: they never stop the lists of the others."""
    found: dict[str, dict[str, Any]] = {}
    for code in codes:
        vacancy = find_vacancy(now, code)
        why = None if vacancy is None else unjudged(now, str(vacancy["jabatan"]))
        if vacancy is not None and why is not None:
            named = {name: vacancy[name] for name in ("jabatan", "unit_kerja")}
            found[code] = {"vacancy": vacancy["kode"], **named, "reason": why[0], "detail": why[1]}
    return found


def _file_names(codes: Sequence[str]) -> list[str]:
    """Return a name in files for each code, a number behind the later of those that a file name cannot tell apart."""
    seen: dict[str, int] = {}
    names = []
    for code in codes:
        name = slug(code)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return names


def _shortlist(
    whole: Snapshot,
    now: Snapshot,
    store: "Store",
    request: ShortlistRequest,
    post: Post,
    codes: Codes | None,
) -> Book:
    found = one_post(now, post, request, codes, whole)
    return stamped(
        shortlist_book(found.view, now.as_of),
        now,
        store,
        citations=found.citations,
        counts={"people": now.dossiers.count, "findings": len(found.view.findings)},
        notes=policy_notes(now.settings, [(post.standard, found.deciding)]),
        leans_on=found.leans_on,
        next_steps=found.next_steps,
    )


def _of_every_vacancy(
    whole: Snapshot, now: Snapshot, store: "Store", request: ShortlistRequest, codes: Codes | None
) -> Book:
    """Return one report on all vacancies; one that cannot be judged is listed with the reason, as in a job."""
    wanted = now.vacancies["kode"].astype(str).tolist()
    if not wanted:
        raise no_vacancies()
    lacking = _unjudged(whole, wanted)
    posts = [find_post(whole, code) for code in wanted if code not in lacking]
    found = [one_post(now, post, request, codes) for post in posts]
    each = [OfVacancy(str(post.code), post.jabatan, one.view) for post, one in zip(posts, found, strict=True)]
    citations = tuple(dict.fromkeys(line for one in found for line in one.citations))
    return stamped(
        shortlists_book(each, pd.DataFrame(lacking.values()), now.as_of),
        now,
        store,
        citations=citations,
        counts={"people": now.dossiers.count, "vacancies": len(wanted), "unjudged": len(lacking)},
        notes=policy_notes(
            now.settings, [(post.standard, one.deciding) for post, one in zip(posts, found, strict=True)]
        ),
        next_steps=tuple(dict.fromkeys(step for one in found for step in one.next_steps)),
    )
