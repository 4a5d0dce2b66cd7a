"""A placement with chains: all vacancies and all posts that the moves open solved as a whole, within so many moves and steps."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from asnkarier.agency.answers.empty_posts import before_empty, mark_placed, mark_service
from asnkarier.agency.answers.groups import policy_notes
from asnkarier.agency.answers.leaning import leanings_of_posts
from asnkarier.agency.answers.next_steps import unread
from asnkarier.agency.cover import cite_parameters, stamped
from asnkarier.agency.posts import seats_of
from asnkarier.agency.progress import Progress
from asnkarier.agency.provenance import with_sources
from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.gates.eligibility import no_findings
from asnkarier.analysis.placement.cascade.curve import gains_of_moves
from asnkarier.analysis.placement.cascade.problem import Limits, Plan, Problem
from asnkarier.analysis.placement.cascade.solve import best_cascade
from asnkarier.language import message
from asnkarier.model.book import Book, CitationLine
from asnkarier.model.level import from_micro
from asnkarier.model.messages import N_
from asnkarier.reports.books.cascade import (
    CURVE_COLUMNS,
    EMPTY_COLUMNS,
    STEP_COLUMNS,
    CascadeView,
    cascade_book,
)
from asnkarier.workflows.placement.asked import limits_of, problem_of
from asnkarier.workflows.placement.chained import Step, beside, empty_rows, steps_of, with_chains
from asnkarier.workflows.placement.judged import require_judged
from asnkarier.workflows.placement.reach import Reach, reached
from asnkarier.workflows.placement.staffing import pairs_apart, staffing_notes
from asnkarier.workflows.placement.told import MOVE_RULES, told_moves
from asnkarier.workflows.requests.recommend_placement import PlacementRequest

if TYPE_CHECKING:
    from asnkarier.agency.workspace import Workspace
    from asnkarier.store.store import Store

_PERCENT: Final = 100
COUNTED: Final = N_(
    "Gain in points: {filled} for a filled post and the score in it, less {cost} for each move, less what the post that opens was worth with its holder. All chains are solved together; no plan within the limits gains more than the bound."
)


def propose_cascade(
    workspace: "Workspace",
    store: "Store",
    now: Snapshot,
    vacancies: Sequence[pd.Series],
    request: PlacementRequest,
    progress: Progress,
) -> Book:
    """Return the report. UsageError: no move is allowed; SettingsError: a policy names somebody whom no list ever named."""
    limits = limits_of(request, now.settings)
    pairs_apart(now)
    reach = reached(now, vacancies, limits.depth, progress, everybody=limits.exchanges)
    problem = problem_of(now, reach)
    progress(N_("looking for the best plan"), 0, None)
    plan = best_cascade(problem, limits)
    steps = steps_of(now, problem, reach, plan)
    citations = _citations(now, reach)
    leans_on = leanings_of_posts(now, citations)
    told = list(told_moves(now, [one.move for one in steps]))
    rows = with_chains([row for row, _ in told], steps, now)
    mark_placed(now, [one.move.post for one in steps], rows, leans_on)
    mark_service(now, [one.move.post for one in steps], rows)
    findings = pd.concat([one for _, one in told], ignore_index=True) if told else no_findings()
    require_judged(now, rows, [one for _, one in told], vacancies, limits, gains=True)
    empty, posts = empty_rows(now, problem, reach, plan, limits, steps)
    empty = [*_unjudged(reach), *empty]
    obstacles, next_steps = before_empty(now, posts, empty)
    view = CascadeView(
        _frame(rows, [one.key for one in STEP_COLUMNS]),
        _frame(empty, [one.key for one in EMPTY_COLUMNS]),
        pd.DataFrame([_totals(problem, reach, plan, limits, steps)]),
        beside(problem, limits, plan, sum(seats_of(one) for one, _ in reach.unjudged)),
        _curve(problem, limits, plan),
        with_sources(findings, now),
        obstacles.gates,
        obstacles.nearest,
        message(
            COUNTED,
            filled=now.settings.placement.cascade.filled_post,
            cost=now.settings.placement.cascade.cost_of_move,
        ),
    )
    return stamped(
        cascade_book(view, now.as_of),
        now,
        store,
        citations=citations,
        leans_on=leans_on,
        counts={"posts": int(problem.seats.sum()), "moves": plan.moves},
        notes=(*policy_notes(now.settings), *staffing_notes(now)),
        next_steps=(*unread(workspace, store), *next_steps),
    )


def _totals(
    problem: Problem, reach: Reach, plan: Plan, limits: Limits, steps: Sequence[Step]
) -> dict[str, Any]:
    filled = sum(one.step == 1 and one.depends_on is None for one in steps)
    opened = sum(one.opens is not None for one in steps)
    seats = int(problem.seats.sum()) + sum(seats_of(one) for one, _ in reach.unjudged)
    return {
        "objective": from_micro(plan.gain),
        "bound": from_micro(plan.bound),
        "optimality_gap": _PERCENT * (plan.bound - plan.gain) / plan.bound if plan.bound else 0.0,
        "moves": plan.moves,
        "moves_limit": limits.moves,
        "depth_limit": limits.depth,
        "exchanges": limits.exchanges,
        "chains": len({one.chain for one in steps}),
        "seats": seats,
        "filled": filled,
        "opened": opened,
        "empty": seats + opened - plan.moves,
    }


def _curve(problem: Problem, limits: Limits, plan: Plan) -> pd.DataFrame:
    points = [
        {"moves": one.moves, "gain": from_micro(one.gain), "bound": from_micro(one.bound)}
        for one in gains_of_moves(problem, limits, plan)
    ]
    return _frame(points, [one.key for one in CURVE_COLUMNS])


def _unjudged(reach: Reach) -> list[dict[str, Any]]:
    return [
        {
            "vacancy": one["kode"],
            "jabatan": one["jabatan"],
            "unit_kerja": one["unit_kerja"],
            "seats": seats_of(one),
            "reason": reason,
            "detail": detail,
            "step": 1,
        }
        for one, (reason, detail) in reach.unjudged
    ]


def _citations(now: Snapshot, reach: Reach) -> tuple[CitationLine, ...]:
    asked = (line for one in reach.choices.values() for line in one.citations)
    return tuple(dict.fromkeys([*asked, *cite_parameters(now, MOVE_RULES)]))


def _frame(rows: list[dict[str, Any]], keys: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(keys))
