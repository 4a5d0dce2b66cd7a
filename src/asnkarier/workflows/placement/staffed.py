"""Vacancies filled within the policies of staffing: a cascade of one step, in which nobody's own post counts."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from asnkarier.agency.snapshot import Snapshot
from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.empty import empty_posts
from asnkarier.analysis.placement.cascade.greedy import greedy
from asnkarier.analysis.placement.cascade.problem import NOBODY, Limits, Problem, Staffing, check, gain_of
from asnkarier.analysis.placement.cascade.solve import best_cascade
from asnkarier.analysis.placement.plan import Placement

if TYPE_CHECKING:
    from asnkarier.workflows.placement.steps import Choice


def placed_within(
    now: Snapshot, choices: Sequence["Choice"], staffing: Staffing, moves: int | None
) -> Placement:
    """Return the placement with the largest total score that keeps the policies.

    choices: in the order of the posts of `staffing`, by code. The scores are raised by one millionth, as without policies.
    """
    problem, limits = _problem(now, choices, staffing), Limits(moves, 1)
    plan = best_cascade(problem, limits)
    by_hand = greedy(problem, limits)
    return Placement(
        _assigned(problem, plan.to),
        tuple(
            (problem.codes[place], seats, reason)
            for place, seats, reason in empty_posts(problem, plan.to, limits, {})
        ),
        plan.gain,
        gain_of(problem, by_hand),
        tuple(nip for _, nip in _assigned(problem, by_hand)),
        plan.bound,
    )


def _problem(now: Snapshot, choices: Sequence["Choice"], staffing: Staffing) -> Problem:
    people = len(now.employees)
    found = Problem(
        tuple(one.post.code or "" for one in choices),
        tuple(now.employees["nip"].astype("str")),
        np.array([one.post.seats for one in choices], dtype=np.int64),
        np.full(len(choices), NOBODY, dtype=np.int64),
        np.concatenate([one.people for one in choices]),
        np.repeat(np.arange(len(choices)), [len(one.people) for one in choices]),
        np.concatenate([one.score for one in choices]) + 1,
        np.zeros(people, dtype=np.int64),
        staffing,
    )
    check(found)
    return found


def _assigned(problem: Problem, to: Ints) -> tuple[tuple[str, str], ...]:
    movers = np.flatnonzero(to >= 0).tolist()
    return tuple(sorted((problem.codes[int(to[one])], problem.nips[one]) for one in movers))
