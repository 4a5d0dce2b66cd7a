"""Who should fill which post: all vacancies solved together, and, when asked, with them the posts that the moves open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.answers.empty_posts import before_empty, mark_placed, mark_service
from asnkarier.agency.answers.groups import policy_notes
from asnkarier.agency.answers.leaning import leanings_of_posts
from asnkarier.agency.answers.next_steps import unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.posts import find_vacancy, no_vacancies, unknown_vacancy
from asnkarier.agency.progress import SILENT, Progress
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.selection import counted
from asnkarier.agency.snapshot import Snapshot, load_somebody
from asnkarier.agency.succession.service import COLUMNS
from asnkarier.analysis.gates.eligibility import no_findings
from asnkarier.analysis.placement.cascade.problem import Limits
from asnkarier.errors import UsageError
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.kelompok import STRUCTURAL_CLASSES
from asnkarier.model.level import from_micro
from asnkarier.model.messages import N_
from asnkarier.reports.books.placement import (
    BESIDE_COLUMNS,
    CURVE_COLUMNS,
    UNFILLED_COLUMNS,
    PlacementView,
    placement_book,
)
from asnkarier.workflows.placement.judged import as_chains, require_judged
from asnkarier.workflows.placement.staffing import pairs_apart, staffing_notes
from asnkarier.workflows.placement.steps import Tally, solve
from asnkarier.workflows.placement.told import MOVE_RULES, told_moves
from asnkarier.workflows.requests.recommend_placement import PlacementRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace


def propose_placement(
    workspace: "Workspace", request: PlacementRequest, *, progress: Progress = SILENT
) -> Book:
    """Return the report; UsageError for an unknown vacancy code, when no vacancies were imported, or for limits that say nothing.

    With `cascade` it is of chains of moves: see `placement.cascade`, whose errors are raised too.
    """
    _without_cascade(request)
    with workspace.open_store() as store:
        whole = load_somebody(workspace, store, asking=["vacancies"])
        now, wanted = counted(whole), _wanted(whole, request)
        moves = request.moves if request.moves is not None else now.settings.placement.max_moves
        if request.cascade:
            # Only now: what solves chains loads scipy.optimize.
            from asnkarier.workflows.placement.cascade import propose_cascade

            return propose_cascade(workspace, store, now, wanted, request, progress)
        pairs_apart(now)
        tally = solve(now, wanted, moves, progress)
        citations = _citations(now, tally)
        leans_on = leanings_of_posts(now, citations)
        told = list(told_moves(now, tally.moves))
        rows, found = [row for row, _ in told], [one for _, one in told]
        require_judged(now, as_chains(rows), found, wanted, Limits(moves, 1), gains=False)
        mark_placed(now, tally.posts, rows, leans_on)
        mark_service(now, tally.posts, rows)
        findings = pd.concat(found, ignore_index=True) if found else no_findings()
        obstacles, steps = before_empty(now, tally.posts, tally.unfilled)
        view = PlacementView(
            _frame(rows, _ROW_KEYS),
            _frame(tally.unfilled, _UNFILLED_KEYS),
            pd.DataFrame([_totals(tally)]),
            _beside(now, tally),
            _curve(tally),
            with_sources(findings, now),
            obstacles.gates,
            obstacles.nearest,
        )
        return stamped(
            placement_book(view, now.as_of),
            now,
            store,
            citations=citations,
            leans_on=leans_on,
            counts={"posts": tally.seats, "moves": len(tally.moves)},
            notes=(*policy_notes(now.settings), *staffing_notes(now)),
            next_steps=(*unread(workspace, store), *steps),
        )


def _without_cascade(request: PlacementRequest) -> None:
    """Raise UsageError for words that say something of chains only, when no chains are asked for."""
    for word, said in (("--depth", request.depth is not None), ("--exchanges", request.exchanges)):
        if said and not request.cascade:
            raise UsageError(
                N_("{word} says how chains of moves are made, and no chains are asked for"),
                N_("add --cascade, or leave {word} out"),
                facts={"word": word},
            )


def _wanted(now: Snapshot, request: PlacementRequest) -> list[pd.Series]:
    """Return the vacancies asked for, each once."""
    if now.vacancies.empty:
        raise no_vacancies()
    known = now.vacancies["kode"].astype("str").tolist()
    found: dict[str, pd.Series] = {}
    for text in request.vacancies or known:
        vacancy = find_vacancy(now, text)
        if vacancy is None:
            raise unknown_vacancy(now, text)
        found.setdefault(str(vacancy["kode"]), vacancy)
    return list(found.values())


def _totals(tally: Tally) -> dict[str, Any]:
    return {
        "objective": from_micro(tally.objective),
        "bound": from_micro(tally.bound),
        "greedy_objective": from_micro(tally.greedy),
        "moves": len(tally.moves),
        "seats": tally.seats,
        "filled": len(tally.moves),
        "opened": tally.opened,
    }


def _beside(now: Snapshot, tally: Tally) -> pd.DataFrame:
    """Return the plan beside others: nobody moves, and each post in turn its best free candidate."""
    plans = (
        ("as_is", 0, ()),
        ("one_after_another", tally.greedy, tally.greedy_nips),
        ("this_plan", tally.objective, tuple(one.nip for one in tally.moves)),
    )
    classes = dict(zip(now.employees["nip"].astype("str"), now.employees["kelompok"], strict=True))
    rows = [
        {
            "plan": name,
            "objective": from_micro(total),
            "moves": len(nips),
            "opened": sum(classes[nip] in STRUCTURAL_CLASSES for nip in nips),
            "empty": tally.seats - len(nips),
        }
        for name, total, nips in plans
    ]
    return _frame(rows, [one.key for one in BESIDE_COLUMNS])


def _curve(tally: Tally) -> pd.DataFrame:
    points = [{"moves": moves, "objective": from_micro(total)} for moves, total in tally.curve]
    return _frame(points, [one.key for one in CURVE_COLUMNS])


def _citations(now: Snapshot, tally: Tally) -> tuple[CitationLine, ...]:
    return tuple(dict.fromkeys([*tally.citations, *cite_parameters(now, MOVE_RULES)]))


_ROW_KEYS: Final = (
    "vacancy", "jabatan", "unit_kerja", "nip", "nama", "from_jabatan", "jpm", "score", "equal", "route", "status", "asked_of_people",
    "kind", "step", "judged_on", "reason", "components", "leans_on",
    "way", "way_reason", "way_citations", *COLUMNS,
    "height_warning",
)  # fmt: skip
_UNFILLED_KEYS: Final = tuple(one.key for one in UNFILLED_COLUMNS)


def _frame(rows: list[dict[str, Any]], keys: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(keys))
