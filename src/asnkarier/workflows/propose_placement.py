"""Who should fill which post: all vacancies solved together, and, when asked, the posts that the moves open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from asnkarier.agency.answers.empty_posts import OPENED, mark_placed, steps_for_empty
from asnkarier.agency.answers.groups import policy_notes
from asnkarier.agency.answers.leaning import leanings_of_posts
from asnkarier.agency.answers.next_steps import bring, unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.judging import Offer, gate_citations, offer, unjudged
from asnkarier.agency.posts import find_vacancy, seats_of, vacancy_post, vacant_from
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.analysis.gates.eligibility import no_findings
from asnkarier.analysis.outcomes import RESULTS
from asnkarier.analysis.placement.plan import Placement, place
from asnkarier.analysis.placement.rotation import rotation_findings
from asnkarier.analysis.placement.routes import ROTATION
from asnkarier.errors import UsageError
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.kelompok import STRUCTURAL_CLASSES
from asnkarier.model.level import from_micro
from asnkarier.model.messages import N_
from asnkarier.model.said import Code, Said, said
from asnkarier.reports.books.placement import PlacementView, placement_book
from asnkarier.workflows.requests.recommend_placement import PlacementRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace

# A chain of moves always ends, because nobody moves twice; this only bounds how far ahead an office wants to look.
_MOST_STEPS: Final = 6


@dataclass
class _Tally:
    """What the steps have found so far."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    unfilled: list[dict[str, Any]] = field(default_factory=list)
    findings: list[pd.DataFrame] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    objective: int = 0
    greedy: int = 0
    seats: int = 0
    opened: int = 0


def propose_placement(
    workspace: "Workspace", request: PlacementRequest, *, progress: Progress = SILENT
) -> Book:
    """Return the report; UsageError for an unknown vacancy code, or when no vacancies were imported."""
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["vacancies"])
        now, wanted = counted(whole), _wanted(whole, request)
        moves = request.moves if request.moves is not None else now.settings.placement.max_moves
        tally = _solve(now, wanted, moves, cascade=request.cascade, progress=progress)
        citations = _citations(now, tally)
        leans_on = leanings_of_posts(now, citations)
        mark_placed(now, tally.offers, tally.rows, leans_on)
        findings = pd.concat(tally.findings, ignore_index=True) if tally.findings else no_findings()
        view = PlacementView(
            _frame(tally.rows, _ROW_KEYS),
            _frame(tally.unfilled, _UNFILLED_KEYS),
            pd.DataFrame([_totals(tally)]),
            with_sources(findings, now),
        )
        return stamped(
            placement_book(view, now.as_of),
            now,
            store,
            citations=citations,
            leans_on=leans_on,
            counts={"posts": tally.seats, "moves": len(tally.rows)},
            notes=policy_notes(now.settings),
            next_steps=(*unread(workspace, store), *steps_for_empty(now, tally.offers, tally.unfilled)),
        )


def _wanted(now: Snapshot, request: PlacementRequest) -> list[pd.Series]:
    """Return the vacancies asked for, each once."""
    if now.vacancies.empty:
        raise UsageError(
            N_("there are no vacancies in the store"),
            N_("import a list of vacancies first"),
            commands=bring("vacancies"),
        )
    known = now.vacancies["kode"].astype("str").tolist()
    found: dict[str, pd.Series] = {}
    for text in request.vacancies or known:
        vacancy = find_vacancy(now, text)
        if vacancy is None:
            raise UsageError(
                N_("vacancy {text} is not known"),
                N_("known: {known}"),
                facts={"text": text, "known": ", ".join(known)},
            )
        found.setdefault(str(vacancy["kode"]), vacancy)
    return list(found.values())


def _solve(
    now: Snapshot,
    vacancies: Sequence[pd.Series],
    moves: int | None,
    *,
    cascade: bool,
    progress: Progress,
) -> _Tally:
    tally = _Tally()
    moved = np.zeros(now.dossiers.count, dtype=bool)
    for step in range(1, _MOST_STEPS + 1):
        offers = []
        for number, vacancy in enumerate(vacancies):
            progress(N_("judging candidates"), number, len(vacancies))
            # One vacancy that cannot be judged stays empty; it never stops the others.
            then = now.ahead(vacant_from(vacancy))
            why = unjudged(then, str(vacancy["jabatan"]))
            if why is None:
                offers.append(offer(then, vacancy_post(then, vacancy)))
            else:
                _leave_empty(tally, vacancy, why, step)
        if not offers:
            break
        left = None if moves is None else moves - len(tally.rows)
        solution = _placed(now, offers, moved, left)
        opened = _record(now, offers, solution, moved, tally, step)
        tally.opened += len(opened)
        if not cascade or not opened or left == 0:
            break
        vacancies = opened
    return tally


def _placed(now: Snapshot, offers: Sequence[Offer], moved: NDArray[np.bool_], moves: int | None) -> Placement:
    """Solve one step. Every score is raised by one millionth: an eligible person with no known part still beats nobody."""
    allowed = np.stack([one.may_come & ~moved for one in offers])
    scores = np.stack([one.score for one in offers]) + 1
    rows, columns = np.nonzero(allowed)
    matrix = csr_array((scores[rows, columns], (rows, columns)), shape=allowed.shape)
    codes = [one.post.code or "" for one in offers]
    seats = [one.post.seats for one in offers]
    gone = [int((one.may_come & moved).sum()) for one in offers]
    return place(codes, seats, now.dossiers.people.tolist(), matrix, moves=moves, gone=gone)


def _record(
    now: Snapshot,
    offers: Sequence[Offer],
    solution: Placement,
    moved: NDArray[np.bool_],
    tally: _Tally,
    step: int,
) -> list[pd.Series]:
    """Add a step's moves and empty posts to the tally; return the posts that the moves open, as vacancies."""
    by_code = {one.post.code: one for one in offers}
    tally.offers += offers
    tally.objective += solution.objective
    tally.greedy += solution.greedy_objective
    tally.seats += sum(one.post.seats for one in offers)
    opened: list[pd.Series] = []
    for code, nip in solution.assigned:
        one = by_code[code]
        person = int(now.dossiers.people.get_indexer(pd.Index([nip]))[0])
        moved[person] = True
        tally.rows.append(_row(now, one, person, step))
        tally.findings.append(_found(one, nip, person))
        post = _vacated(now, person, len(opened) + tally.opened + 1, one.post.tmt)
        if post is not None:
            opened.append(post)
    for code, seats, reason in solution.unfilled:
        tally.unfilled.append(_empty(by_code[code], seats, reason, step))
    return opened


def _found(one: Offer, nip: str, person: int) -> pd.DataFrame:
    gates = one.judged.eligibility
    if one.route(person) == ROTATION:
        return rotation_findings(gates, nip, gates.case.rulebook)
    return gates.findings_of([nip])


def _row(now: Snapshot, one: Offer, person: int, step: int) -> dict[str, Any]:
    who = now.employees.iloc[person]
    rivals = np.flatnonzero(one.may_come)
    rank = 1 + int((one.score[rivals] > one.score[person]).sum())
    route = one.route(person)
    reason = said(
        "placed",
        route=Code(route),
        rank=rank,
        candidates=len(rivals),
        field=Code(RESULTS[int(one.field[person])]),
    )
    return {
        "vacancy": one.post.code,
        "jabatan": one.post.jabatan,
        "unit_kerja": one.post.unit_kerja,
        "nip": who["nip"],
        "nama": who["nama"],
        "from_jabatan": who["jabatan"],
        "jpm": one.judged.match["jpm"].iloc[person],
        "score": from_micro(int(one.score[person])),
        "route": route,
        "step": step,
        "judged_on": one.judged.day,
        "reason": reason,
        "components": {name: band.points_of(person) for name, band in one.bands.items()},
    }


def _empty(one: Offer, seats: int, reason: str, step: int) -> dict[str, Any]:
    status = one.judged.eligibility.persons["status"].value_counts()
    detail = said(
        "standing",
        eligible=int(one.may_come.sum()),
        short=int(status.get("one_gate_short", 0)),
        open=int(status.get("unknown", 0)),
    )
    return {
        "vacancy": one.post.code,
        "jabatan": one.post.jabatan,
        "unit_kerja": one.post.unit_kerja,
        "seats": seats,
        "reason": reason,
        "detail": detail,
        "step": step,
        "judged_on": one.judged.day,
    }


def _leave_empty(tally: _Tally, vacancy: pd.Series, why: tuple[str, Said], step: int) -> None:
    """Add a vacancy for which nobody can be judged to the tally."""
    seats = seats_of(vacancy)
    tally.seats += seats
    reason, detail = why
    named = {name: vacancy[name] for name in ("jabatan", "unit_kerja")}
    tally.unfilled.append(
        {
            "vacancy": vacancy["kode"],
            **named,
            "seats": seats,
            "reason": reason,
            "detail": detail,
            "step": step,
        }
    )


def _vacated(now: Snapshot, person: int, number: int, leaving: date | None) -> pd.Series | None:
    """Return the post that this person leaves on that day; functional posts and pelaksana are held by many and open nothing."""
    who = now.employees.iloc[person]
    if who["kelompok"] not in STRUCTURAL_CLASSES:
        return None
    return pd.Series(
        {
            "kode": f"{OPENED}{number:02d}",
            "jabatan": who["jabatan"],
            "unit_kerja": who["unit_kerja"],
            "jumlah": 1,
            "tmt": leaving,
        }
    )


def _totals(tally: _Tally) -> dict[str, Any]:
    return {
        "objective": from_micro(tally.objective),
        "greedy_objective": from_micro(tally.greedy),
        "moves": len(tally.rows),
        "seats": tally.seats,
        "filled": len(tally.rows),
        "opened": tally.opened,
    }


def _citations(now: Snapshot, tally: _Tally) -> tuple[CitationLine, ...]:
    lines = [line for one in tally.offers for line in gate_citations(now.ahead(one.post.tmt), one.judged)]
    return tuple(dict.fromkeys([*lines, *cite_parameters(now, ("jabatan/rotasi", "jabatan/rotasi_jpt"))]))


_ROW_KEYS: Final = (
    "vacancy", "jabatan", "unit_kerja", "nip", "nama", "from_jabatan", "jpm", "score", "route", "step",
    "judged_on", "reason", "components", "leans_on",
)  # fmt: skip
_UNFILLED_KEYS: Final = ("vacancy", "jabatan", "unit_kerja", "seats", "reason", "detail", "step", "judged_on")


def _frame(rows: list[dict[str, Any]], keys: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(keys))
