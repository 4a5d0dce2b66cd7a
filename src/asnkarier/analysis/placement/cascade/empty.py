"""Why a post stays empty in a plan: a vacancy that nobody fills, or a post that a move opens."""

from typing import Literal

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.cascade.greedy import keeps_policies
from asnkarier.analysis.placement.cascade.problem import Limits, Problem

Empty = Literal[
    "no_candidate",
    "too_few",
    "candidates_taken",
    "moves_limit",
    "depth_limit",
    "staffing_policy",
    "not_worth_it",
]


def empty_posts(
    problem: Problem, to: Ints, limits: Limits, step_of: dict[int, int]
) -> list[tuple[int, int, Empty]]:
    """Return posts with empty places in the order of their codes, how many places, and why.

    step_of: by post that a move opens, the step at which it would be filled.
    """
    here = np.bincount(to[to >= 0], minlength=len(problem.codes))
    left = np.isin(problem.holder, np.flatnonzero(to >= 0)).astype(np.int64) * (problem.holder >= 0)
    places = problem.seats + left - here
    return [
        (post, int(places[post]), _reason(problem, to, limits, post, step_of.get(post, 1)))
        for post in np.flatnonzero(places > 0).tolist()
    ]


def _reason(problem: Problem, to: Ints, limits: Limits, post: int, step: int) -> Empty:
    candidates = np.flatnonzero(problem.post == post)
    if not len(candidates):
        return "no_candidate"
    people = problem.person[candidates]
    free = candidates[to[people] < 0]
    if not len(free):
        return "too_few" if (to[people] == post).all() else "candidates_taken"
    if limits.depth is not None and step > limits.depth:
        return "depth_limit"
    gaining = free[problem.gain[free] > 0]
    if not len(gaining):
        return "moves_limit" if _at_limit(to, limits) else "not_worth_it"
    if all(not keeps_policies(problem, to, int(problem.person[one]), post) for one in gaining):
        return "staffing_policy"
    return "moves_limit" if _at_limit(to, limits) else "candidates_taken"


def _at_limit(to: Ints, limits: Limits) -> bool:
    return limits.moves is not None and int((to >= 0).sum()) >= limits.moves
